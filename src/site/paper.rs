//! The whole self-screen on paper: every question with boxes to mark, then every result with the marks that lead to it. It says
//! what the app says, for those without the app or without a computer, and it is text like that of any page.

use super::assemble::list;
use crate::document::{Block, Definition, Heading, Inline, Level, List, Source, Target};
use crate::guide::{ContactLink, CrisisLine, fill};
use crate::page::PageLink;
use crate::screen::{Condition, Kind, Outcome, Question, Questionnaire, Rule, Selected, Step, StepKind, bit};
use crate::view::screen::QUESTION_LIST;

/// The ids of its parts, below that of the whole.
pub const RESULTS: &str = "paper-results";
const NOTES: &str = "paper-notes";
const LIMITS: &str = "paper-limits";
const ROOM: &str = "paper-room";
const SOURCES: &str = "paper-sources";

/// Every id that it brings to its page.
pub const IDS: [&str; 6] = [QUESTION_LIST, RESULTS, NOTES, LIMITS, ROOM, SOURCES];

/// The list for the end of the self-screen's page.
pub fn blocks(line: &CrisisLine, questionnaire: &Questionnaire) -> Vec<Block> {
    let words = &questionnaire.wording;
    let questions = questionnaire.questions.iter().map(|part| question(questionnaire, part)).collect();
    let outcomes = questionnaire.outcomes.iter().map(|part| outcome(line, questionnaire, part)).collect();
    let notes = questionnaire.notes.iter().map(|note| {
        let mut advice = vec![text(&note.text)];
        advice.extend(note.link.iter().flat_map(page_link));
        definition(questionnaire, &note.title, &note.rules, vec![Block::Paragraph(advice)])
    });
    let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
    vec![
        heading(Level::H2, QUESTION_LIST, &words.blank.title),
        paragraph(&words.blank.introduction),
        paragraph(&words.blank.date),
        Block::List(List { start: Some(1), items: questions }),
        heading(Level::H3, RESULTS, &words.blank.results),
        paragraph(&words.blank.first_match),
        Block::Definitions(outcomes),
        heading(Level::H3, NOTES, &words.result.notes),
        Block::Definitions(notes.collect()),
        heading(Level::H3, LIMITS, &words.result.cannot_tell),
        list(words.result.limits.iter().map(|limit| vec![text(limit)])),
        heading(Level::H3, SOURCES, &words.sheet.sources),
        list(by_publisher(&questionnaire.sources)),
        heading(Level::H3, ROOM, &words.sheet.notes),
        list(words.sheet.room.iter().map(|line| vec![text(line)])),
    ]
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn strong(words: &str) -> Inline {
    Inline::Strong(vec![text(words)])
}

fn heading(level: Level, id: &str, words: &str) -> Block {
    Block::Heading(Heading { level, id: id.to_owned(), text: vec![text(words)] })
}

/// The question, when it is asked, what helps to answer it, and its boxes, lettered from `a`.
fn question(questionnaire: &Questionnaire, question: &Question) -> Vec<Block> {
    let words = &questionnaire.wording;
    let when = when(questionnaire, &words.blank.ask_when, &[&question.ask_when]);
    let options = question.options.iter().map(|option| {
        let hint = option.hint.as_ref().map(|hint| [" (", hint.trim_end_matches('.'), ")"].concat());
        vec![Block::Paragraph(vec![text(&[&*option.text, hint.as_deref().unwrap_or_default()].concat())])]
    });
    let how = match question.kind {
        Kind::One => &words.choose_one,
        Kind::Any => &words.choose_any,
    };
    let help: Vec<&str> = [when.as_deref(), question.hint.as_deref(), Some(how)].into_iter().flatten().collect();
    vec![
        Block::Paragraph(vec![strong(&question.text)]),
        Block::Paragraph(vec![text(&help.join(" "))]),
        Block::List(List { start: Some(1), items: options.collect() }),
    ]
}

fn outcome(line: &CrisisLine, questionnaire: &Questionnaire, outcome: &Outcome) -> Definition {
    let steps = outcome.steps.iter().map(|part| step(line, part)).collect();
    let mut advice =
        vec![Block::Paragraph(vec![text(&outcome.meaning)]), Block::List(List { start: Some(1), items: steps })];
    if !outcome.questions.is_empty() {
        advice.push(Block::Paragraph(vec![text(&questionnaire.wording.result.questions)]));
        advice.push(list(outcome.questions.iter().map(|question| vec![text(question)])));
    }
    definition(questionnaire, &outcome.title, &outcome.rules, advice)
}

/// What a visitor is told, below the marks that lead to it.
fn definition(questionnaire: &Questionnaire, title: &str, rules: &[Rule], mut advice: Vec<Block>) -> Definition {
    let conditions: Vec<&Condition> = rules.iter().map(|rule| &rule.when).collect();
    let when = when(questionnaire, &questionnaire.wording.blank.result_when, &conditions);
    advice.splice(0..0, when.map(|when| Block::Paragraph(vec![Inline::Emphasis(vec![text(&when)])])));
    Definition { id: None, term: vec![text(title)], details: vec![advice] }
}

/// A step with the ways to reach whom it names. Those of the Point of Contact stand once, at the page's end.
fn step(line: &CrisisLine, step: &Step) -> Vec<Block> {
    let ways: &[&ContactLink] = match step.kind {
        StepKind::CrisisLine => &[&line.call, &line.text, &line.chat],
        StepKind::Emergency => &[&line.emergency],
        StepKind::PointOfContact | StepKind::CareTeam | StepKind::Read => &[],
    };
    let mut parts = vec![text(&step.text)];
    parts.extend(step.link.iter().flat_map(page_link));
    let mut blocks = vec![Block::Paragraph(parts)];
    if !ways.is_empty() {
        let link = |way: &&ContactLink| Inline::Link(Target::Outside(way.address.clone()), vec![text(&way.text)]);
        blocks.push(list(ways.iter().map(|way| vec![link(way)])));
    }
    blocks
}

fn page_link(link: &PageLink) -> [Inline; 2] {
    let target = Target::Page(link.path.clone(), link.fragment.clone());
    [text(" "), Inline::Link(target, vec![text(&link.text)])]
}

/// Each publisher once, with the titles of all that it published.
fn by_publisher(sources: &[Source]) -> impl Iterator<Item = Vec<Inline>> {
    let mut publishers: Vec<(&str, Vec<Inline>)> = Vec::new();
    for source in sources {
        let title = vec![text(&source.title)];
        let title = match &source.address {
            Some(address) => Inline::Link(Target::Outside(address.clone()), title),
            None => Inline::Strong(title),
        };
        match publishers.iter_mut().find(|(publisher, _)| *publisher == source.publisher) {
            Some((_, titles)) => titles.extend([text("; "), title]),
            None => publishers.push((&source.publisher, vec![title])),
        }
    }
    publishers.into_iter().map(|(publisher, titles)| {
        let publisher = text(&[publisher, ": "].concat());
        [publisher].into_iter().chain(titles).chain([text(".")]).collect()
    })
}

/// `template` with the marks that make any of the conditions hold; none where nothing must be marked.
fn when(questionnaire: &Questionnaire, template: &str, conditions: &[&Condition]) -> Option<String> {
    let words = &questionnaire.wording.blank;
    let ways: Vec<String> = widest(merged(conditions))
        .iter()
        .map(|condition| {
            let parts: Vec<String> = condition.0.iter().map(|selected| marks(questionnaire, selected)).collect();
            parts.join(&words.and)
        })
        .filter(|way| !way.is_empty())
        .collect();
    (!ways.is_empty()).then(|| fill(template, &[("marks", &ways.join(&words.or_else))]))
}

/// The same without the conditions that say no more than the others together.
fn widest(mut widest: Vec<Condition>) -> Vec<Condition> {
    let mut index = 0;
    while index < widest.len() {
        let condition = widest.remove(index);
        if !is_covered(&condition, &widest) {
            widest.insert(index, condition);
            index += 1;
        }
    }
    widest
}

/// Whether one of `others` holds wherever `condition` does: whichever option of one of its questions makes it hold.
fn is_covered(condition: &Condition, others: &[Condition]) -> bool {
    let implies = |narrow: &Condition, wide: &Condition| {
        let is_met =
            |two: &Selected| narrow.0.iter().any(|one| one.question == two.question && one.options & !two.options == 0);
        wide.0.iter().all(is_met)
    };
    (0..condition.0.len()).any(|clause| {
        let options = condition.0[clause].options;
        (0..u32::BITS).filter(|option| options & (1 << option) != 0).all(|option| {
            let mut narrow = condition.clone();
            narrow.0[clause].options = 1 << option;
            others.iter().any(|other| implies(&narrow, other))
        })
    })
}

/// The same in fewer conditions: two that differ in the options of one question are one with the options of both.
fn merged(conditions: &[&Condition]) -> Vec<Condition> {
    let mut merged: Vec<Condition> = Vec::new();
    for condition in conditions {
        let is_like = |other: &&mut Condition| {
            let pairs = || other.0.iter().zip(&condition.0);
            other.0.len() == condition.0.len()
                && pairs().all(|(one, two)| one.question == two.question)
                && pairs().filter(|(one, two)| one.options != two.options).count() <= 1
        };
        match merged.iter_mut().find(is_like) {
            Some(other) => {
                for (one, two) in other.0.iter_mut().zip(&condition.0) {
                    one.options |= two.options;
                }
            }
            None => merged.push((*condition).clone()),
        }
    }
    merged
}

/// Options by the number of their question and their letters: `7a to 7k or 7n`.
fn marks(questionnaire: &Questionnaire, selected: &Selected) -> String {
    let words = &questionnaire.wording.blank;
    let count = questionnaire.questions[selected.question].options.len();
    let is_selected = |index: usize| index < count && selected.options & bit(index) != 0;
    let mark = |index: usize| format!("{}{}", selected.question + 1, letter(index));
    let mut runs: Vec<String> = Vec::new();
    let mut index = 0;
    while index < count {
        let first = index;
        while is_selected(index) {
            index += 1;
        }
        match index - first {
            0 => index += 1,
            1 => runs.push(mark(first)),
            2 => runs.extend([mark(first), mark(first + 1)]),
            _ => runs.push(fill(&words.range, &[("first", &mark(first)), ("last", &mark(index - 1))])),
        }
    }
    runs.join(&words.or)
}

/// As browsers letter the items of a list: `a` to `z`, then `aa`.
fn letter(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    if index < 26 { letter.to_string() } else { format!("a{letter}") }
}
