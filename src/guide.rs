//! What every page shares: the site's name, its interface words, whom to contact. From `content/site.yaml`.

use serde::{Deserialize, Serialize};

/// What `site.json` holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// The folder that the site is served from: `"/"` or, say, `"/massage/"`.
    pub base: String,
    pub name: String,
    /// The self-screen's page's path below the base; none where there is no such page.
    pub self_screen: Option<String>,
    /// The search page's path below the base; none where there is no such page.
    pub search: Option<String>,
    /// The path of the page about the site itself; none where no page is named.
    pub about: Option<String>,
    pub crisis_line: CrisisLine,
    pub point_of_contact: PointOfContact,
    pub wording: Wording,
}

/// The ways to reach the Veterans Crisis Line, and 911.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CrisisLine {
    /// What the line is, before the ways to reach it.
    pub title: String,
    pub call: ContactLink,
    pub text: ContactLink,
    pub chat: ContactLink,
    /// For an emergency that is not a crisis of this kind.
    pub emergency: ContactLink,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ContactLink {
    pub text: String,
    /// A `tel:`, `sms:` or `https:` address.
    pub address: String,
}

/// The facility's Whole Health Point of Contact. Where a facility sets no detail, `how_to_find` says how to find one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointOfContact {
    pub heading: String,
    /// Why to talk with them, in a sentence or two.
    pub invitation: String,
    pub how_to_find: Vec<ContactStep>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub phone: Option<ContactLink>,
    #[serde(default)]
    pub email: Option<ContactLink>,
    #[serde(default)]
    pub page: Option<ContactLink>,
}

impl PointOfContact {
    /// The ways to reach them that the facility has set. Where there are none, [`Self::how_to_find`] stands in for them.
    pub fn ways(&self) -> impl Iterator<Item = &ContactLink> {
        [&self.phone, &self.email, &self.page].into_iter().flatten()
    }
}

/// One way to find the Point of Contact: words, and a link where there is one to follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactStep {
    pub text: String,
    #[serde(default)]
    pub link: Option<ContactLink>,
}

/// The interface's own words. A word in braces, such as `{page}`, is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The accessible name of the breadcrumb trail.
    pub trail: String,
    /// The heading of a page's three points.
    pub in_short: String,
    /// The heading of a long page's list of its sections.
    pub contents: String,
    pub previous: String,
    pub next: String,
    /// The accessible name of the previous and next links.
    pub neighbours: String,
    /// The heading of a page's sources and notes.
    pub sources: String,
    /// The accessible name of a reference mark: `{number}`.
    pub mark: String,
    /// The accessible name of the way back from a note to its first mark: `{number}`.
    pub back_to_mark: String,
    /// The accessible name of a section's link to itself: `{section}`.
    pub section_link: String,
    /// The button that puts a term's explanation away.
    pub term_close: String,
    /// Before the review date and the reviewer: `{date}`, `{by}`.
    pub reviewed: String,
    /// Before the day of the next review: `{date}`.
    pub review_next: String,
    /// Once that day has passed: `{date}`.
    pub review_overdue: String,
    /// How hard the page is to read: `{grade}`.
    pub reading_grade: String,
    /// The link to the page about the site itself.
    pub about_page: String,
    /// The button that prints a page made for paper.
    pub print: String,
    /// The button that hands the page's address to another program.
    pub share: String,
    /// The button that loads the page anew where the app has failed or died.
    pub try_again: String,
    /// What a screen reader hears when the app shows another page: `{page}`.
    pub page_shown: String,
    pub alerts: AlertWording,
    pub search: SearchWording,
}

/// The words of the frame around every page, which the app never renders, and of `static/start.js`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FrameWording {
    /// The link past the menu.
    pub skip: String,
    pub menu: String,
    /// The accessible name of the menu.
    pub menu_label: String,
    /// The accessible name of the links at the foot of the page.
    pub footer_label: String,
    /// The link from the foot of the page to a section on the site map, where the section is long: `{section}`.
    pub whole_section: String,
    /// The accessible name of the crisis line's bar.
    pub crisis_label: String,
    /// Said once a section's address is on the clipboard.
    pub link_copied: String,
    /// Said while what somebody asked for is on its way.
    pub getting_ready: String,
    /// Said where a page cannot be had, and the answers of the self-screen are still there.
    pub page_failed: String,
    /// Said where the app has died, above the page, which works without it.
    pub app_died: String,
}

/// The visible title of each kind of alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlertWording {
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
}

/// The words of the search page that are not its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchWording {
    /// The label of the field.
    pub label: String,
    /// What becomes of the words that somebody looks for.
    pub privacy: String,
    /// Stands where the field will be, and stays where the app does not start.
    pub not_started: String,
    pub one_result: String,
    /// `{count}`
    pub results: String,
    /// Where there are more than are shown: `{count}`, `{shown}`.
    pub best_results: String,
    pub no_results: String,
    /// Above results that hold only some of the words.
    pub partial: String,
    /// The link to the list of every page, where there are no results.
    pub all_pages: String,
}

/// `template` with each `{name}` replaced by its value.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&["{", name, "}"].concat(), value))
}
