//! The parts of an answer and of an advice in words.

use super::{
    Advice, Answers, Change, ChangeKind, Choice, Note, NoteKind, Questionnaire, Selected, Then, Urgency, Wording,
};
use crate::document::Source;
use crate::guide::fill;

/// The answer to a question.
pub fn answer(questionnaire: &Questionnaire, answers: &Answers, question: usize) -> String {
    let bits = answers.get(question).unwrap_or(0);
    listed(&questionnaire.wording, questionnaire.questions[question].chosen(bits))
}

/// `template` with the question's `{question}` name and the `{answers}` that are selected.
pub fn selected(questionnaire: &Questionnaire, template: &str, selected: &Selected) -> String {
    let question = &questionnaire.questions[selected.question];
    let answers = listed(&questionnaire.wording, question.chosen(selected.options));
    fill(template, &[("question", &question.label), ("answers", &answers)])
}

/// Another answer, and where it would have led.
pub fn change(questionnaire: &Questionnaire, change: &Change) -> [String; 2] {
    let words = &questionnaire.wording.result;
    let template = match change.kind {
        ChangeKind::Instead => &words.change_instead,
        ChangeKind::Also => &words.change_also,
        ChangeKind::Without => &words.change_without,
    };
    let options = Selected { question: change.question, options: change.options };
    let then = match change.then {
        Then::Outcome(outcome) => fill(&words.change_outcome, &[("outcome", &outcome.title)]),
        Then::Ask(question) => fill(&words.change_ask, &[("question", &question.text)]),
    };
    [selected(questionnaire, template, &options), then]
}

/// The titles of some of the questionnaire's sources.
pub fn sources(questionnaire: &Questionnaire, sources: &[usize]) -> String {
    let titles: Vec<&str> = sources.iter().map(|index| &*questionnaire.sources[*index].title).collect();
    titles.join(&questionnaire.wording.separator)
}

fn listed<'q>(words: &Wording, options: impl Iterator<Item = &'q Choice>) -> String {
    options.map(|option| &*option.text).collect::<Vec<_>>().join(&words.separator)
}

impl<'q> Advice<'q> {
    /// The notes that stand before the steps of the outcome.
    pub fn first_steps(&self) -> impl Iterator<Item = &'q Note> {
        self.notes.iter().map(|shown| shown.note).filter(|note| note.kind == NoteKind::FirstStep)
    }

    /// The changes that a visitor is told. None for an urgent result: nobody shall be talked out of asking for help.
    pub fn told_changes(&self) -> impl Iterator<Item = &Change<'q>> {
        self.changes.iter().filter(|_| self.outcome.urgency == Urgency::Routine)
    }

    /// The sources of the outcome, of its reasons and of its notes, each once.
    pub fn sources(&self, questionnaire: &'q Questionnaire) -> impl Iterator<Item = &'q Source> {
        let reasons = self.reasons.iter().chain(self.notes.iter().flat_map(|shown| &shown.reasons));
        let mut used: Vec<usize> = reasons.flat_map(|reason| &reason.rule.sources).copied().collect();
        used.extend(&self.outcome.sources);
        questionnaire
            .sources
            .iter()
            .enumerate()
            .filter(move |(index, _)| used.contains(index))
            .map(|(_, source)| source)
    }
}
