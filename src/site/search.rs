//! The words of checked pages as the search's index.

use super::reading::sentences;
use super::{Content, paper};
use crate::document::{Block, Definition, Inline, plain_text};
use crate::page::{Layout, Page, SectionLink};
use crate::search::{Index, IndexedPage, IndexedSection};

/// Between the cells of a row, and a term and its explanation.
const DASH: &str = " – ";

/// Every page that a visitor may look for, in reading order. Of pages that list others, only what they are is kept: the
/// others say the rest themselves.
pub fn index(content: &Content) -> Index {
    let pages = content.pages.iter().filter(|page| !matches!(page.layout, Layout::NotFound | Layout::Search));
    Index { passed_over: content.settings.search_passes_over.clone(), pages: pages.map(indexed).collect() }
}

fn indexed(page: &Page) -> IndexedPage {
    let lead = page.lead.iter().flat_map(|lead| std::iter::once(&lead.message).chain(&lead.in_short));
    let sentences = std::iter::once(&page.description).chain(lead).cloned().collect();
    let mut sections = vec![IndexedSection { heading: None, sentences }];
    let blocks = &page.document.blocks;
    match page.layout {
        Layout::SiteMap => {}
        // Found alone, a result of the self-screen would be read without the answers that lead to it.
        Layout::SelfScreen => {
            let is_results = |block: &Block| matches!(block, Block::Heading(heading) if heading.id == paper::RESULTS);
            let end = blocks.iter().position(is_results).unwrap_or(blocks.len());
            add_blocks(&mut sections, &blocks[..end]);
        }
        _ => add_blocks(&mut sections, blocks),
    }
    IndexedPage { path: page.path.clone(), title: page.title.clone(), sections }
}

fn add_blocks(sections: &mut Vec<IndexedSection>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => begin(sections, &heading.id, &heading.text),
            Block::Paragraph(content) | Block::Figure(_, content) => add_inlines(sections, content),
            Block::List(list) => list.items.iter().for_each(|item| add_blocks(sections, item)),
            Block::Table(table) => {
                add_inlines(sections, &table.caption);
                for row in &table.rows {
                    add_sentence(sections, row.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(DASH));
                }
            }
            Block::Definitions(definitions) => definitions.iter().for_each(|part| add_definition(sections, part)),
            Block::Alert(_, blocks) | Block::Quote(blocks) => add_blocks(sections, blocks),
        }
    }
}

/// A term with an address is a section of its own; one without says what it explains.
fn add_definition(sections: &mut Vec<IndexedSection>, definition: &Definition) {
    match &definition.id {
        Some(id) => begin(sections, id, &definition.term),
        None => add_inlines(sections, &definition.term),
    }
    definition.details.iter().for_each(|blocks| add_blocks(sections, blocks));
}

fn begin(sections: &mut Vec<IndexedSection>, id: &str, heading: &[Inline]) {
    let heading = SectionLink { id: id.to_owned(), text: plain_text(heading) };
    sections.push(IndexedSection { heading: Some(heading), sentences: Vec::new() });
}

fn add_inlines(sections: &mut [IndexedSection], content: &[Inline]) {
    for line in content.split(|inline| matches!(inline, Inline::Break)) {
        let text = plain_text(line);
        for sentence in sentences(&text) {
            add_sentence(sections, text[sentence].to_owned());
        }
    }
}

fn add_sentence(sections: &mut [IndexedSection], sentence: String) {
    let sentence = sentence.trim();
    if let Some(section) = sections.last_mut().filter(|_| !sentence.is_empty()) {
        section.sentences.push(sentence.to_owned());
    }
}
