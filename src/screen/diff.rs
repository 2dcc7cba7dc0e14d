//! What changes from one version of a questionnaire to another, over every set of answers that either of them tells apart.
//!
//! A set of answers is about the visitor and not about a version: each version is answered by the ids of its questions and
//! options. Where a version does not offer what applies, the visitor selects what says "no", or nothing.

use std::collections::BTreeSet;

use super::paths::TooMany;
use super::replay::{Stop, walk};
use super::{Answers, Condition, Kind, Note, NoteKind, Outcome, Questionnaire, Rule, Stance, bit};

/// The number of paths that are tried at most for one comparison.
const MOST_PATHS: usize = 2_000_000;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How many sets of answers there are.
    pub sets: u128,
    /// Those that lead to another outcome.
    pub changed: Group,
    /// Those whose outcome is less urgent than before.
    pub less_urgent: Group,
    /// For each caution, those that are as urgent as before and are not shown it any more.
    pub lost_cautions: Vec<(String, Group)>,
}

impl Difference {
    /// Whether any set of answers leads to less cautious advice than before.
    pub fn is_less_cautious(&self) -> bool {
        self.less_urgent.sets > 0 || self.lost_cautions.iter().any(|(_, group)| group.sets > 0)
    }
}

/// Sets of answers of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub sets: u128,
    /// The first of them.
    pub example: Option<Example>,
}

/// A set of answers in words, with the titles of its outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Each question that either version asks, by its label, and the options selected.
    pub answers: Vec<(String, Vec<String>)>,
    pub before: String,
    pub after: String,
}

/// Compares two versions.
///
/// # Errors
/// There are too many different sets of answers to try each.
pub fn diff(before: &Questionnaire, after: &Questionnaire) -> Result<Difference, TooMany> {
    let mut found =
        Difference { sets: 0, changed: Group::default(), less_urgent: Group::default(), lost_cautions: Vec::new() };
    Both::new(before, after, None).paths(|path| {
        found.sets += path.sets;
        let (old, new) = path.outcomes();
        if old.id != new.id {
            path.add_to(&mut found.changed);
        }
        if new.urgency > old.urgency {
            path.add_to(&mut found.less_urgent);
        }
    })?;
    let cautions = |version: &'_ Questionnaire| -> Vec<String> {
        let notes = version.notes.iter().filter(|note| note.kind == NoteKind::Caution);
        notes.map(|note| note.id.clone()).collect()
    };
    for id in cautions(before) {
        let mut lost = Group::default();
        Both::new(before, after, Some(&id)).paths(|path| {
            let (old, new) = path.outcomes();
            if old.urgency == new.urgency && path.shows(0, &id) && !path.shows(1, &id) {
                path.add_to(&mut lost);
            }
        })?;
        found.lost_cautions.push((id, lost));
    }
    Ok(found)
}

/// The two versions, with the questions that either of them asks.
struct Both<'q> {
    versions: [&'q Questionnaire; 2],
    questions: Vec<Joint>,
}

/// A question of either version, or of both.
struct Joint {
    /// Its index in each version.
    places: [Option<usize>; 2],
    /// For each option of either version, its index in each.
    options: Vec<[Option<usize>; 2]>,
    /// Each answer to try, as bits of those options, and how many answers it stands for.
    answers: Vec<(u64, u128)>,
}

struct Path<'a, 'q> {
    both: &'a Both<'q>,
    answers: [&'a Answers; 2],
    asked: [u32; 2],
    ends: [usize; 2],
    given: &'a [(usize, u64)],
    sets: u128,
}

impl<'q> Both<'q> {
    /// For outcomes, and for the note with this id.
    fn new(before: &'q Questionnaire, after: &'q Questionnaire, note: Option<&str>) -> Self {
        let versions = [before, after];
        let ids = after.questions.iter().chain(&before.questions).map(|question| question.id.as_str());
        let mut seen = BTreeSet::new();
        let ids = ids.filter(|id| seen.insert(*id));
        let questions = ids.map(|id| Joint::new(versions, id, note)).collect();
        Self { versions, questions }
    }

    fn paths(&self, mut visit: impl FnMut(&Path)) -> Result<(), TooMany> {
        let mut left = MOST_PATHS;
        self.complete(&mut [Answers::default(), Answers::default()], &mut Vec::new(), 1, &mut left, &mut visit)
    }

    fn complete(
        &self,
        answers: &mut [Answers; 2],
        given: &mut Vec<(usize, u64)>,
        sets: u128,
        left: &mut usize,
        visit: &mut impl FnMut(&Path),
    ) -> Result<(), TooMany> {
        let walks = [walk(self.versions[0], &answers[0]), walk(self.versions[1], &answers[1])];
        let next = [1, 0].into_iter().find_map(|version| match walks[version].stop {
            Stop::Next(question) => self.questions.iter().position(|joint| joint.places[version] == Some(question)),
            Stop::Outcome(_) => None,
        });
        let Some(next) = next else {
            *left = left.checked_sub(1).ok_or(TooMany)?;
            let end = |version: usize| match walks[version].stop {
                Stop::Outcome(outcome) => outcome,
                Stop::Next(_) => self.versions[version].outcomes.len() - 1,
            };
            visit(&Path {
                both: self,
                answers: [&answers[0], &answers[1]],
                asked: [walks[0].asked, walks[1].asked],
                ends: [end(0), end(1)],
                given,
                sets,
            });
            return Ok(());
        };
        let joint = &self.questions[next];
        for (answer, stands_for) in &joint.answers {
            for version in [0, 1] {
                if let Some(question) = joint.places[version] {
                    answers[version].put(question, joint.answer_in(self.versions[version], version, *answer));
                }
            }
            given.push((next, *answer));
            self.complete(answers, given, sets * stands_for, left, visit)?;
            given.pop();
        }
        for version in [0, 1] {
            if let Some(question) = joint.places[version] {
                answers[version].remove(question);
            }
        }
        Ok(())
    }
}

impl Joint {
    fn new(versions: [&Questionnaire; 2], id: &str, note: Option<&str>) -> Self {
        let places = versions.map(|version| version.question(id));
        let questions = [0, 1].map(|version| places[version].map(|place| &versions[version].questions[place]));
        let ids = [1, 0].into_iter().flat_map(|version| questions[version]).flat_map(|question| &question.options);
        let mut seen = BTreeSet::new();
        let ids: Vec<&str> = ids.map(|option| option.id.as_str()).filter(|id| seen.insert(*id)).collect();
        let place = |version: usize, id: &str| questions[version]?.options.iter().position(|option| option.id == id);
        let options: Vec<[Option<usize>; 2]> = ids.iter().map(|id| [place(0, id), place(1, id)]).collect();

        // Options that neither version tells apart are one.
        let joined = |version: usize, bits: u32| -> u64 {
            let is_in = |places: &[Option<usize>; 2]| places[version].is_some_and(|place| bits & bit(place) != 0);
            options.iter().enumerate().filter(|(_, places)| is_in(places)).map(|(index, _)| 1u64 << index).sum()
        };
        let mut named: Vec<u64> = Vec::new();
        for version in [0, 1] {
            let Some(question) = places[version] else { continue };
            let conditions = conditions(versions[version], note).flat_map(|condition| &condition.0);
            named.extend(
                conditions.filter(|named| named.question == question).map(|named| joined(version, named.options)),
            );
        }
        let is_decisive = !named.is_empty();
        let alone: u64 = [0, 1]
            .map(|version| questions[version].map_or(0, |q| joined(version, q.standing_alone())))
            .into_iter()
            .fold(0, |all, bits| all | bits);
        // Where a version lacks an option, it is answered otherwise.
        let lacking = [0, 1].map(|version| joined(version, u32::MAX));
        named.extend(lacking);
        named.extend((0..options.len()).map(|index| 1 << index).filter(|option| option & alone != 0));
        let mut classes = vec![(1u64 << options.len()) - 1];
        for together in named {
            classes =
                classes.iter().flat_map(|class| [class & together, class & !together]).filter(|c| *c != 0).collect();
        }

        let single = |class: &u64| (class & class.wrapping_neg(), u128::from(class.count_ones()));
        let is_any = questions.iter().flatten().any(|question| question.kind == Kind::Any);
        let mut answers: Vec<(u64, u128)> = if is_any {
            let (alone, together): (Vec<u64>, Vec<u64>) = classes.iter().partition(|class| *class & alone != 0);
            let subsets = 1usize << together.len().min(20);
            let subset = |chosen: usize| {
                let chosen =
                    together.iter().enumerate().filter(|(index, _)| chosen >> index & 1 != 0).map(|(_, class)| *class);
                let sets = chosen.clone().map(|class| (1u128 << class.count_ones()) - 1).product();
                (chosen.map(|class| class & class.wrapping_neg()).sum(), sets)
            };
            (1..subsets).map(subset).chain(alone.iter().map(single)).collect()
        } else {
            classes.iter().map(single).collect()
        };
        // Nothing selected, where there is nothing to select.
        if answers.is_empty() {
            answers.push((0, 1));
        }
        if !is_decisive {
            let all = answers.iter().map(|(_, sets)| sets).sum();
            answers.truncate(1);
            answers.iter_mut().for_each(|(_, sets)| *sets = all);
        }
        Self { places, options, answers }
    }

    /// The answer as a version knows it.
    fn answer_in(&self, questionnaire: &Questionnaire, version: usize, answer: u64) -> u32 {
        let selected = self.options.iter().enumerate().filter(|(index, _)| answer >> index & 1 != 0);
        let bits: u32 = selected.filter_map(|(_, places)| places[version]).map(bit).sum();
        let question = self.places[version].map(|place| &questionnaire.questions[place]);
        if bits == 0 && answer != 0 {
            let no = question.map_or(0, |question| question.options_where(|option| option.says == Some(Stance::No)));
            return no;
        }
        bits
    }
}

impl Path<'_, '_> {
    fn outcomes(&self) -> (&Outcome, &Outcome) {
        let outcome = |version: usize| &self.both.versions[version].outcomes[self.ends[version]];
        (outcome(0), outcome(1))
    }

    /// Whether a version shows the note with this id.
    fn shows(&self, version: usize, id: &str) -> bool {
        let holds = |rule: &Rule| rule.when.holds(self.answers[version], self.asked[version]);
        let mut notes = self.both.versions[version].notes.iter().filter(|note| note.id == id);
        notes.any(|note: &Note| note.rules.iter().any(holds))
    }

    fn add_to(&self, group: &mut Group) {
        group.sets += self.sets;
        if group.example.is_some() {
            return;
        }
        let (before, after) = self.outcomes();
        let answers = self.given.iter().map(|(index, answer)| {
            let joint = &self.both.questions[*index];
            let version = if joint.places[1].is_some() { 1 } else { 0 };
            let question = &self.both.versions[version].questions[joint.places[version].unwrap_or(0)];
            let text = |places: &[Option<usize>; 2]| {
                let version = if places[1].is_some() { 1 } else { 0 };
                let question = &self.both.versions[version].questions[joint.places[version]?];
                Some(question.options[places[version]?].text.clone())
            };
            let selected = joint.options.iter().enumerate().filter(|(option, _)| answer >> option & 1 != 0);
            (question.label.clone(), selected.filter_map(|(_, places)| text(places)).collect())
        });
        group.example =
            Some(Example { answers: answers.collect(), before: before.title.clone(), after: after.title.clone() });
    }
}

/// The conditions that decide on outcomes, and on the note with this id.
fn conditions<'q>(questionnaire: &'q Questionnaire, note: Option<&str>) -> impl Iterator<Item = &'q Condition> {
    let questions = questionnaire.questions.iter().map(|question| &question.ask_when);
    let outcomes = questionnaire.outcomes.iter().flat_map(|outcome| &outcome.rules);
    let notes =
        questionnaire.notes.iter().filter(move |one| Some(one.id.as_str()) == note).flat_map(|note| &note.rules);
    questions.chain(outcomes.chain(notes).map(|rule| &rule.when))
}
