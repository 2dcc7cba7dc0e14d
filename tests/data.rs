//! Whatever the site is made of, the browser reads back.
#![cfg(not(target_arch = "wasm32"))]

mod content_day;

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use whole_health_guide::data::Data;
use whole_health_guide::document::{Block, Image, Inline, Level, List, Target};
use whole_health_guide::guide::{ContactLink, ContactStep};
use whole_health_guide::screen::Selected;
use whole_health_guide::site;

fn read<T: DeserializeOwned>(json: Value) -> Option<T> {
    serde_json::from_value::<Data>(json).expect("any JSON is data").read().ok()
}

fn reads_back<T: Serialize + DeserializeOwned>(value: &T) {
    let json = serde_json::to_value(value).expect("content can be written");
    let back: T = read(json.clone()).unwrap_or_else(|| panic!("not read: {json}"));
    assert_eq!(serde_json::to_value(back).expect("content can be written"), json);
}

#[test]
fn all_content_is_read_as_it_was_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = site::load(root, content_day::latest_review()).content.expect("the site has no error");
    reads_back(&content.guide("/massage/"));
    content.pages.iter().for_each(reads_back);
    reads_back(&content.questionnaires);
    reads_back(&site::search::index(&content));
}

#[test]
fn each_shape_of_a_value_is_read() {
    let image = Image { path: "a.svg".into(), alternative: "A hand".into(), width: 4, height: 3 };
    let text = || vec![Inline::Text("x".into())];
    reads_back(&vec![
        Inline::Break,
        Inline::Strong(text()),
        Inline::Image(image.clone()),
        Inline::Term { id: "trigger-point".into(), text: "x".into(), explanation: vec![Inline::Break] },
        Inline::Link(Target::Page("safety/".into(), None), text()),
        Inline::Link(Target::Page("safety/".into(), Some("heat".into())), text()),
        Inline::Link(Target::Outside("tel:988".into()), text()),
    ]);
    let list = List { start: None, items: vec![vec![Block::Paragraph(text())], vec![]] };
    reads_back(&vec![
        Block::List(list),
        Block::List(List { start: Some(3), items: vec![] }),
        Block::Figure(image, text()),
    ]);
    reads_back(&vec![Level::H2, Level::H4]);
}

#[test]
fn fields_are_read_by_name() {
    let link: ContactLink =
        read(json!({ "address": "tel:988", "more": [1], "text": "Call" })).expect("it has all fields");
    assert_eq!((&*link.text, &*link.address), ("Call", "tel:988"));
    let step: ContactStep = read(json!({ "text": "Ask" })).expect("a link may be missing");
    assert_eq!(step.link, None);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert!(read::<ContactLink>(json!({ "text": "Call" })).is_none(), "a missing field");
    assert!(read::<ContactLink>(json!({ "text": "Call", "address": 988 })).is_none(), "another type");
    assert!(read::<ContactLink>(json!(["Call", "tel:988"])).is_none(), "no map");
    assert!(read::<Level>(json!("H1")).is_none(), "an unknown variant");
    assert!(read::<Level>(json!({ "H2": 1 })).is_none(), "a variant with data that has none");
    assert!(read::<Inline>(json!("Text")).is_none(), "a variant without its data");
    assert!(read::<Inline>(json!({ "Text": "x", "Code": "y" })).is_none(), "two variants");
    assert!(read::<Target>(json!({ "Page": ["safety/"] })).is_none(), "too few parts");
    for number in [json!(-1), json!(0.5), json!(1u64 << 32), json!("1")] {
        assert!(read::<Selected>(json!({ "question": 0, "options": number })).is_none(), "{number}");
    }
}
