//! Sources and review dates of questions, outcomes and rules.

use jiff::civil::Date;

use super::file::{Rule as ScreenRule, SelfScreen};
use super::{Known, Place};
use crate::site::diagnostic::Diagnostic;
use crate::site::rule::Rule;

/// Checks that everything names its sources, was read against them, and is not due for that again.
pub(super) fn check(place: Place, screen: &SelfScreen, known: Known, problems: &mut Vec<Diagnostic>) {
    let mut check = Check { place, known, problems };
    for (index, question) in screen.questions.iter().enumerate() {
        let path = format!("questions/{index}");
        check.sources(&path, &question.id, &question.sources);
        check.dates(&path, &question.id, &question.reviewed_on, &question.review_by);
    }
    for (index, outcome) in screen.outcomes.iter().enumerate() {
        let path = format!("outcomes/{index}");
        check.sources(&path, &outcome.id, &outcome.sources);
        check.dates(&path, &outcome.id, &outcome.reviewed_on, &outcome.review_by);
        check.rules(&path, &outcome.rules);
    }
    for (index, note) in screen.notes.iter().enumerate() {
        check.rules(&format!("notes/{index}"), &note.rules);
    }
}

/// The day of the latest review.
pub(super) fn latest(screen: &SelfScreen) -> Option<Date> {
    let outcome_rules = screen.outcomes.iter().flat_map(|outcome| &outcome.rules);
    let rules = outcome_rules.chain(screen.notes.iter().flat_map(|note| &note.rules)).map(|rule| &rule.reviewed_on);
    let questions = screen.questions.iter().map(|question| &question.reviewed_on);
    let outcomes = screen.outcomes.iter().map(|outcome| &outcome.reviewed_on);
    questions.chain(outcomes).chain(rules).flatten().filter_map(|day| day.parse().ok()).max()
}

struct Check<'a> {
    place: Place<'a>,
    known: Known<'a>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn rules(&mut self, path: &str, rules: &[ScreenRule]) {
        for (index, rule) in rules.iter().enumerate() {
            let path = format!("{path}/rules/{index}");
            self.sources(&path, &rule.id, &rule.sources);
            self.dates(&path, &rule.id, &rule.reviewed_on, &rule.review_by);
        }
    }

    fn sources(&mut self, path: &str, id: &str, sources: &[String]) {
        if sources.is_empty() {
            let message = format!("`{id}` names no source");
            self.problems.push(self.place.problem(Rule::UnsourcedRule, &format!("{path}/sources"), message));
        }
        for (index, source) in sources.iter().enumerate() {
            let path = format!("{path}/sources/{index}");
            if self.known.sources.is_some_and(|sources| !sources.contains_key(source)) {
                let message = format!("there is no source `{source}`");
                let problem = self.place.problem(Rule::UnknownSource, &path, message);
                self.problems.push(problem.about(format!("source {source}")));
            } else if sources[..index].contains(source) {
                let message = format!("the source `{source}` stands here twice");
                self.problems
                    .push(self.place.problem(Rule::DuplicateId, &path, message).with_help("keep one of the two"));
            }
        }
    }

    fn dates(&mut self, path: &str, id: &str, reviewed_on: &Option<String>, review_by: &Option<String>) {
        let today = self.known.today;
        let on = self.date(path, id, "reviewed_on", reviewed_on);
        let by = self.date(path, id, "review_by", review_by);
        let mut problem = |rule, key, message: String| {
            self.problems.push(self.place.problem(rule, &format!("{path}/{key}"), message));
        };
        if on.is_some_and(|on| on > today) {
            problem(Rule::ReviewDates, "reviewed_on", format!("this review lies in the future; today is {today}"));
        }
        let Some(by) = by else { return };
        if on.is_some_and(|on| by <= on) {
            problem(Rule::ReviewDates, "review_by", "the next review is not after the last one".to_owned());
        } else if by < today {
            let message = format!("`{id}` was due for review on {by}; today is {today}");
            let help = "read the entry against its sources, mend it, then set `reviewed_on` and a new `review_by`";
            let path = format!("{path}/review_by");
            self.problems.push(self.place.problem(Rule::ReviewOverdue, &path, message).with_help(help));
        }
    }

    fn date(&mut self, path: &str, id: &str, key: &str, text: &Option<String>) -> Option<Date> {
        let Some(text) = text else {
            let message = format!("`{id}` lacks `{key}`");
            let help = format!("add `{key}:` with a day, such as `{key}: {}`", self.known.today);
            self.problems.push(self.place.problem(Rule::ReviewDates, &format!("{path}/id"), message).with_help(help));
            return None;
        };
        let date = text.parse().ok();
        if date.is_none() {
            let message = format!("`{text}` is not a day");
            let help = format!("write year, month and day, such as `{}`", self.known.today);
            self.problems
                .push(self.place.problem(Rule::ReviewDates, &format!("{path}/{key}"), message).with_help(help));
        }
        date
    }
}
