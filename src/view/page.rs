//! A page: everything between the frame's header and its footer.

use yew::prelude::*;

use crate::document::Target;
use crate::guide::{Guide, fill};
use crate::page::{Day, Layout, Lead, Page, PageLink, Review};
use crate::view::contact;
use crate::view::document::{self, href};
use crate::view::screen::{self, SelfScreen};
use crate::view::search::{self, Search};

/// What a page shows besides its text.
#[derive(Clone)]
pub enum Extra {
    SelfScreen(SelfScreen),
    /// The search, where the app runs.
    Search(Search),
}

/// What the element `#page` holds. Keyed by the page's path, so that the next page never patches this one's text nodes,
/// which a translator may have replaced.
pub fn page(guide: &Guide, page: &Page, extra: Option<&Extra>) -> Html {
    let (screen, search) = match extra {
        Some(Extra::SelfScreen(screen)) => (Some(screen), None),
        Some(Extra::Search(search)) => (None, Some(search)),
        None => (None, None),
    };
    let step = screen.and_then(|screen| screen::step(guide, page, screen));
    // A step of the self-screen has a way back of its own, and no contents.
    let (trail, neighbours) = if step.is_some() { (None, None) } else { (trail(guide, page), neighbours(guide, page)) };
    // Named here and not found by the style sheet, which would lay a page out anew as its contents arrive.
    let beside = (step.is_none() && !page.contents.is_empty()).then_some("page--contents");
    html! {
        <div key={&*page.path} class={classes!("page", layout_class(page.layout), beside)}>
            { trail }
            { step.unwrap_or_else(|| text(guide, page, screen, search)) }
            <div>{ neighbours }</div>
        </div>
    }
}

fn text(guide: &Guide, page: &Page, screen: Option<&SelfScreen>, search: Option<&Search>) -> Html {
    let is_search = page.layout == Layout::Search;
    let results = search.map(Search::results);
    let has_results = results.as_ref().is_some_and(|results| results.total > 0);
    html! {
        <main id="main" key="text">
            <div class="opening">
                <h1 tabindex="-1">{ &page.title }</h1>
                <p class="lede">{ page.lead.as_ref().map_or(&page.description, |lead| &lead.message) }</p>
                { for page.lead.as_ref().map(|lead| in_short(guide, lead)) }
            </div>
            { for screen.map(|screen| screen::begin(guide, screen)) }
            { for is_search.then(|| search::view(guide, search.zip(results.as_ref()))) }
            { print(guide, page) }
            { contents(guide, page) }
            <div class="prose" id={is_search.then_some(search::ALL_PAGES)} hidden={has_results}>
                { document::body(guide, &page.document) }
            </div>
            { contact::point_of_contact(&guide.point_of_contact, "next-step") }
            { document::notes(guide, &page.document) }
            { review(guide, page) }
            { share(guide, page) }
        </main>
    }
}

fn layout_class(layout: Layout) -> &'static str {
    match layout {
        Layout::Article => "page--article",
        Layout::Home => "page--home",
        Layout::Glossary => "page--glossary",
        Layout::SiteMap => "page--site-map",
        Layout::SelfScreen => "page--self-screen",
        Layout::Worksheet => "page--worksheet",
        Layout::Search => "page--search",
        Layout::NotFound => "page--not-found",
    }
}

fn trail(guide: &Guide, page: &Page) -> Option<Html> {
    let above = page.trail.iter().map(|link| html! { <li>{ page_link(guide, link) }</li> });
    (!page.trail.is_empty()).then(|| {
        html! {
            <nav class="trail" aria-label={guide.wording.trail.clone()}>
                <ol>
                    { for above }
                    <li aria-current="page">{ &page.short_title }</li>
                </ol>
            </nav>
        }
    })
}

fn in_short(guide: &Guide, lead: &Lead) -> Html {
    let points = lead.in_short.iter().map(|point| html! { <li>{ point }</li> });
    html! {
        <section class="in-short" aria-labelledby="in-short">
            <h2 id="in-short">{ &guide.wording.in_short }</h2>
            <ul>{ for points }</ul>
        </section>
    }
}

fn contents(guide: &Guide, page: &Page) -> Option<Html> {
    let links = page
        .contents
        .iter()
        .map(|section| html! { <li><a href={["#", &section.id].concat()}>{ &section.text }</a></li> });
    (!page.contents.is_empty()).then(|| {
        html! {
            <nav class="contents" aria-labelledby="contents">
                <h2 id="contents">{ &guide.wording.contents }</h2>
                <ul>{ for links }</ul>
            </nav>
        }
    })
}

/// When the page was read against its sources and will be again, how hard it is to read, and where to learn who is behind it.
pub fn review(guide: &Guide, page: &Page) -> Html {
    let Review { last, by, next, is_overdue, grade } = &page.review;
    let words = &guide.wording;
    let grade = grade.map(|grade| fill(&words.reading_grade, &[("grade", &grade.to_string())]));
    let about =
        guide.about.as_ref().filter(|about| **about != page.path).map(|path| {
            page_link(guide, &PageLink { path: path.clone(), fragment: None, text: words.about_page.clone() })
        });
    html! {
        <div class="review">
            <p>{ dated(&words.reviewed, last, &[("by", by)]) }</p>
            <p>{ dated(&words.review_next, next, &[]) }</p>
            // A page may also grow old where it is published: then `static/start.js` shows this.
            <p class="overdue" hidden={!is_overdue} data-overdue-after={next.date.clone()}>
                { dated(&words.review_overdue, next, &[]) }
            </p>
            { for grade.map(|grade| html! { <p>{ grade }</p> }) }
            { for about.map(|about| html! { <p>{ about }</p> }) }
        </div>
    }
}

/// Words with a day, which stands in an element of its own, so they are cut at its placeholder.
fn dated(words: &str, day: &Day, values: &[(&str, &str)]) -> Html {
    let (before, after) = words.split_once("{date}").unwrap_or((words, ""));
    html! { <>{ fill(before, values) }<time datetime={day.date.clone()}>{ &day.in_words }</time>{ fill(after, values) }</> }
}

/// Hidden until `static/start.js` says that it works.
fn print(guide: &Guide, page: &Page) -> Option<Html> {
    (page.layout == Layout::Worksheet).then(|| {
        html! {
            <p class="print" hidden=true>
                <button type="button" class="usa-button" data-print="">{ &guide.wording.print }</button>
            </p>
        }
    })
}

/// Hidden until `static/start.js` finds that the browser can share. On the self-screen's page and on that for unknown addresses
/// there is nothing to share.
fn share(guide: &Guide, page: &Page) -> Option<Html> {
    (!matches!(page.layout, Layout::SelfScreen | Layout::NotFound)).then(|| {
        html! {
            <p class="share" hidden=true>
                <button type="button" class="usa-button usa-button--unstyled" data-share="">
                    { &guide.wording.share }
                </button>
            </p>
        }
    })
}

fn neighbours(guide: &Guide, page: &Page) -> Option<Html> {
    let words = &guide.wording;
    let link = |neighbour: &PageLink, direction: &str, rel: &'static str| {
        let target = Target::Page(neighbour.path.clone(), neighbour.fragment.clone());
        html! {
            <a class={rel} {rel} href={href(guide, &target)}>
                <span>{ direction }</span>
                { " " }
                <strong>{ &neighbour.text }</strong>
            </a>
        }
    };
    let previous = page.previous.as_ref().map(|page| link(page, &words.previous, "prev"));
    let next = page.next.as_ref().map(|page| link(page, &words.next, "next"));
    (previous.is_some() || next.is_some()).then(|| {
        html! { <nav class="neighbours" aria-label={words.neighbours.clone()}>{ previous }{ next }</nav> }
    })
}

fn page_link(guide: &Guide, link: &PageLink) -> Html {
    let target = Target::Page(link.path.clone(), link.fragment.clone());
    html! { <a href={href(guide, &target)}>{ &link.text }</a> }
}
