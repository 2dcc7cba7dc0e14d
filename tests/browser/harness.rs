//! A built site behind a web server, and a browser that visits it through chromedriver.

use std::fmt::Debug;
use std::net::TcpListener as PortFinder;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tower_http::services::{ServeDir, ServeFile};
use whole_health_guide::site::headers;

/// The builds that `make test` makes before the tests.
#[derive(Clone, Copy, Debug)]
pub enum Build {
    Root,
    /// The site in `tests/sites/guide`, whose words only tests change, in the shell of the real one.
    Fixture,
    /// Made to be served from `/massage/`.
    SubPath,
}

impl Build {
    pub fn folder(self) -> PathBuf {
        let name = match self {
            Self::Root => "root",
            Self::Fixture => "fixture",
            Self::SubPath => "sub-path",
        };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tested").join(name);
        assert!(folder.join("index.html").exists(), "{} is not built; run `make test`", folder.display());
        folder
    }

    pub fn base(self) -> &'static str {
        match self {
            Self::Root | Self::Fixture => "/",
            Self::SubPath => "/massage/",
        }
    }
}

/// Serves a build as an ordinary static host would: compressed files, folders with their index, a real 404 page, and the headers that
/// a release asks for.
///
/// Returns the site's address, without a slash at the end.
pub async fn serve(build: Build) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a local port is free");
    let address = listener.local_addr().expect("a bound listener has an address");
    tokio::spawn(async move { axum::serve(listener, site(build).layer(map_response(with_headers))).await });
    format!("http://{address}")
}

/// The files of a build, below its base, on a host that says nothing with them.
pub fn site(build: Build) -> Router {
    let folder = build.folder();
    let files = ServeDir::new(&folder)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(ServeFile::new(folder.join("404.html")));
    match build {
        Build::Root | Build::Fixture => Router::new().fallback_service(files),
        Build::SubPath => Router::new().nest_service("/massage", files),
    }
}

/// `paths()`: those of all pages in the site map. The pages' policy lets no script parse a text as a document.
pub const PATHS: &str = "const paths = () => fetch(document.getElementById('page').dataset.base + 'sitemap.xml')
    .then((response) => response.text())
    .then((text) => [...text.matchAll(/<loc>(.*?)<\\/loc>/g)].map(([, loc]) => new URL(loc, location).pathname));";

async fn with_headers(mut response: Response) -> Response {
    for (name, value) in headers::SECURITY {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name is plain");
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Adds up, from the start of a page, what moved on it without the visitor's doing, in `window.shifted`. While the page's
/// HTML is still arriving, what moves by less than a line is left out: a word that was cut off grows, on any page.
pub const SHIFTS: &str = "window.shifted = 0;
    const A_LINE = 0.005, [load] = performance.getEntriesByType('navigation');
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        const arriving = !load.domInteractive || entry.startTime < load.domInteractive;
        if (!entry.hadRecentInput && !(arriving && entry.value < A_LINE)) window.shifted += entry.value;
    })).observe({ type: 'layout-shift', buffered: true });";

/// What stands between a page and the network would hide from a test what it does to the network.
const NO_WORKER: &str = "delete Navigator.prototype.serviceWorker";

/// The sizes of paper, in inches.
pub const LETTER: (f64, f64) = (8.5, 11.0);
pub const A4: (f64, f64) = (8.27, 11.69);

/// A browser window with a profile of its own. Closed with the test.
pub struct Browser {
    pub client: Client,
    driver: Child,
}

impl Drop for Browser {
    /// A test that fails does not close its window; without its driver, the browser would run on for ever.
    fn drop(&mut self) {
        if let Some(driver) = self.driver.id() {
            let _ = std::process::Command::new("pkill").args(["-P", &driver.to_string()]).status();
        }
    }
}

impl Browser {
    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// With more command line arguments for Chromium.
    pub async fn open_with(arguments: &[&str]) -> Self {
        let browser = Self::launch(arguments, "normal").await;
        browser.before_each_page(NO_WORKER).await;
        browser
    }

    /// One that keeps the site for visits without a network.
    pub async fn that_keeps_the_site() -> Self {
        Self::launch(&[], "normal").await
    }

    /// One whose pages are looked at while they load.
    pub async fn that_does_not_wait() -> Self {
        let browser = Self::launch(&[], "none").await;
        browser.before_each_page(NO_WORKER).await;
        browser
    }

    async fn launch(arguments: &[&str], page_load: &str) -> Self {
        let port =
            PortFinder::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port is free").port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is on the PATH; `make test` installs it");
        let address = format!("http://127.0.0.1:{port}");
        for _ in 0..100 {
            if let Ok(client) = connect(&address, arguments, page_load).await {
                return Self { client, driver };
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no browser could be started");
    }

    /// Runs a script before those of each page that is opened from now on.
    pub async fn before_each_page(&self, script: &str) {
        let source = json!({ "source": format!("(() => {{ {script} }})()") });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source).await;
    }

    pub async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
    }

    /// The value that a script's body returns.
    pub async fn run(&self, script: &str) -> Value {
        self.run_with(script, Vec::new()).await
    }

    /// The same, with `arguments`.
    pub async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{error}\nin: {script}"))
    }

    pub async fn text(&self, script: &str) -> String {
        let value = self.run(script).await;
        value.as_str().unwrap_or_else(|| panic!("{script} gave {value}, which is not text")).to_owned()
    }

    /// Waits until a script's body returns something true.
    pub async fn wait_for(&self, script: &str) {
        // Long, so that a busy machine fails no test; a page that holds is found at once.
        let last = Instant::now() + Duration::from_secs(30);
        while Instant::now() < last {
            if self.run(script).await == Value::Bool(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!(
            "never true: {script}\non {}",
            self.text("return location.href + '\\n' + document.body.innerText").await
        );
    }

    /// Waits until the app answers links itself.
    pub async fn wait_for_app(&self) {
        self.wait_for("return document.getElementById('page').dataset.app === 'ready'").await;
    }

    pub async fn wait_for_heading(&self, heading: &str) {
        let heading = json!(heading);
        self.wait_for(&format!("return document.querySelector('h1')?.textContent === {heading}")).await;
    }

    /// Presses and lets go of a key, by its code.
    pub async fn key(&self, code: &str) {
        let (key, text, number) = match code {
            "Enter" => ("Enter", "\r", 13),
            "Space" => (" ", " ", 32),
            "Tab" => ("Tab", "", 9),
            "Escape" => ("Escape", "", 27),
            "ArrowDown" => ("ArrowDown", "", 40),
            other => panic!("{other} is not among the keys that the tests press"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event =
                json!({ "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Presses Tab until the focus is on an element that the selector matches.
    pub async fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            self.key("Tab").await;
            if self.run_with("return document.activeElement.matches(arguments[0])", vec![json!(selector)]).await == true
            {
                return;
            }
        }
        panic!("Tab does not lead to {selector}");
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.issue(Vendor { path: "goog/cdp/execute", body }).await
    }

    /// How many pages the document takes on paper.
    pub async fn pages_in_print(&self, (width, height): (f64, f64)) -> usize {
        let paper = json!({ "paperWidth": width, "paperHeight": height, "printBackground": false });
        let pdf = self.devtools("Page.printToPDF", paper).await;
        let encoded = pdf["data"].as_str().expect("a document");
        // The browser itself decodes it, so that no library is needed here.
        let count = self.run(&format!("return atob({}).match(/\\/Type\\s*\\/Page[^s]/g).length", json!(encoded))).await;
        count.as_u64().expect("a count") as usize
    }

    /// What was written to the console since the last call, errors and warnings only.
    pub async fn console(&self) -> Vec<String> {
        self.log("browser")
            .await
            .iter()
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    /// Everything that was written to the console since the last call.
    pub async fn all_console(&self) -> Vec<String> {
        self.log("browser").await.iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// The addresses requested since the last call.
    pub async fn requests(&self) -> Vec<String> {
        let entries = self.log("performance").await;
        let messages =
            entries.iter().filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
        messages
            .filter(|message| message["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|message| message["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .filter(|address| !address.starts_with("data:"))
            .collect()
    }

    pub async fn close(self) {
        self.client.clone().close().await.expect("the browser closes");
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.issue(Vendor { path: "se/log", body: json!({ "type": kind }) }).await;
        entries.as_array().cloned().unwrap_or_default()
    }

    async fn issue(&self, command: Vendor) -> Value {
        self.client.issue_cmd(command.clone()).await.unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }
}

async fn connect(
    driver: &str,
    arguments: &[&str],
    page_load: &str,
) -> Result<Client, fantoccini::error::NewSessionError> {
    let standard = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
    ];
    let arguments: Vec<_> = standard.iter().chain(arguments).collect();
    let mut capabilities = Capabilities::new();
    capabilities.insert("pageLoadStrategy".into(), json!(page_load));
    capabilities.insert("goog:chromeOptions".into(), json!({ "args": arguments }));
    capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL", "performance": "ALL" }));
    ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver).await
}

/// A command of chromedriver's own, below the session's address.
#[derive(Clone, Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
