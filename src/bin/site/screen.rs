//! What the command says of the self-screen.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use jiff::Zoned;
use serde_json::{Value, json};
use whole_health_guide::screen::paths::TooMany;
use whole_health_guide::screen::{self, Answers, Questionnaire, Questionnaires, Respondent};
use whole_health_guide::site::diagnostic::SourceFile;
use whole_health_guide::site::questionnaire::{self, compare, coverage, diagram, explain, paths, vignettes};
use whole_health_guide::site::{Content, fhir};

use crate::native::{load, print, tell};

#[derive(Subcommand)]
pub enum Screen {
    /// Says how the advice changes from one version of the self-screen to another. It fails if any set of answers leads to
    /// less cautious advice than before.
    Diff {
        /// A `self-screen.yaml`, or the folder that holds the `content` with it.
        old: PathBuf,
        new: PathBuf,
    },
    /// Says what is asked after some answers, the outcome, and of each rule whether it fired and why.
    Explain {
        /// Such as `crisis=no emergency=stroke,headache`, by the ids of questions and options.
        answers: Vec<String>,
        /// Somebody who helps a Veteran answers.
        #[arg(long)]
        helper: bool,
    },
    /// Counts the sets of answers and the vignettes that lead to each outcome, rule and option.
    Coverage,
    /// Lists what answers lead to which outcome.
    Paths {
        /// As comma-separated values, for a spreadsheet, in the words that visitors read.
        #[arg(long)]
        csv: bool,
    },
    /// Draws the flow of the questions as a Mermaid flowchart.
    Diagram,
    /// Prints the self-screen as an HL7 FHIR R4 `Questionnaire` or, with answers, these as a `QuestionnaireResponse`, in JSON.
    Fhir {
        /// Such as `crisis=no emergency=stroke,headache`, by the ids of questions and options.
        answers: Vec<String>,
    },
}

pub fn run(root: &Path, screen: &Screen) -> ExitCode {
    let told = match screen {
        Screen::Diff { old, new } => return diff(old, new),
        Screen::Explain { answers, helper } => explained(root, answers, *helper),
        Screen::Coverage => covered(root),
        Screen::Paths { csv } => listed(root, *csv),
        Screen::Diagram => version(root).map(|both| diagram::mermaid(&both.for_veteran)),
        Screen::Fhir { answers } => load(root, false).and_then(|content| fhir(&content, root, answers)),
    };
    match told {
        Some(text) => print(&text),
        None => ExitCode::FAILURE,
    }
}

fn diff(old: &Path, new: &Path) -> ExitCode {
    let (Some(old), Some(new)) = (version(old), version(new)) else { return ExitCode::FAILURE };
    match screen::diff::diff(&old.for_veteran, &new.for_veteran) {
        Ok(difference) => {
            let printed = print(&compare::report(&difference));
            if difference.is_less_cautious() { ExitCode::FAILURE } else { printed }
        }
        Err(TooMany) => {
            too_many();
            ExitCode::FAILURE
        }
    }
}

fn too_many() {
    eprintln!("error: there are too many different sets of answers to try each of them");
}

fn explained(root: &Path, answers: &[String], helper: bool) -> Option<String> {
    let both = version(root)?;
    let questionnaire = both.of(if helper { Respondent::Helper } else { Respondent::Veteran });
    Some(explain::report(questionnaire, &given(questionnaire, answers)?))
}

fn given(questionnaire: &Questionnaire, answers: &[String]) -> Option<Answers> {
    let refused = |problems: Vec<String>| problems.iter().for_each(|problem| eprintln!("error: {problem}"));
    explain::answers(questionnaire, answers).map_err(refused).ok()
}

fn covered(root: &Path) -> Option<String> {
    let questionnaire = version(root)?.for_veteran;
    let path = root.join(vignettes::PATH);
    let given = match path.exists() {
        true => {
            let people = vignettes::read(&source(&path)?).map_err(|problems| tell(&problems)).ok()?;
            let given = people.vignettes.iter().map(|vignette| people.answers(&questionnaire, vignette));
            given.collect::<Result<Vec<_>, _>>().map_err(|problem| eprintln!("error: {problem}")).ok()?
        }
        false => Vec::new(),
    };
    let counts = screen::coverage::coverage(&questionnaire, &given).map_err(|TooMany| too_many()).ok()?;
    Some(coverage::report(&questionnaire, &counts, !given.is_empty()))
}

fn listed(root: &Path, csv: bool) -> Option<String> {
    let paths = paths::Paths::new(&version(root)?.for_veteran).map_err(|TooMany| too_many()).ok()?;
    Some(if csv { paths.csv() } else { paths.table() })
}

fn fhir(content: &Content, root: &Path, answers: &[String]) -> Option<String> {
    let questionnaire = content.questionnaires.as_ref().map(|both| &both.for_veteran);
    let resource = match questionnaire.filter(|_| !answers.is_empty()) {
        Some(questionnaire) => {
            let today = Zoned::now().date().to_string();
            json!(screen::fhir::response(questionnaire, &given(questionnaire, answers)?, &today))
        }
        None => form(content, root).map_err(|message| eprintln!("error: {message}")).ok()?,
    };
    if content.settings.address.is_none() {
        eprintln!("note: content/site.yaml names no address, so the Questionnaire has no url and its codes no system");
    }
    Some(format!("{resource:#}\n"))
}

/// The self-screen as a FHIR `Questionnaire`.
pub fn form(content: &Content, root: &Path) -> Result<Value, String> {
    let path = root.join(questionnaire::PATH);
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let reviewed_on = questionnaire::last_reviewed(&SourceFile::new(questionnaire::PATH, text));
    let reviewed_on = reviewed_on.ok_or_else(|| format!("{} names no review", path.display()))?;
    fhir::resource(content, reviewed_on).map_err(|reason| reason.to_string())
}

/// A version of the self-screen, or nothing after its problems have been told.
fn version(path: &Path) -> Option<Questionnaires> {
    let path = if path.is_dir() { path.join(questionnaire::PATH) } else { path.to_owned() };
    compare::version(&source(&path)?).map_err(|problems| tell(&problems)).ok()
}

fn source(path: &Path) -> Option<SourceFile> {
    let told = |error| eprintln!("error: {} cannot be read: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(told).ok()?;
    Some(SourceFile::new(path.display().to_string(), text))
}
