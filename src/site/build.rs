//! From checked content to the files of the site.

use std::rc::Rc;

use quick_xml::escape::escape;
use serde::Serialize;

use super::Content;
use super::prerender::{Prerender, Shell, page_address};
use super::search;
use crate::page::{Layout, Page, PageLink};
use crate::view::fill;
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
    /// A preview reloads itself, which the policy of a published page forbids.
    pub preview: bool,
}

/// Every file that is made from content. The same content gives the same bytes.
pub async fn files(content: &Content, shell: Shell, target: &Target) -> Vec<File> {
    let guide = Rc::new(content.guide(&target.base));
    let prerender = Prerender {
        shell,
        guide: guide.clone(),
        settings: Rc::new(content.settings.clone()),
        navigation: Rc::new(navigation(content)),
        questionnaires: content.questionnaires.clone().map(Rc::new),
        policy: !target.preview,
    };
    let mut files = vec![File { path: "site.json".into(), text: json(&*guide) }];
    files.extend(content.questionnaires.iter().map(|screen| File { path: "screen.json".into(), text: json(screen) }));
    if content.page(Layout::Search).is_some() {
        files.push(File { path: "search.json".into(), text: json(&search::index(content)) });
    }
    for page in &content.pages {
        let html = prerender.page(&Rc::new(page.clone())).await;
        if page.layout == Layout::NotFound {
            files.push(File { path: "404.html".into(), text: html });
        } else {
            files.push(File { path: format!("{}index.html", page.path), text: html });
            files.push(File { path: format!("{}page.json", page.path), text: json(page) });
        }
    }
    let origin = content.settings.address.as_deref().unwrap_or_default();
    let addresses: Vec<_> = published(content).map(|page| (page_address(origin, &guide, page), page)).collect();
    files.push(File { path: "sitemap.xml".into(), text: sitemap(&addresses) });
    files.push(File { path: "robots.txt".into(), text: robots(origin, &target.base) });
    files
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

/// Never fails: serde_json refuses only maps with other keys than text, and the types of this crate hold no map at all.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("content values have text keys only, so they are always JSON")
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
