//! Which rules, options and outcomes the invented people lead to, in words for those who sign the self-screen off.

use super::compare::grouped;
use super::table::table;
use crate::screen::Questionnaire;
use crate::screen::coverage::{Count, Subject};

/// Three tables: outcomes, rules and options, each with how many sets of answers lead there and, where there are any, how many
/// vignettes. What no vignette leads to is marked.
pub fn report(questionnaire: &Questionnaire, counts: &[Count], has_vignettes: bool) -> String {
    let of = |is_one: fn(&Subject) -> bool| -> Vec<&Count> { counts.iter().filter(|c| is_one(&c.subject)).collect() };
    let parts = [
        ("Outcome", of(|subject| matches!(subject, Subject::Outcome(_)))),
        ("Rule of an outcome", of(|subject| matches!(subject, Subject::OutcomeRule(..)))),
        ("Rule of a note", of(|subject| matches!(subject, Subject::NoteRule(_)))),
        ("Option", of(|subject| matches!(subject, Subject::Choice(..)))),
    ];
    let mut out = "\"Answer sets\" counts the different ways to answer that lead there. It says nothing about how many people do.\n\
         After an outcome that is shown at once nothing more is asked, so that few sets lead there.\n"
        .to_owned();
    if !has_vignettes {
        out.push_str("There are no vignettes.\n");
    }
    for (head, counts) in parts {
        let rows: Vec<[String; 3]> = counts
            .iter()
            .map(|count| {
                let vignettes = match count.given {
                    _ if !has_vignettes => "-".to_owned(),
                    0 => "0 <-- none".to_owned(),
                    given => given.to_string(),
                };
                [name(questionnaire, count.subject), readable(count.sets), vignettes]
            })
            .collect();
        out.push('\n');
        out.push_str(&table([head, "Answer sets", "Vignettes"], &rows));
        let uncovered = counts.iter().filter(|count| count.given == 0).count();
        if has_vignettes {
            out.push_str(&format!("{uncovered} of {} are led to by no vignette.\n", counts.len()));
        }
    }
    out
}

fn name(questionnaire: &Questionnaire, subject: Subject) -> String {
    match subject {
        Subject::Outcome(outcome) => questionnaire.outcomes[outcome].id.clone(),
        Subject::OutcomeRule(outcome, rule) => questionnaire.outcomes[outcome].rules[rule].id.clone(),
        Subject::NoteRule((note, rule)) => questionnaire.notes[note].rules[rule].id.clone(),
        Subject::Choice(question, option) => {
            let question = &questionnaire.questions[question];
            format!("{}={}", question.id, question.options[option].id)
        }
    }
}

/// Up to a million in full, and what is more in words: "14.5 trillion".
fn readable(number: u128) -> String {
    let scales = [(10u128.pow(12), "trillion"), (10u128.pow(9), "billion"), (10u128.pow(6), "million")];
    match scales.into_iter().find(|(scale, _)| number >= *scale) {
        Some((scale, word)) => {
            let tenths = (number * 10 + scale / 2) / scale;
            format!("{}.{} {word}", grouped(tenths / 10), tenths % 10)
        }
        None => grouped(number),
    }
}
