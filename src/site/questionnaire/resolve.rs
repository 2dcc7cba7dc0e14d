//! Ids become indices and bits. What names nothing, or names two things, is a problem.

use std::collections::BTreeMap;

use super::file::{self, SelfScreen, When};
use super::{Known, Place};
use crate::page::PageLink;
use crate::screen::{
    Choice, Condition, Kind, Note, Outcome, Question, Questionnaire, Rule, Selected, Step, StepKind, bit,
};
use crate::site::contact;
use crate::site::diagnostic::Diagnostic;
use crate::site::links;
use crate::site::rule::Rule as Broken;
use crate::site::suggest;

pub(super) struct Resolve<'a> {
    place: Place<'a>,
    known: Known<'a>,
    problems: &'a mut Vec<Diagnostic>,
    /// The ids of the sources named so far, in order.
    sources: Vec<String>,
    /// Whether something that rules depend on could not be resolved.
    broken: bool,
}

impl<'a> Resolve<'a> {
    pub fn new(place: Place<'a>, known: Known<'a>, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { place, known, problems, sources: Vec::new(), broken: false }
    }

    /// Nothing if a condition could not be resolved: whatever followed from the rest would mislead.
    pub fn questionnaire(mut self, screen: SelfScreen) -> Option<Questionnaire> {
        self.ids(&screen);
        self.sizes(&screen);
        if self.broken {
            return None;
        }
        let ask_when: Vec<Condition> = (0..screen.questions.len()).map(|index| self.ask_when(&screen, index)).collect();
        let outcomes: Vec<Vec<Condition>> = screen
            .outcomes
            .iter()
            .enumerate()
            .map(|(index, outcome)| self.conditions(&screen, &format!("outcomes/{index}"), &outcome.rules))
            .collect();
        let notes: Vec<Vec<Condition>> = screen
            .notes
            .iter()
            .enumerate()
            .map(|(index, note)| self.conditions(&screen, &format!("notes/{index}"), &note.rules))
            .collect();

        let questions = screen.questions.into_iter().zip(ask_when).map(|(question, ask_when)| Question {
            sources: self.sources(question.sources),
            id: question.id,
            label: question.label,
            text: question.text,
            hint: question.hint,
            why: question.why,
            error: question.error,
            may_skip: question.may_skip,
            ask_when,
            kind: question.answers,
        });
        let questions = questions.collect();
        let outcomes = screen.outcomes.into_iter().zip(outcomes).enumerate().map(|(index, (outcome, when))| Outcome {
            rules: self.rules(outcome.rules, when),
            steps: self.steps(outcome.steps, &format!("outcomes/{index}")),
            sources: self.sources(outcome.sources),
            id: outcome.id,
            urgency: outcome.urgency,
            title: outcome.title,
            meaning: outcome.meaning,
            questions: outcome.questions,
        });
        let outcomes = outcomes.collect();
        let notes = screen.notes.into_iter().zip(notes).enumerate().map(|(index, (note, when))| Note {
            rules: self.rules(note.rules, when),
            link: note.link.map(|link| self.link(link, &format!("notes/{index}/link"))),
            id: note.id,
            kind: note.kind,
            title: note.title,
            text: note.text,
        });
        let notes = notes.collect();
        let sources = self.sources.iter().filter_map(|id| self.known.sources?.get(id)).cloned().collect();
        (!self.broken).then_some(Questionnaire { questions, outcomes, notes, sources, wording: screen.wording })
    }

    fn problem(&mut self, rule: Broken, path: &str, message: String) {
        self.problems.push(self.place.problem(rule, path, message));
    }

    fn ids(&mut self, screen: &SelfScreen) {
        let each = |list: &str, count: usize| -> Vec<String> { (0..count).map(|i| format!("{list}/{i}/id")).collect() };
        let paths = each("questions", screen.questions.len());
        self.unique("questions", paths.into_iter().zip(screen.questions.iter().map(|question| &question.id)));
        for (index, question) in screen.questions.iter().enumerate() {
            let (path, options) = options(index, &question.answers);
            self.unique("options", each(&path, options.len()).into_iter().zip(options.iter().map(|option| &option.id)));
            for (option, choice) in options.iter().enumerate() {
                let alike = |other: &&Choice| other.text.trim().to_lowercase() == choice.text.trim().to_lowercase();
                if let Some(other) = options[..option].iter().find(alike) {
                    let message = format!("`{}` has the same words as `{}`", choice.id, other.id);
                    self.problem(Broken::DuplicateWording, &format!("{path}/{option}/text"), message);
                }
            }
        }
        let paths = each("outcomes", screen.outcomes.len());
        self.unique("outcomes", paths.into_iter().zip(screen.outcomes.iter().map(|outcome| &outcome.id)));
        let paths = each("notes", screen.notes.len());
        self.unique("notes", paths.into_iter().zip(screen.notes.iter().map(|note| &note.id)));
        let outcomes =
            screen.outcomes.iter().enumerate().map(|(index, o)| (format!("outcomes/{index}/rules"), &o.rules));
        let notes = screen.notes.iter().enumerate().map(|(index, n)| (format!("notes/{index}/rules"), &n.rules));
        let rules = outcomes
            .chain(notes)
            .flat_map(|(path, rules)| each(&path, rules.len()).into_iter().zip(rules.iter().map(|rule| &rule.id)));
        self.unique("rules", rules);
    }

    fn unique<'i>(&mut self, what: &str, ids: impl Iterator<Item = (String, &'i String)>) {
        let mut seen = BTreeMap::new();
        for (path, id) in ids {
            if !links::is_fragment(id) {
                self.problem(Broken::IdForm, &path, format!("`{id}` cannot be an id"));
            }
            if seen.insert(id, ()).is_some() {
                self.broken = true;
                let diagnostic =
                    self.place.problem(Broken::DuplicateId, &path, format!("two {what} are called `{id}`"));
                self.problems.push(diagnostic.with_help("give each of them an id of its own"));
            }
        }
    }

    /// More than fits into bits, and less than makes sense.
    fn sizes(&mut self, screen: &SelfScreen) {
        for (list, count) in [("questions", screen.questions.len()), ("outcomes", screen.outcomes.len())] {
            if count == 0 {
                self.broken = true;
                self.problem(Broken::TooFew, list, format!("there are no {list}"));
            }
        }
        if screen.questions.len() > Questionnaire::MOST_QUESTIONS {
            self.broken = true;
            let path = format!("questions/{}/id", Questionnaire::MOST_QUESTIONS);
            self.problem(Broken::TooMany, &path, format!("there are {} questions", screen.questions.len()));
        }
        for (index, question) in screen.questions.iter().enumerate() {
            let (path, options) = options(index, &question.answers);
            if options.len() > Questionnaire::MOST_OPTIONS {
                self.broken = true;
                let path = format!("{path}/{}/id", Questionnaire::MOST_OPTIONS);
                self.problem(Broken::TooMany, &path, format!("`{}` has {} options", question.id, options.len()));
            }
            if options.len() < 2 && !matches!(question.answers, Kind::Scale { .. }) {
                self.broken = true;
                self.problem(Broken::TooFew, &path, format!("`{}` leaves nothing to choose from", question.id));
            }
        }
        for (index, outcome) in screen.outcomes.iter().enumerate() {
            if outcome.rules.is_empty() {
                let message = format!("`{}` has no rules", outcome.id);
                self.problem(Broken::TooFew, &format!("outcomes/{index}/rules"), message);
            }
        }
    }

    fn ask_when(&mut self, screen: &SelfScreen, index: usize) -> Condition {
        let Some(when) = &screen.questions[index].ask_when else { return Condition::default() };
        self.condition(screen, index, when, &format!("questions/{index}/ask_when"))
    }

    fn conditions(&mut self, screen: &SelfScreen, path: &str, rules: &[file::Rule]) -> Vec<Condition> {
        let all = screen.questions.len();
        let condition = |(index, rule): (usize, &file::Rule)| {
            self.condition(screen, all, &rule.when, &format!("{path}/rules/{index}/when"))
        };
        rules.iter().enumerate().map(condition).collect()
    }

    /// A condition on the first `before` questions.
    fn condition(&mut self, screen: &SelfScreen, before: usize, when: &When, path: &str) -> Condition {
        if when.is_empty() {
            self.broken = true;
            self.problem(Broken::EmptyCondition, path, "no answer is named here".to_owned());
        }
        let mut named = Vec::new();
        for (id, options) in when {
            let path = format!("{path}/{id}");
            let Some(question) = screen.questions.iter().position(|question| question.id == *id) else {
                self.broken = true;
                let message = format!("there is no question `{id}`");
                let known: Vec<&str> = screen.questions.iter().map(|question| question.id.as_str()).collect();
                let problem = self.place.problem_with_key(Broken::UnknownQuestion, &path, message);
                let help = suggest::help(id, &known, "name one of the questions");
                self.problems.push(problem.with_help(help).about(format!("question {id}")));
                continue;
            };
            if question >= before {
                self.broken = true;
                let message = format!("`{id}` is not asked before `{}`", screen.questions[before].id);
                self.problems.push(self.place.problem_with_key(Broken::LaterQuestion, &path, message));
            }
            if options.is_empty() {
                self.broken = true;
                self.problem(Broken::EmptyCondition, &path, format!("no answer to `{id}` is named here"));
            }
            let options = self.options(&screen.questions[question], options, &path);
            named.push(Selected { question, options });
        }
        named.sort_by_key(|named| named.question);
        Condition(named)
    }

    fn options(&mut self, question: &file::Question, ids: &[String], path: &str) -> u32 {
        let (_, options) = options(0, &question.answers);
        let mut bits = 0;
        for (index, id) in ids.iter().enumerate() {
            let path = format!("{path}/{index}");
            match options.iter().position(|option| option.id == *id) {
                Some(option) if bits & bit(option) != 0 => {
                    let diagnostic =
                        self.place.problem(Broken::DuplicateId, &path, format!("`{id}` stands here twice"));
                    self.problems.push(diagnostic.with_help("keep one of the two"));
                }
                Some(option) => bits |= bit(option),
                None => {
                    self.broken = true;
                    let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                    let help = match known.as_slice() {
                        [] => format!("`{}` is a scale, and no condition can name an answer to it", question.id),
                        _ => suggest::help(id, &known, "name one of its options"),
                    };
                    let message = format!("`{}` has no option `{id}`", question.id);
                    self.problems.push(self.place.problem(Broken::UnknownOption, &path, message).with_help(help));
                }
            }
        }
        bits
    }

    fn rules(&mut self, rules: Vec<file::Rule>, when: Vec<Condition>) -> Vec<Rule> {
        let resolve = |(rule, when): (file::Rule, Condition)| Rule {
            sources: self.sources(rule.sources),
            id: rule.id,
            when,
            reason: rule.reason,
        };
        rules.into_iter().zip(when).map(resolve).collect()
    }

    fn steps(&mut self, steps: Vec<file::Step>, path: &str) -> Vec<Step> {
        let resolve = |(index, step): (usize, file::Step)| {
            let path = format!("{path}/steps/{index}");
            self.numbers(&step, &path);
            Step {
                kind: step.kind,
                text: step.text,
                link: step.link.map(|link| self.link(link, &format!("{path}/link"))),
            }
        };
        steps.into_iter().enumerate().map(resolve).collect()
    }

    /// A step that leads to help names the number of that help, and no other.
    fn numbers(&mut self, step: &file::Step, path: &str) {
        let known: &[&str] = match step.kind {
            StepKind::CrisisLine => &["988", "838255"],
            StepKind::Emergency => &["911"],
            StepKind::PointOfContact | StepKind::CareTeam | StepKind::Read => return,
        };
        for number in contact::numbers(&step.text).iter().filter(|number| !known.contains(&number.as_str())) {
            let message = format!("{number} is not a number that this step leads to");
            let diagnostic = self.place.problem(Broken::WrongNumber, &format!("{path}/text"), message);
            self.problems.push(diagnostic.with_help(format!("write {}", known.join(" or "))));
        }
    }

    fn link(&mut self, link: file::Link, path: &str) -> PageLink {
        if !self.known.pages.contains(&link.page) {
            let message = format!("there is no page `{}`", link.page);
            self.problem(Broken::UnknownPage, &format!("{path}/page"), message);
        }
        PageLink { path: links::path_of(&link.page), fragment: None, text: link.text }
    }

    /// Unknown sources have been reported; they are left out.
    fn sources(&mut self, ids: Vec<String>) -> Vec<usize> {
        let known = ids
            .into_iter()
            .filter(|id| self.known.sources.is_some_and(|sources| sources.contains_key(id)))
            .collect::<Vec<_>>();
        let index = |id: String| match self.sources.iter().position(|named| *named == id) {
            Some(index) => index,
            None => {
                self.sources.push(id);
                self.sources.len() - 1
            }
        };
        known.into_iter().map(index).collect()
    }
}

/// The options of a question, and the path to them.
fn options(question: usize, answers: &Kind) -> (String, &[Choice]) {
    match answers {
        Kind::One(options) => (format!("questions/{question}/answers/choose_one"), options),
        Kind::Any { options, .. } => (format!("questions/{question}/answers/choose_any/options"), options),
        Kind::Scale { .. } => (format!("questions/{question}/answers/scale"), &[]),
    }
}
