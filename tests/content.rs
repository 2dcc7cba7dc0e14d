//! Content is read, checked and refused as the examples on disk say. A new case is a new file:
//!
//! - `documents/<case>.md` is a page, and beside it the document that it becomes;
//! - `diagnostics/<case>.md` is a page with problems, and beside it the report about them;
//! - `diagnostics/<case>/` holds other files with problems, by their place in the site, and their report. A file that ends
//!   in `.missing` says that the site lacks it;
//! - `diagnostics/<case>.edit` says which lines of the site's files are replaced by which, and beside it stands the report.
//!
//! Each is put into the small site in `sites/base`. Run with `SNAPSHOTS=overwrite` to write down what is there now.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use snapbox::{Assert, Data, IntoData};
use whole_health_guide::site::files::{File, Files};
use whole_health_guide::site::quality;
use whole_health_guide::site::report;
use whole_health_guide::site::rule::{Level, Rule};
use whole_health_guide::site::settings;
use whole_health_guide::site::{self, Loaded};

#[path = "screen/edit.rs"]
mod edit;

const BASE: &str = "tests/sites/base";

/// Where the page of an example stands in the site.
const EXAMPLE: &str = "content/pages/example.md";

fn today() -> Date {
    date(2026, 11, 21)
}

#[test]
fn pages_become_documents() {
    let mut expectations = Expectations::default();
    for case in entries("tests/documents").filter(|path| has_extension(path, "md")) {
        let loaded = load_with_page(&case);
        let report = report::render(&loaded.diagnostics, false);
        let content = loaded.content.unwrap_or_else(|| panic!("{}:\n{report}", case.display()));
        let page = content.pages.iter().find(|page| page.path == "example/").expect("the example is a page");
        expectations.json(&page.document, &case.with_extension("json"));
    }
    expectations.finish();
}

#[test]
fn a_site_becomes_pages_with_trails_neighbours_and_lists() {
    let loaded = site::check(&Files::read(Path::new(BASE)), today());
    let content = loaded.content.expect("the base site has no error");
    let mut expectations = Expectations::default();
    expectations.json(&(&content.pages, &content.menu), Path::new("tests/sites/base.json"));
    expectations.finish();
}

/// The judgements of `quality/quality.yaml` on the small site, and the scores that follow from them and from its pages.
#[test]
fn judgements_become_scores() {
    let mut files = Files::read(Path::new(BASE));
    let judgements = fs::read("tests/quality/quality.yaml").expect("the case can be read");
    files.insert(quality::PATH, File::Bytes(judgements));
    let content = site::check(&files, today()).content.expect("the site has no error");
    let mut expectations = Expectations::default();
    expectations.text(quality::report(&quality::scores(&content)), Path::new("tests/quality/report.txt"));
    expectations.finish();
}

#[test]
fn every_problem_is_reported() {
    let mut expectations = Expectations::default();
    for (case, loaded) in refused() {
        let report = report::render(&loaded.diagnostics, false);
        let expected = if case.is_dir() { case.join("report.txt") } else { case.with_extension("txt") };
        expectations.text(report, &expected);
    }
    expectations.finish();
}

#[test]
fn every_rule_has_an_example() {
    let cases = refused().into_iter().map(|(_, loaded)| loaded);
    let broken: BTreeSet<Rule> = cases.chain([huge(EXAMPLE)]).flat_map(|loaded| rules(&loaded)).collect();
    // The rules of the self-screen have examples of their own, in `tests/screen/problems`.
    let rules = Rule::ALL.iter().filter(|rule| !Rule::OF_THE_SELF_SCREEN.contains(rule));
    let without: Vec<_> = rules.filter(|rule| !broken.contains(rule)).collect();
    assert!(without.is_empty(), "no example breaks {without:?}");
}

#[test]
fn what_has_an_error_is_no_content() {
    for (case, loaded) in refused() {
        let has_error = rules(&loaded).iter().any(|rule| rule.level() == Level::Error);
        assert_eq!(loaded.content.is_none(), has_error, "{}", case.display());
    }
}

#[test]
fn a_huge_file_is_not_even_read() {
    assert_eq!(rules(&huge(EXAMPLE)), [Rule::FileTooLarge]);
    assert_eq!(rules(&huge("static/img/positions.svg")), [Rule::FileTooLarge]);
}

/// What would exhaust the memory of a reader is refused before it can, and told once.
#[test]
fn nesting_has_a_limit() {
    for depth in [30, 2_000, 100_000] {
        for (path, text) in [
            (EXAMPLE, ">".repeat(depth)),
            (EXAMPLE, "- ".repeat(depth)),
            (EXAMPLE, "*a **a ".repeat(depth) + &"** *".repeat(depth)),
            (EXAMPLE, "![".repeat(depth) + &"](a)".repeat(depth)),
            ("content/glossary.yaml", "[".repeat(depth) + &"]".repeat(depth)),
            ("content/glossary.yaml", "- ".repeat(depth) + "x"),
            ("content/glossary.yaml", "{a: ".repeat(depth) + &"}".repeat(depth)),
        ] {
            let mut files = Files::read(Path::new(BASE));
            files.insert(path, File::Bytes(text.into_bytes()));
            let nesting = rules(&site::check(&files, today())).into_iter().filter(|rule| *rule == Rule::Nesting);
            assert!(nesting.count() <= 1, "{path}");
        }
    }
}

/// Ten times as much takes about ten times as long, which this test only shows by coming to an end.
#[test]
fn many_of_a_kind_are_read_in_time() {
    let many = |text: &dyn Fn(usize) -> String| (0..10_000).map(text).collect::<String>();
    for text in [
        many(&|number| format!("## Words {{#a{number}}}\n\n")),
        many(&|number| format!("[words](#b{number})\n")),
        many(&|number| format!("a[^b{number}]\n")),
        many(&|number| format!("[^c{number}]: words\n\n")),
        many(&|_| "a[^nccih] ".to_owned()),
    ] {
        let mut files = Files::read(Path::new(BASE));
        files.insert(EXAMPLE, File::Bytes(text.into_bytes()));
        let loaded = site::check(&files, today());
        assert!(report::render(&loaded.diagnostics, false).lines().count() < 2_000);
    }
}

/// Apart from the review dates: those are a matter of the day, which is for `site check` to ask.
#[test]
fn the_content_of_this_repository_has_no_error() {
    let mut problems = site::load(Path::new("."), today()).diagnostics;
    problems.retain(|problem| problem.level == Level::Error);
    problems.retain(|problem| !matches!(problem.rule, Rule::ReviewDates | Rule::ReviewOverdue));
    assert!(problems.is_empty(), "{}", report::render(&problems, false));
}

/// `SNAPSHOTS=overwrite` writes the schema anew that an editor's own program reads.
#[test]
fn the_schema_of_the_settings_is_that_of_the_types() {
    let mut expectations = Expectations::default();
    expectations.text(settings::schema(), Path::new("content/site.schema.json"));
    expectations.finish();
}

/// The cases of `tests/diagnostics`, each with what came of it.
fn refused() -> Vec<(PathBuf, Loaded)> {
    let load = |case: PathBuf| {
        let load = match case.extension().and_then(|extension| extension.to_str()) {
            Some("md") => load_with_page,
            Some("edit") => load_with_edits,
            None => load_with_files,
            Some(_) => return None,
        };
        let loaded = load(&case);
        Some((case, loaded))
    };
    entries("tests/diagnostics").filter_map(load).collect()
}

fn load_with_page(page: &Path) -> Loaded {
    let mut files = Files::read(Path::new(BASE));
    files.insert(EXAMPLE, File::Bytes(fs::read(page).expect("the case can be read")));
    site::check(&files, today())
}

fn load_with_files(folder: &Path) -> Loaded {
    let mut files = Files::read(Path::new(BASE));
    let case = Files::read(folder);
    for path in case.paths_below("") {
        match path.strip_suffix(".missing") {
            Some(path) => files.remove(path),
            None => files.insert(path, case.get(path).expect("the path was just listed").clone()),
        }
    }
    site::check(&files, today())
}

fn load_with_edits(case: &Path) -> Loaded {
    let mut files = Files::read(Path::new(BASE));
    let text = fs::read_to_string(case).expect("the case can be read");
    for (path, from, to) in edit::edits(&text) {
        let before = files.text(path).expect("the site has the file");
        files.insert(path, File::Bytes(edit::apply(&before.text, &from, &to).into_bytes()));
    }
    site::check(&files, today())
}

/// The site with a file of one byte more than one may have.
fn huge(path: &str) -> Loaded {
    let root = std::env::temp_dir().join(format!("whole-health-guide-{}", std::process::id()));
    let root = root.join(std::thread::current().name().unwrap_or_default());
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("a folder can be made");
    fs::File::create(&file).and_then(|file| file.set_len(1_000_001)).expect("a file can be made");
    let huge = Files::read(&root).get(path).expect("the file is there").clone();
    fs::remove_dir_all(&root).expect("the folder can be removed");
    let mut files = Files::read(Path::new(BASE));
    files.insert(path, huge);
    site::check(&files, today())
}

fn rules(loaded: &Loaded) -> Vec<Rule> {
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

fn entries(folder: &str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of cases is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths.into_iter()
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|of_path| of_path == extension)
}

/// Compares with files, and fails once, after all of them.
#[derive(Default)]
struct Expectations {
    failures: String,
}

impl Expectations {
    fn json(&mut self, actual: &impl serde::Serialize, expected: &Path) {
        let text = serde_json::to_string_pretty(actual).expect("content can be written as JSON");
        self.text(text + "\n", expected);
    }

    fn text(&mut self, actual: String, expected: &Path) {
        let expected = Data::read_from(expected, Some(snapbox::data::DataFormat::Text)).raw();
        let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
        if let Err(error) = assert.try_eq(None, actual.into_data(), expected) {
            self.failures.push_str(&error.to_string());
        }
    }

    fn finish(self) {
        assert!(self.failures.is_empty(), "{}", self.failures);
    }
}
