//! A small questionnaire written in few words, and answers to it.
//!
//! ```text
//! question NAME one|any|any?|scale [skip] [OPTION...] [: CONDITION]    `any?` may be left with nothing selected;
//!                                                                      an option may say `none!no`, `unsure!not-sure`
//! outcome NAME emergency|before-massage|routine : CONDITION | CONDITION...
//! note NAME caution|information : CONDITION | CONDITION...
//! ```
//! A condition is `question=option,option question=option`; nothing at all always holds. Rules are named after the outcome
//! or note, with their number. An outcome whose name ends in `-` has no steps.

use whole_health_guide::screen::{
    Answer, Answers, Choice, Condition, Kind, Note, NoteKind, Outcome, Question, Questionnaire, Rule, Selected, Stance,
    Step, StepKind, Urgency, bit,
};

use crate::real;

pub fn questionnaire(sketch: &str) -> Questionnaire {
    let wording = real::questionnaire().wording.clone();
    let mut questionnaire =
        Questionnaire { questions: vec![], outcomes: vec![], notes: vec![], sources: vec![], wording };
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
                    kind: if *kind == "caution" { NoteKind::Caution } else { NoteKind::Information },
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

/// Answers such as `a=yes b= c=7 d=skip`, given in that order.
pub fn answers(questionnaire: &Questionnaire, text: &str) -> Answers {
    let mut answers = Answers::default();
    for part in text.split_whitespace() {
        let (name, answer) = part.split_once('=').unwrap_or_else(|| panic!("no answer in {part}"));
        let index = questionnaire.question(name).unwrap_or_else(|| panic!("no question {name}"));
        let answer = match (&questionnaire.questions[index].kind, answer) {
            (_, "skip") => Answer::Skipped,
            (Kind::Scale { .. }, number) => Answer::Number(number.parse().expect("a number")),
            (_, options) => Answer::Selected(bits(&questionnaire.questions[index], options)),
        };
        answers.set(questionnaire, index, answer).unwrap_or_else(|refusal| panic!("{part}: {refusal:?}"));
    }
    answers
}

fn question(name: &str, kind: &str, rest: &[&str], ask_when: Condition) -> Question {
    let may_skip = rest.first() == Some(&"skip");
    let options: Vec<Choice> = rest.iter().skip(usize::from(may_skip)).map(|word| choice(word)).collect();
    Question {
        kind: match kind {
            "one" => Kind::One(options),
            "any" => Kind::Any { options, nothing: None },
            "any?" => Kind::Any { options, nothing: Some("nothing".to_owned()) },
            "scale" => Kind::Scale { lowest: String::new(), highest: String::new() },
            other => panic!("no kind {other}"),
        },
        id: name.to_owned(),
        label: name.to_owned(),
        text: name.to_owned(),
        hint: None,
        why: String::new(),
        error: String::new(),
        may_skip,
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
        let index = question.options().iter().position(|option| option.id == id);
        bit(index.unwrap_or_else(|| panic!("no option {id} of {}", question.id)))
    };
    options.split(',').filter(|id| !id.is_empty()).map(option).fold(0, |bits, option| bits | option)
}

fn steps() -> Vec<Step> {
    let kinds = [StepKind::CrisisLine, StepKind::Emergency, StepKind::PointOfContact];
    kinds.map(|kind| Step { kind, text: String::new(), link: None }).into()
}
