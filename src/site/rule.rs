//! Everything that `site check` can object to. A closed list, so that a test can ask for an example of each.

use std::fmt;

/// Whether content that breaks a rule may be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Never builds.
    Error,
    /// Builds as a draft, with a word about it to the reader, and never as a release.
    Overdue,
    /// Builds; somebody should look at it.
    Warning,
}

macro_rules! rules {
    ($($rule:ident, $name:literal, $level:ident, $help:literal;)*) => {
        /// A rule of the content. Its name stands in a report; its help says what to do when it is broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($rule),* }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$rule),*];

            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name),* }
            }

            pub fn level(self) -> Level {
                match self { $(Self::$rule => Level::$level),* }
            }

            /// What to do, for a case of which nothing more is known.
            pub fn help(self) -> &'static str {
                match self { $(Self::$rule => $help),* }
            }
        }
    };
}

rules! {
    // Files
    CannotRead, "cannot-read", Error, "add the file, or make it readable";
    FileTooLarge, "file-too-large", Error, "a page holds at most 1 MB: split it into several, or shrink the picture";
    SpecialFile, "special-file", Error, "put the file itself there, so that the site holds all that it publishes";
    InvisibleCharacter, "invisible-character", Error, "delete it";
    MergeConflict, "merge-conflict", Error, "choose one of the two versions, and delete the lines with the marks";
    NotUtf8, "not-utf8", Error, "save the file as UTF-8: in the editor's \"Save as\", choose the encoding \"UTF-8\"";
    ByteOrderMark, "byte-order-mark", Error, "save the file as \"UTF-8\", not \"UTF-8 with BOM\"";
    UnexpectedFile, "unexpected-file", Error, "only pages, as `name.md`, belong in content/pages: move or remove it";
    FileName, "file-name", Error, "use small letters, digits and hyphens, such as `what-to-expect.md`";
    DuplicateAddress, "duplicate-address", Error, "rename one of the two";

    // YAML
    YamlSyntax, "yaml-syntax", Error, "compare the indentation, quotes and brackets with the lines around it";
    YamlColon, "yaml-colon", Error, "put the value in quotes, because it contains a colon";
    YamlTab, "yaml-tab", Error, "use spaces: as many as the lines around it";
    YamlQuote, "yaml-quote", Error, "put the whole value in one pair of straight quotes";
    YamlBracket, "yaml-bracket", Error, "close what was opened";
    YamlSign, "yaml-sign", Error, "put the value in quotes";
    LostWords, "lost-words", Error, "put the value in quotes";
    Nesting, "nesting", Error, "write it flatter: nothing on this site needs so many levels";
    YamlValue, "yaml-value", Error, "write a value of the kind that content/README.md describes";
    UnknownKey, "unknown-key", Error, "correct the key's spelling, or remove it";
    MissingKey, "missing-key", Error, "add it; content/README.md and the comments at the top of the file say what it is for";
    DuplicateKey, "duplicate-key", Error, "keep one of the two";

    // Front matter
    FrontMatterMissing, "front-matter-missing", Error, "begin the page with its front matter, between two lines of `---`";
    LongDescription, "long-description", Error, "shorten it to at most 160 characters";
    LongLead, "long-lead", Error, "shorten it";
    LeadParts, "lead-parts", Error, "write one sentence as the `message`, and three points below `in_short`";
    UnknownSection, "unknown-section", Error, "name a section of content/site.yaml";
    DuplicateOrder, "duplicate-order", Error, "give each page of a section its own place";
    LayoutPlace, "layout-place", Error, "give each special layout to one page, as content/README.md says";
    ReviewDates, "review-dates", Error, "write the day of the last review, and a later day for the next one";
    ReviewOverdue, "review-overdue", Overdue,
        "read the page against its sources, mend it, then set `reviewed_on` and a new `review_by`";

    // Sources and notes
    UnknownSource, "unknown-source", Error, "add it to content/sources.yaml, or correct the spelling";
    UncitedSource, "uncited-source", Error, "put its mark behind the claim that rests on it, or remove it from `sources`";
    UnlistedSource, "unlisted-source", Error, "add it to `sources` in the front matter";
    UnsourcedSection, "unsourced-section", Error,
        "put a mark such as `[^va-page]` behind each claim; if the section makes no claim about care or VA, mark it `.advice`";
    UnknownNote, "unknown-note", Error,
        "name a source of content/sources.yaml, or write the note: a line at the end that begins with its mark and a colon";
    UnusedNote, "unused-note", Error, "put its mark into the text, or remove the note";
    DuplicateNote, "duplicate-note", Error, "give the note another name";

    // Markdown
    Html, "html", Error, "HTML is not accepted: use Markdown, or leave it out";
    Unsupported, "unsupported", Error, "the site has no such element: write it in another way";
    ColonBox, "colon-box", Error, "write a box as a quote whose first line is `> [!NOTE]`";
    UnknownAlert, "unknown-alert", Error,
        "write `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` on a line of its own, then the text";
    HeadingLevel, "heading-level", Error,
        "begin with `##`, because the page's title is its only `#`, and go down one level at a time";
    MissingId, "missing-id", Error, "end the heading with an address that will never change, such as `{#comfort}`";
    IdForm, "id-form", Error, "use small letters, digits and single hyphens, and begin with a letter";
    DuplicateId, "duplicate-id", Error, "give each section of a page an address of its own";
    ReservedId, "reserved-id", Error, "choose another address: the site uses this one for a part of every page";
    HeadingAttribute, "heading-attribute", Error, "a heading takes an address, and a `##` heading may be `.advice`: nothing else";
    TableCaption, "table-caption", Error,
        "put a paragraph directly before the table that says what it shows: `Table: What each visit costs`";
    StrayCaption, "stray-caption", Error, "put the table directly after its caption, or begin the paragraph in another way";
    TableCells, "table-cells", Error, "give every row as many cells as the first row";
    EmptyHeader, "empty-header", Error, "write in each cell of the first row and the first column what its column or row is about";
    EmptyText, "empty-text", Error, "write the words, or remove it";

    LeftoverMarkup, "leftover-markup", Error, "close what was opened, or leave the sign out";

    // Pictures
    ActivePicture, "active-picture", Error,
        "save the picture as a plain SVG: shapes, text and colors, without scripts, links, animation or other files";
    MissingAlternative, "missing-alternative", Error, "write in the square brackets what the picture tells";
    UnknownPicture, "unknown-picture", Error, "put the file into static/img and name it so: `../../static/img/positions.svg`";
    PictureFormat, "picture-format", Error, "save the picture as SVG with a `viewBox`, or as PNG";

    // Links
    LinkScheme, "link-scheme", Error, "a link may lead to a page, or to an address such as `https://www.va.gov/`, `tel:+18006982411` or `mailto:name@va.gov`";
    WrongNumber, "wrong-number", Error, "make the words and the address name the same number, and try it on a phone";
    OutsideContent, "outside-content", Error, "name a page by its file alone, such as `safety.md`";
    UnknownPage, "unknown-page", Error, "name a file of content/pages";
    UnknownAnchor, "unknown-anchor", Error, "name the address of a heading on that page, the part in `{#...}`";
    BrokenReference, "broken-reference", Error, "write the address behind the words, in round brackets: `[words](safety.md)`";
    VagueLink, "vague-link", Error, "use words that make sense alone: say what the link leads to";

    // Words
    BannedWords, "banned-words", Error, "write it in another way; content/README.md says which words the site never uses";
    ReadingGrade, "reading-grade", Warning, "aim at grade 8 or below: shorter sentences, everyday words. This is the hardest sentence";

    // Quality
    UnknownItem, "unknown-item", Error, "name an item that people judge; content/README.md lists them";
    Judgement, "judgement", Error, "remove it from this list; content/README.md says how items are judged";

    // The self-screen
    UnknownQuestion, "unknown-question", Error, "name a question of this file by its id";
    UnknownOption, "unknown-option", Error, "name an option of that question by its id";
    LaterQuestion, "later-question", Error, "name only questions that stand above this one, or move one of the two";
    EmptyCondition, "empty-condition", Error, "name a question and at least one answer to it";
    DuplicateWording, "duplicate-wording", Error, "word them so that a reader can tell them apart";
    UnsourcedRule, "unsourced-rule", Error, "name the source that it rests on; content/sources.yaml lists them";
    TooFew, "too-few", Error, "add what is missing";
    TooMany, "too-many", Error, "the self-screen holds at most 32 questions, and 32 options for each";
    OutcomeOrder, "outcome-order", Error, "move it up: the urgent outcomes come first";
    ContactStep, "contact-step", Error,
        "every outcome needs a step of the kind `point-of-contact`; an emergency also `crisis-line` and `emergency`";
    UnnamedSign, "unnamed-sign", Error,
        "name it in a rule, so that nobody who selects it is told less than it needs; or remove the option";
    SaysTwice, "says-twice", Error, "keep `says` at the one option that says it";
    MeaningLength, "meaning-length", Error, "say what the result means in two sentences, so that it is read before anything is done";
    HelperWording, "helper-wording", Error,
        "write it twice: as `veteran`, for who answers for themselves, and as `helper`, for who helps a Veteran";
    UrgentSaysNo, "urgent-says-no", Error, "take `says: \"no\"` away from what an urgent rule names";
    UnaskedQuestion, "unasked-question", Error, "mend its `ask_when`, or remove the question";
    UnreachedOutcome, "unreached-outcome", Error,
        "mend its rules, move it above the outcomes that are found before it, or remove it";
    IdleRule, "idle-rule", Error, "mend its condition, or remove the rule";
    IdleOption, "idle-option", Error, "leave it out of the condition";
    NoOutcome, "no-outcome", Error, "add a rule for them";
    UrgentMissed, "urgent-missed", Error, "ask its questions first and of everyone, and put more urgent outcomes before it";
    LessCautious, "less-cautious", Error, "put the more cautious outcome first, or add a rule";
    NotSureReassures, "not-sure-reassures", Error,
        "name it together with \"no\", or lead it to an urgent or the last outcome";
    TooManyPaths, "too-many-paths", Error, "let rules name more options together, or ask fewer questions";

    // Glossary and settings
    DuplicateTerm, "duplicate-term", Error, "keep the form at one term";
    Placeholder, "placeholder", Error, "use each of the words in braces that the site replaces, and no other";
    CrisisAddress, "crisis-address", Error, "keep the way to the crisis line and to 911 as it is published";
    Setting, "setting", Error, "correct the value; the comments in content/site.yaml describe it";
}

impl Rule {
    /// Those that only the self-screen can break.
    pub const OF_THE_SELF_SCREEN: &[Self] = &[
        Self::UnknownQuestion,
        Self::UnknownOption,
        Self::LaterQuestion,
        Self::EmptyCondition,
        Self::DuplicateWording,
        Self::UnsourcedRule,
        Self::TooFew,
        Self::TooMany,
        Self::OutcomeOrder,
        Self::ContactStep,
        Self::UnnamedSign,
        Self::SaysTwice,
        Self::MeaningLength,
        Self::HelperWording,
        Self::UrgentSaysNo,
        Self::UnaskedQuestion,
        Self::UnreachedOutcome,
        Self::IdleRule,
        Self::IdleOption,
        Self::NoOutcome,
        Self::UrgentMissed,
        Self::LessCautious,
        Self::NotSureReassures,
        Self::TooManyPaths,
    ];
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
