//! The walls between the modules: what each may name. The source is read, and a breach names its file and line.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that are values and functions alone, and what they name of neither browser, file nor clock.
const PURE: &[&str] = &["api", "document", "guide", "navigation", "page", "route", "screen", "search"];
const EFFECTS: &[&str] = &[
    "yew",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo",
    "jiff",
    "std::fs",
    "std::io",
    "std::net",
    "std::time",
    "std::thread",
    "std::process",
    "std::env",
    "crate::app",
    "crate::browser",
    "crate::site",
    "crate::view",
];

/// Everything that the browser runs, and what it names of the native side.
const BROWSER: &[&str] = &["app", "browser", "data", "view"];
const NATIVE: &[&str] = &["crate::site", "jiff", "std::fs", "std::net", "std::process", "std::thread", "std::time"];

/// Modules with types that the site writes and the browser reads, and what `data` cannot read of such types.
const SHARED: &[&str] = &["api", "document", "guide", "page", "screen", "search"];
const UNREADABLE_FORMS: &[&str] = &["flatten", "untagged", "alias", "try_from", "tag ="];
const UNREADABLE_TYPES: &[&str] = &[
    "i8", "i16", "i32", "i64", "i128", "isize", "u16", "u128", "f32", "f64", "char", "HashMap", "BTreeMap", "HashSet",
    "BTreeSet",
];

/// A line that names what it must not, as `file:line: line`.
fn breaches(sources: &[(String, String)], modules: &[&str], forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources {
        let module = path.split(['/', '.']).nth(1).unwrap_or_default();
        if !modules.contains(&module) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if forbidden.iter().any(|name| names(code, name)) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

/// Whether a line names a crate or a path: `yew::…`, `use yew;`, but not `my_yew` or `yewish`.
fn names(code: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let is_use = code.trim_start().trim_start_matches("pub ").starts_with("use ");
        !before.is_some_and(|letter| is_part(letter) || letter == ':' || letter == '.')
            && !after.starts_with(is_part)
            && (after.starts_with("::") || is_use)
    })
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut files) = (vec![root.join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources can be read") {
            let path: PathBuf = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a source is text");
                let path = path.strip_prefix(root).expect("it lies below the root").display().to_string();
                files.push((path.replace('\\', "/"), text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn what_is_pure_names_no_browser_no_file_and_no_clock() {
    assert_eq!(breaches(&sources(), PURE, EFFECTS), [""; 0]);
}

/// What a module for other programs brings along, their visitors fetch.
#[test]
fn the_module_for_other_programs_has_no_views() {
    let module: Vec<_> = sources().into_iter().filter(|(path, _)| path == "src/bin/api.rs").collect();
    assert_eq!(module.len(), 1);
    let views =
        ["yew", "web_sys", "gloo", "wasm_bindgen_futures", "whole_health_guide::view", "whole_health_guide::app"];
    assert_eq!(breaches(&module, &["bin"], &views), [""; 0]);
}

#[test]
fn what_runs_in_the_browser_names_nothing_of_the_native_side() {
    assert_eq!(breaches(&sources(), BROWSER, NATIVE), [""; 0]);
}

/// What is written natively is read in the browser by the same type: no attribute of one target changes its form, and it is
/// made of nothing that `data` cannot read.
fn unreadable(sources: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources {
        let module = path.split(['/', '.']).nth(1).unwrap_or_default();
        if !SHARED.contains(&module) {
            continue;
        }
        let mut is_read = false;
        for (number, line) in text.lines().enumerate() {
            // A type is read if it says so, up to the brace that ends it.
            is_read = (is_read || line.contains("derive(") && line.contains("Deserialize")) && line != "}";
            let is_attribute = line.trim_start().starts_with("#[");
            let differs = line.contains("cfg_attr(") && line.contains("serde(");
            let is_odd = line.contains("serde(") && UNREADABLE_FORMS.iter().any(|form| line.contains(form));
            let words = || line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let is_unknown = is_read && !is_attribute && words().any(|word| UNREADABLE_TYPES.contains(&word));
            if differs || is_odd || is_unknown {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn shared_types_can_be_read_in_the_browser() {
    assert_eq!(unreadable(&sources()), [""; 0]);
}

#[test]
fn a_type_that_cannot_be_read_is_found_by_its_line() {
    let text = "#[derive(Serialize, Deserialize)]\npub struct A {\n    pub a: i32,\n    #[serde(flatten)]\n    pub b: BTreeMap<String, u32>,\n}\n\
                pub struct Score {\n    pub c: f64,\n}\n#[cfg_attr(unix, serde(default))]\n";
    let found = unreadable(&[("src/page.rs".to_owned(), text.to_owned())]);
    let expected = [
        "src/page.rs:3: pub a: i32,",
        "src/page.rs:4: #[serde(flatten)]",
        "src/page.rs:5: pub b: BTreeMap<String, u32>,",
        "src/page.rs:10: #[cfg_attr(unix, serde(default))]",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_breach_is_found_by_its_line() {
    let source = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let sources = [
        source(
            "src/screen/replay.rs",
            "// yew::prelude is only spoken of\nuse std::rc::Rc;\nuse std::time::Instant;\n",
        ),
        source("src/search.rs", "fn now() { web_sys::window(); my_yew::f(); }\n"),
        source("src/view/page.rs", "use yew::prelude::*;\nuse crate::site::rule::Rule;\n"),
        source("src/site/rule.rs", "use std::fs;\n"),
    ];
    let expected = [
        "src/screen/replay.rs:3: use std::time::Instant;",
        "src/search.rs:1: fn now() { web_sys::window(); my_yew::f(); }",
    ];
    assert_eq!(breaches(&sources, PURE, EFFECTS), expected);
    assert_eq!(breaches(&sources, BROWSER, NATIVE), ["src/view/page.rs:2: use crate::site::rule::Rule;"]);
}
