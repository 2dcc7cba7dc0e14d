//! How many sets of answers lead to each option, outcome and rule: all that there are, and those of invented people.

use super::paths::{self, Alternatives, NoteRule, TooMany};
use super::replay::{Stop, Walk, walk};
use super::{Answers, Condition, Questionnaire, Selected, bit};

/// The number of paths that are tried at most for one subject.
const MOST_PATHS: usize = 1 << 20;

/// What a set of answers can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The outcome is the result.
    Outcome(usize),
    /// The rule with this index holds, and its outcome, the first index, is the result.
    OutcomeRule(usize, usize),
    /// The rule holds beside an outcome that notes stand with, if it is for whoever answers.
    NoteRule(NoteRule),
    /// A question, by the first index, is asked and this option of it selected.
    Choice(usize, usize),
}

/// How often something is led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub subject: Subject,
    /// Of all sets of answers.
    pub sets: u128,
    /// Of those that were given.
    pub given: usize,
}

/// Counts for each subject, in the order of the file: outcomes, rules of outcomes, rules of notes, options. A set of answers
/// that is not complete leads nowhere.
///
/// # Errors
/// There are too many different sets of answers to try each.
pub fn coverage(questionnaire: &Questionnaire, given: &[Answers]) -> Result<Vec<Count>, TooMany> {
    let count = |subject: Subject| {
        let leads = |answers: &&Answers| match walk(questionnaire, answers) {
            Walk { asked, stop: Stop::Outcome(outcome) } => {
                subject.is_reached(questionnaire, &paths::Path { answers, asked, outcome, sets: 1 })
            }
            Walk { stop: Stop::Next(_), .. } => false,
        };
        let sets = subject.sets(questionnaire)?;
        Ok(Count { subject, sets, given: given.iter().filter(leads).count() })
    };
    Subject::all(questionnaire).into_iter().map(count).collect()
}

impl Subject {
    fn all(questionnaire: &Questionnaire) -> Vec<Self> {
        let Questionnaire { questions, outcomes, .. } = questionnaire;
        let mut all: Vec<Self> = (0..outcomes.len()).map(Self::Outcome).collect();
        for (index, outcome) in outcomes.iter().enumerate() {
            all.extend((0..outcome.rules.len()).map(|rule| Self::OutcomeRule(index, rule)));
        }
        all.extend(paths::note_rules(questionnaire).flatten().map(Self::NoteRule));
        for (index, question) in questions.iter().enumerate() {
            all.extend((0..question.options.len()).map(|option| Self::Choice(index, option)));
        }
        all
    }

    fn sets(self, questionnaire: &Questionnaire) -> Result<u128, TooMany> {
        let (rule, choice) = match self {
            Self::Outcome(_) | Self::OutcomeRule(..) => (None, None),
            Self::NoteRule(rule) => (Some(rule), None),
            Self::Choice(question, option) => {
                (None, Some(Condition(vec![Selected { question, options: bit(option) }])))
            }
        };
        let mut conditions = paths::conditions(questionnaire, rule);
        // What is counted must be told apart from what is not.
        conditions.extend(&choice);
        let mut sets = 0;
        Alternatives::merged(questionnaire, &conditions, MOST_PATHS)?.paths(questionnaire, MOST_PATHS, |path| {
            sets += if self.is_reached(questionnaire, path) { path.sets } else { 0 };
        })?;
        Ok(sets)
    }

    fn is_reached(self, questionnaire: &Questionnaire, path: &paths::Path) -> bool {
        let holds = |condition: &Condition| condition.holds(path.answers, path.asked);
        match self {
            Self::Outcome(outcome) => path.outcome == outcome,
            Self::OutcomeRule(outcome, rule) => {
                path.outcome == outcome && holds(&questionnaire.outcomes[outcome].rules[rule].when)
            }
            Self::NoteRule((note, rule)) => {
                let at_once = questionnaire.outcomes[path.outcome].urgency.is_at_once();
                !at_once && holds(&questionnaire.notes[note].rules[rule].when)
            }
            Self::Choice(question, option) => {
                path.asked & bit(question) != 0 && path.answers.get(question).unwrap_or(0) & bit(option) != 0
            }
        }
    }
}
