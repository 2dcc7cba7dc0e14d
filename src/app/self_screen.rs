//! The steps of the self-screen. The answers, and which place each history entry stands for, are in memory and nowhere else:
//! the history itself holds only that an entry is a step.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

use super::{App, fetch};
use crate::browser::{self, Entry, Landing};
use crate::page::Page;
use crate::screen::{Answer, Place, Questionnaire, Session, bit};
use crate::view::page::Extra;
use crate::view::screen::{
    self, APP_FAILED, Action, BEGUN_AGAIN, ERROR_SUMMARY, INPUTS, Notice, QUESTION_LIST, SelfScreen, answer_of,
};

#[derive(Default)]
pub(super) struct Memory {
    /// The questionnaire, under way or at hand.
    questionnaire: RefCell<Option<Promise>>,
    /// None before the questionnaire is there.
    session: RefCell<Option<Session>>,
    /// What each history entry of the self-screen's page shows, by its depth.
    places: RefCell<Vec<Option<Place>>>,
    /// Where the visitor was last.
    place: Cell<Place>,
    /// Whether answers were cleared, which tells a step without a place from one of an earlier visit.
    was_cleared: Cell<bool>,
}

impl Memory {
    /// Forgets the places of history entries that a new one discards.
    pub(super) fn forget_from(&self, depth: u32) {
        self.places.borrow_mut().truncate(depth as usize);
    }

    fn place_at(&self, depth: u32) -> Option<Place> {
        self.places.borrow().get(depth as usize).copied().flatten()
    }

    fn put_place(&self, depth: u32, place: Place) {
        let mut places = self.places.borrow_mut();
        let depth = depth as usize;
        if places.len() <= depth {
            places.resize(depth + 1, None);
        }
        places[depth] = Some(place);
    }
}

impl App {
    pub(super) fn fetch_questionnaire(&self) -> Promise {
        let address = || [&self.guide.base, "screen.json"].concat();
        let mut questionnaire = self.memory.questionnaire.borrow_mut();
        questionnaire.get_or_insert_with(|| browser::fetch_json(address())).clone()
    }

    pub(super) fn is_self_screen(&self, path: &str) -> bool {
        self.guide.self_screen.as_deref() == Some(path)
    }

    /// Gets ready to begin.
    pub(super) fn fetch_self_screen(&self, path: &str) {
        let waiting = (JsFuture::from(self.page(path)), JsFuture::from(self.fetch_questionnaire()));
        // A failure is answered when the visitor begins.
        spawn_local(async move {
            let _ = (waiting.0.await, waiting.1.await);
        });
    }

    /// Makes sure that there is a session to keep answers in.
    pub(super) async fn load_questionnaire(self: &Rc<Self>) -> Result<(), JsValue> {
        if self.memory.session.borrow().is_some() {
            return Ok(());
        }
        let questionnaire = fetch::<Questionnaire>(self.fetch_questionnaire()).await;
        if questionnaire.is_err() {
            // The next attempt asks again.
            self.memory.questionnaire.take();
        }
        let session = Session::new(Rc::new(questionnaire?));
        self.memory.session.borrow_mut().get_or_insert(session);
        Ok(())
    }

    /// Shows the first question. Where that cannot be, the visitor gets the list of questions.
    pub(super) fn begin(self: &Rc<Self>) {
        let Some(path) = self.guide.self_screen.clone() else { return };
        let number = self.next_number();
        let app = self.clone();
        spawn_local(async move {
            let page = app.load(&path).await;
            app.forget(&path);
            if app.latest.get() == number {
                app.begin_on(page);
            }
        });
    }

    fn begin_on(self: &Rc<Self>, page: Result<Page, JsValue>) {
        let first = self.memory.session.borrow().as_ref().map(Session::first);
        let (Ok(page), Some(first)) = (page, first) else {
            browser::reveal(APP_FAILED);
            browser::jump(QUESTION_LIST);
            return;
        };
        self.take_over();
        self.shown.replace(Some(Rc::new(page)));
        self.memory.put_place(self.entry.get().depth, Place::Start);
        self.step_to(first, None);
    }

    /// Shows the self-screen's page: by a link from another page where the visitor left it, else what its history entry
    /// stands for.
    pub(super) fn show_self_screen(self: &Rc<Self>, resumes: bool, landing: Landing) {
        let entry = self.entry.get();
        if resumes {
            let place = self.nearest(self.memory.place.get());
            let entry = Entry { is_step: place != Place::Start, ..entry };
            browser::adopt_entry(entry);
            self.entry.set(entry);
            self.memory.put_place(entry.depth, place);
        }
        self.show_place(landing);
    }

    /// After Back or Forward on the same page: whether that was between places of the self-screen.
    pub(super) fn traverse_steps(self: &Rc<Self>, landing: &Landing) -> bool {
        let shown = self.shown.borrow().as_ref().is_some_and(|page| self.is_self_screen(&page.path));
        if shown {
            self.show_place(landing.clone());
        }
        shown
    }

    /// Tells why a step of an earlier visit shows the start of the page, which is there as it was prerendered.
    pub(super) fn explain_lost_step(&self, entry: Option<Entry>) {
        if let Some(entry) = entry {
            if entry.is_step {
                browser::reveal(BEGUN_AGAIN);
            }
            self.entry.set(entry);
        }
    }

    /// Shows what the current history entry stands for.
    fn show_place(self: &Rc<Self>, landing: Landing) {
        let entry = self.entry.get();
        let known = self.memory.place_at(entry.depth);
        let notice = (entry.is_step && known.is_none()).then(|| match self.memory.was_cleared.get() {
            true => Notice::Cleared,
            false => Notice::BegunAgain,
        });
        let place = known.map_or(Place::Start, |place| self.nearest(place));
        if place == Place::Start {
            // Said once; and from here on there is nothing to lose.
            self.become_start();
        }
        self.show_screen(place, notice, landing);
    }

    fn become_start(&self) {
        let entry = Entry { is_step: false, ..self.entry.get() };
        browser::adopt_entry(entry);
        self.entry.set(entry);
        self.memory.put_place(entry.depth, Place::Start);
    }

    fn nearest(&self, place: Place) -> Place {
        self.memory.session.borrow().as_ref().map_or(Place::Start, |session| session.nearest(place))
    }

    /// Goes on to a place, with a history entry of its own.
    fn step_to(self: &Rc<Self>, place: Place, notice: Option<Notice>) {
        let entry = Entry { depth: self.entry.get().depth + 1, is_step: place != Place::Start };
        self.push(entry, None);
        self.memory.put_place(entry.depth, place);
        self.show_screen(place, notice, Landing::Top);
    }

    fn show_screen(self: &Rc<Self>, place: Place, notice: Option<Notice>, landing: Landing) {
        self.memory.place.set(place);
        let (Some(session), Some(page)) = (self.memory.session.borrow().clone(), self.shown.borrow().clone()) else {
            return;
        };
        let app = self.clone();
        let screen = SelfScreen {
            session,
            place,
            notice,
            date: if place == Place::Result { browser::today() } else { String::new() },
            on_action: Callback::from(move |action| app.act(action)),
        };
        let tab_title = screen::tab_title(&page, &screen);
        let announcement = screen::announcement(&self.guide, &page, &screen);
        self.render(Some(Extra::SelfScreen(screen)), tab_title, announcement, landing);
    }

    fn act(self: &Rc<Self>, action: Action) {
        let place = self.memory.place.get();
        match (action, place) {
            (Action::Submit, Place::Question(question)) => self.answer_with_form(question),
            (Action::Skip, Place::Question(question)) => self.answer(question, Answer::Skipped),
            (Action::Toggle(option), Place::Question(question)) => self.toggle(question, option),
            (Action::Submit | Action::Skip | Action::Toggle(_), _) => {}
            (Action::Back, _) => self.back(),
            (Action::Go(place), _) => self.step_to(self.nearest(place), None),
            (Action::Clear, _) => self.clear(),
            (Action::Print, _) => browser::print(),
            (Action::Copy, _) => self.copy(),
        }
    }

    fn answer_with_form(self: &Rc<Self>, question: usize) {
        let answer = self
            .with_session(|session| answer_of(&session.questionnaire.questions[question], &browser::selected(INPUTS)));
        if let Some(answer) = answer {
            self.answer(question, answer);
        }
    }

    fn answer(self: &Rc<Self>, question: usize, answer: Answer) {
        match self.with_session(|session| session.answer(question, answer)) {
            Some(Ok(step)) => {
                let notice = (!step.dropped.is_empty()).then_some(Notice::Dropped(step.dropped));
                self.step_to(step.place, notice);
            }
            Some(Err(_)) => {
                let error = Landing::Section(ERROR_SUMMARY.to_owned());
                self.show_screen(Place::Question(question), Some(Notice::Refused(answer)), error);
            }
            None => {}
        }
    }

    /// Options that may not stand together replace each other.
    fn toggle(&self, question: usize, option: usize) {
        self.with_session(|session| {
            let question = &session.questionnaire.questions[question];
            let Answer::Selected(bits) = answer_of(question, &browser::selected(INPUTS)) else { return };
            if bits & bit(option) != 0 {
                let bits = question.with_option(bits & !bit(option), bit(option));
                browser::select(INPUTS, |value| bits & bit(value) != 0);
            }
        });
    }

    /// As the browser's own Back, where that leads to the self-screen; else to the question before.
    fn back(self: &Rc<Self>) {
        let depth = self.entry.get().depth;
        if depth > 0 && self.memory.place_at(depth - 1).is_some() {
            browser::back();
        } else if let Some(place) = self.with_session(|session| session.before(self.memory.place.get())) {
            self.step_to(place, None);
        }
    }

    /// Forgets every answer, and what the history entries stood for.
    fn clear(self: &Rc<Self>) {
        self.with_session(|session| *session = Session::new(session.questionnaire.clone()));
        self.memory.places.borrow_mut().clear();
        self.memory.was_cleared.set(true);
        self.positions.borrow_mut().clear();
        self.become_start();
        self.show_screen(Place::Start, Some(Notice::Cleared), Landing::Top);
    }

    fn copy(self: &Rc<Self>) {
        let (app, number) = (self.clone(), self.latest.get());
        let Some(screen) =
            self.with_session(|session| SelfScreen { date: browser::today(), ..SelfScreen::start(session.clone()) })
        else {
            return;
        };
        let text = screen::sheet_text(&self.guide, &screen);
        spawn_local(async move {
            let notice = if browser::copy(&text).await { Notice::Copied } else { Notice::CopyFailed };
            if app.latest.get() == number {
                app.show_screen(Place::Result, Some(notice), Landing::Here);
            }
        });
    }

    fn with_session<T>(&self, action: impl FnOnce(&mut Session) -> T) -> Option<T> {
        self.memory.session.borrow_mut().as_mut().map(action)
    }
}
