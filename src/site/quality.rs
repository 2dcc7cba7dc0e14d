//! `content/quality.yaml`: how well each page serves its reader, by AHRQ's PEMAT-P and CDC's Clear Communication Index.
//!
//! - [`items`]: the items of both, each judged by a person, by the site, or by both.
//! - [`facts`]: what the site can tell of a page by itself.
//!
//! An item without a judgement counts as missed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Content;
use super::diagnostic::{Diagnostic, SourceFile};
use super::fields::Fields;
use super::rule::Rule;
use super::suggest;
use super::yaml::{self, At, Value};
use crate::page::Page;
use facts::Facts;
use items::{ITEMS, Item, Judge, Scale};

mod facts;
mod items;

pub const PATH: &str = "content/quality.yaml";

/// Whether an item holds of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Met,
    /// With what is missing, in a few words.
    Missed(String),
    NotApplicable,
}

/// What people judged, by the page's name and the item's id.
#[derive(Clone, Debug, Default)]
pub struct Judgements(BTreeMap<String, BTreeMap<&'static str, Verdict>>);

impl Judgements {
    /// Reads the file and reports its problems. `pages` are the names of those that can be judged.
    pub fn parse(file: &SourceFile, pages: &[&str], today: Date, problems: &mut Vec<Diagnostic>) -> Self {
        let Some(node) = yaml::parse(file, 0..file.text.len(), problems) else { return Self::default() };
        let Value::Map(entries) = &node.value else {
            problems.push(file.problem(
                Rule::YamlValue,
                node.span.clone(),
                "the file must hold judgements for each page",
            ));
            return Self::default();
        };
        let mut judgements = BTreeMap::new();
        for (page, node) in entries {
            if !pages.contains(&page.value.as_str()) {
                let message = format!("there is no page `{}` with a message of its own", page.value);
                let problem = file.problem(Rule::UnknownPage, page.span.clone(), message);
                problems.push(problem.with_help(suggest::help(&page.value, pages, "name a page that has a message")));
            }
            if !matches!(node.value, Value::Nothing) {
                judgements.insert(page.value.clone(), judged(file, node, today, problems));
            }
        }
        Self(judgements)
    }
}

/// The judgements of one page.
fn judged(
    file: &SourceFile,
    node: &yaml::Node,
    today: Date,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<&'static str, Verdict> {
    let Some(mut fields) = Fields::of(node, "a page's judgement", file, problems) else { return BTreeMap::new() };
    let day = "a day as year-month-day, such as `2026-11-21`";
    let on: Option<At<Date>> = fields.value("judged_on", day, |text| text.parse().ok());
    fields.text("judged_by");
    let lists = [
        (Verdict::Met, fields.optional_texts("met")),
        (Verdict::Missed("judged so".to_owned()), fields.optional_texts("missed")),
        (Verdict::NotApplicable, fields.optional_texts("not_applicable")),
    ];
    fields.finish();
    if let Some(on) = on.filter(|on| on.value > today) {
        let message = format!("this day lies in the future; today is {today}");
        let problem = file.problem(Rule::ReviewDates, on.span, message);
        problems.push(problem.with_help("write the day on which the page was judged"));
    }
    let mut verdicts = BTreeMap::new();
    for (verdict, ids) in lists {
        for id in ids.unwrap_or_default() {
            let mut report = |rule, message: String| {
                let problem = file.problem(rule, id.span.clone(), message);
                problems.push(match rule {
                    Rule::UnknownItem => {
                        let otherwise = "name an item that people judge; content/README.md lists them";
                        problem.with_help(suggest::help(&id.value, &for_people(), otherwise))
                    }
                    _ => problem,
                });
            };
            match ITEMS.iter().find(|item| item.id == id.value) {
                None => report(Rule::UnknownItem, format!("there is no item `{}`", id.value)),
                Some(item) if !item.is_for_people() => {
                    report(Rule::Judgement, format!("`{}` is found by the site itself", item.id));
                }
                Some(item) if verdict == Verdict::NotApplicable && !item.may_not_apply => {
                    report(Rule::Judgement, format!("`{}` applies to every page", item.id));
                }
                Some(item) => {
                    if verdicts.insert(item.id, verdict.clone()).is_some() {
                        report(Rule::Judgement, format!("`{}` stands here twice", item.id));
                    }
                }
            }
        }
    }
    verdicts
}

fn for_people() -> Vec<&'static str> {
    ITEMS.iter().filter(|item| item.is_for_people()).map(|item| item.id).collect()
}

/// A page's scores, and what it misses.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The page's file name without `.md`.
    pub page: String,
    /// For each scale, how many of a hundred items that apply are met.
    pub scales: [(Scale, u32); 3],
    /// The items that it misses, each with why.
    pub missed: Vec<(&'static Item, String)>,
}

/// The score of every page that has something to say itself.
pub fn scores(content: &Content) -> Vec<Score> {
    let pages = content.pages.iter().filter(|page| page.layout.has_lead());
    pages.map(|page| score(content, page)).collect()
}

fn score(content: &Content, page: &Page) -> Score {
    let name = match page.path.trim_end_matches('/') {
        "" => "index",
        name => name,
    };
    let file = format!("{}{name}.md", super::pages::FOLDER);
    let figures = content.reading.iter().find(|(path, _)| *path == file).and_then(|(_, figures)| *figures);
    let facts = Facts::of(page, figures, &content.terms);
    let judged = content.quality.0.get(name);
    let verdicts: Vec<(&Item, Verdict)> = ITEMS
        .iter()
        .map(|item| {
            let person = || {
                let verdict = judged.and_then(|judged| judged.get(item.id)).cloned();
                verdict.unwrap_or_else(|| Verdict::Missed("not judged".to_owned()))
            };
            let verdict = match item.judge {
                Judge::Person => person(),
                Judge::Site(check) => check(&facts),
                // What the site can tell is not enough, but without it no judgement helps.
                Judge::Both(check) => match check(&facts) {
                    Verdict::Met => person(),
                    told => told,
                },
            };
            (item, verdict)
        })
        .collect();
    let share = |scale| {
        let of_scale = || {
            verdicts.iter().filter(|(item, verdict)| item.scales.contains(&scale) && *verdict != Verdict::NotApplicable)
        };
        let met = of_scale().filter(|(_, verdict)| *verdict == Verdict::Met).count();
        (scale, (met * 100 / of_scale().count().max(1)) as u32)
    };
    let scales = Scale::ALL.map(share);
    let missed = verdicts.into_iter().filter_map(|(item, verdict)| match verdict {
        Verdict::Missed(why) => Some((item, why)),
        _ => None,
    });
    Score { page: name.to_owned(), scales, missed: missed.collect() }
}

/// The scores as an aligned table, then what each page misses.
pub fn report(scores: &[Score]) -> String {
    let width = scores.iter().map(|score| score.page.len()).max().unwrap_or_default();
    let [understand, act, clear] = Scale::ALL.map(Scale::name);
    let mut text = format!("{:width$}  {understand}  {act}  {clear}\n", "page");
    for score in scores {
        let [first, second, third] = score.scales.map(|(_, share)| share);
        let (one, two, three) = (understand.len(), act.len(), clear.len());
        text.push_str(&format!("{:width$}  {first:one$}  {second:two$}  {third:three$}\n", score.page));
    }
    for score in scores.iter().filter(|score| !score.missed.is_empty()) {
        text.push_str(&format!("\n{} misses\n", score.page));
        for (item, why) in &score.missed {
            text.push_str(&format!("- {}: {} ({why})\n", item.id, item.text));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_instrument_has_all_of_its_items() {
        let count = |scale| ITEMS.iter().filter(|item| item.scales.contains(&scale)).count();
        assert_eq!(Scale::ALL.map(count), [17, 7, 20]);
    }

    #[test]
    fn editors_can_look_up_what_they_judge() {
        let readme = include_str!("../../content/README.md");
        let is_missing = |item: &&Item| item.is_for_people() && !readme.contains(&format!("`{}`", item.id));
        let missing: Vec<_> = ITEMS.iter().filter(is_missing).map(|item| item.id).collect();
        assert!(missing.is_empty(), "content/README.md does not explain {missing:?}");
    }
}
