//! What hosts say with a release: in the files that `site build` writes for them, and in real ones. `hosts/` holds the files for a
//! small site; run with `SNAPSHOTS=overwrite` to write down what is there now.
#![cfg(not(target_arch = "wasm32"))]

#[path = "installed/mod.rs"]
mod installed;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use snapbox::{Assert, Data};
use whole_health_guide::site::headers::{self, Carrier};

const SHELL: &str = "<!DOCTYPE html><html lang=\"{{language}}\"><head>{{head}}<style>p{}</style>\
                     <script defer src=\"BASE{{start}}\" data-app=\"BASEweb-0123456789abcdef.js\" \
                     data-wasm=\"BASEweb-0123456789abcdef_bg.wasm\" data-style=\"BASE{{style}}\"></script></head><body>{{body}}</body></html>";

/// A release of the tests' site, in a folder of the test's own.
fn release(name: &str, base: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hosts").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("icons")).expect("a folder can be made");
    for (file, text) in [
        ("index.html", &*SHELL.replace("BASE", base)),
        ("web-0123456789abcdef.js", "export default () => {};"),
        ("web-0123456789abcdef_bg.wasm", "\0asm\u{1}\0\0\0"),
        ("paper-0123456789abcdef.css", "p { color: black }"),
        ("site.webmanifest", "{}"),
        ("icons/192.png", "a picture"),
    ] {
        fs::write(folder.join(file), text).expect("a file can be written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_site"))
        .args(["--root", "tests/sites/guide", "build", "--base", base, "--out"])
        .arg(&folder)
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// A web server, which ends with the test.
struct Host {
    name: &'static str,
    process: Child,
    port: u16,
}

impl Drop for Host {
    fn drop(&mut self) {
        // The script ends its server when it is told to end itself, which the standard library cannot do.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port is free").port()
}

fn nginx(release: &Path, base: &str, more: &[(&str, &str)]) -> Host {
    let port = free_port();
    let mut command = Command::new("tools/nginx.sh");
    command.arg(release).args([base, &port.to_string()]).envs(more.iter().copied());
    started("nginx", command, port)
}

fn caddy(release: &Path, base: &str) -> Host {
    let port = free_port();
    let place = release.with_extension("caddy");
    let root = place.join("root");
    let _ = fs::remove_dir_all(&place);
    let at = root.join(base.trim_matches('/'));
    fs::create_dir_all(at.parent().expect("it stands in a folder")).expect("a folder can be made");
    let at = if base == "/" { root.clone() } else { at };
    std::os::unix::fs::symlink(release, at).expect("a link can be made");
    let config = format!(
        "{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {0}/storage\n}}\n\
         http://127.0.0.1:{port} {{\n\troot * {0}/root\n\timport {1}/_Caddyfile\n}}\n",
        place.display(),
        release.display(),
    );
    fs::write(place.join("Caddyfile"), config).expect("a file can be written");
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(place.join("Caddyfile"));
    command.env("XDG_CONFIG_HOME", &place).env("XDG_DATA_HOME", &place);
    started("caddy", command, port)
}

fn started(name: &'static str, mut command: Command, port: u16) -> Host {
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let process = process.unwrap_or_else(|error| panic!("{name} does not run ({error}); `make test` installs it"));
    let host = Host { name, process, port };
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return host;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("{name} does not answer; `make test` installs it");
}

struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A header's value, or nothing. One that is there twice is a mistake.
    fn header(&self, name: &str) -> &str {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map_or("", |(_, value)| value);
        assert!(values.next().is_none(), "{name} is sent twice");
        value
    }
}

impl Host {
    fn get(&self, path: &str, headers: &str) -> Response {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n");
        connection.write_all(request.as_bytes()).expect("a request can be sent");
        let mut bytes = Vec::new();
        connection.read_to_end(&mut bytes).expect("a response comes");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("it has headers");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into()));
        Response { status: status.expect("it has a status"), headers: headers.collect(), body: bytes[end + 4..].into() }
    }
}

const FRESH: &str = "no-cache, no-transform";
const KEPT: &str = "public, max-age=31536000, immutable, no-transform";

/// Every kind of address, below the base: its status, type, how long it is kept, and where it leads.
const CASES: &[(&str, u16, &str, &str, &str)] = &[
    ("", 200, "text/html; charset=utf-8", FRESH, ""),
    ("safety/", 200, "text/html; charset=utf-8", FRESH, ""),
    ("safety/page.json", 200, "application/json", FRESH, ""),
    ("screen.json", 200, "application/json", FRESH, ""),
    ("robots.txt", 200, "text/plain; charset=utf-8", FRESH, ""),
    ("site.webmanifest", 200, "application/manifest+json", FRESH, ""),
    ("icons/192.png", 200, "image/png", FRESH, ""),
    ("web-0123456789abcdef.js", 200, "text/javascript; charset=utf-8", KEPT, ""),
    ("web-0123456789abcdef_bg.wasm", 200, "application/wasm", KEPT, ""),
    ("paper-0123456789abcdef.css", 200, "text/css; charset=utf-8", KEPT, ""),
    ("safety", 301, "", FRESH, "safety/"),
    ("nothing", 404, "text/html; charset=utf-8", FRESH, ""),
    ("nothing/at/all/", 404, "text/html; charset=utf-8", FRESH, ""),
    ("web-fedcba9876543210_bg.wasm", 404, "text/html; charset=utf-8", FRESH, ""),
    // Not for visitors.
    ("_headers", 404, "text/html; charset=utf-8", FRESH, ""),
    ("_nginx.conf", 404, "text/html; charset=utf-8", FRESH, ""),
    ("icons/", 404, "text/html; charset=utf-8", FRESH, ""),
];

fn holds(host: &Host, release: &Path, base: &str) {
    let policy = headers::policy(Carrier::Host, &style_hashes(release));
    let not_found = fs::read(release.join("404.html")).expect("there is a page for unknown addresses");
    for (path, status, kind, kept, location) in CASES {
        let response = host.get(&[base, path].concat(), "");
        let about = format!("{} answers {} for {base}{path}", host.name, response.status);
        // Caddy redirects with another status of the same meaning.
        let status = if *status == 301 && host.name == "caddy" { 308 } else { *status };
        assert_eq!(response.status, status, "{about}");
        if !kind.is_empty() {
            assert_eq!(response.header("content-type"), *kind, "{about}");
        }
        assert_eq!(response.header("cache-control"), *kept, "{about}");
        let location = if location.is_empty() { String::new() } else { [base, location].concat() };
        assert_eq!(response.header("location"), location, "{about}");
        assert_eq!(response.header("content-security-policy"), policy, "{about}");
        for (name, value) in headers::SECURITY {
            assert_eq!(response.header(name), value, "{about}");
        }
        if status == 404 {
            assert!(response.body == not_found, "{about}, with another page");
        }
    }

    let wasm = [base, "web-0123456789abcdef_bg.wasm"].concat();
    for (accepted, encoding, ending) in [("br, gzip", "br", ".br"), ("gzip", "gzip", ".gz"), ("identity", "", "")] {
        for (path, file) in [(&*[base, "safety/"].concat(), "safety/index.html"), (&wasm, &wasm[base.len()..])] {
            let response = host.get(path, &format!("Accept-Encoding: {accepted}\r\n"));
            let about = format!("{} sends {path} as \"{encoding}\"", host.name);
            assert_eq!(response.header("content-encoding"), encoding, "{about}");
            assert!(encoding.is_empty() || response.header("vary") == "Accept-Encoding", "{about}");
            let file = fs::read(release.join([file, ending].concat())).expect("the file is there");
            assert!(response_body(&response) == file, "{about}, but not what is in the release");
        }
    }
    let part = host.get(&wasm, "Range: bytes=1-3\r\n");
    assert_eq!(
        (part.status, part.header("content-range"), &*part.body),
        (206, "bytes 1-3/8", &b"asm"[..]),
        "{}",
        host.name
    );
}

/// A body as it is, or put together from its chunks.
fn response_body(response: &Response) -> Vec<u8> {
    if response.header("transfer-encoding") != "chunked" {
        return response.body.clone();
    }
    let (mut rest, mut body) = (&*response.body, Vec::new());
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("a chunk has a size");
        let size = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).expect("a size is a number");
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}

/// What the pages' own policies call their style sheets, each once.
fn style_hashes(release: &Path) -> String {
    let pages = ["index.html", "404.html"].map(|path| release.join(path)).into_iter();
    let folders = fs::read_dir(release).expect("the release can be read").flatten().map(|entry| entry.path());
    let pages = pages.chain(folders.map(|folder| folder.join("index.html")).filter(|path| path.is_file()));
    let hashes: BTreeSet<String> = pages
        .map(|path| {
            let page = fs::read_to_string(path).expect("a page can be read");
            let (_, rest) = page.split_once("'sha256-").expect("its policy names the style sheet");
            format!("'sha256-{}'", rest.split_once('\'').expect("a hash ends").0)
        })
        .collect();
    Vec::from_iter(hashes).join(" ")
}

#[test]
fn nginx_says_with_each_file_what_it_is_told() {
    for (name, base) in [("nginx-root", "/"), ("nginx-sub-path", "/massage/")] {
        let release = release(name, base);
        holds(&nginx(&release, base, &[]), &release, base);
    }
}

#[test]
fn caddy_says_with_each_file_what_it_is_told() {
    for (name, base) in [("caddy-root", "/"), ("caddy-sub-path", "/massage/")] {
        let release = release(name, base);
        holds(&caddy(&release, base), &release, base);
    }
}

/// 100, and for a policy that begins with nothing 10, for one that forbids framing, for no referrer and for integrity 5 each, for
/// being embedded nowhere else 10, and nothing taken off. The rest is for cookies, and for being on a list in the browser itself.
#[test]
fn the_observatory_gives_all_points_that_a_site_without_cookies_can_get() {
    let release = release("observatory", "/");
    let certificate = release.with_extension("pem");
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-keyout"])
        .arg(&certificate)
        .arg("-out")
        .arg(release.with_extension("crt"))
        .output()
        .expect("openssl runs; `make test` installs it");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut both = fs::read(&certificate).expect("the key is there");
    both.extend(fs::read(release.with_extension("crt")).expect("the certificate is there"));
    fs::write(&certificate, both).expect("both can be written");

    let https_port = free_port().to_string();
    let certificate = certificate.to_str().expect("the folder's name is text");
    let host = nginx(&release, "/", &[("HTTPS_PORT", &https_port), ("CERTIFICATE", certificate)]);
    let output = Command::new("node")
        .arg("tests/observatory/score.mjs")
        .arg(installed::folder("observatory/node_modules"))
        .args([&host.port.to_string(), &https_port])
        .env("NODE_EXTRA_CA_CERTS", release.with_extension("crt"))
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_str(&said).expect("the scorer prints JSON");
    let failed: Vec<_> =
        told["results"].as_array().expect("a list of tests").iter().filter(|test| test["pass"] != true).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(told["score"], 135, "{said}");
}

#[test]
fn pages_name_the_hash_of_the_script_and_of_the_wasm() {
    let release = release("integrity", "/massage/");
    let page = fs::read_to_string(release.join("safety/index.html")).expect("the page is there");
    let (_, script) = page.split_once("<script defer").expect("the page has a script");
    let attribute = |name: &str| {
        let (_, rest) = script.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("the script has no {name}"));
        rest.split_once('"').expect("a value ends").0
    };
    for (hash, address) in [("integrity", "src"), ("data-integrity", "data-wasm")] {
        let path = attribute(address).strip_prefix("/massage/").expect("it stands below the base");
        let file = fs::read(release.join(path)).expect("the file is in the release");
        assert_eq!(attribute(hash), headers::integrity(&file), "{path}");
    }
}

#[test]
fn the_files_for_hosts() {
    let assert = Assert::new().action_env("SNAPSHOTS");
    let paths = ["index.html", "web-0123456789abcdef.js", "web-0123456789abcdef_bg.wasm", "img/body-map.svg"];
    for file in headers::files("/massage/", "'sha256-abc='", paths.into_iter()) {
        let expected = Path::new("tests/hosts").join(file.path.trim_start_matches('_'));
        assert.eq(&*file.text, Data::read_from(&expected, None).raw());
    }
}

/// Cloudflare takes no longer line and no more rules than these.
#[test]
fn the_headers_file_is_within_the_limits_of_its_hosts() {
    let release = release("limits", "/");
    let text = fs::read_to_string(release.join(headers::HEADERS)).expect("the file is written");
    assert!(text.lines().all(|line| line.len() <= 2000));
    assert!(text.lines().filter(|line| line.starts_with('/')).count() <= 100);
    assert!(text.starts_with("/*\n  Content-Security-Policy: default-src 'none'; "), "{text}");
}

#[test]
fn a_name_with_a_hash_is_known() {
    for (path, expected) in [
        ("web-b075639c812b8659_bg.wasm", true),
        ("icons/icon-647d16dd943887af.svg", true),
        ("start-0123456789abcdef.js", true),
        ("start.js", false),
        ("is-this-right-for-me/index.html", false),
        ("self-care-0123456789abcdef/index.html", false),
        ("web-b075639c812b865.js", false),
        ("img/body-map.svg", false),
    ] {
        assert_eq!(headers::is_hashed(path), expected, "{path}");
    }
}

/// `make serve` says the same, as far as trunk and a page that reloads itself allow: no https, and a policy of its own.
#[test]
fn trunk_serves_with_the_same_headers() {
    let config = fs::read_to_string("Trunk.toml").expect("there is a Trunk.toml");
    let (_, table) = config.split_once("[serve.headers]\n").expect("it has headers");
    let lines: Vec<&str> = table.lines().take_while(|line| !line.is_empty()).collect();
    let policy = headers::policy(Carrier::DraftHost, "");
    let mut expected =
        vec![format!("Content-Security-Policy = \"{policy}\""), "Cache-Control = \"no-cache\"".to_owned()];
    let security = headers::SECURITY.iter().filter(|(name, _)| *name != "Strict-Transport-Security");
    expected.extend(security.map(|(name, value)| format!("{name} = \"{value}\"")));
    assert_eq!(lines, expected);
}
