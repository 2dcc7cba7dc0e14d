//! A small questionnaire written in few words, and answers to it.
//!
//! ```text
//! question NAME one|any [OPTION...] [: CONDITION]    an option may say `none!no`, `unsure!not-sure`
//! outcome NAME emergency|person|before-massage|pause|routine : CONDITION | CONDITION...
//! note NAME first-step|caution|information : CONDITION | CONDITION...
//! ```
//! A condition is `question=option,option question=option`; nothing at all always holds. Rules are named after the outcome
//! or note, with their number. An outcome whose name ends in `-` has no steps.

use whole_health_guide::screen::{
    Answers, Choice, Condition, Kind, Note, NoteKind, Outcome, Question, Questionnaire, Respondent, Rule, Selected,
    Stance, Step, StepKind, Urgency, bit,
};

use crate::real;

pub fn questionnaire(sketch: &str) -> Questionnaire {
    let wording = real::questionnaire().wording.clone();
    let mut questionnaire = Questionnaire {
        respondent: Respondent::Veteran,
        url: None,
        version: String::new(),
        questions: vec![],
        outcomes: vec![],
        notes: vec![],
        sources: vec![],
        wording,
    };
    for line in sketch.lines() {
        let (head, conditions) = line.split_once(':').unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        match words.as_slice() {
            ["question", name, kind, rest @ ..] => {
                let question = question(name, kind, rest, condition(&questionnaire, conditions));
                questionnaire.questions.push(question);
            }
            ["outcome", name, urgency] => {
                let outcome = Outcome {
                    urgency: match *urgency {
                        "emergency" => Urgency::Emergency,
                        "person" => Urgency::Person,
                        "pause" => Urgency::Pause,
                        "before-massage" => Urgency::BeforeMassage,
                        "routine" => Urgency::Routine,
                        other => panic!("no urgency {other}"),
                    },
                    rules: rules(&questionnaire, name, conditions),
                    steps: if name.ends_with('-') { vec![] } else { steps() },
                    id: name.to_string(),
                    title: name.to_string(),
                    meaning: String::new(),
                    questions: vec![],
                    sources: vec![],
                };
                questionnaire.outcomes.push(outcome);
            }
            ["note", name, kind] => {
                let note = Note {
                    kind: match *kind {
                        "first-step" => NoteKind::FirstStep,
                        "caution" => NoteKind::Caution,
                        "information" => NoteKind::Information,
                        other => panic!("no kind {other}"),
                    },
                    respondent: None,
                    rules: rules(&questionnaire, name, conditions),
                    id: name.to_string(),
                    title: name.to_string(),
                    text: String::new(),
                    link: None,
                };
                questionnaire.notes.push(note);
            }
            [] => {}
            _ => panic!("not a line of a sketch: {line}"),
        }
    }
    questionnaire
}

/// Answers such as `a=yes b=x,y`, given in that order.
pub fn answers(questionnaire: &Questionnaire, text: &str) -> Answers {
    let mut answers = Answers::default();
    for part in text.split_whitespace() {
        let (name, answer) = part.split_once('=').unwrap_or_else(|| panic!("no answer in {part}"));
        let index = questionnaire.question(name).unwrap_or_else(|| panic!("no question {name}"));
        let answer = bits(&questionnaire.questions[index], answer);
        answers.set(questionnaire, index, answer).unwrap_or_else(|refusal| panic!("{part}: {refusal:?}"));
    }
    answers
}

fn question(name: &str, kind: &str, rest: &[&str], ask_when: Condition) -> Question {
    Question {
        kind: match kind {
            "one" => Kind::One,
            "any" => Kind::Any,
            other => panic!("no kind {other}"),
        },
        options: rest.iter().map(|word| choice(word)).collect(),
        id: name.to_owned(),
        label: name.to_owned(),
        text: name.to_owned(),
        hint: None,
        why: String::new(),
        error: String::new(),
        ask_when,
        sources: vec![],
    }
}

fn choice(word: &str) -> Choice {
    let (id, says) = match word.split_once('!') {
        Some((id, "no")) => (id, Some(Stance::No)),
        Some((id, "not-sure")) => (id, Some(Stance::NotSure)),
        Some((_, other)) => panic!("nothing says {other}"),
        None => (word, None),
    };
    Choice { id: id.to_owned(), text: id.to_owned(), hint: None, says }
}

fn rules(questionnaire: &Questionnaire, name: &str, conditions: &str) -> Vec<Rule> {
    let rule = |(index, text): (usize, &str)| Rule {
        id: format!("{name}-{}", index + 1),
        when: condition(questionnaire, text),
        reason: String::new(),
        sources: vec![],
    };
    conditions.split('|').enumerate().map(rule).collect()
}

fn condition(questionnaire: &Questionnaire, text: &str) -> Condition {
    let named = |part: &str| {
        let (name, options) = part.split_once('=').unwrap_or_else(|| panic!("no condition: {part}"));
        let question = questionnaire.question(name).unwrap_or_else(|| panic!("no question {name}"));
        Selected { question, options: bits(&questionnaire.questions[question], options) }
    };
    Condition(text.split_whitespace().map(named).collect())
}

fn bits(question: &Question, options: &str) -> u32 {
    let option = |id: &str| {
        let index = question.options.iter().position(|option| option.id == id);
        bit(index.unwrap_or_else(|| panic!("no option {id} of {}", question.id)))
    };
    options.split(',').filter(|id| !id.is_empty()).map(option).fold(0, |bits, option| bits | option)
}

fn steps() -> Vec<Step> {
    let kinds = [StepKind::CrisisLine, StepKind::Emergency, StepKind::PointOfContact];
    kinds.map(|kind| Step { kind, text: String::new(), link: None }).into()
}
