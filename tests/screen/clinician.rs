//! What a clinician reads of a questionnaire. Each file in `explain/`, `coverage/`, `paths/` and `diagram/` holds a sketch, then
//! perhaps lines that begin with `>` and hold answers; what is said of them stands beside it. A note named `helper` is for
//! helpers.

use std::collections::BTreeMap;

use whole_health_guide::screen::coverage::{Count, Subject, coverage};
use whole_health_guide::screen::{Answers, End, Questionnaire, Respondent, replay};
use whole_health_guide::site::questionnaire::paths::Paths;
use whole_health_guide::site::questionnaire::{coverage as told_coverage, diagram, explain};

use crate::{engine, sketch, snapshots};

fn questionnaire(case: &str) -> Questionnaire {
    let mut questionnaire = sketch::questionnaire(&engine::sketch_of(case));
    let helpers = questionnaire.notes.iter_mut().filter(|note| note.id == "helper");
    helpers.for_each(|note| note.respondent = Some(Respondent::Helper));
    questionnaire
}

fn given(case: &str) -> impl Iterator<Item = &str> {
    case.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim)
}

#[test]
fn explained() {
    snapshots::check("tests/screen/explain", "txt", |case| {
        let mut questionnaire = questionnaire(&case);
        let explain = |given: &str| {
            let mut words: Vec<String> = given.split_whitespace().map(str::to_owned).collect();
            let helps = words.pop_if(|word| word == "--helper").is_some();
            questionnaire.respondent = if helps { Respondent::Helper } else { Respondent::Veteran };
            let told = match explain::answers(&questionnaire, &words) {
                Ok(answers) => explain::report(&questionnaire, &answers),
                Err(problems) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
            };
            format!("> {given}\n{told}\n")
        };
        given(&case).map(explain).collect()
    });
}

#[test]
fn covered() {
    snapshots::check("tests/screen/coverage", "txt", |case| {
        let questionnaire = questionnaire(&case);
        let given: Vec<Answers> = given(&case).map(|given| sketch::answers(&questionnaire, given)).collect();
        let counts = coverage(&questionnaire, &given).expect("the sets can be counted");
        told_coverage::report(&questionnaire, &counts, !given.is_empty())
    });
}

#[test]
fn listed() {
    snapshots::check("tests/screen/paths", "txt", |case| {
        let paths = Paths::new(&questionnaire(&case)).expect("the paths can be followed");
        format!("{}\n{}\n{}", paths.tree(), paths.table(), paths.csv().replace("\r\n", "\n"))
    });
}

#[test]
fn drawn() {
    snapshots::check("tests/screen/diagram", "txt", |case| diagram::mermaid(&questionnaire(&case)));
}

/// Counts are those of trying every single set of answers, on each sketch of `engine/` that has few enough.
#[test]
fn counts_are_those_of_trying_every_set() {
    let mut tried = 0;
    for case in snapshots::cases("tests/screen/engine", "txt") {
        let questionnaire = sketch::questionnaire(&engine::sketch_of(&snapshots::read(&case)));
        if questionnaire.questions.iter().map(|question| question.options.len()).sum::<usize>() > 20 {
            continue;
        }
        let mut every = BTreeMap::new();
        try_every(&questionnaire, &mut Answers::default(), &mut every);
        for Count { subject, sets, .. } in coverage(&questionnaire, &[]).expect("the sets can be counted") {
            let expected = every.get(&key(&questionnaire, subject)).copied().unwrap_or(0);
            assert_eq!(sets, expected, "{subject:?} in {}", case.display());
        }
        tried += 1;
    }
    assert!(tried > 5, "only {tried} sketches were small enough");
}

/// Counts what each complete set of answers leads to, by what a visitor is told.
fn try_every(questionnaire: &Questionnaire, answers: &mut Answers, every: &mut BTreeMap<String, u128>) {
    match replay(questionnaire, answers).end {
        End::Next(question) => {
            for bits in 1..1 << questionnaire.questions[question].options.len() {
                if answers.set(questionnaire, question, bits).is_ok() {
                    try_every(questionnaire, answers, every);
                }
            }
            answers.remove(question);
        }
        End::Advice(advice) => {
            let notes = advice.notes.iter().flat_map(|shown| &shown.reasons);
            let mut led_to = vec![format!("outcome {}", advice.outcome.id)];
            led_to.extend(advice.reasons.iter().chain(notes).map(|reason| format!("rule {}", reason.rule.id)));
            for (question, bits) in answers.iter() {
                let question = &questionnaire.questions[question];
                led_to.extend(question.chosen(bits).map(|option| format!("{}={}", question.id, option.id)));
            }
            led_to.into_iter().for_each(|subject| *every.entry(subject).or_default() += 1);
        }
    }
}

fn key(questionnaire: &Questionnaire, subject: Subject) -> String {
    match subject {
        Subject::Outcome(outcome) => format!("outcome {}", questionnaire.outcomes[outcome].id),
        Subject::OutcomeRule(outcome, rule) => format!("rule {}", questionnaire.outcomes[outcome].rules[rule].id),
        Subject::NoteRule((note, rule)) => format!("rule {}", questionnaire.notes[note].rules[rule].id),
        Subject::Choice(question, option) => {
            let question = &questionnaire.questions[question];
            format!("{}={}", question.id, question.options[option].id)
        }
    }
}
