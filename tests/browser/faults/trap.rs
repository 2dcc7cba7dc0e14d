//! An app that dies: by a panic of the very release that visitors get, provoked through the browser under it.

use serde_json::json;

use super::{SCREEN, Server, assert_live, assert_whole_page};
use crate::harness::{Browser, Build};
use crate::screen::visit::Visit;

/// The app asks for its window, which there always is.
const NO_WINDOW: &str = "Object.defineProperty(Window, Symbol.hasInstance, { value: () => false })";

/// What renders puts nodes where they belong, which always succeeds.
const NO_ROOM: &str = "
    Node.prototype.insertBefore = Node.prototype.appendChild = () => { throw new DOMException('', 'HierarchyRequestError'); }";

/// The visitor sees what happened, with the page as it was prerendered; one tap, and the app is back.
async fn assert_recovers(visit: Visit) {
    visit.browser.wait_for("return history.state?.hasDied === true && document.readyState === 'complete'").await;
    let browser = &visit.browser;
    browser.wait_for("return 'shown' in document.getElementById('announcer').dataset").await;
    let words = browser.text("return document.getElementById('announcer').innerText").await;
    assert!(words.contains(&browser.text("return document.getElementById('announcer').dataset.appDied").await));
    assert_whole_page(browser).await;
    // Without the app, links and the button are the browser's.
    assert_eq!(browser.text("return document.getElementById('page').dataset.app").await, "dead");
    crate::access::check(browser, "an app that has died").await;

    visit.click("#announcer [data-try-again]").await;
    visit.browser.wait_for_app().await;
    assert_eq!(visit.browser.run("return 'shown' in document.getElementById('announcer').dataset").await, json!(false));
}

#[tokio::test]
async fn a_panic_in_an_event_handler() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    visit.browser.run(NO_WINDOW).await;
    visit.browser.run("document.querySelector('main form.question').requestSubmit()").await;
    visit.browser.wait_for("return document.getElementById('begun-again')?.hidden === false").await;
    assert_recovers(visit).await;
}

#[tokio::test]
async fn a_panic_while_rendering() {
    let visit = Visit::open().await;
    visit.browser.run(NO_ROOM).await;
    visit.browser.run("document.querySelector('[data-begin]').click()").await;
    assert_recovers(visit).await;

    // On a page that is only read, too.
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for_app().await;
    browser.run(NO_ROOM).await;
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return history.state?.hasDied === true").await;
    // The way on is there at once.
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return location.pathname === '/evidence/' && document.readyState === 'complete'").await;
    assert_whole_page(&browser).await;
    browser.close().await;
}

/// Without a network the page is not given up: what stands there stays, with the ways to get help.
#[tokio::test]
async fn a_panic_without_a_network() {
    let mut server = Server::start(Build::Root).await;
    let visit = Visit::at(Browser::open().await, server.address.clone()).await;
    visit.start().await;
    server.go_down().await;
    visit.browser.run(NO_WINDOW).await;
    visit.browser.run("document.querySelector('main form.question').requestSubmit()").await;
    visit.browser.wait_for("return Boolean(document.querySelector('#announcer [data-try-again]'))").await;
    let help = "return document.querySelector('.crisis a[href=\"tel:988\"]').checkVisibility()";
    assert_eq!(visit.browser.run(help).await, true);
    server.come_up().await;
    visit.click("#announcer [data-try-again]").await;
    visit.browser.wait_for_app().await;
    assert_eq!(visit.browser.text("return location.pathname").await, SCREEN);
    assert_live(visit.browser, &server.address).await.close().await;
}
