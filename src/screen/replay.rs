//! What follows from a set of answers. Nothing is remembered: every call begins at the first question.

use super::{Answers, Condition, Note, Outcome, Question, Questionnaire, Rule, Selected, bit};

/// Where the answers lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay<'q> {
    /// The questions asked, in order; the last of them is the next one where there is one.
    pub asked: Vec<usize>,
    /// Questions that have an answer and are not asked any more. Their answers were not looked at; forget them.
    pub dropped: Vec<usize>,
    pub end: End<'q>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum End<'q> {
    /// The question to ask next.
    Next(usize),
    Advice(Advice<'q>),
}

/// The result, and why it is the result.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice<'q> {
    pub outcome: &'q Outcome,
    pub reasons: Vec<Reason<'q>>,
    pub notes: Vec<ShownNote<'q>>,
    /// Which single changes of an answer would have led elsewhere, in the order of questions.
    pub changes: Vec<Change<'q>>,
}

/// A rule that holds, and the answers that make it hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'q> {
    pub rule: &'q Rule,
    /// Of each entry of the rule's condition, the selected options that it names.
    pub because: Vec<Selected>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ShownNote<'q> {
    pub note: &'q Note,
    pub reasons: Vec<Reason<'q>>,
}

/// What another answer to one question would have led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<'q> {
    pub question: usize,
    pub kind: ChangeKind,
    /// Each of these options by itself has this effect.
    pub options: u32,
    pub then: Then<'q>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The option in place of what was selected.
    Instead,
    /// The option in addition to what was selected.
    Also,
    /// What was selected, without the option.
    Without,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Then<'q> {
    Outcome(&'q Outcome),
    /// Another question would have been asked.
    Ask(&'q Question),
}

/// Asks the questions in order, as far as they are answered.
pub fn replay<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Replay<'q> {
    let walk = walk(questionnaire, answers);
    let end = match walk.stop {
        Stop::Next(question) => End::Next(question),
        Stop::Outcome(outcome) => End::Advice(advise(questionnaire, answers, walk.asked, outcome)),
    };
    let last = match walk.stop {
        Stop::Next(question) => question,
        Stop::Outcome(_) => questionnaire.questions.len(),
    };
    let is_asked = |question: &usize| walk.asked & bit(*question) != 0;
    Replay {
        asked: (0..questionnaire.questions.len()).filter(is_asked).collect(),
        // Answers behind the next question wait: its answer decides whether they are still asked for.
        dropped: (0..last).filter(|question| answers.get(*question).is_some() && !is_asked(question)).collect(),
        end,
    }
}

/// The inner evaluation: which questions are asked, and where that stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    /// Bit `n` stands for question `n`.
    pub asked: u32,
    pub stop: Stop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Next(usize),
    Outcome(usize),
}

pub(super) fn walk(questionnaire: &Questionnaire, answers: &Answers) -> Walk {
    let mut asked = 0;
    for (index, question) in questionnaire.questions.iter().enumerate() {
        if !question.ask_when.holds(answers, asked) {
            continue;
        }
        asked |= bit(index);
        if answers.get(index).is_none() {
            return Walk { asked, stop: Stop::Next(index) };
        }
        // Only what names the answer just looked at can hold now and not before.
        let mut urgent = questionnaire.outcomes.iter().take_while(|outcome| outcome.urgency.is_at_once());
        if let Some(outcome) =
            urgent.position(|o| o.rules.iter().any(|r| r.when.names(index) && r.when.holds(answers, asked)))
        {
            return Walk { asked, stop: Stop::Outcome(outcome) };
        }
    }
    let outcome = first_match(questionnaire, answers, asked);
    Walk { asked, stop: Stop::Outcome(outcome.unwrap_or(questionnaire.outcomes.len() - 1)) }
}

/// The first outcome with a rule that holds.
pub(super) fn first_match(questionnaire: &Questionnaire, answers: &Answers, asked: u32) -> Option<usize> {
    let holds = |outcome: &Outcome| outcome.rules.iter().any(|rule| rule.when.holds(answers, asked));
    questionnaire.outcomes.iter().position(holds)
}

impl Condition {
    pub(super) fn names(&self, question: usize) -> bool {
        self.0.iter().any(|named| named.question == question)
    }

    /// Whether it holds of the answers to the questions that were asked; bit `n` of `asked` stands for question `n`.
    pub fn holds(&self, answers: &Answers, asked: u32) -> bool {
        self.0.iter().all(|named| named.options & selection(answers, asked, named.question) != 0)
    }
}

fn selection(answers: &Answers, asked: u32, question: usize) -> u32 {
    if asked & bit(question) != 0 { answers.get(question).unwrap_or(0) } else { 0 }
}

fn advise<'q>(questionnaire: &'q Questionnaire, answers: &Answers, asked: u32, outcome: usize) -> Advice<'q> {
    let reasons = |rules: &'q [Rule]| -> Vec<Reason<'q>> {
        let holding = rules.iter().filter(|rule| rule.when.holds(answers, asked));
        let because = |named: &Selected| Selected {
            question: named.question,
            options: named.options & selection(answers, asked, named.question),
        };
        holding.map(|rule| Reason { rule, because: rule.when.0.iter().map(because).collect() }).collect()
    };
    let outcome_shown = &questionnaire.outcomes[outcome];
    // What is urgent stands alone.
    let notes = questionnaire.notes.iter().filter(|_| !outcome_shown.urgency.is_at_once());
    let notes = notes.filter(|note| note.respondent.is_none_or(|respondent| respondent == questionnaire.respondent));
    let notes = notes.map(|note| ShownNote { note, reasons: reasons(&note.rules) });
    Advice {
        outcome: outcome_shown,
        reasons: reasons(&outcome_shown.rules),
        notes: notes.filter(|note| !note.reasons.is_empty()).collect(),
        changes: changes(questionnaire, answers, asked, outcome),
    }
}

fn changes<'q>(questionnaire: &'q Questionnaire, answers: &Answers, asked: u32, outcome: usize) -> Vec<Change<'q>> {
    let mut changes: Vec<(Stop, Change)> = Vec::new();
    let mut changed = answers.only(asked);
    for (index, question) in questionnaire.questions.iter().enumerate() {
        let Some(bits) = changed.get(index) else { continue };
        for option in 0..question.options.len() {
            let (kind, selection) = change_of(question, bits, bit(option));
            if question.accept(selection).is_err() {
                continue;
            }
            changed.put(index, selection);
            let stop = walk(questionnaire, &changed).stop;
            let then = match stop {
                Stop::Outcome(other) if other == outcome => continue,
                Stop::Outcome(other) => Then::Outcome(&questionnaire.outcomes[other]),
                Stop::Next(other) => Then::Ask(&questionnaire.questions[other]),
            };
            let same =
                |(to, change): &&mut (Stop, Change)| *to == stop && change.question == index && change.kind == kind;
            match changes.iter_mut().find(same) {
                Some((_, change)) => change.options |= bit(option),
                None => changes.push((stop, Change { question: index, kind, options: bit(option), then })),
            }
        }
        changed.put(index, bits);
    }
    changes.into_iter().map(|(_, change)| change).collect()
}

/// The selection that differs from `bits` by one option.
fn change_of(question: &Question, bits: u32, option: u32) -> (ChangeKind, u32) {
    let with = question.with_option(bits, option);
    if bits & option != 0 {
        (ChangeKind::Without, bits & !option)
    } else if bits != 0 && with & bits == bits {
        (ChangeKind::Also, with)
    } else {
        (ChangeKind::Instead, with)
    }
}
