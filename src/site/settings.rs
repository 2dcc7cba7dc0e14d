//! `content/site.yaml`: the site's name, sections, menu, contact lines and interface words.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::contact;
use super::diagnostic::{Diagnostic, SourceFile};
use super::leftover;
use super::links;
use super::prose::Prose;
use super::rule::Rule;
use super::words;
use super::yaml::{self, At, Node, Value};
use crate::guide::{ContactLink, CrisisLine, FrameWording, PointOfContact, Wording};

pub const PATH: &str = "content/site.yaml";

#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub name: String,
    /// A BCP 47 language tag.
    pub language: String,
    /// Where the site is published, without a slash at the end; a build without it has no canonical links.
    pub address: Option<String>,
    pub not_official: String,
    /// In the order in which a reader meets them.
    pub sections: Vec<Section>,
    /// The pages of the menu, by the names of their files.
    pub menu: Vec<String>,
    /// The page about the site itself, by the name of its file.
    #[serde(default)]
    pub about: Option<String>,
    /// The page that helps in an emergency, by the name of its file. Somebody who saves data has it without a network, too.
    #[serde(default)]
    pub help: Option<String>,
    /// Whether browsers keep the site for visits without a network. Where not, those that did let go of it at the next visit.
    pub offline: bool,
    /// A browser tab's title: `{page}`, `{site}`.
    pub tab_title: String,
    /// A date in words: `{month}`, `{day}`, `{year}`.
    pub date_format: String,
    pub months: [String; 12],
    /// The link from a term's explanation to its place in the glossary.
    pub more_on_term: String,
    pub crisis_line: CrisisLine,
    pub point_of_contact: PointOfContact,
    pub frame: FrameWording,
    /// Words that a search passes over where it looks for others too, in small letters.
    #[serde(default)]
    pub search_passes_over: Vec<String>,
    pub wording: Wording,
}

#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its address on the site map.
    pub id: String,
    pub title: String,
}

impl Settings {
    pub fn date_in_words(&self, date: Date) -> String {
        let month = &self.months[usize::from(date.month().unsigned_abs()) - 1];
        self.date_format
            .replace("{month}", month)
            .replace("{day}", &date.day().to_string())
            .replace("{year}", &date.year().to_string())
    }

    pub fn tab_title(&self, page: &str) -> String {
        self.tab_title.replace("{page}", page).replace("{site}", &self.name)
    }
}

/// The JSON Schema of the file, for an editor's own program to complete and check it with.
pub fn schema() -> String {
    yaml::schema_of::<Settings>()
}

/// The settings, and where each of them stands.
pub struct Located {
    pub settings: Settings,
    pub file: SourceFile,
    pub node: Node,
}

impl Located {
    pub fn problem(&self, rule: Rule, path: &[&str], message: impl Into<String>) -> Diagnostic {
        self.file.problem(rule, self.node.place(path), message)
    }
}

/// Reads the settings and checks what they alone can tell.
pub fn parse(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<Located> {
    let (node, settings) = yaml::read(file, 0..file.text.len(), problems)?;
    let texts = Prose::of_yaml(file, &node);
    words::check(&texts, problems);
    leftover::check(&texts, |_| false, problems);
    let located = Located { settings, file: file.clone(), node };
    check(&located, problems);
    Some(located)
}

fn check(located: &Located, problems: &mut Vec<Diagnostic>) {
    check_placeholders(located, problems);
    check_addresses(located, problems);
    check_texts(located, &located.node, problems);
    if !is_language(&located.settings.language) {
        let message = format!("`{}` is not a language", located.settings.language);
        let problem = located.problem(Rule::Setting, &["language"], message);
        problems.push(problem.with_help("write a tag such as `en` or `es-US`"));
    }
    for (index, section) in located.settings.sections.iter().enumerate() {
        let place = ["sections", &index.to_string(), "id"];
        let id = At { value: section.id.clone(), span: located.node.place(&place) };
        links::check_id(&id, &located.file, problems);
        if located.settings.sections[..index].iter().any(|earlier| earlier.id == section.id) {
            let message = format!("two sections are called `{}`", section.id);
            problems.push(located.problem(Rule::DuplicateId, &place, message));
        }
    }
}

fn check_placeholders(located: &Located, problems: &mut Vec<Diagnostic>) {
    let Settings { tab_title, date_format, frame, wording, .. } = &located.settings;
    let patterns: [(&[&str], &str, &[&str]); 13] = [
        (&["tab_title"], tab_title, &["page", "site"]),
        (&["date_format"], date_format, &["month", "day", "year"]),
        (&["frame", "whole_section"], &frame.whole_section, &["section"]),
        (&["wording", "mark"], &wording.mark, &["number"]),
        (&["wording", "back_to_mark"], &wording.back_to_mark, &["number"]),
        (&["wording", "section_link"], &wording.section_link, &["section"]),
        (&["wording", "reviewed"], &wording.reviewed, &["date", "by"]),
        (&["wording", "review_next"], &wording.review_next, &["date"]),
        (&["wording", "review_overdue"], &wording.review_overdue, &["date"]),
        (&["wording", "reading_grade"], &wording.reading_grade, &["grade"]),
        (&["wording", "page_shown"], &wording.page_shown, &["page"]),
        (&["wording", "search", "results"], &wording.search.results, &["count"]),
        (&["wording", "search", "best_results"], &wording.search.best_results, &["count", "shown"]),
    ];
    for (path, pattern, names) in patterns {
        let mut rest = pattern.to_owned();
        let missing: Vec<_> =
            names.iter().map(|name| format!("{{{name}}}")).filter(|name| !rest.contains(name)).collect();
        for name in names {
            rest = rest.replace(&format!("{{{name}}}"), "");
        }
        if !missing.is_empty() {
            let message = format!("the words lack {}", missing.join(" and "));
            problems.push(located.problem(Rule::Placeholder, path, message));
        }
        if rest.contains(['{', '}']) {
            let message = "the words hold braces around something that the site does not replace";
            problems.push(located.problem(Rule::Placeholder, path, message));
        }
    }
}

/// How the crisis line and 911 are reached, and how each address begins.
const CRISIS_ADDRESSES: [(&str, &str); 4] = [
    ("call", "tel:988"),
    ("text", "sms:838255"),
    ("chat", "https://www.veteranscrisisline.net/"),
    ("emergency", "tel:911"),
];

fn check_addresses(located: &Located, problems: &mut Vec<Diagnostic>) {
    let Settings { address, crisis_line, point_of_contact, .. } = &located.settings;
    if let Some(address) = address
        && (!links::is_outside(address) || !address.starts_with("https:") || address.ends_with('/'))
    {
        let message = "the site's address must begin with `https://` and end without a slash";
        problems.push(located.problem(Rule::Setting, &["address"], message));
    }
    let CrisisLine { title: _, call, text, chat, emergency } = crisis_line;
    for ((key, known), link) in CRISIS_ADDRESSES.into_iter().zip([call, text, chat, emergency]) {
        let is_known = if known.ends_with('/') { link.address.starts_with(known) } else { link.address == known };
        if !is_known {
            let message = format!("`{}` is not the known address", link.address);
            let problem = located.problem(Rule::CrisisAddress, &["crisis_line", key, "address"], message);
            problems.push(problem.with_help(format!("write `{known}`")));
        } else if key != "chat" && contact::numbers(&link.text).is_empty() {
            let message = "these words do not say the number, which somebody without this page needs";
            problems.push(located.problem(Rule::CrisisAddress, &["crisis_line", key, "text"], message));
        } else {
            check_link(located, &["crisis_line", key], link, "", problems);
        }
    }
    let PointOfContact { phone, email, page, how_to_find, .. } = point_of_contact;
    for (key, link, scheme) in [("phone", phone, "tel:"), ("email", email, "mailto:"), ("page", page, "https:")] {
        if let Some(link) = link {
            check_link(located, &["point_of_contact", key], link, scheme, problems);
        }
    }
    for (index, step) in how_to_find.iter().enumerate() {
        if let Some(link) = &step.link {
            check_link(located, &["point_of_contact", "how_to_find", &index.to_string(), "link"], link, "", problems);
        }
    }
}

/// A link at `path`, whose address begins with `scheme`.
fn check_link(located: &Located, path: &[&str], link: &ContactLink, scheme: &str, problems: &mut Vec<Diagnostic>) {
    let part = |key| [path, &[key]].concat();
    if !links::is_outside(&link.address) {
        let message = format!("`{}` is not an address that a link may lead to", link.address);
        problems.push(located.problem(Rule::LinkScheme, &part("address"), message));
    } else if !link.address.starts_with(scheme) {
        let message = format!("`{}` does not begin with `{scheme}`", link.address);
        problems.push(located.problem(Rule::LinkScheme, &part("address"), message));
    }
    if let Some(number) = contact::other_number(&link.text, &link.address) {
        let message = format!("the words say {number}, and the address is `{}`", link.address);
        problems.push(located.problem(Rule::WrongNumber, &part("text"), message));
    }
}

/// A language tag of BCP 47: a language, then subtags such as a region.
fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let is_first = |subtag: &str| matches!(subtag.len(), 2 | 3) && subtag.chars().all(|c| c.is_ascii_alphabetic());
    let is_next = |subtag: &str| matches!(subtag.len(), 2..=8) && subtag.chars().all(|c| c.is_ascii_alphanumeric());
    subtags.next().is_some_and(is_first) && subtags.all(is_next)
}

/// No interface word is empty.
fn check_texts(located: &Located, node: &Node, problems: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            problems.push(located.file.problem(Rule::EmptyText, node.span.clone(), "this text is empty"));
        }
        Value::Text(_) | Value::Nothing => {}
        Value::List(items) => items.iter().for_each(|item| check_texts(located, item, problems)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| check_texts(located, value, problems)),
    }
}
