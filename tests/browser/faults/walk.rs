//! Everything that the site can show, with the service worker in charge: and what of it is left, sent or brought back.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Server, texts};
use crate::harness::{Browser, Build, PATHS};
use crate::screen::outcomes::WAYS;
use crate::screen::visit::Visit;

/// Everything that outlives the page or leaves it.
const LEFT: &str = "return (async () => ({
    address: location.pathname + location.search + location.hash,
    cookies: document.cookie,
    name: window.name,
    storage: [...Object.entries(localStorage), ...Object.entries(sessionStorage)],
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    state: history.state,
}))()";

const KEPT: &str = "return (async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) kept.push(url.slice(location.origin.length));
    }
    return kept.sort();
})()";

/// What is left at `address` is the copy of the site, and numbers in the history.
async fn assert_nothing_is_left(browser: &Browser, address: &str) {
    let left = browser.run(LEFT).await;
    assert_eq!(left["address"], json!(address));
    for (part, nothing) in
        [("cookies", json!("")), ("name", json!("")), ("storage", json!([])), ("databases", json!([]))]
    {
        assert_eq!(left[part], nothing, "{part} at {address}");
    }
    let caches = texts(left["caches"].clone());
    assert!(caches.len() == 1 && caches[0].starts_with("copy of / "), "{caches:?}");
    let numbers = left["state"].as_array().is_none_or(|state| state.iter().all(Value::is_u64));
    assert!(numbers, "{} at {address}", left["state"]);
    let cookies = browser.devtools("Network.getAllCookies", json!({})).await;
    assert_eq!(cookies["cookies"], json!([]), "at {address}");
}

#[tokio::test]
async fn nothing_is_left_sent_or_brought_back() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::that_keeps_the_site().await;
    browser.goto(&format!("{}/", server.address)).await;
    browser
        .wait_for(
            "return navigator.serviceWorker.ready.then(({ active }) =>
                 active.state === 'activated' && Boolean(navigator.serviceWorker.controller))",
        )
        .await;

    // Every page, by its address and by a link of the app.
    let paths = texts(browser.run(&[PATHS, "return paths()"].concat()).await);
    assert!(paths.len() > 20, "the site map holds {} pages", paths.len());
    let kept = browser.run(KEPT).await;
    for path in &paths {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_nothing_is_left(&browser, path).await;
    }
    browser.wait_for_app().await;
    for path in &paths {
        let is_linked = "const link = [...document.querySelectorAll('a[href]')].find(({ pathname, hash }) => pathname === arguments[0] && !hash);
                         link?.click(); return Boolean(link);";
        if browser.run_with(is_linked, vec![json!(path)]).await == true {
            browser
                .wait_for(&format!(
                    "return location.pathname === {} && document.activeElement.tagName === 'H1'",
                    json!(path)
                ))
                .await;
            assert_nothing_is_left(&browser, path).await;
        }
    }

    let elsewhere = |asked: Vec<String>| asked.into_iter().find(|address| !address.starts_with(&server.address));
    assert_eq!(elsewhere(browser.requests().await), None);

    // Every outcome: answering asks for nothing at all, so no request can tell one from another.
    let visit = Visit::at(browser, server.address.clone()).await;
    let address = visit.browser.text("return location.pathname").await;
    // The browser looks for another worker when it likes to.
    let asked_now = || server.asked().into_iter().filter(|path| path != "/worker.js").collect::<BTreeSet<_>>();
    let mut asked = BTreeSet::new();
    for (place, (outcome, answers)) in WAYS.into_iter().enumerate() {
        visit.start().await;
        let since_the_last = asked_now();
        if place > 0 {
            asked.insert(since_the_last);
        }
        visit.browser.requests().await;
        while visit.is_question().await {
            visit.answer(answers).await;
            assert_nothing_is_left(&visit.browser, &address).await;
        }
        if visit.heading().await == visit.word("review_title") {
            visit.press("see_result").await;
        }
        assert_nothing_is_left(&visit.browser, &address).await;
        assert_eq!(asked_now(), BTreeSet::new(), "{outcome}");
        assert_eq!(visit.browser.requests().await, [""; 0], "{outcome}");
        visit.press("clear").await;
    }
    assert_eq!(asked.len(), 1, "what is asked for after the answers depends on them: {asked:?}");
    assert_eq!(visit.browser.run(KEPT).await, kept, "the copy of the site depends on what was done");

    // Nothing is brought back by a form that the browser fills again: what was only selected, neither by a reload nor by Back.
    visit.start().await;
    visit.answer("").await;
    visit.click("#answer-0").await;
    visit.browser.client.refresh().await.expect("the page loads again");
    visit.browser.wait_for_app().await;
    visit.start().await;
    visit.answer("").await;
    let selected = "return document.querySelectorAll('input:checked').length";
    assert_eq!(visit.browser.run(selected).await, json!(0));
    visit.click("#answer-0").await;
    let elsewhere = server.address.replace("127.0.0.1", "localhost");
    visit.browser.goto(&format!("{elsewhere}/safety/")).await;
    visit.browser.run("history.back()").await;
    visit
        .browser
        .wait_for("return location.hostname === '127.0.0.1' && Boolean(document.querySelector('[data-begin]'))")
        .await;
    visit.browser.wait_for_app().await;
    visit.start().await;
    visit.answer("").await;
    assert_eq!(visit.browser.run(selected).await, json!(0));
    let refilled = "return [...document.forms].every((form) => form.autocomplete === 'off')";
    assert_eq!(visit.browser.run(refilled).await, true);
    visit.close().await;
}
