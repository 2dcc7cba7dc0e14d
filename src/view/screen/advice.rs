//! The parts of a result: steps with the ways to reach whom they name, notes and sources.

use yew::prelude::*;

use crate::document::{Source, Target};
use crate::guide::{ContactLink, Guide};
use crate::page::PageLink;
use crate::screen::{Advice, Note, Step, StepKind};
use crate::view::contact::{contact_link, ways_to_reach};
use crate::view::document::{self, href};

/// The notes that come first, then the steps of the outcome, with its meaning below the first of those: what to do, then what
/// it means, then whom to call.
pub(super) fn steps(guide: &Guide, advice: &Advice) -> Html {
    let outcome = advice.outcome;
    let first = advice.first_steps().map(|note| html! { <li>{ note_text(guide, note) }</li> });
    let parts = outcome.steps.iter().enumerate().map(|(index, part)| {
        let meaning = (index == 0).then(|| html! { <p class="meaning">{ &outcome.meaning }</p> });
        step(guide, part, meaning)
    });
    html! { <ol class="steps">{ for first }{ for parts }</ol> }
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

pub(super) fn texts(texts: &[String]) -> Html {
    html! { <ul>{ for texts.iter().map(|text| html! { <li>{ text }</li> }) }</ul> }
}

pub(super) fn sources<'q>(sources: impl Iterator<Item = &'q Source>) -> Html {
    html! { <ul>{ for sources.map(|source| html! { <li><p>{ document::source(source) }</p></li> }) }</ul> }
}
