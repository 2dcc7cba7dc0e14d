//! The visit sheet: the result to take along, on paper or as plain text for a secure message.

use super::{Advice, Answers, Change, NoteKind, Questionnaire, Reason, Then, Urgency, replay, text};
use crate::document::Source;
use crate::guide::{ContactLink, CrisisLine, PointOfContact, fill};

/// The visit sheet, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub title: String,
    /// The day it was made.
    pub date: String,
    pub parts: Vec<SheetPart>,
    /// What to fill in by hand.
    pub room: Vec<String>,
}

/// A heading with what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPart {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Whom the sheet leads to.
#[derive(Clone, Copy)]
pub struct Contacts<'a> {
    pub crisis_line: &'a CrisisLine,
    pub point_of_contact: &'a PointOfContact,
}

impl Sheet {
    /// The sheet of the advice that these answers lead to. `date` is today, in words.
    pub fn new(
        contacts: Contacts,
        questionnaire: &Questionnaire,
        answers: &Answers,
        advice: &Advice,
        date: &str,
    ) -> Self {
        let words = &questionnaire.wording;
        Self {
            title: words.sheet.title.clone(),
            date: fill(&words.sheet.date, &[("date", date)]),
            parts: parts(contacts, questionnaire, answers, advice),
            room: words.sheet.room.clone(),
        }
    }

    /// The sheet as plain text.
    pub fn text(&self) -> String {
        let mut text = [&*self.title, "\n", &self.date, "\n"].concat();
        for part in &self.parts {
            text.push_str(&["\n", &*part.heading, "\n"].concat());
            for line in &part.lines {
                text.push_str(&["- ", line, "\n"].concat());
            }
        }
        for line in &self.room {
            text.push_str(&["\n", line, "\n"].concat());
        }
        text
    }
}

fn parts(contacts: Contacts, questionnaire: &Questionnaire, answers: &Answers, advice: &Advice) -> Vec<SheetPart> {
    let words = &questionnaire.wording;
    let (outcome, contact, line) = (advice.outcome, contacts.point_of_contact, contacts.crisis_line);
    let part = |heading: &str, lines: Vec<String>| SheetPart { heading: heading.to_owned(), lines };
    let reasons =
        |reasons: &[Reason]| -> Vec<String> { reasons.iter().map(|one| reason(questionnaire, one)).collect() };

    let first = advice.first_steps().map(|note| &note.text);
    let steps = first.chain(outcome.steps.iter().map(|step| &step.text)).cloned();
    let mut parts = vec![
        part(&outcome.title, vec![outcome.meaning.clone()]),
        part(&words.result.steps, steps.collect()),
        part(&contact.heading, ways(contact)),
        part(&words.result.questions, outcome.questions.clone()),
        part(&words.sheet.answers, given(questionnaire, answers)),
        part(&words.result.reasons, reasons(&advice.reasons)),
    ];
    for shown in &advice.notes {
        // A first step stands among the steps already.
        let text = (shown.note.kind != NoteKind::FirstStep).then(|| shown.note.text.clone());
        parts.push(part(&shown.note.title, text.into_iter().chain(reasons(&shown.reasons)).collect()));
    }
    // What warning signs would have led to needs no paper.
    let is_routine = |change: &&Change| !matches!(change.then, Then::Outcome(then) if then.urgency != Urgency::Routine);
    let changes = advice.told_changes().filter(is_routine).map(|one| text::change(questionnaire, one).join(". "));
    parts.push(part(&words.result.changes, changes.collect()));
    parts.push(part(&words.result.cannot_tell, words.result.limits.clone()));
    parts.push(part(&words.sheet.sources, advice.sources(questionnaire).map(source).collect()));
    let ways = [&line.call, &line.text, &line.chat, &line.emergency].map(|way| &*way.text);
    parts.push(part(&line.title, vec![ways.join(&words.separator)]));
    parts.retain(|part| !part.lines.is_empty());
    parts
}

fn given(questionnaire: &Questionnaire, answers: &Answers) -> Vec<String> {
    let line = |index: usize| {
        let (label, answer) = (&questionnaire.questions[index].label, text::answer(questionnaire, answers, index));
        fill(&questionnaire.wording.result.because, &[("question", label), ("answers", &answer)])
    };
    replay(questionnaire, answers).asked.into_iter().map(line).collect()
}

/// A reason with the questions whose answers are behind it, and its sources. The answers stand in a part of their own.
fn reason(questionnaire: &Questionnaire, reason: &Reason) -> String {
    let words = &questionnaire.wording;
    let mut behind: Vec<&str> = Vec::new();
    for selected in &reason.because {
        let label = &*questionnaire.questions[selected.question].label;
        if !behind.contains(&label) {
            behind.push(label);
        }
    }
    let source = fill(&words.result.source, &[("source", &text::sources(questionnaire, &reason.rule.sources))]);
    behind.push(&source);
    [&*reason.rule.reason, " (", &behind.join(&words.separator), ")"].concat()
}

fn source(source: &Source) -> String {
    let address = source.address.as_deref().unwrap_or_default();
    [&*source.title, ". ", &source.publisher, ". ", address].concat().trim_end().to_owned()
}

/// The facility's own details, and where it has set no way to reach them, how to find one.
fn ways(contact: &PointOfContact) -> Vec<String> {
    let mut ways: Vec<String> = contact.ways().map(printed).collect();
    if ways.is_empty() {
        ways.extend(contact.how_to_find.iter().map(|step| match &step.link {
            Some(link) => [&*step.text, " ", &printed(link)].concat(),
            None => step.text.clone(),
        }));
    }
    contact.name.iter().cloned().chain(ways).collect()
}

/// A link on paper: its words and, where it leads to a page, the address.
fn printed(link: &ContactLink) -> String {
    match link.address.strip_prefix("https://") {
        Some(address) => [&*link.text, ": ", address].concat(),
        None => link.text.clone(),
    }
}
