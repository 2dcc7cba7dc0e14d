//! The self-screen for other programs: plain values in and out, with ids where the self-screen itself counts and sets bits.
//!
//! `src/bin/api.rs` hands these functions to JavaScript, in a wasm module of their own. Like [`screen`](crate::screen), this
//! names no Yew, no DOM, no file and no clock.
//!
//! - [`values`]: what the functions give.
//! - [`explain`]: each question and each rule, and why it counts or does not.
//! - [`Error`]: why there is nothing to give.

use serde::{Deserialize, Serialize};

use crate::guide::{CrisisLine, PointOfContact};
use crate::screen::{Advice, Answers, Contacts, End, Questionnaire, Refusal, Sheet, replay};

pub mod explain;
pub mod values;

/// All that the functions need of a site's content: what `site package` writes, and the loader of the package hands over once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// A language tag, such as `en`.
    pub language: String,
    /// In the words for a Veteran.
    pub questionnaire: Questionnaire,
    pub crisis_line: CrisisLine,
    pub point_of_contact: PointOfContact,
}

/// The answer to one question, as programs give it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The ids of what is selected, in any order; at least one.
    pub options: Vec<String>,
}

impl Content {
    /// The answers, if each of them is one. Their order does not matter, and neither does whether their questions are asked.
    pub fn answers(&self, given: &[Answer]) -> Result<Answers, Error> {
        let mut answers = Answers::default();
        for (index, answer) in given.iter().enumerate() {
            let at = |code| Error { code, entry: Some(index) };
            if given[..index].iter().any(|earlier| earlier.question == answer.question) {
                return Err(at(ErrorCode::RepeatedQuestion));
            }
            let kept = answers.give(&self.questionnaire, &answer.question, &answer.options);
            kept.map_err(|refusal| at(refusal.into()))?;
        }
        Ok(answers)
    }

    /// Every question, whether it will be asked or not, and whom to call.
    pub fn questionnaire(&self) -> values::Questionnaire<'_> {
        values::Questionnaire::new(self)
    }

    /// What to ask after these answers.
    pub fn next(&self, answers: &Answers) -> values::Next<'_> {
        values::Next::new(&self.questionnaire, replay(&self.questionnaire, answers))
    }

    /// The result.
    ///
    /// # Errors
    /// While a question is open.
    pub fn assess(&self, answers: &Answers) -> Result<values::Assessment<'_>, Error> {
        Ok(values::Assessment::new(self, &self.advice(answers)?))
    }

    /// Why these answers lead where they do.
    pub fn explain(&self, answers: &Answers) -> explain::Explanation<'_> {
        explain::Explanation::new(&self.questionnaire, answers)
    }

    /// The sheet to bring to a visit, as plain text. `date` is the day that it names, in words.
    ///
    /// # Errors
    /// While a question is open.
    pub fn visit_sheet(&self, answers: &Answers, date: &str) -> Result<String, Error> {
        let contacts = Contacts { crisis_line: &self.crisis_line, point_of_contact: &self.point_of_contact };
        let advice = self.advice(answers)?;
        Ok(Sheet::new(contacts, &self.questionnaire, answers, &advice, date).text())
    }

    fn advice(&self, answers: &Answers) -> Result<Advice<'_>, Error> {
        match replay(&self.questionnaire, answers).end {
            End::Advice(advice) => Ok(advice),
            End::Next(_) => Err(Error { code: ErrorCode::Unfinished, entry: None }),
        }
    }
}

/// Why a function gives nothing. It holds nothing of the answers themselves: programs send their errors to where answers must
/// not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    pub code: ErrorCode,
    /// Which answer of the list it is about, from 0.
    pub entry: Option<usize>,
}

/// What is wrong, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// `load` has not been called, is not done, or has failed.
    NotLoaded,
    /// The answers are no array, one that throws when it is read, or longer than the questions can be many.
    NotAList,
    /// No object with a text `question` and an array of texts `options`, or one that throws when it is read.
    NotAnAnswer,
    UnknownQuestion,
    /// A question that is answered twice.
    RepeatedQuestion,
    UnknownOption,
    /// An option named twice.
    RepeatedOption,
    /// Several options for a question with one answer.
    SeveralOptions,
    NothingSelected,
    /// An option that stands alone, with others beside it.
    MustStandAlone,
    /// A question is open, so there is no result yet.
    Unfinished,
}

impl From<Refusal> for ErrorCode {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownQuestion => Self::UnknownQuestion,
            Refusal::UnknownOption => Self::UnknownOption,
            Refusal::RepeatedOption => Self::RepeatedOption,
            Refusal::SeveralOptions => Self::SeveralOptions,
            Refusal::NothingSelected => Self::NothingSelected,
            Refusal::MustStandAlone => Self::MustStandAlone,
        }
    }
}

impl Error {
    /// For programmers: what is wrong, where, and what to do.
    pub fn sentence(self) -> String {
        let what = match self.code {
            ErrorCode::NotLoaded => "The self-screen is not loaded: call load() first, and wait for it.",
            ErrorCode::NotAList => "The answers must be an array, with one entry for each answered question.",
            ErrorCode::NotAnAnswer => " must be an object such as { question: \"id\", options: [\"id\", \"id\"] }.",
            ErrorCode::UnknownQuestion => " names a question that is not in questionnaire().",
            ErrorCode::RepeatedQuestion => " answers a question for the second time; give each question one answer.",
            ErrorCode::UnknownOption => " names an option that its question does not have.",
            ErrorCode::RepeatedOption => " names an option twice.",
            ErrorCode::SeveralOptions => " names several options, and its question takes one.",
            ErrorCode::NothingSelected => " names no option; leave out a question that is not answered.",
            ErrorCode::MustStandAlone => " names an option that stands alone, and others beside it.",
            ErrorCode::Unfinished => "There is no result yet: next(answers) has another question to ask.",
        };
        match self.entry {
            Some(entry) => ["answers[", &entry.to_string(), "]", what].concat(),
            None => what.to_owned(),
        }
    }
}
