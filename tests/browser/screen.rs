//! The self-screen in a browser: every way through it, and what it must never leave behind.

mod history;
pub mod outcomes;
mod privacy;
mod questions;
mod spoken;
mod start;
pub mod visit;
