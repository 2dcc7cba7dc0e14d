//! The notes of a page: numbered by their first mark, whether they name a source or are the author's own.

use std::collections::BTreeMap;
use std::ops::Range;

use super::sources::Sources;
use crate::document::{Block, Mark, Note, NoteContent};

#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// In the order of their first marks, with the number of marks so far.
    marked: Vec<(String, u32)>,
    /// Where each label stands among those.
    places: BTreeMap<String, usize>,
    /// The author's own notes, and where each begins in the file.
    texts: BTreeMap<String, (Vec<Block>, Range<usize>)>,
}

impl Notes {
    /// The next mark of the note with this label.
    pub fn mark(&mut self, label: &str) -> Mark {
        let index = *self.places.entry(label.to_owned()).or_insert(self.marked.len());
        if index == self.marked.len() {
            self.marked.push((label.to_owned(), 0));
        }
        self.marked[index].1 += 1;
        Mark { number: index as u32 + 1, occurrence: self.marked[index].1 }
    }

    /// Keeps the text of an author's own note.
    pub fn write(&mut self, label: &str, text: Vec<Block>, span: Range<usize>) {
        self.texts.insert(label.to_owned(), (text, span));
    }

    pub fn has_text(&self, label: &str) -> bool {
        self.texts.contains_key(label)
    }

    /// The author's own notes that have no mark, and where each begins.
    pub fn unused(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let texts = self.texts.iter().filter(|(label, _)| !self.places.contains_key(*label));
        texts.map(|(label, (_, span))| (label.as_str(), span.clone()))
    }

    /// The notes in order. A label that is neither a source nor an author's note was reported when its mark was read.
    pub fn finish(mut self, sources: &Sources) -> Vec<Note> {
        let note = |(label, occurrences): (String, u32)| {
            let content = match sources.get(&label) {
                Some(source) => NoteContent::Source(source.clone()),
                None => NoteContent::Text(self.texts.remove(&label).map(|(text, _)| text).unwrap_or_default()),
            };
            Note { content, occurrences }
        };
        self.marked.into_iter().map(note).collect()
    }
}
