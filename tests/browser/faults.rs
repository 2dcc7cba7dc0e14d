//! What goes wrong outside of the site's power, provoked for real, and what a visitor gets all the same.

use serde_json::{Value, json};

use crate::harness::{Browser, Build};
use crate::screen::visit::Visit;

mod data;
mod left;
mod offline;
mod server;
mod start;
mod trap;
mod walk;

use server::{Fault, Server};

const SCREEN: &str = "/is-this-right-for-me/";

/// The whole page as it was prerendered: its heading, the ways to get help in a crisis, the Point of Contact and, on the
/// self-screen's page, every question with the advice.
async fn assert_whole_page(browser: &Browser) {
    let state = browser
        .run(
            "const seen = (selector) => document.querySelector(selector)?.checkVisibility() ?? false;
             const list = document.getElementById('question-list');
             return [seen('main h1'), seen('.crisis a[href=\"tel:988\"]'), seen('.crisis a[href=\"sms:838255\"]'),
                 Boolean(document.getElementById('next-step')),
                 !document.querySelector('.start') || list?.closest('main').innerText.length > 6000]",
        )
        .await;
    assert_eq!(state, json!([true, true, true, true, true]), "the page is not whole");
}

/// What says on the page of the self-screen that it does not begin, with a way to try again.
async fn wait_for_notice(browser: &Browser) {
    browser.wait_for("return document.getElementById('app-failed')?.checkVisibility() ?? false").await;
    let button = "return document.querySelector('#app-failed [data-try-again]').getBoundingClientRect().height > 0";
    assert_eq!(browser.run(button).await, true);
}

/// The self-screen runs, from its start to an outcome.
async fn assert_live(browser: Browser, site: &str) -> Visit {
    let visit = Visit::at(browser, site.to_owned()).await;
    visit.start().await;
    visit.finish("").await;
    assert!(visit.shows(&visit.word("result/ended")).await || !visit.announced().await.is_empty());
    assert_eq!(
        visit.browser.run("return document.querySelectorAll('main .sheet, main .result').length > 0").await,
        true
    );
    visit
}

async fn served(part: &'static str, fault: Fault) -> Server {
    let server = Server::start(Build::Root).await;
    server.fail(part, fault);
    server
}

fn texts(value: Value) -> Vec<String> {
    serde_json::from_value(value).expect("a list of texts")
}
