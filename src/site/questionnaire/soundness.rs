//! What [`check`](crate::screen::check) finds, in words and with a place.

use super::Place;
use crate::screen::check::{self, At, Finding};
use crate::screen::{Answer, Answers, Kind, Questionnaire, StepKind};
use crate::site::diagnostic::Diagnostic;
use crate::site::rule::Rule;

pub(super) fn check(place: Place, questionnaire: &Questionnaire, problems: &mut Vec<Diagnostic>) {
    for finding in check::check(questionnaire) {
        let (rule, path, message) = explain(questionnaire, &finding);
        let mut problem = match finding {
            Finding::DependsOnSkippable { .. } => place.problem_with_key(rule, &path, message),
            _ => place.problem(rule, &path, message),
        };
        if let Some(answers) = finding.answers() {
            problem.help =
                format!("{}. For example, it goes wrong for {}", problem.help, written(questionnaire, answers));
        }
        problems.push(problem);
    }
}

/// The rule broken, the place and what is wrong there.
fn explain(questionnaire: &Questionnaire, finding: &Finding) -> (Rule, String, String) {
    let question = |index: usize| &questionnaire.questions[index].id;
    let outcome = |index: usize| &questionnaire.outcomes[index].id;
    match *finding {
        Finding::BehindLessUrgent { outcome: index } => (
            Rule::OutcomeOrder,
            format!("outcomes/{index}/urgency"),
            format!("`{}` stands behind a less urgent outcome", outcome(index)),
        ),
        Finding::NoStep { outcome: index, kind } => (
            Rule::ContactStep,
            format!("outcomes/{index}/steps"),
            format!("no step of `{}` leads to {}", outcome(index), whom(kind)),
        ),
        Finding::UnnamedSign { question: index, option } => (
            Rule::UnnamedSign,
            option_path(questionnaire, index, option),
            format!("`{}` has urgent answers, and no rule names this one", question(index)),
        ),
        Finding::SaysTwice { question: index, option } => (
            Rule::SaysTwice,
            option_path(questionnaire, index, option),
            format!("two options of `{}` say the same of it as a whole", question(index)),
        ),
        Finding::UrgentSaysNo { question: index, option } => (
            Rule::UrgentSaysNo,
            option_path(questionnaire, index, option),
            format!("an urgent rule names this answer to `{}`, and it says \"no\"", question(index)),
        ),
        Finding::DependsOnSkippable { at, question: index } => (
            Rule::SkippableDecides,
            format!("{}/{}", condition_path(at), question(index)),
            format!("this depends on `{}`, which may be skipped", question(index)),
        ),
        Finding::NeverAsked { question: index } => (
            Rule::UnaskedQuestion,
            format!("questions/{index}/id"),
            format!("no answers lead to the question `{}`", question(index)),
        ),
        Finding::NeverReached { outcome: index } => (
            Rule::UnreachedOutcome,
            format!("outcomes/{index}/id"),
            format!("no answers lead to the outcome `{}`", outcome(index)),
        ),
        Finding::NeverHolds { at } => {
            (Rule::IdleRule, format!("{}/id", path(at)), "no answers make this rule a reason for anything".to_owned())
        }
        Finding::NoOutcome { .. } => {
            (Rule::NoOutcome, "outcomes".to_owned(), "some answers lead to no outcome".to_owned())
        }
        Finding::UrgentMissed { at, .. } => (
            Rule::UrgentMissed,
            format!("{}/id", path(at)),
            "the answers of this urgent rule do not always lead to its outcome".to_owned(),
        ),
        Finding::LessCautious { question: index, option, .. } => (
            Rule::LessCautious,
            option_path(questionnaire, index, option),
            "selecting this as well makes the advice less cautious".to_owned(),
        ),
        Finding::NotSureReassures { question: index, option, .. } => (
            Rule::NotSureReassures,
            option_path(questionnaire, index, option),
            format!("\"not sure\" about `{}` leads to other advice than \"no\"", question(index)),
        ),
        Finding::TooManyPaths => (
            Rule::TooManyPaths,
            "questions".to_owned(),
            "there are too many different sets of answers to try each of them".to_owned(),
        ),
    }
}

fn whom(kind: StepKind) -> &'static str {
    match kind {
        StepKind::CrisisLine => "the Veterans Crisis Line",
        StepKind::Emergency => "911",
        StepKind::PointOfContact => "the Point of Contact",
        StepKind::CareTeam => "the care team",
        StepKind::Read => "a page",
    }
}

fn path(at: At) -> String {
    match at {
        At::Question(question) => format!("questions/{question}"),
        At::Outcome(outcome, rule) => format!("outcomes/{outcome}/rules/{rule}"),
        At::Note(note, rule) => format!("notes/{note}/rules/{rule}"),
    }
}

fn condition_path(at: At) -> String {
    let key = if matches!(at, At::Question(_)) { "ask_when" } else { "when" };
    format!("{}/{key}", path(at))
}

fn option_path(questionnaire: &Questionnaire, question: usize, option: usize) -> String {
    let list = match questionnaire.questions[question].kind {
        Kind::One(_) => "choose_one",
        Kind::Any { .. } | Kind::Scale { .. } => "choose_any/options",
    };
    format!("questions/{question}/answers/{list}/{option}/id")
}

/// Answers as a condition of the file writes them.
fn written(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let one = |(question, answer): (usize, Answer)| {
        let Answer::Selected(bits) = answer else { return None };
        let question = &questionnaire.questions[question];
        let options: Vec<&str> = question.chosen(bits).map(|option| option.id.as_str()).collect();
        Some(format!("{}: [{}]", question.id, options.join(", ")))
    };
    let answers: Vec<String> = answers.iter().filter_map(one).collect();
    format!("{{ {} }}", answers.join(", "))
}
