//! Every outcome, reached by clicking: what it says, how it prints, and what a screen reader gets.

use serde_json::{Value, json};

use super::visit::Visit;
use crate::harness::{A4, Browser, Build, LETTER};
use crate::{access, tree};

/// Every outcome with answers that lead there.
pub const WAYS: [(&str, &str); 14] = [
    ("crisis", "crisis=yes"),
    ("emergency", "emergency=injury"),
    ("person", "emergency=not-sure"),
    ("call-first", "recent=skin,fever-or-weight"),
    ("pause", "enrolled=yes; purpose=more; problems=back-pain; changed=worse; therapist=past-hurt"),
    ("well-being", "enrolled=yes; purpose=well-being; ask-first=blood-thinner"),
    ("continue-more", "enrolled=yes; purpose=more; problems=back-pain; changed=daily-life; keep-gains=no"),
    ("continue-other", "enrolled=yes; purpose=more; problems=other; changed=nothing"),
    ("continue-self-care", "enrolled=yes; purpose=more; problems=neck-pain; changed=problem-better; keep-gains=yes"),
    ("worth-asking", WORTH_ASKING),
    ("diagnosis-first", "enrolled=yes; purpose=health-problem; problems=headaches; diagnosed=not-sure"),
    ("not-on-list", "enrolled=yes; purpose=health-problem; problems=other; diagnosed=yes"),
    ("talk", "enrolled=yes; purpose=not-sure; problems=not-sure; therapist=not-sure"),
    // As much as can be said, for the length of its sheet.
    ("worth-asking", EVERYTHING),
];

const WORTH_ASKING: &str = "enrolled=yes; purpose=health-problem; problems=back-pain,scar-tissue; diagnosed=yes";

const EVERYTHING: &str = "recent=not-sure; enrolled=no; purpose=health-problem; problems=back-pain,neck-pain,joint-pain,\
     headaches,myofascial-pain,fibromyalgia,plantar-fasciitis,jaw-pain,surgery-pain,pregnancy-pain,cancer-pain,lymphedema,\
     scar-tissue,other; diagnosed=yes; ask-first=blood-thinner,bleeding,clot,bones,wound,surgery,cancer,pregnancy,heart,\
     spinal-cord; therapist=several-areas,injuries,nerves,positioning,age-65,hospice,device,skin,cold,touch,past-hurt";

#[tokio::test]
async fn every_outcome_by_clicking() {
    let visit = Visit::open().await;
    let browser = &visit.browser;
    let title = browser.text("return document.title").await;
    for (place, (id, answers)) in WAYS.into_iter().enumerate() {
        visit.start().await;
        visit.finish(answers).await;
        let outcomes = visit.questionnaire["outcomes"].as_array().expect("outcomes");
        let outcome = outcomes.iter().find(|outcome| outcome["id"] == id).unwrap_or_else(|| panic!("no outcome {id}"));
        assert_eq!(json!(visit.heading().await), outcome["title"], "{answers}");

        // The browser's list of entries holds no more than the page's own title, whatever was answered.
        assert_eq!(browser.text("return document.title").await, title);
        let links = browser.run("return [...document.querySelectorAll('main a')].map((link) => link.href)").await;
        for needed in ["tel:988", "sms:838255", "tel:911"] {
            assert!(
                links.as_array().is_some_and(|links| links.contains(&json!(needed))),
                "{id} has no {needed}: {links}"
            );
        }
        for step in outcome["steps"].as_array().into_iter().flatten() {
            assert!(visit.shows(step["text"].as_str().expect("a text")).await, "{id}: {step}");
        }
        assert_eq!(visit.announced().await, visit.word("result/ended"));
        if place < WAYS.len() - 1 {
            tree::compare(&format!("screen/outcome-{id}.txt"), &tree::of_main(browser).await);
        }
        access::check(browser, &format!("outcome {id}")).await;

        visit.press("clear").await;
        assert!(visit.shows(&visit.word("cleared")).await);
    }
    let reached: Vec<&str> = WAYS.iter().map(|(id, _)| *id).collect();
    for outcome in visit.questionnaire["outcomes"].as_array().into_iter().flatten() {
        assert!(outcome["id"].as_str().is_some_and(|id| reached.contains(&id)), "{} is not tested", outcome["id"]);
    }
    access::check(browser, "answers that were cleared").await;
    assert_eq!(browser.console().await, [""; 0]);
    visit.close().await;
}

/// The results of the real self-screen, whatever its words are by now, fit a phone and two pages, as does the list.
#[tokio::test]
async fn every_result_fits() {
    let visit = Visit::open_with(Browser::open().await, Build::Root).await;
    assert_two_pages(&visit, ".prose").await;
    for (place, (_, answers)) in WAYS.into_iter().enumerate() {
        visit.start().await;
        visit.finish(answers).await;
        assert_two_pages(&visit, ".sheet").await;
        assert_heights(&visit, place < WAYS.len() - 1).await;
        visit.press("clear").await;
    }
    visit.close().await;
}

/// Fails if, on a phone, what to do and whom to call is not within a screen and a half, with buttons as wide as their frame, or
/// the whole page is long after usual answers.
async fn assert_heights(visit: &Visit, is_usual: bool) {
    const LONGEST: f64 = 3500.0;
    access::resize(&visit.browser, access::PHONE).await;
    let heading = visit.heading().await;
    let heights = "const steps = document.querySelector('.result-steps');
        const inside = steps.querySelector('.steps').clientWidth;
        return [steps.getBoundingClientRect().bottom + scrollY, document.documentElement.scrollHeight,
            [...steps.querySelectorAll('a:is([href^=\"tel:\"], [href^=\"sms:\"])')]
                .filter((link) => link.offsetWidth < inside).map((link) => link.textContent)];";
    let (actions, whole, narrow): (f64, f64, Vec<String>) =
        serde_json::from_value(visit.browser.run(heights).await).expect("two heights and the names of links");
    visit.browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    assert!(actions <= 1.5 * f64::from(access::PHONE.1), "what to do in “{heading}” ends at {actions} px");
    assert!(whole <= LONGEST || !is_usual, "“{heading}” is {whole} px long");
    assert_eq!(narrow, [""; 0], "narrow buttons in “{heading}”");
}

/// Fails if what is printed does not fit two pages of either paper with three lines to spare, added at the end of `part`.
async fn assert_two_pages(visit: &Visit, part: &str) {
    let lines = |change: &str| {
        format!("for (let line = 0; line < 3; line += 1) {{ const part = document.querySelector('{part}'); {change} }}")
    };
    visit.browser.run(&lines("part.append(document.createElement('p')); part.lastChild.textContent = '\u{a0}';")).await;
    for paper in [LETTER, A4] {
        let pages = visit.browser.pages_in_print(paper).await;
        assert!(pages <= 2, "{part} of “{}” takes {pages} pages of {paper:?}", visit.heading().await);
    }
    visit.browser.run(&lines("part.lastChild.remove();")).await;
}

/// On paper there is the sheet, with whom to call, and no way to other pages of the site.
#[tokio::test]
async fn the_sheet_on_paper() {
    let visit = Visit::begin().await;
    visit.finish(WORTH_ASKING).await;
    visit.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let text = visit.browser.text("return document.body.innerText").await;
    for needed in
        ["988", "838255", "911", &visit.word("sheet/title"), &visit.word("sheet/answers"), &visit.word("sheet/room/0")]
    {
        assert!(text.contains(needed), "no {needed} in:\n{text}");
    }
    let links = visit
        .browser
        .run("return [...document.querySelectorAll('nav a, main a')].filter((link) => link.checkVisibility()).length")
        .await;
    assert_eq!(links, json!(0));
    visit.close().await;
}

/// Before it has begun, the whole self-screen is printed: every question, the marks behind each result, and
/// whom to call.
#[tokio::test]
async fn the_list_on_paper() {
    let visit = Visit::open().await;
    visit.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    tree::compare("screen/paper.txt", &visit.browser.text("return document.querySelector('main').innerText").await);
    let text = visit.browser.text("return document.body.innerText").await;
    for needed in ["Dial 988", "838255", "call 911"] {
        assert!(text.contains(needed), "no {needed} in:\n{text}");
    }
    visit.close().await;
}

#[tokio::test]
async fn the_sheet_as_text() {
    let visit = Visit::begin().await;
    visit.finish(WORTH_ASKING).await;
    let origin = json!({ "permissions": ["clipboardReadWrite"], "origin": visit.site });
    visit.browser.devtools("Browser.grantPermissions", origin).await;
    visit
        .browser
        .run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
        .await;
    visit.click(".take-along .usa-button--outline").await;
    visit.browser.wait_for("return Boolean(window.copied)").await;
    let today = visit.browser.text("return new Date().toLocaleDateString('en', { dateStyle: 'long' })").await;
    let text = visit.browser.text("return window.copied").await;
    assert!(text.contains(&today), "{text}");
    tree::compare("screen/sheet.txt", &text.replace(&today, "[TODAY]"));
    visit
        .browser
        .wait_for(&format!(
            "return document.getElementById('announcer').textContent.includes({})",
            json!(visit.word("copied"))
        ))
        .await;

    visit.browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error())").await;
    visit.click(".take-along .usa-button--outline").await;
    visit.browser.wait_for("return Boolean(document.querySelector('main textarea'))").await;
    assert_eq!(visit.browser.text("return document.querySelector('main textarea').value").await, text);
    assert!(visit.shows(&visit.word("copy_failed")).await);
    access::check(&visit.browser, "a text that could not be copied").await;
    visit.close().await;
}

/// Kept by the browser itself, without a request: the answers alone, as the form has them.
#[tokio::test]
async fn the_answers_as_a_file() {
    let visit = Visit::begin().await;
    visit.finish(WORTH_ASKING).await;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("downloads");
    let _ = std::fs::remove_dir_all(&folder);
    let downloads = json!({ "behavior": "allow", "downloadPath": folder });
    visit.browser.devtools("Browser.setDownloadBehavior", downloads).await;
    visit.browser.requests().await;
    visit.press("review_title").await;
    visit.click(".more summary").await;
    assert!(visit.shows(&visit.word("file/help")).await);
    access::check(&visit.browser, "the answers as a file").await;
    visit.click(".more details button").await;
    let path = folder.join(visit.word("file/name"));
    for _ in 0..100 {
        if path.exists() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let text = std::fs::read_to_string(&path).expect("the browser has kept the file");
    let mut kept: Value = serde_json::from_str(&text).expect("it is JSON");
    let authored = kept["authored"].take();
    let authored = authored.as_str().expect("it says when");
    assert!(authored.len() == 24 && authored.ends_with('Z'), "{authored}");
    tree::compare("screen/file.txt", &format!("{kept:#}\n"));
    let requests = visit.browser.requests().await;
    assert!(requests.iter().all(|address| address.starts_with("blob:")), "{requests:?}");
    assert_eq!(visit.browser.console().await, [""; 0]);
    visit.close().await;
}

/// With Tab, the arrow keys, Space and Enter alone.
#[tokio::test]
async fn with_the_keyboard_alone() {
    let visit = Visit::open().await;
    let browser = &visit.browser;
    browser.tab_to("a[data-begin]").await;
    browser.key("Enter").await;
    visit.wait_for_question().await;
    // One answer by Space on a radio button, then Enter in the form; the next by Space on boxes and on the button.
    for (selector, button) in [("#answer-1", "Enter"), ("#answer-7", "Space"), ("#answer-0", "Enter")] {
        visit.mark().await;
        browser.tab_to("main form input").await;
        while browser.run(&format!("return !document.activeElement.matches('{selector}')")).await == true {
            let radios = browser.run("return document.activeElement.type === 'radio'").await == true;
            if radios { browser.key("ArrowDown").await } else { browser.key("Tab").await }
        }
        if browser.run("return document.activeElement.checked").await == false {
            browser.key("Space").await;
        }
        if button == "Space" {
            browser.tab_to("main [type=submit]").await;
            browser.key("Space").await;
        } else {
            browser.key("Enter").await;
        }
        visit.wait_for_change().await;
    }
    let outcomes = visit.questionnaire["outcomes"].as_array().into_iter().flatten();
    let call_first = outcomes.into_iter().find(|outcome| outcome["id"] == "call-first").expect("the outcome");
    assert_eq!(json!(visit.heading().await), call_first["title"]);
    visit.close().await;
}
