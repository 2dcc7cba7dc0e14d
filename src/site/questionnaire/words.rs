//! The texts of the self-screen: none empty, none that the site never says, every word in braces as the views expect it.

use super::Place;
use crate::site::diagnostic::Diagnostic;
use crate::site::leftover;
use crate::site::prose::{Kind, Prose};
use crate::site::reading::{self, Reading};
use crate::site::rule::Rule;
use crate::site::words;
use crate::site::yaml::{Node, Value};

/// Keys whose values are no words for visitors.
const NO_WORDS: &[&str] = &[
    "id",
    "kind",
    "respondent",
    "urgency",
    "says",
    "page",
    "ask_when",
    "when",
    "and",
    "sources",
    "reviewed_on",
    "review_by",
    "personal_words",
];

/// The words of `wording` with parts for the site to replace.
const PLACEHOLDERS: &[(&str, &[&str])] = &[
    ("wording/position", &["position"]),
    ("wording/change_question", &["question"]),
    ("wording/dropped", &["questions"]),
    ("wording/result/because", &["question", "answers"]),
    ("wording/result/source", &["source"]),
    ("wording/result/change_instead", &["question", "answers"]),
    ("wording/result/change_also", &["question", "answers"]),
    ("wording/result/change_without", &["question", "answers"]),
    ("wording/result/change_outcome", &["outcome"]),
    ("wording/result/change_ask", &["question"]),
    ("wording/sheet/date", &["date"]),
    ("wording/blank/ask_when", &["marks"]),
    ("wording/blank/result_when", &["marks"]),
    ("wording/blank/range", &["first", "last"]),
];

pub(super) fn check(place: Place, personal_words: &[String], problems: &mut Vec<Diagnostic>) {
    let mut texts = Vec::new();
    collect(place.node, String::new(), &mut texts);
    for (path, node, text) in &texts {
        if text.trim().is_empty() {
            problems.push(place.file.problem(Rule::EmptyText, node.span.clone(), format!("`{}` is empty", key(path))));
        }
        if path.starts_with("wording/") {
            braces(place, path, node, text, problems);
        }
        if path.starts_with("outcomes/") && path.contains("/meaning") {
            let count = reading::sentences(text).count();
            if count != 2 {
                let message = format!("`meaning` has {count} sentence{}", if count == 1 { "" } else { "s" });
                problems.push(place.file.problem(Rule::MeaningLength, node.span.clone(), message));
            }
        }
        if !path.starts_with("wording/") && !path.ends_with("/veteran") && !path.ends_with("/helper") {
            let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
            if let Some(word) = words.find(|word| personal_words.iter().any(|other| other.eq_ignore_ascii_case(word))) {
                let message = format!("`{}` says \"{word}\" to whoever answers", key(path));
                problems.push(place.file.problem(Rule::HelperWording, node.span.clone(), message));
            }
        }
    }
    let prose = texts.iter().map(|(_, node, text)| {
        let kind = if text.trim_end().ends_with(['.', '?']) { Kind::Sentences } else { Kind::Label };
        Prose::of(kind, place.file, text, node.span.clone())
    });
    let prose: Vec<Prose> = prose.collect();
    words::check(&prose, problems);
    leftover::check(&prose, |_| false, problems);
    if let Some((figures, (prose, sentence))) = Reading::of(&prose).as_ref().and_then(Reading::too_hard) {
        let message = format!("the self-screen reads at grade {:.1}", figures.grade);
        problems.push(place.file.problem(Rule::ReadingGrade, prose.span(sentence), message));
    }
}

/// Every text for visitors, with its path.
fn collect<'n>(node: &'n Node, path: String, texts: &mut Vec<(String, &'n Node, &'n str)>) {
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                if path.starts_with("wording") || !NO_WORDS.contains(&key.value.as_str()) {
                    collect(value, join(&path, &key.value), texts);
                }
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, join(&path, &index.to_string()), texts);
            }
        }
        Value::Text(text) => texts.push((path, node, text)),
        Value::Nothing => texts.push((path, node, "")),
    }
}

fn join(path: &str, part: &str) -> String {
    if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") }
}

/// The last part of a path that is no number.
fn key(path: &str) -> &str {
    path.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or(path)
}

fn braces(place: Place, path: &str, node: &Node, text: &str, problems: &mut Vec<Diagnostic>) {
    let names = PLACEHOLDERS.iter().find(|(known, _)| *known == path).map_or(&[][..], |(_, names)| names);
    let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let rest = names.iter().fold(text.to_owned(), |rest, name| rest.replace(name, ""));
    let missing: Vec<&str> = names.iter().map(String::as_str).filter(|name| !text.contains(name)).collect();
    let mut problem = |message: String| {
        problems.push(place.file.problem(Rule::Placeholder, node.span.clone(), message));
    };
    if !missing.is_empty() {
        problem(format!("`{}` lacks {}", key(path), missing.join(" and ")));
    }
    if rest.contains(['{', '}']) {
        problem(format!("`{}` holds braces around something that the site does not replace", key(path)));
    }
}
