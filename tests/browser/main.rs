//! The built site in a real browser: what only a browser can show.
#![cfg(not(target_arch = "wasm32"))]

mod access;
mod embedding;
mod faults;
mod harness;
mod keyboard;
mod look;
mod pages;
mod reading;
mod screen;
mod search;
mod shift;
mod tree;
mod walk;
mod worksheets;
