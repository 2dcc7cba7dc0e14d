//! `content/self-screen.yaml`: read, resolved into [`Questionnaires`] and checked, with a place for every problem.
//!
//! - [`file`]: what the file holds, as it is written; its JSON Schema helps an editor.
//! - [`resolve`]: ids become indices and bits; what names nothing is a problem.
//! - [`words`]: its texts.
//! - [`compare`]: what changes from one version to another, in words.
//! - [`explain`]: why a set of answers leads where it does, in words.
//! - [`coverage`]: what sets of answers lead to each rule, option and outcome, in words.
//! - [`paths`]: what answers lead to which outcome, as a tree, a table or CSV.
//! - [`diagram`]: the flow as a Mermaid flowchart.
//! - [`vignettes`]: invented people who answer it.
//! - [`soundness`]: what [`check`](crate::screen::check) finds, in words.

use jiff::civil::Date;

use super::diagnostic::{Diagnostic, SourceFile};
use super::fhir;
use super::rule::{Level, Rule};
use super::sources::Sources;
use super::yaml::{self, Node};
use crate::screen::{Kind, Questionnaires};
use file::SelfScreen;
use resolve::Resolve;

pub mod compare;
pub mod coverage;
pub mod diagram;
pub mod explain;
pub mod file;
pub mod paths;
mod resolve;
mod reviews;
mod soundness;
mod table;
pub mod vignettes;
mod words;

pub const PATH: &str = "content/self-screen.yaml";

/// What the self-screen may refer to, and the day that review dates are held against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// None if they could not be read; then no id is reported as unknown.
    pub sources: Option<&'a Sources>,
    /// The names of the pages.
    pub pages: &'a [String],
    pub today: Date,
}

/// Reads the self-screen. Nothing is returned if it has an error.
pub fn parse(file: &SourceFile, known: Known, problems: &mut Vec<Diagnostic>) -> Option<Questionnaires> {
    let before = problems.len();
    let (node, screen) = yaml::read::<SelfScreen>(file, 0..file.text.len(), problems)?;
    let place = Place { file, node: &node };
    words::check(place, &screen.personal_words, problems);
    reviews::check(place, &screen, known, problems);
    let mut questionnaires = Resolve::new(place, known, problems).questionnaires(&screen)?;
    let version = fhir::version(&questionnaires.for_veteran, reviews::latest(&screen)?);
    questionnaires.for_veteran.version.clone_from(&version);
    questionnaires.for_helper.version = version;
    soundness::check(place, &questionnaires.for_veteran, problems);
    let is_sound = problems[before..].iter().all(|problem| problem.level != Level::Error);
    is_sound.then_some(questionnaires)
}

/// The day of the latest review of any entry, if the file can be read and has one.
pub fn last_reviewed(file: &SourceFile) -> Option<Date> {
    let (_, screen) = yaml::read::<SelfScreen>(file, 0..file.text.len(), &mut Vec::new())?;
    reviews::latest(&screen)
}

/// The JSON Schema of the file, for an editor's own program to complete and check it with.
pub fn schema() -> String {
    yaml::schema_of::<SelfScreen>()
}

/// The path to the options of a question.
fn option_list(question: usize, kind: Kind) -> String {
    let list = match kind {
        Kind::One => "choose_one",
        Kind::Any => "choose_any",
    };
    format!("questions/{question}/answers/{list}")
}

/// Where values stand in the file.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a SourceFile,
    node: &'a Node,
}

impl Place<'_> {
    /// A problem with the value at `path`, such as `questions/3/id`.
    fn problem(&self, rule: Rule, path: &str, message: impl Into<String>) -> Diagnostic {
        let path: Vec<&str> = path.split('/').collect();
        self.file.problem(rule, self.node.place(&path), message)
    }

    /// A problem with the key at the end of `path`.
    fn problem_with_key(&self, rule: Rule, path: &str, message: impl Into<String>) -> Diagnostic {
        let path: Vec<&str> = path.split('/').collect();
        self.file.problem(rule, self.node.key_place(&path), message)
    }
}
