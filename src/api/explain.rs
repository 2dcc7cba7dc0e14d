//! Why a set of answers leads where it does: each question and each rule, whether it counts or not.

use serde::Serialize;

use super::values::{ids, sources};
use crate::screen::{self, Answers, Condition, End, Questionnaire, Replay, replay};

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Explanation<'a> {
    /// The id of the result; null while a question is open.
    pub outcome: Option<&'a str>,
    /// Every question, in order.
    pub questions: Vec<ExplainedQuestion<'a>>,
    /// Every outcome, in order: the first with a rule that holds is the result.
    pub outcomes: Vec<Explained<'a>>,
    /// Every note: each with a rule that holds is shown.
    pub notes: Vec<Explained<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ExplainedQuestion<'a> {
    pub id: &'a str,
    pub asked: bool,
    /// What is selected, even if it does not count because the question is not asked.
    pub answer: Vec<&'a str>,
    /// It is asked when each of these is met, unless an earlier question is open or an urgent result stands.
    pub needs: Vec<Need<'a>>,
}

/// An outcome or a note.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Explained<'a> {
    pub id: &'a str,
    /// Why none of its rules counts, whether it holds or not; null if those that hold do.
    pub but: Option<But>,
    pub rules: Vec<ExplainedRule<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct ExplainedRule<'a> {
    pub id: &'a str,
    /// Whether it holds and counts.
    pub fired: bool,
    /// What it says where it fires.
    pub reason: &'a str,
    /// It holds when each of these is met.
    pub needs: Vec<Need<'a>>,
    /// The ids of its sources in `questionnaire()`.
    pub sources: Vec<&'a str>,
}

/// Met if any of the options is selected.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Need<'a> {
    pub question: &'a str,
    pub options: Vec<&'a str>,
    /// Those of the options that are selected; none if the question is not asked.
    pub selected: Vec<&'a str>,
}

/// Why rules do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum But {
    /// A question is open.
    Open,
    /// Another outcome is the result.
    OtherResult,
    /// The result is urgent, and stands alone.
    UrgentResult,
    /// It is for somebody else.
    OtherRespondent,
}

impl<'a> Explanation<'a> {
    pub(super) fn new(screen: &'a Questionnaire, answers: &Answers) -> Self {
        let replay = replay(screen, answers);
        let case = Case { screen, answers, replay: &replay };
        let outcome = match &replay.end {
            End::Advice(advice) => Some(&*advice.outcome.id),
            End::Next(_) => None,
        };
        let outcomes = screen.outcomes.iter().map(|one| {
            let is_other = outcome.is_some_and(|result| result != one.id);
            case.explained(&one.id, &one.rules, case.open().or(is_other.then_some(But::OtherResult)))
        });
        let notes = screen.notes.iter().map(|note| {
            let is_for_others = note.respondent.is_some_and(|whom| whom != screen.respondent);
            let but = is_for_others.then_some(But::OtherRespondent).or(case.open()).or(case.urgent());
            case.explained(&note.id, &note.rules, but)
        });
        Self { outcome, questions: case.questions(), outcomes: outcomes.collect(), notes: notes.collect() }
    }
}

struct Case<'a, 'r> {
    screen: &'a Questionnaire,
    answers: &'r Answers,
    replay: &'r Replay<'a>,
}

impl<'a> Case<'a, '_> {
    fn open(&self) -> Option<But> {
        matches!(self.replay.end, End::Next(_)).then_some(But::Open)
    }

    fn urgent(&self) -> Option<But> {
        let End::Advice(advice) = &self.replay.end else { return None };
        advice.outcome.urgency.is_at_once().then_some(But::UrgentResult)
    }

    fn questions(&self) -> Vec<ExplainedQuestion<'a>> {
        let questions = self.screen.questions.iter().enumerate();
        let explained = questions.map(|(index, question)| ExplainedQuestion {
            id: &question.id,
            asked: self.is_asked(index),
            answer: ids(question, self.answers.get(index).unwrap_or(0)),
            needs: self.needs(&question.ask_when),
        });
        explained.collect()
    }

    fn explained(&self, id: &'a str, rules: &'a [screen::Rule], but: Option<But>) -> Explained<'a> {
        let rules = rules.iter().map(|rule| {
            let needs = self.needs(&rule.when);
            let holds = needs.iter().all(|need| !need.selected.is_empty());
            let sources = sources(self.screen, &rule.sources);
            ExplainedRule { id: &rule.id, fired: holds && but.is_none(), reason: &rule.reason, needs, sources }
        });
        Explained { id, but, rules: rules.collect() }
    }

    fn needs(&self, condition: &'a Condition) -> Vec<Need<'a>> {
        let needs = condition.0.iter().map(|named| {
            let question = &self.screen.questions[named.question];
            let counts = if self.is_asked(named.question) { self.answers.get(named.question) } else { None };
            let selected = ids(question, counts.unwrap_or(0) & named.options);
            Need { question: &question.id, options: ids(question, named.options), selected }
        });
        needs.collect()
    }

    fn is_asked(&self, question: usize) -> bool {
        self.replay.asked.contains(&question)
    }
}
