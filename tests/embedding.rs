//! The npm package: its functions say in JavaScript what they say here, and nothing that they are given breaks them.
//! `tests/browser/embedding.rs` runs the examples of `docs/embedding.md`.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use snapbox::{Assert, Data};
use whole_health_guide::api::{Answer, Content, Error, ErrorCode};
use whole_health_guide::screen::Kind;
use whole_health_guide::site::{self, package};

mod content_day;

fn content() -> Content {
    let loaded = site::load(Path::new(env!("CARGO_MANIFEST_DIR")), content_day::latest_review());
    package::screen(&loaded.content.expect("the content has no error")).expect("there is a self-screen")
}

/// The package that `make test` builds before the tests.
fn built() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tested/package");
    assert!(folder.join("types.d.ts").exists(), "{} is not built; run `make test`", folder.display());
    folder
}

/// Runs a script of `tests/embedding/` on the built package.
fn run(script: &str, arguments: &[&str]) {
    let output = Command::new("node")
        .arg(format!("tests/embedding/{script}"))
        .arg(built())
        .args(arguments)
        .output()
        .expect("node runs");
    let [said, complained] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{said}{complained}");
}

fn answer(question: &str, options: &[&str]) -> Answer {
    Answer { question: question.to_owned(), options: options.iter().map(|&id| id.to_owned()).collect() }
}

#[test]
fn what_is_no_answer_is_refused_by_its_place() {
    let content = content();
    let several = content.questionnaire.questions.iter().find(|question| question.kind == Kind::Any);
    let several = several.expect("a question takes several options");
    let alone = several.options.iter().position(|option| option.says.is_some()).expect("an option stands alone");
    let (alone, beside) = (&*several.options[alone].id, &*several.options[usize::from(alone == 0)].id);
    let no = || answer("crisis", &["no"]);
    let refused = [
        (vec![no(), no()], ErrorCode::RepeatedQuestion, 1),
        (vec![no(), answer("", &["no"])], ErrorCode::UnknownQuestion, 1),
        (vec![answer("crisis", &["maybe"])], ErrorCode::UnknownOption, 0),
        (vec![answer("crisis", &["no", "no"])], ErrorCode::RepeatedOption, 0),
        (vec![answer("crisis", &["no", "yes"])], ErrorCode::SeveralOptions, 0),
        (vec![answer("crisis", &[])], ErrorCode::NothingSelected, 0),
        (vec![no(), answer(&several.id, &[alone, beside])], ErrorCode::MustStandAlone, 1),
    ];
    for (given, code, entry) in refused {
        let error = content.answers(&given).expect_err("it is refused");
        assert_eq!(error, Error { code, entry: Some(entry) }, "{given:?}");
        let sentence = error.sentence();
        assert!(sentence.starts_with(&format!("answers[{entry}] ")) && sentence.ends_with('.'), "{sentence}");
        // Errors go where answers must not.
        for word in given.iter().flat_map(|answer| answer.options.iter().chain([&answer.question])) {
            assert!(word.len() < 4 || !sentence.contains(word.as_str()), "{sentence}");
        }
    }
    let open = content.assess(&content.answers(&[no()]).expect("an answer")).expect_err("a question is open");
    assert_eq!(open, Error { code: ErrorCode::Unfinished, entry: None });
}

#[test]
fn each_result_leads_to_the_crisis_line_and_the_point_of_contact() {
    let content = content();
    let mut outcomes = 0;
    for given in made_up(&content, 2000) {
        let answers = content.answers(&given).expect("they are answers");
        let Ok(assessment) = content.assess(&answers) else { continue };
        outcomes += 1;
        assert_eq!(assessment.crisis_line, &content.crisis_line);
        assert!(!assessment.point_of_contact.ways.is_empty() && !assessment.limits.is_empty());
        let explanation = content.explain(&answers);
        assert_eq!(explanation.outcome, Some(assessment.outcome));
        // What has fired is what the result says.
        let fired = |of: &[_]| -> Vec<String> { of.iter().flat_map(fired).collect() };
        let reasons = assessment.reasons.iter().map(|reason| reason.rule.to_owned());
        assert_eq!(fired(&explanation.outcomes), reasons.collect::<Vec<_>>(), "{given:?}");
        let behind = assessment.steps.iter().flat_map(|step| &step.reasons);
        let behind = behind.chain(assessment.notes.iter().flat_map(|note| &note.reasons));
        let mut behind: Vec<_> = behind.map(|reason| reason.rule.to_owned()).collect();
        let mut notes = fired(&explanation.notes);
        behind.sort();
        notes.sort();
        assert_eq!(notes, behind, "{given:?}");
    }
    assert!(outcomes > 1000, "only {outcomes} have a result");
}

fn fired(explained: &whole_health_guide::api::explain::Explained) -> Vec<String> {
    let fired = explained.rules.iter().filter(|rule| rule.fired);
    fired.map(|rule| rule.id.to_owned()).collect()
}

#[test]
fn javascript_gets_what_the_functions_give() {
    let content = content();
    let mut cases = vec![json!({ "questionnaire": content.questionnaire() })];
    for given in made_up(&content, 300) {
        let answers = content.answers(&given).expect("they are answers");
        let given: Vec<Value> =
            given.iter().map(|answer| json!({ "question": answer.question, "options": answer.options })).collect();
        cases.push(json!({
            "answers": given,
            "next": content.next(&answers),
            "explain": content.explain(&answers),
            "assess": content.assess(&answers).ok(),
            "visitSheet": content.visit_sheet(&answers, "{today}").ok(),
        }));
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embedding.json");
    fs::write(&file, Value::from(cases).to_string()).expect("a file can be written");
    run("same.mjs", &[file.to_str().expect("its name is text")]);
}

#[test]
fn no_hostile_value_traps() {
    run("hostile.mjs", &[]);
}

/// `make package` does a million.
#[test]
fn no_made_up_call_traps() {
    run("fuzz.mjs", &["20000"]);
}

#[test]
fn types_are_those_that_are_published() {
    let expected = Data::read_from(Path::new("tests/embedding/types.d.ts"), None).raw();
    Assert::new().action_env("SNAPSHOTS").eq(Data::text(package::types()), expected);
}

#[test]
fn the_package_is_of_this_version_and_small() {
    let manifest = fs::read_to_string("package/package.json").expect("the package has a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("it is JSON");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let output = Command::new("node").arg("tools/weigh.mjs").arg(built()).output().expect("node runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let bytes = |part: &str| -> usize {
        let (_, rest) = told.split_once(part).unwrap_or_else(|| panic!("no {part} in: {told}"));
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a number")
    };
    assert!(bytes("wasm ") + bytes("script ") <= 40_000, "{told}");
}

/// Answers to most questions, as chance has it; the same in each run.
fn made_up(content: &Content, count: usize) -> Vec<Vec<Answer>> {
    let mut state = 1_u32;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    let mut one = || {
        let mut given = Vec::new();
        for question in &content.questionnaire.questions {
            let together = question.options.iter().filter(|option| option.says.is_none() && random(3) == 0);
            let mut options: Vec<_> = together.map(|option| option.id.clone()).collect();
            if question.kind == Kind::One || options.is_empty() {
                options = vec![question.options[random(question.options.len())].id.clone()];
            }
            if random(20) > 0 {
                given.push(Answer { question: question.id.clone(), options });
            }
        }
        given
    };
    (0..count).map(|_| one()).collect()
}
