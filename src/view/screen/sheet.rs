//! The visit sheet: the result on paper, or as plain text for a secure message.

use yew::prelude::*;

use super::advice::{change_text, first_steps, source_titles, told_changes};
use super::{SelfScreen, answer_text};
use crate::document::Source;
use crate::guide::{ContactLink, Guide};
use crate::screen::{Advice, Change, End, NoteKind, Questionnaire, Reason, Then, Urgency, replay};
use crate::view::fill;

struct Sheet<'a> {
    title: &'a str,
    date: String,
    parts: Vec<Part<'a>>,
}

/// A heading with what stands below it.
struct Part<'a> {
    heading: &'a str,
    lines: Vec<String>,
}

/// On screen the result says the same, so there it is hidden by style.
pub(super) fn view(guide: &Guide, screen: &SelfScreen, advice: &Advice) -> Html {
    let sheet = sheet(guide, screen, advice);
    let parts = sheet.parts.iter().map(|part| {
        let lines = part.lines.iter().map(|line| html! { <li>{ line }</li> });
        html! { <div><h3>{ part.heading }</h3><ul>{ for lines }</ul></div> }
    });
    html! {
        <section class="sheet">
            <h2>{ sheet.title }</h2>
            <p>{ &sheet.date }</p>
            { for parts }
            <h3>{ &screen.words().sheet.notes }</h3>
            <ul class="sheet-lines">{ for screen.words().sheet.room.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <div class="sheet-room"></div>
        </section>
    }
}

/// The sheet as plain text; empty where there is no result yet.
pub fn text(guide: &Guide, screen: &SelfScreen) -> String {
    let End::Advice(advice) = replay(screen.session.questionnaire(), &screen.session.answers).end else {
        return String::new();
    };
    let sheet = sheet(guide, screen, &advice);
    let mut text = [sheet.title, "\n", &sheet.date, "\n"].concat();
    for part in &sheet.parts {
        text.push_str(&["\n", part.heading, "\n"].concat());
        for line in &part.lines {
            text.push_str(&["- ", line, "\n"].concat());
        }
    }
    for line in &screen.words().sheet.room {
        text.push_str(&["\n", line, "\n"].concat());
    }
    text
}

/// The sources of an outcome, of its reasons and of its notes, each once.
pub(super) fn used_sources<'q>(questionnaire: &'q Questionnaire, advice: &Advice) -> impl Iterator<Item = &'q Source> {
    let reasons = advice.reasons.iter().chain(advice.notes.iter().flat_map(|shown| &shown.reasons));
    let mut used: Vec<usize> = reasons.flat_map(|reason| &reason.rule.sources).copied().collect();
    used.extend(&advice.outcome.sources);
    questionnaire.sources.iter().enumerate().filter(move |(index, _)| used.contains(index)).map(|(_, source)| source)
}

fn sheet<'a>(guide: &'a Guide, screen: &'a SelfScreen, advice: &'a Advice<'a>) -> Sheet<'a> {
    let questionnaire = screen.session.questionnaire();
    let words = &questionnaire.wording;
    let outcome = advice.outcome;
    let part = |heading: &'a str, lines: Vec<String>| Part { heading, lines };

    let first = first_steps(advice).map(|note| &note.text);
    let steps = first.chain(outcome.steps.iter().map(|step| &step.text)).cloned();
    let mut parts = vec![
        part(&outcome.title, vec![outcome.meaning.clone()]),
        part(&words.result.steps, steps.collect()),
        part(&guide.point_of_contact.heading, contact_lines(guide)),
        part(&words.result.questions, outcome.questions.clone()),
        part(&words.sheet.answers, answer_lines(screen)),
        part(&words.result.reasons, advice.reasons.iter().map(|reason| reason_line(questionnaire, reason)).collect()),
    ];
    for shown in &advice.notes {
        let reasons = shown.reasons.iter().map(|reason| reason_line(questionnaire, reason));
        // A first step stands among the steps already.
        let text = (shown.note.kind != NoteKind::FirstStep).then(|| shown.note.text.clone());
        parts.push(part(&shown.note.title, text.into_iter().chain(reasons).collect()));
    }
    // What warning signs would have led to needs no paper.
    let is_routine = |change: &&Change| !matches!(change.then, Then::Outcome(then) if then.urgency != Urgency::Routine);
    let changes = told_changes(advice).filter(is_routine).map(|change| change_text(questionnaire, change).join(". "));
    parts.push(part(&words.result.changes, changes.collect()));
    parts.push(part(&words.result.cannot_tell, words.result.limits.clone()));
    parts.push(part(&words.sheet.sources, used_sources(questionnaire, advice).map(source_line).collect()));
    let line = &guide.crisis_line;
    let ways = [&line.call, &line.text, &line.chat, &line.emergency].map(|way| &*way.text);
    parts.push(part(&line.title, vec![ways.join(&words.separator)]));
    parts.retain(|part| !part.lines.is_empty());
    Sheet { title: &words.sheet.title, date: fill(&words.sheet.date, &[("date", &screen.date)]), parts }
}

fn answer_lines(screen: &SelfScreen) -> Vec<String> {
    let questionnaire = screen.session.questionnaire();
    let line = |index: usize| {
        let (label, answer) = (&questionnaire.questions[index].label, answer_text(screen, index));
        fill(&questionnaire.wording.result.because, &[("question", label), ("answers", &answer)])
    };
    replay(questionnaire, &screen.session.answers).asked.into_iter().map(line).collect()
}

/// A reason with the questions whose answers are behind it, and its sources. The answers stand in a part of their own.
fn reason_line(questionnaire: &Questionnaire, reason: &Reason) -> String {
    let words = &questionnaire.wording;
    let mut behind: Vec<&str> = Vec::new();
    for selected in &reason.because {
        let label = &*questionnaire.questions[selected.question].label;
        if !behind.contains(&label) {
            behind.push(label);
        }
    }
    let source = fill(&words.result.source, &[("source", &source_titles(questionnaire, &reason.rule.sources))]);
    behind.push(&source);
    [&*reason.rule.reason, " (", &behind.join(&words.separator), ")"].concat()
}

fn source_line(source: &Source) -> String {
    let address = source.address.as_deref().unwrap_or_default();
    [&*source.title, ". ", &source.publisher, ". ", address].concat().trim_end().to_owned()
}

/// The facility's own details, and where it has set no way to reach them, how to find one.
fn contact_lines(guide: &Guide) -> Vec<String> {
    let contact = &guide.point_of_contact;
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
