//! Ids become indices and bits. What names nothing, or names two things, is a problem.

use std::collections::BTreeMap;

use super::file::{self, SelfScreen, When, Words};
use super::{Known, Place, option_list};
use crate::page::PageLink;
use crate::screen::{
    Choice, Condition, Note, Outcome, Question, Questionnaire, Questionnaires, Respondent, Rule, Selected, Step,
    StepKind, bit,
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
    pub fn questionnaires(mut self, screen: &SelfScreen) -> Option<Questionnaires> {
        self.ids(screen);
        self.sizes(screen);
        if self.broken {
            return None;
        }
        let for_veteran = self.questionnaire(screen, Respondent::Veteran);
        if self.broken {
            return None;
        }
        let for_helper = self.questionnaire(screen, Respondent::Helper);
        // Most would be told twice.
        let mut seen = Vec::new();
        self.problems.retain(|problem| {
            let is_new = !seen.contains(problem);
            seen.push(problem.clone());
            is_new
        });
        Some(Questionnaires { for_veteran, for_helper })
    }

    fn questionnaire(&mut self, screen: &SelfScreen, respondent: Respondent) -> Questionnaire {
        let said = |words: &Words| words.to(respondent).to_owned();
        let choice = |choice: &file::Choice| Choice {
            id: choice.id.clone(),
            text: said(&choice.text),
            hint: choice.hint.as_ref().map(said),
            says: choice.says,
        };
        let questions = screen.questions.iter().enumerate().map(|(index, question)| Question {
            ask_when: self.ask_when(screen, index),
            sources: self.sources(&question.sources),
            id: question.id.clone(),
            label: question.label.clone(),
            text: said(&question.text),
            hint: question.hint.as_ref().map(said),
            why: said(&question.why),
            error: said(&question.error),
            kind: question.answers.kind(),
            options: question.answers.options().iter().map(choice).collect(),
        });
        let questions = questions.collect();
        let outcomes = screen.outcomes.iter().enumerate().map(|(index, outcome)| {
            let path = format!("outcomes/{index}");
            Outcome {
                rules: self.rules(screen, &outcome.rules, &path, respondent),
                steps: self.steps(&outcome.steps, &path, respondent),
                sources: self.sources(&outcome.sources),
                id: outcome.id.clone(),
                urgency: outcome.urgency,
                title: said(&outcome.title),
                meaning: said(&outcome.meaning),
                questions: outcome.questions.iter().map(said).collect(),
            }
        });
        let outcomes = outcomes.collect();
        let notes = screen.notes.iter().enumerate().map(|(index, note)| {
            let path = format!("notes/{index}");
            Note {
                rules: self.rules(screen, &note.rules, &path, respondent),
                link: note.link.as_ref().map(|link| self.link(link, &format!("{path}/link"))),
                id: note.id.clone(),
                kind: note.kind,
                respondent: note.respondent,
                title: said(&note.title),
                text: said(&note.text),
            }
        });
        let notes = notes.collect();
        let sources = self.sources.iter().filter_map(|id| self.known.sources?.get(id)).cloned().collect();
        let wording = screen.wording.clone();
        // Both are known when all is.
        let (url, version) = (None, String::new());
        Questionnaire { respondent, url, version, questions, outcomes, notes, sources, wording }
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
                let plain = |words: &Words| words.to(Respondent::Veteran).trim().to_lowercase();
                let alike = |other: &&file::Choice| plain(&other.text) == plain(&choice.text);
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
            if options.len() < 2 {
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
        let when = &screen.questions[index].ask_when;
        Condition(self.condition(screen, index, when, &format!("questions/{index}/ask_when")))
    }

    /// A condition on the first `before` questions.
    fn condition(&mut self, screen: &SelfScreen, before: usize, when: &Option<When>, path: &str) -> Vec<Selected> {
        let Some(when) = when else { return Vec::new() };
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
        named.sort_by_key(|named: &Selected| named.question);
        named
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
                    let help = suggest::help(id, &known, "name one of its options");
                    let message = format!("`{}` has no option `{id}`", question.id);
                    self.problems.push(self.place.problem(Broken::UnknownOption, &path, message).with_help(help));
                }
            }
        }
        bits
    }

    fn rules(&mut self, screen: &SelfScreen, rules: &[file::Rule], path: &str, respondent: Respondent) -> Vec<Rule> {
        let all = screen.questions.len();
        let resolve = |(index, rule): (usize, &file::Rule)| {
            let path = format!("{path}/rules/{index}");
            let mut named = self.condition(screen, all, &rule.when, &format!("{path}/when"));
            named.extend(self.condition(screen, all, &rule.and, &format!("{path}/and")));
            Rule {
                sources: self.sources(&rule.sources),
                id: rule.id.clone(),
                when: Condition(named),
                reason: rule.reason.to(respondent).to_owned(),
            }
        };
        rules.iter().enumerate().map(resolve).collect()
    }

    fn steps(&mut self, steps: &[file::Step], path: &str, respondent: Respondent) -> Vec<Step> {
        let resolve = |(index, step): (usize, &file::Step)| {
            let path = format!("{path}/steps/{index}");
            let text = step.text.to(respondent).to_owned();
            self.numbers(step.kind, &text, &path);
            Step {
                kind: step.kind,
                text,
                link: step.link.as_ref().map(|link| self.link(link, &format!("{path}/link"))),
            }
        };
        steps.iter().enumerate().map(resolve).collect()
    }

    /// A step that leads to help names the number of that help, and no other.
    fn numbers(&mut self, kind: StepKind, text: &str, path: &str) {
        let known: &[&str] = match kind {
            StepKind::CrisisLine => &["988", "838255"],
            StepKind::Emergency => &["911"],
            StepKind::PointOfContact | StepKind::CareTeam | StepKind::Read => return,
        };
        for number in contact::numbers(text).iter().filter(|number| !known.contains(&number.as_str())) {
            let message = format!("{number} is not a number that this step leads to");
            let diagnostic = self.place.problem(Broken::WrongNumber, &format!("{path}/text"), message);
            self.problems.push(diagnostic.with_help(format!("write {}", known.join(" or "))));
        }
    }

    fn link(&mut self, link: &file::Link, path: &str) -> PageLink {
        if !self.known.pages.contains(&link.page) {
            let message = format!("there is no page `{}`", link.page);
            self.problem(Broken::UnknownPage, &format!("{path}/page"), message);
        }
        PageLink { path: links::path_of(&link.page), fragment: None, text: link.text.clone() }
    }

    /// Unknown sources have been reported; they are left out.
    fn sources(&mut self, ids: &[String]) -> Vec<usize> {
        let known = ids.iter().filter(|id| self.known.sources.is_some_and(|sources| sources.contains_key(*id)));
        let index = |id: &String| match self.sources.iter().position(|named| named == id) {
            Some(index) => index,
            None => {
                self.sources.push(id.clone());
                self.sources.len() - 1
            }
        };
        known.map(index).collect()
    }
}

/// The options of a question, and the path to them.
fn options(question: usize, answers: &file::Answers) -> (String, &[file::Choice]) {
    (option_list(question, answers.kind()), answers.options())
}
