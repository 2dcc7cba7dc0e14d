//! What `content/self-screen.yaml` holds, as it is written: questions, options and sources go by their ids.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::screen::{Kind, NoteKind, StepKind, Urgency, Wording};

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
    pub wording: Wording,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    /// A short name for lists of answers.
    pub label: String,
    /// The question itself.
    pub text: String,
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// What to do when it was not answered.
    pub error: String,
    /// Whether it may be skipped. No outcome may depend on such a question.
    #[serde(default)]
    pub may_skip: bool,
    /// Which earlier answers it is asked for; always, if left out.
    pub ask_when: Option<When>,
    pub answers: Kind,
    /// Ids of sources.yaml.
    pub sources: Vec<String>,
    /// The day it was last read against its sources.
    #[schemars(required, extend("format" = "date"))]
    pub reviewed_on: Option<String>,
    /// The day by which that must happen again.
    #[schemars(required, extend("format" = "date"))]
    pub review_by: Option<String>,
}

/// For each question named, the answers of which at least one must be selected.
pub type When = BTreeMap<String, Vec<String>>;

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub id: String,
    /// Shown at once, before other questions, unless `routine`.
    pub urgency: Urgency,
    pub title: String,
    /// What it means, in two sentences.
    pub meaning: String,
    /// Any of them leads to the outcome.
    pub rules: Vec<Rule>,
    /// What to do next; one of them must be of the kind `point-of-contact`.
    pub steps: Vec<Step>,
    /// Questions to bring to a visit.
    pub questions: Vec<String>,
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
    pub text: String,
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
    /// `caution` for a reason to ask before any massage.
    pub kind: NoteKind,
    pub title: String,
    pub text: String,
    pub link: Option<Link>,
    /// Any of them shows the note.
    pub rules: Vec<Rule>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub when: When,
    /// Why, in words that speak of the answers behind it.
    pub reason: String,
    /// Ids of sources.yaml.
    pub sources: Vec<String>,
    /// The day it was last read against its sources.
    #[schemars(required, extend("format" = "date"))]
    pub reviewed_on: Option<String>,
    /// The day by which that must happen again.
    #[schemars(required, extend("format" = "date"))]
    pub review_by: Option<String>,
}
