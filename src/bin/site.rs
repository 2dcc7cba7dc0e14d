//! The native tool: checks the content, and builds the site from it.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::io::IsTerminal;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use clap::{Parser, Subcommand, ValueEnum};
    use jiff::Zoned;
    use serde_json::{Value, json};
    use whole_health_guide::screen::paths::TooMany;
    use whole_health_guide::screen::{self, Answers, Questionnaire, Questionnaires, Respondent};
    use whole_health_guide::site::build::{self, Target};
    use whole_health_guide::site::diagnostic::{Diagnostic, SourceFile};
    use whole_health_guide::site::prerender::Shell;
    use whole_health_guide::site::questionnaire::{self, compare, coverage, diagram, explain, paths, vignettes};
    use whole_health_guide::site::{self, Content, fhir, output, package, quality, report};

    #[derive(Parser)]
    #[command(about = "Checks and builds the Whole Health Guide")]
    struct Arguments {
        /// The folder that holds `content` and `static`.
        #[arg(long, default_value = ".")]
        root: PathBuf,
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Lists every problem of the content, with its place and what to do.
        Check,
        /// Says what the self-screen does.
        #[command(subcommand)]
        Screen(Screen),
        /// Scores every page by PEMAT-P and the Clear Communication Index, and lists what each misses.
        Quality,
        /// Writes the files of the npm package that are made from content and from types. `make package` calls it.
        Package {
            /// The folder of the package.
            #[arg(long)]
            out: PathBuf,
        },
        /// Renders every page into the shell that trunk has written. Trunk calls it with the settings in the environment.
        Build {
            /// The folder that holds the shell, `index.html`, and receives the pages.
            #[arg(long, env = "TRUNK_STAGING_DIR")]
            out: PathBuf,
            /// The folder that the site is served from, as in an address.
            #[arg(long, env = "TRUNK_PUBLIC_URL", default_value = "/")]
            base: String,
            /// A debug build is a preview: it may reload itself, and nothing is compressed.
            #[arg(long, env = "TRUNK_PROFILE", default_value = "release")]
            profile: Profile,
        },
    }

    #[derive(Subcommand)]
    enum Screen {
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

    #[derive(Clone, Copy, PartialEq, ValueEnum)]
    enum Profile {
        Debug,
        Release,
    }

    pub fn run() -> ExitCode {
        let Arguments { root, command } = Arguments::parse();
        if let Command::Screen(screen) = &command {
            let told = match screen {
                Screen::Diff { old, new } => return diff(old, new),
                Screen::Explain { answers, helper } => explained(&root, answers, *helper),
                Screen::Coverage => covered(&root),
                Screen::Paths { csv } => listed(&root, *csv),
                Screen::Diagram => version(&root).map(|both| diagram::mermaid(&both.for_veteran)),
                Screen::Fhir { answers } => load(&root, false).and_then(|content| fhir(&content, &root, answers)),
            };
            return match told {
                Some(text) => {
                    print!("{text}");
                    ExitCode::SUCCESS
                }
                None => ExitCode::FAILURE,
            };
        }
        let is_draft = matches!(command, Command::Build { profile: Profile::Debug, .. });
        let Some(content) = load(&root, is_draft) else { return ExitCode::FAILURE };
        let done = match command {
            Command::Check | Command::Screen(_) => Ok(()),
            Command::Quality => {
                print!("{}", quality::report(&quality::scores(&content)));
                Ok(())
            }
            Command::Package { out } => packed(&content, &root, &out),
            Command::Build { out, base, profile } => build(&content, &out, base, profile == Profile::Debug),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("error: {message}");
                ExitCode::FAILURE
            }
        }
    }

    fn diff(old: &Path, new: &Path) -> ExitCode {
        let (Some(old), Some(new)) = (version(old), version(new)) else { return ExitCode::FAILURE };
        match screen::diff::diff(&old.for_veteran, &new.for_veteran) {
            Ok(difference) => {
                print!("{}", compare::report(&difference));
                if difference.is_less_cautious() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
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
                let people = vignettes::read(&source(&path)?).map_err(tell).ok()?;
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
            None => self_screen(content, root).map_err(|message| eprintln!("error: {message}")).ok()?,
        };
        if content.settings.address.is_none() {
            eprintln!(
                "note: content/site.yaml names no address, so the Questionnaire has no url and its codes no system"
            );
        }
        Some(format!("{resource:#}\n"))
    }

    fn self_screen(content: &Content, root: &Path) -> Result<Value, String> {
        let path = root.join(questionnaire::PATH);
        let text =
            std::fs::read_to_string(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let reviewed_on = questionnaire::last_reviewed(&SourceFile::new(questionnaire::PATH, text));
        let reviewed_on = reviewed_on.ok_or_else(|| format!("{} names no review", path.display()))?;
        fhir::resource(content, reviewed_on).map_err(|reason| reason.to_string())
    }

    fn packed(content: &Content, root: &Path, out: &Path) -> Result<(), String> {
        let files = package::files(content, &self_screen(content, root)?).ok_or("the site has no self-screen")?;
        output::write(out, &files).map_err(|(path, error)| format!("{} cannot be written: {error}", path.display()))
    }

    /// A version of the self-screen, or nothing after its problems have been told.
    fn version(path: &Path) -> Option<Questionnaires> {
        let path = if path.is_dir() { path.join(questionnaire::PATH) } else { path.to_owned() };
        compare::version(&source(&path)?).map_err(tell).ok()
    }

    fn source(path: &Path) -> Option<SourceFile> {
        let told = |error| eprintln!("error: {} cannot be read: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(told).ok()?;
        Some(SourceFile::new(path.display().to_string(), text))
    }

    fn tell(problems: Vec<Diagnostic>) {
        eprint!("{}", report::render(&problems, std::io::stderr().is_terminal()));
    }

    /// The content, after every problem of it has been told.
    fn load(root: &Path, is_draft: bool) -> Option<Content> {
        let loaded = site::load(root, Zoned::now().date());
        let loaded = if is_draft { loaded.draft() } else { loaded };
        eprint!("{}", report::render(&loaded.diagnostics, std::io::stderr().is_terminal()));
        loaded.accepted()
    }

    fn build(content: &Content, out: &Path, base: String, preview: bool) -> Result<(), String> {
        if !(base.starts_with('/') && base.ends_with('/')) {
            return Err(format!("the base `{base}` must begin and end with a slash, such as /massage/"));
        }
        let path = out.join("index.html");
        let html = std::fs::read_to_string(&path)
            .map_err(|error| format!("the shell {} cannot be read ({error}); `make build` makes it", path.display()))?;
        let shell = Shell::new(&html).map_err(|part| {
            format!("{} has no {part}, or nothing in it; `make build` makes it anew", path.display())
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
        let assets =
            output::assets(out).map_err(|(path, error)| format!("{} cannot be read: {error}", path.display()))?;
        let files = runtime.block_on(build::files(content, shell, &Target { base, preview, assets }));
        let compressed = |()| if preview { Ok(()) } else { output::compress(out) };
        output::write(out, &files)
            .and_then(compressed)
            .map_err(|(path, error)| format!("{} cannot be written: {error}", path.display()))?;
        if !preview {
            eprint!("{}", report::reading(&content.reading));
        }
        eprintln!("{} pages in {}", content.pages.len(), out.display());
        if content.settings.address.is_none() {
            eprintln!(
                "note: content/site.yaml names no address, so pages have no canonical link and the site map no origin"
            );
        }
        Ok(())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
