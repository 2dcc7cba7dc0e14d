//! What must hold of whatever a content file or a data file holds. Each target of `cargo fuzz` hands its bytes to one of these.

use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use whole_health_guide::data::Data;
use whole_health_guide::guide::Guide;
use whole_health_guide::page::Page;
use whole_health_guide::screen::{Place, Questionnaires, Respondent, Session};
use whole_health_guide::search::{self, Index};
use whole_health_guide::site::build::{self, Target};
use whole_health_guide::site::diagnostic::SourceFile;
use whole_health_guide::site::files::{File, Files};
use whole_health_guide::site::prerender::Shell;
use whole_health_guide::site::questionnaire::{self, Known};
use whole_health_guide::site::{self, report};

const TODAY: Date = date(2026, 11, 24);

const SHELL: &str = "<html lang=\"{{language}}\"><head>{{head}}<style>p{}</style></head><body>{{body}}</body></html>";

static SITE: LazyLock<Files> =
    LazyLock::new(|| Files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/sites/base")));

/// A page's Markdown with its front matter.
pub fn page(bytes: &[u8]) {
    check("content/pages/example.md", bytes);
}

/// One of the files in YAML that are not the self-screen; the first byte says which.
pub fn settings(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let names = ["site", "sources", "glossary", "quality"];
    let name = names[usize::from(*first) % names.len()];
    check(&format!("content/{name}.yaml"), rest);
}

/// The self-screen, without the rest of its site.
pub fn self_screen(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut problems = Vec::new();
    let known = Known { sources: None, pages: &[], today: TODAY };
    let questionnaires = questionnaire::parse(&SourceFile::new(questionnaire::PATH, text), known, &mut problems);
    report::render(&problems, false);
    if let Some(questionnaires) = questionnaires {
        walk(questionnaires);
    }
}

/// A site with one of its files replaced: every problem can be told, and what has none makes pages that run nothing.
fn check(path: &str, bytes: &[u8]) {
    let mut files = SITE.clone();
    files.insert(path, File::Bytes(bytes.to_vec()));
    let loaded = site::check(&files, TODAY);
    report::render(&loaded.diagnostics, false);
    let Some(content) = loaded.accepted() else { return };
    let target = Target { base: "/".into(), preview: false, assets: Vec::new() };
    let shell = Shell::new(SHELL).expect("the shell has its markers");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
    for file in runtime.block_on(build::files(&content, shell, &target)) {
        if file.path.ends_with(".html") {
            assert_runs_nothing(&file.text);
        }
    }
}

/// The page's own script is not in this shell, so there is none but the structured data, and no address that runs one.
fn assert_runs_nothing(html: &str) {
    let scripts = html.matches("<script").count();
    assert_eq!(scripts, html.matches("<script type=\"application/ld+json\">").count(), "{html}");
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        for (name, value) in tag.split('"').collect::<Vec<_>>().chunks_exact(2).map(|pair| (pair[0], pair[1])) {
            let name = name.trim_end_matches('=').rsplit(' ').next().unwrap_or_default();
            assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{tag}");
            let scheme = value.trim_start().to_ascii_lowercase();
            let is_address = matches!(name, "href" | "src" | "action" | "formaction");
            let runs = ["javascript:", "data:", "vbscript:"].iter().any(|known| scheme.starts_with(known));
            assert!(!(is_address && runs), "{tag}");
        }
    }
}

/// What the app reads from a server: as its types or not at all. What is read is used as the app uses it.
pub fn data(bytes: &[u8]) {
    let read = || serde_json::from_slice::<Data>(bytes).ok();
    let Some(value) = read() else { return };
    let _ = value.read::<Guide>();
    let _ = read().and_then(|value| value.read::<Page>().ok());
    if let Some(index) = read().and_then(|value| value.read::<Index>().ok()) {
        let _ = search::search(&index, "massage knee");
    }
    if let Some(questionnaires) = read().and_then(|value| value.read::<Questionnaires>().ok()) {
        walk(questionnaires);
    }
}

/// Takes the first option of each question, as either respondent.
fn walk(questionnaires: Questionnaires) {
    let questionnaires = Rc::new(questionnaires);
    for respondent in [Respondent::Veteran, Respondent::Helper] {
        let mut session = Session::new(questionnaires.clone(), respondent);
        let mut place = session.first();
        for _ in 0..=session.questionnaire().questions.len() {
            let Place::Question(question) = place else { break };
            let Ok(step) = session.answer(question, 1) else { break };
            place = session.nearest(step.place);
            let _ = session.before(place);
        }
    }
}
