//! The page as it is opened: without script, without wasm, on lines that break, and among programs that change it.

use serde_json::{Value, json};

use super::{Fault, SCREEN, Server, assert_live, assert_whole_page, served, wait_for_notice};
use crate::harness::{Browser, Build};

/// The page is whole, and says that the questions do not begin.
async fn assert_page_with_notice(browser: Browser, server: &Server) {
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    wait_for_notice(&browser).await;
    assert_whole_page(&browser).await;
    browser.close().await;
}

#[tokio::test]
async fn without_script() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    for path in ["/", "/safety/", SCREEN] {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_whole_page(&browser).await;
    }
    browser.close().await;
}

#[tokio::test]
async fn without_wasm() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.before_each_page("delete window.WebAssembly").await;
    assert_page_with_notice(browser, &server).await;
}

#[tokio::test]
async fn an_engine_that_compiles_nothing() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open_with(&["--js-flags=--jitless"]).await;
    assert_page_with_notice(browser, &server).await;
}

#[tokio::test]
async fn a_policy_that_forbids_wasm() {
    let policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'";
    let server = served("/", Fault::Header("content-security-policy", policy)).await;
    assert_page_with_notice(Browser::open().await, &server).await;
}

#[tokio::test]
async fn wasm_that_is_missing_or_cut_off() {
    for fault in [Fault::Status(404), Fault::Status(503), Fault::Cut] {
        let server = served(".wasm", fault).await;
        assert_page_with_notice(Browser::open().await, &server).await;
    }
}

#[tokio::test]
async fn without_the_start_script() {
    let server = served("/start-", Fault::Status(404)).await;
    let browser = Browser::open().await;
    for path in ["/", SCREEN] {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_whole_page(&browser).await;
    }
    // The button leads to the list.
    browser.run("document.querySelector('[data-begin]').click()").await;
    browser.wait_for("return location.hash === '#question-list'").await;
    browser.close().await;
}

#[tokio::test]
async fn wasm_of_the_wrong_type() {
    let server = served(".wasm", Fault::Header("content-type", "application/octet-stream")).await;
    server.fail(".wasm", Fault::Header("x-content-type-options", "nosniff"));
    assert_live(Browser::open().await, &server.address).await.close().await;
}

/// Nothing but the page itself has come, and it can be read.
#[tokio::test]
async fn a_very_slow_line() {
    let server = Server::start(Build::Root).await;
    for part in [".js", ".wasm", ".svg", ".css", ".json", ".png"] {
        server.fail(part, Fault::Held);
    }
    let browser = Browser::that_does_not_wait().await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for("return document.querySelector('main h1')?.checkVisibility() ?? false").await;
    browser.wait_for("return Boolean(document.getElementById('next-step'))").await;
    assert_whole_page(&browser).await;
    server.mend();
    browser.close().await;
}

/// It is told, and one tap later all is well.
#[tokio::test]
async fn wasm_that_never_comes() {
    let server = served(".wasm", Fault::Held).await;
    let browser = Browser::that_does_not_wait().await;
    // Nobody waits for seconds in a test.
    browser.before_each_page("const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms / 100)").await;
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    wait_for_notice(&browser).await;
    assert_whole_page(&browser).await;
    server.mend();
    browser.run("document.querySelector('[data-try-again]').click()").await;
    browser.wait_for_app().await;
    assert_eq!(browser.run("return document.getElementById('app-failed').checkVisibility()").await, false);
    assert_live(browser, &server.address).await.close().await;
}

/// One that comes late takes the notice away.
#[tokio::test]
async fn wasm_that_comes_late() {
    let server = served(".wasm", Fault::Held).await;
    let browser = Browser::that_does_not_wait().await;
    browser.before_each_page("const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms / 100)").await;
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    wait_for_notice(&browser).await;
    server.mend();
    browser.wait_for_app().await;
    assert_eq!(browser.run("return document.getElementById('app-failed').checkVisibility()").await, false);
    browser.close().await;
}

/// What extensions, translators and proxies do to a page before the app starts.
#[tokio::test]
async fn pages_that_were_changed_on_their_way() {
    let inserts = "addEventListener('DOMContentLoaded', () => {
        for (const parent of [document.body, ...document.querySelectorAll('main, main *, #page')]) {
            parent.prepend(document.createElement('grammar-helper'));
        }
    })";
    let tags = "addEventListener('DOMContentLoaded', () => {
        document.body.setAttribute('data-helper', ''); document.body.className = 'helper';
        document.body.append(document.createElement('helper-tail'));
    })";
    let translates = "addEventListener('DOMContentLoaded', () => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        for (const text of found) {
            const font = document.createElement('font');
            text.replaceWith(font); font.append(text);
        }
    })";
    let throws = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('', 'SecurityError'); } });
    }";
    for script in [inserts, tags, translates, throws] {
        let server = Server::start(Build::Root).await;
        let browser = Browser::open().await;
        browser.before_each_page(script).await;
        let visit = assert_live(browser, &server.address).await;
        assert_eq!(visit.browser.run("return document.querySelectorAll('main').length").await, json!(1), "{script}");
        assert_eq!(visit.browser.run("return document.querySelectorAll('h1').length").await, json!(1), "{script}");
        visit.close().await;
    }
}

#[tokio::test]
async fn a_proxy_that_strips_comments_and_space() {
    let strip = |html: &str| {
        let mut parts = html.split("<!--");
        let first = parts.next().unwrap_or_default();
        let rest = parts.map(|part| part.split_once("-->").map_or("", |(_, rest)| rest));
        let kept: String = [first].into_iter().chain(rest).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><")
    };
    let server = served(SCREEN, Fault::changed(strip)).await;
    assert_live(Browser::open().await, &server.address).await.close().await;
}

/// A translator replaces texts at every step: the question that is shown is never one of before.
#[tokio::test]
async fn a_page_that_is_translated_meanwhile() {
    let server = Server::start(Build::Root).await;
    let visit = crate::screen::visit::Visit::at(Browser::open().await, server.address.clone()).await;
    let translate =
        "const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        for (const text of found) {
            const font = document.createElement('font');
            font.textContent = text.textContent;
            text.replaceWith(font);
        }";
    visit.start().await;
    let mut seen = Vec::new();
    while visit.is_question().await {
        let heading = visit.heading().await;
        assert!(!seen.contains(&heading), "{heading} is shown again");
        seen.push(heading);
        visit.browser.run(translate).await;
        visit.answer("").await;
    }
    assert!(seen.len() > 4, "{seen:?}");
    visit.close().await;
}

/// A second start does nothing.
#[tokio::test]
async fn the_app_started_twice() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    browser.wait_for_app().await;
    browser
        .run(
            "const { app, wasm } = document.querySelector('script[data-app]').dataset;
             return import(app + '?again').then((module) => module.default({ module_or_path: wasm })).then(() => true);",
        )
        .await;
    let before = browser.run("return history.length").await.as_u64().expect("a number");
    let visit = crate::screen::visit::Visit { questionnaire: Value::Null, site: server.address.clone(), browser };
    visit.start().await;
    assert_eq!(visit.browser.run("return history.length").await, json!(before + 1), "the click was answered twice");
    visit.close().await;
}

/// The same answers lead to the same advice, whatever the clock says.
#[tokio::test]
async fn a_wrong_clock() {
    let server = Server::start(Build::Root).await;
    let mut results = Vec::new();
    for year in ["1970", "2026", "2099"] {
        let browser = Browser::open().await;
        browser
            .before_each_page(&format!(
                "const now = Date, shift = now.UTC({year}, 0, 2) - now.now();
                 window.Date = class extends now {{
                     constructor(...given) {{ super(...(given.length ? given : [now.now() + shift])); }}
                     static now() {{ return now.now() + shift; }}
                 }};"
            ))
            .await;
        let visit = assert_live(browser, &server.address).await;
        results.push(visit.heading().await);
        visit.close().await;
    }
    assert!(results.iter().all(|result| *result == results[0]), "{results:?}");
}

#[tokio::test]
async fn a_page_that_is_left_open_for_days() {
    let server = Server::start(Build::Root).await;
    let visit = crate::screen::visit::Visit::at(Browser::open().await, server.address.clone()).await;
    visit
        .browser
        .run(
            "const now = Date, shift = 5 * 24 * 3600 * 1000;
             window.Date = class extends now {
                 constructor(...given) { super(...(given.length ? given : [now.now() + shift])); }
                 static now() { return now.now() + shift; }
             };
             document.dispatchEvent(new Event('visibilitychange'));",
        )
        .await;
    visit.start().await;
    visit.finish("").await;
    assert!(!visit.is_question().await);
    visit.close().await;
}

/// Colors of the visitor's own, and nothing that moves.
#[tokio::test]
async fn forced_colors_and_reduced_motion() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    for (name, value) in
        [("forced-colors", "active"), ("prefers-reduced-motion", "reduce"), ("prefers-contrast", "more")]
    {
        let features = json!({ "features": [{ "name": name, "value": value }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await;
        for path in ["/", "/safety/", SCREEN] {
            browser.goto(&format!("{}{path}", server.address)).await;
            browser.wait_for_app().await;
            assert_whole_page(&browser).await;
            assert_eq!(browser.run("return document.getAnimations().length").await, json!(0), "{name} on {path}");
        }
    }
    browser.close().await;
}

/// An address without its slash leads to the page.
#[tokio::test]
async fn an_address_without_its_slash() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{}/safety", server.address)).await;
    assert_eq!(browser.text("return location.pathname").await, "/safety/");
    assert_whole_page(&browser).await;
    browser.close().await;
}

/// Where nothing may be asked of the browser but to show the page, the page is shown; where a little less, the rest works.
#[tokio::test]
async fn frames_and_browsers_that_refuse() {
    let server = Server::start(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{}/search/index.html", server.address)).await;
    browser.wait_for("return Boolean(document.getElementById('search-field'))").await;

    // The app cannot add to the history: links are the browser's, and nothing dies.
    browser.before_each_page("history.pushState = () => { throw new DOMException('', 'SecurityError'); }").await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for_app().await;
    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return document.querySelector('h1').textContent === document.title.split(' - ')[0] || location.pathname === '/evidence/'").await;
    assert_whole_page(&browser).await;
    browser.close().await;

    let around =
        served("/robots.txt", Fault::changed(|_| "<!doctype html><title>Another site</title><body>".into())).await;
    around.fail("/robots.txt", Fault::Header("content-type", "text/html"));
    let browser = Browser::open().await;
    browser.goto(&format!("{}/robots.txt", around.address)).await;
    browser
        .run(&format!(
            "const frame = document.createElement('iframe');
             frame.sandbox = 'allow-scripts'; frame.src = {}; frame.style = 'width: 600px; height: 600px';
             document.body.append(frame);
             return new Promise((resolve) => {{ frame.onload = () => resolve(true); }});",
            json!(format!("{}{SCREEN}", server.address))
        ))
        .await;
    browser.client.clone().enter_frame(0).await.expect("the frame is there");
    // Such a frame has no origin, and a browser runs no script there by its hash: the page is as without script.
    browser.wait_for("return Boolean(document.getElementById('page'))").await;
    assert_whole_page(&browser).await;
    browser.close().await;
}
