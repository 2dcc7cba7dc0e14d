//! What a screen reader gets of pages of each kind, in a site whose words only tests change: the whole of the first page, and
//! the main part of others.

use crate::harness::{Browser, Build, serve};
use crate::tree;

const PAGES: [&str; 5] = ["what-to-expect", "glossary", "site-map", "get-help-now", "no-such-page"];

#[tokio::test]
async fn pages_in_the_accessibility_tree() {
    let site = serve(Build::Fixture).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/")).await;
    tree::compare("pages/home.txt", &tree::of_page(&browser).await);
    for page in PAGES {
        browser.goto(&format!("{site}/{page}/")).await;
        tree::compare(&format!("pages/{page}.txt"), &tree::of_main(&browser).await);
    }
    browser.close().await;
}
