//! Whom to talk with: the Veterans Crisis Line, and the Whole Health Point of Contact.

use yew::prelude::*;

use crate::guide::{ContactLink, ContactStep, CrisisLine, PointOfContact};

/// The ways to reach help now, as a list of links.
pub fn crisis_links(line: &CrisisLine) -> Html {
    let ways = [&line.call, &line.text, &line.chat, &line.emergency];
    html! { <ul class="crisis-links">{ for ways.map(|way| html! { <li>{ contact_link(way) }</li> }) }</ul> }
}

/// The next step of every page and every result. `id` names its heading.
pub fn point_of_contact(contact: &PointOfContact, id: &'static str) -> Html {
    html! {
        <section class="next-step" aria-labelledby={id}>
            <h2 {id}>{ &contact.heading }</h2>
            <p>{ &contact.invitation }</p>
            { ways_to_reach(contact) }
        </section>
    }
}

/// The facility's own details, and where it has set no way to reach them, how to find one.
pub fn ways_to_reach(contact: &PointOfContact) -> Html {
    let name = contact.name.as_ref().map(|name| html! { <li>{ name }</li> });
    let mut ways: Vec<Html> = contact.ways().map(|way| html! { <li>{ contact_link(way) }</li> }).collect();
    if ways.is_empty() {
        ways.extend(contact.how_to_find.iter().map(step));
    }
    html! { <ul>{ name }{ ways }</ul> }
}

pub fn contact_link(way: &ContactLink) -> Html {
    html! { <a href={way.address.clone()}>{ &way.text }</a> }
}

fn step(step: &ContactStep) -> Html {
    let link = step.link.as_ref().map(|way| html! { <>{ " " }{ contact_link(way) }</> });
    html! { <li>{ &step.text }{ link }</li> }
}
