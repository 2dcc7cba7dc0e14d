//! Answers given from outside: what is kept of each, or why it is refused.

use whole_health_guide::screen::{Answer, Answers, Given, Questionnaire, Refusal};

use crate::sketch;

const SKETCH: &str = "
question one one yes no!no unsure!not-sure
question any any x y none!no
question free any? x y none!no
question scale scale
question skip scale skip
outcome rest routine :
";

fn one(id: &str) -> Given {
    Given::One(id.to_owned())
}

fn many(ids: &[&str]) -> Given {
    Given::Many(ids.iter().map(|id| id.to_string()).collect())
}

#[test]
fn answers_are_kept_or_refused() {
    let table: &[(&str, Given, Result<Answer, Refusal>)] = &[
        ("one", one("yes"), Ok(Answer::Selected(0b001))),
        ("one", one("unsure"), Ok(Answer::Selected(0b100))),
        ("one", many(&["no"]), Ok(Answer::Selected(0b010))),
        ("one", one(""), Err(Refusal::UnknownOption)),
        ("one", one("x"), Err(Refusal::UnknownOption)),
        ("one", one("YES"), Err(Refusal::UnknownOption)),
        ("one", many(&[]), Err(Refusal::NothingSelected)),
        ("one", many(&["yes", "no"]), Err(Refusal::WrongKind)),
        ("one", many(&["yes", "yes"]), Err(Refusal::RepeatedOption)),
        ("one", Given::Number(0.0), Err(Refusal::WrongKind)),
        ("one", Given::Skipped, Err(Refusal::MustBeAnswered)),
        ("any", many(&["x"]), Ok(Answer::Selected(0b001))),
        ("any", many(&["y", "x"]), Ok(Answer::Selected(0b011))),
        ("any", one("y"), Ok(Answer::Selected(0b010))),
        ("any", many(&["none"]), Ok(Answer::Selected(0b100))),
        ("any", many(&["none", "x"]), Err(Refusal::MustStandAlone)),
        ("any", many(&["x", "none"]), Err(Refusal::MustStandAlone)),
        ("any", many(&["x", "z"]), Err(Refusal::UnknownOption)),
        ("any", many(&["x", "y", "x"]), Err(Refusal::RepeatedOption)),
        ("any", many(&[]), Err(Refusal::NothingSelected)),
        ("any", Given::Skipped, Err(Refusal::MustBeAnswered)),
        ("free", many(&[]), Ok(Answer::Selected(0))),
        ("free", many(&["x", "none"]), Err(Refusal::MustStandAlone)),
        ("free", Given::Skipped, Err(Refusal::MustBeAnswered)),
        ("scale", Given::Number(0.0), Ok(Answer::Number(0))),
        ("scale", Given::Number(-0.0), Ok(Answer::Number(0))),
        ("scale", Given::Number(10.0), Ok(Answer::Number(10))),
        ("scale", Given::Number(11.0), Err(Refusal::OutOfRange)),
        ("scale", Given::Number(266.0), Err(Refusal::OutOfRange)),
        ("scale", Given::Number(-1.0), Err(Refusal::OutOfRange)),
        ("scale", Given::Number(2.5), Err(Refusal::OutOfRange)),
        ("scale", Given::Number(f64::NAN), Err(Refusal::OutOfRange)),
        ("scale", Given::Number(f64::INFINITY), Err(Refusal::OutOfRange)),
        ("scale", one("5"), Err(Refusal::WrongKind)),
        ("scale", many(&[]), Err(Refusal::WrongKind)),
        ("scale", Given::Skipped, Err(Refusal::MustBeAnswered)),
        ("skip", Given::Skipped, Ok(Answer::Skipped)),
        ("skip", Given::Number(3.0), Ok(Answer::Number(3))),
        ("", one("yes"), Err(Refusal::UnknownQuestion)),
        ("goals", Given::Skipped, Err(Refusal::UnknownQuestion)),
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
        (0, Answer::Selected(0b1000), Err(Refusal::UnknownOption)),
        (0, Answer::Selected(u32::MAX), Err(Refusal::UnknownOption)),
        (0, Answer::Selected(0b011), Err(Refusal::WrongKind)),
        (0, Answer::Selected(0), Err(Refusal::NothingSelected)),
        (1, Answer::Selected(0b101), Err(Refusal::MustStandAlone)),
        (1, Answer::Number(1), Err(Refusal::WrongKind)),
        (3, Answer::Selected(0), Err(Refusal::WrongKind)),
        (3, Answer::Number(11), Err(Refusal::OutOfRange)),
        (5, Answer::Skipped, Err(Refusal::UnknownQuestion)),
        (usize::MAX, Answer::Skipped, Err(Refusal::UnknownQuestion)),
        (1, Answer::Selected(0b011), Ok(())),
        (2, Answer::Selected(0), Ok(())),
        (4, Answer::Skipped, Ok(())),
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
    assert_eq!(answers.give(&questionnaire, "any", &many(&["none", "x"])), Err(Refusal::MustStandAlone));
    assert_eq!(answers.set(&questionnaire, 0, Answer::Number(1)), Err(Refusal::WrongKind));
    assert_eq!(answers, before);
}

#[test]
fn forgotten_answers_leave_no_trace() {
    let questionnaire = sketch::questionnaire(SKETCH);
    let mut answers = sketch::answers(&questionnaire, "scale=3 one=yes");
    assert!(!answers.is_empty());
    assert_eq!(listed(&questionnaire, &answers), ["one", "scale"]);
    answers.remove(7);
    answers.remove(3);
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
        ("free", 0b000, 0b100, 0b100),
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
    assert!(chosen(3, 0b111).is_empty());
}
