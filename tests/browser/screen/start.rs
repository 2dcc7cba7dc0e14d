//! The start, on lines that are slow, and on those that are gone.

use serde_json::json;

use super::visit::Visit;
use crate::harness::{Browser, Build, serve};

/// The wasm comes when `window.release()` says so.
const WASM_WAITS: &str = "
    const fetched = window.fetch, released = new Promise((resolve) => { window.release = resolve; });
    window.fetch = async (...request) => {
        if (/[.]wasm$/.test(request[0].url ?? request[0])) await released;
        return fetched(...request);
    };";

/// Nobody waits for seconds in a test.
const TIMERS_ARE_FAST: &str = "
    const later = window.setTimeout;
    window.setTimeout = (callback, milliseconds) => later(callback, milliseconds / 100);";

const TOLD: &str = "
    const announcer = document.getElementById('announcer');
    return announcer.textContent === announcer.dataset.gettingReady && announcer.getBoundingClientRect().height > 20;";

async fn open(scripts: &[&str]) -> Browser {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    for script in scripts {
        let script = format!("(() => {{ {script} }})()");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }
    browser.goto(&format!("{site}/is-this-right-for-me/")).await;
    browser
}

#[tokio::test]
async fn start_before_the_app_is_there_is_remembered() {
    let browser = open(&[WASM_WAITS]).await;
    browser.run("document.querySelector('[data-begin]').click()").await;
    browser.wait_for(TOLD).await;
    assert_eq!(browser.text("return location.hash").await, "");
    browser.run("window.release()").await;
    browser.wait_for("return Boolean(document.querySelector('main form.question'))").await;
    assert_eq!(browser.run("return 'shown' in document.getElementById('announcer').dataset").await, json!(false));
    browser.close().await;
}

#[tokio::test]
async fn start_where_the_app_never_comes_leads_to_the_list() {
    let browser = open(&[WASM_WAITS, TIMERS_ARE_FAST]).await;
    browser.run("document.querySelector('[data-begin]').click()").await;
    browser.wait_for("return location.hash === '#question-list'").await;
    let state = browser
        .run("return [document.getElementById('app-failed').hidden, 'shown' in document.getElementById('announcer').dataset]")
        .await;
    assert_eq!(state, json!([false, false]));
    // It comes after all.
    browser.run("window.release()").await;
    browser.wait_for_app().await;
    browser.run("document.querySelector('[data-begin]').click()").await;
    browser.wait_for("return Boolean(document.querySelector('main form.question'))").await;
    browser.close().await;
}

#[tokio::test]
async fn beginning_again_without_a_network() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    visit.browser.devtools("Network.enable", json!({})).await;
    let line = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visit.browser.devtools("Network.emulateNetworkConditions", line).await;
    visit.press("clear").await;
    visit.start().await;
    visit.answer("").await;
    visit.close().await;
}

/// An app that has died leaves the page as it was prerendered, with a word why.
#[tokio::test]
async fn an_app_that_has_died() {
    let visit = Visit::begin().await;
    visit
        .browser
        .run("dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))")
        .await;
    visit.browser.wait_for("return document.getElementById('begun-again')?.hidden === false").await;
    visit.close().await;
}
