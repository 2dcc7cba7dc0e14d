//! Values against the types that they are read as: every key and value that does not fit, each with its place. The types
//! say what fits by their JSON Schema.

use serde_json::Value as Schema;

use super::super::diagnostic::{Diagnostic, SourceFile};
use super::super::rule::Rule;
use super::super::suggest;
use super::{Node, Value};

/// Reports everything in a value that its schema does not allow.
pub fn check(file: &SourceFile, node: &Node, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    Check { file, root: schema, problems }.value("the file", node, schema);
}

struct Check<'a> {
    file: &'a SourceFile,
    root: &'a Schema,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn problem(&mut self, rule: Rule, node: &Node, message: String, help: String) {
        self.problems.push(self.file.problem(rule, node.span.clone(), message).with_help(help));
    }

    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        let reference = schema.get("$ref").and_then(Schema::as_str).and_then(|path| path.strip_prefix('#'));
        reference.and_then(|path| self.root.pointer(path)).unwrap_or(schema)
    }

    /// `what` is the key that has the value, or whose list holds it.
    fn value(&mut self, what: &str, node: &Node, schema: &'a Schema) {
        self.one_of(what, node, &self.alternatives(schema));
    }

    /// What may stand in one place: an alternative can itself be one of several.
    fn alternatives(&self, schema: &'a Schema) -> Vec<&'a Schema> {
        let schema = self.resolve(schema);
        let any = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)).and_then(Schema::as_array);
        match any {
            Some(options) => options.iter().flat_map(|option| self.alternatives(option)).collect(),
            None => vec![schema],
        }
    }

    fn one_of(&mut self, what: &str, node: &Node, options: &[&'a Schema]) {
        let allows = |option: &Schema, kind: &str| match &option["type"] {
            Schema::String(only) => only == kind,
            Schema::Array(kinds) => kinds.iter().any(|one| one == kind),
            _ => false,
        };
        let find = |kind: &str| options.iter().copied().find(|option| allows(option, kind));
        let words: Vec<&str> = options.iter().copied().flat_map(words).collect();
        match &node.value {
            Value::Nothing if find("null").is_some() => {}
            Value::Nothing => {
                let help = "write what belongs here, or remove the key".to_owned();
                self.problem(Rule::EmptyText, node, format!("`{what}` is empty"), help);
            }
            Value::Text(text) if !words.is_empty() => {
                if !words.contains(&text.as_str()) {
                    let help = suggest::help(text, &words, "write one of these");
                    self.problem(Rule::YamlValue, node, format!("`{what}` cannot be `{text}`"), help);
                }
            }
            Value::Text(_) if find("string").is_some() => {}
            Value::Text(text) if find("boolean").is_some() && matches!(text.as_str(), "true" | "false") => {}
            Value::Text(text) if find("integer").is_some() && text.parse::<i64>().is_ok() => {}
            Value::List(items) if let Some(list) = find("array") => self.list(what, node, items, list),
            Value::Map(entries) if find("object").is_some() => {
                let has = |option: &&&Schema| {
                    let keys = option["properties"].as_object();
                    entries.iter().any(|(key, _)| keys.is_some_and(|keys| keys.contains_key(&key.value)))
                };
                let objects: Vec<_> = options.iter().copied().filter(|option| allows(option, "object")).collect();
                match (objects.iter().find(has), &objects[..]) {
                    (Some(object), _) | (None, [object]) => self.map(node, entries, object),
                    _ => {
                        let keys: Vec<_> = objects.iter().copied().flat_map(keys).collect();
                        let help = suggest::help("", &keys, "give it one of these keys");
                        self.problem(Rule::YamlValue, node, format!("`{what}` does not fit"), help);
                    }
                }
            }
            _ => {
                let named = find("object").map_or_else(Vec::new, keys);
                let named: Vec<String> = named.iter().map(|key| format!("`{key}:`")).collect();
                let kinds = [
                    ("string", "a text".to_owned()),
                    ("boolean", "`true` or `false`".to_owned()),
                    ("integer", "a number".to_owned()),
                    ("array", "a list, such as `[one, two]`".to_owned()),
                    ("object", format!("keys with values, each on its own line below this one: {}", named.join(", "))),
                ];
                let kinds = kinds.into_iter().filter(|(kind, _)| find(kind).is_some()).map(|(_, words)| words);
                let mut expected = kinds.collect::<Vec<_>>().join(", or ");
                if !words.is_empty() {
                    expected = suggest::help("", &words, "write one of these");
                } else {
                    expected.insert_str(0, "write ");
                }
                self.problem(Rule::YamlValue, node, format!("`{what}` does not fit"), expected);
            }
        }
    }

    fn list(&mut self, what: &str, node: &Node, items: &[Node], schema: &'a Schema) {
        let bound = |key: &str| schema[key].as_u64().map(|bound| bound as usize);
        if bound("minItems").is_some_and(|least| items.len() < least)
            || bound("maxItems").is_some_and(|most| items.len() > most)
        {
            let wanted = bound("minItems").or(bound("maxItems")).unwrap_or_default();
            let message = format!("`{what}` has {} entries", items.len());
            self.problem(Rule::YamlValue, node, message, format!("write {wanted} of them"));
        }
        for item in items {
            self.value(what, item, &schema["items"]);
        }
    }

    fn map(&mut self, node: &Node, entries: &[(super::At<String>, Node)], schema: &'a Schema) {
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        for (key, value) in entries {
            match schema["properties"].get(&key.value).or(others) {
                Some(schema) => self.value(&key.value, value, schema),
                None => {
                    let help =
                        suggest::help(&key.value, &keys(schema), "correct the spelling, or remove it; the keys are");
                    let message = format!("`{}` is not a key of this part of the file", key.value);
                    self.problems.push(self.file.problem(Rule::UnknownKey, key.span.clone(), message).with_help(help));
                }
            }
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str);
        let missing: Vec<_> = required.filter(|key| !entries.iter().any(|(entry, _)| entry.value == *key)).collect();
        if !missing.is_empty() {
            let names: Vec<_> = missing.iter().map(|key| format!("`{key}`")).collect();
            let message = format!("this part of the file lacks {}", names.join(", "));
            self.problem(Rule::MissingKey, node, message, Rule::MissingKey.help().to_owned());
        }
    }
}

/// The words that a schema allows, where it allows only some.
fn words(schema: &Schema) -> Vec<&str> {
    let some = schema["enum"].as_array().into_iter().flatten().filter_map(Schema::as_str);
    some.chain(schema["const"].as_str()).collect()
}

fn keys(schema: &Schema) -> Vec<&str> {
    schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}
