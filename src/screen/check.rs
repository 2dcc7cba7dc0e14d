//! What must hold of a whole questionnaire, proved by evaluating every set of answers that its rules can tell apart.

use std::ops::ControlFlow;

use super::paths::{self, Alternatives, NoteRule, Path, TooMany, first};
use super::replay::{Stop, first_match, walk};
use super::{
    Answers, Condition, Kind, NoteKind, Question, Questionnaire, Rule, Selected, Stance, StepKind, Urgency, bit,
};

/// A way in which a questionnaire is not sound. Numbers are indices into the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The outcome stands behind a less urgent one, which would be found first.
    BehindLessUrgent { outcome: usize },
    /// No step leads to somebody whom every such outcome names: the Whole Health Point of Contact, and in an emergency the
    /// crisis line and 911.
    NoStep { outcome: usize, kind: StepKind },
    /// No rule names an option of a question that urgent rules ask about, and it says neither "no" nor "not sure".
    UnnamedSign { question: usize, option: usize },
    /// An earlier option of the question says the same about it as a whole.
    SaysTwice { question: usize, option: usize },
    /// An urgent rule names an option that says "no".
    UrgentSaysNo { question: usize, option: usize },
    /// No set of answers leads to the question.
    NeverAsked { question: usize },
    /// No set of answers leads to the outcome.
    NeverReached { outcome: usize },
    /// The rule is no reason for anything that is ever shown.
    NeverHolds { at: At },
    /// The condition names the option, which is never among the answers that make it hold.
    IdleOption { at: At, question: usize, option: usize },
    /// No outcome has a rule that holds.
    NoOutcome { answers: Answers },
    /// The answers that the urgent rule names do not always lead to its outcome or to one before it: a question or an
    /// outcome that comes first gets in the way.
    UrgentMissed { at: At, answers: Answers },
    /// One more selected option, or one in place of one that says "no", leads to less cautious advice.
    LessCautious { question: usize, option: usize, answers: Answers },
    /// "Not sure" in place of "no" leads to advice that is neither the same, nor more cautious, nor the last outcome.
    NotSureReassures { question: usize, option: usize, answers: Answers },
    /// There are too many paths to try each. Options that rules name together count as one.
    TooManyPaths,
}

/// Where a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Question(usize),
    /// A rule of an outcome.
    Outcome(usize, usize),
    /// A rule of a note.
    Note(usize, usize),
}

/// The number of paths that are tried at most: a few seconds of work.
pub const MOST_PATHS: usize = 200_000;

/// Everything that is wrong with a questionnaire, each kind once for a place.
pub fn check(questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut findings = fixed(questionnaire);
    match paths(questionnaire) {
        Ok(more) => findings.extend(more),
        Err(TooMany) => findings.push(Finding::TooManyPaths),
    }
    findings
}

/// What shows without evaluating anything.
fn fixed(questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (outcome, value) in questionnaire.outcomes.iter().enumerate() {
        if questionnaire.outcomes[..outcome].iter().any(|earlier| earlier.urgency > value.urgency) {
            findings.push(Finding::BehindLessUrgent { outcome });
        }
        let needed: &[StepKind] = match value.urgency {
            Urgency::Emergency => &[StepKind::CrisisLine, StepKind::Emergency, StepKind::PointOfContact],
            _ => &[StepKind::PointOfContact],
        };
        let missing = needed.iter().filter(|kind| !value.steps.iter().any(|step| step.kind == **kind));
        findings.extend(missing.map(|kind| Finding::NoStep { outcome, kind: *kind }));
    }
    for (question, value) in questionnaire.questions.iter().enumerate() {
        options(questionnaire, question, value, &mut findings);
    }
    findings
}

/// What each option says, and whether a rule heeds it.
fn options(questionnaire: &Questionnaire, question: usize, value: &Question, findings: &mut Vec<Finding>) {
    let named_by = |is_one: &dyn Fn(At) -> bool| {
        let conditions = rules(questionnaire).filter(|(at, _)| is_one(*at)).flat_map(|(_, rule)| &rule.when.0);
        conditions.filter(|named| named.question == question).fold(0, |bits, named| bits | named.options)
    };
    let is_urgent = |at| match at {
        At::Outcome(outcome, _) => questionnaire.outcomes[outcome].urgency.is_at_once(),
        At::Question(_) | At::Note(..) => false,
    };
    let (named, urgent) = (named_by(&|_| true), named_by(&is_urgent));
    for (option, choice) in value.options.iter().enumerate() {
        let earlier = &value.options[..option];
        if choice.says.is_some() && earlier.iter().any(|other| other.says == choice.says) {
            findings.push(Finding::SaysTwice { question, option });
        }
        if urgent & bit(option) != 0 && choice.says == Some(Stance::No) {
            findings.push(Finding::UrgentSaysNo { question, option });
        }
        if urgent != 0 && named & bit(option) == 0 && choice.says.is_none() {
            findings.push(Finding::UnnamedSign { question, option });
        }
    }
}

fn paths(questionnaire: &Questionnaire) -> Result<Vec<Finding>, TooMany> {
    let mut seen = Seen {
        findings: Vec::new(),
        asked: 0,
        reached: vec![false; questionnaire.outcomes.len()],
        held: conditions(questionnaire).map(|(_, condition)| vec![0; condition.0.len()]).collect(),
    };
    for note_rule in paths::note_rules(questionnaire) {
        let conditions = paths::conditions(questionnaire, note_rule);
        let merged = &Alternatives::merged(questionnaire, &conditions, MOST_PATHS)?;
        let urgent = urgent(questionnaire, merged);
        let mut check = Check { questionnaire, note_rule, merged, seen: &mut seen, urgent };
        merged.paths(questionnaire, MOST_PATHS, |path| check.path(path))?;
    }
    seen.unseen(questionnaire);
    Ok(seen.findings)
}

/// What has been found, and what some path has shown: the questions it asked, its outcome and, of each entry of each condition,
/// the options that made it hold.
struct Seen {
    findings: Vec<Finding>,
    asked: u32,
    reached: Vec<bool>,
    held: Vec<Vec<u32>>,
}

/// The paths that differ for one rule of a note, or for none.
struct Check<'a> {
    questionnaire: &'a Questionnaire,
    note_rule: Option<NoteRule>,
    merged: &'a Alternatives,
    seen: &'a mut Seen,
    /// The answers of each urgent rule, and its outcome.
    urgent: Vec<(At, usize, Vec<Selected>)>,
}

impl Check<'_> {
    fn path(&mut self, path: &Path) {
        self.seen.asked |= path.asked;
        self.seen.reached[path.outcome] = true;
        let note_rule = self.note_rule.filter(|_| self.shows_note_rule(path)).map(|(note, rule)| At::Note(note, rule));
        for ((at, condition), held) in conditions(self.questionnaire).zip(&mut self.seen.held) {
            let shown = match at {
                At::Question(question) => path.asked & bit(question) != 0,
                At::Outcome(outcome, _) => outcome == path.outcome && condition.holds(path.answers, path.asked),
                At::Note(..) => Some(at) == note_rule,
            };
            for (named, held) in condition.0.iter().zip(held).filter(|_| shown) {
                let selected = path.answers.get(named.question).unwrap_or(0);
                let classes = self.merged.classes(named.question).iter().filter(|class| *class & selected != 0);
                *held |= classes.sum::<u32>() & named.options;
            }
        }
        match self.note_rule {
            None => {
                if first_match(self.questionnaire, path.answers, path.asked).is_none() {
                    self.report(Finding::NoOutcome { answers: path.answers.clone() });
                }
                self.urgent_wins(path);
            }
            // What else could be less cautious shows without the rule.
            Some((note, _)) => {
                if self.questionnaire.notes[note].kind != NoteKind::Caution || note_rule.is_none() {
                    return;
                }
            }
        }
        for (question, _) in path.answers.iter() {
            let value = &self.questionnaire.questions[question];
            self.no_option_lowers_caution(path, question, value);
            self.not_sure_is_no_comfort(path, question, value);
        }
    }

    /// Whether the rule of a note holds, and the outcome does not stand alone.
    fn shows_note_rule(&self, path: &Path) -> bool {
        self.note_rule.is_some_and(|(note, rule)| {
            let rule = &self.questionnaire.notes[note].rules[rule];
            !self.urgency(path).is_at_once() && rule.when.holds(path.answers, path.asked)
        })
    }

    fn urgency(&self, path: &Path) -> Urgency {
        self.questionnaire.outcomes[path.outcome].urgency
    }

    /// Whatever else is answered, the answers of an urgent rule lead to its outcome or to one before it.
    fn urgent_wins(&mut self, path: &Path) {
        let mut missed = Vec::new();
        for (at, outcome, selected) in &self.urgent {
            let mut answers = path.answers.clone();
            for Selected { question, options } in selected {
                let before = answers.get(*question).unwrap_or(0);
                let value = &self.questionnaire.questions[*question];
                answers.put(*question, value.with_option(before, *options));
            }
            if !matches!(walk(self.questionnaire, &answers).stop, Stop::Outcome(other) if other <= *outcome) {
                missed.push(Finding::UrgentMissed { at: *at, answers });
            }
        }
        missed.into_iter().for_each(|finding| self.report(finding));
    }

    /// One more sign, or a sign in place of "no" or "none of these", also where that makes later questions appear or vanish.
    fn no_option_lowers_caution(&mut self, path: &Path, question: usize, value: &Question) {
        let before = path.answers.get(question).unwrap_or(0);
        let says = |stance| value.chosen(before).any(|option| option.says == Some(stance));
        // Of two answers of which only one can be selected, and neither says "no", neither has to be the more cautious.
        let is_comparable = says(Stance::No) || value.kind == Kind::Any && !says(Stance::NotSure);
        if !is_comparable {
            return;
        }
        for class in self.merged.classes(question) {
            if class & value.standing_alone() == 0 {
                let answer = value.with_option(before, first(*class));
                if self.any_completion(path, question, answer, |check, other| !check.as_cautious(path, other)) {
                    let option = class.trailing_zeros() as usize;
                    self.report(Finding::LessCautious { question, option, answers: path.answers.clone() });
                }
            }
        }
    }

    fn not_sure_is_no_comfort(&mut self, path: &Path, question: usize, value: &Question) {
        let before = path.answers.get(question).unwrap_or(0);
        let says_no = value.chosen(before).any(|option| option.says == Some(Stance::No));
        let not_sure = value.options.iter().position(|option| option.says == Some(Stance::NotSure));
        let (true, Some(option)) = (says_no, not_sure) else { return };
        let last = self.questionnaire.outcomes.len() - 1;
        let comfort = self.any_completion(path, question, bit(option), |check, other| {
            let urgent = check.urgency(other) != Urgency::Routine;
            let fair = other.outcome == path.outcome || other.outcome == last || urgent;
            !fair || !check.as_cautious(path, other)
        });
        if comfort {
            self.report(Finding::NotSureReassures { question, option, answers: path.answers.clone() });
        }
    }

    /// Whether the advice of `other` is as urgent as that of `path` and, if no more urgent, keeps the reason of a caution.
    fn as_cautious(&self, path: &Path, other: &Path) -> bool {
        let (before, after) = (self.urgency(path), self.urgency(other));
        after < before || after == before && (!self.shows_note_rule(path) || self.shows_note_rule(other))
    }

    /// Whether something is true of any complete set of answers that gives another answer to one question of a path.
    fn any_completion(
        &self,
        path: &Path,
        question: usize,
        answer: u32,
        mut is_true: impl FnMut(&Self, &Path) -> bool,
    ) -> bool {
        let mut answers = path.answers.clone();
        answers.put(question, answer);
        let stop_if_true = &mut |other: &Path| match is_true(self, other) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        self.merged.complete(self.questionnaire, &mut answers, 1, stop_if_true).is_break()
    }

    /// Keeps the first finding of a kind for a place.
    fn report(&mut self, finding: Finding) {
        if !self.seen.findings.iter().any(|other| other.is_like(&finding)) {
            self.seen.findings.push(finding);
        }
    }
}

impl Seen {
    fn unseen(&mut self, questionnaire: &Questionnaire) {
        let questions = (0..questionnaire.questions.len()).filter(|question| self.asked & bit(*question) == 0);
        let questions = questions.map(|question| Finding::NeverAsked { question });
        let outcomes = (0..self.reached.len()).filter(|outcome| !self.reached[*outcome]);
        let outcomes = outcomes.map(|outcome| Finding::NeverReached { outcome });
        // Nor do the rules of an outcome that is never reached, of course.
        let reached = |at: &At| !matches!(at, At::Outcome(outcome, _) if !self.reached[*outcome]);
        let held = || conditions(questionnaire).zip(&self.held).filter(|((at, _), _)| reached(at));
        let holds = |held: &[u32]| held.iter().all(|options| *options != 0);
        let asked = |at: &At| matches!(at, At::Question(_));
        let rules =
            held().filter(|((at, _), held)| !asked(at) && !holds(held)).map(|((at, _), _)| Finding::NeverHolds { at });
        let idle = held().filter(|(_, held)| holds(held)).flat_map(|((at, condition), held)| {
            let entries = condition.0.iter().zip(held).map(|(named, held)| (named.question, named.options & !held));
            let idle = entries.filter(|(_, idle)| *idle != 0);
            idle.map(move |(question, idle)| Finding::IdleOption {
                at,
                question,
                option: idle.trailing_zeros() as usize,
            })
        });
        let findings: Vec<Finding> = questions.chain(outcomes).chain(rules).chain(idle).collect();
        self.findings.extend(findings);
    }
}

impl Finding {
    /// Answers that show it.
    pub fn answers(&self) -> Option<&Answers> {
        match self {
            Finding::NoOutcome { answers }
            | Finding::UrgentMissed { answers, .. }
            | Finding::LessCautious { answers, .. }
            | Finding::NotSureReassures { answers, .. } => Some(answers),
            _ => None,
        }
    }

    /// Whether it is of the same kind and about the same place.
    fn is_like(&self, other: &Finding) -> bool {
        match (self, other) {
            (Finding::NoOutcome { .. }, Finding::NoOutcome { .. }) => true,
            (Finding::UrgentMissed { at: one, .. }, Finding::UrgentMissed { at: two, .. }) => one == two,
            (
                Finding::LessCautious { question, option, .. },
                Finding::LessCautious { question: other_question, option: other_option, .. },
            )
            | (
                Finding::NotSureReassures { question, option, .. },
                Finding::NotSureReassures { question: other_question, option: other_option, .. },
            ) => (question, option) == (other_question, other_option),
            _ => false,
        }
    }
}

fn outcome_rules(questionnaire: &Questionnaire) -> impl Iterator<Item = (At, &Rule)> {
    questionnaire.outcomes.iter().enumerate().flat_map(|(outcome, value)| {
        value.rules.iter().enumerate().map(move |(rule, value)| (At::Outcome(outcome, rule), value))
    })
}

fn note_rules(questionnaire: &Questionnaire) -> impl Iterator<Item = (At, &Rule)> {
    questionnaire.notes.iter().enumerate().flat_map(|(note, value)| {
        value.rules.iter().enumerate().map(move |(rule, value)| (At::Note(note, rule), value))
    })
}

/// Every rule of an outcome or a note.
fn rules(questionnaire: &Questionnaire) -> impl Iterator<Item = (At, &Rule)> {
    outcome_rules(questionnaire).chain(note_rules(questionnaire))
}

/// Every condition.
fn conditions(questionnaire: &Questionnaire) -> impl Iterator<Item = (At, &Condition)> {
    let questions = questionnaire.questions.iter().enumerate().map(|(index, q)| (At::Question(index), &q.ask_when));
    questions.chain(rules(questionnaire).map(|(at, rule)| (at, &rule.when)))
}

/// Each way to make an urgent rule hold with one option, of those that are told apart, for each of its questions.
fn urgent(questionnaire: &Questionnaire, merged: &Alternatives) -> Vec<(At, usize, Vec<Selected>)> {
    let mut urgent = Vec::new();
    for (at, rule) in outcome_rules(questionnaire) {
        let At::Outcome(outcome, _) = at else { continue };
        if !questionnaire.outcomes[outcome].urgency.is_at_once() {
            continue;
        }
        let mut ways = vec![Vec::new()];
        for named in &rule.when.0 {
            let classes = merged.classes(named.question).iter().filter(|class| *class & named.options != 0);
            let one = |class: &u32| Selected { question: named.question, options: first(*class) };
            let longer = |class| ways.iter().map(move |way: &Vec<Selected>| [way.as_slice(), &[one(class)]].concat());
            ways = classes.flat_map(longer).collect();
        }
        urgent.extend(ways.into_iter().map(|way| (at, outcome, way)));
    }
    urgent
}
