//! What a screen reader says of every step, phrase by phrase. A person reads `spoken/*.txt` whenever one of them changes.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::visit::Visit;
use crate::tree;

/// A screen reader that runs in the page, as a module for browsers.
const READER: &str = "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js";

/// What it says of the element that the argument selects, up to where it would begin anew. It reads what can be opened as if it
/// were open.
const READ: &str = "
    return (async () => {
        await window.reader.start({ container: document.querySelector(arguments[0]) });
        const phrases = [await window.reader.lastSpokenPhrase()], first = window.reader.activeNode;
        for (;;) {
            await window.reader.next();
            const phrase = await window.reader.lastSpokenPhrase();
            if (window.reader.activeNode === first && phrase === phrases[0]) break;
            phrases.push(phrase);
        }
        await window.reader.stop();
        return phrases.join('\\n');
    })();";

/// Ways that lead through every kind of step: without an answer named, a question is answered with its most cautious one.
const WAYS: [(&str, &str); 3] = [
    ("usual", "enrolled=yes; purpose=health-problem; problems=back-pain; diagnosed=yes"),
    ("continuing", "enrolled=yes; purpose=more; problems=back-pain; changed=daily-life; keep-gains=no"),
    ("urgent", "recent=limb"),
];

#[tokio::test]
async fn every_step() {
    let visit = Visit::open().await;
    inject(&visit).await;
    let mut heard: Vec<String> = Vec::new();
    compare(&visit, ".start", "start").await;
    for (way, answers) in WAYS {
        visit.start().await;
        while visit.is_question().await {
            let id = visit.question().await["id"].as_str().expect("an id").to_owned();
            if !heard.contains(&id) {
                compare(&visit, "main", &format!("question-{id}")).await;
                heard.push(id);
            }
            visit.answer(answers).await;
        }
        if visit.heading().await == visit.word("review_title") {
            compare(&visit, "main", &format!("review-{way}")).await;
            visit.press("see_result").await;
        }
        compare(&visit, "main", &format!("result-{way}")).await;
        visit.press("clear").await;
    }
    compare(&visit, ".start", "cleared").await;
    let asked = visit.questionnaire["questions"].as_array().map(Vec::len);
    assert_eq!(Some(heard.len()), asked, "only {heard:?} were heard");
    visit.close().await;
}

/// The reader's own module, as a script: what it exports stands in `window`.
async fn inject(visit: &Visit) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(READER);
    let module = fs::read_to_string(path).expect("the screen reader is installed; `make test` does it");
    let (module, exports) = module.rsplit_once("export{").expect("a module exports something");
    let names = exports.split(['}', ',']).find_map(|name| name.strip_suffix(" as virtual"));
    let name = names.expect("the module exports `virtual`");
    visit.browser.run(&format!("{module}; window.reader = {name};")).await;
}

/// Compares what is announced, what has the focus, and what is read of a part of the page.
async fn compare(visit: &Visit, part: &str, name: &str) {
    let browser = &visit.browser;
    browser.wait_for("return !('seen' in document.querySelector('main').dataset)").await;
    let told = visit.announced().await;
    let focus = browser.text("return document.querySelector(':focus')?.textContent ?? ''").await;
    let read = browser.run_with(READ, vec![json!(part)]).await;
    let read = read.as_str().unwrap_or_else(|| panic!("{name} was read as {}", json!(read)));
    let today = browser.text("return new Date().toLocaleDateString('en', { dateStyle: 'long' })").await;
    let text = format!("Told: {told}\nFocus: {focus}\n\n{}\n", read.replace(&today, "[TODAY]"));
    tree::compare(&format!("screen/spoken/{name}.txt"), &text);
}
