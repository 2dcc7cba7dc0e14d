//! What an author is told. Each file in `problems/` has the mistake that it is named after, most as an edit of
//! `no-problem.yaml`; the report stands beside it. The words around the questions are those of the real questionnaire.

use std::collections::BTreeSet;
use std::path::Path;

use whole_health_guide::site::diagnostic::{self, Diagnostic, SourceFile};
use whole_health_guide::site::questionnaire;
use whole_health_guide::site::report;
use whole_health_guide::site::rule::Rule;

use crate::{edit, real, snapshots};

const FOLDER: &str = "tests/screen/problems";

#[test]
fn files() {
    snapshots::check(FOLDER, "yaml", |text| report::render(&problems(&text), false));
    snapshots::check(FOLDER, "edit", |text| report::render(&problems(&edited(&text)), false));
}

#[test]
fn every_rule_has_a_file() {
    let mut broken = BTreeSet::new();
    let whole = snapshots::cases(FOLDER, "yaml").into_iter().map(|case| snapshots::read(&case));
    let edits = snapshots::cases(FOLDER, "edit").into_iter().map(|case| edited(&snapshots::read(&case)));
    for text in whole.chain(edits) {
        broken.extend(problems(&text).into_iter().map(|problem| problem.rule));
    }
    let missing: Vec<&Rule> = Rule::OF_THE_SELF_SCREEN.iter().filter(|rule| !broken.contains(rule)).collect();
    assert!(missing.is_empty(), "no file breaks {missing:?}");
}

/// One edit of the words around the real questions, and what is said of it.
#[test]
fn words_with_braces() {
    let position = "position: \"Question {position}\"";
    let foreign = "holds braces around something that the site does not replace";
    let table: &[(&str, &str, &[String])] = &[
        (position, "position: Question", &["`position` lacks {position}".to_owned()]),
        (
            position,
            "position: \"Question {number}\"",
            &["`position` lacks {position}".to_owned(), format!("`position` {foreign}")],
        ),
        ("privacy: Your answers", "privacy: Your {answers}", &[format!("`privacy` {foreign}")]),
        ("change: Change", "change: \"\"", &["`change` is empty".to_owned()]),
        ("      - It cannot examine", "      - \"\"\n      - It cannot examine", &["`limits` is empty".to_owned()]),
        (
            "  back: Back",
            "  sources: [\"\"]\n  back: Back",
            &["`sources` is not a key of this part of the file".to_owned()],
        ),
    ];
    let file = real::file(questionnaire::PATH);
    for (words, instead, expected) in table {
        assert!(file.text.contains(words), "the words {words} have changed: change this test too");
        let edited = SourceFile::new(questionnaire::PATH, file.text.replacen(words, instead, 1));
        let (questionnaire, problems) = real::parse(&edited);
        let told: Vec<&String> = problems.iter().map(|problem| &problem.message).collect();
        assert_eq!(told, expected.iter().collect::<Vec<_>>(), "{instead}");
        assert!(questionnaire.is_none());
    }
}

fn edited(edit: &str) -> String {
    let text = snapshots::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join("no-problem.yaml"));
    edit::edits(edit).into_iter().fold(text, |text, (_, from, to)| edit::apply(&text, &from, &to))
}

/// The problems of a file that leaves out the wording.
fn problems(text: &str) -> Vec<Diagnostic> {
    let whole = real::file(questionnaire::PATH).text;
    let (_, wording) = whole.split_once("\nwording:\n").expect("the real file has its wording last");
    let file = SourceFile::new(questionnaire::PATH, format!("{text}personal_words: [mine]\nwording:\n{wording}"));
    let (_, mut problems) = real::parse(&file);
    diagnostic::sort(&mut problems);
    problems
}
