//! `content/sources.yaml`: everything that a page or a rule of the self-screen may cite.

use std::collections::BTreeMap;

use super::diagnostic::{Diagnostic, SourceFile};
use super::fields::Fields;
use super::links;
use super::prose::{Kind, Prose};
use super::rule::Rule;
use super::words;
use super::yaml::{self, At, Value};
use crate::document::Source;

pub const PATH: &str = "content/sources.yaml";

/// By id.
pub type Sources = BTreeMap<String, Source>;

/// Reads the sources; none if the file is not YAML at all.
pub fn parse(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<Sources> {
    let node = yaml::parse(file, 0..file.text.len(), problems)?;
    let Value::Map(entries) = &node.value else {
        problems.push(file.problem(Rule::YamlValue, node.span.clone(), "the file must hold a source for each id"));
        return None;
    };
    let mut sources = Sources::new();
    for (id, entry) in entries {
        links::check_id(id, file, problems);
        // An entry with a problem still counts as a source, so that its marks are not reported as well.
        let source = source(id, entry, file, problems).unwrap_or_else(|| unreadable(&id.value));
        sources.insert(id.value.clone(), source);
    }
    Some(sources)
}

fn source(id: &At<String>, entry: &yaml::Node, file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<Source> {
    let mut fields = Fields::of(entry, "a source", file, problems)?;
    let title = fields.text("title");
    let publisher = fields.text("publisher");
    let date = fields.optional_text("date");
    let address = fields.optional_text("address");
    let weight = fields.text("weight");
    fields.finish();
    if let Some(address) = &address
        && !(links::is_outside(&address.value) && address.value.starts_with("https:"))
    {
        let message = "a source's address must begin with `https://`";
        problems.push(file.problem(Rule::LinkScheme, address.span.clone(), message));
    }
    if let Some(weight) = &weight {
        words::check(&[Prose::of(Kind::Label, file, &weight.value, weight.span.clone())], problems);
    }
    Some(Source {
        id: id.value.clone(),
        title: title?.value,
        publisher: publisher?.value,
        date: date.map(|date| date.value),
        address: address.map(|address| address.value),
        weight: weight?.value,
    })
}

fn unreadable(id: &str) -> Source {
    let nothing = String::new;
    Source { id: id.to_owned(), title: nothing(), publisher: nothing(), date: None, address: None, weight: nothing() }
}
