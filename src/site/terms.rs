//! Explains each term of the glossary where a page first uses it.

use std::collections::{BTreeMap, BTreeSet};

use super::glossary::Glossary;
use crate::document::{Block, Inline, plain_text};

/// The forms of all terms, ready to be looked for.
pub struct Terms<'a> {
    /// By the first word, in small letters. The longest form comes first, so that it wins.
    forms: BTreeMap<String, Vec<(&'a str, &'a str)>>,
    /// By the term's id.
    explanations: BTreeMap<String, Vec<Inline>>,
}

impl<'a> Terms<'a> {
    /// `page` is the glossary's text, with the definitions of the terms. `link` makes the words that lead to one of them.
    pub fn new(glossary: &'a Glossary, page: &[Block], link: impl Fn(String) -> Inline) -> Self {
        let mut forms: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
        for (form, id) in glossary.forms() {
            forms.entry(first_word(form).to_ascii_lowercase()).or_default().push((form, id));
        }
        for forms in forms.values_mut() {
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        let definitions = page.iter().filter_map(|block| match block {
            Block::Definitions(definitions) => Some(definitions),
            _ => None,
        });
        let explanations = definitions.flatten().filter_map(|definition| {
            let id = definition.id.clone()?;
            let [Block::Paragraph(meaning)] = &definition.details.first()?[..] else { return None };
            // Without its marks, whose notes stand on the glossary's page.
            let meaning = Inline::Text([" ", &plain_text(meaning), " "].concat());
            Some((id.clone(), vec![Inline::Strong(definition.term.clone()), meaning, link(id)]))
        });
        Self { forms, explanations: explanations.collect() }
    }

    /// Explains the first use of each term. Headings, links, codes, captions and header cells stay as they are.
    pub fn explain<'b>(&self, blocks: impl IntoIterator<Item = &'b mut Block>) {
        self.explain_blocks(blocks, &mut BTreeSet::new());
    }

    fn explain_blocks<'b>(&self, blocks: impl IntoIterator<Item = &'b mut Block>, seen: &mut BTreeSet<&'a str>) {
        for block in blocks {
            match block {
                Block::Heading(_) | Block::Figure(..) => {}
                Block::Paragraph(content) => self.explain_inlines(content, seen),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.explain_blocks(item, seen)),
                Block::Table(table) => {
                    for row in &mut table.rows {
                        // The first cell is the row's header.
                        row.iter_mut().skip(1).for_each(|cell| self.explain_inlines(cell, seen));
                    }
                }
                Block::Definitions(definitions) => {
                    let details = definitions.iter_mut().flat_map(|definition| &mut definition.details);
                    details.for_each(|blocks| self.explain_blocks(blocks, seen));
                }
                Block::Alert(_, blocks) | Block::Quote(blocks) => self.explain_blocks(blocks, seen),
            }
        }
    }

    fn explain_inlines(&self, content: &mut Vec<Inline>, seen: &mut BTreeSet<&'a str>) {
        let mut explained = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match inline {
                Inline::Text(text) => self.explain_text(&text, seen, &mut explained),
                Inline::Emphasis(mut inner) => {
                    self.explain_inlines(&mut inner, seen);
                    explained.push(Inline::Emphasis(inner));
                }
                Inline::Strong(mut inner) => {
                    self.explain_inlines(&mut inner, seen);
                    explained.push(Inline::Strong(inner));
                }
                other => explained.push(other),
            }
        }
        *content = explained;
    }

    fn explain_text(&self, text: &str, seen: &mut BTreeSet<&'a str>, explained: &mut Vec<Inline>) {
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
            if let Some(explanation) = self.explanations.get(id)
                && seen.insert(id)
            {
                if done < at {
                    explained.push(Inline::Text(text[done..at].to_owned()));
                }
                let (id, text) = (id.to_owned(), text[at..at + length].to_owned());
                explained.push(Inline::Term { id, text, explanation: explanation.clone() });
                done = at + length;
            }
            at += length;
        }
        if done < text.len() {
            explained.push(Inline::Text(text[done..].to_owned()));
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
