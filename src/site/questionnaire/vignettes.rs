//! `tests/screen/vignettes.yaml`: invented people, what they answer, and what they must be told.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::screen::{Answers, End, Questionnaire, replay};
use crate::site::diagnostic::{Diagnostic, SourceFile};
use crate::site::yaml;

pub const PATH: &str = "tests/screen/vignettes.yaml";

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vignettes {
    /// The answers of everybody who does not answer otherwise.
    pub otherwise: ById,
    pub vignettes: Vec<Vignette>,
}

/// The ids of options, by the id of their question.
pub type ById = BTreeMap<String, Vec<String>>;

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vignette {
    pub id: u32,
    pub story: String,
    pub answers: ById,
    /// The id of the outcome.
    pub outcome: String,
    /// Every note that shows.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Words of the result.
    #[serde(default)]
    pub says: Vec<String>,
    /// Words that the result does not hold, in small or large letters.
    #[serde(default)]
    pub never: Vec<String>,
}

/// # Errors
/// Everything in the file that does not fit.
pub fn read(file: &SourceFile) -> Result<Vignettes, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    yaml::read(file, 0..file.text.len(), &mut problems).map(|(_, vignettes)| vignettes).ok_or(problems)
}

impl Vignettes {
    /// What somebody answers to each question that they are asked.
    ///
    /// # Errors
    /// A question has no answer, or an answer is none, or is not asked for.
    pub fn answers(&self, questionnaire: &Questionnaire, vignette: &Vignette) -> Result<Answers, String> {
        let Vignette { id: number, answers: own, .. } = vignette;
        let mut answers = Answers::default();
        while let End::Next(question) = replay(questionnaire, &answers).end {
            let id = &questionnaire.questions[question].id;
            let given = own.get(id).or_else(|| self.otherwise.get(id));
            let given = given.ok_or_else(|| format!("vignette {number} does not answer `{id}`"))?;
            let kept = answers.give(questionnaire, id, given);
            kept.map_err(|refusal| {
                format!("vignette {number} answers `{id}` with {}, which is no answer: {refusal:?}", given.join(", "))
            })?;
        }
        let is_asked =
            |id: &&String| questionnaire.question(id).is_some_and(|question| answers.get(question).is_some());
        match own.keys().find(|id| !is_asked(id)) {
            Some(id) => Err(format!("vignette {number} is not asked `{id}`, which it answers")),
            None => Ok(answers),
        }
    }
}
