//! Paragraphs, lists, boxes, definitions and notes.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::Builder;
use crate::document::{Alert, Block, Definition, Inline, List};
use crate::site::prose::{Kind, Prose};
use crate::site::rule::Rule;

/// What a paragraph that is the caption of the table after it begins with.
const CAPTION: &str = "Table: ";

/// A paragraph that waits for its table, and where it stands.
type Caption = (Vec<Inline>, Range<usize>);

impl<'a> Builder<'a> {
    /// Reads blocks up to the end of what holds them, and that end.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut caption: Option<Caption> = None;
        while let Some((event, _)) = self.events.peek() {
            let is_inline = is_inline(event);
            if !matches!(event, Event::Start(Tag::Table(_))) {
                self.stray_caption(&mut caption);
            }
            if is_inline {
                let content = self.loose_text();
                blocks.extend(self.paragraph(content));
                continue;
            }
            match self.events.next() {
                Some((Event::End(_), _)) | None => break,
                Some((event, span)) => self.block(event, span, &mut caption, &mut blocks),
            }
        }
        self.stray_caption(&mut caption);
        blocks
    }

    fn block(&mut self, event: Event<'a>, span: Range<usize>, caption: &mut Option<Caption>, blocks: &mut Vec<Block>) {
        match event {
            Event::Start(Tag::Paragraph) => {
                let content = self.text(Kind::Sentences);
                match begins_with(&content, CAPTION) {
                    true => *caption = Some((content, span)),
                    false => blocks.extend(self.paragraph(content)),
                }
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let heading = super::headings::Attributes { level, id, classes, others: attrs };
                blocks.push(Block::Heading(self.heading(heading, span)));
            }
            Event::Start(Tag::List(start)) => blocks.push(Block::List(self.list(start))),
            Event::Start(Tag::Table(_)) => {
                let caption = caption.take().map(|(content, _)| without_prefix(content, CAPTION));
                blocks.push(Block::Table(self.table(caption, span)));
            }
            Event::Start(Tag::DefinitionList) => blocks.push(Block::Definitions(self.definitions())),
            Event::Start(Tag::BlockQuote(kind)) => blocks.push(self.quote(kind, span)),
            Event::Start(Tag::FootnoteDefinition(label)) => self.note(&label, span),
            Event::Start(Tag::HtmlBlock) => {
                self.problem(Rule::Html, span, "this is HTML");
                self.skip();
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let message = if kind.is_indented() {
                    "text that is indented by four spaces is a block of code"
                } else {
                    "this is a block of code"
                };
                self.problem(Rule::Unsupported, span, message);
                self.skip();
            }
            Event::Rule => self.problem(Rule::Unsupported, span, "this is a line across the page"),
            Event::Start(_) => {
                self.problem(Rule::Unsupported, span, "this is an element that the site does not know");
                self.skip();
            }
            _ => self.problem(Rule::Unsupported, span, "this is an element that the site does not know"),
        }
    }

    fn stray_caption(&mut self, caption: &mut Option<Caption>) {
        if let Some((_, span)) = caption.take() {
            self.problem(Rule::StrayCaption, span, "this caption has no table directly after it");
        }
    }

    /// The text of a tight list's item, which the parser does not wrap into a paragraph.
    fn loose_text(&mut self) -> Vec<Inline> {
        self.prose.push(Prose::new(Kind::Sentences, self.file));
        let content = self.inlines();
        self.parsed.prose.extend(self.prose.pop());
        content
    }

    /// A picture alone in its paragraph is a figure. A paragraph of nothing but problems is no block.
    fn paragraph(&mut self, content: Vec<Inline>) -> Option<Block> {
        let captions = std::mem::take(&mut self.captions);
        if let [Inline::Image(image)] = &content[..] {
            let caption = captions.into_iter().map(|caption| Inline::Text(caption.value)).collect();
            return Some(Block::Figure(image.clone(), caption));
        }
        for caption in captions {
            let message = "only a picture that is alone in its paragraph can have a caption";
            self.problem(Rule::Unsupported, caption.span, message);
        }
        (!content.is_empty()).then_some(Block::Paragraph(content))
    }

    fn list(&mut self, start: Option<u64>) -> List {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next_if(|(event, _)| matches!(event, Event::Start(_))) {
            items.push(self.nested());
        }
        self.events.next();
        List { start: start.map(|start| u32::try_from(start).unwrap_or(1)), items }
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.text(Kind::Label);
                    definitions.push(Definition { id: None, term, details: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let details = self.nested();
                    if let Some(definition) = definitions.last_mut() {
                        definition.details.push(details);
                    }
                }
                _ => break,
            }
        }
        definitions
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, span: Range<usize>) -> Block {
        let content = self.nested();
        let Some(kind) = kind else {
            if let Some(Block::Paragraph(text)) = content.first()
                && begins_with(text, "[!")
            {
                self.problem(Rule::UnknownAlert, span, "this does not begin a box of a kind that the site knows");
            }
            return Block::Quote(content);
        };
        if content.is_empty() {
            self.problem(Rule::EmptyText, span, "this box is empty");
        }
        let alert = match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Warning => Alert::Warning,
            BlockQuoteKind::Caution => Alert::Caution,
        };
        Block::Alert(alert, content)
    }

    /// An author's own note, which stands in the list of notes and not where it is written.
    fn note(&mut self, label: &str, span: Range<usize>) {
        self.in_note = true;
        let text = self.nested();
        self.in_note = false;
        let mark_span = span.start..span.start + label.len() + "[^]".len();
        if self.known.sources.is_some_and(|sources| sources.contains_key(label)) {
            self.problem(
                Rule::DuplicateNote,
                mark_span,
                format!("`{label}` is a source, and cannot be a note as well"),
            );
        } else if text.is_empty() {
            self.problem(Rule::EmptyText, mark_span, "this note is empty");
        } else if self.notes.has_text(label) {
            self.problem(Rule::DuplicateNote, mark_span, format!("there are two notes `{label}`"));
        } else {
            self.notes.write(label, text, mark_span);
        }
    }

    pub(super) fn nested(&mut self) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    /// Passes over the rest of an element that was reported.
    pub(super) fn skip(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }
}

pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn begins_with(content: &[Inline], prefix: &str) -> bool {
    matches!(content.first(), Some(Inline::Text(text)) if text.starts_with(prefix))
}

fn without_prefix(mut content: Vec<Inline>, prefix: &str) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = content.first_mut() {
        text.drain(..prefix.len());
        if text.is_empty() {
            content.remove(0);
        }
    }
    content
}
