//! What a questionnaire advises, for a clinician to read: the tree of answers that decide the outcome, then the notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use whole_health_guide::screen::Questionnaire;
use whole_health_guide::screen::paths::{self, Alternatives, NoteRule};
use whole_health_guide::site::questionnaire::paths::{Paths, condition};

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
    let outcomes = Paths::new(questionnaire).expect("the paths can be followed").tree();
    let rules = rules(questionnaire);
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
