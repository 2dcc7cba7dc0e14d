//! The site with the keyboard alone: Tab stops at everything that acts, in the order of the document, where it is seen.

use serde_json::{Value, json};

use crate::access::{DESKTOP, PHONE, every_path, open, resize};
use crate::harness::{Browser, Build, serve};

const STOPS: &str = include_str!("keyboard/stops.js");
const STOP: &str = include_str!("keyboard/stop.js");

/// What is wrong along the stops of Tab on a page that was just loaded, a line each.
async fn problems(browser: &Browser, path: &str) -> Vec<String> {
    let stops = browser.run_with(STOPS, vec![json!(path == "/")]).await.as_u64().expect("a count");
    let mut problems = Vec::new();
    for index in 0..stops {
        browser.key("Tab").await;
        if let Value::String(problem) = browser.run_with(STOP, vec![json!(index)]).await {
            problems.push(format!("{path}, stop {} of {stops}: {problem}", index + 1));
            if problem.starts_with("the focus") {
                break;
            }
        }
    }
    problems
}

#[tokio::test]
async fn tab_through_every_page() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let mut found = Vec::new();
    for path in every_path(&browser, &site).await {
        resize(&browser, if path == "/" { DESKTOP } else { PHONE }).await;
        open(&browser, &site, &path).await;
        found.extend(problems(&browser, &path).await);
    }
    assert!(found.is_empty(), "{} problems\n{}", found.len(), found.join("\n"));
    browser.close().await;
}

/// The first stop leads past the frame, on a page that was loaded and on one that the app shows.
#[tokio::test]
async fn the_skip_link() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    skip(&browser).await;
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return location.pathname === '/evidence/' && document.activeElement.tagName === 'H1'").await;
    browser.run("document.activeElement.blur(); document.querySelector('.skip').focus()").await;
    browser.key("Enter").await;
    next_stop_is_in_main(&browser).await;
    browser.close().await;
}

async fn skip(browser: &Browser) {
    browser.key("Tab").await;
    assert_eq!(browser.run("return document.activeElement.matches('.skip')").await, json!(true));
    browser.key("Enter").await;
    next_stop_is_in_main(browser).await;
}

async fn next_stop_is_in_main(browser: &Browser) {
    browser.wait_for("return location.hash === '#main'").await;
    browser.key("Tab").await;
    let first = "const links = document.querySelectorAll('main a[href], main summary, main button');
                 return document.activeElement === links[0]";
    assert_eq!(browser.run(first).await, json!(true), "the skip link does not lead to the main part");
}

/// The menu of a phone opens with Enter, closes with Space, and closes when one of its links was followed.
#[tokio::test]
async fn the_menu() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    resize(&browser, PHONE).await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    browser.tab_to(".menu summary").await;
    let is_open = "return document.querySelector('.menu').open";
    browser.key("Enter").await;
    assert_eq!(browser.run(is_open).await, json!(true));
    browser.key("Space").await;
    assert_eq!(browser.run(is_open).await, json!(false));
    browser.key("Enter").await;
    browser.tab_to(".menu a[href=\"/get-started/\"]").await;
    browser.key("Enter").await;
    browser.wait_for("return location.pathname === '/get-started/' && document.activeElement.tagName === 'H1'").await;
    assert_eq!(browser.run(is_open).await, json!(false));
    browser.close().await;
}
