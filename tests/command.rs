//! The command `site`, as an editor and a build run it.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SHELL: &str =
    "<!DOCTYPE html><html lang=\"{{language}}\"><head>{{head}}<style>p{}</style></head><body>{{body}}</body></html>";

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

fn site(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_site")).args(arguments).output().expect("the command runs")
}

fn build(root: &str, out: &Path, more: &[&str]) -> Output {
    let out = out.to_str().expect("the folder's name is text");
    site(&[&["--root", root, "build", "--out", out], more].concat())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_real_content_passes() {
    let output = site(&["check"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_self_screen_is_packed_for_other_programs() {
    let out = folder("package");
    let out_name = out.to_str().expect("the folder's name is text");
    let output = site(&["--root", "tests/sites/guide", "package", "--out", out_name]);
    assert!(output.status.success(), "{}", said(&output));
    let content = fs::read_to_string(out.join("content.js")).expect("the content is there");
    assert!(content.starts_with("export const screen = '{\"language\":\"en\",") && content.lines().count() == 2);
    assert!(out.join("types.d.ts").exists());
}

/// Programs and GitHub get what people get: the same problems in the same order, whatever signs stand in them.
#[test]
fn problems_are_told_to_programs_too() {
    let root = folder("formats");
    copy(Path::new("tests/sites/base"), &root, &["content", "static"]);
    let pages = root.join("content/pages");
    fs::write(pages.join("one,two:three%.md"), "A page.").expect("a file can be written");
    let page = pages.join("safety.md");
    let text = fs::read_to_string(&page).expect("the page is there");
    let hard = "Comprehensive rehabilitation incorporates individualized interventions alongside multidisciplinary consultation. ".repeat(12);
    let text = text.replace("Say where it hurts.", &format!("{hard}\n\nSäy [100%, now](1%25::2.md)."));
    fs::write(&page, text).expect("the page can be written");
    let root = root.to_str().expect("the folder's name is text");
    let check = |format| site(&["--root", root, "check", "--format", format]);

    let [text, json, github] = ["text", "json", "github"].map(check);
    assert!(!text.status.success() && !json.status.success() && !github.status.success());
    let problems: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let problems = problems.as_array().expect("it is an array");
    assert_eq!(problems.len(), 3, "{}", printed(&json));
    let [name, grade, link] = &problems[..] else { panic!("{}", printed(&json)) };
    assert_eq!(name["file"], "content/pages/one,two:three%.md");
    assert!(name["line"].is_null() && name["column"].is_null());
    let place = |problem: &serde_json::Value| format!("{}:{}:{}", problem["level"], problem["line"], problem["column"]);
    assert_eq!(place(grade), "\"warning\":22:1");
    assert_eq!(place(link), "\"error\":24:5");
    for problem in problems {
        let said = said(&text);
        for part in ["file", "rule", "message", "help"] {
            assert!(said.contains(problem[part].as_str().expect("it is text")), "{part} of {problem} in\n{said}");
        }
    }

    let github = printed(&github);
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.len(), problems.len(), "{github}");
    assert!(lines[0].starts_with("::error file=content/pages/one%2Ctwo%3Athree%25.md,title=file-name::"), "{github}");
    assert!(
        lines[1].starts_with("::warning file=content/pages/safety.md,line=22,col=1,title=reading-grade::"),
        "{github}"
    );
    assert!(
        lines[2].starts_with("::error file=content/pages/safety.md,line=24,col=5,title=unknown-page::"),
        "{github}"
    );
    for (line, problem) in lines.iter().zip(problems) {
        let (_, told) = line.trim_start_matches("::").split_once("::").expect("it is a command");
        let told = told.replace("%0A", "\n").replace("%25", "%");
        assert_eq!(told, format!("{}\nhelp: {}", problem["message"], problem["help"]).replace('"', ""));
    }
}

/// Who reads only the beginning of what is said closes the pipe early.
#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in [&["screen", "paths"][..], &["screen", "coverage"], &["check", "--format", "json"], &["check"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_site"));
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop((child.stdout.take(), child.stderr.take()));
        assert!(child.wait().expect("it ends").success(), "{arguments:?}");
    }
}

/// A sign that its rule does not name any more makes the advice less cautious, and the command fails.
#[test]
fn a_weaker_self_screen_is_told() {
    let real = "content/self-screen.yaml";
    let text = fs::read_to_string(real).expect("the self-screen is there");
    let weaker = folder("weaker").join("self-screen.yaml");
    fs::write(&weaker, text.replace("{ emergency: [not-sure] }", "{ emergency: [injury] }"))
        .expect("the version can be written");
    let weaker = weaker.to_str().expect("the file's name is text");
    assert!(site(&["screen", "diff", ".", real]).status.success());
    let output = site(&["screen", "diff", real, weaker]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("become less urgent"));
    assert!(site(&["screen", "diff", weaker, real]).status.success());
}

#[test]
fn the_self_screen_is_printed_for_other_programs() {
    let output = site(&["screen", "fhir"]);
    let resource: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(output.status.success() && resource["resourceType"] == "Questionnaire", "{}", said(&output));
    assert!(!site(&["--root", "tests/sites/base", "screen", "fhir"]).status.success());

    let output = site(&["screen", "fhir", "crisis=yes"]);
    let resource: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(output.status.success() && resource["resourceType"] == "QuestionnaireResponse", "{}", said(&output));
    assert_eq!(resource["item"][0]["answer"][0]["valueCoding"]["code"], "yes");
    assert!(!site(&["screen", "fhir", "crisis=maybe"]).status.success());
}

#[test]
fn build_refuses_what_check_refuses_and_writes_nothing() {
    let root = folder("refused");
    copy(Path::new("."), &root, &["content", "static"]);
    let page = root.join("content/pages/safety.md");
    let text = fs::read_to_string(&page).expect("the page is there");
    fs::write(&page, text.replace("title: \"", "titel: \"")).expect("the page can be written");
    let out = folder("refused-out");
    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");

    let root = root.to_str().expect("the folder's name is text");
    for output in [site(&["--root", root, "check"]), build(root, &out, &[])] {
        assert!(!output.status.success());
        assert!(said(&output).contains("content/pages/safety.md:2"), "{}", said(&output));
    }
    assert_eq!(files(&out), [out.join("index.html")]);
}

/// A release with an overdue page is refused. A draft is built, and tells its reader.
#[test]
fn an_overdue_review_stops_a_release_only() {
    let root = folder("overdue");
    copy(Path::new("tests/sites/base"), &root, &["content", "static"]);
    let page = root.join("content/pages/safety.md");
    let text = fs::read_to_string(&page).expect("the page is there");
    let text = text.replace("reviewed_on: 2026-11-01", "reviewed_on: 2020-01-01");
    fs::write(&page, text.replace("review_by: 2027-11-01", "review_by: 2021-01-01")).expect("it can be written");
    let out = folder("overdue-out");
    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");

    let root = root.to_str().expect("the folder's name is text");
    for output in [site(&["--root", root, "check"]), build(root, &out, &[])] {
        assert!(!output.status.success());
        assert!(said(&output).contains("error[review-overdue]"), "{}", said(&output));
    }
    assert_eq!(files(&out), [out.join("index.html")]);

    let output = build(root, &out, &["--profile", "debug"]);
    assert!(output.status.success() && said(&output).contains("warning[review-overdue]"), "{}", said(&output));
    let notice = |page: &str| {
        let html = fs::read_to_string(out.join(page)).expect("the page is built");
        let (_, rest) = html.split_once("data-overdue-after=").expect("it has the words");
        let (notice, _) = rest.split_once("</p>").expect("they end");
        notice.to_owned()
    };
    assert!(notice("safety/index.html").contains("2021") && !notice("safety/index.html").contains("hidden"));
    assert!(notice("index.html").contains("hidden"), "{}", notice("index.html"));
}

#[test]
fn every_text_file_is_compressed_to_the_same_text() {
    let out = folder("compressed");
    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");
    fs::write(out.join("picture.png"), "not text").expect("a file can be written");
    let output = build(".", &out, &[]);
    assert!(output.status.success(), "{}", said(&output));
    let mut compared = 0;
    for path in files(&out) {
        let name = path.display().to_string();
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let original = fs::read(&path).expect("the file can be read");
        let (brotli, gzip) = (PathBuf::from(format!("{name}.br")), PathBuf::from(format!("{name}.gz")));
        // Compressed already, or read by hosts alone.
        if name.ends_with(".png") || path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"_")) {
            assert!(!brotli.exists() && !gzip.exists(), "{name} is compressed");
            continue;
        }
        let mut text = Vec::new();
        brotli::BrotliDecompress(&mut fs::File::open(brotli).expect("the .br is there"), &mut text)
            .expect("it is Brotli");
        assert!(text == original, "{name}.br");
        let mut text = Vec::new();
        let file = fs::File::open(gzip).expect("the .gz is there");
        flate2::read::GzDecoder::new(file).read_to_end(&mut text).expect("it is gzip");
        assert!(text == original, "{name}.gz");
        compared += 1;
    }
    assert!(compared > files(Path::new("content/pages")).len(), "only {compared} files were compared");
}

#[test]
fn two_builds_write_the_same_bytes() {
    let build_into = |name: &str| {
        let out = folder(name);
        fs::write(out.join("index.html"), SHELL).expect("the shell can be written");
        assert!(build(".", &out, &[]).status.success());
        let mut files: Vec<_> = files(&out)
            .into_iter()
            .map(|path| {
                (path.strip_prefix(&out).expect("below it").to_owned(), fs::read(&path).expect("it can be read"))
            })
            .collect();
        files.sort();
        files
    };
    assert!(build_into("first") == build_into("second"));
}

#[test]
fn a_preview_has_no_policy_and_no_compressed_files() {
    let out = folder("preview");
    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");
    assert!(build(".", &out, &["--profile", "debug"]).status.success());
    let html = fs::read_to_string(out.join("index.html")).expect("the home page is built");
    assert!(!html.contains("Content-Security-Policy"));
    assert!(!out.join("index.html.br").exists());
}

#[test]
fn a_release_tells_how_hard_each_page_is_to_read() {
    let out = folder("reading");
    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");
    let report = said(&build(".", &out, &[]));
    let lines: Vec<&str> = report.lines().skip_while(|line| !line.starts_with("page ")).collect();
    let rows: Vec<&str> = lines.iter().skip(1).take_while(|line| line.starts_with("content/pages/")).copied().collect();
    assert_eq!(rows.len(), files(Path::new("content/pages")).len(), "{report}");
    for row in rows {
        assert_eq!(row.len(), lines[0].len(), "the columns are aligned: {row}");
        let [path, words, ease, grade] = row.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{row}") };
        assert!(Path::new(path).exists(), "{row}");
        let number = |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("{text} in: {row}"));
        assert!(number(words) > 0.0 && (0.0..=120.0).contains(&number(ease)) && number(grade) < 18.0, "{row}");
    }

    fs::write(out.join("index.html"), SHELL).expect("the shell can be written");
    let preview = said(&build(".", &out, &["--profile", "debug"]));
    assert!(!preview.contains("Flesch"), "{preview}");
}

#[test]
fn what_cannot_be_built_is_told_in_a_sentence() {
    let empty = folder("empty");
    let no_markers = folder("no-markers");
    fs::write(no_markers.join("index.html"), "<html></html>").expect("a file can be written");
    let no_style = folder("no-style");
    fs::write(no_style.join("index.html"), SHELL.replace("p{}", "")).expect("a file can be written");
    let shell = folder("shell");
    fs::write(shell.join("index.html"), SHELL).expect("the shell can be written");
    for (out, more, expected) in [
        (&empty, [].as_slice(), "`make build` makes it"),
        (&no_markers, &[], "has no {{language}}"),
        (&no_style, &[], "has no <style>"),
        (&shell, &["--base", "massage"], "must begin and end with a slash"),
    ] {
        let output = build(".", out, more);
        assert!(!output.status.success());
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
}

fn copy(from: &Path, to: &Path, names: &[&str]) {
    for name in names {
        for path in files(&from.join(name)) {
            let target = to.join(path.strip_prefix(from).expect("it stands below the folder"));
            fs::create_dir_all(target.parent().expect("it stands in a folder")).expect("the folder can be made");
            fs::copy(&path, target).expect("the file can be copied");
        }
    }
}
