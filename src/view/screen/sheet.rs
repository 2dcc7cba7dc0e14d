//! The visit sheet on paper. On screen the result says the same, so there it is hidden by style.

use yew::prelude::*;

use super::SelfScreen;
use crate::guide::Guide;
use crate::screen::Advice;

pub(super) fn view(guide: &Guide, screen: &SelfScreen, advice: &Advice) -> Html {
    let sheet = screen.sheet(guide, advice);
    let parts = sheet.parts.iter().map(|part| {
        let lines = part.lines.iter().map(|line| html! { <li>{ line }</li> });
        html! { <div><h3>{ &part.heading }</h3><ul>{ for lines }</ul></div> }
    });
    html! {
        <section class="sheet">
            <h2>{ &sheet.title }</h2>
            <p>{ &sheet.date }</p>
            { for parts }
            <h3>{ &screen.words().sheet.notes }</h3>
            <ul class="sheet-lines">{ for sheet.room.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <div class="sheet-room"></div>
        </section>
    }
}
