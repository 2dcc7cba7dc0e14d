//! Every set of answers that a questionnaire can be given, with answers merged that no condition tells apart.
//!
//! A condition only asks whether at least one of its options is selected. Options that the same conditions name are
//! therefore interchangeable, and several of them selected are as good as one; to a question that no condition names, one
//! answer is as good as another. And the rules of notes know nothing of each other: what each of them does besides the outcome
//! is all that they do together. Millions of millions of answer sets shrink to the few thousand that can differ for one of
//! those rules or for none, and each of those is evaluated.

use std::ops::ControlFlow;

use super::replay::{Stop, Walk, walk};
use super::{Answers, Condition, Kind, Note, Question, Questionnaire, bit};

/// A complete set of answers: all questions are answered that are asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    pub answers: &'a Answers,
    /// The questions asked; bit `n` stands for question `n`.
    pub asked: u32,
    /// An index into [`Questionnaire::outcomes`].
    pub outcome: usize,
    /// How many answer sets it stands for.
    pub sets: u128,
}

/// There are more paths than were allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// The answers to try for each question.
#[derive(Clone, Debug)]
pub struct Alternatives(Vec<OfQuestion>);

#[derive(Clone, Debug)]
struct OfQuestion {
    /// Options that no condition tells apart, as bits.
    classes: Vec<u32>,
    /// Each answer to try, and how many answers it stands for.
    answers: Vec<(u32, u128)>,
}

impl Alternatives {
    /// One answer for all those that none of the conditions tells apart, if no question leaves more than `most`.
    pub fn merged(questionnaire: &Questionnaire, conditions: &[&Condition], most: usize) -> Result<Self, TooMany> {
        let of_question = |(index, question)| {
            let classes = classes(conditions, index, question);
            let mut answers = answers_of(question, &classes, most)?;
            if !conditions.iter().any(|condition| condition.names(index)) {
                let all = answers.iter().map(|(_, sets)| sets).sum();
                answers.truncate(1);
                answers.iter_mut().for_each(|(_, sets)| *sets = all);
            }
            Ok(OfQuestion { classes, answers })
        };
        questionnaire.questions.iter().enumerate().map(of_question).collect::<Result<_, _>>().map(Self)
    }

    /// The answers to try for a question.
    pub fn of(&self, question: usize) -> impl Iterator<Item = u32> {
        self.0[question].answers.iter().map(|(answer, _)| *answer)
    }

    /// The options of a question that no condition tells apart, together as bits.
    pub fn classes(&self, question: usize) -> &[u32] {
        &self.0[question].classes
    }

    /// Visits each complete set of answers.
    pub fn paths(
        &self,
        questionnaire: &Questionnaire,
        most: usize,
        mut visit: impl FnMut(&Path),
    ) -> Result<(), TooMany> {
        let mut left = most;
        let end = self.complete(questionnaire, &mut Answers::default(), 1, &mut |path| {
            let Some(fewer) = left.checked_sub(1) else { return ControlFlow::Break(()) };
            left = fewer;
            visit(path);
            ControlFlow::Continue(())
        });
        if end.is_break() { Err(TooMany) } else { Ok(()) }
    }

    /// Completes a set of answers in every way, and visits each until told to stop.
    pub(super) fn complete(
        &self,
        questionnaire: &Questionnaire,
        answers: &mut Answers,
        sets: u128,
        visit: &mut impl FnMut(&Path) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Walk { asked, stop } = walk(questionnaire, answers);
        match stop {
            Stop::Outcome(outcome) => visit(&Path { answers, asked, outcome, sets })?,
            Stop::Next(question) => {
                for (answer, stands_for) in &self.0[question].answers {
                    answers.put(question, *answer);
                    self.complete(questionnaire, answers, sets * stands_for, visit)?;
                }
                answers.remove(question);
            }
        }
        ControlFlow::Continue(())
    }
}

/// A rule of a note: the index of the note, then that of the rule.
pub type NoteRule = (usize, usize);

/// Every condition that decides what is asked and which outcome is shown and, if one is named, that of a note's rule.
pub fn conditions(questionnaire: &Questionnaire, rule: Option<NoteRule>) -> Vec<&Condition> {
    let questions = questionnaire.questions.iter().map(|question| &question.ask_when);
    let outcomes = questionnaire.outcomes.iter().flat_map(|outcome| &outcome.rules);
    let rule = rule.map(|(note, rule)| &questionnaire.notes[note].rules[rule]);
    questions.chain(outcomes.chain(rule).map(|rule| &rule.when)).collect()
}

/// No rule of a note, then each.
pub fn note_rules(questionnaire: &Questionnaire) -> impl Iterator<Item = Option<NoteRule>> {
    let of_note = |(note, value): (usize, &Note)| (0..value.rules.len()).map(move |rule| Some((note, rule)));
    [None].into_iter().chain(questionnaire.notes.iter().enumerate().flat_map(of_note))
}

/// The options of a question by what names them. Each that stands alone is kept apart from the others.
fn classes(conditions: &[&Condition], index: usize, question: &Question) -> Vec<u32> {
    let named = conditions.iter().flat_map(|condition| &condition.0).filter(|named| named.question == index);
    let alone = (0..question.options.len()).map(bit).filter(|option| option & question.standing_alone() != 0);
    let mut classes = vec![question.all_options()];
    for together in named.map(|named| named.options).chain(alone) {
        let split = |class: &u32| [class & together, class & !together];
        classes = classes.iter().flat_map(split).filter(|class| *class != 0).collect();
    }
    classes.sort_by_key(|class| first(*class));
    classes
}

/// The option that stands for a class.
pub(super) fn first(class: u32) -> u32 {
    class & class.wrapping_neg()
}

/// The answers to a question whose options fall into these classes: any option of a class stands for it.
fn answers_of(question: &Question, classes: &[u32], most: usize) -> Result<Vec<(u32, u128)>, TooMany> {
    let single = |class: &u32| (first(*class), u128::from(class.count_ones()));
    if question.kind == Kind::One {
        return Ok(classes.iter().map(single).collect());
    }
    let (alone, together): (Vec<u32>, Vec<u32>) =
        classes.iter().partition(|class| *class & question.standing_alone() != 0);
    if most.checked_shr(together.len() as u32).unwrap_or(0) == 0 {
        return Err(TooMany);
    }
    let selection = |chosen: usize| {
        let chosen = together.iter().enumerate().filter(|(place, _)| chosen >> place & 1 != 0);
        let chosen = chosen.map(|(_, class)| *class);
        let sets = chosen.clone().map(|class| (1 << class.count_ones()) - 1).product();
        (chosen.map(first).sum(), sets)
    };
    Ok((1..1 << together.len()).map(selection).chain(alone.iter().map(single)).collect())
}
