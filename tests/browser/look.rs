//! What must be in sight at once on a phone, and that a page looks the same before and after the app brings its style sheet.

use serde_json::json;

use crate::access::{DESKTOP, PHONE, every_path, resize};
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

/// The rules that a page goes without would change nothing on it.
#[tokio::test]
async fn with_the_whole_style_sheet() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let mut paths = every_path(&browser, &site).await;
    paths.push("/nothing-here/".into());
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*/start-*"] })).await;
    for width in [PHONE, DESKTOP] {
        resize(&browser, width).await;
        for path in &paths {
            browser.goto(&format!("{site}{path}")).await;
            let changed = browser.run(CHANGED).await;
            assert_eq!(changed, json!([]), "{path}, {width:?}");
        }
    }
    browser.close().await;
}

/// What looks or lies otherwise once the whole sheet is there: each element, and what stands before and after it.
const CHANGED: &str = "const looks = () => [...document.querySelectorAll('html, body, body *')].map((element) => {
        const box = element.getBoundingClientRect();
        const styles = [undefined, '::before', '::after'].map((part) => {
            const style = getComputedStyle(element, part);
            return ['display', 'position', 'color', 'backgroundColor', 'backgroundImage', 'borderTop', 'borderLeft', 'content',
                'fontSize', 'fontWeight', 'textDecoration', 'margin', 'padding', 'opacity', 'cursor', 'transitionProperty']
                .map((name) => style[name]).join();
        });
        return [element.tagName, element.className, box.x, box.y, box.width, box.height, ...styles].join();
    });
    const before = looks();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: document.querySelector('[data-style]').dataset.style });
    document.head.append(link);
    return new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }))
        .then(() => looks().filter((look, index) => look !== before[index]));";
