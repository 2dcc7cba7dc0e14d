//! Merged answers against all answers: on each sketch of `engine/`, every single set of answers is tried, and must be told the
//! same as the merged one that stands for it.

use std::collections::BTreeMap;

use whole_health_guide::screen::paths::{self, Alternatives, NoteRule};
use whole_health_guide::screen::{Answers, End, Kind, Question, Questionnaire, replay};

use crate::{engine, sketch, snapshots};

/// A sketch with more options than that to select freely has too many sets of answers to try each.
const MOST_OPTIONS: usize = 16;

#[test]
fn merged_answers_stand_for_all() {
    for case in snapshots::cases("tests/screen/engine", "txt") {
        let questionnaire = sketch::questionnaire(&engine::sketch_of(&snapshots::read(&case)));
        let free = questionnaire.questions.iter().filter(|question| question.kind == Kind::Any);
        if free.map(|question| question.options.len()).sum::<usize>() > MOST_OPTIONS {
            continue;
        }
        for rule in paths::note_rules(&questionnaire) {
            let mut every = BTreeMap::new();
            try_every(&questionnaire, rule, &mut Answers::default(), &mut every);
            let mut merged = BTreeMap::new();
            Alternatives::merged(&questionnaire, &paths::conditions(&questionnaire, rule), usize::MAX)
                .expect("no limit")
                .paths(&questionnaire, usize::MAX, |path| {
                    *merged.entry(told(&questionnaire, rule, path.answers)).or_default() += path.sets
                })
                .expect("no limit");
            assert_eq!(merged, every, "{}", case.display());
        }
    }
}

/// Counts the sets of answers by what they are told.
fn try_every(
    questionnaire: &Questionnaire,
    rule: Option<NoteRule>,
    answers: &mut Answers,
    counts: &mut BTreeMap<String, u128>,
) {
    let End::Next(question) = replay(questionnaire, answers).end else {
        *counts.entry(told(questionnaire, rule, answers)).or_default() += 1;
        return;
    };
    for answer in every_answer(&questionnaire.questions[question]) {
        answers.set(questionnaire, question, answer).expect("an answer");
        try_every(questionnaire, rule, answers, counts);
        answers.remove(question);
    }
}

/// Every single answer that a question accepts.
pub fn every_answer(question: &Question) -> impl Iterator<Item = u32> {
    (0..1u32 << question.options.len()).filter(|answer| question.accept(*answer).is_ok())
}

/// The questions asked, the outcome, and all rules behind it, and one of a note.
fn told(questionnaire: &Questionnaire, rule: Option<NoteRule>, answers: &Answers) -> String {
    let replay = replay(questionnaire, answers);
    let End::Advice(advice) = &replay.end else { panic!("{answers:?} is no end") };
    let of_note = rule.map(|(note, rule)| &questionnaire.notes[note].rules[rule].id);
    let notes = advice.notes.iter().flat_map(|shown| &shown.reasons);
    let notes = notes.filter(|reason| Some(&reason.rule.id) == of_note);
    let rules: Vec<&str> = advice.reasons.iter().chain(notes).map(|reason| reason.rule.id.as_str()).collect();
    format!("{:?} {} {rules:?}", replay.asked, advice.outcome.id)
}
