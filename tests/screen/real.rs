//! The questionnaire that visitors answer.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use jiff::civil::{Date, date};
use whole_health_guide::screen::check::check;
use whole_health_guide::screen::paths;
use whole_health_guide::screen::{Answers, End, Questionnaire, Questionnaires, StepKind, Then, replay};
use whole_health_guide::site::diagnostic::{Diagnostic, SourceFile};
use whole_health_guide::site::questionnaire::{self, Known};
use whole_health_guide::site::{report, sources};

use crate::content_day;
use crate::listing::{each_path, listing};
use crate::snapshots;

pub fn file(path: &str) -> SourceFile {
    SourceFile::new(path, snapshots::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)))
}

/// Reads a self-screen that stands among the real sources and pages, as of a fixed day.
pub fn parse(screen: &SourceFile) -> (Option<Questionnaires>, Vec<Diagnostic>) {
    parse_as_of(date(2026, 11, 24), screen)
}

fn parse_as_of(today: Date, screen: &SourceFile) -> (Option<Questionnaires>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let sources = sources::parse(&file(sources::PATH), &mut problems);
    let pages = snapshots::cases("content/pages", "md");
    let pages: Vec<String> = pages.iter().filter_map(|path| path.file_stem()?.to_str().map(str::to_owned)).collect();
    let known = Known { sources: sources.as_ref(), pages: &pages, today };
    (questionnaire::parse(screen, known, &mut problems), problems)
}

/// The real questionnaire, for each respondent.
pub fn questionnaires() -> &'static Questionnaires {
    static BOTH: LazyLock<Questionnaires> = LazyLock::new(|| {
        let (questionnaires, problems) = parse_as_of(content_day::latest_review(), &file(questionnaire::PATH));
        assert!(problems.is_empty(), "{}", report::render(&problems, false));
        questionnaires.expect("a file without problems is a questionnaire")
    });
    &BOTH
}

pub fn questionnaire() -> &'static Questionnaire {
    &questionnaires().for_veteran
}

/// The paths that differ for the outcome and, of those that differ for a rule of a note, one for each outcome with and without
/// it.
fn paths(mut visit: impl FnMut(&paths::Path)) {
    let mut seen = BTreeSet::new();
    each_path(questionnaire(), |rule, path| {
        let holds = rule.map(|(note, place)| {
            let rule = &questionnaire().notes[note].rules[place];
            (note, place, rule.when.holds(path.answers, path.asked))
        });
        if holds.is_none_or(|holds| seen.insert((path.outcome, holds))) {
            visit(path);
        }
    });
}

#[test]
fn every_answer_set_leads_to_one_outcome_with_its_reasons() {
    let questionnaire = questionnaire();
    let start = Instant::now();
    let (mut count, mut sets) = (0u64, 0);
    each_path(questionnaire, |rule, path| {
        count += 1;
        sets += if rule.is_none() { path.sets } else { 0 };
    });
    let seconds = start.elapsed().as_secs_f64();
    crate::tell(format_args!(
        "{sets} answer sets in {count} paths: {seconds:.3} s, {:.0} paths and {:.3e} sets a second",
        count as f64 / seconds,
        sets as f64 / seconds
    ));

    paths(|path| {
        let replay = replay(questionnaire, path.answers);
        assert_eq!(replay.asked, path.answers.iter().map(|(question, _)| question).collect::<Vec<_>>());
        assert!(replay.dropped.is_empty());
        let End::Advice(advice) = replay.end else { panic!("{:?} is no end", path.answers) };
        assert_eq!(advice.outcome.id, questionnaire.outcomes[path.outcome].id);
        assert!(advice.outcome.steps.iter().any(|step| step.kind == StepKind::PointOfContact));
        let notes = advice.notes.iter().flat_map(|shown| &shown.reasons);
        assert!(!advice.reasons.is_empty());
        for reason in advice.reasons.iter().chain(notes) {
            assert!(!reason.rule.sources.is_empty());
            for named in &reason.because {
                let Some(bits) = path.answers.get(named.question) else {
                    panic!("{} rests on no answer", reason.rule.id)
                };
                assert!(named.options != 0 && named.options & !bits == 0, "{} rests on another answer", reason.rule.id);
            }
        }
        for change in advice.changes {
            let leads_elsewhere = !matches!(change.then, Then::Outcome(other) if other.id == advice.outcome.id);
            assert!(change.options != 0 && leads_elsewhere);
        }
    });
}

#[test]
fn every_question_and_outcome_is_reached() {
    let (mut asked, mut reached) = (0, BTreeSet::new());
    paths(|path| {
        asked |= path.asked;
        reached.insert(path.outcome);
    });
    assert_eq!(asked.count_ones() as usize, questionnaire().questions.len());
    assert_eq!(reached.len(), questionnaire().outcomes.len());
}

/// Each sign leads to its outcome, or to one before it, whatever else is answered.
#[test]
fn crisis_emergency_and_other_signs_beat_everything() {
    let signs = [
        ("crisis", "yes", "crisis"),
        ("crisis", "not-sure", "crisis"),
        ("emergency", "chest-or-breathing", "emergency"),
        ("emergency", "stroke", "emergency"),
        ("emergency", "headache", "emergency"),
        ("emergency", "bladder-or-legs", "emergency"),
        ("emergency", "injury", "emergency"),
        ("emergency", "infection", "emergency"),
        ("emergency", "pregnancy", "emergency"),
        ("emergency", "not-sure", "person"),
        ("recent", "limb", "call-first"),
        ("recent", "weakness", "call-first"),
        ("recent", "skin", "call-first"),
        ("recent", "fever-or-weight", "call-first"),
        ("recent", "injury-or-massage", "call-first"),
        ("recent", "head-or-neck", "call-first"),
        ("recent", "faint-or-breathless", "call-first"),
    ];
    let outcome = |id: &str| questionnaire().outcomes.iter().position(|outcome| outcome.id == id).expect("an outcome");
    for (question, option, expected) in signs {
        let question = questionnaire().question(question).expect("a question");
        let value = &questionnaire().questions[question];
        let option = value.options.iter().position(|choice| choice.id == option).expect("an option");
        paths(|path| {
            let before = path.answers.get(question).unwrap_or(0);
            let mut answers = path.answers.clone();
            let added = value.with_option(before, 1 << option);
            answers.set(questionnaire(), question, added).expect("a sign can be added");
            let End::Advice(advice) = replay(questionnaire(), &answers).end else {
                panic!("{answers:?} asks for more")
            };
            assert!(outcome(&advice.outcome.id) <= outcome(expected), "{answers:?}");
        });
    }
}

/// The check does this for each path; here the same holds of what it is asked to check.
#[test]
fn red_flags_and_not_sure_never_comfort() {
    assert_eq!(check(questionnaire()), []);
}

#[test]
fn the_order_of_answers_leaves_no_trace() {
    paths(|path| {
        let given: Vec<(usize, u32)> = path.answers.iter().collect();
        for turn in 0..given.len() {
            let mut order = given.clone();
            order.rotate_left(turn);
            order.reverse();
            let mut answers = Answers::default();
            for (question, answer) in order {
                answers.set(questionnaire(), question, answer).expect("an answer");
            }
            assert_eq!(answers, *path.answers);
        }
    });
}

/// Answers to questions that are not asked change nothing, and are named.
#[test]
fn stray_answers_are_dropped() {
    let questionnaire = questionnaire();
    paths(|path| {
        let mut answers = path.answers.clone();
        let stray: Vec<usize> = (0..questionnaire.questions.len()).filter(|q| path.asked >> q & 1 == 0).collect();
        for question in &stray {
            answers.set(questionnaire, *question, 1).expect("the first option is an answer");
        }
        let (with, without) = (replay(questionnaire, &answers), replay(questionnaire, path.answers));
        assert_eq!(with.dropped, stray);
        assert_eq!((with.asked, with.end), (without.asked, without.end));
    });
}

#[test]
fn paths_are_those_that_were_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen/paths.md");
    snapshots::compare(&listing(questionnaire()), &path).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/self-screen.schema.json");
    snapshots::compare(&questionnaire::schema(), &path).unwrap_or_else(|difference| panic!("{difference}"));
}
