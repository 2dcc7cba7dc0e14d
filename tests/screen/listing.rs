//! What a questionnaire advises, for a clinician to read: the tree of answers that decide the outcome, then the notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use whole_health_guide::screen::paths::Alternatives;
use whole_health_guide::screen::{Answer, Answers, End, Kind, Questionnaire, replay};

const MOST: usize = 1 << 20;

pub fn listing(questionnaire: &Questionnaire) -> String {
    let (mut paths, mut sets) = (0u64, 0);
    let mut shown: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let merged = Alternatives::merged(questionnaire, MOST).expect("few alternatives");
    let counted = merged.paths(questionnaire, MOST, |path| {
        paths += 1;
        sets += path.sets;
        for rule in questionnaire.notes.iter().flat_map(|note| &note.rules) {
            if rule.when.holds(path.answers, path.asked) {
                shown.entry(&rule.id).or_default().insert(path.outcome);
            }
        }
    });
    counted.expect("few paths");

    let mut out = format!("{}\n", include_str!("listing.md").trim_end());
    let _ =
        writeln!(out, "\n{paths} paths differ for some rule. They stand for {sets} sets of answers.\n\n## Outcomes\n");
    out.push_str(&tree(questionnaire));
    out.push_str("\n## Notes\n\n");
    for note in &questionnaire.notes {
        let _ = writeln!(out, "- **{}** `{}` {:?}", note.title, note.id, note.kind);
        for rule in &note.rules {
            let named = rule.when.0.iter().map(|named| {
                let question = &questionnaire.questions[named.question];
                format!("{}: {}", question.label, words(questionnaire, named.question, named.options))
            });
            let named: Vec<String> = named.collect();
            let outcomes = shown.get(rule.id.as_str()).into_iter().flatten();
            let outcomes: Vec<&str> = outcomes.map(|outcome| questionnaire.outcomes[*outcome].id.as_str()).collect();
            let _ = writeln!(out, "  - `{}` {} (with {})", rule.id, named.join(" and "), outcomes.join(", "));
        }
    }
    out
}

/// The questions that decide the outcome; those that make no difference are left out.
fn tree(questionnaire: &Questionnaire) -> String {
    let mut deciding = questionnaire.clone();
    deciding.notes.clear();
    for question in &mut deciding.questions {
        if let Kind::One(options) = &mut question.kind {
            options.iter_mut().for_each(|option| option.says = None);
        }
    }
    let merged = Alternatives::merged(&deciding, MOST).expect("few alternatives");
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
fn said(questionnaire: &Questionnaire, merged: &Alternatives, question: usize, answer: Answer) -> String {
    match answer {
        Answer::Skipped => "skipped".to_owned(),
        Answer::Number(_) => "any number".to_owned(),
        Answer::Selected(0) => "nothing selected".to_owned(),
        Answer::Selected(bits) => {
            let named = merged.classes(question).iter().enumerate().filter(|(_, class)| *class & bits != 0);
            let named = named.map(|(number, class)| match is_group(*class) {
                true => format!("group {}", number + 1),
                false => words(questionnaire, question, *class),
            });
            named.collect::<Vec<_>>().join(" *and* ")
        }
    }
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
