//! Nothing on a page moves by itself, as browsers measure it: layout shift without a visitor's own doing is 0.

use serde_json::json;

use crate::access::{PHONE, every_path, resize};
use crate::harness::{Browser, Build, SHIFTS, serve};
use crate::screen::visit::Visit;

async fn watched() -> Browser {
    let browser = Browser::open().await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SHIFTS })).await;
    resize(&browser, PHONE).await;
    browser
}

/// While it loads, while its pictures come, when the app starts, and when it takes the page over.
#[tokio::test]
async fn every_page() {
    let site = serve(Build::Root).await;
    let browser = watched().await;
    let mut moved = Vec::new();
    for path in every_path(&browser, &site).await {
        browser.goto(&format!("{site}{path}")).await;
        browser.wait_for_app().await;
        browser.run("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })").await;
        browser.run(AFTER_A_FRAME).await;
        // A click moves what stands below the page's text, which browsers forgive a visitor's own click, but not this one.
        browser.run("scrollTo({ top: 0, behavior: 'instant' })").await;
        browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
        browser.wait_for("return location.pathname === '/evidence/' && document.activeElement.tagName === 'H1'").await;
        let shift = browser.run(AFTER_A_FRAME).await;
        if shift != json!(0) {
            moved.push(format!("{path}: {shift}"));
        }
    }
    assert_eq!(moved, [""; 0]);
    browser.close().await;
}

#[tokio::test]
async fn from_question_to_question() {
    let visit = Visit::open_with(watched().await, Build::Root).await;
    visit.start().await;
    visit.finish("purpose=health-problem; problems=back-pain; diagnosed=yes").await;
    assert_eq!(visit.browser.run(AFTER_A_FRAME).await, json!(0));
    visit.close().await;
}

/// The shift so far, once what was last done is painted.
const AFTER_A_FRAME: &str = "return new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(() => resolve(window.shifted), 50)))";
