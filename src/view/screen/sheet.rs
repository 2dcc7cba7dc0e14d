//! The visit sheet on paper. On screen the result says the same, so there it is hidden by style.

use yew::prelude::*;

use super::SelfScreen;
use crate::guide::Guide;

pub(super) fn view(guide: &Guide, screen: &SelfScreen) -> Option<Html> {
    let sheet = screen.sheet(guide)?;
    let parts = sheet.parts.iter().map(|part| {
        let lines = part.lines.iter().map(|line| html! { <li>{ line }</li> });
        html! { <div><h3>{ &part.heading }</h3><ul>{ for lines }</ul></div> }
    });
    Some(html! {
        <section class="sheet">
            <h2>{ &sheet.title }</h2>
            <p>{ &sheet.date }</p>
            { for parts }
            <h3>{ &screen.words().sheet.notes }</h3>
            <ul class="sheet-lines">{ for sheet.room.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <div class="sheet-room"></div>
        </section>
    })
}
