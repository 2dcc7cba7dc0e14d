//! A problem in the content, as data. [`report`](super::report) turns it into words on a terminal.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::rule::{Level, Rule};

/// Something that an author must mend, or should look at: which rule, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: Rule,
    /// That of the rule, unless it was lowered for a draft.
    pub level: Level,
    pub file: SourceFile,
    /// Bytes of the file's text. Empty at the start of a file that has no text to quote.
    pub span: Range<usize>,
    /// What is wrong, here.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The name that nothing has, if that is the cause: every place that names it has the same one.
    pub unknown: Option<Box<str>>,
}

/// A file of the site and its text, for diagnostics to quote. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Below the site's root, with forward slashes: `content/pages/safety.md`.
    pub path: Arc<str>,
    /// Empty for a file that could not be read.
    pub text: Arc<str>,
}

impl SourceFile {
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Reports that `span` breaks `rule`, with the rule's own advice.
    pub fn problem(&self, rule: Rule, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let span = self.within(span);
        Diagnostic {
            rule,
            level: rule.level(),
            file: self.clone(),
            span,
            message: message.into(),
            help: rule.help().to_owned(),
            unknown: None,
        }
    }

    /// Cuts a span to whole characters of the text, so that no arithmetic on offsets can make a report fail.
    fn within(&self, span: Range<usize>) -> Range<usize> {
        let boundary = |at: usize| (0..=at.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at));
        let start = boundary(span.start).unwrap_or(0);
        start..boundary(span.end).unwrap_or(0).max(start)
    }
}

impl Diagnostic {
    /// Replaces the rule's advice by advice for this very case.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Says that the cause is a name that nothing has, such as "source nccih".
    pub fn about(mut self, unknown: impl Into<Box<str>>) -> Self {
        self.unknown = Some(unknown.into());
        self
    }

    /// The line and the column, in characters, where it begins, each counted from 1; none for a file without text.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        let before = &self.file.text[..self.span.start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        (!self.file.text.is_empty()).then(|| (before.matches('\n').count() + 1, line.chars().count() + 1))
    }

    /// `content/pages/safety.md:12`
    fn place(&self) -> String {
        format!("{}:{}", self.file.path, self.line_and_column().map_or(1, |(line, _)| line))
    }
}

/// Orders by file and place, so that an author works through a file from top to bottom.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (&a.file.path, a.span.start, a.rule, &a.message).cmp(&(&b.file.path, b.span.start, b.rule, &b.message))
    });
}

/// The most places that a report names beside the first.
const MOST_PLACES: usize = 3;

/// Sorted diagnostics, each cause once: whatever names the same unknown thing is told at its first place.
pub fn by_cause(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut causes: Vec<Diagnostic> = Vec::new();
    let mut firsts: HashMap<Box<str>, usize> = HashMap::new();
    let mut others: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if causes.last() == Some(&diagnostic) {
            continue;
        }
        let first = diagnostic.unknown.clone().map(|name| *firsts.entry(name).or_insert(causes.len()));
        match first.filter(|first| *first < causes.len()) {
            Some(first) => others.entry(first).or_default().push(diagnostic),
            None => causes.push(diagnostic),
        }
    }
    for (first, others) in others {
        let named: Vec<_> = others.iter().take(MOST_PLACES).map(Diagnostic::place).collect();
        let more = others.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        causes[first].help.push_str(&format!("; the same stands in {}{more}", named.join(", ")));
    }
    causes
}
