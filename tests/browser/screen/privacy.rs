//! No answer is left anywhere but on the page: not in an address, a title, the history, a store, the console or a request.

use serde_json::{Value, json};

use super::visit::Visit;
use crate::harness::{Browser, Build};

/// Gives every option and outcome recognisable words, on their way to the app.
const SEED: &str = "
    const fetched = window.fetch;
    window.fetch = async (...request) => {
        const response = await fetched(...request);
        if (!response.url.endsWith('/screen.json')) return response;
        const screen = await response.json();
        for (const { questions, outcomes } of [screen.for_veteran, screen.for_helper]) {
            for (const option of questions.flatMap((question) => question.options)) {
                option.id = 'seeded-' + option.id;
                option.text = 'seeded ' + option.text;
            }
            for (const outcome of outcomes) outcome.title = 'seeded ' + outcome.title;
        }
        return new Response(JSON.stringify(screen), { headers: { 'content-type': 'application/json' } });
    };";

/// Everything that outlives the page or leaves it, as one text.
const LEFT_BEHIND: &str = "
    return (async () => JSON.stringify([
        location.href, document.title, history.state, document.cookie, window.name, { ...localStorage },
        { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
        performance.getEntriesByType('resource').map((entry) => entry.name),
        document.getElementById('announcer').textContent,
    ]))();";

async fn seeded() -> Visit {
    let browser = Browser::open().await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SEED })).await;
    Visit::open_with(browser, Build::Root).await
}

async fn check_nothing_is_left(visit: &Visit) {
    let left = visit.browser.text(LEFT_BEHIND).await;
    assert!(!left.contains("seeded"), "{left}");
    let logged = visit.browser.all_console().await.join("\n");
    assert!(!logged.contains("seeded"), "{logged}");
}

#[tokio::test]
async fn no_answer_is_left_behind() {
    let visit = seeded().await;
    visit.browser.requests().await;
    visit.start().await;
    check_nothing_is_left(&visit).await;
    let answers = "purpose=seeded-more; problems=seeded-back-pain,seeded-other; changed=seeded-daily-life; \
                   keep-gains=seeded-not-sure; ask-first=seeded-cancer";
    while visit.browser.run("return Boolean(document.querySelector('form.question'))").await == true {
        assert!(visit.shows("seeded").await);
        // An error on the way, and a way back.
        visit.answer(answers).await;
        check_nothing_is_left(&visit).await;
    }
    visit.press("see_result").await;
    assert!(visit.heading().await.starts_with("seeded"));
    check_nothing_is_left(&visit).await;
    assert_eq!(visit.browser.run("return history.state.every(Number.isInteger)").await, Value::Bool(true));
    assert_eq!(visit.browser.requests().await, [""; 0], "answering asks for nothing");

    visit.press("clear").await;
    check_nothing_is_left(&visit).await;
    // The page lists every question and outcome; nothing on it is a choice.
    let left = "return document.querySelectorAll('input, [checked], .result, .sheet').length";
    assert_eq!(visit.browser.run(left).await, json!(0));
    visit.close().await;
}

/// Even where the app has died, the form of a question sends nothing and goes nowhere.
#[tokio::test]
async fn a_form_without_the_app_sends_nothing() {
    let visit = Visit::begin().await;
    visit.click("#answer-0").await;
    visit.browser.requests().await;
    visit
        .browser
        .run(
            "const form = document.querySelector('form.question').cloneNode(true);
             document.body.replaceChildren(form); form.requestSubmit();",
        )
        .await;
    visit.browser.run("return new Promise((resolve) => setTimeout(resolve, 200))").await;
    assert_eq!(visit.browser.text("return location.search + location.hash").await, "");
    assert_eq!(visit.browser.requests().await, [""; 0]);
    visit.close().await;
}
