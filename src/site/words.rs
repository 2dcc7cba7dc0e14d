//! Words that the site never uses, because they promise, judge or diagnose.

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::prose::Prose;
use super::rule::Rule;

/// A phrase that no page may hold, and what to write in its place.
struct Banned {
    /// Alternatives of small-letter words; `*` stands for one more word, or none.
    phrases: &'static [&'static str],
    instead: &'static str,
}

const BANNED: &[Banned] = &[
    Banned {
        phrases: &["eligible", "ineligible", "eligibility"],
        instead: "only VA can decide that: say what VA looks at, or \"ask your care team\"",
    },
    Banned {
        phrases: &[
            "qualify",
            "qualifies",
            "disqualify",
            "disqualifies",
            "you are qualified",
            "you're qualified",
            "qualified for",
        ],
        instead: "only VA can decide that: say what VA looks at, or \"ask your care team\"",
    },
    Banned {
        phrases: &["cleared"],
        instead: "only a clinician can say that something is safe; for data, write \"erased\"",
    },
    Banned {
        phrases: &[
            "should get massage",
            "should get * massage",
            "need massage",
            "need * massage",
            "massage is right for you",
        ],
        instead: "give reasons and questions to ask; the visitor and the provider decide",
    },
    Banned {
        phrases: &[
            "will cure",
            "will heal",
            "will relieve",
            "cures",
            "guaranteed to",
            "guaranteed relief",
            "we promise",
            "miracle",
        ],
        instead: "say who found what, and how sure that is",
    },
    Banned { phrases: &["an official website", "official va website of"], instead: "this is not a VA website" },
    Banned {
        phrases: &["click", "clicks", "clicking", "tap on"],
        instead: "write \"select\", which is true of every device",
    },
];

/// What follows "you have" where it names a health problem.
const CONDITIONS: &[&str] = &[
    "arthritis",
    "cancer",
    "chronic pain",
    "back pain",
    "neck pain",
    "joint pain",
    "cancer pain",
    "myofascial pain",
    "headaches",
    "a headache",
    "migraine",
    "migraines",
    "fibromyalgia",
    "plantar fasciitis",
    "lymphedema",
    "scar tissue",
    "temporomandibular",
    "depression",
    "anxiety",
    "ptsd",
    "a blood clot",
    "a condition",
    "a diagnosis",
    "an illness",
    "a disease",
    "a bleeding disorder",
    "sciatica",
    "carpal tunnel",
];

/// What may stand before "you have", so that it asks or supposes rather than diagnoses.
const SUPPOSING: &[&str] =
    &["if", "when", "whether", "unless", "do", "did", "would", "may", "might", "or", "and", "that", "while"];

/// Reports every banned phrase, at its place.
pub fn check<'a>(texts: impl IntoIterator<Item = &'a Prose>, problems: &mut Vec<Diagnostic>) {
    for prose in texts {
        let words = words(&prose.text);
        for start in 0..words.len() {
            if let Some((length, instead)) = banned_at(&words[start..]).or_else(|| diagnosis_at(&words, start)) {
                let part = words[start].1.start..words[start + length - 1].1.end;
                let message = format!("the site never says \"{}\"", &prose.text[part.clone()]);
                problems.push(prose.file.problem(Rule::BannedWords, prose.span(part), message).with_help(instead));
            }
        }
    }
}

/// Words in small letters, and where they stand. Punctuation that ends a sentence or a clause is a word of its own.
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

fn banned_at(words: &[(String, Range<usize>)]) -> Option<(usize, &'static str)> {
    BANNED.iter().find_map(|banned| {
        let length = banned.phrases.iter().find_map(|phrase| match phrase.split_once(" * ") {
            Some((before, after)) => {
                let before = matches(words, before)?;
                Some(before + 1 + matches(words.get(before + 1..)?, after)?)
            }
            None => matches(words, phrase),
        })?;
        Some((length, banned.instead))
    })
}

/// "You have fibromyalgia", which is for a clinician to say; but "if you have fibromyalgia" is not.
fn diagnosis_at(words: &[(String, Range<usize>)], start: usize) -> Option<(usize, &'static str)> {
    let is_supposed = start > 0 && SUPPOSING.contains(&words[start - 1].0.as_str());
    let here = &words[start..];
    let verb = matches(here, "you have").or_else(|| matches(here, "you've got")).filter(|_| !is_supposed)?;
    let condition = CONDITIONS.iter().find_map(|condition| matches(&here[verb..], condition))?;
    Some((verb + condition, "the site does not diagnose: write \"if you have\", or \"your provider can tell\""))
}

/// How many words the phrase has, if they begin here.
fn matches(words: &[(String, Range<usize>)], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for wanted in phrase.split(' ') {
        if words.get(length)?.0 != wanted {
            return None;
        }
        length += 1;
    }
    Some(length)
}
