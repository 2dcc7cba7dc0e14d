//! The commands, and how each ends.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::Zoned;
use whole_health_guide::site::build::{self, Target};
use whole_health_guide::site::diagnostic::Diagnostic;
use whole_health_guide::site::prerender::Shell;
use whole_health_guide::site::{self, Content, output, package, quality, report};

use crate::screen::{self, Screen};

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
    Check {
        /// For people, for programs, or for GitHub to show beside the lines of a pull request.
        #[arg(long, default_value = "text")]
        format: Format,
    },
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

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Github,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Profile {
    Debug,
    Release,
}

pub fn run() -> ExitCode {
    let Arguments { root, command } = Arguments::parse();
    match command {
        Command::Check { format } => check(&root, format),
        Command::Screen(screen) => screen::run(&root, &screen),
        Command::Quality => scored(&root),
        Command::Package { out } => packed(&root, &out),
        Command::Build { out, base, profile } => built(&root, &out, base, profile == Profile::Debug),
    }
}

/// What people read goes where messages go; what programs read, where output goes.
fn check(root: &Path, format: Format) -> ExitCode {
    let loaded = site::load(root, Zoned::now().date());
    let printed = match format {
        Format::Text => {
            tell(&loaded.diagnostics);
            ExitCode::SUCCESS
        }
        Format::Json => print(&report::json(&loaded.diagnostics)),
        Format::Github => print(&report::github(&loaded.diagnostics)),
    };
    if loaded.accepted().is_some() { printed } else { ExitCode::FAILURE }
}

fn scored(root: &Path) -> ExitCode {
    let Some(content) = load(root, false) else { return ExitCode::FAILURE };
    print(&quality::report(&quality::scores(&content)))
}

fn packed(root: &Path, out: &Path) -> ExitCode {
    let Some(content) = load(root, false) else { return ExitCode::FAILURE };
    done(pack(&content, root, out))
}

fn pack(content: &Content, root: &Path, out: &Path) -> Result<(), String> {
    let files = package::files(content, &screen::form(content, root)?).ok_or("the site has no self-screen")?;
    output::write(out, &files).map_err(|(path, error)| format!("{} cannot be written: {error}", path.display()))
}

fn built(root: &Path, out: &Path, base: String, preview: bool) -> ExitCode {
    let Some(content) = load(root, preview) else { return ExitCode::FAILURE };
    done(build(&content, out, base, preview))
}

fn done(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Who reads only the beginning, such as `head`, closes the pipe before all is written, and that is no failure.
pub fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("error: the output cannot be written: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

pub fn tell(problems: &[Diagnostic]) {
    let report = report::render(problems, io::stderr().is_terminal());
    // Where nobody reads messages, there is nobody to tell that they cannot be written.
    let _ = io::stderr().write_all(report.as_bytes());
}

/// The content, after every problem of it has been told.
pub fn load(root: &Path, is_draft: bool) -> Option<Content> {
    let loaded = site::load(root, Zoned::now().date());
    let loaded = if is_draft { loaded.draft() } else { loaded };
    tell(&loaded.diagnostics);
    loaded.accepted()
}

fn build(content: &Content, out: &Path, base: String, preview: bool) -> Result<(), String> {
    if !(base.starts_with('/') && base.ends_with('/')) {
        return Err(format!("the base `{base}` must begin and end with a slash, such as /massage/"));
    }
    let path = out.join("index.html");
    let html = std::fs::read_to_string(&path)
        .map_err(|error| format!("the shell {} cannot be read ({error}); `make build` makes it", path.display()))?;
    let shell = Shell::new(&html)
        .map_err(|part| format!("{} has no {part}, or nothing in it; `make build` makes it anew", path.display()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    let assets = output::assets(out).map_err(|(path, error)| format!("{} cannot be read: {error}", path.display()))?;
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
