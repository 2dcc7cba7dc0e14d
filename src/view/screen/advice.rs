//! The parts of a result: steps with the ways to reach whom they name, and conditions in words.

use yew::prelude::*;

use super::listed;
use crate::document::{Source, Target};
use crate::guide::{ContactLink, Guide};
use crate::page::PageLink;
use crate::screen::{
    Advice, Change, ChangeKind, Note, NoteKind, Questionnaire, Selected, Step, StepKind, Then, Urgency,
};
use crate::view::contact::{contact_link, ways_to_reach};
use crate::view::document::{self, href};
use crate::view::fill;

/// The notes that come first, then the steps of the outcome, with its meaning below the first of those: what to do, then what
/// it means, then whom to call.
pub(super) fn steps(guide: &Guide, advice: &Advice) -> Html {
    let outcome = advice.outcome;
    let first = first_steps(advice).map(|note| html! { <li>{ note_text(guide, note) }</li> });
    let parts = outcome.steps.iter().enumerate().map(|(index, part)| {
        let meaning = (index == 0).then(|| html! { <p class="meaning">{ &outcome.meaning }</p> });
        step(guide, part, meaning)
    });
    html! { <ol class="steps">{ for first }{ for parts }</ol> }
}

/// The notes that stand before the steps of the outcome.
pub(super) fn first_steps<'q>(advice: &Advice<'q>) -> impl Iterator<Item = &'q Note> {
    advice.notes.iter().map(|shown| shown.note).filter(|note| note.kind == NoteKind::FirstStep)
}

/// What a note says, and where it leads.
pub(super) fn note_text(guide: &Guide, note: &Note) -> Html {
    let link = note.link.as_ref().map(|link| html! { <>{ " " }{ page_link(guide, link) }</> });
    html! { <p>{ &note.text }{ link }</p> }
}

fn step(guide: &Guide, step: &Step, meaning: Option<Html>) -> Html {
    let line = &guide.crisis_line;
    let ways = match step.kind {
        StepKind::CrisisLine => contact_list(&[&line.call, &line.text, &line.chat]),
        StepKind::Emergency => contact_list(&[&line.emergency]),
        StepKind::PointOfContact => ways_to_reach(&guide.point_of_contact),
        StepKind::CareTeam | StepKind::Read => Html::default(),
    };
    let link = step.link.as_ref().map(|link| html! { <>{ " " }{ page_link(guide, link) }</> });
    html! { <li><p>{ &step.text }{ link }</p>{ meaning }{ ways }</li> }
}

fn contact_list(ways: &[&ContactLink]) -> Html {
    html! { <ul class="ways">{ for ways.iter().map(|way| html! { <li>{ contact_link(way) }</li> }) }</ul> }
}

pub(super) fn page_link(guide: &Guide, link: &PageLink) -> Html {
    let target = Target::Page(link.path.clone(), link.fragment.clone());
    html! { <a href={href(guide, &target)}>{ &link.text }</a> }
}

/// `template` with the question's `{question}` name and the `{answers}` that are selected.
pub(super) fn selected_text(questionnaire: &Questionnaire, template: &str, selected: &Selected) -> String {
    let question = &questionnaire.questions[selected.question];
    let answers = listed(&questionnaire.wording, question.chosen(selected.options));
    fill(template, &[("question", &question.label), ("answers", &answers)])
}

/// The changes that a visitor is told. None for an urgent result: nobody shall be talked out of asking for help.
pub(super) fn told_changes<'a, 'q>(advice: &'a Advice<'q>) -> impl Iterator<Item = &'a Change<'q>> {
    advice.changes.iter().filter(|_| advice.outcome.urgency == Urgency::Routine)
}

/// Another answer, and where it would have led.
pub(super) fn change_text(questionnaire: &Questionnaire, change: &Change) -> [String; 2] {
    let words = &questionnaire.wording.result;
    let template = match change.kind {
        ChangeKind::Instead => &words.change_instead,
        ChangeKind::Also => &words.change_also,
        ChangeKind::Without => &words.change_without,
    };
    let selected = Selected { question: change.question, options: change.options };
    let then = match change.then {
        Then::Outcome(outcome) => fill(&words.change_outcome, &[("outcome", &outcome.title)]),
        Then::Ask(question) => fill(&words.change_ask, &[("question", &question.text)]),
    };
    [selected_text(questionnaire, template, &selected), then]
}

/// The titles of some of the questionnaire's sources.
pub(super) fn source_titles(questionnaire: &Questionnaire, sources: &[usize]) -> String {
    let titles: Vec<&str> = sources.iter().map(|index| &*questionnaire.sources[*index].title).collect();
    titles.join(&questionnaire.wording.separator)
}

pub(super) fn texts(texts: &[String]) -> Html {
    html! { <ul>{ for texts.iter().map(|text| html! { <li>{ text }</li> }) }</ul> }
}

pub(super) fn sources<'q>(sources: impl Iterator<Item = &'q Source>) -> Html {
    html! { <ul>{ for sources.map(|source| html! { <li><p>{ document::source(source) }</p></li> }) }</ul> }
}
