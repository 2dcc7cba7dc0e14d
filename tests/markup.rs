//! Every prerendered page: how much of it must arrive before it can be read, and the HTML standard, by html-validate. Its rules are in `.htmlvalidate.json`: all that it
//! recommends but `require-sri`. Every file is of the site's own origin, so a hash guards against nothing, and a file of
//! an older release in some cache would stop the page from working.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn site() -> PathBuf {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tested/root");
    assert!(site.join("index.html").exists(), "{} is not built; run `make test`", site.display());
    site
}

/// A new connection brings so much at once, in ten packets: a page with its style sheet is there after one round trip.
#[test]
fn every_page_comes_in_one_round_trip() {
    let site = site();
    let pages = std::fs::read_dir(&site).expect("the site can be read").flatten();
    let pages: Vec<_> = pages.map(|entry| entry.path().join("index.html.br")).filter(|page| page.exists()).collect();
    assert!(pages.len() > 20, "{} pages have a folder", pages.len());
    for page in pages.into_iter().chain(["index.html.br", "404.html.br"].map(|page| site.join(page))) {
        let bytes = std::fs::metadata(&page).expect("a release is compressed").len();
        assert!(bytes <= 14 * 1024, "{} has {bytes} bytes", page.display());
    }
}

#[test]
fn every_page_is_valid_html() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    site();
    let output = Command::new(project.join("node_modules/.bin/html-validate"))
        .args(["--formatter", "json", "target/tested/root/**/*.html"])
        .current_dir(project)
        .output()
        .expect("html-validate is installed; `make test` does it");
    let files: Vec<Value> = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    // It lists only the files in which it finds something.
    let problems: Vec<String> = files.iter().flat_map(problems_of).collect();
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn problems_of(file: &Value) -> Vec<String> {
    let messages = file["messages"].as_array().into_iter().flatten();
    let path = file["filePath"].as_str().unwrap_or_default();
    messages
        .map(|problem| {
            let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
            format!("{path}:{}:{}: {}: {}", problem["line"], problem["column"], text("ruleId"), text("message"))
        })
        .collect()
}
