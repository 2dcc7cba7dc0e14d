//! The self-screen as values: its questions, its rules and its words, and what follows from a set of answers.
//!
//! It names no Yew, no DOM, no file and no clock. A [`Questionnaire`] is resolved and checked natively from
//! `content/self-screen.yaml`; the browser reads the same value as data. The state of a self-screen is its [`Answers`]
//! alone: what is asked, what comes next and the advice are recomputed from them by [`replay`].
//!
//! - [`answers`]: one answer, all answers, and why an answer given from outside is refused.
//! - [`mod@replay`]: answers to questions asked, the next one, and the advice with its reasons.
//! - [`session`]: a visitor's answers, and the places that they lead through.
//! - [`mod@text`], [`sheet`]: an advice in words, and the sheet to take along.
//! - [`fhir`]: answers for other programs.
//! - [`paths`]: every set of answers that rules can tell apart.
//! - [`check`]: what must hold of a whole questionnaire.
//! - `diff`, native only: what changes from one version to another.
//! - `coverage`, native only: how many sets of answers lead to each rule, option and outcome.

use serde::{Deserialize, Serialize};

use crate::document::Source;
use crate::page::PageLink;

pub mod answers;
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod coverage;
#[cfg(not(target_arch = "wasm32"))]
pub mod diff;
pub mod fhir;
pub mod paths;
pub mod replay;
pub mod session;
pub mod sheet;
pub mod text;
mod wording;

pub use answers::{Answers, Refusal};
pub use replay::{Advice, Change, ChangeKind, End, Reason, Replay, ShownNote, Then, replay};
pub use session::{Place, Session};
pub use sheet::{Contacts, Sheet};
pub use wording::{BlankWording, FileWording, ForWhomWording, ResultWording, SheetWording, Wording};

/// The self-screen in the words for each of its respondents. Questions, options and rules are the same in both, and stand at the
/// same index, so that answers mean the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaires {
    pub for_veteran: Questionnaire,
    pub for_helper: Questionnaire,
}

impl Questionnaires {
    pub fn of(&self, respondent: Respondent) -> &Questionnaire {
        match respondent {
            Respondent::Veteran => &self.for_veteran,
            Respondent::Helper => &self.for_helper,
        }
    }
}

/// Who gives the answers. They are about the Veteran either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Respondent {
    Veteran,
    /// Somebody who helps a Veteran.
    Helper,
}

/// The whole self-screen. Questions, options, outcomes and rules stand in the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Whom its words speak to.
    pub respondent: Respondent,
    /// The address of its FHIR `Questionnaire`; none for a site without an address.
    pub url: Option<String>,
    /// The day of its latest review, and a digest of all that it says to a Veteran, since two versions of one day differ in that.
    pub version: String,
    /// At most [`Questionnaire::MOST_QUESTIONS`].
    pub questions: Vec<Question>,
    /// The first with a rule that holds is the result. The more urgent come first. The last also
    /// stands where no rule holds, which a checked questionnaire excludes. There is at least one.
    pub outcomes: Vec<Outcome>,
    pub notes: Vec<Note>,
    /// Every source that a question, rule or outcome names, by its index.
    pub sources: Vec<Source>,
    pub wording: Wording,
}

impl Questionnaire {
    /// Questions and options are kept as bits of a `u32`.
    pub const MOST_QUESTIONS: usize = 32;
    pub const MOST_OPTIONS: usize = 32;

    /// The index of the question with this id.
    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    /// A short name, for the review of answers and the visit sheet.
    pub label: String,
    /// The question itself.
    pub text: String,
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// What to do when no acceptable answer was given.
    pub error: String,
    /// Asked when this holds of the answers before it. It is FHIR's `enableWhen` with `enableBehavior` `all`, each entry
    /// one `=` per option, repeated with `any`.
    pub ask_when: Condition,
    pub kind: Kind,
    /// At least two.
    pub options: Vec<Choice>,
    /// Indices into [`Questionnaire::sources`].
    pub sources: Vec<usize>,
}

impl Question {
    /// The options whose bits are set, in order.
    pub fn chosen(&self, bits: u32) -> impl Iterator<Item = &Choice> {
        self.options.iter().enumerate().filter(move |(index, _)| bits & bit(*index) != 0).map(|(_, option)| option)
    }
}

/// How many options may be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Exactly one.
    One,
    /// At least one, and any that may stand together.
    Any,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub text: String,
    pub hint: Option<String>,
    pub says: Option<Stance>,
}

/// What an option says about the question as a whole. Such an option stands alone: "None of these" with a sign beside it
/// is not an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    No,
    NotSure,
}

/// Holds when, for each question named, at least one of the options named was selected. Without entries it always holds.
/// A question that was not asked selects nothing. There is no "not", so that one more selected option
/// never makes a condition fail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Condition(pub Vec<Selected>);

/// Options of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// An index into [`Questionnaire::questions`].
    pub question: usize,
    /// Bit `n` stands for option `n`.
    pub options: u32,
}

/// A result: what it means and what to do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub id: String,
    pub urgency: Urgency,
    pub title: String,
    /// Two sentences.
    pub meaning: String,
    /// The outcome holds if any of its rules holds.
    pub rules: Vec<Rule>,
    /// One of them is [`StepKind::PointOfContact`].
    pub steps: Vec<Step>,
    /// To bring to a visit.
    pub questions: Vec<String>,
    /// Indices into [`Questionnaire::sources`].
    pub sources: Vec<usize>,
}

/// How soon an outcome asks to act; the most cautious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Help is needed now.
    Emergency,
    /// It may be an emergency, and a person helps to decide.
    Person,
    /// A health care professional must be called before any massage.
    BeforeMassage,
    /// A provider must be told before more massage.
    Pause,
    Routine,
}

impl Urgency {
    /// Whether the outcome is shown as soon as it holds, without further questions and without notes. The others are shown
    /// when all questions have been asked.
    pub fn is_at_once(self) -> bool {
        self < Self::Pause
    }
}

/// Why an outcome or a note is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    pub when: Condition,
    /// In words that speak of the answers behind it.
    pub reason: String,
    /// Indices into [`Questionnaire::sources`].
    pub sources: Vec<usize>,
}

/// Something to know besides an outcome that is not shown at once. Shown if any of its rules holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: String,
    pub kind: NoteKind,
    /// Whom it is for; everybody, if none.
    pub respondent: Option<Respondent>,
    pub title: String,
    pub text: String,
    pub link: Option<PageLink>,
    pub rules: Vec<Rule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// What comes before every step of the outcome.
    FirstStep,
    /// A reason to ask before any massage.
    Caution,
    Information,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub kind: StepKind,
    pub text: String,
    pub link: Option<PageLink>,
}

/// Whom a step leads to, so that the page can show the ways to reach them beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// The Veterans Crisis Line.
    CrisisLine,
    /// 911.
    Emergency,
    /// The Whole Health Point of Contact.
    PointOfContact,
    /// The provider or clinic.
    CareTeam,
    /// A page of this site.
    Read,
}

/// The bit that stands for the option or question with this index.
pub fn bit(index: usize) -> u32 {
    1 << index
}
