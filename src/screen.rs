//! The self-screen as values: its questions, its rules and its words, and what follows from a set of answers.
//!
//! It names no Yew, no DOM, no file and no clock. A [`Questionnaire`] is resolved and checked natively from
//! `content/self-screen.yaml`; the browser reads the same value as data. The state of a self-screen is its [`Answers`]
//! alone: what is asked, what comes next and the advice are recomputed from them by [`replay`].
//!
//! - [`answers`]: one answer, all answers, and why an answer given from outside is refused.
//! - [`mod@replay`]: answers to questions asked, the next one, and the advice with its reasons.
//! - [`session`]: a visitor's answers, and the places that they lead through.
//! - [`paths`]: every set of answers that rules can tell apart.
//! - [`check`]: what must hold of a whole questionnaire.
//! - `diff`, native only: what changes from one version to another.

use serde::{Deserialize, Serialize};

use crate::document::Source;
use crate::page::PageLink;

pub mod answers;
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod diff;
pub mod paths;
pub mod replay;
pub mod session;
mod wording;

pub use answers::{Answer, Answers, Given, Refusal};
pub use replay::{Advice, Change, ChangeKind, End, Reason, Replay, ShownNote, Then, replay};
pub use session::{Place, Session};
pub use wording::{BlankWording, ResultWording, SheetWording, Wording};

/// The whole self-screen. Questions, options, outcomes and rules stand in the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// At most [`Questionnaire::MOST_QUESTIONS`].
    pub questions: Vec<Question>,
    /// The first with a rule that holds is the result. Those that are not [`Urgency::Routine`] come first. The last also
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
    /// Whether it may be left without an answer, as [`Answer::Skipped`].
    pub may_skip: bool,
    /// Asked when this holds of the answers before it. It is FHIR's `enableWhen` with `enableBehavior` `all`, each entry
    /// one `=` per option, repeated with `any`.
    pub ask_when: Condition,
    pub kind: Kind,
    /// Indices into [`Questionnaire::sources`].
    pub sources: Vec<usize>,
}

impl Question {
    /// The options to choose from; none for a scale.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::One(options) | Kind::Any { options, .. } => options,
            Kind::Scale { .. } => &[],
        }
    }

    /// The options whose bits are set, in order.
    pub fn chosen(&self, bits: u32) -> impl Iterator<Item = &Choice> {
        self.options().iter().enumerate().filter(move |(index, _)| bits & bit(*index) != 0).map(|(_, option)| option)
    }
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// Exactly one option.
    #[serde(rename = "choose_one")]
    One(Vec<Choice>),
    /// Any options that may stand together.
    #[serde(rename = "choose_any")]
    Any {
        options: Vec<Choice>,
        /// The words for an answer with no option selected. Without them, at least one must be selected.
        nothing: Option<String>,
    },
    /// A whole number from 0 to 10: the Numeric Pain Rating Scale as CDI 00036 defines it.
    #[serde(rename = "scale")]
    Scale { lowest: String, highest: String },
}

impl Kind {
    pub const SCALE_END: u8 = 10;
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
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
/// A question that was not asked, or was skipped, selects nothing. There is no "not", so that one more selected option
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Help is needed now. Shown at once.
    Emergency,
    /// A health care professional must be asked before any massage. Shown at once.
    BeforeMassage,
    /// Shown when all questions have been asked.
    Routine,
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

/// Something to know besides the outcome. Shown if any of its rules holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: String,
    pub kind: NoteKind,
    pub title: String,
    pub text: String,
    pub link: Option<PageLink>,
    pub rules: Vec<Rule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
