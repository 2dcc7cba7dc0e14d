//! Answers, keyed by question: the selected options as bits, where bit `n` stands for option `n`. Only [`Answers::give`] takes
//! words from outside; it refuses whatever is not an answer.

use serde::Serialize;

use super::{Choice, Kind, Question, Questionnaire, bit};

/// The answers given so far, by question. The order in which they were given leaves no trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Option<u32>>);

impl Answers {
    pub fn get(&self, question: usize) -> Option<u32> {
        self.0.get(question).copied().flatten()
    }

    /// Keeps an answer, in place of an earlier one. Nothing changes if it is refused.
    pub fn set(&mut self, questionnaire: &Questionnaire, question: usize, answer: u32) -> Result<(), Refusal> {
        let asked = questionnaire.questions.get(question).ok_or(Refusal::UnknownQuestion)?;
        asked.accept(answer)?;
        self.put(question, answer);
        Ok(())
    }

    /// Keeps an answer given by the ids of the question and of what is selected. Nothing changes if it is refused.
    pub fn give(
        &mut self,
        questionnaire: &Questionnaire,
        id: &str,
        options: &[impl AsRef<str>],
    ) -> Result<(), Refusal> {
        let question = questionnaire.question(id).ok_or(Refusal::UnknownQuestion)?;
        let answer = questionnaire.questions[question].read(options)?;
        self.put(question, answer);
        Ok(())
    }

    /// Forgets the answer to a question.
    pub fn remove(&mut self, question: usize) {
        if let Some(answer) = self.0.get_mut(question) {
            *answer = None;
        }
        while let Some(None) = self.0.last() {
            self.0.pop();
        }
    }

    /// Whether nothing has been answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answered questions in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, u32)> {
        self.0.iter().enumerate().filter_map(|(question, answer)| answer.map(|answer| (question, answer)))
    }

    /// The answers to these questions alone; bit `n` stands for question `n`.
    pub(super) fn only(&self, questions: u32) -> Self {
        let keep = |(question, answer): (usize, &Option<u32>)| answer.filter(|_| questions & bit(question) != 0);
        Self(self.0.iter().enumerate().map(keep).collect())
    }

    /// Keeps an answer that is known to be one.
    pub(crate) fn put(&mut self, question: usize, answer: u32) {
        if self.0.len() <= question {
            self.0.resize(question + 1, None);
        }
        self.0[question] = Some(answer);
    }
}

/// Why something is not an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    UnknownQuestion,
    UnknownOption,
    /// An option named twice.
    RepeatedOption,
    /// Several options for a question with one answer.
    SeveralOptions,
    /// Nothing selected.
    NothingSelected,
    /// An option that stands alone, with others beside it.
    MustStandAlone,
}

impl Question {
    /// Whether this is an answer to the question.
    pub fn accept(&self, bits: u32) -> Result<(), Refusal> {
        let several = bits.count_ones() > 1;
        match self.kind {
            _ if bits & !self.all_options() != 0 => Err(Refusal::UnknownOption),
            _ if bits == 0 => Err(Refusal::NothingSelected),
            Kind::One if several => Err(Refusal::SeveralOptions),
            Kind::Any if several && bits & self.standing_alone() != 0 => Err(Refusal::MustStandAlone),
            _ => Ok(()),
        }
    }

    fn read(&self, ids: &[impl AsRef<str>]) -> Result<u32, Refusal> {
        let mut bits = 0;
        // No question has as many options as a hostile list has entries: a repeated one ends the loop early.
        for id in ids {
            let option = self.bit_of(id.as_ref())?;
            if bits & option != 0 {
                return Err(Refusal::RepeatedOption);
            }
            bits |= option;
        }
        self.accept(bits)?;
        Ok(bits)
    }

    fn bit_of(&self, id: &str) -> Result<u32, Refusal> {
        self.options.iter().position(|option| option.id == id).map(bit).ok_or(Refusal::UnknownOption)
    }

    /// What is selected after one more option: options that may not stand together replace each other.
    pub fn with_option(&self, bits: u32, option: u32) -> u32 {
        let joined = bits | option;
        if self.accept(joined).is_ok() { joined } else { option }
    }

    /// The bits of all options.
    pub fn all_options(&self) -> u32 {
        self.options_where(|_| true)
    }

    /// The bits of the options that say something about the question as a whole, and so stand alone.
    pub fn standing_alone(&self) -> u32 {
        self.options_where(|option| option.says.is_some())
    }

    pub(super) fn options_where(&self, is_one: impl Fn(&Choice) -> bool) -> u32 {
        self.options.iter().enumerate().filter(|(_, option)| is_one(option)).map(|(index, _)| bit(index)).sum()
    }
}
