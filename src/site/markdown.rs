//! Markdown as a typed document. There is one configuration of the parser, here, so that everything that reads a page's
//! text agrees on what it says.

mod blocks;
mod headings;
mod inlines;
mod tables;

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use super::diagnostic::{Diagnostic, SourceFile};
use super::leftover;
use super::links::Link;
use super::notes::Notes;
use super::pictures::Pictures;
use super::prose::Prose;
use super::rule::Rule;
use super::sources::Sources;
use super::suggest;
use super::yaml::At;
use crate::document::Block;

/// What a page's text may refer to.
pub struct Known<'a> {
    /// None if they could not be read; then any mark may name one, and is not reported as well.
    pub sources: Option<&'a Sources>,
    pub pictures: &'a Pictures,
}

impl Known<'_> {
    pub fn is_source(&self, id: &str) -> bool {
        self.sources.is_none_or(|sources| sources.contains_key(id))
    }

    /// A problem with a name that no source has.
    pub fn unknown_source(&self, problem: Diagnostic, id: &str) -> Diagnostic {
        let known = self.sources.iter().flat_map(|sources| sources.keys()).map(String::as_str);
        let problem = problem.about(format!("source {id}"));
        match suggest::nearest(id, known) {
            Some(nearest) => problem.with_help(format!("did you mean `{nearest}`?")),
            None => problem,
        }
    }
}

/// A page's text, with what the checks of the whole page and the whole site need to know about it.
#[derive(Debug, Default)]
pub struct Parsed {
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub citations: Vec<Citation>,
    pub prose: Vec<Prose>,
}

/// A mark that names a source.
#[derive(Clone, Debug)]
pub struct Citation {
    pub source: String,
    pub file: SourceFile,
    pub span: Range<usize>,
}

/// A heading as its author wrote it.
#[derive(Clone, Debug)]
pub struct Heading {
    pub level: u8,
    pub id: Option<String>,
    /// Whether the section holds practical suggestions only, which need no source.
    pub advice: bool,
    /// How many marks stand between it and the next heading of its level.
    pub marks: usize,
    pub span: Range<usize>,
}

/// Reads the text in `region` of a file. Every problem is reported, and the rest of the text is still read.
pub fn parse(
    known: &Known,
    file: &SourceFile,
    region: Range<usize>,
    notes: &mut Notes,
    problems: &mut Vec<Diagnostic>,
) -> Parsed {
    let text = &file.text[region.clone()];
    // The parser sees a mark only if its note is defined; so every label that stands in the text is defined before it.
    // Which labels are sources, notes or mistakes is decided where their marks stand.
    let definitions: String = labels(text).iter().map(|label| format!("[^{label}]: x\n")).collect();
    // A rule ends the definitions, whatever the text begins with.
    let input = format!("{definitions}\n---\n\n{text}");
    let start = input.len() - text.len();
    let place = |span: Range<usize>| span.start + region.start - start..span.end + region.start - start;

    let mut broken = Vec::new();
    let on_broken_link = |link: BrokenLink<'_>| {
        broken.push((link.link_type, link.span));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(&input, options(), Some(on_broken_link));
    let events: Vec<_> = parser
        .into_offset_iter()
        .filter(|(_, span)| span.start >= start)
        .map(|(event, span)| (event, place(span)))
        .collect();
    if let Some(span) = too_deep(&events) {
        let message = format!("more than {MOST_NESTING} quotes, lists and the like stand in each other here");
        problems.push(file.problem(Rule::Nesting, span, message));
        return Parsed::default();
    }

    let mut builder = Builder {
        known,
        file,
        events: events.into_iter().peekable(),
        notes,
        problems,
        parsed: Parsed::default(),
        prose: Vec::new(),
        captions: Vec::new(),
        own_notes: own_notes(text),
        addresses: BTreeSet::new(),
        open: Vec::new(),
        depth: 0,
        in_note: false,
    };
    builder.parsed.blocks = builder.blocks();
    let (parsed, own_notes) = (builder.parsed, builder.own_notes);
    let is_label =
        |label: &str| own_notes.contains(label) || known.sources.is_some_and(|sources| sources.contains_key(label));
    leftover::check(&parsed.prose, is_label, problems);
    for (link_type, span) in broken.into_iter().filter(|(_, span)| span.start >= start) {
        check_broken_link(file, link_type, place(span), problems);
    }
    check_colon_boxes(file, region, problems);
    parsed
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        // Known to the parser so that they are refused, rather than shown as they were typed.
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

type Events<'a> = Peekable<vec::IntoIter<(Event<'a>, Range<usize>)>>;

/// Builds a document from the parser's events. Its methods are grouped by what they build, in the modules below.
struct Builder<'a> {
    known: &'a Known<'a>,
    file: &'a SourceFile,
    events: Events<'a>,
    notes: &'a mut Notes,
    problems: &'a mut Vec<Diagnostic>,
    parsed: Parsed,
    /// The texts that are being read, the innermost last.
    prose: Vec<Prose>,
    /// The titles of the pictures of the paragraph that is being read.
    captions: Vec<At<String>>,
    /// The labels of the author's own notes.
    own_notes: BTreeSet<String>,
    /// The addresses of the headings so far.
    addresses: BTreeSet<String>,
    /// The headings, by their place among all, whose sections are being read: the innermost last.
    open: Vec<usize>,
    /// How many lists, boxes and the like stand around the block that is being read.
    depth: usize,
    in_note: bool,
}

impl Builder<'_> {
    fn problem(&mut self, rule: Rule, span: Range<usize>, message: impl Into<String>) {
        self.problems.push(self.file.problem(rule, span, message));
    }
}

/// How many elements may stand in each other, so that no page can exhaust the memory of those who read it.
const MOST_NESTING: usize = 24;

/// Where elements first stand too deep in each other.
fn too_deep(events: &[(Event, Range<usize>)]) -> Option<Range<usize>> {
    let mut depth = 0;
    for (event, span) in events {
        match event {
            Event::Start(_) if depth == MOST_NESTING => return Some(span.clone()),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Every label in `[^label]`, wherever it stands.
fn labels(text: &str) -> BTreeSet<&str> {
    text.split("[^").skip(1).filter_map(label).collect()
}

/// The labels of the notes that the text defines.
fn own_notes(text: &str) -> BTreeSet<String> {
    let defines = |line: &&str| label(line).is_some_and(|label| line[label.len()..].starts_with("]:"));
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("[^"));
    lines.filter(defines).filter_map(label).map(str::to_owned).collect()
}

fn label(rest: &str) -> Option<&str> {
    let (label, _) = rest.split_once(']')?;
    (!label.trim().is_empty() && !label.contains(['\n', '[', '\\'])).then_some(label)
}

/// Square brackets that the parser took for text. Often they are just that.
fn check_broken_link(file: &SourceFile, link_type: LinkType, span: Range<usize>, problems: &mut Vec<Diagnostic>) {
    let (text, rest) = (&file.text[span.clone()], &file.text[span.end..]);
    if text.starts_with("[^") {
        problems.push(file.problem(Rule::UnknownNote, span, "this looks like a mark, but cannot be one"));
    } else if matches!(link_type, LinkType::Reference | LinkType::Collapsed) || rest.starts_with(" (") {
        problems.push(file.problem(Rule::BrokenReference, span, "this looks like a link, but has no address"));
    }
}

/// Some sites write boxes between lines of colons; the parser would silently read a definition list.
fn check_colon_boxes(file: &SourceFile, region: Range<usize>, problems: &mut Vec<Diagnostic>) {
    let mut start = region.start;
    for line in file.text[region].split_inclusive('\n') {
        if line.trim_start().starts_with(":::") {
            let text = line.trim_end();
            problems.push(file.problem(Rule::ColonBox, start..start + text.len(), "`:::` does not begin a box here"));
        }
        start += line.len();
    }
}
