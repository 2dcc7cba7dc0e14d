//! Text, links, pictures and marks.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::blocks::is_inline;
use super::{Builder, Citation};
use crate::document::{Image, Inline};
use crate::site::contact;
use crate::site::links::{self, Destination, Link};
use crate::site::pictures::Picture;
use crate::site::prose::{Kind, Prose};
use crate::site::raw;
use crate::site::rule::Rule;
use crate::site::suggest;
use crate::site::yaml::At;

/// What a page's link to a picture begins with, as seen from `content/pages`.
const PICTURES: &str = "../../static/";

impl Builder<'_> {
    /// Reads the text of a paragraph, heading or cell up to its end, and that end.
    pub(super) fn text(&mut self, kind: Kind) -> Vec<Inline> {
        self.prose.push(Prose::new(kind, self.file));
        let content = self.inlines();
        self.events.next();
        self.parsed.prose.extend(self.prose.pop());
        content
    }

    /// Reads inline elements up to the first thing that is none.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some((event, span)) = self.events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Text(text) => {
                    // Such as `&nbsp;`, which nobody sees either.
                    if let Some((name, _)) = text.chars().find_map(raw::invisible)
                        && self.file.text[span.clone()] != *text
                    {
                        let problem =
                            self.file.problem(Rule::InvisibleCharacter, span.clone(), format!("this is {name}"));
                        self.problems.push(problem.with_help("write an ordinary space, or nothing"));
                    }
                    self.push_text(&mut content, &text, span);
                }
                Event::SoftBreak => self.push_text(&mut content, " ", span),
                Event::HardBreak => {
                    self.push_prose(" ", span);
                    content.push(Inline::Break);
                }
                Event::Code(code) => {
                    self.push_prose(&code, span);
                    content.push(Inline::Code(code.into_string()));
                }
                Event::FootnoteReference(label) => content.extend(self.mark(&label, span)),
                Event::Start(Tag::Emphasis) => {
                    let start = self.prose_length();
                    let inner = self.wrapped();
                    let end = self.prose_length();
                    if let Some(prose) = self.prose.last_mut() {
                        prose.emphasized.push(start..end);
                    }
                    content.push(Inline::Emphasis(inner));
                }
                Event::Start(Tag::Strong) => content.push(Inline::Strong(self.wrapped())),
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    self.link(link_type, &dest_url, &title, span, &mut content);
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    content.extend(self.image(&dest_url, title, span).map(Inline::Image));
                }
                Event::InlineHtml(_) => self.problem(Rule::Html, span, "this is HTML"),
                Event::Start(_) => {
                    self.problem(Rule::Unsupported, span, "this is an element that the site does not know");
                    self.skip();
                }
                _ => self.problem(Rule::Unsupported, span, "this is an element that the site does not know"),
            }
        }
        content
    }

    fn wrapped(&mut self) -> Vec<Inline> {
        let content = self.inlines();
        self.events.next();
        content
    }

    fn push_text(&mut self, content: &mut Vec<Inline>, text: &str, span: Range<usize>) {
        self.push_prose(text, span);
        match content.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => content.push(Inline::Text(text.to_owned())),
        }
    }

    fn push_prose(&mut self, text: &str, span: Range<usize>) {
        if let Some(prose) = self.prose.last_mut() {
            prose.push(text, span);
        }
    }

    fn prose_length(&self) -> usize {
        self.prose.last().map_or(0, |prose| prose.text.len())
    }

    fn mark(&mut self, label: &str, span: Range<usize>) -> Option<Inline> {
        let is_own = self.own_notes.contains(label);
        if !is_own && !self.in_note {
            for index in &self.open {
                self.parsed.headings[*index].marks += 1;
            }
        }
        if self.known.is_source(label) && !is_own {
            self.parsed.citations.push(Citation { source: label.to_owned(), file: self.file.clone(), span });
        } else if !is_own {
            let message = format!("`{label}` is neither a source nor a note of this page");
            let problem = self.file.problem(Rule::UnknownNote, span, message);
            self.problems.push(self.known.unknown_source(problem, label));
            return None;
        }
        Some(Inline::Mark(self.notes.mark(label)))
    }

    fn link(&mut self, link_type: LinkType, address: &str, title: &str, span: Range<usize>, content: &mut Vec<Inline>) {
        let start = self.prose_length();
        let words = self.wrapped();
        let said = self.prose.last().map(|prose| prose.text[start..].trim().to_owned()).unwrap_or_default();
        if said.is_empty() && !words.iter().any(|inline| matches!(inline, Inline::Image(_))) {
            self.problem(Rule::EmptyText, span.clone(), "this link has no words");
        } else if links::is_vague(&said) {
            let message = format!("the words \"{said}\" do not tell where the link leads");
            self.problem(Rule::VagueLink, span.clone(), message);
        }
        if !title.is_empty() {
            let message = "a link takes no title: put what it says into its words";
            self.problem(Rule::Unsupported, span.clone(), message);
        }
        let address = if link_type == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        if let Some(number) = contact::other_number(&said, &address) {
            let message = format!("the words say {number}, and the link leads to `{address}`");
            self.problem(Rule::WrongNumber, span.clone(), message);
        }
        match links::destination(&address) {
            Ok(destination) => {
                content.push(Inline::Link(destination.target(), words));
                if let Destination::Inside { page, fragment } = destination {
                    self.parsed.links.push(Link { page, fragment, file: self.file.clone(), span });
                }
            }
            Err((rule, message)) => self.problem(rule, span, message),
        }
    }

    fn image(&mut self, address: &str, title: CowStr, span: Range<usize>) -> Option<Image> {
        self.prose.push(Prose::new(Kind::Label, self.file));
        self.wrapped();
        let prose = self.prose.pop()?;
        let alternative = prose.text.trim().to_owned();
        self.parsed.prose.push(prose);
        if !title.is_empty() {
            self.parsed.prose.push(Prose::of(Kind::Label, self.file, &title, span.clone()));
            self.captions.push(At { value: title.into_string(), span: span.clone() });
        }
        if alternative.is_empty() {
            self.problem(
                Rule::MissingAlternative,
                span.clone(),
                "nobody who cannot see this picture knows what it tells",
            );
        }
        let Some(path) = address.strip_prefix(PICTURES).filter(|path| !path.split('/').any(|part| part == "..")) else {
            let message = format!("`{address}` is not a picture of this site");
            let rule = if address.contains("..") { Rule::OutsideContent } else { Rule::UnknownPicture };
            self.problems.push(self.file.problem(rule, span, message).with_help(Rule::UnknownPicture.help()));
            return None;
        };
        match self.known.pictures.get(path) {
            None => {
                let message = format!("there is no picture `static/{path}`");
                let problem = self.file.problem(Rule::UnknownPicture, span, message);
                let known: Vec<_> = self.known.pictures.keys().map(String::as_str).collect();
                self.problems.push(match suggest::nearest(path, known) {
                    Some(nearest) => problem.with_help(format!("did you mean `{PICTURES}{nearest}`?")),
                    None => problem,
                });
            }
            Some(Picture::Unsized) => {
                let message = format!("`static/{path}` is not a picture whose size can be told");
                self.problem(Rule::PictureFormat, span, message);
            }
            Some(Picture::Sized(size)) if !alternative.is_empty() => {
                let path = path.to_owned();
                return Some(Image { path, alternative, width: size.width, height: size.height });
            }
            Some(Picture::Sized(_) | Picture::Unread) => {}
        }
        None
    }
}
