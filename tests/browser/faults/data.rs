//! Data that hangs, comes late, or is not what it should be.

use serde_json::json;

use super::{Fault, SCREEN, Server, assert_whole_page, served};
use crate::harness::{Browser, Build};
use crate::screen::visit::Visit;

/// Nobody waits for seconds in a test.
const TIMERS_ARE_FAST: &str = "const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms / 100)";

/// A word at once, the list after a while, and the first question where they come after all.
#[tokio::test]
async fn questions_that_never_come() {
    let server = served("screen.json", Fault::Held).await;
    let browser = Browser::that_does_not_wait().await;
    browser.before_each_page(TIMERS_ARE_FAST).await;
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    browser.wait_for_app().await;
    let told = browser
        .run(
            "document.querySelector('[data-begin]').click();
             const { textContent, dataset } = document.getElementById('announcer');
             return textContent === dataset.gettingReady;",
        )
        .await;
    assert_eq!(told, true);
    browser.wait_for("return document.getElementById('app-failed').checkVisibility()").await;
    assert_whole_page(&browser).await;
    server.mend();
    browser.run("document.querySelector('[data-begin]').click()").await;
    browser.wait_for("return Boolean(document.querySelector('main form.question'))").await;
    browser.close().await;
}

/// An empty list, levels without end, and more than anybody wrote: the page, with a word or without, and never a dead one.
#[tokio::test]
async fn data_that_is_not_what_it_should_be() {
    let deep = |text: &str| format!("{}{}1{}}}", head(text), "[".repeat(20_000), "]".repeat(20_000));
    let many = |text: &str| {
        let (start, rest) = text.split_once("\"questions\":[").expect("there are questions");
        let (first, _) = rest.split_once("},{\"id\"").expect("there are two");
        let end = &rest[rest.rfind("],\"outcomes\"").expect("outcomes follow")..];
        format!("{start}\"questions\":[{}{first}}}{end}", format!("{first}}},").repeat(60_000))
    };
    for (name, fault) in [
        ("an empty list", Fault::changed(|_| "[]".into())),
        ("no JSON", Fault::changed(|text| text[..text.len() / 2].into())),
        ("20,000 levels", Fault::changed(deep)),
        ("60,000 questions", Fault::changed(many)),
    ] {
        let server = served("screen.json", fault).await;
        let browser = Browser::open().await;
        browser.goto(&format!("{}{SCREEN}", server.address)).await;
        browser
            .wait_for("return ['ready', 'dead', 'failed'].includes(document.getElementById('page').dataset.app)")
            .await;
        assert_whole_page(&browser).await;
        browser.run("document.querySelector('[data-begin]').click()").await;
        browser
            .wait_for(
                "return Boolean(document.querySelector('form.question, #announcer [data-try-again]'))
                     || document.getElementById('app-failed').checkVisibility()",
            )
            .await;
        let asks = browser.run("return Boolean(document.querySelector('form.question'))").await;
        if asks == false {
            assert_whole_page(&browser).await;
        }
        assert!(name == "60,000 questions" || asks == false, "{name} was taken for questions");
        browser.close().await;
    }

    let long = |text: &str| {
        let (start, rest) = text.split_once("\"blocks\":[").expect("there are blocks");
        let block = "{\"Paragraph\":[{\"Text\":\"more\"}]},";
        format!("{start}\"blocks\":[{}{rest}", block.repeat(200_000))
    };
    for fault in [Fault::changed(long), Fault::changed(deep), Fault::changed(|_| "[]".into())] {
        let server = served("/evidence/page.json", fault).await;
        let browser = Browser::open().await;
        browser.goto(&format!("{}/safety/", server.address)).await;
        browser.wait_for_app().await;
        browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
        browser.wait_for("return location.pathname === '/evidence/' || Boolean(document.querySelector('#announcer [data-try-again]'))").await;
        assert_whole_page(&browser).await;
        browser.close().await;
    }
}

/// What data begins with: its build's id.
fn head(text: &str) -> String {
    let (id, _) = text.split_once(',').expect("the id comes first");
    format!("{id},\"more\":")
}

/// Whatever comes late, the page shown in the end is that of the address.
#[tokio::test]
async fn back_and_forward_faster_than_pages_load() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::that_does_not_wait().await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for_app().await;
    for path in ["/evidence/", "/goals/", "/what-to-expect/"] {
        browser.run(&format!("document.querySelector('.footer a[href=\"{path}\"]').click()")).await;
        browser
            .wait_for(&format!("return location.pathname === '{path}' && document.activeElement.tagName === 'H1'"))
            .await;
    }
    let title = browser.text("return document.title").await;
    server.fail("page.json", Fault::Held);
    for by in [-1, -1, 1, -1, 1, 1] {
        let before = browser.text("return location.pathname").await;
        browser.run(&format!("history.go({by})")).await;
        browser.wait_for(&format!("return location.pathname !== {}", json!(before))).await;
    }
    server.mend();
    browser.wait_for(&format!("return document.title === {}", json!(title))).await;
    assert_eq!(browser.text("return location.pathname").await, "/what-to-expect/");
    browser.close().await;
}

/// The skip link makes an entry of its own. All the way back and forward leads to the same step, with its answers.
#[tokio::test]
async fn a_jump_before_the_first_step() {
    let visit = Visit::open().await;
    visit.browser.run("document.querySelector('.skip').click()").await;
    visit.browser.wait_for("return location.hash === '#main'").await;
    visit.start().await;
    visit.answer("").await;
    visit.answer("").await;
    let (third, steps) = (visit.heading().await, visit.browser.run("return history.state[0]").await);
    let steps = steps.as_u64().expect("a depth") - 1;
    visit.browser.run(&format!("history.go(-{steps})")).await;
    visit.browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    visit.browser.run(&format!("history.go({steps})")).await;
    visit.wait_for_heading(&third).await;
    visit.browser.run("history.back()").await;
    visit.browser.wait_for("return document.querySelectorAll('input:checked').length === 1").await;
    visit.close().await;
}
