//! A page's front matter: the YAML between its first two lines of `---`.

use std::ops::Range;

use jiff::civil::Date;

use super::diagnostic::{Diagnostic, SourceFile};
use super::fields::Fields;
use super::reading;
use super::rule::Rule;
use super::yaml::{self, At};
use crate::page::{Audience, Layout};

/// Search engines and link previews cut a longer one.
const LONGEST_DESCRIPTION: usize = 160;

/// What a reader takes in at one glance, on a phone in five lines.
const LONGEST_MESSAGE: usize = 160;

/// On a phone, three lines.
const LONGEST_POINT: usize = 110;

/// How many points stand below the message.
const POINTS: usize = 3;

#[derive(Clone, Debug)]
pub struct FrontMatter {
    pub title: At<String>,
    pub short_title: Option<At<String>>,
    pub description: At<String>,
    /// None where the layout has none.
    pub lead: Option<Lead>,
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

/// A page's message, one sentence, and its three points.
#[derive(Clone, Debug)]
pub struct Lead {
    pub message: At<String>,
    pub in_short: Vec<At<String>>,
}

/// Where a page stands among the others.
#[derive(Clone, Debug)]
pub struct Place {
    /// The id of a section of `content/site.yaml`.
    pub section: At<String>,
    pub order: At<i32>,
}

impl FrontMatter {
    /// Every text that a reader meets, apart from the title in menus.
    pub fn lead_texts(&self) -> impl Iterator<Item = &At<String>> {
        self.lead.iter().flat_map(|lead| std::iter::once(&lead.message).chain(&lead.in_short))
    }

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
    let node = yaml::parse(file, region, problems)?;
    let mut fields = Fields::of(&node, "a page's front matter", file, problems)?;
    let title = fields.text("title");
    let short_title = fields.optional_text("short_title");
    let description = fields.text("description");
    let layout = fields.optional_value(
        "layout",
        "`article`, `home`, `glossary`, `site-map`, `self-screen`, `worksheet`, `search` or `not-found`",
        layout,
    );
    let layout = layout.unwrap_or(At { value: Layout::Article, span: node.span.clone() });
    let (message, in_short) = match layout.value.has_lead() {
        true => (fields.text("message"), fields.texts("in_short")),
        false => (None, None),
    };
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
    let lead = message.zip(in_short).map(|(message, in_short)| Lead { message, in_short });
    if let Some(lead) = &lead {
        check_lead(file, lead, problems);
    }
    if let (Some(reviewed_on), Some(review_by)) = (&reviewed_on, &review_by) {
        check_review(file, reviewed_on, review_by, today, problems);
    }
    let placed = !matches!(layout.value, Layout::Home | Layout::NotFound);
    let place = section.zip(order).map(|(section, order)| Place { section, order });
    if placed && place.is_none() || layout.value.has_lead() && lead.is_none() {
        return None;
    }
    Some(FrontMatter {
        title: title?,
        short_title,
        description: description?,
        lead,
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
        "worksheet" => Layout::Worksheet,
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

fn check_lead(file: &SourceFile, lead: &Lead, problems: &mut Vec<Diagnostic>) {
    let Lead { message, in_short } = lead;
    let sentences = reading::sentences(&message.value).count();
    if sentences > 1 {
        let problem = format!("the message has {sentences} sentences");
        problems.push(file.problem(Rule::LeadParts, message.span.clone(), problem));
    }
    if in_short.len() != POINTS {
        let span = in_short.first().map_or(message.span.clone(), |first| first.span.clone());
        let problem = format!("`in_short` has {} points", in_short.len());
        problems.push(file.problem(Rule::LeadParts, span, problem));
    }
    let limits = [("message", LONGEST_MESSAGE, std::slice::from_ref(message)), ("point", LONGEST_POINT, in_short)];
    for (what, limit, texts) in limits {
        for text in texts {
            let length = text.value.chars().count();
            if length > limit {
                let problem = format!("the {what} has {length} characters");
                let problem = file.problem(Rule::LongLead, text.span.clone(), problem);
                problems.push(problem.with_help(format!("shorten it to at most {limit} characters")));
            }
        }
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
