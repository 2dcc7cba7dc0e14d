//! A visitor's way through the real questionnaire.

use std::rc::Rc;

use whole_health_guide::screen::{Place, Respondent, Session};

use crate::real::questionnaires;

fn session() -> Session {
    Session::new(Rc::new(questionnaires().clone()), Respondent::Veteran)
}

/// Answers in turn, `id=option,option`; each with the place that it leads to, and the questions it drops.
fn ways(session: &mut Session, answers: &str) -> String {
    answers.split_whitespace().map(|part| [part, " -> ", &lead(session, part), "\n"].concat()).collect()
}

fn lead(session: &mut Session, part: &str) -> String {
    let (id, options) = part.split_once('=').expect("id=option");
    let question = session.questionnaire().question(id).expect("a question");
    let mut read = session.answers.clone();
    let given: Vec<&str> = options.split(',').collect();
    read.give(session.questionnaire(), id, &given).expect("an answer");
    let answer = read.get(question).expect("it was just given");
    let step = session.answer(question, answer).expect("it was accepted");
    let dropped: Vec<&str> =
        step.dropped.iter().map(|dropped| &*session.questionnaire().questions[*dropped].id).collect();
    let dropped = if dropped.is_empty() { String::new() } else { [" without ", &dropped.join(", ")].concat() };
    [name(session, step.place), dropped].concat()
}

fn name(session: &Session, place: Place) -> String {
    match place {
        Place::Start => "start".to_owned(),
        Place::Question(question) => session.questionnaire().questions[question].id.clone(),
        Place::Review => "review".to_owned(),
        Place::Result => "result".to_owned(),
    }
}

const ANSWERED: &str = "crisis=no emergency=none recent=none enrolled=yes purpose=health-problem problems=back-pain \
                        diagnosed=yes ask-first=none therapist=none";

#[test]
fn every_answer_leads_to_the_next_place() {
    let expected = "\
crisis=no -> emergency
emergency=none -> recent
recent=none -> enrolled
enrolled=yes -> purpose
purpose=health-problem -> problems
problems=back-pain -> diagnosed
diagnosed=yes -> ask-first
ask-first=none -> therapist
therapist=none -> review
";
    assert_eq!(ways(&mut session(), ANSWERED), expected);
}

#[test]
fn a_change_asks_only_what_is_new_and_drops_what_no_longer_applies() {
    let mut session = session();
    ways(&mut session, ANSWERED);
    let changes = "enrolled=no purpose=more changed=daily-life keep-gains=no changed=nothing purpose=well-being";
    let expected = "\
enrolled=no -> review
purpose=more -> changed without diagnosed
changed=daily-life -> keep-gains
keep-gains=no -> review
changed=nothing -> review without keep-gains
purpose=well-being -> review without problems, changed
";
    assert_eq!(ways(&mut session, changes), expected);
}

#[test]
fn answers_behind_an_urgent_result_wait() {
    let mut session = session();
    ways(&mut session, ANSWERED);
    let expected = "crisis=yes -> result\ncrisis=no -> review\n";
    assert_eq!(ways(&mut session, "crisis=yes crisis=no"), expected);
}

#[test]
fn places_before_and_nearest() {
    let mut session = session();
    let place =
        |session: &Session, id: &str| Place::Question(session.questionnaire().question(id).expect("a question"));
    assert_eq!(session.first(), place(&session, "crisis"));
    for unreached in [Place::Review, Place::Result, place(&session, "therapist")] {
        assert_eq!(session.nearest(unreached), session.first());
    }
    // What has been answered so far can be looked over at any time.
    ways(&mut session, "crisis=no");
    assert_eq!(session.nearest(Place::Review), Place::Review);
    ways(&mut session, ANSWERED);
    let before = [
        (Place::Start, Place::Start),
        (place(&session, "crisis"), Place::Start),
        (place(&session, "ask-first"), place(&session, "diagnosed")),
        (Place::Review, place(&session, "therapist")),
        (Place::Result, Place::Review),
    ];
    for (from, to) in before {
        assert_eq!(session.before(from), to, "before {}", name(&session, from));
    }
    assert_eq!(session.nearest(Place::Result), Place::Result);
    assert_eq!(session.nearest(place(&session, "crisis")), place(&session, "crisis"));
    assert_eq!(session.nearest(place(&session, "changed")), Place::Review);
    ways(&mut session, "emergency=headache");
    assert_eq!(session.before(Place::Result), place(&session, "emergency"));
}

/// The words are another's, and the answers stay.
#[test]
fn who_answers_can_change() {
    let mut session = session();
    ways(&mut session, ANSWERED);
    let (place, words) = (session.next(), session.questionnaire().questions[0].text.clone());
    session.respondent = Respondent::Helper;
    assert_eq!(session.next(), place);
    assert_ne!(session.questionnaire().questions[0].text, words);
}

#[test]
fn a_refused_answer_changes_nothing() {
    let mut session = session();
    assert!(session.answer(0, 0).is_err());
    assert!(session.answers.is_empty());
}
