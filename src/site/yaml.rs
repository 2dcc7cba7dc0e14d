//! YAML with the place of each value, so that a problem of its meaning can be shown where it stands.

use std::ops::Range;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Spanned};

use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;

/// A value and where it stands, in bytes of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    pub value: T,
    pub span: Range<usize>,
}

pub type Node = At<Value>;

/// Any YAML value. Numbers, dates and booleans stay text; whoever wants one reads it from that.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(At<String>, Node)>),
}

impl Node {
    /// Where the key at the end of `path` stands, or else what [`place`](Self::place) says.
    pub fn key_place(&self, path: &[&str]) -> Range<usize> {
        let Some((last, parents)) = path.split_last() else { return self.span.clone() };
        let parent = parents.iter().try_fold(self, |node, part| node.child(part));
        match parent.map(|parent| &parent.value) {
            Some(Value::Map(entries)) => entries.iter().find(|(key, _)| key.value == *last),
            _ => None,
        }
        .map_or_else(|| self.place(path), |(key, _)| key.span.clone())
    }

    /// Where the value at the end of `path` stands; else the last part of the path that exists.
    pub fn place(&self, path: &[&str]) -> Range<usize> {
        let Some((first, rest)) = path.split_first() else { return self.span.clone() };
        self.child(first).map_or_else(|| self.span.clone(), |next| next.place(rest))
    }

    fn child(&self, part: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(key, _)| key.value == part).map(|(_, value)| value),
            Value::List(items) => part.parse().ok().and_then(|index: usize| items.get(index)),
            Value::Nothing | Value::Text(_) => None,
        }
    }
}

/// Reads the YAML in `region` of a file as whatever it holds.
pub fn parse(file: &SourceFile, region: Range<usize>) -> Result<Node, Diagnostic> {
    let mut node: Node = read(file, region.clone())?;
    shift(&mut node, region.start);
    Ok(node)
}

/// Reads the YAML in `region` of a file as a `T`; unknown keys are the business of its `deny_unknown_fields`.
pub fn read<T: DeserializeOwned>(file: &SourceFile, region: Range<usize>) -> Result<T, Diagnostic> {
    serde_saphyr::from_str(&file.text[region.clone()]).map_err(|error| problem(file, region, &error))
}

/// Explains an error of the YAML library to an author.
fn problem(file: &SourceFile, region: Range<usize>, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = span_of(&file.text[region.clone()], error);
    let span = span.start + region.start..span.end + region.start;
    match error {
        Error::SerdeUnknownField { field, expected, .. } => file
            .problem(Rule::UnknownKey, span, format!("`{field}` is not a key of this part of the file"))
            .with_help(format!("correct the key's spelling, or remove it; the keys are {}", expected.join(", "))),
        Error::SerdeMissingField { field, .. } => {
            file.problem(Rule::MissingKey, span, format!("the key `{field}` is missing here"))
        }
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("the same");
            file.problem(Rule::DuplicateKey, span, format!("the key `{key}` stands here twice"))
        }
        Error::Message { .. } | Error::ExternalMessage { .. } | Error::ContainerEndMismatch { .. } => {
            syntax(file, span, &said(error))
        }
        Error::Eof { .. } => file.problem(Rule::YamlSyntax, span, "the file ends before its content begins"),
        _ => file.problem(Rule::YamlValue, span, format!("this value does not fit: {}", said(error))),
    }
}

/// An error in the YAML itself. The most frequent one is a colon in a value without quotes.
fn syntax(file: &SourceFile, span: Range<usize>, said: &str) -> Diagnostic {
    let line_start = file.text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = file.text[line_start..].lines().next().unwrap_or_default();
    let before = &file.text[line_start..span.start];
    let Some((key, _)) = before.split_once(": ").filter(|_| said.starts_with("mapping values")) else {
        return file.problem(Rule::YamlSyntax, span, format!("this is not YAML: {said}"));
    };
    let value = line[key.len() + 2..].trim();
    file.problem(Rule::YamlColon, span, "a value that contains a colon needs quotes").with_help(format!(
        "put the {} in quotes: `{}: \"{value}\"`",
        key.trim_start_matches([' ', '-']),
        key.trim()
    ))
}

/// The library's words without its own " at line 1, column 2".
fn said(error: &Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(said, _)| said.to_owned())
}

fn span_of(text: &str, error: &Error) -> Range<usize> {
    let Some(location) = error.location() else { return 0..0 };
    let (line, column) = (location.line() as usize, location.column() as usize);
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let before: usize = text[line_start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    let start = line_start + before;
    let length = location.span().byte_len().unwrap_or(1) as usize;
    start..(start + length).min(text.len())
}

fn shift(node: &mut Node, by: usize) {
    let shift_span = |span: &mut Range<usize>| *span = span.start + by..span.end + by;
    shift_span(&mut node.span);
    match &mut node.value {
        Value::Nothing | Value::Text(_) => {}
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Map(entries) => {
            for (key, value) in entries {
                shift_span(&mut key.span);
                shift(value, by);
            }
        }
    }
}

impl<T> From<Spanned<T>> for At<T> {
    fn from(spanned: Spanned<T>) -> Self {
        let span = spanned.referenced.span();
        let start = span.byte_offset().unwrap_or(0) as usize;
        Self { value: spanned.value, span: start..start + span.byte_len().unwrap_or(0) as usize }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Self::from)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}
