//! Yew views: values in, elements out. The same ones make the prerendered page and the page in the browser.

pub mod contact;
pub mod document;
#[cfg(not(target_arch = "wasm32"))]
pub mod frame;
pub mod page;
pub mod screen;
pub mod search;
