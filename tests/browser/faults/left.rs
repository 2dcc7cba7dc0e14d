//! Leaving and coming back: what the browser keeps of a page, and what is on it then.

use serde_json::json;

use super::Server;
use crate::harness::{Browser, Build};
use crate::screen::visit::Visit;

/// Answers are not there for whoever comes back, by the very page that the browser has kept; and the page says why.
#[tokio::test]
async fn another_site_and_back() {
    let server = Server::start(Build::Root).await;
    let other = Server::start(Build::Fixture).await;
    let visit = Visit::at(Browser::open().await, server.address.clone()).await;
    visit.start().await;
    visit.answer("").await;
    visit.answer("").await;
    let browser = &visit.browser;
    browser.run("addEventListener('pageshow', (event) => { window.persisted = event.persisted; })").await;
    // Another host, so that it is another site.
    browser.goto(&other.address.replace("127.0.0.1", "localhost")).await;
    browser.run("history.back()").await;
    browser
        .wait_for("return location.hostname === '127.0.0.1' && Boolean(document.querySelector('[data-begin]'))")
        .await;
    assert_eq!(browser.run("return window.persisted ?? null").await, json!(true), "the browser has kept the page");
    assert!(visit.shows(&visit.word("begun_again")).await);
    assert_eq!(browser.run("return document.querySelectorAll('input').length").await, json!(0));
    // Nor do the steps of before bring them back.
    browser.run("history.back()").await;
    browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    visit.start().await;
    assert_eq!(browser.run("return document.querySelectorAll('input:checked').length").await, json!(0));
    visit.close().await;
}

#[tokio::test]
async fn back_after_clearing() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    visit.answer("").await;
    visit.press("clear").await;
    for _ in 0..2 {
        visit.browser.run("history.back()").await;
        visit.browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
        assert_eq!(visit.browser.run("return document.querySelectorAll('input').length").await, json!(0));
    }
    visit.close().await;
}

/// What was answered is overwritten in the wasm's memory, with every text that was made of it.
#[tokio::test]
async fn cleared_answers_are_overwritten() {
    let browser = Browser::open().await;
    // The memory is the one export that is a memory, whatever a release calls it.
    browser
        .before_each_page(
            "for (const name of ['instantiate', 'instantiateStreaming']) {
                 const made = WebAssembly[name];
                 WebAssembly[name] = async (...given) => {
                     const result = await made.apply(WebAssembly, given);
                     const { exports } = result.instance ?? result;
                     window.memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
                     return result;
                 };
             }",
        )
        .await;
    let visit = Visit::open_with(browser, Build::Root).await;
    let words = |id: &str, options: [&str; 2]| {
        let questions = visit.questionnaire["questions"].as_array().expect("questions");
        let question = questions.iter().find(|question| question["id"] == id).expect("the question is there");
        let text = |option: &str| {
            let options = crate::screen::visit::options(question).iter();
            options.clone().find(|other| other["id"] == option).expect("the option is there")["text"].clone()
        };
        let [first, second] = options.map(|option| text(option).as_str().expect("a text").to_owned());
        // No content holds the two in a row: only somebody's answer does.
        [first, visit.word("separator"), second].concat()
    };
    let answered = [words("problems", ["back-pain", "scar-tissue"]), words("therapist", ["cold", "touch"])];
    let count = |text: &str| {
        format!(
            "const bytes = new Uint8Array(memory.buffer), sought = new TextEncoder().encode({});
             let count = 0;
             for (let at = bytes.indexOf(sought[0]); at >= 0; at = bytes.indexOf(sought[0], at + 1)) {{
                 if (sought.every((byte, index) => bytes[at + index] === byte)) count += 1;
             }}
             return count;",
            json!(text)
        )
    };
    let ways =
        "enrolled=yes; purpose=health-problem; problems=back-pain,scar-tissue; diagnosed=yes; therapist=cold,touch";
    for text in &answered {
        assert_eq!(visit.browser.run(&count(text)).await, json!(0), "{text}");
    }
    visit.start().await;
    visit.finish(ways).await;
    let there: Vec<_> =
        [visit.browser.run(&count(&answered[0])).await, visit.browser.run(&count(&answered[1])).await].into();
    assert!(there.iter().all(|count| *count != json!(0)), "the answers are shown, and not found: {there:?}");
    visit.press("clear").await;
    for text in &answered {
        assert_eq!(visit.browser.run(&count(text)).await, json!(0), "{text} is still in memory");
    }
    visit.close().await;
}
