//! Where a link of the content leads. What it names is looked up once every page is known.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::contact;
use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;
use super::suggest;
use super::yaml::At;
use crate::document::Target;
use crate::view::{screen, search};

/// Link words that say nothing to somebody who hears or sees the links alone.
const VAGUE: [&str; 14] = [
    "here",
    "click here",
    "go here",
    "see here",
    "this",
    "this link",
    "this page",
    "link",
    "page",
    "more",
    "read more",
    "learn more",
    "see more",
    "more information",
];

/// The name of the page for unknown addresses, which has no address of its own.
pub const NOT_FOUND: &str = "404";

/// A link as it stands in a file, before anybody knows whether its page exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The page's file without `.md`; none for a section of the same page.
    pub page: Option<String>,
    pub fragment: Option<String>,
    pub file: SourceFile,
    pub span: Range<usize>,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    Inside { page: Option<String>, fragment: Option<String> },
    Outside(String),
}

impl Destination {
    /// As the views know it.
    pub fn target(&self) -> Target {
        match self {
            Self::Inside { page: Some(page), fragment } => Target::Page(path_of(page), fragment.clone()),
            Self::Inside { page: None, fragment } => Target::Section(fragment.clone().unwrap_or_default()),
            Self::Outside(address) => Target::Outside(address.clone()),
        }
    }
}

/// Reads an address, or says which rule it breaks.
pub fn destination(address: &str) -> Result<Destination, (Rule, String)> {
    if let Some(scheme) = scheme(address) {
        return match is_outside(address) {
            true => Ok(Destination::Outside(address.to_owned())),
            false => Err((Rule::LinkScheme, format!("a link may not lead to a `{scheme}:` address like `{address}`"))),
        };
    }
    let (file, fragment) = match address.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment.to_owned())),
        None => (address, None),
    };
    if file.contains(['/', '\\']) || file.contains("..") {
        return Err((Rule::OutsideContent, format!("`{file}` is not the name of a file in content/pages")));
    }
    if file.is_empty() {
        return match fragment {
            Some(_) => Ok(Destination::Inside { page: None, fragment }),
            None => Err((Rule::UnknownPage, "the link leads nowhere".to_owned())),
        };
    }
    match file.strip_suffix(".md") {
        Some(page) => Ok(Destination::Inside { page: Some(page.to_owned()), fragment }),
        None => Err((Rule::UnknownPage, format!("`{file}` is not the name of a page's file"))),
    }
}

/// Whether an address leads out of the site in a way that a link may: by one of four schemes, in their proper form. Any
/// other could run a script, or load a page without encryption.
pub fn is_outside(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let is_hidden = |letter: char| letter.is_whitespace() || letter.is_control();
    let has_form = match scheme {
        "https" => rest.strip_prefix("//").is_some_and(|host| host.starts_with(char::is_alphanumeric)),
        "tel" | "sms" => contact::is_number(rest),
        "mailto" => contact::is_mailbox(rest),
        _ => false,
    };
    has_form && !address.contains(is_hidden)
}

/// Whether words make sense as a link's only words.
pub fn is_vague(words: &str) -> bool {
    let words = words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    VAGUE.contains(&words.as_str())
}

/// Whether a text has the form of an id: small letters, digits and single hyphens, a letter first.
pub fn is_fragment(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && is_name(text)
}

/// The ids that the views give to parts of a page by name. A test holds them against every page that is built.
const RESERVED: &[&str] = &[
    "announcer",
    "cleared",
    "contents",
    "error",
    "hint",
    "in-short",
    "instruction",
    "main",
    "next-step",
    "page",
    "search-privacy",
    "sources",
    screen::APP_FAILED,
    screen::BEGUN_AGAIN,
    screen::ERROR_SUMMARY,
    search::ALL_PAGES,
    search::FIELD,
];

/// Whether the views give this id to a part of some page.
pub fn is_reserved(id: &str) -> bool {
    let is_numbered = |rest: &str| rest.split('-').all(|part| part.parse::<u32>().is_ok());
    RESERVED.contains(&id)
        || ["note-", "mark-", "answer-"].iter().any(|start| id.strip_prefix(start).is_some_and(is_numbered))
        || id.starts_with("term-")
}

/// Whether a text has the form of a page's name, which may also begin with a digit.
pub fn is_name(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(part)
}

/// Reports an id of a YAML file that cannot be an address on the page that shows it.
pub fn check_id(id: &At<String>, file: &SourceFile, problems: &mut Vec<Diagnostic>) {
    if !is_fragment(&id.value) {
        problems.push(file.problem(Rule::IdForm, id.span.clone(), format!("`{}` cannot be an id", id.value)));
    } else if is_reserved(&id.value) {
        let message = format!("`{}` is an address that the site itself uses", id.value);
        problems.push(file.problem(Rule::ReservedId, id.span.clone(), message));
    }
}

/// A page's path below the base, by the name of its file.
pub fn path_of(page: &str) -> String {
    match page {
        "index" => String::new(),
        // Static hosts look for this very name.
        NOT_FOUND => "404.html".to_owned(),
        page => format!("{page}/"),
    }
}

/// With how many sections of a page an unknown one is compared: more than any page has that people wrote.
const MOST_COMPARED: usize = 500;

/// Looks every link up among the pages, each with the addresses of its sections.
pub fn check(links: &[(&str, &Link)], anchors: &BTreeMap<&str, BTreeSet<String>>, problems: &mut Vec<Diagnostic>) {
    for (from, link) in links {
        let page = link.page.as_deref().unwrap_or(from);
        let leads_to_error = link.page.as_deref() == Some(NOT_FOUND);
        let Some(ids) = anchors.get(page).filter(|_| !leads_to_error) else {
            let message = format!("there is no page `{page}.md` that a link can lead to");
            let pages: Vec<_> = anchors.keys().copied().filter(|page| *page != NOT_FOUND).collect();
            let problem = link.file.problem(Rule::UnknownPage, link.span.clone(), message);
            let problem = match suggest::nearest(page, pages) {
                Some(nearest) => problem.with_help(format!("did you mean `{nearest}.md`?")),
                None => problem,
            };
            problems.push(problem.about(format!("page {page}")));
            continue;
        };
        if let Some(fragment) = link.fragment.as_ref().filter(|fragment| !ids.contains(*fragment)) {
            let message = format!("the page `{page}.md` has no section `{fragment}`");
            let known: Vec<_> = ids.iter().take(MOST_COMPARED).map(String::as_str).collect();
            let problem = link.file.problem(Rule::UnknownAnchor, link.span.clone(), message);
            let problem = problem.with_help(match known.is_empty() {
                true => "link to the page without a section, because it has none".to_owned(),
                false => suggest::help(fragment, &known, "name one of its sections"),
            });
            problems.push(problem.about(format!("section {page}#{fragment}")));
        }
    }
}

/// What stands before the colon of an address with a scheme. White space and control characters in it are skipped, as a
/// browser does.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let scheme: String = scheme.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    is_scheme.then_some(scheme)
}
