//! The state machine of the running app: events in, effects out, in a browser that is made of values.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../content_day/mod.rs"]
mod content_day;
mod random;
mod tables;
mod world;
