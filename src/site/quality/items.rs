//! The items of both instruments, in words of our own. Where both ask the same, one item counts for both.

use super::Verdict;
use super::facts::{self, Facts};

/// What an item counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// PEMAT-P's understandability, items 1 to 12 and 15 to 19.
    Understandability,
    /// PEMAT-P's actionability, items 20 to 26.
    Actionability,
    /// The Clear Communication Index, items 1 to 20.
    Clarity,
}

impl Scale {
    pub const ALL: [Self; 3] = [Self::Understandability, Self::Actionability, Self::Clarity];

    /// The head of its column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Understandability => "PEMAT understand",
            Self::Actionability => "PEMAT act",
            Self::Clarity => "CDC index",
        }
    }
}

/// Who finds out whether an item holds.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    Person,
    Site(fn(&Facts) -> Verdict),
    /// A person, unless the site finds that it does not hold or does not apply.
    Both(fn(&Facts) -> Verdict),
}

#[derive(Debug)]
pub struct Item {
    pub id: &'static str,
    /// What holds of a good page.
    pub text: &'static str,
    pub scales: &'static [Scale],
    /// Whether a page can be one to which it does not apply.
    pub may_not_apply: bool,
    pub judge: Judge,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Item {
    pub fn is_for_people(&self) -> bool {
        !matches!(self.judge, Judge::Site(_))
    }
}

use Judge::{Both, Person, Site};

const U: &[Scale] = &[Scale::Understandability];
const A: &[Scale] = &[Scale::Actionability];
const C: &[Scale] = &[Scale::Clarity];
const UC: &[Scale] = &[Scale::Understandability, Scale::Clarity];
const AC: &[Scale] = &[Scale::Actionability, Scale::Clarity];

macro_rules! may_not_apply {
    (always) => {
        false
    };
    (perhaps) => {
        true
    };
}

macro_rules! items {
    ($($id:literal, $scales:ident, $applies:ident, $judge:expr, $text:literal;)*) => {
        pub const ITEMS: &[Item] = &[$(Item {
            id: $id, text: $text, scales: $scales, may_not_apply: may_not_apply!($applies), judge: $judge,
        }),*];
    };
}

items! {
    "purpose", U, always, Person, "a reader sees at once what the page is for";
    "no-distraction", U, always, Person, "nothing leads away from that";
    "message", C, always, Site(facts::has_lead), "there is one main message";
    "message-first", C, always, Site(facts::has_lead), "it stands at the top";
    "visual-cues", UC, always, Site(facts::has_lead), "what matters most stands out";
    "message-picture", C, always, Both(facts::has_picture), "a picture carries the message";
    "active-message", C, always, Site(facts::active_message), "the message says who does what";
    "summary", UC, always, Site(facts::has_lead), "the main points stand together, at the top";
    "everyday-words", UC, always, Both(facts::plain), "the words are those that the reader uses";
    "terms-explained", U, always, Both(facts::terms_explained), "a term is there only to become known, and is explained";
    "active-voice", U, always, Site(facts::active), "sentences say who does what";
    "sections", UC, always, Site(facts::short_sections), "short sections, each with a heading";
    "informative-headings", U, always, Both(facts::informative_headings), "a heading says what its section tells";
    "order", U, always, Person, "one thing follows from another";
    "lists", C, always, Site(facts::has_list), "what is a list looks like one";
    "clear-numbers", U, perhaps, Person, "numbers are clear";
    "familiar-numbers", C, perhaps, Person, "numbers are of a kind that the reader uses";
    "numbers-explained", C, perhaps, Both(facts::explained_numbers), "words say what a number means";
    "no-math", UC, perhaps, Person, "nobody has to calculate";
    "pictures-enough", U, always, Both(facts::has_picture), "there is a picture wherever words are hard";
    "pictures-support", U, perhaps, Both(facts::of_pictures), "pictures help and do not distract";
    "pictures-named", U, perhaps, Both(facts::of_pictures), "pictures have a title or a caption";
    "pictures-simple", U, perhaps, Both(facts::of_pictures), "pictures are clear and uncluttered";
    "simple-tables", U, perhaps, Site(facts::simple_tables), "tables are short, with short headings";
    "action", AC, always, Person, "there is something that the reader can do";
    "speaks-to-reader", A, always, Person, "it is said to the reader: \"you\", or a request";
    "steps", AC, always, Both(facts::has_list), "it comes in steps small enough to take";
    "tool", A, always, Person, "a checklist, a form or words to say help to do it";
    "math-help", A, perhaps, Person, "a calculation comes with an example";
    "figure-help", A, perhaps, Person, "it is said how to use a table or a chart";
    "pictures-of-action", A, always, Both(facts::has_picture), "pictures show what to do where that helps";
    "known-and-unknown", C, always, Person, "it says what is known and what is not";
    "advice", C, perhaps, Person, "it recommends something to do for one's health";
    "advice-reason", C, perhaps, Person, "it says why that matters";
    "risk", C, perhaps, Person, "it says what the risk is, and how it can harm";
    "risk-and-benefit", C, perhaps, Person, "risk and benefit stand beside each other";
    "chance-in-words", C, perhaps, Person, "a chance is told in words or a picture too";
}
