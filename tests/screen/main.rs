//! The self-screen: its engine, its checks, and everything that is claimed of the real questionnaire.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Arguments;
use std::io::Write;

mod answers;
mod clinician;
#[path = "../content_day/mod.rs"]
mod content_day;
mod diff;
mod edit;
mod engine;
mod fhir;
#[path = "../browser/harness.rs"]
#[allow(dead_code, reason = "not all that tests of the site need is needed here")]
mod harness;
#[path = "../installed/mod.rs"]
mod installed;
mod lforms;
mod listing;
mod merging;
mod mutants;
mod problems;
mod real;
mod session;
mod sketch;
mod snapshots;
mod vignettes;

/// Says what was counted. The test runner keeps what a passing test prints to itself, but not what it writes.
fn tell(what: Arguments) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
