//! The built site in a real browser: what only a browser can show.
#![cfg(not(target_arch = "wasm32"))]

mod harness;
mod reading;
mod screen;
mod search;
mod walk;
