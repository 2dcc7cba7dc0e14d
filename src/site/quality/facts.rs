//! What the site itself can tell of a page.

use std::collections::BTreeSet;

use super::Verdict;
use crate::document::{Block, Inline, Level, Table, Target, plain_text};
use crate::page::{Layout, Page};
use crate::site::reading::{self, Figures, sentences};
use crate::view::screen::QUESTION_LIST;

/// The grade that a page should not exceed, rounded to one digit.
const HIGHEST_GRADE: f64 = 8.05;

/// Words in a sentence, on average.
const LONGEST_SENTENCES: f64 = 18.0;

/// The share of sentences that may be passive, in percent.
const MOST_PASSIVE: usize = 10;

/// Words between two headings.
const LONGEST_SECTION: usize = 200;

/// Rows of a table.
const MOST_ROWS: usize = 10;

/// Words of a column's heading.
const LONGEST_COLUMN_HEADING: usize = 8;

/// Words of a section's heading.
const HEADING_WORDS: std::ops::RangeInclusive<usize> = 2..=12;

pub struct Facts {
    has_lead: bool,
    passive_message: bool,
    figures: Option<Figures>,
    pictures: usize,
    lists: usize,
    headings: Vec<String>,
    /// For each part between two headings, its number of words.
    sections: Vec<(String, usize)>,
    /// For each table, its rows and the words of its longest heading.
    tables: Vec<(usize, usize)>,
    /// Terms of the glossary that stand on the page and are explained nowhere on it.
    unexplained: Vec<String>,
    has_numbers: bool,
    /// The first sentence with a percentage or a fraction, and no plain words for it.
    bare_number: Option<String>,
    /// Whether the page is a form to fill in, which is its own tool.
    is_form: bool,
}

impl Facts {
    /// `terms` are the forms of the glossary's terms, each with its id.
    pub fn of(page: &Page, figures: Option<Figures>, terms: &[(String, String)]) -> Self {
        let lead = page.lead.iter().flat_map(|lead| std::iter::once(&lead.message).chain(&lead.in_short));
        let mut facts = Self {
            has_lead: page.lead.is_some(),
            passive_message: page.lead.as_ref().is_some_and(|lead| reading::is_passive(&lead.message)),
            figures,
            pictures: 0,
            lists: 0,
            headings: Vec::new(),
            sections: vec![(page.title.clone(), 0)],
            tables: Vec::new(),
            unexplained: Vec::new(),
            has_numbers: false,
            bare_number: None,
            is_form: page.layout == Layout::Worksheet,
        };
        let mut reader = Reader { facts: &mut facts, texts: lead.cloned().collect(), explained: BTreeSet::new() };
        // The self-screen on paper is marked and not read through, and explains its words in hints: an editor judges it.
        let is_paper = |block: &Block| matches!(block, Block::Heading(heading) if heading.id == QUESTION_LIST);
        reader.blocks(page.document.blocks.split(is_paper).next().unwrap_or_default());
        let (texts, explained) = (reader.texts.join("\n"), reader.explained);
        let lower = texts.to_lowercase();
        let is_explained = |id: &str| page.layout == Layout::Glossary || explained.contains(id);
        let mut unexplained: Vec<String> = terms
            .iter()
            .filter(|(form, id)| !is_explained(id) && has_word(&lower, &form.to_lowercase()))
            .map(|(form, _)| form.clone())
            .collect();
        unexplained.dedup();
        facts.unexplained = unexplained;
        for sentence in texts.lines().flat_map(|line| sentences(line).map(move |range| line[range].trim())) {
            facts.has_numbers |= sentence.contains(|letter: char| letter.is_ascii_digit());
            if facts.bare_number.is_none() && is_bare_number(sentence) {
                facts.bare_number = Some(sentence.to_owned());
            }
        }
        facts
    }
}

struct Reader<'a> {
    facts: &'a mut Facts,
    /// Paragraphs, headings and cells.
    texts: Vec<String>,
    /// The ids of terms that the page explains, or whose explanation it links to.
    explained: BTreeSet<String>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let text = plain_text(&heading.text);
                    if heading.level == Level::H2 {
                        self.facts.headings.push(text.clone());
                    }
                    self.facts.sections.push((text.clone(), 0));
                    self.texts.push(text);
                }
                Block::Paragraph(content) => self.text(content),
                Block::Figure(_, caption) => {
                    self.facts.pictures += 1;
                    self.text(caption);
                }
                Block::List(list) => {
                    self.facts.lists += 1;
                    list.items.iter().for_each(|item| self.blocks(item));
                }
                Block::Table(table) => self.table(table),
                Block::Definitions(definitions) => {
                    self.facts.lists += 1;
                    for definition in definitions {
                        // A term heads its definition.
                        self.facts.sections.push((plain_text(&definition.term), 0));
                        self.text(&definition.term);
                        definition.details.iter().for_each(|blocks| self.blocks(blocks));
                    }
                }
                Block::Alert(_, blocks) | Block::Quote(blocks) => self.blocks(blocks),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let longest = table.header.iter().map(|cell| words(&plain_text(cell))).max().unwrap_or_default();
        self.facts.tables.push((table.rows.len(), longest));
        self.text(&table.caption);
        // A table is looked up and not read through, so its words lengthen no section.
        for cell in table.rows.iter().flatten() {
            self.inlines(cell);
            self.texts.push(plain_text(cell));
        }
    }

    fn text(&mut self, content: &[Inline]) {
        self.inlines(content);
        let text = plain_text(content);
        if let Some((_, count)) = self.facts.sections.last_mut() {
            *count += words(&text);
        }
        self.texts.push(text);
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Term { id, .. } | Inline::Link(Target::Page(_, Some(id)), _) => {
                    self.explained.insert(id.clone());
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Image(_) => self.facts.pictures += 1,
                _ => {}
            }
        }
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a word or some words stand in a text, both in small letters.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
        !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part)
    })
}

/// A percentage or a fraction, in a sentence that says nothing like "2 of 10" with it.
fn is_bare_number(sentence: &str) -> bool {
    let digits: Vec<char> = sentence.chars().collect();
    let is_digit = |at: usize| digits.get(at).is_some_and(char::is_ascii_digit);
    let has_fraction = (1..digits.len()).any(|at| digits[at] == '.' && is_digit(at - 1) && is_digit(at + 1));
    let is_exact = sentence.contains('%') || sentence.contains(" percent") || has_fraction;
    is_exact
        && ![" of ", " out of ", " in "].iter().any(|word| {
            sentence.match_indices(word).any(|(at, _)| {
                let next = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
                next(&sentence[at + word.len()..])
            })
        })
}

fn when(holds: bool, why: impl FnOnce() -> String) -> Verdict {
    if holds { Verdict::Met } else { Verdict::Missed(why()) }
}

pub fn has_lead(facts: &Facts) -> Verdict {
    when(facts.has_lead, || "the page has no message".to_owned())
}

pub fn active_message(facts: &Facts) -> Verdict {
    when(!facts.passive_message, || "the message is passive".to_owned())
}

pub fn has_picture(facts: &Facts) -> Verdict {
    when(facts.pictures > 0 || facts.is_form, || "the page has no picture".to_owned())
}

pub fn of_pictures(facts: &Facts) -> Verdict {
    if facts.pictures > 0 { Verdict::Met } else { Verdict::NotApplicable }
}

pub fn has_list(facts: &Facts) -> Verdict {
    when(facts.lists > 0 || facts.is_form, || "the page has no list".to_owned())
}

pub fn plain(facts: &Facts) -> Verdict {
    let Some(figures) = facts.figures else { return Verdict::Met };
    let length = figures.words as f64 / figures.sentences.max(1) as f64;
    when(figures.grade <= HIGHEST_GRADE && length <= LONGEST_SENTENCES, || {
        format!("grade {:.1}, {length:.0} words in a sentence", figures.grade)
    })
}

pub fn active(facts: &Facts) -> Verdict {
    let Some(figures) = facts.figures else { return Verdict::Met };
    let share = figures.passive * 100 / figures.sentences.max(1);
    when(share <= MOST_PASSIVE, || format!("{share} of 100 sentences are passive"))
}

pub fn terms_explained(facts: &Facts) -> Verdict {
    when(facts.unexplained.is_empty(), || format!("not explained: {}", facts.unexplained.join(", ")))
}

pub fn short_sections(facts: &Facts) -> Verdict {
    let long = facts.sections.iter().find(|(_, words)| *words > LONGEST_SECTION);
    when(long.is_none(), || long.map(|(heading, words)| format!("\"{heading}\" has {words} words")).unwrap_or_default())
}

pub fn informative_headings(facts: &Facts) -> Verdict {
    let odd = facts.headings.iter().find(|heading| !HEADING_WORDS.contains(&words(heading)));
    when(odd.is_none(), || format!("\"{}\"", odd.map(String::as_str).unwrap_or_default()))
}

pub fn explained_numbers(facts: &Facts) -> Verdict {
    match &facts.bare_number {
        Some(sentence) => Verdict::Missed(format!("\"{sentence}\"")),
        None if facts.has_numbers => Verdict::Met,
        None => Verdict::NotApplicable,
    }
}

pub fn simple_tables(facts: &Facts) -> Verdict {
    if facts.tables.is_empty() || facts.is_form {
        return Verdict::NotApplicable;
    }
    let odd = facts.tables.iter().find(|(rows, words)| *rows > MOST_ROWS || *words > LONGEST_COLUMN_HEADING);
    when(odd.is_none(), || {
        odd.map(|(rows, words)| format!("a table of {rows} rows, headings of up to {words} words")).unwrap_or_default()
    })
}
