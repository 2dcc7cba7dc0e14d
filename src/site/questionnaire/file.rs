//! What `content/self-screen.yaml` holds, as it is written: questions, options and sources go by their ids.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::screen::{self, NoteKind, Respondent, Stance, StepKind, Urgency, Wording};

/// The self-screen: questions, outcomes and notes, each with its rules, and all words.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfScreen {
    /// Asked from top to bottom.
    pub questions: Vec<Question>,
    /// The first with a rule that holds is the result. The urgent ones come first.
    pub outcomes: Vec<Outcome>,
    /// Shown below the result, each one of which a rule holds.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Words such as "you", which mean another person when somebody helps a Veteran: a text with one is written twice.
    pub personal_words: Vec<String>,
    pub wording: Wording,
}

/// A text for visitors: the same for everybody, or one for a Veteran and one for somebody who helps a Veteran.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields, expecting = "write a text, or `veteran` and `helper` with a text each")]
pub enum Words {
    Same(String),
    Each { veteran: String, helper: String },
}

impl Words {
    pub fn to(&self, respondent: Respondent) -> &str {
        match (self, respondent) {
            (Self::Same(words), _) => words,
            (Self::Each { veteran, .. }, Respondent::Veteran) => veteran,
            (Self::Each { helper, .. }, Respondent::Helper) => helper,
        }
    }
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    /// A short name for lists of answers.
    pub label: String,
    /// The question itself.
    pub text: Words,
    pub hint: Option<Words>,
    /// Why it is asked.
    pub why: Words,
    /// What to do when it was not answered.
    pub error: Words,
    /// Which earlier answers it is asked for; always, if left out.
    pub ask_when: Option<When>,
    pub answers: Answers,
    /// Ids of sources.yaml.
    pub sources: Vec<String>,
    /// The day it was last read against its sources.
    #[schemars(required, extend("format" = "date"))]
    pub reviewed_on: Option<String>,
    /// The day by which that must happen again.
    #[schemars(required, extend("format" = "date"))]
    pub review_by: Option<String>,
}

/// What can be answered.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum Answers {
    /// Exactly one option.
    #[serde(rename = "choose_one")]
    One(Vec<Choice>),
    /// Any options that may stand together.
    #[serde(rename = "choose_any")]
    Any(Vec<Choice>),
}

impl Answers {
    pub fn kind(&self) -> screen::Kind {
        match self {
            Self::One(_) => screen::Kind::One,
            Self::Any(_) => screen::Kind::Any,
        }
    }

    pub fn options(&self) -> &[Choice] {
        match self {
            Self::One(options) | Self::Any(options) => options,
        }
    }
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub text: Words,
    pub hint: Option<Words>,
    /// What it says about the question as a whole; then it stands alone.
    pub says: Option<Stance>,
}

/// For each question named, the answers of which at least one must be selected.
pub type When = BTreeMap<String, Vec<String>>;

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub id: String,
    /// Shown at once, before other questions, unless `pause` or `routine`.
    pub urgency: Urgency,
    pub title: Words,
    /// What it means, in two sentences.
    pub meaning: Words,
    /// Any of them leads to the outcome.
    pub rules: Vec<Rule>,
    /// What to do next; one of them must be of the kind `point-of-contact`.
    pub steps: Vec<Step>,
    /// Questions to bring to a visit.
    pub questions: Vec<Words>,
    /// Ids of sources.yaml.
    pub sources: Vec<String>,
    /// The day it was last read against its sources.
    #[schemars(required, extend("format" = "date"))]
    pub reviewed_on: Option<String>,
    /// The day by which that must happen again.
    #[schemars(required, extend("format" = "date"))]
    pub review_by: Option<String>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Whom it leads to.
    pub kind: StepKind,
    pub text: Words,
    pub link: Option<Link>,
}

/// A link to a page of this site.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The name of its file in content/pages, without `.md`.
    pub page: String,
    pub text: String,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub id: String,
    /// `caution` for a reason to ask before any massage, `first-step` for what comes before the steps of the outcome.
    pub kind: NoteKind,
    /// Whom it is for; everybody, if left out.
    pub respondent: Option<Respondent>,
    pub title: Words,
    pub text: Words,
    pub link: Option<Link>,
    /// Any of them shows the note.
    pub rules: Vec<Rule>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    /// Always, if left out.
    pub when: Option<When>,
    /// More answers that must be there as well, such as a second one to a question that `when` names.
    pub and: Option<When>,
    /// Why, in words that speak of the answers behind it.
    pub reason: Words,
    /// Ids of sources.yaml.
    pub sources: Vec<String>,
    /// The day it was last read against its sources.
    #[schemars(required, extend("format" = "date"))]
    pub reviewed_on: Option<String>,
    /// The day by which that must happen again.
    #[schemars(required, extend("format" = "date"))]
    pub review_by: Option<String>,
}
