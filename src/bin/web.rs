//! The wasm app.

fn main() {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(whole_health_guide::app::start());
}
