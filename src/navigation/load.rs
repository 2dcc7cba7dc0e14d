//! A page on its way: from the wish to the page, or to what is done where it cannot be had.
//!
//! The network is asked first. What is in use already stands in for what cannot be had, or does not come in time.

use super::store::Resource;
use super::{Effect, Landing, Part, State, Timer, Word};
use crate::screen::{Respondent, Session};

/// After so many milliseconds without a page a visitor wonders whether anything happens.
const WONDER: u32 = 1_000;
/// After so many milliseconds nothing is waited for any more; and after so many, where there is something that can stand
/// in.
const LIMIT: u32 = 8_000;
const LIMIT_WITH_COPY: u32 = 3_000;

#[derive(Clone, Debug)]
pub(super) struct Load {
    number: u32,
    cause: Cause,
    /// The page's path below the base.
    path: String,
    landing: Landing,
    /// Whether the visitor was told that it takes a while.
    is_told: bool,
}

/// How a load came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The page was opened itself, and shows more with the app.
    Opening,
    /// A link to this address.
    Link(String),
    /// Back or Forward. The address has changed already.
    History,
    /// The self-screen is to begin, for whoever answers.
    Start(Respondent),
}

impl State {
    /// Asks for a page and for what belongs to it, and shows it as soon as all is there.
    pub(super) fn load(&mut self, cause: Cause, path: String, landing: Landing) {
        self.cancel_load();
        let number = self.next_number();
        let is_opening = cause == Cause::Opening;
        let is_start = matches!(cause, Cause::Start(_));
        let load = Load { number, cause, path, landing, is_told: false };
        let needs = self.needs(&load);
        self.load = Some(load);
        self.is_outdated = false;
        self.ask(&needs);
        self.finish_load();
        if self.load.is_none() || is_opening {
            return;
        }
        if is_start {
            self.tell_of_load(number);
        } else {
            self.effects.push(Effect::Wait(WONDER, Timer::Word(number)));
        }
        let has_copy = needs.iter().all(|resource| self.store.has_used(resource));
        let limit = if has_copy { LIMIT_WITH_COPY } else { LIMIT };
        self.effects.push(Effect::Wait(limit, Timer::Limit(number)));
    }

    /// The page that was opened itself goes on getting ready, unless the visitor leaves it.
    pub(super) fn cancel_load_of_another_page(&mut self) {
        if self.load.as_ref().is_some_and(|load| load.cause != Cause::Opening) {
            self.cancel_load();
        }
    }

    pub(super) fn cancel_load(&mut self) {
        if self.load.take().is_some_and(|load| load.is_told) {
            self.effects.push(Effect::Tell(None));
        }
    }

    /// Asks for what belongs together at the same time, so that all of it is of the same age. What is on its way already is
    /// waited for, however long that takes: on the slowest line to ask again would be to begin again.
    pub(super) fn ask(&mut self, resources: &[Resource]) {
        if resources.iter().all(|resource| self.store.is_asked(resource)) {
            resources.iter().for_each(|resource| self.store.set_overdue(resource, false));
            return;
        }
        for resource in resources {
            let number = self.next_number();
            self.store.request(resource, number);
            self.effects.push(Effect::Fetch(resource.clone(), number));
        }
    }

    pub(super) fn tell_of_load(&mut self, number: u32) {
        if let Some(load) = self.load.as_mut().filter(|load| load.number == number) {
            load.is_told = true;
            self.effects.push(Effect::Tell(Some(Word::GettingReady)));
        }
    }

    pub(super) fn give_up_load(&mut self, number: u32) {
        if let Some(load) = self.load.as_ref().filter(|load| load.number == number) {
            for resource in self.needs(load) {
                self.store.set_overdue(&resource, true);
            }
            self.finish_load();
        }
    }

    /// Shows the page that is loaded, if all is there; does what else can be done, if something cannot be had.
    pub(super) fn finish_load(&mut self) {
        let Some(load) = self.load.as_ref() else { return };
        let needs = self.needs(load);
        if needs.iter().any(|resource| self.store.is_awaited(resource)) {
            return;
        }
        let load = load.clone();
        self.cancel_load();
        if needs.iter().all(|resource| self.store.has_newer(resource)) {
            needs.iter().for_each(|resource| self.store.renew(resource));
        } else {
            // New and old are never shown together.
            if !needs.iter().any(|resource| self.store.is_on_its_way(resource)) {
                needs.iter().for_each(|resource| self.store.drop_newer(resource));
            }
            if self.is_outdated || !needs.iter().all(|resource| self.store.has_used(resource)) {
                self.do_without(load.cause);
                return;
            }
        }
        self.arrive(load);
    }

    /// What must be asked for. Questions that were answered, and the page beside them, stay as they are; so do those that
    /// the visitor has before them when they begin. An index is asked for once.
    fn needs(&self, load: &Load) -> Vec<Resource> {
        let page = Resource::Page(load.path.clone());
        if self.is_self_screen(&load.path) {
            let is_at_hand = self.has_answers() || matches!(load.cause, Cause::Start(_)) && self.may_begin_at_once;
            return if is_at_hand { Vec::new() } else { vec![page, Resource::Questionnaires] };
        }
        if self.is_search(&load.path) && !self.store.has_used(&Resource::Index) {
            return vec![page, Resource::Index];
        }
        vec![page]
    }

    fn arrive(&mut self, load: Load) {
        let Load { cause, path, landing, .. } = load;
        let Some(page) = self.store.page(&path) else { return };
        let is_self_screen = self.is_self_screen(&path);
        if is_self_screen && !self.has_answers() {
            self.session = self.store.questionnaires().map(|both| Session::new(both, Respondent::Veteran));
            self.may_begin_at_once = true;
        }
        if let Cause::Start(respondent) = cause {
            self.shown.page = Some(page);
            self.show_first(path, respondent);
            return;
        }
        let comes_from_elsewhere = self.shown.path != path;
        let is_link = matches!(cause, Cause::Link(_));
        if let Cause::Link(address) = cause {
            self.push(false, address);
        }
        self.shown = super::Shown { path, page: Some(page.clone()), is_behind: false };
        if is_self_screen {
            if is_link && comes_from_elsewhere {
                self.resume();
            }
            self.show_place(landing);
            return;
        }
        let part = if self.is_search(&page.path) { self.search_part() } else { None };
        self.effects.push(Effect::Show { page, part: part.unwrap_or(Part::Text), landing });
    }

    /// A page that cannot be had is the browser's to load, but not where answers would be lost.
    pub(super) fn do_without(&mut self, cause: Cause) {
        match cause {
            // The page says what to do without the app.
            Cause::Opening => {}
            Cause::Start(_) => {
                self.catch_up();
                let is_helped = self.is_outdated && !self.is_reloaded;
                self.effects.push(if is_helped { Effect::Reload } else { Effect::GivePaper });
            }
            _ if self.has_answers() => {
                self.catch_up();
                self.effects.push(Effect::Tell(Some(Word::PageFailed)));
            }
            Cause::Link(address) => self.effects.push(Effect::Leave(address)),
            // What an ordinary Back would have done.
            Cause::History => self.effects.push(Effect::Reload),
        }
    }
}
