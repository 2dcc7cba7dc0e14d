//! How hard a text is to read: the Flesch-Kincaid grade, the school year whose pupils can read it.

use std::ops::Range;

use super::prose::{Kind, Prose};

/// Too few words for a grade to mean anything.
const FEWEST_WORDS: usize = 60;

const FEWEST_OF_A_SENTENCE: usize = 8;

pub struct Reading<'a> {
    pub grade: f64,
    /// The sentence with the highest grade of its own.
    pub hardest: (&'a Prose, Range<usize>),
}

/// The grade of running text. Emphasized words and capitalized names inside a sentence are left out: titles of
/// publications and names of programs are long, and cannot be written more plainly.
pub fn grade(texts: &[Prose]) -> Option<Reading<'_>> {
    let mut total = Counts::default();
    let mut hardest: Option<(f64, &Prose, Range<usize>)> = None;
    for prose in texts.iter().filter(|prose| prose.kind == Kind::Sentences) {
        for sentence in sentences(&prose.text) {
            let counts = count(prose, sentence.clone());
            if counts.words == 0 {
                continue;
            }
            total.add(&counts);
            let grade = counts.grade();
            // The formula says nothing about a heading-like scrap of a few words.
            if counts.words >= FEWEST_OF_A_SENTENCE && hardest.as_ref().is_none_or(|(hardest, ..)| grade > *hardest) {
                hardest = Some((grade, prose, sentence));
            }
        }
    }
    let (_, prose, sentence) = hardest.filter(|_| total.words >= FEWEST_WORDS)?;
    Some(Reading { grade: total.grade(), hardest: (prose, sentence) })
}

#[derive(Default)]
struct Counts {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
    }

    /// Flesch and Kincaid's formula of 1975.
    fn grade(&self) -> f64 {
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    }
}

fn count(prose: &Prose, sentence: Range<usize>) -> Counts {
    let mut counts = Counts { sentences: 1, ..Counts::default() };
    let mut is_first = true;
    for (at, word) in words(&prose.text[sentence.clone()]) {
        let at = sentence.start + at;
        let is_name = !is_first && word.starts_with(char::is_uppercase) && word != "I";
        is_first = false;
        if !is_name && !prose.emphasized.iter().any(|part| part.contains(&at)) {
            counts.words += 1;
            counts.syllables += syllables(word);
        }
    }
    counts
}

/// A sentence ends with a full stop, an exclamation or question mark, or a colon before a list, followed by a space.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text.char_indices().filter_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        let is_end =
            matches!(letter, '.' | '!' | '?') && text[end..].trim_start_matches(['"', ')']).starts_with([' ', '\n']);
        is_end.then_some(end)
    });
    let ends: Vec<_> = ends.chain([text.len()]).collect();
    ends.into_iter().map(move |end| std::mem::replace(&mut start, end)..end)
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_joint = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphabetic)?;
        let length = text[start..].find(|letter| !is_joint(letter)).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}

/// Counts groups of vowels, leaving out endings that are not spoken. Right for nine English words of ten, and the errors
/// go both ways.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase().replace(['\'', '’'], "");
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let letters: Vec<char> = word.chars().collect();
    let groups =
        (0..letters.len()).filter(|&at| is_vowel(letters[at]) && (at == 0 || !is_vowel(letters[at - 1]))).count();
    let is_silent = |ending: &str| {
        word.strip_suffix(ending).is_some_and(|stem| stem.chars().any(is_vowel) && !stem.ends_with(is_vowel))
    };
    let silent_e = is_silent("e")
        && !(word.ends_with("le") && !word.ends_with("ale") && !word.ends_with("ole") && !word.ends_with("ile"));
    let silent_es = is_silent("es")
        && !["ses", "zes", "ces", "ges", "xes", "ches", "shes", "les"].iter().any(|end| word.ends_with(end));
    let silent_ed = is_silent("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    let split_vowels = ["ia", "io", "eo", "iu", "ua", "ying"]
        .iter()
        .filter(|pair| {
            word.contains(**pair)
                && !["tia", "cia", "sio", "tio", "cio", "gio", "gia", "qua", "gua", "geo"]
                    .iter()
                    .any(|one| word.contains(one))
        })
        .count();
    let silent = usize::from(silent_e || silent_es || silent_ed);
    (groups + split_vowels).saturating_sub(silent).max(1)
}
