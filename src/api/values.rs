//! What the functions give: plain values, which name everything by its id.

use serde::Serialize;

use super::Content;
use crate::document::Source;
use crate::guide::{ContactLink, CrisisLine, PointOfContact};
use crate::page::PageLink;
use crate::screen::{self, Advice, Kind, NoteKind, Selected, StepKind, Urgency, text};

/// The questions, and whom to call, which a page shows from the first question on.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Questionnaire<'a> {
    /// A language tag, such as `en`.
    pub language: &'a str,
    /// In the order in which they are asked. Which of them are asked, `next` says.
    pub questions: Vec<Question<'a>>,
    /// Every source that a question or a rule names.
    pub sources: &'a [Source],
    pub crisis_line: &'a CrisisLine,
    pub point_of_contact: Contact<'a>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Question<'a> {
    pub id: &'a str,
    /// A short name, for a list of answers.
    pub label: &'a str,
    pub text: &'a str,
    pub hint: Option<&'a str>,
    /// Why it is asked.
    pub why: &'a str,
    /// What to say when nothing acceptable is selected.
    pub error: &'a str,
    /// Whether more than one option may be selected.
    pub several: bool,
    pub options: Vec<Choice<'a>>,
    /// The ids of its sources in `questionnaire()`.
    pub sources: Vec<&'a str>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Choice<'a> {
    pub id: &'a str,
    pub text: &'a str,
    pub hint: Option<&'a str>,
    /// Whether nothing may be selected beside it, such as "None of these".
    pub alone: bool,
}

/// The Whole Health Point of Contact.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Contact<'a> {
    pub heading: &'a str,
    /// Why to talk with them.
    pub invitation: &'a str,
    pub name: Option<&'a str>,
    /// The ways to reach them or, where the facility has set none, to find them.
    pub ways: Vec<Way<'a>>,
}

/// Words, a link, or both.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Way<'a> {
    pub text: Option<&'a str>,
    pub link: Option<&'a ContactLink>,
}

/// Where the answers have led so far.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Next<'a> {
    /// What to ask next; null once `assess` has a result. An urgent result comes before all questions are asked.
    pub question: Option<Question<'a>>,
    /// The ids of the questions asked so far, the next one included.
    pub asked: Vec<&'a str>,
    /// The ids of questions that have an answer and are not asked any more: it does not count, and should be forgotten.
    pub dropped: Vec<&'a str>,
}

/// The result. Show its steps, the Point of Contact and the crisis line always, and the rest on demand.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Assessment<'a> {
    /// Its id.
    pub outcome: &'a str,
    pub urgency: Urgency,
    pub title: &'a str,
    pub meaning: &'a str,
    /// What to do, in order. The more urgent come first.
    pub steps: Vec<Step<'a>>,
    pub crisis_line: &'a CrisisLine,
    pub point_of_contact: Contact<'a>,
    /// What to know besides; none beside an urgent result.
    pub notes: Vec<Note<'a>>,
    /// The rules that hold, and the answers behind them.
    pub reasons: Vec<Reason<'a>>,
    /// Which other answers would have led elsewhere; none beside an urgent result, which nobody shall be talked out of.
    pub changes: Vec<Change>,
    /// To bring to a visit.
    pub questions: Vec<&'a str>,
    /// What the self-screen cannot tell.
    pub limits: Vec<&'a str>,
    /// What the result, its reasons and its notes rest on.
    pub sources: Vec<&'a Source>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Step<'a> {
    /// Whom it leads to; null for a step that comes of an answer of its own.
    pub kind: Option<StepKind>,
    pub text: &'a str,
    /// A page of the guide.
    pub link: Option<&'a PageLink>,
    /// Of a step that comes of an answer of its own. The others come of the result.
    pub reasons: Vec<Reason<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Note<'a> {
    pub id: &'a str,
    pub kind: NoteKind,
    pub title: &'a str,
    pub text: &'a str,
    /// A page of the guide.
    pub link: Option<&'a PageLink>,
    pub reasons: Vec<Reason<'a>>,
}

/// A rule that holds.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Reason<'a> {
    /// The rule's id.
    pub rule: &'a str,
    pub text: &'a str,
    /// The answers that make it hold.
    pub because: Vec<Selection<'a>>,
    /// The ids of its sources.
    pub sources: Vec<&'a str>,
}

/// Options of one question, by their ids.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Selection<'a> {
    pub question: &'a str,
    pub options: Vec<&'a str>,
}

/// Another answer, and where it would have led, in words.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Change {
    pub answer: String,
    pub then: String,
}

impl<'a> Questionnaire<'a> {
    pub(super) fn new(content: &'a Content) -> Self {
        let screen = &content.questionnaire;
        Self {
            language: &content.language,
            questions: screen.questions.iter().map(|question| Question::new(screen, question)).collect(),
            sources: &screen.sources,
            crisis_line: &content.crisis_line,
            point_of_contact: Contact::new(&content.point_of_contact),
        }
    }
}

impl<'a> Question<'a> {
    fn new(screen: &'a screen::Questionnaire, question: &'a screen::Question) -> Self {
        let option = |option: &'a screen::Choice| Choice {
            id: &option.id,
            text: &option.text,
            hint: option.hint.as_deref(),
            alone: option.says.is_some(),
        };
        Self {
            id: &question.id,
            label: &question.label,
            text: &question.text,
            hint: question.hint.as_deref(),
            why: &question.why,
            error: &question.error,
            several: question.kind == Kind::Any,
            options: question.options.iter().map(option).collect(),
            sources: sources(screen, &question.sources),
        }
    }
}

impl<'a> Contact<'a> {
    fn new(contact: &'a PointOfContact) -> Self {
        let mut ways: Vec<_> = contact.ways().map(|link| Way { text: None, link: Some(link) }).collect();
        if ways.is_empty() {
            let found = contact.how_to_find.iter();
            ways.extend(found.map(|step| Way { text: Some(&step.text), link: step.link.as_ref() }));
        }
        Self { heading: &contact.heading, invitation: &contact.invitation, name: contact.name.as_deref(), ways }
    }
}

impl<'a> Next<'a> {
    pub(super) fn new(screen: &'a screen::Questionnaire, replay: screen::Replay<'a>) -> Self {
        let ids = |questions: Vec<usize>| questions.into_iter().map(|index| &*screen.questions[index].id).collect();
        let question = match replay.end {
            screen::End::Next(next) => Some(Question::new(screen, &screen.questions[next])),
            screen::End::Advice(_) => None,
        };
        Self { question, asked: ids(replay.asked), dropped: ids(replay.dropped) }
    }
}

impl<'a> Assessment<'a> {
    pub(super) fn new(content: &'a Content, advice: &Advice<'a>) -> Self {
        let screen = &content.questionnaire;
        let outcome = advice.outcome;
        let reasons = |reasons: &[screen::Reason<'a>]| reasons.iter().map(|one| Reason::new(screen, one)).collect();
        let (mut steps, mut notes) = (Vec::new(), Vec::new());
        for screen::ShownNote { note, reasons: behind } in &advice.notes {
            let (text, link, reasons) = (&*note.text, note.link.as_ref(), reasons(behind));
            match note.kind {
                NoteKind::FirstStep => steps.push(Step { kind: None, text, link, reasons }),
                kind => notes.push(Note { id: &note.id, kind, title: &note.title, text, link, reasons }),
            }
        }
        steps.extend(outcome.steps.iter().map(|step| Step {
            kind: Some(step.kind),
            text: &step.text,
            link: step.link.as_ref(),
            reasons: Vec::new(),
        }));
        let changes = advice.told_changes().map(|change| {
            let [answer, then] = text::change(screen, change);
            Change { answer, then }
        });
        Self {
            outcome: &outcome.id,
            urgency: outcome.urgency,
            title: &outcome.title,
            meaning: &outcome.meaning,
            steps,
            crisis_line: &content.crisis_line,
            point_of_contact: Contact::new(&content.point_of_contact),
            notes,
            reasons: reasons(&advice.reasons),
            changes: changes.collect(),
            questions: texts(&outcome.questions),
            limits: texts(&screen.wording.result.limits),
            sources: advice.sources(screen).collect(),
        }
    }
}

impl<'a> Reason<'a> {
    fn new(screen: &'a screen::Questionnaire, reason: &screen::Reason<'a>) -> Self {
        Self {
            rule: &reason.rule.id,
            text: &reason.rule.reason,
            because: reason.because.iter().map(|selected| Selection::new(screen, selected)).collect(),
            sources: sources(screen, &reason.rule.sources),
        }
    }
}

impl<'a> Selection<'a> {
    fn new(screen: &'a screen::Questionnaire, selected: &Selected) -> Self {
        let question = &screen.questions[selected.question];
        Self { question: &question.id, options: ids(question, selected.options) }
    }
}

/// The ids of the options whose bits are set.
pub(super) fn ids(question: &screen::Question, bits: u32) -> Vec<&str> {
    question.chosen(bits).map(|option| &*option.id).collect()
}

pub(super) fn sources<'a>(screen: &'a screen::Questionnaire, sources: &[usize]) -> Vec<&'a str> {
    sources.iter().map(|index| &*screen.sources[*index].id).collect()
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}
