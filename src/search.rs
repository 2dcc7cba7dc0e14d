//! Search over the words of every page and of the glossary. Values in, values out: it names no Yew, no DOM and no file.
//!
//! A section is found where it holds every word of the query: in its heading, in its sentences, or in the title of its page.
//! Where none does, those are found that hold the most of the words.
//! A word is found as a whole or by its beginning. One that is found nowhere is taken for a typing mistake, and found where
//! the fewest mistakes lead to.

use serde::{Deserialize, Serialize};

use crate::page::SectionLink;
use word::{Wanted, each_word};

mod word;

/// How many hits a visitor is shown. Nobody reads on beyond them; another word leads further.
pub const MOST_HITS: usize = 20;

/// What `search.json` holds: every page that can be found, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// Words that only hold a question together ("how", "do", "I"), and need not be found beside others.
    pub passed_over: Vec<String>,
    pub pages: Vec<IndexedPage>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexedPage {
    /// Below the base, as in [`Page`](crate::page::Page).
    pub path: String,
    pub title: String,
    pub sections: Vec<IndexedSection>,
}

/// The text below a heading, or of a term of the glossary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexedSection {
    /// None for what stands before the page's first heading.
    pub heading: Option<SectionLink>,
    pub sentences: Vec<String>,
}

/// What a query came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results<'a> {
    /// The best ones, at most [`MOST_HITS`].
    pub hits: Vec<Hit<'a>>,
    /// How many sections were found in all.
    pub total: usize,
    /// Whether no section holds every word, and these hold the most of them.
    pub is_partial: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The page's path below the base.
    pub path: &'a str,
    /// The id of the section; none for the start of the page.
    pub section: Option<&'a str>,
    pub title: Vec<Piece<'a>>,
    /// Empty for the start of the page.
    pub heading: Vec<Piece<'a>>,
    /// The sentence that holds the most of the query; the section's first where none holds any of it.
    pub sentence: Vec<Piece<'a>>,
}

/// A part of a text, and whether it is a word that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub is_match: bool,
}

/// The sections that hold every word of the query, or else the most of them, best first: those with the words in the page's
/// title come before those with them in their heading, and these before those with them in their text.
pub fn search<'a>(index: &'a Index, query: &str) -> Results<'a> {
    let mut wanted = Wanted::all(query, &index.passed_over);
    let asked = wanted.len();
    wanted.retain_mut(|word| word.settle(|word| index.holds(word)));
    let mut found: Vec<Found> = Vec::new();
    let mut most = 0;
    for page in &index.pages {
        let title = qualities(&wanted, &page.title);
        for section in &page.sections {
            let Some(hit) = find_in(&wanted, page, &title, section) else { continue };
            if hit.held > most {
                most = hit.held;
                found.clear();
            }
            if hit.held == most {
                // Behind its equals, so that they stay in reading order. A sort would weigh as much as the search.
                found.insert(found.partition_point(|other| other.score >= hit.score), hit);
            }
        }
    }
    let hits = found.iter().take(MOST_HITS).map(|found| found.hit(&wanted));
    Results { hits: hits.collect(), total: found.len(), is_partial: !found.is_empty() && most < asked }
}

impl Index {
    fn holds(&self, word: &Wanted) -> bool {
        self.pages.iter().any(|page| {
            word.is_in(&page.title)
                || page.sections.iter().any(|section| {
                    section.heading.as_ref().is_some_and(|heading| word.is_in(&heading.text))
                        || section.sentences.iter().any(|sentence| word.is_in(sentence))
                })
        })
    }
}

/// The place of a word, as a multiple that no quality of a match reaches.
const IN_TITLE: u32 = 24;
const IN_HEADING: u32 = 16;
const IN_TEXT: u32 = 8;

struct Found<'a> {
    /// How many of the words the section holds.
    held: usize,
    score: u32,
    page: &'a IndexedPage,
    section: &'a IndexedSection,
    sentence: &'a str,
}

fn find_in<'a>(
    wanted: &[Wanted],
    page: &'a IndexedPage,
    title: &[u32],
    section: &'a IndexedSection,
) -> Option<Found<'a>> {
    // The page's title counts for its start. To another section it only adds what that lacks.
    let place = if section.heading.is_none() { IN_TITLE } else { 0 };
    let mut scores = vec![0; wanted.len()];
    raise(&mut scores, title, place);
    if let Some(heading) = &section.heading {
        raise(&mut scores, &qualities(wanted, &heading.text), IN_HEADING);
    }
    let (mut sentence, mut best) = (section.sentences.first().map_or("", |first| first), 0);
    for text in &section.sentences {
        let qualities = qualities(wanted, text);
        raise(&mut scores, &qualities, IN_TEXT);
        let sum = qualities.iter().sum();
        if sum > best {
            (sentence, best) = (text, sum);
        }
    }
    let held = scores.iter().filter(|score| **score > 0).count();
    let is_hit = scores.iter().any(|score| *score >= IN_TEXT);
    // Words that stand together in a sentence are more to the point than scattered ones.
    is_hit.then(|| Found { held, score: scores.iter().sum::<u32>() + best, page, section, sentence })
}

impl<'a> Found<'a> {
    fn hit(&self, wanted: &[Wanted]) -> Hit<'a> {
        let heading = self.section.heading.as_ref();
        Hit {
            path: &self.page.path,
            section: heading.map(|heading| &*heading.id),
            title: pieces(wanted, &self.page.title),
            heading: heading.map_or_else(Vec::new, |heading| pieces(wanted, &heading.text)),
            sentence: pieces(wanted, self.sentence),
        }
    }
}

/// How well each wanted word is found in a text.
fn qualities(wanted: &[Wanted], text: &str) -> Vec<u32> {
    let mut best = vec![0; wanted.len()];
    each_word(text, &mut |_, letters| {
        for (best, word) in best.iter_mut().zip(wanted) {
            *best = word.quality(letters).max(*best);
        }
    });
    best
}

/// Counts words that were found at a place.
fn raise(scores: &mut [u32], qualities: &[u32], place: u32) {
    for (score, quality) in scores.iter_mut().zip(qualities) {
        if *quality > 0 {
            *score = (*quality + place).max(*score);
        }
    }
}

fn pieces<'a>(wanted: &[Wanted], text: &'a str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    each_word(text, &mut |place, letters| {
        if wanted.iter().any(|word| word.quality(letters) > 0) {
            if done < place.start {
                pieces.push(Piece { text: &text[done..place.start], is_match: false });
            }
            done = place.end;
            pieces.push(Piece { text: &text[place], is_match: true });
        }
    });
    if done < text.len() {
        pieces.push(Piece { text: &text[done..], is_match: false });
    }
    pieces
}
