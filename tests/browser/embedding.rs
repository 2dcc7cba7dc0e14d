//! The examples of `docs/embedding.md` do what they say, each written out as a reader would: a code block names its file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use axum::Router;
use serde_json::json;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::harness::Browser;

#[path = "../installed/mod.rs"]
mod installed;

/// The files of an example, with the package that `make test` has built below `place`.
fn example(name: &str, place: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embedding").join(name);
    let _ = fs::remove_dir_all(&folder);
    let text = fs::read_to_string(root.join("docs/embedding.md")).expect("the document is there");
    let mut written = 0;
    for block in text.split("\n```").filter(|block| !block.starts_with('\n')) {
        let Some((head, code)) = block.split_once('\n') else { continue };
        let Some(file) = head.split_once(&format!(" {name}/")).map(|(_, file)| file) else { continue };
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join(file), code).expect("a file can be written");
        written += 1;
    }
    assert!(written > 0, "the document has no example {name}");
    let [from, to] = [root.join("target/tested/package"), folder.join(place)];
    assert!(from.exists(), "{} is not built; run `make test`", from.display());
    fs::create_dir_all(&to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("the package can be read") {
        let file = file.expect("it has files");
        fs::copy(file.path(), to.join(file.file_name())).expect("a file can be copied");
    }
    folder
}

async fn serve(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a local port is free");
    let address = listener.local_addr().expect("a bound listener has an address");
    let files = Router::new().fallback_service(ServeDir::new(folder));
    tokio::spawn(async move { axum::serve(listener, files).await });
    format!("http://{address}")
}

/// Runs a tool of `tests/embedding/package.json` in a folder.
fn tool(name: &str, arguments: &[&str], folder: &Path) {
    let command = installed::folder("embedding/node_modules").join(".bin").join(name);
    let output = Command::new(command).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{name} does not run: {error}"));
    let [said, complained] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{said}{complained}");
}

#[tokio::test]
async fn the_page_without_tools_asks_and_advises() {
    let site = serve(example("script-tag", "whole-health-guide")).await;
    let browser = Browser::open().await;
    browser.goto(&site).await;
    browser.wait_for("return document.querySelector('fieldset') !== null").await;
    let ways = "return [...document.querySelectorAll('aside a')].map((link) => link.getAttribute('href')).slice(0, 4)";
    let expected = ["tel:988", "sms:838255", "https://www.veteranscrisisline.net/get-help-now/chat/", "tel:911"];
    assert_eq!(browser.run(ways).await, json!(expected));
    browser.run("document.querySelector('button').click()").await;
    let told = browser.text("return document.querySelector('[role=alert]').textContent").await;
    assert_eq!(told, "Select yes, no, or I'm not sure.");
    // The last option of each question, until there is a result.
    let answer = "const inputs = document.querySelectorAll('input');
        if (inputs.length) { inputs[inputs.length - 1].click(); document.querySelector('button').click(); }
        return document.querySelector('article h1') !== null";
    browser.wait_for(answer).await;
    browser.wait_for_heading("Get support right now").await;
    assert!(browser.run("return document.querySelectorAll('article ol li').length").await.as_u64() > Some(1));
    let requests = browser.requests().await;
    assert!(requests.iter().all(|address| address.starts_with(&site)), "{requests:?}");
    assert_eq!(browser.console().await.iter().filter(|line| !line.contains("favicon")).count(), 0);
    browser.close().await;
}

#[tokio::test]
async fn the_page_built_with_vite_advises() {
    let folder = example("vite", "node_modules/whole-health-guide");
    let strict = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
    tool("tsc", &[&strict[..], &["--lib", "es2022,dom", "main.ts"]].concat(), &folder);
    tool("vite", &["build"], &folder);
    let site = serve(folder.join("dist")).await;
    let browser = Browser::open().await;
    browser.goto(&site).await;
    browser.wait_for_heading("Get support right now").await;
    assert!(browser.run("return document.querySelectorAll('ol li').length").await.as_u64() > Some(1));
    browser.close().await;
}

#[test]
fn the_script_in_node_asks_and_prints_the_sheet() {
    let folder = example("node", "node_modules/whole-health-guide");
    let mut child = Command::new("node")
        .arg("self-screen.mjs")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    // An answer that is none, then one that is urgent.
    child.stdin.take().expect("it listens").write_all(b"9\n1\n").expect("it hears");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    for part in ["Dial 988", "Select yes, no, or I'm not sure.", "Visit sheet", "Get support right now"] {
        assert!(said.contains(part), "no {part} in: {said}");
    }
}
