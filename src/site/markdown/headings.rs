//! Headings, and the addresses that their authors give them.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::Builder;
use crate::document::{Heading, Level};
use crate::site::links;
use crate::site::prose::Kind;
use crate::site::rule::Rule;

/// The class of a section that holds practical suggestions only.
const ADVICE: &str = "advice";

/// What an author wrote in a heading's braces.
pub(super) struct Attributes<'a> {
    pub level: HeadingLevel,
    pub id: Option<CowStr<'a>>,
    pub classes: Vec<CowStr<'a>>,
    pub others: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

impl Builder<'_> {
    pub(super) fn heading(&mut self, attributes: Attributes, span: Range<usize>) -> Heading {
        let level = self.level(attributes.level, &span);
        let id = self.id(attributes.id, &span);
        let is_advice = |class: &CowStr| **class == *ADVICE;
        let advice = level == Level::H2 && attributes.classes.iter().any(is_advice);
        for class in attributes.classes.iter().filter(|class| !(advice && is_advice(class))) {
            self.problem(Rule::HeadingAttribute, span.clone(), format!("this heading cannot be `.{class}`"));
        }
        for (name, _) in attributes.others {
            self.problem(Rule::HeadingAttribute, span.clone(), format!("a heading has no attribute `{name}`"));
        }
        if self.depth > 0 {
            let message = "a heading cannot stand in a list, a box or a note";
            self.problem(Rule::Unsupported, span.clone(), message);
        }
        let number = attributes.level as u8;
        while self.open.last().is_some_and(|open| self.parsed.headings[*open].level >= number) {
            self.open.pop();
        }
        self.open.push(self.parsed.headings.len());
        self.parsed.headings.push(super::Heading {
            level: attributes.level as u8,
            id: id.clone(),
            advice,
            marks: 0,
            span: span.clone(),
        });
        let text = self.text(Kind::Label);
        if text.is_empty() {
            self.problem(Rule::EmptyText, span, "this heading has no words");
        }
        Heading { level, id: id.unwrap_or_default(), text }
    }

    fn level(&mut self, level: HeadingLevel, span: &Range<usize>) -> Level {
        let number = level as u8;
        let previous = self.parsed.headings.last().map_or(1, |heading| heading.level);
        let message = match level {
            HeadingLevel::H1 => Some("the page has its title already".to_owned()),
            HeadingLevel::H5 | HeadingLevel::H6 => {
                Some("this heading is too deep: the site has three levels".to_owned())
            }
            _ if number > previous + 1 => Some(format!("this heading leaves out level {}", previous + 1)),
            _ => None,
        };
        if let Some(message) = message {
            self.problem(Rule::HeadingLevel, span.clone(), message);
        }
        match level {
            HeadingLevel::H1 | HeadingLevel::H2 => Level::H2,
            HeadingLevel::H3 => Level::H3,
            _ => Level::H4,
        }
    }

    fn id(&mut self, id: Option<CowStr>, span: &Range<usize>) -> Option<String> {
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            self.problem(Rule::MissingId, span.clone(), "this heading has no address");
            return None;
        };
        if !links::is_fragment(&id) {
            self.problem(Rule::IdForm, span.clone(), format!("`{id}` cannot be an address"));
        } else if links::is_reserved(&id) {
            self.problem(Rule::ReservedId, span.clone(), format!("`{id}` is an address that the site itself uses"));
        } else if !self.addresses.insert(id.to_string()) {
            self.problem(Rule::DuplicateId, span.clone(), format!("two headings of this page have the address `{id}`"));
        }
        Some(id.into_string())
    }
}
