//! The wasm code in a browser: the views, and the browser's edge. Run by `make test` through wasm-bindgen-test.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use serde::de::DeserializeOwned;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;
use whole_health_guide::browser;
use whole_health_guide::guide::Guide;
use whole_health_guide::navigation::{Entry, Landing};
use whole_health_guide::page::Page;
use whole_health_guide::view::page;
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// Pages as `page.json` holds them, and the inside of `<main>` as it was prerendered.
macro_rules! prerendered {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("prerender/", $name, ".json")), include_str!(concat!("prerender/", $name, ".html")))),*]
    };
}

const PAGES: [(&str, &str, &str); 11] = prerendered![
    "alerts",
    "crlf",
    "definitions",
    "headings",
    "links",
    "lists",
    "notes",
    "pictures",
    "tables",
    "terms",
    "text",
];

fn parse<T: DeserializeOwned>(json: &str) -> T {
    let value = js_sys::JSON::parse(json).expect("the text is JSON");
    serde_wasm_bindgen::from_value(value).expect("the value has the type's shape")
}

/// An empty element of the document.
fn room() -> Element {
    let document = browser::document();
    let room = document.create_element("div").expect("an element can be made");
    document.body().expect("the document has a body").append_child(&room).expect("the body takes an element");
    room
}

/// Long enough for Yew, which renders in a task of its own.
async fn a_moment() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        browser::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20)
            .expect("a timer can be set");
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.expect("the timer fires");
}

#[derive(Clone, PartialEq, Properties)]
struct ShownProps {
    guide: Rc<Guide>,
    page: Rc<Page>,
}

#[component]
fn Shown(ShownProps { guide, page }: &ShownProps) -> Html {
    page::page(guide, page, None)
}

#[wasm_bindgen_test]
async fn views_render_what_was_prerendered() {
    let guide: Rc<Guide> = Rc::new(parse(include_str!("prerender/guide.json")));
    for (name, json, expected) in PAGES {
        let props = ShownProps { guide: guide.clone(), page: Rc::new(parse::<Page>(json)) };
        let room = room();
        let app = yew::Renderer::<Shown>::with_root_and_props(room.clone(), props).render();
        a_moment().await;
        let main = room.query_selector("main").ok().flatten().expect("the page has its main part");
        assert_eq!(main.inner_html().replace("><", ">\n<"), expected.trim_end(), "{name}");
        app.destroy();
        room.remove();
    }
}

#[wasm_bindgen_test]
fn fragments_are_read_as_a_browser_writes_them() {
    for (hash, id) in [("", None), ("#", None), ("#comfort", Some("comfort")), ("#a%20b", Some("a b")), ("#%", None)] {
        assert_eq!(browser::fragment(hash).as_deref(), id, "{hash}");
    }
}

#[wasm_bindgen_test]
fn history_entries_keep_their_depth() {
    let page = Entry { depth: 3, is_step: false };
    browser::mark_entry(page);
    assert_eq!(browser::entry(), Some(page));
    let step = Entry { depth: 4, is_step: true };
    browser::push_entry(step, "#next");
    assert_eq!(browser::entry(), Some(step));
    assert_eq!(browser::address().1.as_deref(), Some("next"));
}

/// A state that something else has put there is not taken for the app's.
#[wasm_bindgen_test]
fn foreign_history_entries_are_not_ours() {
    let history = browser::window().history().expect("a window has a history");
    for state in ["null", "{}", "\"text\"", "[]", "[\"x\"]"] {
        let value = js_sys::JSON::parse(state).expect("the text is JSON");
        history.replace_state(&value, "").expect("the entry can be replaced");
        assert_eq!(browser::entry(), None, "{state}");
    }
}

/// Of a step of the self-screen, history knows that it is one.
#[wasm_bindgen_test]
fn a_step_leaves_no_more_than_numbers() {
    browser::mark_entry(Entry { depth: 2, is_step: true });
    let history = browser::window().history().expect("a window has a history");
    let state = history.state().expect("an entry has a state");
    assert_eq!(js_sys::JSON::stringify(&state).ok().map(String::from).as_deref(), Some("[2,1]"));
}

#[wasm_bindgen_test]
fn landing_names_the_tab_announces_and_focuses() {
    let page = room();
    page.set_id("page");
    page.set_inner_html("<h1 tabindex=\"-1\">Title</h1><h2 id=\"there\">Section</h2><p id=\"announcer\"></p>");
    let focused = || browser::document().active_element().map(|element| element.tag_name());

    browser::land("Tab", "Page shown", &Landing::Top);
    assert_eq!(browser::document().title(), "Tab");
    assert_eq!(focused().as_deref(), Some("H1"));
    let announcer = browser::document().get_element_by_id("announcer").expect("it was put there");
    assert_eq!(announcer.text_content().as_deref(), Some("Page shown"));

    browser::land("Tab", "", &Landing::Section("there".into()));
    assert_eq!(focused().as_deref(), Some("H2"));
    browser::land("Tab", "", &Landing::Section("missing".into()));
    assert_eq!(focused().as_deref(), Some("H1"));
    page.remove();
}
