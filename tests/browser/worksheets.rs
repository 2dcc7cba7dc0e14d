//! The forms to print: each on one sheet, whatever the paper, with room to write, and with a button that prints.

use std::fs;

use serde_json::json;

use crate::harness::{A4, Browser, Build, LETTER, serve};

/// Eight millimeters, at 96 pixels an inch.
const PIXELS_TO_WRITE_IN: f64 = 30.0;

#[tokio::test]
async fn each_form_takes_one_sheet() {
    let site = serve(Build::Root).await;
    let browser = Browser::open().await;
    let mut forms = 0;
    for entry in fs::read_dir(Build::Root.folder()).expect("the build is there") {
        let folder = entry.expect("it can be listed").path();
        let Ok(page) = fs::read_to_string(folder.join("page.json")) else { continue };
        if !page.contains("\"layout\":\"worksheet\"") {
            continue;
        }
        forms += 1;
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a page's name is text");
        browser.goto(&format!("{site}/{name}/")).await;
        for paper in [LETTER, A4] {
            assert_eq!(browser.pages_in_print(paper).await, 1, "{name} on {paper:?}");
        }
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let lowest = "return Math.min(...[...document.querySelectorAll('td:empty')].map((cell) => cell.offsetHeight))";
        let room = browser.run(lowest).await.as_f64().expect("the form has cells to write in");
        assert!(room >= PIXELS_TO_WRITE_IN, "{name} has cells {room} pixels high");
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    }
    assert!(forms >= 5, "only {forms} forms were printed");

    browser
        .run("window.print = () => { window.printed = true; }; document.querySelector('[data-print]').click()")
        .await;
    assert_eq!(browser.run("return window.printed").await, json!(true));
    assert_eq!(
        browser.run("return getComputedStyle(document.querySelector('.print')).visibility").await,
        json!("visible")
    );
    browser.close().await;
}
