//! The search: a field, and what it finds. Only the running app shows them; the page without it says so, and lists every
//! page below.
//!
//! What is found is keyed by the words that found it, so that nothing of the results before is left in text that a
//! translator has replaced.

use std::rc::Rc;

use yew::prelude::*;

use crate::document::Target;
use crate::guide::{Guide, fill};
use crate::search::{Hit, Index, Piece, Results, search};
use crate::view::document::href;

/// The ids of the field and of the list of every page.
pub const FIELD: &str = "search-field";
pub const ALL_PAGES: &str = "all-pages";
/// The selector of what the arrow keys lead to: the field, then each result.
pub const STOPS: &str = "#search-field, .hits a";

/// More than anybody types; what is longer is pasted by mistake.
const LONGEST_QUERY: &str = "100";

/// The search as it is shown.
#[derive(Clone)]
pub struct Search {
    pub index: Rc<Index>,
    pub query: String,
    pub on_action: Callback<Action>,
}

/// What a visitor asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The field holds other words.
    Type,
    /// The field is to be empty.
    Clear,
    /// To the next of [`STOPS`].
    Next,
    Previous,
}

impl Search {
    pub fn results(&self) -> Results<'_> {
        search(&self.index, &self.query)
    }

    /// How much was found, in words; nothing where nothing is looked for.
    pub fn status(&self, guide: &Guide) -> String {
        if self.is_empty() { String::new() } else { status(guide, &self.results()) }
    }

    fn is_empty(&self) -> bool {
        self.query.trim().is_empty()
    }
}

/// Stands before the list of every page. `search` is there once the app runs.
pub fn view(guide: &Guide, search: Option<(&Search, &Results)>) -> Html {
    let words = &guide.wording.search;
    let Some((search, results)) = search else {
        return html! { <div class="search" data-starts-app=""><p class="search-box">{ &words.not_started }</p></div> };
    };
    let on_action = search.on_action.clone();
    let oninput = move |_: InputEvent| on_action.emit(Action::Type);
    let on_action = search.on_action.clone();
    let onkeydown = move |event: KeyboardEvent| {
        if let Some(action) = asked_by(&event) {
            event.prevent_default();
            on_action.emit(action);
        }
    };
    // Without a form, Enter has nothing to send anywhere.
    html! {
        <div class="search" role="search" {onkeydown}>
            <div class="search-box">
                <label for={FIELD}>{ &words.label }</label>
                <input
                    id={FIELD}
                    type="search"
                    value={search.query.clone()}
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength={LONGEST_QUERY}
                    aria-describedby="search-privacy"
                    {oninput}
                />
                <p id="search-privacy" class="privacy-note">{ &words.privacy }</p>
            </div>
            <div key={&*search.query}>{ for (!search.is_empty()).then(|| found(guide, results)) }</div>
        </div>
    }
}

fn asked_by(event: &KeyboardEvent) -> Option<Action> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() || event.is_composing() {
        return None;
    }
    match &*event.key() {
        "ArrowDown" => Some(Action::Next),
        "ArrowUp" => Some(Action::Previous),
        "Escape" => Some(Action::Clear),
        _ => None,
    }
}

fn status(guide: &Guide, results: &Results) -> String {
    let words = &guide.wording.search;
    let template = match results.total {
        0 => &words.no_results,
        1 => &words.one_result,
        total if total > results.hits.len() => &words.best_results,
        _ => &words.results,
    };
    fill(template, &[("count", &results.total.to_string()), ("shown", &results.hits.len().to_string())])
}

fn found(guide: &Guide, results: &Results) -> Html {
    let status = status(guide, results);
    if results.hits.is_empty() {
        return html! {
            <>
                <p>{ status }</p>
                <ul>
                    <li><a href={["#", ALL_PAGES].concat()}>{ &guide.wording.search.all_pages }</a></li>
                    <li><a href="#next-step">{ &guide.point_of_contact.heading }</a></li>
                </ul>
            </>
        };
    }
    let hits = results.hits.iter().enumerate().map(|(index, part)| hit(guide, index, part));
    let partial = results.is_partial.then(|| html! { <p>{ &guide.wording.search.partial }</p> });
    html! { <><h2>{ status }</h2>{ partial }<ol class="hits">{ for hits }</ol></> }
}

fn hit(guide: &Guide, index: usize, hit: &Hit) -> Html {
    let target = Target::Page(hit.path.to_owned(), hit.section.map(str::to_owned));
    let heading = (!hit.heading.is_empty()).then(|| html! { <>{ " › " }{ pieces(&hit.heading) }</> });
    let id = ["hit-", &index.to_string()].concat();
    html! {
        <li>
            <a href={href(guide, &target)} aria-describedby={id.clone()}>{ pieces(&hit.title) }{ heading }</a>
            <p {id}>{ pieces(&hit.sentence) }</p>
        </li>
    }
}

fn pieces(pieces: &[Piece]) -> Html {
    let element = |piece: &Piece| match piece.is_match {
        true => html! { <mark>{ piece.text }</mark> },
        false => html! { piece.text },
    };
    pieces.iter().map(element).collect()
}
