//! Back, Forward, reload, other pages: positions walk, answers stay in memory.

use serde_json::json;

use super::visit::Visit;
use crate::access;

#[tokio::test]
async fn back_and_forward_walk_the_questions() {
    let visit = Visit::begin().await;
    let first = visit.heading().await;
    visit.answer("").await;
    let second = visit.heading().await;
    visit.answer("").await;
    visit.browser.run("history.back()").await;
    visit.wait_for_heading(&second).await;
    assert_eq!(visit.browser.run("return document.querySelectorAll('input:checked').length").await, json!(1));
    visit.browser.run("history.back()").await;
    visit.wait_for_heading(&first).await;
    visit.browser.run("history.forward()").await;
    visit.wait_for_heading(&second).await;
    assert_eq!(visit.browser.text("return document.activeElement.tagName").await, "H1");
    assert_eq!(
        visit.browser.text("return location.pathname + location.search + location.hash").await,
        "/is-this-right-for-me/"
    );

    // The page's own Back does the same, down to the start.
    visit.press("back").await;
    assert_eq!(visit.heading().await, first);
    visit.press("back").await;
    visit.browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    visit.close().await;
}

#[tokio::test]
async fn a_reload_begins_again_and_says_why() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    visit.browser.client.refresh().await.expect("the page loads again");
    visit.browser.wait_for_app().await;
    assert!(visit.shows(&visit.word("begun_again")).await);
    access::check(&visit.browser, "answers that a reload has lost").await;
    visit.start().await;
    assert_eq!(visit.browser.run("return document.querySelectorAll('input:checked').length").await, json!(0));
    // Steps from before the reload are gone as well.
    visit.browser.run("history.go(-2)").await;
    visit.browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    assert!(visit.shows(&visit.word("begun_again")).await);
    visit.close().await;
}

#[tokio::test]
async fn the_start_says_nothing_of_an_earlier_visit_without_one() {
    let visit = Visit::open().await;
    assert!(!visit.shows(&visit.word("begun_again")).await);
    assert!(!visit.shows(&visit.word("cleared")).await);
    visit.close().await;
}

/// The browser had kept the page while the visitor was on another site.
#[tokio::test]
async fn coming_back_from_another_site_shows_no_answer() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    visit.browser.run("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await;
    visit.browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    assert!(visit.shows(&visit.word("begun_again")).await);
    assert_eq!(visit.browser.run("return history.state.length").await, json!(1));
    visit.close().await;
}
