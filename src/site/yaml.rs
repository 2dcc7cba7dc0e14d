//! YAML with the place of each value, so that a problem of its meaning can be shown where it stands.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Spanned};

use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;

mod scan;
mod schema;

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

/// Reads the YAML in `region` of a file as whatever it holds. None if it is not YAML, which is reported.
pub fn parse(file: &SourceFile, region: Range<usize>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let before = problems.len();
    scan::scan(file, region.clone(), problems);
    let text = &file.text[region.clone()];
    if problems[before..].iter().any(|problem| problem.rule == Rule::Nesting) {
        return None;
    }
    match serde_saphyr::from_str::<Node>(text) {
        Ok(mut node) => {
            shift(&mut node, region.start);
            Some(node)
        }
        Err(error) => {
            // What the scan has found is the cause, and says so in better words.
            if problems.len() == before {
                problems.push(problem(file, region, &error));
            }
            None
        }
    }
}

/// Reads the YAML in `region` of a file as a `T`, with the places of its values. Everything that does not fit is reported.
pub fn read<T: DeserializeOwned + JsonSchema>(
    file: &SourceFile,
    region: Range<usize>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Node, T)> {
    let start = problems.len();
    let node = parse(file, region.clone(), problems)?;
    let before = problems.len();
    let mut misfits = Vec::new();
    schema::check(file, &node, schemars::schema_for!(T).as_value(), &mut misfits);
    // A slip of the pen often makes a key or value that does not fit.
    misfits.retain(|misfit| !problems[start..].iter().any(|slip| slip.span == misfit.span));
    problems.extend(misfits);
    match serde_saphyr::from_str(&file.text[region.clone()]) {
        Ok(value) => Some((node, value)),
        Err(error) => {
            if problems.len() == before {
                problems.push(problem(file, region, &error));
            }
            None
        }
    }
}

/// The JSON Schema of what a file is read as.
pub fn schema_of<T: JsonSchema>() -> String {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(T)).unwrap_or_default();
    text.push('\n');
    text
}

/// Explains an error of the YAML library to an author, in other words than its own.
fn problem(file: &SourceFile, region: Range<usize>, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = span_of(&file.text[region.clone()], error);
    let span = span.start + region.start..span.end + region.start;
    match error {
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("the same");
            file.problem(Rule::DuplicateKey, span, format!("the key `{key}` stands here twice"))
        }
        Error::Eof { .. } => file.problem(Rule::YamlSyntax, span, "the file ends before its content begins"),
        _ => file.problem(Rule::YamlSyntax, span, "this cannot be read as keys and values"),
    }
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
