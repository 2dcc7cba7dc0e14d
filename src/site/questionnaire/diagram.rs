//! The flow of the self-screen as a Mermaid flowchart, for those who sign it off.

use std::fmt::Write;

use crate::screen::{Condition, Outcome, Question, Questionnaire, Selected};

/// As many options are named one by one.
const MOST_NAMED: u32 = 3;

/// The questions from top to bottom, with what each is asked after; beside them the outcomes that are shown at once, and below
/// them the others, each with its conditions.
pub fn mermaid(questionnaire: &Questionnaire) -> String {
    let Questionnaire { questions, outcomes, .. } = questionnaire;
    let mut out = "flowchart TD\n".to_owned();
    for (index, question) in questions.iter().enumerate() {
        let mut text = question.label.clone();
        if !question.ask_when.0.is_empty() {
            let _ = write!(text, "\nonly after {}", condition(questionnaire, &question.ask_when));
        }
        let _ = writeln!(out, "  q{index}[{}]", quoted(&text));
    }
    let _ = writeln!(out, "  all{{{}}}", quoted("All questions asked:\nthe first that holds"));
    for (index, outcome) in outcomes.iter().enumerate() {
        let shape = if outcome.urgency.is_at_once() { ["[[", "]]"] } else { ["([", "])"] };
        let _ = writeln!(out, "  o{index}{}{}{}", shape[0], quoted(&outcome.title), shape[1]);
    }
    for index in 0..questions.len() {
        let mut has_left = false;
        for (place, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome.urgency.is_at_once()) {
            if let Some(when) = at_once_after(questionnaire, outcome, index) {
                has_left = true;
                let _ = writeln!(out, "  q{index} -->|{}| o{place}", quoted(&when));
            }
        }
        let next = if index + 1 < questions.len() { format!("q{}", index + 1) } else { "all".to_owned() };
        let otherwise = if has_left { "|otherwise|" } else { "" };
        let _ = writeln!(out, "  q{index} -->{otherwise} {next}");
    }
    let waiting = outcomes.iter().enumerate().filter(|(_, outcome)| !outcome.urgency.is_at_once());
    for (number, (place, outcome)) in waiting.enumerate() {
        let conditions: Vec<String> = outcome.rules.iter().map(|rule| condition(questionnaire, &rule.when)).collect();
        let when = format!("{}. {}", number + 1, conditions.join("\nor "));
        let _ = writeln!(out, "  all -->|{}| o{place}", quoted(&when));
    }
    out
}

/// When an outcome is shown as soon as a question is answered: that of its rules which name no later one.
fn at_once_after(questionnaire: &Questionnaire, outcome: &Outcome, question: usize) -> Option<String> {
    let is_last = |condition: &Condition| condition.0.iter().map(|named| named.question).max() == Some(question);
    let rules = outcome.rules.iter().map(|rule| &rule.when).filter(|when| is_last(when));
    let (alone, joint): (Vec<&Condition>, Vec<&Condition>) = rules.partition(|when| when.0.len() == 1);
    // Rules that need nothing else are one.
    let options = alone.iter().flat_map(|when| &when.0).fold(0, |options, named| options | named.options);
    let mut parts = Vec::new();
    if options != 0 {
        parts.push(chosen(&questionnaire.questions[question], options));
    }
    parts.extend(joint.into_iter().map(|when| condition(questionnaire, when)));
    (!parts.is_empty()).then(|| parts.join("\nor "))
}

fn condition(questionnaire: &Questionnaire, condition: &Condition) -> String {
    if condition.0.is_empty() {
        return "always".to_owned();
    }
    let part = |named: &Selected| {
        let question = &questionnaire.questions[named.question];
        format!("{}: {}", question.label, chosen(question, named.options))
    };
    condition.0.iter().map(part).collect::<Vec<_>>().join(" and ")
}

/// Options in few words: themselves, or what is left of all.
fn chosen(question: &Question, options: u32) -> String {
    let texts = |bits: u32| question.chosen(bits).map(|option| option.text.as_str()).collect::<Vec<_>>().join(" / ");
    let others = question.all_options() & !options;
    match (options.count_ones(), others.count_ones()) {
        (..=MOST_NAMED, _) => texts(options),
        (_, 0) => "any answer".to_owned(),
        (_, ..=MOST_NAMED) => format!("any but {}", texts(others)),
        (count, _) => format!("one of {count} answers"),
    }
}

/// As Mermaid reads a text: in quotes, with its own signs as entities.
fn quoted(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('#', "#35;").replace('"', "#quot;");
    format!("\"{}\"", text.replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>"))
}
