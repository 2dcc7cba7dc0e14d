//! The engine on small questionnaires. Each file in `engine/` holds a sketch of one, then `check` or answers to replay, each
//! on a line that begins with `>`; what comes of them stands beside it.

use std::fmt::Write;

use whole_health_guide::screen::check::{At, Finding, check};
use whole_health_guide::screen::{
    Advice, Answers, Change, ChangeKind, End, Questionnaire, Reason, Replay, Then, bit, replay,
};

use crate::{sketch, snapshots};

#[test]
fn cases() {
    snapshots::check("tests/screen/engine", "txt", |case| run(&case));
}

/// The part of a case that is a sketch.
pub fn sketch_of(case: &str) -> String {
    let lines: Vec<&str> = case.lines().filter(|line| !line.starts_with('>')).collect();
    lines.join("\n")
}

fn run(case: &str) -> String {
    let questionnaire = sketch::questionnaire(&sketch_of(case));
    let mut out = String::new();
    for task in case.lines().filter(|line| line.starts_with('>')) {
        let result = match task[1..].trim() {
            "check" => {
                check(&questionnaire).iter().map(|finding| format!("  {}\n", found(&questionnaire, finding))).collect()
            }
            text => told(&questionnaire, &replay(&questionnaire, &sketch::answers(&questionnaire, text))),
        };
        let _ = write!(out, "{task}\n{result}");
    }
    out
}

fn told(questionnaire: &Questionnaire, replay: &Replay) -> String {
    let names = |questions: &[usize]| -> String {
        questions.iter().map(|question| format!(" {}", questionnaire.questions[*question].id)).collect()
    };
    let mut out = format!("  asked:{}\n", names(&replay.asked));
    if !replay.dropped.is_empty() {
        let _ = writeln!(out, "  dropped:{}", names(&replay.dropped));
    }
    match &replay.end {
        End::Next(question) => {
            let _ = writeln!(out, "  next: {}", questionnaire.questions[*question].id);
        }
        End::Advice(Advice { outcome, reasons, notes, changes }) => {
            let _ = writeln!(out, "  outcome: {}{}", outcome.id, because(questionnaire, reasons));
            for shown in notes {
                let _ = writeln!(out, "  note: {}{}", shown.note.id, because(questionnaire, &shown.reasons));
            }
            for Change { question, kind, options, then } in changes {
                let kind = match kind {
                    ChangeKind::Instead => "instead",
                    ChangeKind::Also => "also",
                    ChangeKind::Without => "without",
                };
                let then = match then {
                    Then::Outcome(outcome) => format!("outcome {}", outcome.id),
                    Then::Ask(question) => format!("ask {}", question.id),
                };
                let named = selected(questionnaire, *question, *options);
                let _ = writeln!(out, "  change: {kind} {named} -> {then}");
            }
        }
    }
    out
}

fn because(questionnaire: &Questionnaire, reasons: &[Reason]) -> String {
    let answers = |reason: &Reason| -> String {
        let named = reason.because.iter().map(|named| selected(questionnaire, named.question, named.options));
        named.map(|named| format!(" {named}")).collect()
    };
    reasons.iter().map(|reason| format!(" [{}:{}]", reason.rule.id, answers(reason))).collect()
}

fn selected(questionnaire: &Questionnaire, question: usize, options: u32) -> String {
    let question = &questionnaire.questions[question];
    let options: Vec<&str> = question.chosen(options).map(|option| option.id.as_str()).collect();
    format!("{}={}", question.id, options.join(","))
}

fn found(questionnaire: &Questionnaire, finding: &Finding) -> String {
    let id = |question: usize| &questionnaire.questions[question].id;
    let outcome = |outcome: usize| &questionnaire.outcomes[outcome].id;
    let place = |at: At| match at {
        At::Question(question) => id(question),
        At::Outcome(outcome, rule) => &questionnaire.outcomes[outcome].rules[rule].id,
        At::Note(note, rule) => &questionnaire.notes[note].rules[rule].id,
    };
    let given = |answers: &Answers| -> String {
        answers.iter().map(|(question, bits)| format!(" {}", selected(questionnaire, question, bits))).collect()
    };
    match finding {
        Finding::BehindLessUrgent { outcome: index } => format!("behind less urgent: {}", outcome(*index)),
        Finding::NoStep { outcome: index, kind } => format!("no {kind:?} step: {}", outcome(*index)),
        Finding::UnnamedSign { question, option } => {
            format!("unnamed sign: {}", selected(questionnaire, *question, bit(*option)))
        }
        Finding::SaysTwice { question, option } => {
            format!("says twice: {}", selected(questionnaire, *question, bit(*option)))
        }
        Finding::UrgentSaysNo { question, option } => {
            format!("urgent says no: {}", selected(questionnaire, *question, bit(*option)))
        }
        Finding::NeverAsked { question } => format!("never asked: {}", id(*question)),
        Finding::NeverReached { outcome: index } => format!("never reached: {}", outcome(*index)),
        Finding::NeverHolds { at } => format!("never holds: {}", place(*at)),
        Finding::IdleOption { at, question, option } => {
            format!("idle option: {} in {}", selected(questionnaire, *question, bit(*option)), place(*at))
        }
        Finding::NoOutcome { answers } => format!("no outcome:{}", given(answers)),
        Finding::UrgentMissed { at, answers } => format!("urgent missed: {}:{}", place(*at), given(answers)),
        Finding::LessCautious { question, option, answers } => {
            format!("less cautious: {} added to{}", selected(questionnaire, *question, bit(*option)), given(answers))
        }
        Finding::NotSureReassures { question, option, answers } => {
            format!("not sure reassures: {} in{}", selected(questionnaire, *question, bit(*option)), given(answers))
        }
        Finding::TooManyPaths => "too many paths".to_owned(),
    }
}
