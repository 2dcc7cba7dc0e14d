//! What documents say of the repository is there: each dependency with its reason, and the tests that the hazard log names.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

fn text(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// The keys of every table of dependencies in a manifest of cargo.
fn crates(path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_table = false;
    for line in text(path).lines() {
        if line.starts_with('[') {
            is_table = line.ends_with("dependencies]");
        } else if let Some((name, _)) =
            line.split_once(" = ").filter(|(name, _)| is_table && !name.starts_with([' ', '#']))
        {
            found.insert(name.to_owned());
        }
    }
    assert!(!found.is_empty(), "{path} names no dependency");
    found
}

fn packages(path: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&text(path)).expect("a manifest of npm is JSON");
    let tables = ["dependencies", "devDependencies"].map(|table| manifest[table].as_object());
    tables.into_iter().flatten().flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn each_dependency_has_its_reason() {
    let mut used = BTreeSet::new();
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        used.extend(crates(manifest));
    }
    for folder in ["", "benches/lighthouse/", "tests/embedding/", "tests/fhir/", "tests/observatory/"] {
        used.extend(packages(&format!("{folder}package.json")));
    }
    let mut listed = BTreeSet::new();
    for line in text("docs/dependencies.md").lines() {
        let Some((name, reason)) = line.strip_prefix("| `").and_then(|row| row.split_once("` | ")) else { continue };
        assert!(reason.trim_end_matches(" |").split_whitespace().count() > 1, "{name} has no reason");
        assert!(listed.insert(name.to_owned()), "{name} is listed twice");
    }
    let missing: Vec<_> = used.difference(&listed).collect();
    let left_over: Vec<_> = listed.difference(&used).collect();
    assert!(missing.is_empty() && left_over.is_empty(), "missing: {missing:?}, left over: {left_over:?}");
}

/// `path`, or `path::test` in backticks.
#[test]
fn each_hazard_is_held_by_a_test_that_is_there() {
    let log = text("docs/hazards.md");
    let rows: Vec<&str> = log.lines().filter(|line| line.starts_with("| **")).collect();
    assert!(!rows.is_empty(), "the log has no row");
    for row in rows {
        let tests: Vec<&str> = row.split('`').filter(|code| code.starts_with("tests/")).collect();
        assert!(!tests.is_empty(), "no test: {row}");
        for test in tests {
            let (path, name) = test.split_once("::").map_or((test, None), |(path, name)| (path, Some(name)));
            let file = text(path);
            let is_there = name.is_none_or(|name| file.contains(&format!("fn {name}(")));
            assert!(is_there, "{test} is not there");
        }
    }
}
