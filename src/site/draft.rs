//! A page as its file has it, and the checks that need nothing but the page.

use std::collections::HashSet;

use jiff::civil::Date;

use super::diagnostic::{Diagnostic, SourceFile};
use super::front_matter::{self, FrontMatter};
use super::glossary::Glossary;
use super::leftover;
use super::markdown::{self, Known, Parsed};
use super::notes::Notes;
use super::prose::{Kind, Prose};
use super::reading::{Figures, Reading};
use super::rule::Rule;
use super::words;
use crate::document::Block;
use crate::page::Layout;

pub struct Draft {
    /// The file's name without `.md`.
    pub name: String,
    pub file: SourceFile,
    /// None if it has a problem, which was reported.
    pub front: Option<FrontMatter>,
    pub parsed: Parsed,
    pub notes: Notes,
    /// None for a page without a sentence.
    pub reading: Option<Figures>,
}

impl Draft {
    /// Reads a page and reports its problems.
    pub fn read(
        name: &str,
        file: SourceFile,
        known: &Known,
        glossary: &Glossary,
        today: Date,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let (front_region, region) = front_matter::split(&file, problems);
        let front = front_region.and_then(|region| front_matter::parse(&file, region, today, problems));
        let mut notes = Notes::default();
        let mut parsed = markdown::parse(known, &file, region, &mut notes, problems);
        if front.as_ref().is_some_and(|front| front.layout.value == Layout::Glossary) {
            let definitions: Block = glossary.definitions(known, &mut notes, &mut parsed, problems);
            parsed.blocks.push(definitions);
        }
        let mut draft = Self { name: name.to_owned(), file, front, parsed, notes, reading: None };
        draft.reading = draft.check(known, problems);
        draft
    }

    pub fn layout(&self) -> Option<Layout> {
        self.front.as_ref().map(|front| front.layout.value)
    }

    /// Reports the page's problems, and returns how hard it is to read.
    fn check(&self, known: &Known, problems: &mut Vec<Diagnostic>) -> Option<Figures> {
        for (label, span) in self.notes.unused() {
            problems.push(self.file.problem(Rule::UnusedNote, span, format!("the note `{label}` has no mark")));
        }
        let lead = self.front.iter().flat_map(FrontMatter::lead_texts);
        let lead = lead.map(|text| Prose::of(Kind::Sentences, &self.file, &text.value, text.span.clone()));
        let lead: Vec<_> = lead.collect();
        leftover::check(&lead, |_| false, problems);
        let texts: Vec<_> = lead.into_iter().chain(self.parsed.prose.iter().cloned()).collect();
        words::check(&texts, problems);
        let reading = Reading::of(&texts);
        if let Some((figures, (prose, sentence))) = reading.as_ref().and_then(Reading::too_hard) {
            let message = format!("the page reads at grade {:.1}", figures.grade);
            problems.push(prose.file.problem(Rule::ReadingGrade, prose.span(sentence), message));
        }
        if let Some(front) = &self.front {
            let texts = [Some(&front.title), front.short_title.as_ref(), Some(&front.description)];
            let texts = texts.into_iter().flatten();
            let texts: Vec<_> =
                texts.map(|text| Prose::of(Kind::Label, &self.file, &text.value, text.span.clone())).collect();
            words::check(&texts, problems);
            leftover::check(&texts, |_| false, problems);
            self.check_sources(front, known, problems);
        }
        reading.map(|reading| reading.figures)
    }

    fn check_sources(&self, front: &FrontMatter, known: &Known, problems: &mut Vec<Diagnostic>) {
        let citations = &self.parsed.citations;
        let cited: HashSet<&str> = citations.iter().map(|citation| citation.source.as_str()).collect();
        for (index, source) in front.sources.iter().enumerate() {
            let id = &source.value;
            let (rule, message) = if !known.is_source(id) {
                (Rule::UnknownSource, format!("there is no source `{id}`"))
            } else if front.sources[..index].iter().any(|earlier| earlier.value == *id) {
                (Rule::DuplicateKey, format!("the source `{id}` stands here twice"))
            } else if !cited.contains(id.as_str()) {
                (Rule::UncitedSource, format!("the page has no mark `[^{id}]`"))
            } else {
                continue;
            };
            let problem = self.file.problem(rule, source.span.clone(), message);
            problems.push(if rule == Rule::UnknownSource { known.unknown_source(problem, id) } else { problem });
        }
        let mut listed: HashSet<&str> = front.sources.iter().map(|source| source.value.as_str()).collect();
        for citation in citations {
            let id = &citation.source;
            if listed.insert(id) {
                let message = format!("`sources` of {} does not list `{id}`", self.file.path);
                problems.push(citation.file.problem(Rule::UnlistedSource, citation.span.clone(), message));
            }
        }
        if !front.sources.is_empty() {
            for section in self.parsed.headings.iter().filter(|heading| heading.level <= 2) {
                if section.marks == 0 && !section.advice {
                    let message = "this section has no source";
                    problems.push(self.file.problem(Rule::UnsourcedSection, section.span.clone(), message));
                }
            }
        }
    }
}
