//! Answers, keyed by question. Only [`Answers::give`] takes words from outside; it refuses whatever is no answer.

use serde::Serialize;

use super::{Choice, Kind, Question, Questionnaire, bit};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The selected options; bit `n` stands for option `n`.
    Selected(u32),
    /// A number on the scale.
    Number(u8),
    Skipped,
}

/// The answers given so far, by question. The order in which they were given leaves no trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    pub fn get(&self, question: usize) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

    /// Keeps an answer, in place of an earlier one. Nothing changes if it is refused.
    pub fn set(&mut self, questionnaire: &Questionnaire, question: usize, answer: Answer) -> Result<(), Refusal> {
        let asked = questionnaire.questions.get(question).ok_or(Refusal::UnknownQuestion)?;
        asked.accept(answer)?;
        self.put(question, answer);
        Ok(())
    }

    /// Keeps an answer given in words. Nothing changes if it is refused.
    pub fn give(&mut self, questionnaire: &Questionnaire, id: &str, given: &Given) -> Result<(), Refusal> {
        let question = questionnaire.question(id).ok_or(Refusal::UnknownQuestion)?;
        let answer = questionnaire.questions[question].read(given)?;
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
    pub fn iter(&self) -> impl Iterator<Item = (usize, Answer)> {
        self.0.iter().enumerate().filter_map(|(question, answer)| answer.map(|answer| (question, answer)))
    }

    /// The answers to these questions alone; bit `n` stands for question `n`.
    pub(super) fn only(&self, questions: u32) -> Self {
        let keep = |(question, answer): (usize, &Option<Answer>)| answer.filter(|_| questions & bit(question) != 0);
        Self(self.0.iter().enumerate().map(keep).collect())
    }

    pub(super) fn put(&mut self, question: usize, answer: Answer) {
        if self.0.len() <= question {
            self.0.resize(question + 1, None);
        }
        self.0[question] = Some(answer);
    }
}

/// An answer in words, as it comes from outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// The id of an option.
    One(String),
    /// The ids of options.
    Many(Vec<String>),
    Number(f64),
    Skipped,
}

/// Why an answer is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    UnknownQuestion,
    UnknownOption,
    /// An option named twice.
    RepeatedOption,
    /// Options for a scale, a number for a choice, several options for a question with one answer.
    WrongKind,
    /// Nothing selected where something must be.
    NothingSelected,
    /// An option that stands alone, with others beside it.
    MustStandAlone,
    /// Not a whole number from 0 to the end of the scale.
    OutOfRange,
    /// The question may not be skipped.
    MustBeAnswered,
}

impl Question {
    /// Whether this is an answer to the question.
    pub fn accept(&self, answer: Answer) -> Result<(), Refusal> {
        match (&self.kind, answer) {
            (_, Answer::Skipped) if self.may_skip => Ok(()),
            (_, Answer::Skipped) => Err(Refusal::MustBeAnswered),
            (Kind::Scale { .. }, Answer::Number(0..=Kind::SCALE_END)) => Ok(()),
            (Kind::Scale { .. }, Answer::Number(_)) => Err(Refusal::OutOfRange),
            (Kind::One(_) | Kind::Any { .. }, Answer::Selected(bits)) => self.accept_selection(bits),
            _ => Err(Refusal::WrongKind),
        }
    }

    fn accept_selection(&self, bits: u32) -> Result<(), Refusal> {
        if bits & !self.all_options() != 0 {
            return Err(Refusal::UnknownOption);
        }
        let several = bits.count_ones() > 1;
        match &self.kind {
            Kind::Any { nothing: Some(_), .. } if bits == 0 => Ok(()),
            _ if bits == 0 => Err(Refusal::NothingSelected),
            Kind::One(_) if several => Err(Refusal::WrongKind),
            _ if several && bits & self.standing_alone() != 0 => Err(Refusal::MustStandAlone),
            _ => Ok(()),
        }
    }

    fn read(&self, given: &Given) -> Result<Answer, Refusal> {
        let answer = match given {
            Given::One(_) | Given::Many(_) if matches!(self.kind, Kind::Scale { .. }) => {
                return Err(Refusal::WrongKind);
            }
            Given::Skipped => Answer::Skipped,
            Given::Number(number) => Answer::Number(whole(*number)?),
            Given::One(id) => Answer::Selected(self.bit_of(id)?),
            Given::Many(ids) => {
                let mut bits = 0;
                // No question has as many options as a hostile list has entries: a repeated one ends the loop early.
                for id in ids {
                    let option = self.bit_of(id)?;
                    if bits & option != 0 {
                        return Err(Refusal::RepeatedOption);
                    }
                    bits |= option;
                }
                Answer::Selected(bits)
            }
        };
        self.accept(answer)?;
        Ok(answer)
    }

    fn bit_of(&self, id: &str) -> Result<u32, Refusal> {
        self.options().iter().position(|option| option.id == id).map(bit).ok_or(Refusal::UnknownOption)
    }

    /// What is selected after one more option: options that may not stand together replace each other.
    pub fn with_option(&self, bits: u32, option: u32) -> u32 {
        let joined = bits | option;
        if self.accept_selection(joined).is_ok() { joined } else { option }
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
        self.options().iter().enumerate().filter(|(_, option)| is_one(option)).map(|(index, _)| bit(index)).sum()
    }
}

fn whole(number: f64) -> Result<u8, Refusal> {
    let nearest = number as u8;
    if f64::from(nearest) == number { Ok(nearest) } else { Err(Refusal::OutOfRange) }
}
