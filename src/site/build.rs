//! From checked content to the files of the site.

use std::collections::BTreeSet;
use std::rc::Rc;

use quick_xml::escape::escape;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Content;
use super::headers;
use super::links;
use super::prerender::{Prerender, Shell, page_address};
use super::search;
use super::style::{Names, needed};
use crate::guide::fill;
use crate::page::{Layout, Page, PageLink};
use crate::view::frame::{Navigation, Section};

/// A file of the built site, by its path below the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// Where the site is served from, and for whom it is built.
pub struct Target {
    /// Begins and ends with a slash.
    pub base: String,
    /// A preview reloads itself, which the policy of a published page forbids, and no browser keeps it.
    pub preview: bool,
    /// What the folder of the site holds already, beside the shell.
    pub assets: Vec<Asset>,
}

/// A file that does not come from content.
pub struct Asset {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The file that tells a browser how to install the site.
pub const MANIFEST: &str = "site.webmanifest";

/// Stands for the build's id until all is there that the id is made from.
const BUILD: &str = "{{build}}";

const START: &str = include_str!("../../static/start.js");
const WORKER: &str = include_str!("../../static/worker.js");

/// Every file that is made from content. The same content gives the same bytes.
///
/// Pages, data and the service worker hold the build's id, which is another one as soon as any file is: nothing else can tell a
/// browser that two of them belong together.
pub async fn files(content: &Content, shell: Shell, target: &Target) -> Vec<File> {
    let guide = Rc::new(content.guide(&target.base));
    let start = File { path: String::new(), text: format!("const words = {};\n{START}", start_words(content)) };
    let start = File { path: format!("start-{}.js", &hash([start.text.as_bytes()])[..16]), ..start };
    let style = shell.style.clone();
    let style = File { path: format!("style-{}.css", &hash([style.as_bytes()])[..16]), text: style };
    let integrity = |address: &str| {
        let path = address.strip_prefix(&target.base)?;
        let asset = target.assets.iter().find(|asset| asset.path == path).map(|asset| &*asset.bytes);
        asset.or((path == start.path).then_some(start.text.as_bytes())).map(headers::integrity)
    };
    let prerender = Prerender {
        shell: shell.with_start(&start.path, &style.path, integrity),
        guide: guide.clone(),
        build: BUILD,
        settings: Rc::new(content.settings.clone()),
        navigation: Rc::new(navigation(content)),
        questionnaires: content.questionnaires.clone().map(Rc::new),
        policy: !target.preview,
    };
    let (pages, styles) = pages(content, &prerender, &style.text).await;
    let mut files = vec![start, style, File { path: MANIFEST.into(), text: manifest(content, &target.base) }];
    files.push(File { path: "site.json".into(), text: data(&*guide) });
    files.extend(content.questionnaires.iter().map(|screen| File { path: "screen.json".into(), text: data(screen) }));
    if content.page(Layout::Search).is_some() {
        files.push(File { path: "search.json".into(), text: data(&search::index(content)) });
    }
    for (page, html) in pages {
        if page.layout == Layout::NotFound {
            files.push(File { path: "404.html".into(), text: html });
        } else {
            files.push(File { path: format!("{}index.html", page.path), text: html });
            files.push(File { path: format!("{}page.json", page.path), text: data(page) });
        }
    }
    let origin = content.settings.address.as_deref().unwrap_or_default();
    let addresses: Vec<_> = published(content).map(|page| (page_address(origin, &guide, page), page)).collect();
    files.push(File { path: "sitemap.xml".into(), text: sitemap(&addresses) });
    files.push(File { path: "robots.txt".into(), text: robots(origin, &target.base) });
    files.push(File { path: "worker.js".into(), text: worker(content, &files, target) });

    let parts = files.iter().flat_map(|file| [file.path.as_bytes(), file.text.as_bytes()]);
    let assets = target.assets.iter().flat_map(|asset| [asset.path.as_bytes(), &asset.bytes]);
    let id = hash(parts.chain(assets));
    for file in &mut files {
        file.text = file.text.replace(BUILD, &id[..12]);
    }
    if !target.preview {
        let paths = files.iter().map(|file| &*file.path).chain(target.assets.iter().map(|asset| &*asset.path));
        let hosts = headers::files(&target.base, &styles, paths);
        files.extend(hosts);
    }
    files
}

/// Every page as HTML, and what the host's policy calls the style sheets in them.
///
/// All pages of a layout have the same sheet: one for each page would make that policy as long as a page, and few would be smaller.
async fn pages<'a>(content: &'a Content, prerender: &Prerender, style: &str) -> (Vec<(&'a Page, String)>, String) {
    let mut bodies = Vec::new();
    let mut layouts: Vec<(Layout, Names)> = Vec::new();
    for page in &content.pages {
        let body = prerender.body(&Rc::new(page.clone())).await;
        let place = layouts.iter().position(|(layout, _)| *layout == page.layout).unwrap_or_else(|| {
            layouts.push((page.layout, Names::default()));
            layouts.len() - 1
        });
        layouts[place].1.add_html(&body);
        bodies.push((page, body, place));
    }
    let styles: Vec<_> = layouts
        .into_iter()
        .map(|(_, mut names)| {
            names.add_html("<html><body>");
            names.add_script(START);
            needed(style, &names)
        })
        .collect();
    let mut pages = Vec::new();
    for (page, body, place) in bodies {
        pages.push((page, prerender.page(page, &body, &styles[place]).await));
    }
    let hashes: BTreeSet<_> = styles.iter().map(|style| headers::style_hash(style)).collect();
    (pages, hashes.into_iter().collect::<Vec<_>>().join(" "))
}

/// In hexadecimal digits.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length, so that two parts cannot be taken for one.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The words of `static/start.js`.
fn start_words(content: &Content) -> serde_json::Value {
    let frame = &content.settings.frame;
    json!({
        "linkCopied": frame.link_copied,
        "gettingReady": frame.getting_ready,
        "pageFailed": frame.page_failed,
        "appDied": frame.app_died,
        "tryAgain": content.settings.wording.try_again,
    })
}

/// The service worker, with what it keeps; or, where nothing is to be kept, with nothing.
fn worker(content: &Content, files: &[File], target: &Target) -> String {
    // Not what is for search engines and hosts alone.
    let kept = |path: &str| !matches!(path, "404.html" | "sitemap.xml" | "robots.txt") && !path.starts_with('_');
    let paths = files.iter().map(|file| &*file.path).chain(target.assets.iter().map(|asset| &*asset.path));
    let paths: Vec<_> =
        paths.filter(|path| kept(path)).map(|path| path.strip_suffix("index.html").unwrap_or(path)).collect();
    let help: Vec<_> = content.settings.help.iter().map(|page| links::path_of(page)).collect();
    let is_kept = content.settings.offline && !target.preview;
    let site = is_kept.then(|| json!({ "build": BUILD, "files": paths, "help": help }));
    format!("const site = {};\n{WORKER}", json!(site))
}

/// How a browser installs the site. In a window with Back, since it is a site of many pages.
fn manifest(content: &Content, base: &str) -> String {
    let icon = |name: &str, size: u32, purpose: &str| {
        json!({
            "src": format!("{base}icons/{name}.png"),
            "type": "image/png",
            "sizes": format!("{size}x{size}"),
            "purpose": purpose,
        })
    };
    let settings = &content.settings;
    let manifest = json!({
        "id": base,
        "name": settings.name,
        "description": settings.not_official,
        "lang": settings.language,
        "start_url": base,
        "scope": base,
        "display": "minimal-ui",
        "icons": [icon("192", 192, "any"), icon("512", 512, "any"), icon("maskable", 512, "maskable")],
    });
    manifest.to_string()
}

/// The pages that have an address.
fn published(content: &Content) -> impl Iterator<Item = &Page> {
    content.pages.iter().filter(|page| page.layout != Layout::NotFound)
}

/// The frame's links: the menu, and the sections with their pages.
fn navigation(content: &Content) -> Navigation {
    let link = |page: &Page| PageLink { path: page.path.clone(), fragment: None, text: page.short_title.clone() };
    let mut sections: Vec<Section> = Vec::new();
    for page in published(content) {
        let Some(section) = page.trail.get(1) else { continue };
        match sections.last_mut().filter(|last| last.title == section.text) {
            Some(last) if last.pages.len() == Section::MOST_PAGES => {
                let text = fill(&content.settings.frame.whole_section, &[("section", &section.text)]);
                last.whole = Some(PageLink { text, ..section.clone() });
            }
            Some(last) => last.pages.push(link(page)),
            None => sections.push(Section { title: section.text.clone(), pages: vec![link(page)], whole: None }),
        }
    }
    let search = content.page(Layout::Search).map(link);
    Navigation { search, menu: content.menu.clone(), sections }
}

/// A value with the build's id, which stands first.
///
/// Never fails: serde_json refuses only maps with other keys than text, and the types of this crate hold no map at all.
fn data(value: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Data<'a, T> {
        build: &'static str,
        #[serde(flatten)]
        value: &'a T,
    }
    let data = Data { build: BUILD, value };
    serde_json::to_string(&data).expect("content values have text keys only, so they are always JSON")
}

fn sitemap(pages: &[(String, &Page)]) -> String {
    let entry = |(address, page): &(String, &Page)| {
        format!(
            "<url><loc>{}</loc><lastmod>{}</lastmod></url>\n",
            escape(address.as_str()),
            escape(&page.review.last.date)
        )
    };
    let entries: String = pages.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n"
    )
}

/// Everything may be read. A site map must be named by its full address, so it is left out where there is none.
fn robots(origin: &str, base: &str) -> String {
    let sitemap = if origin.is_empty() { String::new() } else { format!("\nSitemap: {origin}{base}sitemap.xml\n") };
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
