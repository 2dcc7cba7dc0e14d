//! `content/glossary.yaml`: the terms that the site explains.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, SourceFile};
use super::fields::Fields;
use super::links;
use super::markdown::{self, Citation, Known, Parsed};
use super::notes::Notes;
use super::prose::{Kind, Prose};
use super::rule::Rule;
use super::yaml::{self, At, Value};
use crate::document::{Block, Definition, Inline};

pub const PATH: &str = "content/glossary.yaml";

#[derive(Clone, Debug, Default)]
pub struct Glossary {
    file: SourceFile,
    /// In the order of the alphabet, by term.
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    id: String,
    term: At<String>,
    /// Other forms in which a page may use it: plurals, abbreviations.
    also: Vec<At<String>>,
    /// Markdown of one paragraph.
    definition: At<String>,
}

impl Glossary {
    pub fn parse(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Self {
        let node = yaml::parse(file, 0..file.text.len(), problems);
        let mut entries = node.map(|node| read_entries(file, &node, problems)).unwrap_or_default();
        check_forms(file, &entries, problems);
        entries.sort_by_key(|entry| entry.term.value.to_lowercase());
        Self { file: file.clone(), entries }
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// Every form of every term, with the term's id.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().flat_map(|entry| {
            let forms = std::iter::once(&entry.term).chain(&entry.also);
            forms.map(|form| (form.value.as_str(), entry.id.as_str()))
        })
    }

    /// Reads the definitions as the page that shows them does: the numbers of their marks follow those of its text. What
    /// the checks need to know is added to the page's own.
    pub fn definitions(
        &self,
        known: &Known,
        notes: &mut Notes,
        page: &mut Parsed,
        problems: &mut Vec<Diagnostic>,
    ) -> Block {
        let mut definitions = Vec::new();
        for Entry { id, term, definition, .. } in &self.entries {
            // A definition is a text of its own for the parser; what it reports is then moved to its place in the YAML.
            let virtual_file = SourceFile::new(self.file.path.clone(), definition.value.as_str());
            let mut found = Vec::new();
            let parsed = markdown::parse(known, &virtual_file, 0..definition.value.len(), notes, &mut found);
            let whole = Prose::of(Kind::Sentences, &self.file, &definition.value, definition.span.clone());
            problems.extend(found.into_iter().map(|problem| {
                let span = whole.span(problem.span);
                Diagnostic { file: self.file.clone(), span, ..problem }
            }));
            page.prose.push(Prose::of(Kind::Label, &self.file, &term.value, term.span.clone()));
            page.prose.push(whole.clone());
            page.links.extend(parsed.links.into_iter().map(|link| links::Link {
                file: self.file.clone(),
                span: whole.span(link.span.clone()),
                ..link
            }));
            page.citations.extend(parsed.citations.into_iter().map(|citation| Citation {
                file: self.file.clone(),
                span: whole.span(citation.span.clone()),
                ..citation
            }));
            if !matches!(&parsed.blocks[..], [Block::Paragraph(_)] | []) {
                let message = "a definition is one paragraph";
                problems.push(self.file.problem(Rule::Unsupported, definition.span.clone(), message));
            }
            let term = vec![Inline::Text(term.value.clone())];
            definitions.push(Definition { id: Some(id.clone()), term, details: vec![parsed.blocks] });
        }
        Block::Definitions(definitions)
    }

    pub fn file(&self) -> &SourceFile {
        &self.file
    }
}

fn read_entries(file: &SourceFile, node: &yaml::Node, problems: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let Value::Map(entries) = &node.value else {
        problems.push(file.problem(Rule::YamlValue, node.span.clone(), "the file must hold a term for each id"));
        return Vec::new();
    };
    let mut read = Vec::new();
    for (id, entry) in entries {
        links::check_id(id, file, problems);
        let Some(mut fields) = Fields::of(entry, "a term", file, problems) else { continue };
        let term = fields.text("term");
        let also = fields.optional_texts("also");
        let definition = fields.text("definition");
        fields.finish();
        if let (Some(term), Some(also), Some(definition)) = (term, also, definition) {
            read.push(Entry { id: id.value.clone(), term, also, definition });
        }
    }
    read
}

/// A form can lead to one explanation only.
fn check_forms(file: &SourceFile, entries: &[Entry], problems: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entry in entries {
        let mut own = BTreeSet::new();
        for form in std::iter::once(&entry.term).chain(&entry.also) {
            let lower = form.value.to_lowercase();
            if !own.insert(lower.clone()) {
                let message = format!("`{}` has the form \"{}\" twice", entry.id, form.value);
                problems.push(file.problem(Rule::DuplicateTerm, form.span.clone(), message));
            } else if let Some(owner) = owners.insert(lower, &entry.id) {
                let message = format!("`{owner}` has the form \"{}\" already", form.value);
                problems.push(file.problem(Rule::DuplicateTerm, form.span.clone(), message));
            }
        }
    }
}
