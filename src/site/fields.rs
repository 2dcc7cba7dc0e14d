//! Reads the keys of a YAML map one by one, and reports every problem among them rather than the first.

use std::ops::Range;

use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;
use super::suggest;
use super::yaml::{At, Node, Value};

/// The keys of one map. Each key that is asked for is a known one; [`Fields::finish`] reports the others.
pub struct Fields<'a> {
    file: &'a SourceFile,
    /// What the map describes: "a page's front matter", "a source".
    what: &'static str,
    span: Range<usize>,
    entries: &'a [(At<String>, Node)],
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// None if the node is not a map, which is reported.
    pub fn of(
        node: &'a Node,
        what: &'static str,
        file: &'a SourceFile,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            problems.push(file.problem(Rule::YamlValue, node.span.clone(), format!("{what} must be keys and values")));
            return None;
        };
        Some(Self { file, what, span: node.span.clone(), entries, known: Vec::new(), missing: Vec::new(), problems })
    }

    /// A text that must be there.
    pub fn text(&mut self, key: &'static str) -> Option<At<String>> {
        let node = self.required(key)?;
        self.as_text(key, node)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, key: &'static str) -> Option<At<String>> {
        let node = self.find(key)?;
        self.as_text(key, node)
    }

    /// A list of texts that must be there.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<At<String>>> {
        let node = self.required(key)?;
        self.as_texts(key, node)
    }

    /// A list of texts; none where the key is left out.
    pub fn optional_texts(&mut self, key: &'static str) -> Option<Vec<At<String>>> {
        match self.find(key) {
            Some(node) => self.as_texts(key, node),
            None => Some(Vec::new()),
        }
    }

    /// A value that is written as text and must be there; `expected` tells an author how.
    pub fn value<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<At<T>> {
        let text = self.text(key)?;
        self.as_value(key, expected, text, read)
    }

    /// A value that is written as text and may be left out.
    pub fn optional_value<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<At<T>> {
        let text = self.optional_text(key)?;
        self.as_value(key, expected, text, read)
    }

    /// Reports the keys that are missing, and those that nobody asked for.
    pub fn finish(self) {
        if let [first, rest @ ..] = &self.missing[..] {
            let keys = rest.iter().fold(format!("`{first}`"), |keys, key| format!("{keys}, `{key}`"));
            let message = format!("{} lacks {keys}", self.what);
            self.problems.push(self.file.problem(Rule::MissingKey, self.span.clone(), message));
        }
        for (key, _) in self.entries.iter().filter(|(key, _)| !self.known.contains(&key.value.as_str())) {
            let message = format!("`{}` is not a key of {}", key.value, self.what);
            let help = suggest::help(&key.value, &self.known, "correct the spelling, or remove it; the keys are");
            self.problems.push(self.file.problem(Rule::UnknownKey, key.span.clone(), message).with_help(help));
        }
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        self.entries.iter().find(|(entry, _)| entry.value == key).map(|(_, value)| value)
    }

    fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let node = self.find(key);
        if node.is_none() {
            self.missing.push(key);
        }
        node
    }

    fn as_text(&mut self, key: &str, node: &Node) -> Option<At<String>> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(At { value: text.clone(), span: node.span.clone() }),
            _ => {
                self.wrong(key, node.span.clone(), "a text");
                None
            }
        }
    }

    fn as_texts(&mut self, key: &str, node: &Node) -> Option<Vec<At<String>>> {
        let Value::List(items) = &node.value else {
            self.wrong(key, node.span.clone(), "a list, such as `[one, two]` or `[]`");
            return None;
        };
        items.iter().map(|item| self.as_text(key, item)).collect()
    }

    fn as_value<T>(
        &mut self,
        key: &str,
        expected: &str,
        text: At<String>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<At<T>> {
        match read(&text.value) {
            Some(value) => Some(At { value, span: text.span }),
            None => {
                let message = format!("`{key}` of {} cannot be `{}`", self.what, text.value);
                let problem = self.file.problem(Rule::YamlValue, text.span, message);
                self.problems.push(problem.with_help(format!("write {expected}")));
                None
            }
        }
    }

    fn wrong(&mut self, key: &str, span: Range<usize>, expected: &str) {
        self.problems.push(
            self.file
                .problem(Rule::YamlValue, span, format!("`{key}` of {} does not fit", self.what))
                .with_help(format!("write {expected}")),
        );
    }
}
