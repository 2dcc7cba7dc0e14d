//! A page's text as values. Markdown is parsed into this natively; the views turn it into elements. It holds no HTML.

use serde::{Deserialize, Serialize};

/// The body of a page, with what its reference marks point to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// In the order of their first mark, so that note `n` is `notes[n - 1]`.
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    Heading(Heading),
    Paragraph(Vec<Inline>),
    List(List),
    Table(Table),
    Definitions(Vec<Definition>),
    Alert(Alert, Vec<Block>),
    Quote(Vec<Block>),
    Figure(Image, Vec<Inline>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    pub level: Level,
    /// The fragment of the section's address; unique on its page and stable, because the author writes it.
    pub id: String,
    pub text: Vec<Inline>,
}

/// The page's title is its only `h1`, so a document's own headings begin below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    H2,
    H3,
    H4,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The number of the first item of an ordered list; none for a bulleted one.
    pub start: Option<u32>,
    pub items: Vec<Vec<Block>>,
}

/// A table whose first row holds the column headers and whose first column holds the row headers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub caption: Vec<Inline>,
    pub header: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
}

pub type Cell = Vec<Inline>;

/// A term with its explanation. Only terms of the glossary have an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    pub id: Option<String>,
    pub term: Vec<Inline>,
    pub details: Vec<Vec<Block>>,
}

/// The kinds of GitHub-style alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Link(Target, Vec<Inline>),
    Image(Image),
    /// The first use of a glossary term on the page.
    Term {
        /// Its address in the glossary.
        id: String,
        /// As it stands in the sentence.
        text: String,
        /// What it means, with a link to the glossary, where the sources of that are.
        explanation: Vec<Inline>,
    },
    /// A reference mark.
    Mark(Mark),
    Break,
}

/// Where a link leads. There is no variant for script or data addresses, so none can be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// A page of this site, by its path below the base (`"what-to-expect/"`), and a section of it.
    Page(String, Option<String>),
    /// A section of the same page.
    Section(String),
    /// `https:`, `tel:`, `sms:` or `mailto:`.
    Outside(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// The file's path below the base.
    pub path: String,
    /// What the picture tells; never empty.
    pub alternative: String,
    /// In CSS pixels, so that the page does not shift when the picture arrives.
    pub width: u32,
    pub height: u32,
}

/// The `occurrence`-th mark (from 1) that refers to note `number` (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub number: u32,
    pub occurrence: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub content: NoteContent,
    /// How many marks refer to it, so that there is a way back to each.
    pub occurrences: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum NoteContent {
    Source(Source),
    Text(Vec<Block>),
}

/// A publication or web page that a claim comes from, as a reader sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    /// In words, as the publisher gives it.
    pub date: Option<String>,
    pub address: Option<String>,
    /// How much weight it carries, in a sentence.
    pub weight: String,
}

/// The words of some inlines, without their markup.
pub fn plain_text(content: &[Inline]) -> String {
    content
        .iter()
        .map(|part| match part {
            Inline::Text(text) | Inline::Code(text) | Inline::Term { text, .. } => text.clone(),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link(_, content) => plain_text(content),
            Inline::Image(image) => image.alternative.clone(),
            Inline::Mark(_) => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}
