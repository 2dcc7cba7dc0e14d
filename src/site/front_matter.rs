//! A page's front matter: the YAML between its first two lines of `---`.

use std::ops::Range;

use jiff::civil::Date;

use super::diagnostic::{Diagnostic, SourceFile};
use super::fields::Fields;
use super::rule::Rule;
use super::yaml::{self, At};
use crate::page::{Audience, Layout};

/// Search engines and link previews cut a longer one.
const LONGEST_DESCRIPTION: usize = 160;

#[derive(Clone, Debug)]
pub struct FrontMatter {
    pub title: At<String>,
    pub short_title: Option<At<String>>,
    pub description: At<String>,
    pub layout: At<Layout>,
    /// None only on the home page and the page for unknown addresses, which belong to no section.
    pub place: Option<Place>,
    pub audience: Audience,
    /// The ids of every source that the page cites.
    pub sources: Vec<At<String>>,
    pub reviewed_on: Date,
    /// A role, never a person.
    pub reviewed_by: String,
    pub review_by: At<Date>,
}

/// Where a page stands among the others.
#[derive(Clone, Debug)]
pub struct Place {
    /// The id of a section of `content/site.yaml`.
    pub section: At<String>,
    pub order: At<i32>,
}

impl FrontMatter {
    /// The title for menus, lists and the trail.
    pub fn menu_title(&self) -> &str {
        &self.short_title.as_ref().unwrap_or(&self.title).value
    }
}

/// Where a page's front matter and its text stand in its file. Front matter without an end leaves no text to read.
pub fn split(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> (Option<Range<usize>>, Range<usize>) {
    let all = file.text.len();
    let mut lines = file.text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let message = "the page does not begin with its front matter";
        problems.push(file.problem(Rule::FrontMatterMissing, 0..first.trim_end().len(), message));
        return (None, 0..all);
    }
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return (Some(first.len()..end), end + line.len()..all);
        }
        end += line.len();
    }
    let message = "the front matter has no second line of `---`";
    problems.push(file.problem(Rule::FrontMatterMissing, 0..3, message));
    (None, all..all)
}

/// Reads front matter that `split` found. What one page alone can tell is checked here; the rest in [`pages`](super::pages).
pub fn parse(
    file: &SourceFile,
    region: Range<usize>,
    today: Date,
    problems: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let node = match yaml::parse(file, region) {
        Ok(node) => node,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let mut fields = Fields::of(&node, "a page's front matter", file, problems)?;
    let title = fields.text("title");
    let short_title = fields.optional_text("short_title");
    let description = fields.text("description");
    let layout = fields.optional_value(
        "layout",
        "`article`, `home`, `glossary`, `site-map`, `self-screen`, `search` or `not-found`",
        layout,
    );
    let layout = layout.unwrap_or(At { value: Layout::Article, span: node.span.clone() });
    let (section, order) = if matches!(layout.value, Layout::Home | Layout::NotFound) {
        (None, None)
    } else {
        (fields.text("section"), fields.value("order", "a number, such as `20`", |text| text.parse().ok()))
    };
    let audience = fields.value("audience", "`veteran`, `caregiver`, `provider` or `everyone`", audience);
    let sources = fields.texts("sources");
    let reviewed_on = fields.value("reviewed_on", DATE, |text| text.parse().ok());
    let reviewed_by = fields.text("reviewed_by");
    let review_by = fields.value("review_by", DATE, |text| text.parse().ok());
    fields.finish();

    if let Some(description) = &description {
        check_description(file, description, problems);
    }
    if let (Some(reviewed_on), Some(review_by)) = (&reviewed_on, &review_by) {
        check_review(file, reviewed_on, review_by, today, problems);
    }
    let placed = !matches!(layout.value, Layout::Home | Layout::NotFound);
    let place = section.zip(order).map(|(section, order)| Place { section, order });
    if placed && place.is_none() {
        return None;
    }
    Some(FrontMatter {
        title: title?,
        short_title,
        description: description?,
        layout,
        place,
        audience: audience?.value,
        sources: sources?,
        reviewed_on: reviewed_on?.value,
        reviewed_by: reviewed_by?.value,
        review_by: review_by?,
    })
}

const DATE: &str = "a day as year-month-day, such as `2026-11-21`";

fn layout(text: &str) -> Option<Layout> {
    Some(match text {
        "article" => Layout::Article,
        "home" => Layout::Home,
        "glossary" => Layout::Glossary,
        "site-map" => Layout::SiteMap,
        "self-screen" => Layout::SelfScreen,
        "search" => Layout::Search,
        "not-found" => Layout::NotFound,
        _ => return None,
    })
}

fn audience(text: &str) -> Option<Audience> {
    Some(match text {
        "veteran" => Audience::Veteran,
        "caregiver" => Audience::Caregiver,
        "provider" => Audience::Provider,
        "everyone" => Audience::Everyone,
        _ => return None,
    })
}

fn check_description(file: &SourceFile, description: &At<String>, problems: &mut Vec<Diagnostic>) {
    let length = description.value.chars().count();
    if length > LONGEST_DESCRIPTION {
        let message = format!("the description has {length} characters");
        problems.push(file.problem(Rule::LongDescription, description.span.clone(), message));
    }
}

fn check_review(
    file: &SourceFile,
    reviewed_on: &At<Date>,
    review_by: &At<Date>,
    today: Date,
    problems: &mut Vec<Diagnostic>,
) {
    if reviewed_on.value > today {
        let message = format!("the last review lies in the future; today is {today}");
        problems.push(file.problem(Rule::ReviewDates, reviewed_on.span.clone(), message));
    }
    if review_by.value <= reviewed_on.value {
        let message = "the next review is not after the last one";
        problems.push(file.problem(Rule::ReviewDates, review_by.span.clone(), message));
    } else if review_by.value < today {
        let message = format!("the page was due for review on {}; today is {today}", review_by.value);
        problems.push(file.problem(Rule::ReviewOverdue, review_by.span.clone(), message));
    }
}
