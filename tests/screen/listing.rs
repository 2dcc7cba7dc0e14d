//! What a questionnaire advises, for a clinician to read: the tree of answers that decide the outcome, then the notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use whole_health_guide::screen::paths::{self, Alternatives, NoteRule};
use whole_health_guide::screen::{Answers, Condition, End, Kind, Questionnaire, replay};

const MOST: usize = 1 << 20;

/// The whole list.
pub fn listing(questionnaire: &Questionnaire) -> String {
    let (mut count, mut sets) = (0u64, 0);
    each_path(questionnaire, |rule, path| {
        count += 1;
        sets += if rule.is_none() { path.sets } else { 0 };
    });
    let introduction = include_str!("listing.md").trim_end();
    let shown = shown(questionnaire);
    let (rules, outcomes) = (rules(questionnaire), outcomes(questionnaire));
    format!(
        "{introduction}\n\n{count} paths differ for some rule. They stand for {sets} sets of answers.\n\n\
         ## Paths\n\n{outcomes}\n## What else is asked and shown\n\n{shown}\n## Rules\n\n{rules}"
    )
}

/// Visits the paths that differ for no rule of a note, then those that differ for each.
pub fn each_path(questionnaire: &Questionnaire, mut visit: impl FnMut(Option<NoteRule>, &paths::Path)) {
    for rule in paths::note_rules(questionnaire) {
        let merged = Alternatives::merged(questionnaire, &paths::conditions(questionnaire, rule), MOST);
        let visited = merged.and_then(|merged| merged.paths(questionnaire, MOST, |path| visit(rule, path)));
        visited.expect("the paths can be counted");
    }
}

/// Which outcomes each question is asked before, and each note is shown with.
fn shown(questionnaire: &Questionnaire) -> String {
    let mut asked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut shown: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    each_path(questionnaire, |rule, path| {
        for question in 0..questionnaire.questions.len() {
            if path.asked >> question & 1 != 0 {
                asked.entry(question).or_default().insert(path.outcome);
            }
        }
        let at_once = questionnaire.outcomes[path.outcome].urgency.is_at_once();
        if let Some((note, rule)) = rule.filter(|_| !at_once) {
            let rule = &questionnaire.notes[note].rules[rule];
            if rule.when.holds(path.answers, path.asked) {
                shown.entry(&rule.id).or_default().insert(path.outcome);
            }
        }
    });
    let outcomes = |outcomes: Option<&BTreeSet<usize>>| {
        let outcomes = outcomes.into_iter().flatten().map(|outcome| questionnaire.outcomes[*outcome].id.as_str());
        outcomes.collect::<Vec<_>>().join(", ")
    };
    let mut out = String::new();
    for (index, question) in questionnaire.questions.iter().enumerate() {
        let _ = writeln!(out, "- {} is asked before {}", question.label, outcomes(asked.get(&index)));
    }
    for rule in questionnaire.notes.iter().flat_map(|note| &note.rules) {
        let _ = writeln!(out, "- `{}` is shown with {}", rule.id, outcomes(shown.get(rule.id.as_str())));
    }
    out
}

/// The rules themselves, in words.
fn rules(questionnaire: &Questionnaire) -> String {
    let mut out = String::new();
    for question in questionnaire.questions.iter().filter(|question| !question.ask_when.0.is_empty()) {
        let _ = writeln!(out, "- {} is asked after {}", question.label, condition(questionnaire, &question.ask_when));
    }
    for outcome in &questionnaire.outcomes {
        let _ = writeln!(out, "- **{}** `{}` ({:?})", outcome.title, outcome.id, outcome.urgency);
        for rule in &outcome.rules {
            let _ = writeln!(out, "  - `{}` for {}", rule.id, condition(questionnaire, &rule.when));
        }
    }
    for note in &questionnaire.notes {
        let _ = writeln!(out, "- Note **{}** `{}` ({:?})", note.title, note.id, note.kind);
        for rule in &note.rules {
            let _ = writeln!(out, "  - `{}` for {}", rule.id, condition(questionnaire, &rule.when));
        }
    }
    out
}

fn condition(questionnaire: &Questionnaire, condition: &Condition) -> String {
    if condition.0.is_empty() {
        return "everybody whom it is for".to_owned();
    }
    let named = condition.0.iter().map(|named| {
        let label = &questionnaire.questions[named.question].label;
        format!("{label}: {}", words(questionnaire, named.question, named.options))
    });
    named.collect::<Vec<_>>().join(" *and* ")
}

/// The tree of the questions that decide the outcome; those that make no difference are left out.
fn outcomes(questionnaire: &Questionnaire) -> String {
    let mut deciding = questionnaire.clone();
    deciding.notes.clear();
    for question in deciding.questions.iter_mut().filter(|question| question.kind == Kind::One) {
        question.options.iter_mut().for_each(|option| option.says = None);
    }
    let conditions = paths::conditions(&deciding, None);
    let merged = Alternatives::merged(&deciding, &conditions, MOST).expect("few alternatives");
    let Branch::Question(lines) = below(&deciding, &merged, &mut Answers::default()) else { return String::new() };
    format!("{}\n{}\n", groups(&deciding, &merged), lines.join("\n"))
}

/// What can follow from here.
#[derive(PartialEq)]
enum Branch {
    /// The outcome and its rules.
    Outcome(String),
    /// The lines of the next question's answers.
    Question(Vec<String>),
}

fn below(questionnaire: &Questionnaire, merged: &Alternatives, answers: &mut Answers) -> Branch {
    let question = match replay(questionnaire, answers).end {
        End::Next(question) => question,
        End::Advice(advice) => {
            let rules: Vec<String> = advice.reasons.iter().map(|reason| format!("`{}`", reason.rule.id)).collect();
            return Branch::Outcome(format!("**{}** {}", advice.outcome.title, rules.join(" ")));
        }
    };
    let mut branches: Vec<(Vec<String>, Branch)> = Vec::new();
    for answer in merged.of(question) {
        answers.set(questionnaire, question, answer).expect("an alternative is an answer");
        let branch = below(questionnaire, merged, answers);
        let said = said(questionnaire, merged, question, answer);
        match branches.iter_mut().find(|(_, other)| *other == branch) {
            Some((answers, _)) => answers.push(said),
            None => branches.push((vec![said], branch)),
        }
    }
    answers.remove(question);
    if branches.len() == 1 {
        return branches.remove(0).1;
    }
    let label = &questionnaire.questions[question].label;
    let mut lines = Vec::new();
    for (answers, branch) in branches {
        let answers = answers.join("; or ");
        match branch {
            Branch::Outcome(outcome) => lines.push(format!("- {label}: {answers} → {outcome}")),
            Branch::Question(below) => {
                lines.push(format!("- {label}: {answers}"));
                lines.extend(below.into_iter().map(|line| format!("  {line}")));
            }
        }
    }
    Branch::Question(lines)
}

/// An answer in words, with all the options that it stands for.
fn said(questionnaire: &Questionnaire, merged: &Alternatives, question: usize, answer: u32) -> String {
    let named = merged.classes(question).iter().enumerate().filter(|(_, class)| *class & answer != 0);
    let named = named.map(|(number, class)| match is_group(*class) {
        true => format!("group {}", number + 1),
        false => words(questionnaire, question, *class),
    });
    named.collect::<Vec<_>>().join(" *and* ")
}

/// Whether so many options count as one that they are listed once, in front.
fn is_group(class: u32) -> bool {
    class.count_ones() > 2
}

fn groups(questionnaire: &Questionnaire, merged: &Alternatives) -> String {
    let mut out = String::new();
    for (index, question) in questionnaire.questions.iter().enumerate() {
        // Where all options count as one, the question does not appear.
        let classes = merged.classes(index);
        for (number, class) in classes.iter().enumerate().filter(|(_, class)| classes.len() > 1 && is_group(**class)) {
            let _ =
                writeln!(out, "- {}, group {}: {}", question.label, number + 1, words(questionnaire, index, *class));
        }
    }
    out
}

fn words(questionnaire: &Questionnaire, question: usize, bits: u32) -> String {
    let texts: Vec<&str> = questionnaire.questions[question].chosen(bits).map(|option| option.text.as_str()).collect();
    texts.join(" / ")
}
