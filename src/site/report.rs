//! Diagnostics in words: the file, the line and column, the line itself, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level as Severity, Origin, Renderer, Snippet};
use serde::Serialize;

use super::diagnostic::Diagnostic;
use super::reading::Figures;
use super::rule::Level;

/// Nobody reads more at once; and the first ones mended, others often go with them.
const MOST_SHOWN: usize = 100;

/// Renders the first diagnostics, in order, then how many more there are, and a line with the counts.
pub fn render(diagnostics: &[Diagnostic], colored: bool) -> String {
    let renderer = if colored { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let mut report = String::new();
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        report.push_str(&one(&renderer, diagnostic));
        report.push_str("\n\n");
    }
    if diagnostics.len() > MOST_SHOWN {
        report.push_str(&format!(
            "and {} more, which are told when these are mended\n\n",
            diagnostics.len() - MOST_SHOWN
        ));
    }
    report.push_str(&summary(diagnostics));
    report.push('\n');
    report
}

/// A diagnostic for programs.
#[derive(Serialize)]
struct Told<'a> {
    /// Below the site's root, with forward slashes.
    file: &'a str,
    /// It and the column count from 1, and are `null` for a file that has no text.
    line: Option<usize>,
    /// In characters.
    column: Option<usize>,
    /// `error` or `warning`.
    level: &'static str,
    rule: &'static str,
    message: &'a str,
    help: &'a str,
}

/// All diagnostics, in order, as an array of JSON.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let told: Vec<_> = diagnostics.iter().map(told).collect();
    serde_json::to_string_pretty(&told).unwrap_or_default() + "\n"
}

/// All diagnostics, in order, as GitHub's workflow commands, which show each beside its line in a pull request.
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let one = |diagnostic: &Diagnostic| {
        let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
        let place = diagnostic.line_and_column().map(|(line, column)| format!(",line={line},col={column}"));
        format!(
            "::{} file={}{},title={}::{}\n",
            level(diagnostic),
            property(&diagnostic.file.path),
            place.unwrap_or_default(),
            property(diagnostic.rule.name()),
            escaped(&format!("{}\nhelp: {}", diagnostic.message, diagnostic.help)),
        )
    };
    diagnostics.iter().map(one).collect()
}

fn told(diagnostic: &Diagnostic) -> Told<'_> {
    let Diagnostic { rule, file, message, help, .. } = diagnostic;
    let (line, column) = diagnostic.line_and_column().unzip();
    Told { file: &file.path, line, column, level: level(diagnostic), rule: rule.name(), message, help }
}

/// Text that cannot end a workflow command, and comes out of it as it went in.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn level(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.level {
        Level::Error | Level::Overdue => "error",
        Level::Warning => "warning",
    }
}

/// How hard each page is to read, as an aligned table.
pub fn reading(pages: &[(String, Option<Figures>)]) -> String {
    let width = pages.iter().map(|(path, _)| path.len()).max().unwrap_or_default();
    let head =
        "Flesch Reading Ease (60 and more is plain) and Flesch-Kincaid grade (8 and less is plain), names left out";
    let mut table = format!("{head}\n{:width$}  words   ease  grade\n", "page");
    for (path, figures) in pages {
        let line = match figures {
            Some(Figures { words, ease, grade, .. }) => format!("{path:width$}  {words:5}  {ease:5.1}  {grade:5.1}\n"),
            None => format!("{path:width$}  {:>5}  {:>5}  {:>5}\n", 0, "-", "-"),
        };
        table.push_str(&line);
    }
    table
}

fn one(renderer: &Renderer, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.level {
        Level::Error | Level::Overdue => Severity::ERROR,
        Level::Warning => Severity::WARNING,
    };
    let title = severity.primary_title(&diagnostic.message).id(diagnostic.rule.name());
    let help = Severity::HELP.message(&diagnostic.help);
    let file = &diagnostic.file;
    let group = if file.text.is_empty() {
        title.element(Origin::path(&*file.path)).element(help)
    } else {
        let span = first_line(&file.text, diagnostic.span.clone());
        let snippet = Snippet::source(&*file.text).path(&*file.path).annotation(AnnotationKind::Primary.span(span));
        title.element(snippet).element(help)
    };
    renderer.render(&[group])
}

/// The part of a span on its first line: an author needs the place, not the whole paragraph.
fn first_line(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let line = text[span.clone()].split('\n').next().unwrap_or_default().trim_end();
    span.start..span.start + line.len()
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let warnings = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Warning).count();
    format!("{}, {}", counted(diagnostics.len() - warnings, "error"), counted(warnings, "warning"))
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
