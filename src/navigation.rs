//! Which page is shown, under which address, and where in it: a state machine of values.
//!
//! [`step`] takes the state and what happened, and returns the new state and what is to be done about it. It names no Yew, no
//! DOM, no file and no clock: `app` tells it what happens in the browser and does what it says, and decides nothing.
//!
//! Five things always hold:
//! - The page shown is the one of the address, as soon as that can be had. Until then whatever the visitor does on the page
//!   that is still shown is done there, and adds nothing to the history under the other page's address.
//! - One load wins: the last that was asked for.
//! - What is shown is of one build. Where another one has been published, the browser loads the page itself.
//! - Answers are in memory and nowhere else. They are lost by "Clear" and with the page, and by nothing else: where a page
//!   cannot be had while there are answers, the visitor stays where they are.
//! - Whoever comes back to a history entry finds it scrolled as they left it.
//!
//! In reading order:
//! - [`entries`]: what is known of the browser's history entries.
//! - [`store`]: what was fetched, which of it is in use, and which is newer.
//! - [`load`]: a page on its way, from the wish to the page, or to what is done without it.
//! - [`self_screen`]: the steps of the self-screen.

use std::rc::Rc;

use crate::page::Page;
use crate::route::page_path;
use crate::screen::{Place, Respondent, Session};
use crate::search::Index;

mod entries;
mod load;
mod self_screen;
mod store;

use entries::Entries;
pub use entries::Entry;
use load::{Cause, Load};
use store::Store;
pub use store::{Resource, Value};

/// For so many milliseconds nothing is typed before a screen reader hears how much was found.
const PAUSE: u32 = 800;

/// What of the site decides where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The folder that the site is served from: `"/"` or, say, `"/massage/"`.
    pub base: String,
    /// The self-screen's page's path below the base; none where there is no such page.
    pub self_screen: Option<String>,
    /// The search page's path below the base; none where there is no such page.
    pub search: Option<String>,
}

/// Something that happened in the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// How far the page was scrolled then, in CSS pixels from the top.
    pub scrolled: f64,
    pub kind: EventKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// The app has started on a prerendered page. The first event, and never again.
    Opened {
        site: Site,
        pathname: String,
        /// What the history entry holds; none where no app has marked it.
        entry: Option<Entry>,
        /// Whether the browser was asked to load this very page anew.
        is_reloaded: bool,
    },
    /// A click that the browser would answer by opening a link of this origin in this window.
    Followed(Link),
    /// A link of this origin to a path was pointed at, touched or focused.
    Pointed(String),
    /// The browser has gone to another entry of the same document: by Back, Forward, or a jump within the page.
    Traversed {
        pathname: String,
        /// The id of a section, without `#`.
        fragment: Option<String>,
        entry: Option<Entry>,
    },
    /// What was asked for by [`Effect::Fetch`] has come, or why it has not.
    Fetched { number: u32, resource: Resource, value: Result<Value, Missing> },
    /// What was set by [`Effect::Wait`] has run out.
    Elapsed(Timer),
    /// The self-screen is to begin, for whoever answers.
    Begun(Respondent),
    /// A question, by its index, was answered with these options, as bits.
    Answered(usize, u32),
    /// The step before was asked for.
    WentBack,
    /// A place of the self-screen was asked for.
    WentTo(Place),
    /// Every answer is to be forgotten.
    Cleared,
    /// The visit sheet is to be copied.
    AskedForCopy,
    /// Whether the visit sheet is on the clipboard now.
    Copied(bool),
    /// The field of the search holds these words.
    Typed(String),
    /// The visitor has come back from another site, and the browser had kept the page as it was.
    Returned,
}

/// Why something was not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Unavailable,
    /// The site has been published anew since its page was loaded. Parts of two builds are never shown together.
    OfAnotherBuild,
}

/// A link of this origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole address.
    pub address: String,
    pub pathname: String,
    /// The id of a section, without `#`.
    pub fragment: Option<String>,
    /// Whether it names nothing but a section of the page that it stands on.
    pub is_jump: bool,
    /// For whom it begins the self-screen; none for any other link.
    pub begins: Option<Respondent>,
}

/// Something to do in the browser, at once and in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep the browser from following the link.
    Claim,
    /// Ask for this and report it, with the number, as [`EventKind::Fetched`].
    Fetch(Resource, u32),
    /// Mark the current history entry.
    Mark(Entry),
    /// Add a history entry, at this address.
    Push(Entry, String),
    /// Render a page, and take the visitor to where they expect to be on it.
    Show { page: Rc<Page>, part: Part, landing: Landing },
    /// Take the visitor to another part of the page that is shown.
    Land(Landing),
    /// One entry back.
    GoBack,
    /// Leave the app: the browser loads the address.
    Leave(String),
    /// Leave the app: the browser loads the current address.
    Reload,
    /// Show words that stand outside of the page, and tell screen readers; none to take them away.
    Tell(Option<Word>),
    /// Say, on the prerendered start of the self-screen, that answers were lost.
    ExplainLoss,
    /// Say that the self-screen cannot begin, and lead to its questions on paper.
    GivePaper,
    /// Tell screen readers how much was found.
    TellFound { index: Rc<Index>, query: String },
    /// Report the timer, after so many milliseconds, as [`EventKind::Elapsed`].
    Wait(u32, Timer),
    /// Put the visit sheet on the clipboard, and report it as [`EventKind::Copied`].
    Copy(Session),
}

/// What a page shows besides its text.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Text,
    SelfScreen {
        session: Session,
        /// One that the answers lead to.
        place: Place,
        notice: Option<Notice>,
    },
    Search {
        index: Rc<Index>,
        query: String,
    },
}

/// Where a visitor is taken to on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Landing {
    Top,
    /// The section with this id.
    Section(String),
    /// The list of errors.
    Errors,
    /// How far the page was scrolled when it was left, in CSS pixels from the top.
    Position(f64),
    /// Where they are.
    Here,
}

/// What a visitor is told about what just happened in the self-screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The page was loaded anew or left, so the answers are gone.
    BegunAgain,
    /// The answers were cleared.
    Cleared,
    /// The answers to these questions no longer apply.
    Dropped(Vec<usize>),
    /// What was selected, as bits, is no answer to the question.
    Refused(u32),
    /// The visit sheet is on the clipboard.
    Copied,
    /// The visit sheet could not be put on the clipboard.
    CopyFailed,
}

/// What a visitor is told outside of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What they asked for is on its way.
    GettingReady,
    /// A page cannot be had; their answers are still there.
    PageFailed,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// A load, by its number, takes so long that a visitor wonders.
    Word(u32),
    /// A load, by its number, takes so long that there must be a way out.
    Limit(u32),
    /// Nothing was typed since the typing with this number.
    Pause(u32),
}

/// Everything that the running app knows.
#[derive(Clone, Debug, Default)]
pub struct State {
    site: Site,
    entries: Entries,
    store: Store,
    shown: Shown,
    load: Option<Load>,
    /// None before the self-screen was shown or begun.
    session: Option<Session>,
    /// Where in the self-screen the visitor was last.
    place: Place,
    /// Whether answers were cleared, which tells a step without a place from one of an earlier visit.
    was_cleared: bool,
    /// Whether the page and its questions were asked for when they were shown, and nothing was begun since.
    may_begin_at_once: bool,
    /// Whether the page was loaded anew, so that to do so again would help nobody.
    is_reloaded: bool,
    /// Whether another build's data has come since something was last asked for.
    is_outdated: bool,
    /// What somebody looks for.
    query: String,
    /// Whether a link within the page was just left to the browser.
    expects_jump: bool,
    /// The last number of a load, a request or a typing.
    number: u32,
    /// The number of the last typing.
    typing: u32,
    /// Of the event that is under way.
    scrolled: f64,
    effects: Vec<Effect>,
}

/// The page that is on the screen.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// As [`State::path_at`] names it.
    path: String,
    /// None while it is the prerendered one.
    page: Option<Rc<Page>>,
    /// Whether the address still is another page's, which is on its way after Back or Forward.
    is_behind: bool,
}

/// What follows from an event.
pub fn step(mut state: State, event: Event) -> (State, Vec<Effect>) {
    state.scrolled = event.scrolled;
    state.handle(event.kind);
    let effects = std::mem::take(&mut state.effects);
    (state, effects)
}

impl State {
    /// What the visitor has answered; none before the self-screen was shown or begun.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    fn handle(&mut self, kind: EventKind) {
        match kind {
            EventKind::Opened { site, pathname, entry, is_reloaded } => {
                self.is_reloaded = is_reloaded;
                self.open(site, &pathname, entry)
            }
            EventKind::Followed(link) => self.follow(link),
            EventKind::Pointed(pathname) => self.fetch_ahead(&pathname),
            EventKind::Traversed { pathname, fragment, entry } => self.traverse(&pathname, fragment, entry),
            EventKind::Fetched { number, resource, value } => {
                self.is_outdated |= value == Err(Missing::OfAnotherBuild);
                self.store.put(number, &resource, value.ok());
                self.finish_load();
            }
            EventKind::Elapsed(Timer::Word(number)) => self.tell_of_load(number),
            EventKind::Elapsed(Timer::Limit(number)) => self.give_up_load(number),
            EventKind::Elapsed(Timer::Pause(number)) => self.tell_found(number),
            EventKind::Begun(respondent) => self.begin(respondent),
            EventKind::Answered(question, answer) => self.answer(question, answer),
            EventKind::WentBack => self.go_back(),
            EventKind::WentTo(place) => self.go_to(place),
            EventKind::Cleared => self.clear(),
            EventKind::AskedForCopy => self.effects.extend(self.session.clone().map(Effect::Copy)),
            EventKind::Copied(is_copied) => self.tell_copied(is_copied),
            EventKind::Typed(query) => self.look_for(query),
            EventKind::Returned => self.forget_after_return(),
        }
    }

    fn open(&mut self, site: Site, pathname: &str, entry: Option<Entry>) {
        self.site = site;
        self.shown.path = self.path_at(pathname);
        // Marked at once, so that what the browser adds from here on can be told from what was there before.
        self.enter(entry, Entry::FIRST);
        let path = self.shown.path.clone();
        if self.is_search(&path) {
            self.load(Cause::Opening, path, Landing::Here);
        } else if self.is_self_screen(&path) {
            self.ask(&[Resource::Page(path), Resource::Questionnaires]);
        }
    }

    fn follow(&mut self, link: Link) {
        self.expects_jump = false;
        let path = self.path_at(&link.pathname);
        // A link within the page is read as one of the address, which may be another page's for a moment.
        let is_within = link.is_jump || !self.shown.is_behind && path == self.shown.path;
        if let Some(id) = link.fragment.clone().filter(|_| is_within) {
            self.jump(&link, id);
        } else if self.is_page(&path) {
            self.effects.push(Effect::Claim);
            let landing = link.fragment.map_or(Landing::Top, Landing::Section);
            self.load(Cause::Link(link.address), path, landing);
        }
    }

    /// A jump stays the browser's, which makes a history entry. In a step of the self-screen that would be one more step.
    fn jump(&mut self, link: &Link, id: String) {
        if let Some(respondent) = link.begins {
            self.effects.push(Effect::Claim);
            self.begin(respondent);
        } else if self.shown.is_behind || self.entries.current().is_step {
            self.effects.extend([Effect::Claim, Effect::Land(Landing::Section(id))]);
        } else {
            self.keep_position();
            self.expects_jump = true;
        }
    }

    /// A step asks for nothing, not even for the page of a link that comes to lie under a resting pointer.
    fn fetch_ahead(&mut self, pathname: &str) {
        let path = self.path_at(pathname);
        if !self.is_page(&path) || path == self.shown.path || self.shows_step() {
            return;
        }
        if !self.is_self_screen(&path) {
            self.ask(&[Resource::Page(path)]);
        } else if !self.has_answers() {
            self.ask(&[Resource::Page(path), Resource::Questionnaires]);
        }
    }

    fn traverse(&mut self, pathname: &str, fragment: Option<String>, entry: Option<Entry>) {
        let path = self.path_at(pathname);
        let is_shown = path == self.shown.path;
        let is_jump = std::mem::take(&mut self.expects_jump) && entry.is_none() && is_shown;
        if is_jump {
            // The browser has made this entry just now. It is a place of the page, and cancels nothing.
            let entry = self.entries.next(false);
            self.entries.forget_from(entry.depth);
            self.enter(None, entry);
            return;
        }
        let is_prerendered = self.shown.page.is_none();
        if !is_prerendered {
            self.keep_position();
        }
        // An entry without a mark was there before the app was.
        self.enter(entry, Entry::BEFORE);
        if is_shown && is_prerendered {
            self.cancel_load_of_another_page();
            self.shown.is_behind = false;
            if self.entries.current().is_step {
                self.effects.push(Effect::ExplainLoss);
            }
            return;
        }
        self.cancel_load();
        let landing = match (self.entries.position(), fragment) {
            (Some(position), _) => Landing::Position(position),
            (None, Some(id)) => Landing::Section(id),
            (None, None) => Landing::Top,
        };
        self.shown.is_behind = !is_shown;
        if is_shown && self.is_self_screen(&path) {
            self.show_place(landing);
        } else if is_shown {
            self.effects.push(Effect::Land(landing));
        } else if self.is_page(&path) {
            self.load(Cause::History, path, landing);
        } else {
            self.do_without(Cause::History);
        }
    }

    fn look_for(&mut self, query: String) {
        self.query = query;
        let (Some(page), Some(part)) = (self.shown_search(), self.search_part()) else { return };
        self.effects.push(Effect::Show { page, part, landing: Landing::Here });
        self.typing = self.next_number();
        self.effects.push(Effect::Wait(PAUSE, Timer::Pause(self.typing)));
    }

    fn tell_found(&mut self, number: u32) {
        if self.typing == number
            && self.shown_search().is_some()
            && let Some(Part::Search { index, query }) = self.search_part()
        {
            self.effects.push(Effect::TellFound { index, query });
        }
    }

    fn shown_search(&self) -> Option<Rc<Page>> {
        self.shown.page.clone().filter(|page| self.is_search(&page.path))
    }

    fn search_part(&self) -> Option<Part> {
        let index = self.store.index()?;
        Some(Part::Search { index, query: self.query.clone() })
    }

    /// Makes an entry the current one, and marks it if it has no mark.
    fn enter(&mut self, marked: Option<Entry>, unmarked: Entry) {
        self.entries.enter(marked.unwrap_or(unmarked));
        if marked.is_none() {
            self.effects.push(Effect::Mark(unmarked));
        }
    }

    /// Adds an entry for the page that is to be shown.
    fn push(&mut self, is_step: bool, address: String) {
        self.keep_position();
        let entry = self.entries.next(is_step);
        self.entries.forget_from(entry.depth);
        self.entries.enter(entry);
        self.shown.is_behind = false;
        self.effects.push(Effect::Push(entry, address));
    }

    /// Where the address is another page's, goes on to one of the page that is shown.
    fn catch_up(&mut self) {
        if self.shown.is_behind {
            self.push(self.shows_step(), self.address_of(&self.shown.path));
            if self.shows_self_screen() {
                self.entries.put_place(self.place);
            }
        }
    }

    /// How far a page is scrolled that stands under another's address was kept when the address changed.
    fn keep_position(&mut self) {
        if !self.shown.is_behind {
            self.entries.put_position(self.scrolled);
        }
    }

    /// The path below the base of the page at an address, or else the address's own path, which begins with a slash.
    fn path_at(&self, pathname: &str) -> String {
        page_path(&self.site.base, pathname).unwrap_or(pathname).to_owned()
    }

    fn address_of(&self, path: &str) -> String {
        if self.is_page(path) { [&*self.site.base, path].concat() } else { path.to_owned() }
    }

    fn is_page(&self, path: &str) -> bool {
        !path.starts_with('/')
    }

    fn is_self_screen(&self, path: &str) -> bool {
        self.site.self_screen.as_deref() == Some(path)
    }

    fn is_search(&self, path: &str) -> bool {
        self.site.search.as_deref() == Some(path)
    }

    fn next_number(&mut self) -> u32 {
        self.number += 1;
        self.number
    }
}
