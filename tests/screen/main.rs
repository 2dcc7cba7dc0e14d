//! The self-screen: its engine, its checks, and everything that is claimed of the real questionnaire.

#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod engine;
mod listing;
mod merging;
mod mutants;
mod problems;
mod real;
mod session;
mod sketch;
mod snapshots;
