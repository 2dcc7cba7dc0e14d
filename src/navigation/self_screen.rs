//! The steps of the self-screen. The answers, and which place each history entry stands for, are in memory and nowhere else:
//! the history itself holds only that an entry is a step.

use super::load::Cause;
use super::{Effect, Landing, Notice, Part, State};
use crate::screen::{Place, Respondent, Session};

impl State {
    pub(super) fn has_answers(&self) -> bool {
        self.session.as_ref().is_some_and(|session| !session.answers.is_empty())
    }

    /// Whether the self-screen's page is shown by the app.
    pub(super) fn shows_self_screen(&self) -> bool {
        self.shown.page.is_some() && self.is_self_screen(&self.shown.path)
    }

    pub(super) fn shows_step(&self) -> bool {
        self.shows_self_screen() && self.place != Place::Start
    }

    pub(super) fn begin(&mut self, respondent: Respondent) {
        if let Some(path) = self.site.self_screen.clone() {
            self.load(Cause::Start(respondent), path, Landing::Top);
        }
    }

    /// Shows the first question of the page with this path, in the words for who answers. Answers that are there already
    /// stay what they are.
    pub(super) fn show_first(&mut self, path: String, respondent: Respondent) {
        if let Some(session) = &mut self.session {
            session.respondent = respondent;
        }
        if !self.shown.is_behind && self.shown.path == path {
            self.become_start();
        }
        self.may_begin_at_once = false;
        self.shown.path = path;
        let first = self.session.as_ref().map_or(Place::Start, Session::first);
        self.push_place(first, None);
    }

    /// Makes the new entry of the self-screen's page stand for where the visitor left it.
    pub(super) fn resume(&mut self) {
        let place = self.nearest(self.place);
        let entry = super::Entry { is_step: place != Place::Start, ..self.entries.current() };
        self.remark(entry);
        self.entries.put_place(place);
    }

    /// Shows what the current history entry stands for.
    pub(super) fn show_place(&mut self, landing: Landing) {
        let known = self.entries.place();
        let is_lost = self.entries.current().is_step && known.is_none();
        let notice = is_lost.then_some(if self.was_cleared { Notice::Cleared } else { Notice::BegunAgain });
        let place = known.map_or(Place::Start, |place| self.nearest(place));
        if place == Place::Start {
            // Said once; and from here on there is nothing to lose.
            self.become_start();
        }
        self.show_screen(place, notice, landing);
    }

    pub(super) fn answer(&mut self, question: usize, answer: u32) {
        // The second of two quick clicks answers nothing.
        if !self.shows_self_screen() || self.place != Place::Question(question) {
            return;
        }
        let Some(session) = self.session.as_mut() else { return };
        match session.answer(question, answer) {
            Ok(step) => {
                let notice = (!step.dropped.is_empty()).then_some(Notice::Dropped(step.dropped));
                self.show_next(step.place, notice);
            }
            Err(_) => self.show_screen(self.place, Some(Notice::Refused(answer)), Landing::Errors),
        }
    }

    /// As the browser's own Back, where that leads to the self-screen; else to the question before.
    pub(super) fn go_back(&mut self) {
        if !self.shows_self_screen() {
            return;
        }
        if !self.shown.is_behind && self.entries.place_before().is_some() {
            self.effects.push(Effect::GoBack);
        } else if let Some(session) = &self.session {
            self.show_next(session.before(self.place), None);
        }
    }

    pub(super) fn go_to(&mut self, place: Place) {
        if self.shows_self_screen() {
            self.show_next(self.nearest(place), None);
        }
    }

    /// Forgets every answer, and what the history entries stood for.
    pub(super) fn clear(&mut self) {
        self.forget(true);
    }

    /// Whoever comes back from another site may be somebody else.
    pub(super) fn forget_after_return(&mut self) {
        if self.has_answers() {
            self.forget(false);
        }
    }

    pub(super) fn tell_copied(&mut self, is_copied: bool) {
        if self.shows_self_screen() && self.place == Place::Result {
            let notice = if is_copied { Notice::Copied } else { Notice::CopyFailed };
            self.show_screen(Place::Result, Some(notice), Landing::Here);
        }
    }

    fn forget(&mut self, is_wish: bool) {
        if let Some(session) = &mut self.session {
            *session = Session::new(session.questionnaires.clone(), session.respondent);
        }
        self.entries.forget_places();
        self.was_cleared = is_wish;
        self.may_begin_at_once = false;
        self.place = Place::Start;
        if self.shows_self_screen() {
            if !self.shown.is_behind {
                self.become_start();
            }
            let notice = if is_wish { Notice::Cleared } else { Notice::BegunAgain };
            self.show_screen(Place::Start, Some(notice), Landing::Top);
        }
    }

    fn become_start(&mut self) {
        let entry = super::Entry { is_step: false, ..self.entries.current() };
        self.remark(entry);
        self.entries.put_place(Place::Start);
    }

    fn remark(&mut self, entry: super::Entry) {
        if entry != self.entries.current() {
            self.entries.enter(entry);
            self.effects.push(Effect::Mark(entry));
        }
    }

    fn nearest(&self, place: Place) -> Place {
        self.session.as_ref().map_or(Place::Start, |session| session.nearest(place))
    }

    /// Goes on to a place, with a history entry of its own; but not under the address of a page that is on its way.
    fn show_next(&mut self, place: Place, notice: Option<Notice>) {
        if self.shown.is_behind {
            self.show_screen(place, notice, Landing::Top);
        } else {
            self.push_place(place, notice);
        }
    }

    fn push_place(&mut self, place: Place, notice: Option<Notice>) {
        self.push(place != Place::Start, self.address_of(&self.shown.path));
        self.entries.put_place(place);
        self.show_screen(place, notice, Landing::Top);
    }

    fn show_screen(&mut self, place: Place, notice: Option<Notice>, landing: Landing) {
        self.place = place;
        let (Some(session), Some(page)) = (self.session.clone(), self.shown.page.clone()) else { return };
        let part = Part::SelfScreen { session, place, notice };
        self.effects.push(Effect::Show { page, part, landing });
    }
}
