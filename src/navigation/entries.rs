//! What is known of the browser's history entries: the browser itself keeps a number for each, and whether it is a step.

use crate::screen::Place;

/// What a history entry holds: positions, never an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Greater than that of every entry before it. Entries that a new one discards may share its number, and are gone.
    pub depth: u32,
    /// Whether it is a step of the self-screen. Which one, only memory knows.
    pub is_step: bool,
}

impl Entry {
    /// Whatever was there before the first.
    pub(super) const BEFORE: Self = Self { depth: 0, is_step: false };
    /// Where an app starts that finds no mark.
    pub(super) const FIRST: Self = Self { depth: 1, is_step: false };
}

#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    current: Entry,
    known: Vec<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    depth: u32,
    /// How far the page was scrolled when it was left, in CSS pixels from the top.
    position: Option<f64>,
    /// The place of the self-screen that it stands for.
    place: Option<Place>,
}

impl Entries {
    pub fn current(&self) -> Entry {
        self.current
    }

    pub fn enter(&mut self, entry: Entry) {
        self.current = entry;
    }

    /// One that follows the current entry.
    pub fn next(&self, is_step: bool) -> Entry {
        Entry { depth: self.current.depth.saturating_add(1), is_step }
    }

    /// Forgets the entries that a new one discards.
    pub fn forget_from(&mut self, depth: u32) {
        self.known.retain(|known| known.depth < depth);
    }

    /// Forgets every entry that stands for a place.
    pub fn forget_places(&mut self) {
        self.known.retain(|known| known.place.is_none());
    }

    pub fn position(&self) -> Option<f64> {
        self.find(self.current.depth)?.position
    }

    pub fn put_position(&mut self, position: f64) {
        self.at_current().position = Some(position);
    }

    pub fn place(&self) -> Option<Place> {
        self.find(self.current.depth)?.place
    }

    /// The place of the entry before.
    pub fn place_before(&self) -> Option<Place> {
        self.find(self.current.depth.checked_sub(1)?)?.place
    }

    pub fn put_place(&mut self, place: Place) {
        self.at_current().place = Some(place);
    }

    fn find(&self, depth: u32) -> Option<&Known> {
        self.known.iter().find(|known| known.depth == depth)
    }

    fn at_current(&mut self) -> &mut Known {
        let depth = self.current.depth;
        let index = self.known.iter().position(|known| known.depth == depth).unwrap_or_else(|| {
            self.known.push(Known { depth, position: None, place: None });
            self.known.len() - 1
        });
        &mut self.known[index]
    }
}
