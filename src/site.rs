//! The native side: reads `content/`, reports every problem at once, and makes pages of what has none.
//!
//! In reading order:
//! - [`files`]: the rim, which reads every file once. All else takes values and returns values. [`raw`] is what none of them
//!   may hold.
//! - [`diagnostic`], [`rule`], [`report`]: a problem as data, the closed list of what can be one, and its words;
//!   [`suggest`] is what was probably meant.
//! - [`yaml`], [`fields`]: YAML with places; [`front_matter`], [`settings`], [`sources`], [`glossary`] are read with them.
//! - [`markdown`]: a page's text as a [`Document`](crate::document::Document); [`notes`], [`pictures`], [`links`],
//!   [`contact`] and [`prose`] are what it finds there.
//! - [`leftover`], [`words`], [`reading`]: what still looks like markup, what the site never says, and how hard it is to read.
//! - [`draft`], [`pages`]: the checks of one page, and of all pages together.
//! - [`questionnaire`]: the self-screen; [`fhir`] is how other programs read it.
//! - [`quality`]: how well each page serves its reader.
//! - [`terms`], [`paper`], [`assemble`]: checked drafts become pages.
//! - [`prerender`], [`search`], [`build`], [`output`]: pages become the files of the site.
//! - [`package`]: what the npm package holds besides the wasm and its loader.
//! - [`headers`]: what a host says with each of them.
//!
//! It never asks the clock (the day is passed in), and nothing that it has objected to becomes a page.

pub mod assemble;
pub mod build;
pub mod contact;
pub mod diagnostic;
pub mod draft;
pub mod fhir;
pub mod fields;
pub mod files;
pub mod front_matter;
pub mod glossary;
pub mod headers;
pub mod leftover;
pub mod links;
pub mod markdown;
pub mod notes;
pub mod output;
pub mod package;
pub mod pages;
pub mod paper;
pub mod pictures;
pub mod prerender;
pub mod prose;
pub mod quality;
pub mod questionnaire;
pub mod raw;
pub mod reading;
pub mod report;
pub mod rule;
pub mod search;
pub mod settings;
pub mod sources;
pub mod style;
pub mod suggest;
pub mod terms;
pub mod words;
pub mod yaml;

use std::path::Path;

use jiff::civil::Date;

use crate::guide::Guide;
use crate::page::{Layout, Page, PageLink};
use crate::screen::Questionnaires;
use diagnostic::Diagnostic;
use draft::Draft;
use files::Files;
use glossary::Glossary;
use markdown::Known;
use quality::Judgements;
use reading::Figures;
use rule::Level;
use settings::Settings;
use sources::Sources;

/// A site whose content has no error.
#[derive(Clone, Debug)]
pub struct Content {
    pub settings: Settings,
    pub sources: Sources,
    /// Home, then section by section in reading order, then the page for unknown addresses.
    pub pages: Vec<Page>,
    pub menu: Vec<PageLink>,
    /// None for a site without a page for it.
    pub questionnaires: Option<Questionnaires>,
    /// How hard each page is to read, by its file; none for a page without a sentence.
    pub reading: Vec<(String, Option<Figures>)>,
    /// What people judged of the pages.
    pub quality: Judgements,
    /// Every form of every term of the glossary, with the term's id.
    pub terms: Vec<(String, String)>,
}

impl Content {
    /// The page with a layout of which a site has one.
    pub fn page(&self, layout: Layout) -> Option<&Page> {
        self.pages.iter().find(|page| page.layout == layout)
    }

    /// What every page shares, for a site that is served from `base`.
    pub fn guide(&self, base: &str) -> Guide {
        let about = self.settings.about.as_deref().map(links::path_of);
        let Settings { name, crisis_line, point_of_contact, wording, .. } = self.settings.clone();
        let path = |layout| self.page(layout).map(|page| page.path.clone());
        let (self_screen, search) = (path(Layout::SelfScreen), path(Layout::Search));
        Guide { base: base.to_owned(), name, self_screen, search, about, crisis_line, point_of_contact, wording }
    }
}

/// What reading a site came to.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// None if a diagnostic is an error.
    pub content: Option<Content>,
    /// Every problem of every file, by file and place. Warnings can stand beside content.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The same for a draft, in which overdue reviews are told but refuse nothing.
    pub fn draft(mut self) -> Self {
        for problem in self.diagnostics.iter_mut().filter(|problem| problem.level == Level::Overdue) {
            problem.level = Level::Warning;
        }
        self
    }

    /// The content, if nothing stands against it.
    pub fn accepted(self) -> Option<Content> {
        let is_fine = self.diagnostics.iter().all(|problem| problem.level == Level::Warning);
        self.content.filter(|_| is_fine)
    }
}

/// Reads and checks the site whose `content/` and `static/` stand below `root`, as of `today`.
pub fn load(root: &Path, today: Date) -> Loaded {
    check(&Files::read(root), today)
}

/// Checks a site's files, and makes its pages if they have no error.
pub fn check(files: &Files, today: Date) -> Loaded {
    let mut problems = Vec::new();
    files.check(&mut problems);
    pictures::check(files, &mut problems);
    let settings = read(files, settings::PATH, &mut problems, settings::parse).flatten();
    let sources = read(files, sources::PATH, &mut problems, sources::parse).flatten();
    let glossary = read(files, glossary::PATH, &mut problems, Glossary::parse).unwrap_or_default();
    let pictures = pictures::read(files);
    let known = Known { sources: sources.as_ref(), pictures: &pictures };

    let mut drafts = Vec::new();
    let names = pages::names(files, &mut problems);
    for name in &names {
        let path = format!("{}{name}.md", pages::FOLDER);
        let draft = read(files, &path, &mut problems, |file, problems| {
            Draft::read(name, file.clone(), &known, &glossary, today, problems)
        });
        drafts.extend(draft);
    }
    let has_screen = drafts.iter().any(|draft| draft.layout() == Some(Layout::SelfScreen));
    let known = questionnaire::Known { sources: sources.as_ref(), pages: &names, today };
    let parse = |file: &_, problems: &mut _| questionnaire::parse(file, known, problems);
    let questionnaires = has_screen.then(|| read(files, questionnaire::PATH, &mut problems, parse)?).flatten();
    pages::check(&drafts, settings.as_ref(), &glossary, files, &mut problems);
    let judged: Vec<&str> = drafts
        .iter()
        .filter(|draft| draft.layout().is_none_or(Layout::has_lead))
        .map(|draft| draft.name.as_str())
        .collect();
    let parse = |file: &_, problems: &mut _| Judgements::parse(file, &judged, today, problems);
    // A site without the file has simply not been judged.
    let quality = files.get(quality::PATH).and_then(|_| read(files, quality::PATH, &mut problems, parse));
    diagnostic::sort(&mut problems);
    let problems = diagnostic::by_cause(problems);

    let has_error = problems.iter().any(|problem| problem.level == Level::Error);
    let content = settings.zip(sources).filter(|_| !has_error).and_then(|(located, sources)| {
        let settings = located.settings;
        let questionnaires = questionnaires.map(|both| fhir::published(both, &settings));
        let reading = drafts.iter().map(|draft| (draft.file.path.to_string(), draft.reading)).collect();
        // The words on paper speak to the Veteran.
        let questionnaire = questionnaires.as_ref().map(|both| &both.for_veteran);
        let pages = assemble::pages(drafts, &settings, &glossary, &sources, questionnaire, today)?;
        let menu = assemble::menu(&settings, &pages);
        let terms = glossary.forms().map(|(form, id)| (form.to_owned(), id.to_owned())).collect();
        let quality = quality.unwrap_or_default();
        Some(Content { settings, sources, pages, menu, questionnaires, reading, quality, terms })
    });
    Loaded { content, diagnostics: problems }
}

/// Reads one file as text and hands it on; a file that has no text is reported.
fn read<T>(
    files: &Files,
    path: &str,
    problems: &mut Vec<Diagnostic>,
    parse: impl FnOnce(&diagnostic::SourceFile, &mut Vec<Diagnostic>) -> T,
) -> Option<T> {
    match files.text(path) {
        Ok(file) => {
            raw::check(&file, problems);
            Some(parse(&file, problems))
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
