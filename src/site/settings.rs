//! `content/site.yaml`: the site's name, sections, menu, contact lines and interface words.

use jiff::civil::Date;
use serde::Deserialize;

use super::diagnostic::{Diagnostic, SourceFile};
use super::links;
use super::prose::Prose;
use super::rule::Rule;
use super::words;
use super::yaml::{self, At, Node};
use crate::guide::{ContactLink, CrisisLine, PointOfContact, Wording};

pub const PATH: &str = "content/site.yaml";

#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    /// A browser tab's title: `{page}`, `{site}`.
    pub tab_title: String,
    /// A date in words: `{month}`, `{day}`, `{year}`.
    pub date_format: String,
    pub months: [String; 12],
    /// The link from a term's explanation to its place in the glossary.
    pub more_on_term: String,
    pub crisis_line: CrisisLine,
    pub point_of_contact: PointOfContact,
    pub frame: Frame,
    /// Words that a search passes over where it looks for others too, in small letters.
    #[serde(default)]
    pub search_passes_over: Vec<String>,
    pub wording: Wording,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its address on the site map.
    pub id: String,
    pub title: String,
}

/// The words of the frame around every page, which the app never renders.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The link past the menu.
    pub skip: String,
    pub menu: String,
    /// The accessible name of the menu.
    pub menu_label: String,
    /// The accessible name of the links at the foot of the page.
    pub footer_label: String,
    /// The link from the foot of the page to a section on the site map, where the section is long: `{section}`.
    pub whole_section: String,
    /// The accessible name of the crisis line's bar.
    pub crisis_label: String,
    /// Said once a section's address is on the clipboard.
    pub link_copied: String,
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
    let region = 0..file.text.len();
    let read = yaml::parse(file, region.clone()).and_then(|node| Ok((node, yaml::read(file, region)?)));
    match read {
        Ok((node, settings)) => {
            words::check(&Prose::of_yaml(file, &node), problems);
            let located = Located { settings, file: file.clone(), node };
            check(&located, problems);
            Some(located)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

fn check(located: &Located, problems: &mut Vec<Diagnostic>) {
    check_placeholders(located, problems);
    check_addresses(located, problems);
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
    let patterns: [(&[&str], &str, &[&str]); 10] = [
        (&["tab_title"], tab_title, &["page", "site"]),
        (&["date_format"], date_format, &["month", "day", "year"]),
        (&["frame", "whole_section"], &frame.whole_section, &["section"]),
        (&["wording", "mark"], &wording.mark, &["number"]),
        (&["wording", "back_to_mark"], &wording.back_to_mark, &["number", "occurrence"]),
        (&["wording", "section_link"], &wording.section_link, &["section"]),
        (&["wording", "reviewed"], &wording.reviewed, &["date", "by"]),
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

fn check_addresses(located: &Located, problems: &mut Vec<Diagnostic>) {
    let Settings { address, crisis_line, point_of_contact, .. } = &located.settings;
    if let Some(address) = address
        && (!links::is_outside(address) || !address.starts_with("https:") || address.ends_with('/'))
    {
        let message = "the site's address must begin with `https://` and end without a slash";
        problems.push(located.problem(Rule::Setting, &["address"], message));
    }
    let mut check = |path: &[&str], link: &ContactLink| {
        if !links::is_outside(&link.address) {
            let message = format!("`{}` is not an address that a link may lead to", link.address);
            problems.push(located.problem(Rule::LinkScheme, path, message));
        }
    };
    let CrisisLine { title: _, call, text, chat, emergency } = crisis_line;
    for (key, link) in [("call", call), ("text", text), ("chat", chat), ("emergency", emergency)] {
        check(&["crisis_line", key, "address"], link);
    }
    let PointOfContact { phone, email, page, how_to_find, .. } = point_of_contact;
    for (key, link) in [("phone", phone), ("email", email), ("page", page)] {
        if let Some(link) = link {
            check(&["point_of_contact", key, "address"], link);
        }
    }
    for (index, step) in how_to_find.iter().enumerate() {
        if let Some(link) = &step.link {
            check(&["point_of_contact", "how_to_find", &index.to_string(), "link", "address"], link);
        }
    }
}
