//! Text that still looks like markup once it has been read, and what was probably meant.

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::prose::Prose;
use super::rule::Rule;

/// Reports what a reader would see as it was typed. `is_source` tells whether square brackets hold what a mark names.
pub fn check<'a>(
    texts: impl IntoIterator<Item = &'a Prose>,
    is_source: impl Fn(&str) -> bool,
    problems: &mut Vec<Diagnostic>,
) {
    for prose in texts {
        for (part, message, help) in found(&prose.text, &is_source) {
            let problem = prose.file.problem(Rule::LeftoverMarkup, prose.span(part), message);
            problems.push(problem.with_help(help));
        }
    }
}

/// Signs that have no meaning in a text for readers, wherever they stand.
const SIGNS: &[(&str, &str)] = &[
    ("**", "close what is strong with `**` as it was opened, without a space inside: `**strong**`"),
    ("~~", "the site strikes nothing through: remove the words, or the signs"),
    ("](", "close a link with a round bracket, and leave no space in it: `[words](safety.md)`"),
    ("[^", "close a mark with a square bracket: `[^va-page]`"),
    ("![", "write a picture as `![what it tells](../../static/img/name.svg)`"),
    ("[!", "begin a box with `> [!NOTE]` on a line of its own"),
    ("`", "remove the backtick, or the two of them: a reader needs no code"),
    ("{#", "an address stands at the end of a heading: `## Words {#address}`"),
    ("{.", "`{.advice}` stands at the end of a `##` heading"),
    ("|---", TABLE),
    ("| ---", TABLE),
    ("<!--", "remove the comment, or put it into the message of the change"),
];

const TABLE: &str = "a table needs a blank line before it, and as many columns in its second line as in its first";

/// Signs that only mean something at the beginning of a paragraph, before a letter; a bar, before anything.
const BEGINNINGS: &[(&str, &str)] = &[
    ("#", "put a space behind the signs of a heading: `## Words {#address}`"),
    ("-", "put a space behind the hyphen of a list: `- words`"),
    ("*", "put a space behind the star of a list, or close what is emphasized: `*words*`"),
    ("|", TABLE),
    ("1.", "put a space behind the number of a list: `1. Words`"),
];

fn found(text: &str, is_source: &impl Fn(&str) -> bool) -> Vec<(Range<usize>, String, String)> {
    let mut found: Vec<(Range<usize>, String, String)> = Vec::new();
    let mut add = |part: Range<usize>, help: &str| {
        let shown = format!("a reader would see `{}` as it stands here", &text[part.clone()]);
        if !found.iter().any(|(other, ..)| other.contains(&part.start)) {
            found.push((part, shown, help.to_owned()));
        }
    };
    let start = text.len() - text.trim_start().len();
    for (sign, help) in BEGINNINGS {
        let behind = text[start..].strip_prefix(sign).map(|rest| rest.trim_start_matches('#'));
        if behind.is_some_and(|rest| *sign == "|" || rest.starts_with(char::is_alphabetic)) {
            add(word_at(text, start), help);
        }
    }
    for (sign, help) in SIGNS {
        // The first of a kind stands for all: what opens has its counterpart, and one mistake often makes several.
        if let Some(at) = text.find(sign) {
            add(at..at + sign.len(), help);
        }
    }
    // A line of them is a blank to fill in.
    let is_strong = |at: &usize| !text[..*at].ends_with('_') && text[at + 2..].starts_with(char::is_alphanumeric);
    if let Some(at) = text.match_indices("__").map(|(at, _)| at).find(is_strong) {
        add(at..at + 2, "write what is strong as `**strong**`");
    }
    for (at, _) in text.match_indices(" ##") {
        add(word_at(text, at + 1), "a heading needs a blank line before it: `## Words {#address}`");
    }
    for (at, _) in text.match_indices('[') {
        let Some(label) = text[at + 1..].split_once(']').map(|(label, _)| label) else { continue };
        if !label.is_empty() && is_source(label) {
            add(at..at + label.len() + 2, &format!("write a mark as `[^{label}]`"));
        }
    }
    for (at, _) in text.match_indices('&') {
        if let Some(length) = entity(&text[at..]) {
            add(at..at + length, "write the character itself");
        }
    }
    found
}

/// The length of an HTML entity, such as `&amp;`, at the beginning of a text.
fn entity(text: &str) -> Option<usize> {
    let end = text.find(';').filter(|end| (3..=32).contains(end))?;
    let name = text[1..end].strip_prefix('#').unwrap_or(&text[1..end]);
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(end + 1)
}

fn word_at(text: &str, at: usize) -> Range<usize> {
    let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
    at..at + length
}
