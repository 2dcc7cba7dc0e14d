//! Reading the site: every page by links, Back and Forward, and what the app leaves to the browser.

use serde_json::{Value, json};

use crate::harness::{Browser, Build, PATHS, serve};

/// What an element holds, apart from the search, of whose page the app alone shows the field.
const INSIDE: &str = "const inside = (element) => {
        const copy = element.cloneNode(true);
        copy.querySelector('.search')?.remove();
        return copy.innerHTML;
    };";

/// The address, `h1` and prerendered `#page` of every page in the site map, by fetching each as a browser without the app
/// would see it.
const PRERENDERED: &str = "
    const read = (address) => new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('GET', address);
        request.responseType = 'document';
        request.onload = () => resolve(request.responseXML);
        request.onerror = reject;
        request.send();
    });
    return paths().then((paths) =>
        Promise.all(paths.map(async (path) => {
            const page = await read(path);
            return [path, page.querySelector('h1').textContent, page.title, inside(page.getElementById('page'))];
        })));";

struct Prerendered {
    path: String,
    heading: String,
    tab_title: String,
    html: String,
}

async fn prerendered(browser: &Browser) -> Vec<Prerendered> {
    let pages: Vec<[String; 4]> =
        serde_json::from_value(browser.run(&[PATHS, INSIDE, PRERENDERED].concat()).await).expect("four texts a page");
    pages.into_iter().map(|[path, heading, tab_title, html]| Prerendered { path, heading, tab_title, html }).collect()
}

/// Every page, reached by a link in the app, has the very DOM that was prerendered, its own title, the focus on its heading,
/// and its link marked; nothing is written to the console, and nothing is asked of another origin.
async fn every_page(build: Build) {
    let site = serve(build).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}{}", build.base())).await;
    browser.wait_for_app().await;
    let pages = prerendered(&browser).await;
    assert!(pages.len() > 1, "the site map holds {} pages", pages.len());
    // Read so, a page's own style sheet is held against the policy of another. No visitor's page is.
    browser.console().await;
    browser.run("window.stillHere = true").await;

    // Home comes last, so that the first step already leaves the prerendered page.
    for page in pages.iter().skip(1).chain(&pages[..1]) {
        let path = json!(page.path);
        let clicked = browser
            .run(&format!(
                "const link = [...document.querySelectorAll('a[href]')].find((link) => link.pathname === {path} && !link.hash);
                 link?.click(); return Boolean(link);"
            ))
            .await;
        assert_eq!(clicked, Value::Bool(true), "no link leads to {}", page.path);
        browser.wait_for(&format!("return document.title === {}", json!(page.tab_title))).await;
        browser.wait_for_heading(&page.heading).await;
        let html = browser.text(&[INSIDE, "return inside(document.getElementById('page'))"].concat()).await;
        assert_eq!(html, page.html, "the app's DOM of {} differs from the prerendered one", page.path);
        let state = browser
            .run(
                "return [document.activeElement.tagName, scrollY, location.pathname, window.stillHere,
                 document.getElementById('announcer').textContent.length > 0,
                 [...document.querySelectorAll('.header [aria-current], .footer [aria-current]')]
                     .every((link) => link.pathname === location.pathname)]",
            )
            .await;
        assert_eq!(state, json!(["H1", 0, page.path, true, true, true]), "on {}", page.path);
    }

    assert_eq!(browser.console().await, [""; 0]);
    let elsewhere: Vec<_> =
        browser.requests().await.into_iter().filter(|address| !address.starts_with(&site)).collect();
    assert_eq!(elsewhere, [""; 0]);
    browser.close().await;
}

#[tokio::test]
async fn every_page_by_links() {
    every_page(Build::Root).await;
}

#[tokio::test]
async fn every_page_by_links_below_a_sub_path() {
    every_page(Build::SubPath).await;
}

#[tokio::test]
async fn back_and_forward_keep_pages_and_positions() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    let first = browser.text("return document.querySelector('h1').textContent").await;
    browser.run("scrollTo({ top: 400, behavior: 'instant' })").await;
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return location.pathname === '/evidence/' && document.activeElement.tagName === 'H1'").await;
    assert_eq!(browser.run("return scrollY").await, json!(0));
    browser.run("scrollTo({ top: 700, behavior: 'instant' })").await;

    browser.run("history.back()").await;
    browser.wait_for_heading(&first).await;
    browser.wait_for("return scrollY === 400").await;
    browser.run("history.forward()").await;
    browser.wait_for("return location.pathname === '/evidence/' && scrollY === 700").await;

    assert_eq!(browser.run("return history.state").await, json!([2]), "an entry holds a position and nothing else");
    browser.close().await;
}

#[tokio::test]
async fn jumps_within_a_page_stay_the_browsers() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/")).await;
    browser.wait_for_app().await;
    browser.run("document.querySelector('.footer a[href=\"/questions-and-answers/\"]').click()").await;
    browser
        .wait_for("return location.pathname === '/questions-and-answers/' && !!document.querySelector('.contents a')")
        .await;
    browser.run("window.target = document.querySelector('.contents li:last-child a').hash; document.querySelector('.contents li:last-child a').click()").await;
    browser.wait_for("return location.hash === window.target && scrollY > 200").await;
    browser.run("history.back()").await;
    browser.wait_for("return location.hash === '' && scrollY < 200").await;
    browser.run("history.back()").await;
    browser.wait_for("return location.pathname === '/'").await;
    browser.close().await;
}

/// The app leaves every click alone that a browser would not answer by opening the page in this window.
#[tokio::test]
async fn other_clicks_are_left_alone() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    let left_alone = browser
        .run(
            "const link = (attributes) => {
                 const element = document.createElement('a');
                 for (const name in attributes) element.setAttribute(name, attributes[name]);
                 return document.getElementById('main').appendChild(element);
             };
             const page = { href: '/evidence/' };
             const cases = [
                 [page, { ctrlKey: true }], [page, { metaKey: true }], [page, { shiftKey: true }], [page, { altKey: true }],
                 [page, { button: 1 }], [{ ...page, download: '' }, {}], [{ ...page, target: '_blank' }, {}],
                 [{ href: '/sitemap.xml' }, {}], [{ href: '/img/a.svg' }, {}], [{ href: 'https://example.org/evidence/' }, {}],
                 [{ href: 'tel:988' }, {}], [{ href: '#main' }, {}],
             ];
             return cases.map(([attributes, init]) => {
                 const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
                 let handled;
                 const last = (event) => { handled = event.defaultPrevented; event.preventDefault(); };
                 addEventListener('click', last, { once: true });
                 link(attributes).dispatchEvent(event);
                 return handled;
             });",
        )
        .await;
    assert_eq!(left_alone, json!(vec![false; 12]));
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_cannot_be_fetched_is_an_ordinary_navigation() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*page.json"] })).await;
    browser.run("window.stillHere = true; document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser
        .wait_for(
            "return location.pathname === '/evidence/' && !window.stillHere && document.readyState === 'complete'",
        )
        .await;
    browser.close().await;
}

#[tokio::test]
async fn pointing_at_a_link_fetches_its_page_ahead() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    browser.requests().await;
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').focus()").await;
    browser.wait_for("return performance.getEntriesByName(location.origin + '/evidence/page.json').length === 1").await;
    browser.close().await;
}

/// On a line that saves data or is slow, whoever reads pays nothing for the app; whoever turns to a page that needs it gets it.
#[tokio::test]
async fn the_app_waits_on_a_line_that_saves_data_or_is_slow() {
    let site = serve(Build::Root).await;
    for line in ["{ saveData: true }", "{ effectiveType: '3g' }", "{ effectiveType: 'slow-2g' }"] {
        let browser = Browser::open().await;
        let script = format!("Object.defineProperty(navigator, 'connection', {{ value: {line} }})");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        browser.goto(&format!("{site}/safety/")).await;
        browser.wait_for("return document.readyState === 'complete'").await;
        // By then a page on another line asks for its app.
        browser.run("return new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))").await;
        browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').focus()").await;
        let fetched = browser.requests().await;
        assert!(!fetched.iter().any(|address| address.contains("wasm") || address.contains("json")), "{fetched:?}");
        browser.run("document.querySelector('.footer a[href=\"/is-this-right-for-me/\"]').focus()").await;
        browser.wait_for_app().await;
        browser.close().await;
    }
}

/// All that the self-screen begins with is asked for by its page, once, and used.
#[tokio::test]
async fn the_self_screens_page_fetches_all_at_once() {
    for build in [Build::Root, Build::SubPath] {
        let site = serve(build).await;
        let browser = Browser::open().await;
        browser.goto(&format!("{site}{}is-this-right-for-me/", build.base())).await;
        browser.wait_for_app().await;
        let fetched = browser
            .run(
                "return performance.getEntriesByType('resource').filter((entry) => /(wasm|json)$/.test(entry.name))
                     .map((entry) => [entry.name.replace(/.*[/]/, '').replace(/^web.*[.]/, ''), entry.initiatorType]).sort()",
            )
            .await;
        let expected = ["page.json", "screen.json", "site.json", "wasm"].map(|name| [name, "link"]);
        assert_eq!(fetched, json!(expected));
        assert_eq!(browser.console().await, [""; 0]);
        browser.close().await;
    }
}

/// An unknown address answers 404 with a page that helps.
#[tokio::test]
async fn an_unknown_address() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/no-such-page/")).await;
    let status = browser.run("return fetch(location.href).then((response) => response.status)").await;
    assert_eq!(status, json!(404));
    assert_eq!(browser.run("return document.querySelectorAll('main h1').length").await, json!(1));
    browser.close().await;
}

/// A wasm that is not the release's own is not run, and the page says that the questions do not begin.
#[tokio::test]
async fn a_wasm_with_another_hash_is_not_run() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let another_hash = "const { fetch } = window;
        window.fetch = (address, options) =>
            fetch(address, options?.integrity ? { ...options, integrity: 'sha384-' + 'A'.repeat(64) } : options);";
    browser.before_each_page(another_hash).await;
    browser.goto(&format!("{site}/is-this-right-for-me/")).await;
    browser.wait_for("return document.getElementById('page').dataset.app === 'failed'").await;
    let notice = browser.run("return !document.getElementById('app-failed').hidden").await;
    assert_eq!(notice, true);
    browser.close().await;
}
