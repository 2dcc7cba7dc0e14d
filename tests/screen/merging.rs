//! Merged answers against all answers: on each sketch of `engine/`, every single set of answers is tried, and must be told the
//! same as the merged one that stands for it.

use std::collections::BTreeMap;

use whole_health_guide::screen::paths::Alternatives;
use whole_health_guide::screen::{Answer, Answers, End, Kind, Question, Questionnaire, Reason, replay};

use crate::{engine, sketch, snapshots};

/// A sketch with more options than that to select freely has too many sets of answers to try each.
const MOST_OPTIONS: usize = 16;

#[test]
fn merged_answers_stand_for_all() {
    for case in snapshots::cases("tests/screen/engine", "txt") {
        let questionnaire = sketch::questionnaire(&engine::sketch_of(&snapshots::read(&case)));
        let free = questionnaire.questions.iter().filter(|question| matches!(question.kind, Kind::Any { .. }));
        if free.map(|question| question.options().len()).sum::<usize>() > MOST_OPTIONS {
            continue;
        }
        let mut every = BTreeMap::new();
        try_every(&questionnaire, &mut Answers::default(), &mut every);
        let mut merged = BTreeMap::new();
        Alternatives::merged(&questionnaire, usize::MAX)
            .expect("no limit")
            .paths(&questionnaire, usize::MAX, |path| {
                *merged.entry(told(&questionnaire, path.answers)).or_default() += path.sets
            })
            .expect("no limit");
        assert_eq!(merged, every, "{}", case.display());
    }
}

/// Counts the sets of answers by what they are told.
fn try_every(questionnaire: &Questionnaire, answers: &mut Answers, counts: &mut BTreeMap<String, u128>) {
    let End::Next(question) = replay(questionnaire, answers).end else {
        *counts.entry(told(questionnaire, answers)).or_default() += 1;
        return;
    };
    for answer in every_answer(&questionnaire.questions[question]) {
        answers.set(questionnaire, question, answer).expect("an answer");
        try_every(questionnaire, answers, counts);
        answers.remove(question);
    }
}

/// Every single answer that a question accepts.
pub fn every_answer(question: &Question) -> impl Iterator<Item = Answer> {
    let selections = (0..1u32 << question.options().len()).map(Answer::Selected);
    let numbers = (0..=Kind::SCALE_END).map(Answer::Number);
    selections.chain(numbers).chain([Answer::Skipped]).filter(|answer| question.accept(*answer).is_ok())
}

/// The questions asked, the outcome, and all rules behind it and the notes.
fn told(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let replay = replay(questionnaire, answers);
    let End::Advice(advice) = &replay.end else { panic!("{answers:?} is no end") };
    let notes = advice.notes.iter().flat_map(|shown| &shown.reasons);
    let rules: Vec<&str> = advice.reasons.iter().chain(notes).map(|Reason { rule, .. }| rule.id.as_str()).collect();
    format!("{:?} {} {rules:?}", replay.asked, advice.outcome.id)
}
