//! What helps a reader where they stand: terms that explain themselves, links of sections, sharing.

use serde_json::{Value, json};

use crate::harness::{Browser, Build, serve};

/// Whether an explanation is shown, within the window.
const IS_EXPLAINED: &str = "
    const shown = document.querySelector('.explanation:popover-open')?.getBoundingClientRect();
    return Boolean(shown?.width && shown.top >= 0 && shown.bottom <= innerHeight && shown.left >= 0 && shown.right <= innerWidth)";

/// By the keyboard, without any script of the page and in one that the app rendered, on a desktop and on a phone.
#[tokio::test]
async fn a_term_explains_itself() {
    let site = serve(Build::Root).await;
    for (width, height) in [(1280, 900), (320, 568)] {
        let browser = Browser::open().await;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        browser.goto(&format!("{site}/safety/")).await;
        explained_by_keyboard(&browser).await;
        assert_eq!(browser.run("return document.getElementById('page').dataset.app ?? null").await, Value::Null);

        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
        browser.goto(&site).await;
        browser.wait_for_app().await;
        browser.run("document.querySelector('.footer a[href=\"/safety/\"]').click()").await;
        browser.wait_for("return location.pathname === '/safety/' && document.activeElement.tagName === 'H1'").await;
        explained_by_keyboard(&browser).await;
        browser.close().await;
    }
}

async fn explained_by_keyboard(browser: &Browser) {
    browser.tab_to("main .term").await;
    let term = browser.text("return document.activeElement.textContent").await;
    browser.key("Enter").await;
    browser.wait_for(IS_EXPLAINED).await;
    let (name, meaning) = (
        browser.text("return document.querySelector(':popover-open strong').textContent").await,
        browser.text("return document.querySelector(':popover-open').innerText").await,
    );
    assert!(!term.is_empty() && meaning.len() > name.len() + 40, "{term}: {meaning}");
    assert_eq!(browser.run("return scrollX").await, json!(0));

    // The explanation follows its term: Tab leads into it, and Escape back.
    browser.key("Tab").await;
    assert_eq!(browser.run("return document.activeElement.matches(':popover-open a')").await, true);
    browser.key("Escape").await;
    assert_eq!(browser.run("return document.querySelector(':popover-open')").await, Value::Null);
    assert_eq!(browser.text("return document.activeElement.textContent").await, term);
}

/// A section's link stands beside its heading, leads to it, and puts its whole address on the clipboard.
#[tokio::test]
async fn a_link_to_a_section() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let origin = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": site });
    browser.devtools("Browser.grantPermissions", origin).await;
    browser.goto(&format!("{site}/safety/")).await;
    let link = "document.querySelector('.section-link')";
    // The site forbids to read the clipboard, so what is written there is looked at on its way.
    browser
        .run(
            "const write = navigator.clipboard.writeText.bind(navigator.clipboard);
             navigator.clipboard.writeText = (text) => {
                 window.copied = text;
                 return write(text).catch((error) => { window.refused = String(error); throw error; });
             };",
        )
        .await;
    // A real click, which is what a browser asks for before it copies.
    browser.run(&format!("{link}.focus()")).await;
    browser.key("Enter").await;
    let section = browser.text(&format!("return {link}.previousElementSibling.id")).await;
    browser.wait_for(&format!("return location.hash === {}", json!(format!("#{section}")))).await;
    browser.wait_for(&format!("return {link}.textContent !== '' || Boolean(window.refused)")).await;
    assert_eq!(browser.run("return window.refused ?? null").await, Value::Null);
    let copied = browser.run("return window.copied").await;
    assert_eq!(copied, json!(format!("{site}/safety/#{section}")));
    browser.wait_for(&format!("return document.getElementById('announcer').textContent === {link}.textContent")).await;
    assert_eq!(browser.run("return document.querySelector('main :is(h2, h3, h4) a')").await, Value::Null);
    browser.close().await;
}

/// The button is there where the browser can share, on pages of the app as well, and hands on the title and the address.
/// Nowhere on the self-screen's page is there anything to share.
#[tokio::test]
async fn sharing_a_page() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let is_shown =
        "return Boolean(document.querySelector('[data-share]')?.checkVisibility({ visibilityProperty: true }))";
    browser.goto(&format!("{site}/safety/")).await;
    browser.wait_for_app().await;
    assert_eq!(browser.run(is_shown).await, false);

    let script = "navigator.share = (data) => { window.shared = data; return Promise.reject(new Error()); }";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    browser.goto(&format!("{site}/safety/?from=a-search#tell")).await;
    browser.wait_for_app().await;
    assert_eq!(browser.run(is_shown).await, true);
    browser.run("document.querySelector('[data-share]').click()").await;
    let title = browser.text("return document.title").await;
    assert_eq!(browser.run("return window.shared").await, json!({ "title": title, "url": format!("{site}/safety/") }));

    browser.run("document.querySelector('.footer a[href=\"/evidence/\"]').click()").await;
    browser.wait_for("return location.pathname === '/evidence/' && document.activeElement.tagName === 'H1'").await;
    assert_eq!(browser.run(is_shown).await, true);
    browser.run("document.querySelector('.footer a[href=\"/is-this-right-for-me/\"]').click()").await;
    browser.wait_for("return Boolean(document.querySelector('[data-begin]'))").await;
    assert_eq!(browser.run(is_shown).await, false);
    assert_eq!(browser.console().await, [""; 0]);
    browser.close().await;
}

/// The sources are folded to a line, and a mark opens them where it leads: on a page without the app, and on one of the app.
#[tokio::test]
async fn the_sources_of_a_page() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    a_mark_leads_to_its_source(&browser).await;

    browser.goto(&format!("{site}/evidence/")).await;
    browser.wait_for_app().await;
    browser.run("document.querySelector('.footer a[href=\"/safety/\"]').click()").await;
    browser.wait_for("return location.pathname === '/safety/' && document.activeElement.tagName === 'H1'").await;
    a_mark_leads_to_its_source(&browser).await;
    browser.close().await;
}

async fn a_mark_leads_to_its_source(browser: &Browser) {
    assert_eq!(browser.run(IS_FOLDED).await, true);
    browser.run("document.querySelector('main .mark a[href=\"#note-1\"]').click()").await;
    let note = "return document.querySelector('#note-1:target')?.checkVisibility() === true";
    browser.wait_for(note).await;
    let in_sight = "const { top, bottom } = document.querySelector('#note-1').getBoundingClientRect();
                    return top < innerHeight && bottom > 0";
    browser.wait_for(in_sight).await;
    browser.run("document.querySelector('#note-1 .way-back').click()").await;
    browser.wait_for("return document.querySelector('.mark a:target')?.textContent === '1'").await;
}

const IS_FOLDED: &str = "return !document.querySelector('.sources li').checkVisibility()";

/// On paper nothing can be opened, and without script it need not be.
#[tokio::test]
async fn the_sources_are_open_on_paper_and_without_script() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    browser.goto(&format!("{site}/safety/")).await;
    assert_eq!(browser.run(IS_FOLDED).await, true);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    assert_eq!(browser.run(IS_FOLDED).await, false);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    browser.goto(&format!("{site}/evidence/")).await;
    assert_eq!(browser.run(IS_FOLDED).await, false);
    browser.close().await;
}
