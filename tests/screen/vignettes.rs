//! Invented people, in `vignettes.yaml`: what they are told, and what they are not. `vignettes.md` is the same in words, for a
//! clinician to read.

use std::path::Path;

use whole_health_guide::screen::{Advice, Answers, Choice, End, Question, Questionnaire, replay};
use whole_health_guide::site::questionnaire::vignettes::{self, Vignette, Vignettes};
use whole_health_guide::site::report;

use crate::{real, snapshots};

fn file() -> Vignettes {
    let file = vignettes::read(&real::file(vignettes::PATH));
    file.unwrap_or_else(|problems| panic!("{}", report::render(&problems, false)))
}

fn answers(people: &Vignettes, vignette: &Vignette, questionnaire: &Questionnaire) -> Answers {
    people.answers(questionnaire, vignette).unwrap_or_else(|problem| panic!("{problem}"))
}

fn advice<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Advice<'q> {
    match replay(questionnaire, answers).end {
        End::Advice(advice) => advice,
        End::Next(question) => panic!("question {question} is open"),
    }
}

/// Everything that a result says.
fn words(advice: &Advice) -> String {
    let outcome = advice.outcome;
    let mut words: Vec<&str> = vec![&outcome.title, &outcome.meaning];
    words.extend(outcome.steps.iter().map(|step| &*step.text));
    words.extend(outcome.questions.iter().map(|question| &**question));
    words.extend(advice.reasons.iter().map(|reason| &*reason.rule.reason));
    for shown in &advice.notes {
        words.extend([&*shown.note.title, &*shown.note.text]);
        words.extend(shown.reasons.iter().map(|reason| &*reason.rule.reason));
    }
    words.join("\n")
}

#[test]
fn each_is_told_what_they_must_be_told_and_nothing_else() {
    let people = file();
    let mut wrong = Vec::new();
    for vignette in &people.vignettes {
        let both = real::questionnaires();
        let given = answers(&people, vignette, &both.for_veteran);
        let for_veteran = advice(&both.for_veteran, &given);
        let mut notes = vignette.notes.clone();
        let mut expect = |what: &str, is: String, should: String| {
            if is != should {
                wrong.push(format!("{}: {what} {is}, and should be {should}", vignette.id));
            }
        };
        expect("the outcome is", for_veteran.outcome.id.clone(), vignette.outcome.clone());
        expect("the notes are", note_ids(&for_veteran).join(", "), notes.join(", "));
        // Whoever helps gets the same, and a word for helpers.
        let for_helper = advice(&both.for_helper, &given);
        notes.extend((!for_helper.outcome.urgency.is_at_once()).then(|| "helper".to_owned()));
        expect("for a helper the outcome is", for_helper.outcome.id.clone(), vignette.outcome.clone());
        expect("for a helper the notes are", note_ids(&for_helper).join(", "), notes.join(", "));

        let words = words(&for_veteran);
        let lacks = vignette.says.iter().filter(|says| !words.contains(&***says));
        wrong.extend(lacks.map(|says| format!("{}: nothing says {says:?}", vignette.id)));
        let small = words.to_lowercase();
        let has = vignette.never.iter().filter(|never| small.contains(&never.to_lowercase()));
        wrong.extend(has.map(|never| format!("{}: something says {never:?}", vignette.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn note_ids<'q>(advice: &Advice<'q>) -> Vec<&'q str> {
    advice.notes.iter().map(|shown| &*shown.note.id).collect()
}

#[test]
fn the_words_for_clinicians_are_those_that_were_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen/vignettes.md");
    snapshots::compare(&listing(), &path).unwrap_or_else(|difference| panic!("{difference}"));
}

fn listing() -> String {
    let people = file();
    let questionnaire = real::questionnaire();
    let mut listing = "# Invented people, and what the self-screen tells them\n\n\
        Written by a test from `vignettes.yaml` and the self-screen. A result that is shown at once stands alone, without notes.\n"
        .to_owned();
    for vignette in &people.vignettes {
        let given = answers(&people, vignette, questionnaire);
        let advice = advice(questionnaire, &given);
        let said = given.iter().map(|(question, bits)| {
            let question: &Question = &questionnaire.questions[question];
            let in_full = |option: &Choice| match &option.hint {
                Some(hint) => format!("{} ({})", option.text, hint.trim_end_matches('.')),
                None => option.text.clone(),
            };
            let options: Vec<String> = question.chosen(bits).map(in_full).collect();
            format!("- {}: {}\n", question.label, options.join("; "))
        });
        let (mut shown, mut hidden) = (Vec::new(), Vec::new());
        for note in &questionnaire.notes {
            let is_shown = note_ids(&advice).contains(&&*note.id);
            (if is_shown { &mut shown } else { &mut hidden }).push(&*note.title);
        }
        let none_or = |titles: Vec<&str>| if titles.is_empty() { "none".to_owned() } else { titles.join("; ") };
        listing.push_str(&format!("\n## {}. {}\n\n{}\n", vignette.id, vignette.story, said.collect::<String>()));
        listing.push_str(&format!("Result, {}: **{}**\n\n", vignette.outcome, advice.outcome.title));
        for reason in &advice.reasons {
            listing.push_str(&format!("- {}\n", reason.rule.reason));
        }
        listing.push_str(&format!("\nNotes that show: {}\n", none_or(shown)));
        if !advice.outcome.urgency.is_at_once() {
            listing.push_str(&format!("\nNotes that do not show: {}\n", none_or(hidden)));
        }
    }
    listing
}
