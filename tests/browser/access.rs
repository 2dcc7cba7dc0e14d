//! What every page and every state of the self-screen must hold for those who see little, use no mouse, or read it large:
//! axe-core finds nothing at phone and desktop width in light and dark colours, controls are as large as a fingertip, and
//! nothing is cut off at 320 CSS pixels (a desktop at 400% zoom) or with text of twice the size.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Browser, Build, PATHS, serve};

const AXE: &str = include_str!("access/axe.js");
const FITS: &str = include_str!("access/fits.js");
const TARGETS: &str = include_str!("access/targets.js");

pub const PHONE: (u32, u32) = (360, 740);
pub const DESKTOP: (u32, u32) = (1280, 900);
const NARROW: (u32, u32) = (320, 256);

/// Fails with every problem of the state that the browser shows, and leaves it as it was.
pub async fn check(browser: &Browser, place: &str) {
    let problems = problems(browser, place).await;
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// Every problem of the state that the browser shows, a line each. What can be opened is open meanwhile.
async fn problems(browser: &Browser, place: &str) -> Vec<String> {
    let open = "for (const details of document.querySelectorAll('details:not([open])')) {
                    details.open = true; details.dataset.opened = '';
                }";
    browser.run(open).await;
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("axe-core is installed; `make test` does it");
    browser.run(&format!("if (!window.axe) {{ {axe} }}")).await;

    let mut problems = Vec::new();
    let mut note = |what: &str, found: Value| {
        let found: Vec<String> = serde_json::from_value(found).expect("a list of texts");
        problems.extend(found.into_iter().map(|problem| format!("{place}, {what}: {problem}")));
    };
    for (name, size) in [("phone", PHONE), ("desktop", DESKTOP)] {
        resize(browser, size).await;
        for scheme in ["light", "dark"] {
            emulate(browser, &[("prefers-color-scheme", scheme)]).await;
            let only_colors = scheme == "dark";
            note(&format!("{name}, {scheme}"), browser.run_with(AXE, vec![json!(only_colors)]).await);
        }
        emulate(browser, &[]).await;
        if size == PHONE {
            note("target size", browser.run(TARGETS).await);
        }
    }
    resize(browser, NARROW).await;
    note("at 320 CSS pixels", browser.run(FITS).await);
    text_size(browser, 32).await;
    note("at 320 CSS pixels with large text", browser.run(FITS).await);
    resize(browser, DESKTOP).await;
    note("on a desktop with large text", browser.run(FITS).await);
    text_size(browser, 16).await;

    browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    let close = "for (const details of document.querySelectorAll('details[data-opened]')) {
                     details.open = false; delete details.dataset.opened;
                 }";
    browser.run(close).await;
    problems
}

pub async fn resize(browser: &Browser, (width, height): (u32, u32)) {
    // They would take some of the width.
    browser.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
}

async fn emulate(browser: &Browser, features: &[(&str, &str)]) {
    let features: Vec<Value> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
}

/// Sets the size of text that the visitor chose in the browser, in CSS pixels.
async fn text_size(browser: &Browser, size: u32) {
    browser.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": size, "fixed": size } })).await;
}

/// The paths of all pages in the site map, and of one that does not exist. From here on the browser can share, as a phone's
/// can, so that pages show what they offer there.
pub async fn every_path(browser: &Browser, site: &str) -> Vec<String> {
    let script = "navigator.share ??= () => Promise.resolve()";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    browser.goto(&format!("{site}/")).await;
    let paths = browser.run(&[PATHS, "return paths()"].concat()).await;
    let mut paths: Vec<String> = serde_json::from_value(paths).expect("a list of paths");
    assert!(paths.len() > 1, "the site map holds no pages: {paths:?}");
    paths.push("/no-such-page/".into());
    paths
}

/// Opens a page; that of the search is complete once the app has put its field there.
pub async fn open(browser: &Browser, site: &str, path: &str) {
    browser.goto(&format!("{site}{path}")).await;
    browser.wait_for("return !document.querySelector('.search') || !!document.getElementById('search-field')").await;
}

/// Without the app, the page of the self-screen says so.
#[tokio::test]
async fn the_self_screen_without_the_app() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] })).await;
    browser.goto(&format!("{site}/is-this-right-for-me/")).await;
    browser.wait_for("return document.getElementById('app-failed').checkVisibility()").await;
    check(&browser, "the self-screen without the app").await;
    browser.close().await;
}

#[tokio::test]
async fn a_term_that_is_explained() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.tab_to("main .term").await;
    browser.key("Enter").await;
    browser.wait_for("return Boolean(document.querySelector(':popover-open'))").await;
    check(&browser, "a term that is explained").await;
    browser.close().await;
}

#[tokio::test]
async fn every_page() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let mut found = Vec::new();
    for path in every_path(&browser, &site).await {
        open(&browser, &site, &path).await;
        found.extend(problems(&browser, &path).await);
    }
    assert!(found.is_empty(), "{} problems\n{}", found.len(), found.join("\n"));
    browser.close().await;
}
