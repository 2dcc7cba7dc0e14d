//! One page, as the views need it: what `page.json` holds.

use serde::{Deserialize, Serialize};

use crate::document::Document;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Below the base: `""` for the home page, else `"what-to-expect/"`.
    pub path: String,
    pub layout: Layout,
    /// The page's `h1`.
    pub title: String,
    /// The title in menus and in the trail.
    pub short_title: String,
    /// The browser tab's title.
    pub tab_title: String,
    /// For search engines, and for lists of pages.
    pub description: String,
    /// What the page says above all; none on a page that only leads to others.
    pub lead: Option<Lead>,
    pub audience: Audience,
    /// The pages above this one, home first; empty on the home page.
    pub trail: Vec<PageLink>,
    /// The page's sections; empty where the page is too short to need the list.
    pub contents: Vec<SectionLink>,
    pub document: Document,
    pub review: Review,
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
}

/// A page's one message, and the points that a reader who goes no further should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// One sentence.
    pub message: String,
    /// Three points.
    pub in_short: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    #[default]
    Article,
    Home,
    /// The text, then every term of `content/glossary.yaml`.
    Glossary,
    /// The text, then every page by section.
    SiteMap,
    /// The text, then the self-screen with its printable question list.
    SelfScreen,
    /// A form on one sheet of paper: the text, whose tables have empty cells to write in.
    Worksheet,
    /// The search where the app runs, and every page by section.
    Search,
    /// What the server answers for an unknown address.
    NotFound,
}

impl Layout {
    /// Whether such a page has something to say itself, rather than only lead to the others.
    pub fn has_lead(self) -> bool {
        !matches!(self, Self::SiteMap | Self::Search | Self::NotFound)
    }
}

/// Whom a page is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Veteran,
    Caregiver,
    Provider,
    Everyone,
}

/// A link to a page of this site, by its path below the base and an optional section of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub struct PageLink {
    pub path: String,
    pub fragment: Option<String>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionLink {
    pub id: String,
    pub text: String,
}

/// When the page was read against its sources, and how hard it is to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    pub last: Day,
    /// A role, never a person.
    pub by: String,
    /// When it is read again at the latest.
    pub next: Day,
    /// Whether that day had passed when the page was made.
    pub is_overdue: bool,
    /// The school year whose pupils can read the page; none where it has too few words to tell.
    pub grade: Option<u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// `YYYY-MM-DD`, for machines.
    pub date: String,
    /// The same date in words.
    pub in_words: String,
}
