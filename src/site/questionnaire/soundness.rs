//! What [`check`](crate::screen::check) finds, in words and with a place.

use super::{Place, option_list};
use crate::screen::check::{self, At, Finding};
use crate::screen::{Answers, Kind, Questionnaire, StepKind};
use crate::site::diagnostic::Diagnostic;
use crate::site::rule::Rule;

pub(super) fn check(place: Place, questionnaire: &Questionnaire, problems: &mut Vec<Diagnostic>) {
    for finding in check::check(questionnaire) {
        let (rule, path, message) = explain(questionnaire, &finding);
        let mut problem = place.problem(rule, &path, message);
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
        Finding::IdleOption { at, question: index, option } => (
            Rule::IdleOption,
            format!("{}/id", path(at)),
            format!(
                "`{}` of `{}` is named here, and is never a reason for this",
                questionnaire.questions[index].options[option].id,
                question(index)
            ),
        ),
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
            match questionnaire.questions[index].kind {
                Kind::One => "selecting this in place of \"no\" makes the advice less cautious".to_owned(),
                Kind::Any => "selecting this as well makes the advice less cautious".to_owned(),
            },
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

fn option_path(questionnaire: &Questionnaire, question: usize, option: usize) -> String {
    format!("{}/{option}/id", option_list(question, questionnaire.questions[question].kind))
}

/// Answers as a condition of the file writes them.
fn written(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let one = |(question, bits): (usize, u32)| {
        let question = &questionnaire.questions[question];
        let options: Vec<&str> = question.chosen(bits).map(|option| option.id.as_str()).collect();
        format!("{}: [{}]", question.id, options.join(", "))
    };
    let answers: Vec<String> = answers.iter().map(one).collect();
    format!("{{ {} }}", answers.join(", "))
}
