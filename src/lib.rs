//! Whole Health Guide: a patient-education site, prerendered from Markdown, with a self-screen that runs in the page.
//!
//! In reading order:
//! - [`document`], [`page`], [`guide`]: the content as plain values.
//! - [`data`]: how the browser reads those values.
//! - [`screen`]: the self-screen: its questionnaire, its answers and what follows from them. It names no Yew, no DOM, no
//!   file and no clock.
//! - [`api`]: the self-screen for other programs, as plain values.
//! - [`search`]: which sections hold the words that a visitor looks for.
//! - [`navigation`]: which page and step is shown, and why: events in, effects out. As pure as the self-screen.
//! - [`view`]: Yew views of those values, the same for the prerendered page and the one in the browser.
//! - `site`, native only: reads `content/`, reports every problem, writes the pages.
//! - `app`, `browser` and `memory`, wasm only: what does in the page what the navigation says, the one place that touches the
//!   DOM, history and focus, and memory that is overwritten when it is let go of.

pub mod api;
#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod data;
pub mod document;
pub mod guide;
#[cfg(target_arch = "wasm32")]
mod memory;
pub mod navigation;
pub mod page;
pub mod route;
pub mod screen;
pub mod search;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
pub mod view;
