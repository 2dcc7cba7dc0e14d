//! What changes between two versions. Each file in `diff/` holds two sketches, before and after a line of `---`; what is said of
//! them stands beside it.

use whole_health_guide::screen::diff::diff;
use whole_health_guide::screen::{Urgency, bit};
use whole_health_guide::site::questionnaire::compare;

use crate::{real, sketch, snapshots};

#[test]
fn cases() {
    snapshots::check("tests/screen/diff", "txt", |case| {
        let (before, after) = case.split_once("---\n").expect("a case holds two sketches");
        let difference =
            diff(&sketch::questionnaire(before), &sketch::questionnaire(after)).expect("it can be compared");
        let cautious = if difference.is_less_cautious() { "less cautious" } else { "no less cautious" };
        format!("{}{cautious}\n", compare::report(&difference))
    });
}

#[test]
fn the_real_questionnaire_is_itself() {
    let difference = diff(real::questionnaire(), real::questionnaire()).expect("it can be compared");
    assert!(difference.sets > 0 && difference.changed.sets == 0 && !difference.is_less_cautious());
}

/// Each option of each urgent rule, taken away from the rule, or from the question as well.
#[test]
fn a_weaker_urgent_rule_is_less_cautious() {
    let real = real::questionnaire();
    let mut weakened = 0;
    for (outcome, value) in real.outcomes.iter().enumerate().filter(|(_, value)| value.urgency == Urgency::Emergency) {
        for (rule, value) in value.rules.iter().enumerate() {
            let Some(named) = value.when.0.first() else { continue };
            for option in (0..32).filter(|option| named.options & bit(*option) != 0) {
                let mut weaker = real.clone();
                let rules = &mut weaker.outcomes[outcome].rules;
                match named.options == bit(option) {
                    true => drop(rules.remove(rule)),
                    false => rules[rule].when.0[0].options &= !bit(option),
                }
                let difference = diff(real, &weaker).expect("it can be compared");
                assert!(difference.is_less_cautious(), "{} without option {option}", value.id);
                assert!(!diff(&weaker, real).expect("it can be compared").is_less_cautious());
                weakened += 1;
            }
        }
    }
    assert!(weakened > 5, "only {weakened} rules were weakened");
}
