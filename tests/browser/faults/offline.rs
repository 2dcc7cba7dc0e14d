//! The service worker: the site without a network, and never an old text with one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Fault, SCREEN, Server, assert_live, assert_whole_page, served, texts, wait_for_notice};
use crate::harness::{Browser, Build, PATHS};
use crate::screen::visit::Visit;

const IN_CHARGE: &str = "return navigator.serviceWorker.ready.then(({ active }) =>
    active.state === 'activated' && Boolean(navigator.serviceWorker.controller))";

/// The caches, and the paths that each holds.
const COPIES: &str = "return (async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        found[name] = requests.map(({ url }) => new URL(url).pathname);
    }
    return found;
})()";

/// A browser that has opened one page, and has the site.
async fn kept(server: &Server, path: &str) -> Browser {
    let browser = Browser::that_keeps_the_site().await;
    browser.goto(&format!("{}{path}", server.address)).await;
    browser.wait_for(IN_CHARGE).await;
    browser
}

async fn build_id(browser: &Browser) -> String {
    browser.text("return document.getElementById('page').dataset.build").await
}

/// From now on the server has another build, with other words.
async fn publish(server: &Server, browser: &Browser, new: &'static str) {
    let id = build_id(browser).await;
    let replaced = move |text: &str| text.replace(&id, new).replace("<h1", "<h1 data-new");
    server.fail("", Fault::changed(replaced));
}

async fn paths(browser: &Browser) -> Vec<String> {
    texts(browser.run(&[PATHS, "return paths()"].concat()).await)
}

/// Every page with its pictures, the self-screen down to its sheet, and the search, after one visit.
async fn whole_site(build: Build) {
    let mut server = Server::start(build).await;
    let base = build.base();
    let browser = kept(&server, base).await;
    let paths = paths(&browser).await;
    assert!(paths.len() > 20, "the site map holds {} pages", paths.len());
    server.go_down().await;
    for path in &paths {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_whole_page(&browser).await;
        browser
            .wait_for("return [...document.images].every((image) => { image.loading = 'eager'; return image.complete && image.naturalWidth > 0; })")
            .await;
    }
    browser.goto(&format!("{}{base}search/", server.address)).await;
    browser.wait_for("return Boolean(document.getElementById('search-field'))").await;
    browser
        .run(
            "const field = document.getElementById('search-field');
             field.value = 'massage'; field.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .await;
    browser.wait_for("return document.querySelectorAll('.hits li').length > 0").await;
    // By a link of the app as well.
    let evidence = json!(format!("{base}evidence/"));
    browser.run(&format!("document.querySelector('.footer a[href=' + JSON.stringify({evidence}) + ']').click()")).await;
    browser
        .wait_for(&format!("return location.pathname === {evidence} && document.activeElement.tagName === 'H1'"))
        .await;
    browser.close().await;
}

#[tokio::test]
async fn the_whole_site_after_one_visit() {
    whole_site(Build::Root).await;
}

#[tokio::test]
async fn the_whole_site_below_a_sub_path() {
    whole_site(Build::SubPath).await;
}

#[tokio::test]
async fn the_self_screen_without_a_network() {
    let mut server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    server.go_down().await;
    let visit = assert_live(browser, &server.address).await;
    assert_eq!(visit.browser.run("return Boolean(document.querySelector('.sheet'))").await, true);
    visit.close().await;
}

/// A server that answers 503 has not answered.
#[tokio::test]
async fn a_server_in_the_middle_of_a_deploy() {
    let server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    server.fail("", Fault::Status(503));
    for path in ["/", "/safety/", "/get-help-now/"] {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_whole_page(&browser).await;
    }
    assert_live(browser, &server.address).await.close().await;
}

/// Parts of a build are no build: the worker of the one before stays, with all of its own.
#[tokio::test]
async fn a_build_of_which_a_part_is_missing() {
    let mut server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    let (id, copies) = (build_id(&browser).await, browser.run(COPIES).await);
    let replaced = move |text: &str| text.replace(&id, "0123456789ab");
    server.fail("worker.js", Fault::changed(replaced));
    server.asked();
    browser
        .run(
            "return navigator.serviceWorker.getRegistration().then(async (registration) => {
                 await registration.update().catch(() => {});
                 const worker = registration.installing ?? registration.waiting;
                 while (worker && !['redundant', 'activated'].includes(worker.state)) {
                     await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
                 }
                 return true;
             })",
        )
        .await;
    assert!(server.asked().iter().any(|path| path == "/worker.js"), "the new worker was not asked for");
    server.go_down().await;
    let after = browser.run(COPIES).await;
    for (name, paths) in copies.as_object().expect("caches") {
        assert_eq!(&after[name], paths, "{name} has changed");
    }
    browser.goto(&format!("{}/safety/", server.address)).await;
    assert_whole_page(&browser).await;
    browser.close().await;
}

/// The first page after a deploy is the new one, the new worker is in charge at once, and the old copies are gone.
#[tokio::test]
async fn a_new_build() {
    let mut server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    let old: Vec<String> = browser.run(COPIES).await.as_object().expect("caches").keys().cloned().collect();
    assert_eq!(old.len(), 1, "{old:?}");
    publish(&server, &browser, "0123456789ab").await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    assert_eq!(build_id(&browser).await, "0123456789ab");
    browser
        .wait_for(&format!(
            "return caches.keys().then((names) => names.length === 1 && names[0] !== {})",
            json!(old[0])
        ))
        .await;
    browser.wait_for(IN_CHARGE).await;
    server.go_down().await;
    browser.goto(&format!("{}/evidence/", server.address)).await;
    assert_eq!(build_id(&browser).await, "0123456789ab");
    assert_whole_page(&browser).await;
    browser.close().await;
}

/// Whatever old text lies in the browser's own cache or in the worker's, the network's is shown.
#[tokio::test]
async fn an_old_text_in_every_cache() {
    let server = served("", Fault::Header("cache-control", "max-age=86400")).await;
    let browser = kept(&server, "/safety/").await;
    browser.goto(&format!("{}/evidence/", server.address)).await;
    let seeded = browser
        .run(
            "return (async () => {
                 for (const name of await caches.keys()) {
                     const cache = await caches.open(name);
                     for (const path of ['/safety/', '/']) {
                         const page = await (await cache.match(path)).text();
                         const old = page.replace(/<h1[^>]*>[^<]*/, '<h1>An old text');
                         await cache.put(path, new Response(old, { headers: { 'content-type': 'text/html' } }));
                     }
                 }
                 return (await caches.keys()).length;
             })()",
        )
        .await;
    assert_eq!(seeded, json!(1));
    server.fail("/safety/", Fault::changed(|html| html.replace("<h1", "<h1 data-newest")));
    browser.goto(&format!("{}/safety/", server.address)).await;
    assert_eq!(browser.run("return 'newest' in document.querySelector('h1').dataset").await, true);
    browser.goto(&format!("{}/", server.address)).await;
    let heading = browser.text("return document.querySelector('h1').textContent").await;
    assert_ne!(heading, "An old text");
    // The same test without a network, to see that the old text was there.
    server.fail("", Fault::Status(503));
    browser.goto(&format!("{}/", server.address)).await;
    assert_eq!(browser.text("return document.querySelector('h1').textContent").await, "An old text");
    browser.close().await;
}

/// A line that is there and carries nothing: the copy is shown before the visitor gives up. What has no copy is waited for.
#[tokio::test]
async fn a_network_that_hangs() {
    let server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    server.fail("", Fault::Held);
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for("return document.querySelector('h1')?.textContent.length > 0").await;
    let late = "return fetch('/nothing-here/').then((response) => (window.late = response.status), () => {}) && true";
    browser.run(late).await;
    browser.run("return new Promise((resolve) => setTimeout(resolve, 9000))").await;
    assert_eq!(browser.run("return window.late ?? null").await, json!(null));
    server.mend();
    browser.wait_for("return window.late === 404").await;
    browser.close().await;
}

/// A worker that cannot be had costs a visitor nothing else.
#[tokio::test]
async fn a_worker_that_cannot_be_had() {
    let server = served("worker.js", Fault::Status(404)).await;
    let browser = Browser::that_keeps_the_site().await;
    let visit = assert_live(browser, &server.address).await;
    assert_eq!(visit.browser.run("return caches.keys().then((names) => names.length)").await, json!(0));
    let errors: Vec<_> =
        visit.browser.console().await.into_iter().filter(|line| !line.contains("when fetching the script")).collect();
    assert_eq!(errors, [""; 0]);
    visit.close().await;
}

/// The kill switch: the worker that a site publishes which nobody shall keep any more.
#[tokio::test]
async fn a_worker_that_takes_itself_away() {
    let server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    let switched_off = |script: &str| {
        let (_, rest) = script.split_once('\n').expect("what is kept is on its first line");
        ["const site = null;\n", rest].concat()
    };
    server.fail("worker.js", Fault::changed(switched_off));
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for("return caches.keys().then((names) => names.length === 0)").await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser
        .wait_for("return navigator.serviceWorker.getRegistrations().then((all) => all.every(({ active }) => !active))")
        .await;
    assert_whole_page(&browser).await;
    assert_live(browser, &server.address).await.close().await;
}

/// On a line that saves data: what was visited, and the page for an emergency.
#[tokio::test]
async fn a_line_that_saves_data() {
    let mut server = Server::start(Build::Root).await;
    let browser = Browser::that_keeps_the_site().await;
    browser.before_each_page("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await;
    browser.goto(&format!("{}/", server.address)).await;
    browser.wait_for(IN_CHARGE).await;
    let holds = |path: &str| format!("return caches.match({}).then((copy) => Boolean(copy))", json!(path));
    browser.wait_for(&holds("/")).await;
    browser.wait_for(&holds("/get-help-now/")).await;
    browser.goto(&format!("{}/safety/", server.address)).await;
    browser.wait_for(&holds("/safety/")).await;
    let copies = browser.run(COPIES).await;
    let kept: BTreeSet<String> = copies.as_object().expect("caches").values().cloned().flat_map(texts).collect();
    let pages: Vec<_> = kept.iter().filter(|path| path.ends_with('/')).collect();
    assert_eq!(pages, ["/", "/get-help-now/", "/safety/"]);
    assert!(!kept.iter().any(|path| path.ends_with(".wasm") || path.ends_with(".json")), "{kept:?}");

    // Whoever opens the self-screen has it from then on.
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    browser.wait_for_app().await;
    browser.wait_for(&holds("/screen.json")).await;
    server.go_down().await;
    for path in ["/", "/get-help-now/", "/safety/"] {
        browser.goto(&format!("{}{path}", server.address)).await;
        assert_whole_page(&browser).await;
    }
    assert_live(browser, &server.address).await.close().await;
}

/// The same where the self-screen was the first page of all: what came before the worker passes it once more.
#[tokio::test]
async fn a_line_that_saves_data_and_begins_with_the_self_screen() {
    let mut server = Server::start(Build::Root).await;
    let browser = Browser::that_keeps_the_site().await;
    browser.before_each_page("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await;
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    browser.wait_for_app().await;
    browser.wait_for(IN_CHARGE).await;
    let all = "return Promise.all([location.pathname, 'screen.json', 'site.json', 'page.json', document.querySelector('script[data-app]').src,
            ...['app', 'wasm'].map((name) => document.querySelector('script[data-app]').dataset[name])].map((path) =>
            path === 'page.json' ? caches.match(location.pathname + path) : caches.match(new URL(path, location.origin + '/'))))
        .then((copies) => copies.every(Boolean))";
    browser.wait_for(all).await;
    server.go_down().await;
    assert_live(browser, &server.address).await.close().await;
}

/// An old page whose app is gone from the server is read all the same, and loads nothing again and again.
#[tokio::test]
async fn an_old_page_whose_app_is_gone() {
    let server = served("/web-", Fault::Status(404)).await;
    let browser = Browser::open().await;
    server.asked();
    browser.goto(&format!("{}{SCREEN}", server.address)).await;
    wait_for_notice(&browser).await;
    assert_whole_page(&browser).await;
    let loads = server.asked().into_iter().filter(|path| path == SCREEN).count();
    assert!(loads <= 2, "the page was loaded {loads} times");
    browser.close().await;

    // Who has the copies has the app.
    let server = Server::start(Build::Root).await;
    let browser = kept(&server, "/").await;
    server.fail("/web-", Fault::Status(404));
    assert_live(browser, &server.address).await.close().await;
}

/// Pages of one build and data of another: the page alone, after one more load at most.
#[tokio::test]
async fn an_old_page_with_new_data() {
    let old = served(".json", Fault::changed(|text| text.replacen("{\"build\":\"", "{\"build\":\"0", 1))).await;
    let browser = Browser::open().await;
    old.asked();
    browser.goto(&format!("{}{SCREEN}", old.address)).await;
    wait_for_notice(&browser).await;
    assert_whole_page(&browser).await;
    let loads = old.asked().into_iter().filter(|path| path == SCREEN).count();
    assert_eq!(loads, 2);
    // Elsewhere nothing is loaded twice, and links are the browser's.
    browser.goto(&format!("{}/safety/", old.address)).await;
    browser.wait_for("return document.getElementById('page').dataset.app === 'failed'").await;
    browser.run("window.stillHere = true; document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return location.pathname === '/evidence/' && !window.stillHere").await;
    assert_whole_page(&browser).await;
    browser.close().await;
}

/// New questions come with the next start, and never half of them.
#[tokio::test]
async fn new_questions_while_the_page_is_open() {
    let server = Server::start(Build::Root).await;
    let visit = Visit::at(Browser::open().await, server.address.clone()).await;
    visit.start().await;
    visit.answer("").await;
    publish(&server, &visit.browser, "0123456789ab").await;
    // Whoever is in the middle of the old ones finishes them.
    visit.finish("").await;
    visit.press("clear").await;
    visit.click("[data-begin]").await;
    visit.browser.wait_for("return document.getElementById('page').dataset.build === '0123456789ab'").await;
    visit.browser.wait_for_app().await;
    visit.start().await;
    visit.finish("").await;
    visit.close().await;
}

/// A host that says of pages and data that they stay fresh for a while: one build after the other, never both.
#[tokio::test]
async fn a_host_that_lets_browsers_keep_everything() {
    for has_worker in [false, true] {
        let server = served("", Fault::Header("cache-control", "max-age=600")).await;
        let browser = if has_worker { kept(&server, "/").await } else { Browser::open().await };
        for path in ["/", "/safety/", SCREEN] {
            browser.goto(&format!("{}{path}", server.address)).await;
            browser.wait_for_app().await;
        }
        let old = build_id(&browser).await;
        browser.goto(&format!("{}/", server.address)).await;
        browser.wait_for_app().await;
        publish(&server, &browser, "0123456789ab").await;
        server.fail("", Fault::Header("cache-control", "max-age=600"));
        browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
        browser.wait_for("return location.pathname === '/evidence/' && document.readyState === 'complete'").await;
        for path in ["/evidence/", "/safety/", SCREEN] {
            let state = browser
                .run(
                    "const page = document.getElementById('page');
                     return [page.dataset.build, 'new' in document.querySelector('h1').dataset]",
                )
                .await;
            let is_whole = state == json!([old, false]) || state == json!(["0123456789ab", true]);
            assert!(is_whole, "{state} before {path}, worker: {has_worker}");
            browser.goto(&format!("{}{path}", server.address)).await;
            assert_whole_page(&browser).await;
        }
        browser.close().await;
    }
}

/// A browser can install the site, under its own name.
#[tokio::test]
async fn the_site_can_be_installed() {
    for build in [Build::Root, Build::SubPath] {
        let server = Server::start(build).await;
        let browser = kept(&server, build.base()).await;
        let errors = browser.devtools("Page.getInstallabilityErrors", json!({})).await;
        assert_eq!(errors["installabilityErrors"], json!([]));
        let manifest = browser.devtools("Page.getAppManifest", json!({})).await;
        assert_eq!(manifest["errors"], json!([]));
        let data: Value = serde_json::from_str(manifest["data"].as_str().expect("a text")).expect("JSON");
        let name = browser.text("return document.querySelector('.site-name').textContent").await;
        assert_eq!(data["name"], json!(name));
        for icon in data["icons"].as_array().expect("icons") {
            let size = browser
                .run(&format!(
                    "const image = new Image(); image.src = {}; return image.decode().then(() => `${{image.naturalWidth}}x${{image.naturalHeight}}`)",
                    icon["src"]
                ))
                .await;
            assert_eq!(size, icon["sizes"]);
        }
        browser.close().await;
    }
}
