//! The README's pictures, taken from the built site. Run by `make pictures`.

use std::fs;

use serde_json::{Value, json};

#[path = "../tests/browser/harness.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod harness;

use harness::{Browser, Build, serve};

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let site = serve(Build::Root).await;
    fs::create_dir_all("docs").expect("the folder can be made");
    for (name, width, height, scheme, path) in [
        ("phone-light", 360, 740, "light", "/"),
        ("phone-dark", 360, 740, "dark", "/what-to-expect/"),
        ("desktop-light", 1280, 800, "light", "/get-started/"),
        ("desktop-dark", 1280, 800, "dark", "/safety/"),
    ] {
        let browser = Browser::open().await;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await;
        browser.goto(&format!("{site}{path}")).await;
        let picture = browser.devtools("Page.captureScreenshot", json!({ "format": "png" })).await;
        let bytes =
            browser.run(&format!("return [...atob({})].map((byte) => byte.charCodeAt(0))", picture["data"])).await;
        let bytes: Vec<u8> =
            bytes.as_array().into_iter().flatten().filter_map(Value::as_u64).map(|byte| byte as u8).collect();
        fs::write(format!("docs/{name}.png"), bytes).expect("the picture can be written");
        browser.close().await;
    }
}
