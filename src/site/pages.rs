//! What only all pages together can tell: addresses, links, places, and the special pages that every site needs.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, SourceFile};
use super::draft::Draft;
use super::files::Files;
use super::glossary::Glossary;
use super::links;
use super::paper;
use super::rule::Rule;
use super::settings::{Located, Settings};
use crate::page::Layout;

/// Where pages live.
pub const FOLDER: &str = "content/pages/";

/// The files that are pages, by name, after reporting those that are not.
pub fn names(files: &Files, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut names = Vec::new();
    for path in files.paths_below(FOLDER) {
        let file = SourceFile::new(path, "");
        let rest = &path[FOLDER.len()..];
        match rest.strip_suffix(".md").filter(|name| !name.contains('/')) {
            // A desktop's own files, such as `.DS_Store`.
            _ if rest.starts_with('.') => {}
            None => problems.push(file.problem(Rule::UnexpectedFile, 0..0, "this file is not a page")),
            Some(name) if !links::is_name(name) => {
                problems.push(file.problem(Rule::FileName, 0..0, format!("`{name}` cannot be a page's address")));
            }
            Some(name) => names.push(name.to_owned()),
        }
    }
    names
}

/// Checks the pages against each other, the settings, the glossary and the files that are published beside them.
pub fn check(
    drafts: &[Draft],
    settings: Option<&Located>,
    glossary: &Glossary,
    files: &Files,
    problems: &mut Vec<Diagnostic>,
) {
    check_layouts(drafts, glossary, problems);
    check_orders(drafts, problems);
    check_addresses(drafts, files, problems);
    if let Some(settings) = settings {
        check_sections(drafts, settings, problems);
        check_menu(drafts, settings, problems);
        check_ids(drafts, settings, glossary, problems);
    }
    let anchors = anchors(drafts, settings, glossary);
    let all: Vec<_> =
        drafts.iter().flat_map(|draft| draft.parsed.links.iter().map(|link| (draft.name.as_str(), link))).collect();
    links::check(&all, &anchors, problems);
}

/// Some layouts stand for a page that the site has once, at a known place.
fn check_layouts(drafts: &[Draft], glossary: &Glossary, problems: &mut Vec<Diagnostic>) {
    for (index, draft) in drafts.iter().enumerate() {
        let Some(front) = &draft.front else { continue };
        let layout = front.layout.value;
        let mut report = |message: String| {
            problems.push(draft.file.problem(Rule::LayoutPlace, front.layout.span.clone(), message));
        };
        match (draft.name.as_str(), layout) {
            ("index", Layout::Home) | ("404", Layout::NotFound) => {}
            ("index", _) => report("the page `index.md` is the home page, and needs `layout: home`".to_owned()),
            ("404", _) => report("the page `404.md` needs `layout: not-found`".to_owned()),
            (_, Layout::Home) => report("only `index.md` is the home page".to_owned()),
            (_, Layout::NotFound) => report("only `404.md` is the page for unknown addresses".to_owned()),
            (_, Layout::Article | Layout::Worksheet) => {}
            (_, Layout::Glossary | Layout::SiteMap | Layout::SelfScreen | Layout::Search) => {
                let earlier = drafts[..index].iter().find(|earlier| earlier.layout() == Some(layout));
                if let Some(earlier) = earlier {
                    report(format!("`{}.md` has this layout already", earlier.name));
                }
            }
        }
    }
    for name in ["index", "404"] {
        if !drafts.iter().any(|draft| draft.name == name) {
            let file = SourceFile::new(format!("{FOLDER}{name}.md"), "");
            problems.push(file.problem(Rule::CannotRead, 0..0, "the site needs this page, and it is not there"));
        }
    }
    // A page whose front matter could not be read may be the one.
    let is_complete = drafts.iter().all(|draft| draft.front.is_some());
    let has = |layout| drafts.iter().any(|draft| draft.layout() == Some(layout));
    if is_complete && !has(Layout::SiteMap) {
        let file = SourceFile::new(FOLDER.trim_end_matches('/'), "");
        let message = "no page has `layout: site-map`, and the trail of every page leads there";
        problems.push(file.problem(Rule::LayoutPlace, 0..0, message));
    }
    if is_complete && !has(Layout::Glossary) && !glossary.is_empty() {
        let message = "no page has `layout: glossary`, so nothing shows these terms";
        problems.push(glossary.file().problem(Rule::LayoutPlace, 0..0, message));
    }
}

fn check_orders(drafts: &[Draft], problems: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<(&str, i32), &str> = BTreeMap::new();
    for draft in drafts {
        let Some(place) = draft.front.as_ref().and_then(|front| front.place.as_ref()) else { continue };
        if let Some(other) = taken.insert((&place.section.value, place.order.value), &draft.name) {
            let message = format!("`{other}.md` has this place in the section already");
            problems.push(draft.file.problem(Rule::DuplicateOrder, place.order.span.clone(), message));
        }
    }
}

fn check_addresses(drafts: &[Draft], files: &Files, problems: &mut Vec<Diagnostic>) {
    for draft in drafts {
        let prefix = format!("static/{}", draft.name);
        let is_taken = |path: &str| path == prefix || path[prefix.len()..].starts_with('/');
        if let Some(other) = files.paths_below(&prefix).find(|path| is_taken(path)) {
            let message = format!("the page's address is also that of `{other}`");
            problems.push(draft.file.problem(Rule::DuplicateAddress, 0..0, message));
        }
    }
}

fn check_sections(drafts: &[Draft], settings: &Located, problems: &mut Vec<Diagnostic>) {
    let sections = &settings.settings.sections;
    for draft in drafts {
        let Some(place) = draft.front.as_ref().and_then(|front| front.place.as_ref()) else { continue };
        if !sections.iter().any(|section| section.id == place.section.value) {
            let known: Vec<_> = sections.iter().map(|section| format!("`{}`", section.id)).collect();
            let message = format!("there is no section `{}`", place.section.value);
            let problem = draft.file.problem(Rule::UnknownSection, place.section.span.clone(), message);
            problems.push(problem.with_help(format!("name a section of content/site.yaml: {}", known.join(", "))));
        }
    }
}

fn check_menu(drafts: &[Draft], settings: &Located, problems: &mut Vec<Diagnostic>) {
    let Settings { menu, about, help, .. } = &settings.settings;
    for (key, page) in [("about", about), ("help", help)] {
        if let Some(page) = page.as_ref().filter(|page| !drafts.iter().any(|draft| draft.name == **page)) {
            problems.push(settings.problem(Rule::UnknownPage, &[key], format!("there is no page `{page}.md`")));
        }
    }
    for (index, page) in menu.iter().enumerate() {
        let place = ["menu", &index.to_string()];
        if !drafts.iter().any(|draft| draft.name == *page) {
            problems.push(settings.problem(Rule::UnknownPage, &place, format!("there is no page `{page}.md`")));
        } else if menu[..index].contains(page) {
            problems.push(settings.problem(Rule::DuplicateKey, &place, format!("the menu has `{page}` twice")));
        }
    }
}

/// What a layout adds to a page's text brings ids of its own.
fn check_ids(drafts: &[Draft], settings: &Located, glossary: &Glossary, problems: &mut Vec<Diagnostic>) {
    for draft in drafts {
        let added = added_ids(draft, Some(settings), glossary);
        for heading in &draft.parsed.headings {
            if let Some(id) = heading.id.as_ref().filter(|id| added.contains(*id)) {
                let message = format!("`{id}` is the address of something that this page's layout adds");
                problems.push(draft.file.problem(Rule::DuplicateId, heading.span.clone(), message));
            }
        }
    }
}

/// What a link may name on each page.
fn anchors<'a>(
    drafts: &'a [Draft],
    settings: Option<&Located>,
    glossary: &Glossary,
) -> BTreeMap<&'a str, BTreeSet<String>> {
    let of = |draft: &'a Draft| {
        let mut ids = added_ids(draft, settings, glossary);
        ids.extend(draft.parsed.headings.iter().filter_map(|heading| heading.id.clone()));
        (draft.name.as_str(), ids)
    };
    drafts.iter().map(of).collect()
}

fn added_ids(draft: &Draft, settings: Option<&Located>, glossary: &Glossary) -> BTreeSet<String> {
    match draft.layout() {
        Some(Layout::Glossary) => glossary.ids().map(str::to_owned).collect(),
        Some(Layout::SiteMap | Layout::Search) => {
            let sections = settings.iter().flat_map(|located| &located.settings.sections);
            sections.map(|section| section.id.clone()).collect()
        }
        Some(Layout::SelfScreen) => paper::IDS.iter().map(|id| (*id).to_owned()).collect(),
        _ => BTreeSet::new(),
    }
}
