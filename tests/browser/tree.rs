//! What assistive technology gets: the accessibility tree as text.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};
use snapbox::{Assert, Data};

use crate::harness::Browser;

/// The accessibility tree of `main`, a line a node: role, name, and what else is said of it.
pub async fn of_main(browser: &Browser) -> String {
    from(browser, "main").await
}

/// The same of the whole page.
pub async fn of_page(browser: &Browser) -> String {
    from(browser, "RootWebArea").await
}

async fn from(browser: &Browser, role: &str) -> String {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("a tree has nodes");
    let by_id: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let root = nodes.iter().find(|node| node["role"]["value"] == role);
    let mut text = String::new();
    write(&by_id, root.unwrap_or_else(|| panic!("the page has no {role}")), 0, &mut text);
    text
}

fn write(nodes: &HashMap<&str, &Value>, node: &Value, depth: usize, text: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    // Whether a label stands in the tree besides naming its input differs from time to time.
    let of_input = text.lines().last().is_some_and(|line| {
        let line = line.trim_start();
        (line.starts_with("radio") || line.starts_with("checkbox")) && line.contains(name)
    });
    let is_shown = !(role == "StaticText" && of_input)
        && node["ignored"] == false
        && !matches!(role, "InlineTextBox" | "none" | "generic" | "LineBreak");
    if is_shown {
        text.push_str(&format!("{}{role}", "  ".repeat(depth)));
        if !name.is_empty() {
            text.push_str(&format!(" \"{name}\""));
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            if matches!(name, "level" | "checked" | "focused" | "expanded" | "live" | "invalid" | "required")
                && *value != json!(false)
                && *value != json!("false")
            {
                text.push_str(&format!(" {name}={}", value.to_string().trim_matches('"')));
            }
        }
        if let Some(description) = node["description"]["value"].as_str().filter(|text| !text.is_empty()) {
            text.push_str(&format!(" description=\"{description}\""));
        }
        text.push('\n');
    }
    // A name that is the node's own text says it already.
    if role == "StaticText" {
        return;
    }
    let children: Vec<&Value> =
        node["childIds"].as_array().into_iter().flatten().filter_map(|id| nodes.get(id.as_str()?).copied()).collect();
    let only_says_name =
        matches!(children[..], [child] if child["name"]["value"] == *name && child["role"]["value"] == "StaticText");
    if !only_says_name {
        for child in children {
            write(nodes, child, depth + usize::from(is_shown), text);
        }
    }
}

/// Compares a text with a file beside the tests. `SNAPSHOTS=overwrite` writes it anew.
pub fn compare(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name);
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(actual), Data::read_from(&path, None).raw());
}
