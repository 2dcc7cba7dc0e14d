use serde::{Deserialize, Serialize};

use super::Respondent;

/// The words around the questions. A word in braces, such as `{position}`, is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Who answers, asked on the start.
    pub for_whom: ForWhomWording,
    /// Said on the start where the app could not start.
    pub app_failed: String,
    /// Told with the first question.
    pub begun: String,
    /// What happens with answers.
    pub privacy: String,
    /// Where the visitor is: `{position}`, from 1.
    pub position: String,
    /// The label of the part that says why a question is asked.
    pub why_we_ask: String,
    /// The instruction of a question with one answer.
    pub choose_one: String,
    /// The instruction of a question with any number of answers.
    pub choose_any: String,
    #[serde(rename = "continue")]
    pub go_on: String,
    pub back: String,
    /// Between the parts of an answer.
    pub separator: String,
    /// The heading of the list of errors.
    pub error_summary_title: String,
    /// The heading of the list of answers.
    pub review_title: String,
    /// That each answer can be changed.
    pub review_help: String,
    /// Told with the list of answers when no question is left.
    pub all_asked: String,
    pub change: String,
    /// The accessible name of the link that changes an answer: `{question}`.
    pub change_question: String,
    pub see_result: String,
    /// After a change, which answers no longer apply: `{questions}`.
    pub dropped: String,
    pub clear: String,
    pub cleared: String,
    pub begin_again: String,
    /// Why the self-screen is at its beginning after a reload or under a deep link.
    pub begun_again: String,
    pub print: String,
    pub copy: String,
    pub copied: String,
    pub copy_failed: String,
    pub file: FileWording,
    pub result: ResultWording,
    pub sheet: SheetWording,
    pub blank: BlankWording,
}

/// Who answers: two buttons on the start, each of which shows the first question, and an answer in the review and on the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ForWhomWording {
    pub question: String,
    /// A short name, as of any question.
    pub label: String,
    pub veteran: String,
    pub helper: String,
}

impl ForWhomWording {
    pub fn answer(&self, respondent: Respondent) -> &str {
        match respondent {
            Respondent::Veteran => &self.veteran,
            Respondent::Helper => &self.helper,
        }
    }
}

/// The answers as a file to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FileWording {
    pub title: String,
    /// What it is for, and where it goes.
    pub help: String,
    pub save: String,
    /// The file's own, with `.json` at its end.
    pub name: String,
}

/// The words on the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultWording {
    /// Where the visitor is, as a question says by its number.
    pub position: String,
    /// Told with the result.
    pub ended: String,
    pub reasons: String,
    /// The answers behind a reason: `{question}`, `{answers}`.
    pub because: String,
    /// The source of a reason: `{source}`.
    pub source: String,
    pub steps: String,
    pub questions: String,
    pub notes: String,
    pub changes: String,
    /// One answer in place of another: `{question}`, `{answers}`.
    pub change_instead: String,
    /// One more option selected: `{question}`, `{answers}`.
    pub change_also: String,
    /// One option not selected: `{question}`, `{answers}`.
    pub change_without: String,
    /// Which outcome a change leads to: `{outcome}`.
    pub change_outcome: String,
    /// Which question a change leads to: `{question}`.
    pub change_ask: String,
    pub cannot_tell: String,
    /// What the self-screen cannot tell.
    pub limits: Vec<String>,
}

/// The words on the visit sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SheetWording {
    pub title: String,
    pub introduction: String,
    /// `{date}`
    pub date: String,
    pub answers: String,
    /// What to fill in by hand, each with a line to write on.
    pub room: Vec<String>,
    /// The heading of room to write.
    pub notes: String,
    pub sources: String,
}

/// The words on the same questions as a form to print.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlankWording {
    pub title: String,
    pub introduction: String,
    pub date: String,
    /// When a question is to be answered: `{marks}`.
    pub ask_when: String,
    /// The heading of the outcomes.
    pub results: String,
    /// When an outcome applies: `{marks}`.
    pub result_when: String,
    /// Marks in a row: `{first}`, `{last}`.
    pub range: String,
    /// Between marks of which one is enough.
    pub or: String,
    /// Between marks that are needed together.
    pub and: String,
    /// Between ways to the same outcome.
    pub or_else: String,
    /// How to find the outcome that applies.
    pub first_match: String,
}
