//! Whether a change of any single rule would be noticed: each rule of the real questionnaire is deleted, turned round, and
//! deprived of each of its options or given one more. The list of paths that a clinician reads must change, or the check
//! must object.

use whole_health_guide::screen::check::check;
use whole_health_guide::screen::paths::{Alternatives, TooMany};
use whole_health_guide::screen::{Condition, NoteKind, Questionnaire, Urgency, bit};

use crate::{listing, real};

#[test]
fn no_change_of_a_rule_goes_unnoticed() {
    let real = real::questionnaire();
    let (effects, rules) = (effects(real), listing::rules(real));
    let mutants = mutants(real);
    let (mut by_effect, mut by_check, mut by_words, mut unnoticed) = (0, 0, 0, Vec::new());
    for (name, mutant) in &mutants {
        if self::effects(mutant) != effects {
            by_effect += 1;
        } else if !check(mutant).is_empty() {
            by_check += 1;
        } else if listing::rules(mutant) != rules {
            // Another rule already decides this: no visitor sees a difference, but the reader of the list does.
            by_words += 1;
        } else {
            unnoticed.push(name);
        }
    }
    crate::tell(format_args!(
        "{} changes of a rule: {by_effect} change what some visitor sees, the check objects to {by_check} others, \
         {by_words} only show in the list of rules, {} go unnoticed",
        mutants.len(),
        unnoticed.len()
    ));
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}

/// For each outcome, how many sets of answers are asked each question, and shown each rule's reason.
fn effects(questionnaire: &Questionnaire) -> Result<Vec<Vec<u128>>, TooMany> {
    let rules = |outcome: usize| {
        let notes = questionnaire.notes.iter().flat_map(|note| &note.rules);
        questionnaire.outcomes[outcome].rules.iter().chain(notes)
    };
    let questions = questionnaire.questions.len();
    let mut effects: Vec<Vec<u128>> =
        (0..questionnaire.outcomes.len()).map(|outcome| vec![0; questions + rules(outcome).count()]).collect();
    Alternatives::merged(questionnaire, MOST)?.paths(questionnaire, MOST, |path| {
        let asked = (0..questions).map(|question| path.asked & bit(question) != 0);
        let shown = rules(path.outcome).map(|rule| rule.when.holds(path.answers, path.asked));
        for (seen, sets) in asked.chain(shown).zip(&mut effects[path.outcome]) {
            *sets += if seen { path.sets } else { 0 };
        }
    })?;
    Ok(effects)
}

/// Five times the paths of the real questionnaire. With more, something has changed.
const MOST: usize = 100_000;

fn mutants(real: &Questionnaire) -> Vec<(String, Questionnaire)> {
    let mut mutants = Vec::new();
    for (index, question) in real.questions.iter().enumerate() {
        let name = format!("ask_when of {}", question.id);
        if !question.ask_when.0.is_empty() {
            mutants.push((format!("{name} deleted"), edited(real, |q| q.questions[index].ask_when.0.clear())));
        }
        for (how, condition) in changed(real, &question.ask_when) {
            mutants.push((format!("{name} {how}"), edited(real, |q| q.questions[index].ask_when = condition)));
        }
    }
    for (index, outcome) in real.outcomes.iter().enumerate() {
        for (place, rule) in outcome.rules.iter().enumerate() {
            let name = &rule.id;
            let deleted = edited(real, |q| drop(q.outcomes[index].rules.remove(place)));
            mutants.push((format!("{name} deleted"), deleted));
            for (how, condition) in changed(real, &rule.when) {
                mutants
                    .push((format!("{name} {how}"), edited(real, |q| q.outcomes[index].rules[place].when = condition)));
            }
        }
        for urgency in [Urgency::Emergency, Urgency::BeforeMassage, Urgency::Routine] {
            if urgency != outcome.urgency {
                let name = format!("{} {urgency:?}", outcome.id);
                mutants.push((name, edited(real, |q| q.outcomes[index].urgency = urgency)));
            }
        }
        if index > 0 {
            mutants.push((format!("{} first", outcome.id), edited(real, |q| q.outcomes[..=index].rotate_right(1))));
        }
    }
    for (index, note) in real.notes.iter().enumerate() {
        for (place, rule) in note.rules.iter().enumerate() {
            let name = &rule.id;
            let deleted = edited(real, |q| drop(q.notes[index].rules.remove(place)));
            mutants.push((format!("{name} deleted"), deleted));
            for (how, condition) in changed(real, &rule.when) {
                mutants.push((format!("{name} {how}"), edited(real, |q| q.notes[index].rules[place].when = condition)));
            }
        }
        let other = if note.kind == NoteKind::Caution { NoteKind::Information } else { NoteKind::Caution };
        mutants.push((format!("{} {other:?}", note.id), edited(real, |q| q.notes[index].kind = other)));
    }
    mutants
}

fn edited(real: &Questionnaire, edit: impl FnOnce(&mut Questionnaire)) -> Questionnaire {
    let mut mutant = real.clone();
    edit(&mut mutant);
    mutant
}

/// A condition with one entry left out or turned into its opposite, or without one option or with one more.
fn changed(real: &Questionnaire, condition: &Condition) -> Vec<(String, Condition)> {
    let mut changes = Vec::new();
    for (entry, named) in condition.0.iter().enumerate() {
        let question = &real.questions[named.question];
        let mut change = |how: String, options: u32| {
            let mut condition = condition.clone();
            condition.0[entry].options = options;
            changes.push((how, condition));
        };
        change(format!("with {} flipped", question.id), question.all_options() & !named.options);
        for (option, choice) in question.options().iter().enumerate() {
            change(format!("with {} {} flipped", question.id, choice.id), named.options ^ bit(option));
        }
        if condition.0.len() > 1 {
            let mut condition = condition.clone();
            condition.0.remove(entry);
            changes.push((format!("without {}", question.id), condition));
        }
    }
    changes
}
