//! Words that the site never uses, because they promise, judge or diagnose.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::diagnostic::Diagnostic;
use super::prose::Prose;
use super::rule::Rule;

const DECIDES: &str = "only VA can decide that: say what VA looks at, or \"ask your care team\"";

/// Phrases in small letters, and what to write in their place. `*` stands for any one word.
const BANNED: &[(&str, &str)] = &[
    ("eligible, ineligible, eligibility", DECIDES),
    ("qualify, qualifies, disqualify, disqualifies, you are qualified, you're qualified, qualified for", DECIDES),
    ("cleared", "only a clinician can say that something is safe; for data, write \"erased\""),
    (
        "should get massage, should get * massage, need massage, need * massage, massage is right for you",
        "give reasons and questions to ask; the visitor and the provider decide",
    ),
    (
        "will cure, will heal, will relieve, cures, guaranteed to, guaranteed relief, we promise, miracle",
        "say who found what, and how sure that is",
    ),
    ("an official website, official va website of", "this is not a VA website"),
    ("click, clicks, clicking, tap on", "write \"select\", which is true of every device"),
];

/// What follows "you have" where it names a health problem.
const CONDITIONS: &str = "arthritis, cancer, chronic pain, back pain, neck pain, joint pain, cancer pain, myofascial pain, \
    headaches, a headache, migraine, migraines, fibromyalgia, plantar fasciitis, lymphedema, scar tissue, temporomandibular, \
    depression, anxiety, ptsd, a blood clot, a condition, a diagnosis, an illness, a disease, a bleeding disorder, sciatica, \
    carpal tunnel";

/// What may stand before "you have", so that it asks or supposes rather than diagnoses.
const SUPPOSING: [&str; 13] =
    ["if", "when", "whether", "unless", "do", "did", "would", "may", "might", "or", "and", "that", "while"];

/// What to write in place of a diagnosis.
const ASKS: &str = "the site does not diagnose: write \"if you have\", or \"your provider can tell\"";

struct Phrase {
    words: Vec<&'static str>,
    instead: &'static str,
    /// Whether it may be said of what is only supposed.
    may_be_supposed: bool,
}

/// By first word, so that most words of a text are passed over at once.
static PHRASES: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for (list, instead) in BANNED {
        for phrase in list.split(", ") {
            let words: Vec<_> = phrase.split(' ').collect();
            phrases.entry(words[0]).or_default().push(Phrase { words, instead, may_be_supposed: false });
        }
    }
    for condition in CONDITIONS.split(", ") {
        let words = ["you", "have"].into_iter().chain(condition.split(' ')).collect();
        phrases.entry("you").or_default().push(Phrase { words, instead: ASKS, may_be_supposed: true });
    }
    phrases
});

/// Reports every banned phrase, at its place.
pub fn check<'a>(texts: impl IntoIterator<Item = &'a Prose>, problems: &mut Vec<Diagnostic>) {
    for prose in texts {
        let words = words(&prose.text);
        for start in 0..words.len() {
            let Some(phrase) = banned_at(&words, start) else { continue };
            let part = words[start].1.start..words[start + phrase.words.len() - 1].1.end;
            let message = format!("the site never says \"{}\"", &prose.text[part.clone()]);
            problems.push(prose.file.problem(Rule::BannedWords, prose.span(part), message).with_help(phrase.instead));
        }
    }
}

fn banned_at(words: &[(String, Range<usize>)], start: usize) -> Option<&'static Phrase> {
    let phrases = PHRASES.get(words[start].0.as_str())?;
    let is_supposed = start > 0 && SUPPOSING.contains(&words[start - 1].0.as_str());
    let is_here = |phrase: &&Phrase| {
        let here = words[start..].iter().map(|(word, _)| word.as_str()).zip(&phrase.words);
        let matches = here.filter(|(word, wanted)| **wanted == "*" || word == *wanted).count();
        matches == phrase.words.len() && !(is_supposed && phrase.may_be_supposed)
    };
    phrases.iter().find(is_here)
}

/// Words in small letters, and where they stand. A punctuation mark is a word of its own, so that no phrase reaches over
/// the end of a clause.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let joins = letter.is_alphanumeric() || matches!(letter, '\'' | '’');
        match (joins, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((text[from..at].to_lowercase().replace('’', "'"), from..at));
                start = None;
            }
            _ => {}
        }
        if !joins && !letter.is_whitespace() && letter != '-' {
            words.push((letter.to_string(), at..at + letter.len_utf8()));
        }
    }
    words
}
