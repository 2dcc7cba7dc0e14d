//! The search: while typing, past a typing mistake, by keyboard, without a network, and without leaving a word behind.

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::access;
use crate::harness::{Browser, Build, SHIFTS, serve};

const FIELD: &str = "#search-field";
const RESULTS: &str = "return document.querySelectorAll('.hits li').length > 0";

/// Which result has the focus; -1 for the field, null for anything else.
const FOCUSED: &str = "const active = document.activeElement;
    if (active.id === 'search-field') return -1;
    const at = [...document.querySelectorAll('.hits a')].indexOf(active);
    return at < 0 ? null : at;";

/// Everything that outlives the page or leaves it, as one text.
const LEFT_BEHIND: &str = "
    return (async () => JSON.stringify([
        location.href, document.title, history.state, document.cookie, window.name, { ...localStorage },
        { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
        performance.getEntriesByType('resource').map((entry) => entry.name),
    ]))();";

async fn type_text(browser: &Browser, keys: &str) {
    let focused = browser.client.active_element().await.expect("something has the focus");
    focused.send_keys(keys).await.expect("keys can be typed");
}

async fn press(browser: &Browser, key: Key) {
    type_text(browser, &String::from(char::from(key))).await;
}

/// Empties the field by its own key and types.
async fn look_for(browser: &Browser, query: &str) {
    browser
        .client
        .find(Locator::Css(FIELD))
        .await
        .expect("the field is there")
        .click()
        .await
        .expect("it can be clicked");
    press(browser, Key::Escape).await;
    assert_eq!(browser.text("return document.getElementById('search-field').value").await, "");
    type_text(browser, query).await;
}

async fn go_offline(browser: &Browser, offline: bool) {
    browser.devtools("Network.enable", json!({})).await;
    let line = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", line).await;
}

#[tokio::test]
async fn by_link_past_a_mistake_offline_and_by_keyboard() {
    let site = serve(Build::Fixture).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    browser.run("document.querySelector('.header nav a[href=\"/search/\"]').focus()").await;
    browser.wait_for("return performance.getEntriesByName(location.origin + '/search/page.json').length === 1").await;
    let before = browser.requests().await;
    assert!(!before.iter().any(|address| address.ends_with("search.json")), "{before:?}");
    press(&browser, Key::Enter).await;
    browser
        .wait_for("return document.activeElement.tagName === 'H1' && !!document.getElementById('search-field')")
        .await;
    let opened = browser.requests().await;
    assert_eq!(opened.iter().filter(|address| address.ends_with("search.json")).count(), 1, "{opened:?}");

    // While typing, past a typing mistake.
    look_for(&browser, "massg").await;
    browser.wait_for(RESULTS).await;
    type_text(&browser, "e").await;
    browser.wait_for("return document.querySelector('.hits p mark')?.textContent.toLowerCase() === 'massage'").await;
    assert_eq!(
        browser.run("return getComputedStyle(document.getElementById('all-pages')).display").await,
        json!("none")
    );
    // How much was found is told once nothing more is typed.
    browser
        .wait_for("return document.getElementById('announcer').textContent === document.querySelector('.search h2').textContent")
        .await;

    // Without a network.
    go_offline(&browser, true).await;
    look_for(&browser, "what should i wear").await;
    browser.wait_for("return document.querySelector('.hits a')?.hash === '#clothing'").await;
    look_for(&browser, "zzzz").await;
    browser.wait_for("return !!document.querySelector('.search a[href=\"#next-step\"]')").await;
    assert_eq!(
        browser.run("return getComputedStyle(document.getElementById('all-pages')).display").await,
        json!("block")
    );
    look_for(&browser, "tchniques").await;
    browser.wait_for("return document.querySelector('.hits mark')?.textContent.toLowerCase() === 'techniques'").await;
    // A page is fetched ahead where the pointer happens to lie on a link to it.
    let is_ahead = |address: &String| address.ends_with("/page.json") || address.ends_with("/screen.json");
    let asked: Vec<_> = browser.requests().await.into_iter().filter(|address| !is_ahead(address)).collect();
    assert_eq!(asked, [""; 0], "searching asks for nothing");

    // Through the results by keyboard alone; Enter in the field changes nothing.
    go_offline(&browser, false).await;
    press(&browser, Key::Enter).await;
    for (key, expected) in [
        (Key::Up, json!(-1)),
        (Key::Down, json!(0)),
        (Key::Down, json!(1)),
        (Key::Up, json!(0)),
        (Key::Up, json!(-1)),
        (Key::Down, json!(0)),
        (Key::Tab, json!(1)),
    ] {
        press(&browser, key).await;
        assert_eq!(browser.run(FOCUSED).await, expected, "after {key:?}");
    }
    let left = browser.text(LEFT_BEHIND).await;
    assert!(!left.contains("tchniques") && !left.contains("zzzz"), "{left}");
    let [href, hash]: [String; 2] = serde_json::from_value(
        browser.run("return [document.activeElement.pathname, document.activeElement.hash.slice(1)]").await,
    )
    .expect("two texts");
    assert!(!hash.is_empty(), "the second result is a section");
    press(&browser, Key::Enter).await;
    browser
        .wait_for(&format!(
            "return location.pathname === {} && document.activeElement.id === {}",
            json!(href),
            json!(hash)
        ))
        .await;

    // Back, the search is as it was left.
    browser.run("history.back()").await;
    browser.wait_for("return document.getElementById('search-field')?.value === 'tchniques'").await;
    browser
        .wait_for("return document.querySelectorAll('.hits li').length > 1 && document.activeElement.tagName === 'H1'")
        .await;
    // From a result, Escape leads back to the empty field.
    browser.run("document.querySelector('.hits a').focus()").await;
    press(&browser, Key::Escape).await;
    assert_eq!(browser.run(FOCUSED).await, json!(-1));
    assert_eq!(browser.run("return document.querySelectorAll('.hits').length").await, json!(0));
    assert_eq!(browser.console().await, [""; 0]);
    browser.close().await;
}

/// The page shows the search at once, where the visitor saves data too; nothing shifts and the focus stays.
#[tokio::test]
async fn opened_itself() {
    let site = serve(Build::SubPath).await;
    let browser = Browser::open().await;
    browser.before_each_page("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await;
    browser.before_each_page(SHIFTS).await;
    for width in [320, 360, 1280] {
        let screen = json!({ "width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        browser.goto(&format!("{site}/massage/search/")).await;
        browser.wait_for("return !!document.getElementById('search-field')").await;
        browser.run("return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)))").await;
        let state = browser.run("return [window.shifted, document.activeElement.tagName]").await;
        assert_eq!(state, json!([0, "BODY"]), "{width} pixels wide");
    }
    look_for(&browser, "massage").await;
    browser.wait_for("return document.querySelector('.hits a')?.pathname.startsWith('/massage/')").await;
    browser.close().await;
}

/// Where the app cannot run, there is no field, but words and the list of every page.
#[tokio::test]
async fn without_the_app() {
    let site = serve(Build::Fixture).await;
    for missing in ["*.wasm", "*search.json", "*/start-*"] {
        let browser = Browser::open().await;
        browser.devtools("Network.enable", json!({})).await;
        browser.devtools("Network.setBlockedURLs", json!({ "urls": [missing] })).await;
        browser.goto(&format!("{site}/search/")).await;
        browser.run("return new Promise((resolve) => setTimeout(resolve, 1000))").await;
        let state = browser
            .run(
                "return [document.querySelectorAll('input').length, document.querySelector('.search-box').innerText.length > 50,
                 document.querySelectorAll('#all-pages a').length > 5]",
            )
            .await;
        assert_eq!(state, json!([0, true, true]), "without {missing}");
        browser.close().await;
    }
}

/// A label, a landmark, one heading after the other, and 44 pixels to point at.
#[tokio::test]
async fn what_assistive_technology_gets() {
    let site = serve(Build::Fixture).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/search/")).await;
    browser.wait_for("return !!document.getElementById('search-field')").await;
    look_for(&browser, "copay").await;
    browser.wait_for(RESULTS).await;
    let state = browser
        .run(
            "const field = document.getElementById('search-field');
             const levels = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')]
                 .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]));
             const links = [...document.querySelectorAll('.hits a')];
             return [field.labels.length, !!field.closest('[role=search]'), field.autocomplete, field.spellcheck,
                 field.getBoundingClientRect().height >= 44, parseFloat(getComputedStyle(field).fontSize) >= 16,
                 levels.every((level, index) => index === 0 ? level === 1 : level <= levels[index - 1] + 1),
                 links.every((link) => link.getBoundingClientRect().height >= 44
                     && document.getElementById(link.getAttribute('aria-describedby')).textContent.length > 0)];",
        )
        .await;
    assert_eq!(state, json!([1, true, "off", Value::Bool(false), true, true, true, true]));
    access::check(&browser, "the search with results").await;
    look_for(&browser, "zzzz").await;
    browser.wait_for("return !!document.querySelector('.search a[href=\"#next-step\"]')").await;
    access::check(&browser, "the search without a result").await;
    browser.close().await;
}
