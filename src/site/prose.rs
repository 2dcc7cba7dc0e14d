//! The words of a page as a reader meets them, without Markdown, and where each of them stands in the file.

use std::ops::Range;

use super::diagnostic::SourceFile;
use super::yaml::{Node, Value};

/// One paragraph, heading, cell or the like.
#[derive(Clone, Debug)]
pub struct Prose {
    pub kind: Kind,
    pub file: SourceFile,
    pub text: String,
    /// For each run of characters that stands together in the file: where it begins in `text`, and its span in the file.
    runs: Vec<(usize, Range<usize>)>,
    /// The parts of `text` that are emphasized, as titles of publications are.
    pub emphasized: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Running text, whose sentences can be hard or easy to read.
    Sentences,
    /// A heading, a cell, a caption, what a picture tells.
    Label,
}

impl Prose {
    pub fn new(kind: Kind, file: &SourceFile) -> Self {
        Self { kind, file: file.clone(), text: String::new(), runs: Vec::new(), emphasized: Vec::new() }
    }

    /// A text that stands in the file as it is.
    pub fn of(kind: Kind, file: &SourceFile, text: &str, span: Range<usize>) -> Self {
        let mut prose = Self::new(kind, file);
        prose.push(text, span);
        prose
    }

    /// Every text of a YAML file.
    pub fn of_yaml(file: &SourceFile, node: &Node) -> Vec<Self> {
        match &node.value {
            Value::Nothing => Vec::new(),
            Value::Text(text) => vec![Self::of(Kind::Label, file, text, node.span.clone())],
            Value::List(items) => items.iter().flat_map(|item| Self::of_yaml(file, item)).collect(),
            Value::Map(entries) => entries.iter().flat_map(|(_, value)| Self::of_yaml(file, value)).collect(),
        }
    }

    pub fn push(&mut self, text: &str, span: Range<usize>) {
        self.runs.push((self.text.len(), span));
        self.text.push_str(text);
    }

    /// Where a part of `text` stands in the file. A value of YAML may stand there folded or escaped; then its part is
    /// looked for, and the whole value is the answer if it cannot be found.
    pub fn span(&self, part: Range<usize>) -> Range<usize> {
        let span = self.offset(part.start)..self.offset(part.end.saturating_sub(1)) + 1;
        let wanted = &self.text[part];
        if self.file.text.get(span.clone()) == Some(wanted) {
            return span;
        }
        let (Some((_, first)), Some((_, last))) = (self.runs.first(), self.runs.last()) else { return 0..0 };
        let whole = first.start..last.end;
        match self.file.text.get(whole.clone()).and_then(|raw| raw.find(wanted)) {
            Some(at) => whole.start + at..whole.start + at + wanted.len(),
            None if self.runs.len() == 1 => whole,
            None => span,
        }
    }

    fn offset(&self, at: usize) -> usize {
        let run = self.runs[..self.runs.partition_point(|(start, _)| *start <= at)].last();
        run.map_or(0, |(start, span)| (span.start + (at - start)).min(span.end.saturating_sub(1)))
    }
}
