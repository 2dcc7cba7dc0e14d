//! Prerendered pages. `documents/*.md`, each put into the small site in `sites/base`, become `prerender/*.html` (the inside
//! of `<main>`) and `prerender/*.json` (their `page.json`), which the browser tests render again. Run with
//! `SNAPSHOTS=overwrite` to write down what is there now. What must hold of every page is checked on the real content.
#![cfg(not(target_arch = "wasm32"))]

mod content_day;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::civil::{Date, date};
use serde_json::Value;
use snapbox::{Assert, Data};
use whole_health_guide::document::Block;
use whole_health_guide::guide::ContactLink;
use whole_health_guide::page::{Layout, Page};
use whole_health_guide::screen::{NoteKind, Respondent, Session};
use whole_health_guide::site::build::{self, Asset, File, Target};
use whole_health_guide::site::files::{self, Files};
use whole_health_guide::site::headers;
use whole_health_guide::site::links;
use whole_health_guide::site::prerender::Shell;
use whole_health_guide::site::style::{Names, needed};
use whole_health_guide::site::{self, Content};
use whole_health_guide::view::frame::Section;
use whole_health_guide::view::screen::SelfScreen;

const SHELL: &str =
    "<!DOCTYPE html><html lang=\"{{language}}\"><head>{{head}}<style>p{}</style></head><body>{{body}}</body></html>";

fn today() -> Date {
    date(2026, 11, 24)
}

fn real() -> Content {
    site::load(Path::new("."), content_day::latest_review())
        .content
        .expect("the content has no error; see `make check`")
}

fn build(content: &Content, base: &str) -> Vec<File> {
    build_for(content, &Target { base: base.into(), preview: false, assets: Vec::new() })
}

fn build_for(content: &Content, target: &Target) -> Vec<File> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
    runtime.block_on(build::files(content, Shell::new(SHELL).expect("the shell has its markers"), target))
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is not built")).text
}

/// Data without the build's id, which every change of the site changes.
fn without_build(data: &str) -> String {
    let (id, rest) =
        data.strip_prefix("{\"build\":\"").and_then(|rest| rest.split_once("\",")).expect("the id is first");
    assert!(id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id} is no id");
    ["{", rest].concat()
}

/// The built pages, by their paths.
fn pages(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.ends_with(".html"))
}

/// What stands between two texts, wherever both do.
fn between<'a>(html: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(before).skip(1).map(move |rest| rest.split(after).next().unwrap_or_default())
}

#[test]
fn the_inside_of_main() {
    let assert = Assert::new().action_env("SNAPSHOTS");
    let mut cases: Vec<_> = fs::read_dir("tests/documents")
        .expect("the examples are there")
        .map(|entry| entry.expect("an example can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let mut files = Files::read(Path::new("tests/sites/base"));
        let markdown = fs::read(&case).expect("an example can be read");
        files.insert("content/pages/example.md", files::File::Bytes(markdown));
        let content = site::check(&files, today()).content.unwrap_or_else(|| panic!("{} has an error", case.display()));
        let built = build(&content, "/");
        let main =
            between(text(&built, "example/index.html"), "<main id=\"main\">", "</main>").next().unwrap_or_default();
        let name = case.file_stem().and_then(|name| name.to_str()).expect("an example has a name");
        let expected = |ending: &str| Path::new("tests/prerender").join(format!("{name}.{ending}"));
        // A line an element reads better than one line a page.
        assert.eq(main.replace("><", ">\n<"), Data::read_from(&expected("html"), None).raw());
        assert.eq(without_build(text(&built, "example/page.json")), Data::read_from(&expected("json"), None).raw());
        assert.eq(
            without_build(text(&built, "site.json")),
            Data::read_from(Path::new("tests/prerender/guide.json"), None).raw(),
        );
    }
}

/// Pages, data and worker hold the same id, which is another one as soon as a single file is.
#[test]
fn a_build_has_an_id() {
    let mut content = site::load(Path::new("tests/sites/base"), today()).content.expect("the small site has no error");
    let target = |text: &str| {
        let assets = vec![Asset { path: "img/one.svg".into(), bytes: text.into() }];
        Target { base: "/".into(), preview: false, assets }
    };
    let id_of = |files: &[File]| {
        let id = between(text(files, "index.html"), "data-build=\"", "\"").next().expect("a page has an id").to_owned();
        for path in ["site.json", "page.json", "safety/page.json", "safety/index.html", "worker.js"] {
            assert!(text(files, path).contains(&format!("\"{id}\"")), "{path} is of another build");
        }
        assert!(text(files, "worker.js").contains("\"img/one.svg\""), "the worker does not keep the picture");
        id
    };
    let first = id_of(&build_for(&content, &target("<svg/>")));
    assert_eq!(id_of(&build_for(&content, &target("<svg/>"))), first);
    assert_ne!(id_of(&build_for(&content, &target("<svg></svg>"))), first);

    // Where nothing is to be kept, the worker keeps nothing.
    let preview = Target { preview: true, ..target("") };
    assert!(text(&build_for(&content, &preview), "worker.js").starts_with("const site = null;\n"));
    content.settings.offline = false;
    assert!(text(&build_for(&content, &target("")), "worker.js").starts_with("const site = null;\n"));
}

#[test]
fn every_page_is_complete() {
    let built = build(&real(), "/");
    for page in pages(&built) {
        let (path, html) = (&page.path, &page.text);
        for (part, count) in [
            ("<h1", 1),
            ("<main ", 1),
            ("<header", 1),
            ("<footer", 1),
            ("<title>", 1),
            ("<meta name=\"description\"", 1),
            ("<meta property=\"og:title\"", 1),
            ("http-equiv=\"Content-Security-Policy\"", 1),
            ("href=\"tel:988\"", 1),
            ("href=\"sms:838255\"", 1),
        ] {
            let found = html.matches(part).count();
            assert!(found >= count && (part.starts_with("href") || found == count), "{path} has {found} of {part}");
        }
        assert!(html.contains("<body><a href=\"#main\" class=\"skip\">"), "{path} does not begin with the skip link");
        assert!(html.contains("id=\"next-step\""), "{path} lacks the Point of Contact");
        for raw in [" style=\"", " onclick=", "javascript:", "{{"] {
            assert!(!html.contains(raw), "{path} holds {raw}");
        }
        let mut seen = BTreeSet::new();
        for id in between(html, " id=\"", "\"") {
            assert!(seen.insert(id), "{path} has two elements with the id {id}");
        }
        let data: Value = between(html, "<script type=\"application/ld+json\">", "</script>")
            .next()
            .and_then(|data| serde_json::from_str(data).ok())
            .unwrap_or_else(|| panic!("{path} has no structured data"));
        assert_eq!(data["@type"], "MedicalWebPage", "{path}");
        assert!(data["lastReviewed"].is_string() && data["audience"]["audienceType"].is_string(), "{path}");
    }
}

/// No heading can take an id that the views use: whatever a page has besides its own text is reserved.
#[test]
fn ids_of_the_views_are_reserved() {
    let content = real();
    let built = build(&content, "/");
    for page in &content.pages {
        let own: BTreeSet<&str> = page.document.blocks.iter().flat_map(ids).collect();
        let path = if page.layout == Layout::NotFound { page.path.clone() } else { format!("{}index.html", page.path) };
        for id in between(text(&built, &path), " id=\"", "\"").filter(|id| !own.contains(id)) {
            assert!(
                links::is_reserved(id),
                "{} has an element with the id {id}, which links::RESERVED lacks",
                page.path
            );
        }
    }
    // What only the app shows is read off its source.
    for file in view_sources(Path::new("src/view")) {
        let source = fs::read_to_string(&file).expect("a view can be read");
        for id in between(&source, " id=\"", "\"") {
            assert!(
                links::is_reserved(id),
                "{} has an element with the id {id}, which links::RESERVED lacks",
                file.display()
            );
        }
    }
}

fn ids(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading(heading) => vec![&heading.id],
        Block::Definitions(definitions) => {
            definitions.iter().filter_map(|definition| definition.id.as_deref()).collect()
        }
        _ => Vec::new(),
    }
}

fn view_sources(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("the views are there").map(|entry| entry.expect("a view is there").path());
    entries.flat_map(|path| if path.is_dir() { view_sources(&path) } else { vec![path] }).collect()
}

/// Every link within the site, and every picture, leads to something that is built or stands in `static/`.
#[test]
fn every_link_leads_somewhere() {
    for base in ["/", "/massage/"] {
        let built = build(&real(), base);
        let mut checked = 0;
        for page in pages(&built) {
            for address in between(&page.text, " href=\"", "\"").chain(between(&page.text, " src=\"", "\"")) {
                if let Some(id) = address.strip_prefix('#') {
                    assert!(page.text.contains(&format!(" id=\"{id}\"")), "{} has no {address}", page.path);
                } else if address.starts_with('/') {
                    let below = address.strip_prefix(base).unwrap_or_else(|| panic!("{address} is not below {base}"));
                    let (path, id) = below.split_once('#').unwrap_or((below, ""));
                    if path.is_empty() || path.ends_with('/') {
                        let target = text(&built, &format!("{path}index.html"));
                        assert!(id.is_empty() || target.contains(&format!(" id=\"{id}\"")), "{path} has no #{id}");
                    } else {
                        let is_built = built.iter().any(|file| file.path == path);
                        assert!(is_built || Path::new("static").join(path).exists(), "static/{path} is not there");
                    }
                } else {
                    let known =
                        ["https://", "tel:", "sms:", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
                    assert!(known, "{} links to {address}", page.path);
                }
                checked += 1;
            }
        }
        assert!(checked > 1000, "only {checked} links were found");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (first, second) = (build(&real(), "/"), build(&real(), "/"));
    assert!(first == second);
}

#[test]
fn with_an_address_pages_name_it() {
    let mut content = real();
    let before = build(&content, "/massage/");
    assert!(!text(&before, "safety/index.html").contains("rel=\"canonical\""));
    content.settings.address = Some("https://guide.example.org".into());
    let built = build(&content, "/massage/");
    let address = "https://guide.example.org/massage/safety/";
    let page = text(&built, "safety/index.html");
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
    assert!(page.contains(&format!("<meta property=\"og:url\" content=\"{address}\">")));
    assert!(text(&built, "sitemap.xml").contains(&format!("<loc>{address}</loc>")));
    assert!(text(&built, "robots.txt").contains("Sitemap: https://guide.example.org/massage/sitemap.xml"));
}

#[test]
fn the_site_map_has_every_page_but_the_one_for_unknown_addresses() {
    let content = real();
    let built = build(&content, "/");
    let listed: Vec<_> = between(text(&built, "sitemap.xml"), "<loc>", "</loc>").collect();
    let expected: Vec<_> = content
        .pages
        .iter()
        .filter(|page| page.layout != Layout::NotFound)
        .map(|page| format!("/{}", page.path))
        .collect();
    assert_eq!(listed, expected);
    assert!(expected.len() > 1);
    assert!(!text(&built, "404.html").is_empty());
}

/// However many pages a site has, a page's footer stays short.
#[test]
fn a_long_section_leads_to_the_site_map() {
    let mut content = real();
    let place = content.pages.iter().position(|page| page.path == "what-to-expect/").expect("the page is there");
    for number in 0..Section::MOST_PAGES {
        let page = Page { path: format!("page-{number}/"), ..content.pages[place].clone() };
        content.pages.insert(place, page);
    }
    let built = build(&content, "/");
    let home = text(&built, "index.html");
    let section = between(home, "<p>Learn the basics</p><ul>", "</ul>").next().expect("the footer has the section");
    let links: Vec<_> = between(section, "<a ", "</a>").collect();
    assert_eq!(links.len(), Section::MOST_PAGES + 1, "{section}");
    assert_eq!(links.last(), Some(&"href=\"/site-map/#learn\">All pages: Learn the basics"));
}

/// On each page and on the visit sheet: what the facility has set; and as long as that is no way to reach them, how to find one.
#[test]
fn a_facilitys_contact_stands_in_for_how_to_find_one() {
    let name = || Some("The desk of this test".to_owned());
    let phone = || Some(ContactLink { text: "Ring the desk of this test".into(), address: "tel:000".into() });
    for (name, phone) in [(None, None), (name(), None), (None, phone()), (name(), phone())] {
        let mut content = real();
        let contact = &mut content.settings.point_of_contact;
        (contact.name, contact.phone) = (name.clone(), phone.clone());
        let how_to_find = "A way to find them".to_owned();
        contact.how_to_find[0].text = how_to_find.clone();
        let both = content.questionnaires.clone().expect("the site has a self-screen");
        let mut session = Session::new(both.into(), Respondent::Veteran);
        session.answers.give(&session.questionnaires.for_veteran, "crisis", &["yes"]).expect("an answer");
        let page = text(&build(&content, "/"), "safety/index.html").to_owned();
        let sheet = SelfScreen::start(session).sheet_text(&content.guide("/")).expect("a result");
        for shown in [page, sheet] {
            assert_eq!(shown.contains("The desk of this test"), name.is_some());
            assert_eq!(shown.contains("Ring the desk of this test"), phone.is_some());
            assert_eq!(shown.contains(&how_to_find), phone.is_none());
        }
    }
}

/// A title that would close the script element of the structured data does not.
#[test]
fn structured_data_cannot_be_broken_out_of() {
    let mut content = real();
    content.pages[0].title = "</script><script>alert(1)</script>".into();
    let built = build(&content, "/");
    assert!(!text(&built, "index.html").contains("<script>alert"));
}

#[test]
fn a_shell_without_a_marker_or_its_style_is_refused() {
    for (part, lacks) in [
        ("{{language}}", "{{language}}"),
        ("{{head}}", "{{head}}"),
        ("{{body}}", "{{body}}"),
        ("<style>p{}</style>", "<style>"),
        // A style sheet that was not compiled, and one in another shape, of which a policy would hold no hash.
        ("p{}", "<style>"),
        ("</style>", "<style>"),
    ] {
        assert_eq!(Shell::new(&SHELL.replace(part, "")).err(), Some(lacks), "without {part}");
    }
    assert_eq!(Shell::new(&SHELL.replace("<style>", "<style media=all>")).err(), Some("<style>"));
}

/// A page gets the rules for what is in pages of its layout, and for what the start script makes; the app gets all.
#[test]
fn a_page_has_the_rules_it_needs() {
    let html = "<main id=\"page\"><p class=\"lead big\">A <a href=\"/\">b</a></p></main>";
    for (sheet, expected) in [
        ("p{a:b}table{a:b}", "p{a:b}"),
        (".lead{a:b}.lea{a:b}.leads{a:b}#page{a:b}#lead{a:b}.page{a:b}", ".lead{a:b}#page{a:b}"),
        ("p.lead>a:hover::before,p table,*{a:b}", "p.lead>a:hover::before,*{a:b}"),
        // What is in brackets may be there, or be made.
        ("a:not(.x):is(td,th)[hidden],.x:not(a){a:b}", "a:not(.x):is(td,th)[hidden]{a:b}"),
        (".m\\:big{a:b}.x .m\\:big{a:b}", ".m\\:big{a:b}"),
        ("@media (width>1em){td{a:b}p{a:b}}@media print{td{a:b}}", "@media (width>1em){p{a:b}}"),
        ("@supports (a:b){@media print{td{a:b}}}", ""),
        (
            "@charset \"UTF-8\";@keyframes x{from{a:b}to{a:b}}@page{a:b}",
            "@charset \"UTF-8\";@keyframes x{from{a:b}to{a:b}}@page{a:b}",
        ),
        ("a::before{content:\"}td{\"}td{a:b}", "a::before{content:\"}td{\"}"),
        (
            ":root{--x:url(\"a,b;{\")}.made{a:b}#made{a:b}made{a:b}.un{a:b}",
            ":root{--x:url(\"a,b;{\")}.made{a:b}#made{a:b}made{a:b}",
        ),
    ] {
        let mut names = Names::default();
        names.add_html(html);
        names.add_script("className: \"made\"");
        assert_eq!(needed(sheet, &names), expected);
    }

    let sheet = ".usa-button{a:b}.home-start{a:b}.crisis{a:b}.nowhere{a:b}";
    let content = real();
    let target = Target { base: "/".into(), preview: false, assets: Vec::new() };
    let shell = SHELL.replace("p{}", sheet);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
    let built = runtime.block_on(build::files(&content, Shell::new(&shell).expect("it has its markers"), &target));
    let style = |page: &str| text(&built, page).split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
    for page in ["index.html", "safety/index.html"] {
        let (style, _) = style(page).expect("a page has a style sheet");
        assert!(style.contains(".crisis{") && !style.contains(".nowhere"), "{page}: {style}");
        assert!(text(&built, page).contains(&headers::style_hash(style)), "{page} has a policy");
    }
    let whole = built.iter().find(|file| file.path.starts_with("style-")).expect("the app has a sheet");
    assert_eq!(whole.text, sheet);
}

/// Whoever is not enrolled begins with that, before the steps of the outcome; whoever is enrolled reads nothing of it.
#[test]
fn a_first_step_stands_before_the_steps() {
    let content = real();
    let both = Rc::new(content.questionnaires.clone().expect("the site has a self-screen"));
    let questionnaire = &both.for_veteran;
    let note = questionnaire.notes.iter().find(|note| note.kind == NoteKind::FirstStep).expect("a first step");
    for (enrolled, is_first) in [("no", true), ("yes", false)] {
        let mut session = Session::new(both.clone(), Respondent::Veteran);
        let answers = [("crisis", "no"), ("emergency", "none"), ("recent", "none"), ("enrolled", enrolled)];
        for (question, option) in
            answers.into_iter().chain([("purpose", "well-being"), ("ask-first", "none"), ("therapist", "none")])
        {
            session.answers.give(questionnaire, question, &[option]).expect("an answer");
        }
        let sheet = SelfScreen::start(session).sheet_text(&content.guide("/")).expect("a result");
        let begins = [&*questionnaire.wording.result.steps, "\n- ", &*note.text, "\n"].concat();
        assert_eq!(sheet.contains(&begins), is_first, "{sheet}");
        assert_eq!(sheet.matches(&*note.text).count(), usize::from(is_first), "{sheet}");
    }
}
