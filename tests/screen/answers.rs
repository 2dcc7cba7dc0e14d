//! Answers given from outside: what is kept of each, or why it is refused.

use whole_health_guide::screen::{Answers, Questionnaire, Refusal};

use crate::sketch;

const SKETCH: &str = "
question one one yes no!no unsure!not-sure
question any any x y none!no
outcome rest routine :
";

#[test]
fn answers_are_kept_or_refused() {
    let table: &[(&str, &[&str], Result<u32, Refusal>)] = &[
        ("one", &["yes"], Ok(0b001)),
        ("one", &["unsure"], Ok(0b100)),
        ("one", &["no"], Ok(0b010)),
        ("one", &[""], Err(Refusal::UnknownOption)),
        ("one", &["x"], Err(Refusal::UnknownOption)),
        ("one", &["YES"], Err(Refusal::UnknownOption)),
        ("one", &[], Err(Refusal::NothingSelected)),
        ("one", &["yes", "no"], Err(Refusal::SeveralOptions)),
        ("one", &["yes", "yes"], Err(Refusal::RepeatedOption)),
        ("any", &["x"], Ok(0b001)),
        ("any", &["y", "x"], Ok(0b011)),
        ("any", &["y"], Ok(0b010)),
        ("any", &["none"], Ok(0b100)),
        ("any", &["none", "x"], Err(Refusal::MustStandAlone)),
        ("any", &["x", "none"], Err(Refusal::MustStandAlone)),
        ("any", &["x", "z"], Err(Refusal::UnknownOption)),
        ("any", &["x", "y", "x"], Err(Refusal::RepeatedOption)),
        ("any", &[], Err(Refusal::NothingSelected)),
        ("", &["yes"], Err(Refusal::UnknownQuestion)),
    ];
    let questionnaire = sketch::questionnaire(SKETCH);
    for (id, given, expected) in table {
        let mut answers = Answers::default();
        let kept = answers.give(&questionnaire, id, given);
        assert_eq!(kept, expected.map(|_| ()), "{id} {given:?}");
        let question = questionnaire.question(id).unwrap_or(usize::MAX);
        assert_eq!(answers.get(question), expected.ok(), "{id} {given:?}");
    }
}

#[test]
fn answers_as_bits_are_held_to_the_same() {
    let table = [
        (0, 0b1000, Err(Refusal::UnknownOption)),
        (0, u32::MAX, Err(Refusal::UnknownOption)),
        (0, 0b011, Err(Refusal::SeveralOptions)),
        (0, 0, Err(Refusal::NothingSelected)),
        (1, 0b101, Err(Refusal::MustStandAlone)),
        (2, 1, Err(Refusal::UnknownQuestion)),
        (usize::MAX, 1, Err(Refusal::UnknownQuestion)),
        (1, 0b011, Ok(())),
    ];
    let questionnaire = sketch::questionnaire(SKETCH);
    for (question, answer, expected) in table {
        let mut answers = Answers::default();
        assert_eq!(answers.set(&questionnaire, question, answer), expected, "{question} {answer:?}");
        assert_eq!(answers.get(question), expected.ok().map(|()| answer));
    }
}

#[test]
fn a_refused_answer_leaves_the_earlier_one() {
    let questionnaire = sketch::questionnaire(SKETCH);
    let mut answers = sketch::answers(&questionnaire, "one=yes any=x,y");
    let before = answers.clone();
    assert_eq!(answers.give(&questionnaire, "any", &["none", "x"]), Err(Refusal::MustStandAlone));
    assert_eq!(answers.set(&questionnaire, 0, 0b011), Err(Refusal::SeveralOptions));
    assert_eq!(answers, before);
}

#[test]
fn forgotten_answers_leave_no_trace() {
    let questionnaire = sketch::questionnaire(SKETCH);
    let mut answers = sketch::answers(&questionnaire, "any=x one=yes");
    assert!(!answers.is_empty());
    assert_eq!(listed(&questionnaire, &answers), ["one", "any"]);
    answers.remove(7);
    answers.remove(1);
    assert_eq!(answers, sketch::answers(&questionnaire, "one=yes"));
    answers.remove(0);
    answers.remove(0);
    assert_eq!(answers, Answers::default());
    assert!(answers.is_empty());
}

fn listed<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<&'q str> {
    answers.iter().map(|(question, _)| questionnaire.questions[question].id.as_str()).collect()
}

/// What the views do with one more selected option.
#[test]
fn one_more_option_joins_or_replaces() {
    let questionnaire = sketch::questionnaire(SKETCH);
    let table = [
        ("one", 0b000, 0b010, 0b010),
        ("one", 0b001, 0b010, 0b010),
        ("any", 0b001, 0b010, 0b011),
        ("any", 0b011, 0b001, 0b011),
        ("any", 0b011, 0b100, 0b100),
        ("any", 0b100, 0b001, 0b001),
    ];
    for (id, before, option, after) in table {
        let question = &questionnaire.questions[questionnaire.question(id).expect("a question")];
        assert_eq!(question.with_option(before, option), after, "{id} {before:b} {option:b}");
    }
}

#[test]
fn options_are_found_by_their_bits() {
    let questionnaire = sketch::questionnaire(SKETCH);
    let chosen = |question: usize, bits: u32| -> Vec<&str> {
        questionnaire.questions[question].chosen(bits).map(|option| option.id.as_str()).collect()
    };
    assert_eq!(chosen(1, 0b110), ["y", "none"]);
    assert!(chosen(1, 0).is_empty());
}
