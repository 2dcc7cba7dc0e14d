//! What must be in sight at once on a phone.

use serde_json::json;

use crate::access::{PHONE, resize};
use crate::harness::{Browser, Build, serve};

/// The strip with the ways to get help takes a tenth of the height, and each of its four ways is as large as a fingertip.
#[tokio::test]
async fn the_ways_to_get_help() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    resize(&browser, PHONE).await;
    browser.goto(&format!("{site}/safety/")).await;
    let strip = browser.run("return document.querySelector('.crisis').getBoundingClientRect().height").await;
    assert!(strip.as_f64().expect("a height") <= 76.0, "the strip is {strip} pixels high");
    let usable = "return [...document.querySelectorAll('.crisis a')].filter((way) => {
        const { width, height, right } = way.getBoundingClientRect();
        return width >= 44 && height >= 44 && right <= innerWidth && way.scrollWidth <= way.clientWidth;
    }).length";
    assert_eq!(browser.run(usable).await, json!(4));
    browser.close().await;
}

/// Nobody has to scroll to find the self-screen.
#[tokio::test]
async fn the_way_to_the_self_screen() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    resize(&browser, PHONE).await;
    browser.goto(&format!("{site}/")).await;
    let button = "return document.querySelector('main a[href=\"/is-this-right-for-me/\"]').closest('li').getBoundingClientRect().bottom";
    let bottom = browser.run(button).await;
    assert!(bottom.as_f64().expect("a place") <= f64::from(PHONE.1), "the button ends at {bottom}");
    browser.close().await;
}
