//! Whether a change of any single rule would be noticed: each rule of the real questionnaire is deleted, turned round, and
//! deprived of each of its options or given one more. Somebody must then be asked or told something else, or the check must
//! object.

use whole_health_guide::screen::check::check;
use whole_health_guide::screen::paths::{self, Alternatives, NoteRule};
use whole_health_guide::screen::{Condition, NoteKind, Questionnaire, Selected, Urgency, bit};

use crate::real;

#[test]
fn no_change_of_a_rule_goes_unnoticed() {
    let real = real::questionnaire();
    let (mut told, mut refused, mut unnoticed) = (0, 0, Vec::new());
    let mutants = mutants(real);
    for (name, rule, mutant) in &mutants {
        if !tells_the_same(real, mutant, *rule) {
            told += 1;
        } else if !check(mutant).is_empty() {
            refused += 1;
        } else {
            unnoticed.push(name);
        }
    }
    crate::tell(format_args!(
        "{} changes of a rule: {told} change what somebody is asked or told, the check refuses {refused} others, {} go unnoticed",
        mutants.len(),
        unnoticed.len()
    ));
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}

/// Whether every set of answers is asked the same questions and told the same in both.
fn tells_the_same(real: &Questionnaire, mutant: &Questionnaire, rule: Option<NoteRule>) -> bool {
    // Answers that either of them tells apart.
    let conditions = [paths::conditions(real, rule), paths::conditions(mutant, rule)].concat();
    let merged = Alternatives::merged(real, &conditions, MOST).expect("few alternatives");
    let told = |questionnaire: &Questionnaire| {
        let mut told = Vec::new();
        let visited = merged.paths(questionnaire, MOST, |path| told.push(self::told(questionnaire, rule, path)));
        visited.map(|()| told)
    };
    told(real) == told(mutant)
}

/// What one set of answers is asked and told: the outcome and its reasons or, if one is named, the note with one rule's reason;
/// each reason with the answers behind it.
fn told(questionnaire: &Questionnaire, rule: Option<NoteRule>, path: &paths::Path) -> (u32, String) {
    let outcome = &questionnaire.outcomes[path.outcome];
    let (head, rules) = match rule {
        None => (format!("{:?} {}", outcome.urgency, outcome.title), &outcome.rules[..]),
        Some(_) if outcome.urgency.is_at_once() => return (path.asked, String::new()),
        Some((note, rule)) => {
            let note = &questionnaire.notes[note];
            (format!("{:?} {}", note.kind, note.title), &note.rules[rule..=rule])
        }
    };
    let mut told = head;
    for reason in rules.iter().filter(|rule| rule.when.holds(path.answers, path.asked)) {
        told.push_str(&reason.reason);
        for named in &reason.when.0 {
            let bits = path.answers.get(named.question).unwrap_or(0) & named.options;
            questionnaire.questions[named.question].chosen(bits).for_each(|option| told.push_str(&option.text));
        }
    }
    (path.asked, told)
}

/// Many times the paths of the real questionnaire. With more, something has changed.
const MOST: usize = 1_000_000;

/// Each changed questionnaire with its name and, where only a note can differ, that rule of it.
fn mutants(real: &Questionnaire) -> Vec<(String, Option<NoteRule>, Questionnaire)> {
    let mut mutants = Vec::new();
    for (index, question) in real.questions.iter().enumerate() {
        let name = format!("ask_when of {}", question.id);
        if !question.ask_when.0.is_empty() {
            mutants.push((format!("{name} deleted"), None, edited(real, |q| q.questions[index].ask_when.0.clear())));
        }
        for (how, condition) in changed(real, &question.ask_when) {
            mutants.push((format!("{name} {how}"), None, edited(real, |q| q.questions[index].ask_when = condition)));
        }
    }
    for (index, outcome) in real.outcomes.iter().enumerate() {
        for (place, rule) in outcome.rules.iter().enumerate() {
            let name = &rule.id;
            let deleted = edited(real, |q| drop(q.outcomes[index].rules.remove(place)));
            mutants.push((format!("{name} deleted"), None, deleted));
            for (how, condition) in changed(real, &rule.when) {
                let mutant = edited(real, |q| q.outcomes[index].rules[place].when = condition);
                mutants.push((format!("{name} {how}"), None, mutant));
            }
        }
        for urgency in [Urgency::Emergency, Urgency::Person, Urgency::BeforeMassage, Urgency::Pause, Urgency::Routine] {
            if urgency != outcome.urgency {
                let name = format!("{} {urgency:?}", outcome.id);
                mutants.push((name, None, edited(real, |q| q.outcomes[index].urgency = urgency)));
            }
        }
        if index > 0 {
            let first = edited(real, |q| q.outcomes[..=index].rotate_right(1));
            mutants.push((format!("{} first", outcome.id), None, first));
        }
    }
    for (index, note) in real.notes.iter().enumerate() {
        for (place, rule) in note.rules.iter().enumerate() {
            let name = &rule.id;
            // Deleted, that is: none of the options is named by it.
            let deleted = edited(real, |q| q.notes[index].rules[place].when = never());
            mutants.push((format!("{name} deleted"), Some((index, place)), deleted));
            for (how, condition) in changed(real, &rule.when) {
                let mutant = edited(real, |q| q.notes[index].rules[place].when = condition);
                mutants.push((format!("{name} {how}"), Some((index, place)), mutant));
            }
        }
        let other = if note.kind == NoteKind::Caution { NoteKind::Information } else { NoteKind::Caution };
        mutants.push((
            format!("{} {other:?}", note.id),
            Some((index, 0)),
            edited(real, |q| q.notes[index].kind = other),
        ));
    }
    mutants
}

/// A condition that no answer makes hold.
fn never() -> Condition {
    Condition(vec![Selected { question: 0, options: 0 }])
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
        for (option, choice) in question.options.iter().enumerate() {
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
