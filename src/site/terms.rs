//! Links each term of the glossary from its first use on a page.

use std::collections::{BTreeMap, BTreeSet};

use super::glossary::Glossary;
use crate::document::{Block, Inline};

/// The forms of all terms, ready to be looked for.
pub struct Terms<'a> {
    /// By the first word, in small letters. The longest form comes first, so that it wins.
    forms: BTreeMap<String, Vec<(&'a str, &'a str)>>,
}

impl<'a> Terms<'a> {
    pub fn new(glossary: &'a Glossary) -> Self {
        let mut forms: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
        for (form, id) in glossary.forms() {
            forms.entry(first_word(form).to_ascii_lowercase()).or_default().push((form, id));
        }
        for forms in forms.values_mut() {
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        Self { forms }
    }

    /// Links the first use of each term. Headings, links, codes, captions and header cells stay as they are.
    pub fn link(&self, blocks: &mut [Block]) {
        self.link_blocks(blocks, &mut BTreeSet::new());
    }

    fn link_blocks(&self, blocks: &mut [Block], seen: &mut BTreeSet<&'a str>) {
        for block in blocks {
            match block {
                Block::Heading(_) | Block::Figure(..) => {}
                Block::Paragraph(content) => self.link_inlines(content, seen),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.link_blocks(item, seen)),
                Block::Table(table) => {
                    for row in &mut table.rows {
                        // The first cell is the row's header.
                        row.iter_mut().skip(1).for_each(|cell| self.link_inlines(cell, seen));
                    }
                }
                Block::Definitions(definitions) => {
                    let details = definitions.iter_mut().flat_map(|definition| &mut definition.details);
                    details.for_each(|blocks| self.link_blocks(blocks, seen));
                }
                Block::Alert(_, blocks) | Block::Quote(blocks) => self.link_blocks(blocks, seen),
            }
        }
    }

    fn link_inlines(&self, content: &mut Vec<Inline>, seen: &mut BTreeSet<&'a str>) {
        let mut linked = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match inline {
                Inline::Text(text) => self.link_text(&text, seen, &mut linked),
                Inline::Emphasis(mut inner) => {
                    self.link_inlines(&mut inner, seen);
                    linked.push(Inline::Emphasis(inner));
                }
                Inline::Strong(mut inner) => {
                    self.link_inlines(&mut inner, seen);
                    linked.push(Inline::Strong(inner));
                }
                other => linked.push(other),
            }
        }
        *content = linked;
    }

    fn link_text(&self, text: &str, seen: &mut BTreeSet<&'a str>, linked: &mut Vec<Inline>) {
        let mut done = 0;
        let mut at = 0;
        while at < text.len() {
            let word = first_word(&text[at..]);
            if word.is_empty() {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let Some((length, id)) = self.at(text, at, word) else {
                at += word.len();
                continue;
            };
            if seen.insert(id) {
                if done < at {
                    linked.push(Inline::Text(text[done..at].to_owned()));
                }
                linked.push(Inline::Term(id.to_owned(), text[at..at + length].to_owned()));
                done = at + length;
            }
            at += length;
        }
        if done < text.len() {
            linked.push(Inline::Text(text[done..].to_owned()));
        }
    }

    /// The longest form that begins with the word at this place, with its length.
    fn at(&self, text: &str, at: usize, word: &str) -> Option<(usize, &'a str)> {
        let forms = self.forms.get(&word.to_ascii_lowercase())?;
        let is_here = |form: &str| {
            let end = at + form.len();
            text.get(at..end).is_some_and(|here| here.eq_ignore_ascii_case(form)) && ends_word(&text[end..])
        };
        forms.iter().find(|(form, _)| is_here(form)).map(|(form, id)| (form.len(), *id))
    }
}

/// The letters and digits at the start, with hyphens between them: "self-massage" is one word, and no use of "massage".
fn first_word(text: &str) -> &str {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '-' if at > 0 && text[at + 1..].starts_with(char::is_alphanumeric) => {}
            letter if letter.is_alphanumeric() => {}
            _ => break,
        }
        end = at + letter.len_utf8();
    }
    &text[..end]
}

fn ends_word(rest: &str) -> bool {
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    !rest.starts_with(char::is_alphanumeric)
}
