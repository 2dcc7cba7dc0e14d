//! What stands around every page: skip link, crisis line, header with the menu, and footer with the sections. Rendered
//! natively only: in the browser it stays as it is, and the app marks the current page in it.

use std::rc::Rc;

use yew::prelude::*;

use crate::document::Target;
use crate::guide::{FrameWording, Guide};
use crate::page::{Page, PageLink};
use crate::view::contact;
use crate::view::document::href;
use crate::view::page::{self, Extra};

#[derive(Clone, Properties)]
pub struct FrameProps {
    pub guide: Rc<Guide>,
    pub wording: Rc<FrameWording>,
    /// That the site is no official one.
    pub not_official: String,
    pub navigation: Rc<Navigation>,
    /// The build's id.
    pub build: &'static str,
    pub page: Rc<Page>,
    pub extra: Option<Extra>,
}

/// A frame is rendered once.
impl PartialEq for FrameProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The links of the frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Navigation {
    /// None for a site without a page for it.
    pub search: Option<PageLink>,
    pub menu: Vec<PageLink>,
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub title: String,
    /// At most [`Section::MOST_PAGES`], so that a page stays as small as it is when others are added.
    pub pages: Vec<PageLink>,
    /// To the site map, where the section has more pages.
    pub whole: Option<PageLink>,
}

impl Section {
    pub const MOST_PAGES: usize = 10;
}

/// What the element `body` holds.
#[component]
pub fn Body(FrameProps { guide, wording, not_official, navigation, build, page, extra }: &FrameProps) -> Html {
    html! {
        <>
            <a class="skip" href="#main">{ &wording.skip }</a>
            <section class="crisis" aria-label={wording.crisis_label.clone()}>
                <div class="frame">
                    <p>{ &guide.crisis_line.title }</p>
                    { contact::crisis_links(&guide.crisis_line) }
                </div>
            </section>
            { header(guide, wording, navigation, page) }
            <div
                id="page"
                class="frame"
                data-base={guide.base.clone()}
                data-build={*build}
                data-app-pages={app_pages(guide)}
            >
                { page::page(guide, page, extra.as_ref()) }
            </div>
            <p
                id="announcer"
                class="usa-sr-only"
                aria-live="polite"
            >
            </p>
            { footer(guide, wording, not_official, navigation, page) }
        </>
    }
}

/// The addresses of the pages that need the app, for `static/start.js`.
fn app_pages(guide: &Guide) -> String {
    let paths = [&guide.self_screen, &guide.search].into_iter().flatten();
    paths.map(|path| [&*guide.base, path].concat()).collect::<Vec<_>>().join(" ")
}

fn header(guide: &Guide, wording: &FrameWording, navigation: &Navigation, page: &Page) -> Html {
    let search = navigation.search.as_ref().map(|link| page_link(guide, page, link));
    let links = navigation.menu.iter().map(|link| html! { <li>{ page_link(guide, page, link) }</li> });
    html! {
        <header class="header">
            <div class="frame">
                <a class="site-name" href={guide.base.clone()}>{ &guide.name }</a>
                <nav aria-label={wording.menu_label.clone()}>
                    { for search }
                    <details class="menu">
                        <summary>{ &wording.menu }</summary>
                        <ul>{ for links }</ul>
                    </details>
                </nav>
            </div>
        </header>
    }
}

fn footer(guide: &Guide, wording: &FrameWording, not_official: &str, navigation: &Navigation, page: &Page) -> Html {
    let sections = navigation.sections.iter().map(|section| {
        let links = section.pages.iter().chain(&section.whole);
        let links = links.map(|link| html! { <li>{ page_link(guide, page, link) }</li> });
        html! { <li><p>{ &section.title }</p><ul>{ for links }</ul></li> }
    });
    html! {
        <footer class="footer">
            <div class="frame">
                <nav aria-label={wording.footer_label.clone()}><ul class="sections">{ for sections }</ul></nav>
                <p class="not-official">{ not_official }</p>
            </div>
        </footer>
    }
}

fn page_link(guide: &Guide, current: &Page, link: &PageLink) -> Html {
    let target = Target::Page(link.path.clone(), link.fragment.clone());
    let here = (link.path == current.path && link.fragment.is_none()).then_some("page");
    html! { <a href={href(guide, &target)} aria-current={here}>{ &link.text }</a> }
}
