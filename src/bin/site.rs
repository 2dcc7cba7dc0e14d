//! The native tool: checks the content, and builds the site from it.

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::io::IsTerminal;
    use std::path::PathBuf;
    use std::process::ExitCode;

    use clap::{Parser, Subcommand};
    use jiff::Zoned;
    use whole_health_guide::site::{self, report};

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
    }

    pub fn run() -> ExitCode {
        let Arguments { root, command } = Arguments::parse();
        match command {
            Command::Check => check(&root),
        }
    }

    fn check(root: &std::path::Path) -> ExitCode {
        let loaded = site::load(root, Zoned::now().date());
        eprint!("{}", report::render(&loaded.diagnostics, std::io::stderr().is_terminal()));
        if loaded.content.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
