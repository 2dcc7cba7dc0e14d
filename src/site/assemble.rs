//! Checked drafts become the pages that the views show.

use jiff::civil::Date;

use super::draft::Draft;
use super::front_matter::FrontMatter;
use super::glossary::Glossary;
use super::links::path_of;
use super::paper;
use super::settings::Settings;
use super::sources::Sources;
use super::terms::Terms;
use crate::document::{Block, Document, Heading, Inline, Level, List, Target, plain_text};
use crate::page::{Day, Layout, Lead, Page, PageLink, Review, SectionLink};
use crate::screen::Questionnaire;

/// From how many sections on a page lists them at its top.
const SECTIONS_OF_A_LONG_PAGE: usize = 4;

/// The pages in reading order: home, then section by section, then the page for unknown addresses. None if a draft has no
/// front matter, or names a section that does not exist.
pub fn pages(
    drafts: Vec<Draft>,
    settings: &Settings,
    glossary: &Glossary,
    sources: &Sources,
    questionnaire: Option<&Questionnaire>,
    today: Date,
) -> Option<Vec<Page>> {
    let mut drafts = in_order(drafts, settings)?;
    let links: Vec<PageLink> = drafts.iter().map(|(front, draft)| link(front, &draft.name)).collect();
    let site_map = drafts.iter().find(|(front, _)| front.layout.value == Layout::SiteMap)?.1.name.clone();
    let list = site_map_list(&drafts, settings);
    let home = links.first()?.clone();
    let terms = terms(&drafts, settings, glossary);
    let day = |date: Date| Day { date: date.to_string(), in_words: settings.date_in_words(date) };

    let pages = drafts.drain(..).enumerate().map(|(index, (front, draft))| {
        let layout = front.layout.value;
        let mut blocks = draft.parsed.blocks;
        match layout {
            Layout::Glossary => {}
            Layout::SiteMap | Layout::Search => blocks.extend(list.iter().cloned()),
            // The lists of the first page are cards, each of which is a link as a whole.
            Layout::Home => terms.explain(blocks.iter_mut().filter(|block| !matches!(block, Block::List(_)))),
            _ => terms.explain(&mut blocks),
        }
        if let (Layout::SelfScreen, Some(questionnaire)) = (layout, questionnaire) {
            blocks.extend(paper::blocks(&settings.crisis_line, questionnaire));
        }
        let neighbour = |index: Option<usize>| {
            let is_neighbour = |link: &&PageLink| front.place.is_some() && !is_apart(link);
            index.and_then(|index| links.get(index)).filter(is_neighbour).cloned()
        };
        Page {
            path: path_of(&draft.name),
            layout,
            title: front.title.value.clone(),
            short_title: front.menu_title().to_owned(),
            tab_title: settings.tab_title(&front.title.value),
            description: front.description.value.clone(),
            lead: lead(&front),
            audience: front.audience,
            trail: trail(&front, &home, &site_map, settings),
            contents: if layout == Layout::Search { Vec::new() } else { contents(&blocks) },
            document: Document { blocks, notes: draft.notes.finish(sources) },
            review: Review {
                last: day(front.reviewed_on),
                by: front.reviewed_by.clone(),
                next: day(front.review_by.value),
                is_overdue: front.review_by.value < today,
                grade: draft.reading.and_then(|figures| figures.school_year()),
            },
            previous: neighbour(index.checked_sub(1)),
            next: neighbour(Some(index + 1)),
        }
    });
    Some(pages.collect())
}

/// The links of the menu.
pub fn menu(settings: &Settings, pages: &[Page]) -> Vec<PageLink> {
    let paths = settings.menu.iter().map(|name| path_of(name));
    let pages = paths.filter_map(|path| pages.iter().find(|page| page.path == path));
    pages.map(|page| PageLink { path: page.path.clone(), fragment: None, text: page.short_title.clone() }).collect()
}

fn terms<'a>(drafts: &[(FrontMatter, Draft)], settings: &Settings, glossary: &'a Glossary) -> Terms<'a> {
    let draft = drafts.iter().find(|(front, _)| front.layout.value == Layout::Glossary).map(|(_, draft)| draft);
    let path = draft.map(|draft| path_of(&draft.name)).unwrap_or_default();
    let link = |id| {
        let words = Inline::Text(settings.more_on_term.clone());
        Inline::Link(Target::Page(path.clone(), Some(id)), vec![words])
    };
    Terms::new(glossary, draft.map_or(&[], |draft| &draft.parsed.blocks), link)
}

/// A bulleted list of plain items.
pub fn list(items: impl Iterator<Item = Vec<Inline>>) -> Block {
    Block::List(List { start: None, items: items.map(|item| vec![Block::Paragraph(item)]).collect() })
}

fn in_order(drafts: Vec<Draft>, settings: &Settings) -> Option<Vec<(FrontMatter, Draft)>> {
    let mut placed = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let front = draft.front.take()?;
        let rank = match &front.place {
            Some(place) => {
                let section = settings.sections.iter().position(|section| section.id == place.section.value)?;
                (section + 1, place.order.value)
            }
            None if front.layout.value == Layout::Home => (0, 0),
            None => (usize::MAX, 0),
        };
        placed.push((rank, (front, draft)));
    }
    placed.sort_by_key(|(rank, _)| *rank);
    Some(placed.into_iter().map(|(_, draft)| draft).collect())
}

fn link(front: &FrontMatter, name: &str) -> PageLink {
    PageLink { path: path_of(name), fragment: None, text: front.menu_title().to_owned() }
}

fn lead(front: &FrontMatter) -> Option<Lead> {
    front.lead.as_ref().map(|lead| Lead {
        message: lead.message.value.clone(),
        in_short: lead.in_short.iter().map(|point| point.value.clone()).collect(),
    })
}

/// Whether a page belongs to no section, and so has no neighbours.
fn is_apart(link: &PageLink) -> bool {
    link.path == path_of("index") || link.path == path_of("404")
}

fn trail(front: &FrontMatter, home: &PageLink, site_map: &str, settings: &Settings) -> Vec<PageLink> {
    let Some(place) = &front.place else { return Vec::new() };
    let section = settings.sections.iter().find(|section| section.id == place.section.value);
    let section = section.map(|section| PageLink {
        path: path_of(site_map),
        fragment: Some(section.id.clone()),
        text: section.title.clone(),
    });
    std::iter::once(home.clone()).chain(section).collect()
}

fn contents(blocks: &[Block]) -> Vec<SectionLink> {
    let sections = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level == Level::H2 => {
            Some(SectionLink { id: heading.id.clone(), text: plain_text(&heading.text) })
        }
        _ => None,
    });
    let sections: Vec<_> = sections.collect();
    if sections.len() < SECTIONS_OF_A_LONG_PAGE { Vec::new() } else { sections }
}

/// Every page by section, with its description.
fn site_map_list(drafts: &[(FrontMatter, Draft)], settings: &Settings) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in &settings.sections {
        let is_in_section =
            |front: &FrontMatter| front.place.as_ref().is_some_and(|place| place.section.value == section.id);
        let pages = drafts.iter().filter(|(front, _)| is_in_section(front));
        let items = pages.map(|(front, draft)| {
            let title = vec![Inline::Text(front.title.value.clone())];
            let link = Inline::Link(Target::Page(path_of(&draft.name), None), title);
            vec![link, Inline::Break, Inline::Text(front.description.value.clone())]
        });
        let text = vec![Inline::Text(section.title.clone())];
        blocks.push(Block::Heading(Heading { level: Level::H2, id: section.id.clone(), text }));
        blocks.push(list(items));
    }
    blocks
}
