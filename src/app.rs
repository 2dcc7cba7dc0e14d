//! The running app: it tells [`navigation`](crate::navigation) what happens in the browser, and does what that says. It
//! leaves the prerendered page as it is until the visitor goes to another one, or begins the self-screen; from then on it
//! renders into `#page`.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, RequestCache};
use yew::prelude::*;

use crate::browser;
use crate::data::Data;
use crate::guide::{Guide, fill};
use crate::navigation::{Effect, Event, EventKind, Landing, Missing, Part, Resource, Site, State, Value, step};
use crate::page::Page;
use crate::screen::{Place, Questionnaires, Session, bit, fhir};
use crate::view::page::{self, Extra};
use crate::view::screen::{self, APP_FAILED, BEGUN_AGAIN, INPUTS, QUESTION_LIST, SelfScreen, answer_of};
use crate::view::search::{self, FIELD, STOPS, Search};

/// Starts the app on a prerendered page. Does nothing where the app has been started before, or on a page that is not
/// one of this site's.
pub async fn start() {
    let (Some(root), Some(base), Some(build)) = (browser::root(), browser::base(), browser::build()) else { return };
    // A second start would answer every click twice.
    if root.has_attribute("data-app") || root.set_attribute("data-app", "starting").is_err() {
        return;
    }
    let guide = match fetch::<Guide>(&build, [&base, "site.json"].concat()).await {
        Ok(guide) => guide,
        // Once: where pages and data of two builds stay side by side, the page alone is what can be had.
        Err(Missing::OfAnotherBuild) if browser::needs_app() && !browser::is_reloaded() => return browser::reload(),
        // Without its words the app cannot show a page; the prerendered site goes on without it.
        Err(_) => {
            let _ = root.set_attribute("data-app", "failed");
            if browser::wants_to_begin().is_some() {
                give_paper()
            } else {
                browser::reveal(APP_FAILED)
            }
            return;
        }
    };
    let site = Site { base, self_screen: guide.self_screen.clone(), search: guide.search.clone() };
    let app = Rc::new(App { guide: Rc::new(guide), build, root: root.clone(), now: RefCell::default() });
    let is_reloaded = browser::is_reloaded();
    app.tell(EventKind::Opened { site, pathname: browser::address().0, entry: browser::entry(), is_reloaded });

    let on_link = app.clone();
    browser::on_link(move |link| on_link.tell(EventKind::Followed(link)));
    let on_history = app.clone();
    browser::on_history(move || {
        let (pathname, fragment) = browser::address();
        on_history.tell(EventKind::Traversed { pathname, fragment, entry: browser::entry() });
    });
    let on_return = app.clone();
    browser::on_return(move || {
        on_return.tell(EventKind::Returned);
    });
    if !browser::saves_data() {
        let on_pointed = app.clone();
        browser::on_link_pointed_at(move |pathname| {
            on_pointed.tell(EventKind::Pointed(pathname));
        });
    }
    // For `static/start.js`, for tests and for whoever looks: from here on, links are the app's.
    let _ = root.set_attribute("data-app", "ready");
    // Whoever was told that nothing comes has it now.
    browser::conceal(APP_FAILED);
    if let Some(respondent) = browser::wants_to_begin() {
        app.tell(EventKind::Begun(respondent));
    }
}

struct App {
    guide: Rc<Guide>,
    /// The build's id.
    build: String,
    root: Element,
    now: RefCell<Now>,
}

#[derive(Default)]
struct Now {
    state: State,
    /// None while the page is the prerendered one.
    rendered: Option<yew::AppHandle<Rendered>>,
}

impl App {
    /// Tells the state machine what has happened, and does what follows from it. Whether the app has taken the event over
    /// from the browser.
    fn tell(self: &Rc<Self>, kind: EventKind) -> bool {
        let event = Event { scrolled: browser::scroll_position(), kind };
        let effects = {
            let mut now = self.now.borrow_mut();
            let (state, effects) = step(mem::take(&mut now.state), event);
            now.state = state;
            effects
        };
        let is_claimed = effects.contains(&Effect::Claim);
        for effect in effects {
            self.perform(effect);
        }
        is_claimed
    }

    fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            // Done by whoever has told of the event.
            Effect::Claim => {}
            Effect::Fetch(resource, number) => self.fetch(resource, number),
            Effect::Mark(entry) => browser::mark_entry(entry),
            Effect::Push(entry, address) => browser::push_entry(entry, &address),
            Effect::Show { page, part, landing } => self.show(page, part, landing),
            // Whoever stays on the page keeps the focus.
            Effect::Land(Landing::Position(position)) => browser::scroll_to(position),
            Effect::Land(landing) => browser::take_to(&landing),
            Effect::GoBack => browser::back(),
            Effect::Leave(address) => browser::leave_for(&address),
            Effect::Reload => browser::reload(),
            Effect::Tell(word) => browser::tell(word),
            Effect::ExplainLoss => browser::reveal(BEGUN_AGAIN),
            Effect::GivePaper => give_paper(),
            Effect::TellFound { index, query } => {
                let search = Search { index, query, on_action: Callback::noop() };
                browser::announce(&search.status(&self.guide));
            }
            Effect::Wait(milliseconds, timer) => {
                let app = self.clone();
                browser::later(milliseconds, move || {
                    app.tell(EventKind::Elapsed(timer));
                });
            }
            Effect::Copy(session) => {
                let screen = SelfScreen { date: browser::today(), ..SelfScreen::start(session) };
                let Some(text) = screen.sheet_text(&self.guide) else { return };
                let app = self.clone();
                spawn_local(async move {
                    let is_copied = browser::copy(&text).await;
                    app.tell(EventKind::Copied(is_copied));
                });
            }
        }
    }

    fn fetch(self: &Rc<Self>, resource: Resource, number: u32) {
        let app = self.clone();
        spawn_local(async move {
            let (base, build) = (&app.guide.base, &app.build);
            let value = match &resource {
                Resource::Page(path) => {
                    let page = fetch::<Page>(build, [base, path, "page.json"].concat()).await;
                    page.map(|page| Value::Page(Rc::new(page)))
                }
                Resource::Questionnaires => {
                    let questionnaires = fetch::<Questionnaires>(build, [base, "screen.json"].concat()).await;
                    questionnaires.map(|questionnaires| Value::Questionnaires(Rc::new(questionnaires)))
                }
                Resource::Index => {
                    let index = fetch(build, [base, "search.json"].concat()).await;
                    index.map(|index| Value::Index(Rc::new(index)))
                }
            };
            app.tell(EventKind::Fetched { number, resource, value });
        });
    }

    fn show(self: &Rc<Self>, page: Rc<Page>, part: Part, landing: Landing) {
        // Whoever stays where they are has not come to a page.
        let arrived = match landing {
            Landing::Here => String::new(),
            _ => fill(&self.guide.wording.page_shown, &[("page", &page.title)]),
        };
        let app = self.clone();
        let (extra, announcement) = match part {
            Part::Text => (None, arrived),
            Part::Search { index, query } => {
                let on_action = Callback::from(move |action| app.search(action));
                (Some(Extra::Search(Search { index, query, on_action })), arrived)
            }
            Part::SelfScreen { session, place, notice } => {
                let answered = session.clone();
                let on_action = Callback::from(move |action| app.act(place, &answered, action));
                let date = if place == Place::Result { browser::today() } else { String::new() };
                let screen = SelfScreen { session, place, notice, date, on_action };
                let announcement = screen::announcement(&self.guide, &page, &screen);
                (Some(Extra::SelfScreen(screen)), announcement)
            }
        };
        let tab_title = page.tab_title.clone();
        let on_rendered = Callback::from(move |()| {
            browser::mark_current_page();
            browser::land(&tab_title, &announcement, &landing);
        });
        let props = RenderedProps { guide: self.guide.clone(), page, extra, on_rendered };
        let rendered = &mut self.now.borrow_mut().rendered;
        match rendered {
            Some(rendered) => rendered.update(props),
            None => {
                browser::restore_scroll_ourselves();
                *rendered = Some(yew::Renderer::<Rendered>::with_root_and_props(self.root.clone(), props).render());
            }
        }
    }

    fn search(self: &Rc<Self>, action: search::Action) {
        match action {
            search::Action::Type => {
                self.tell(EventKind::Typed(browser::value(FIELD)));
            }
            search::Action::Clear => {
                self.tell(EventKind::Typed(String::new()));
                browser::jump(FIELD);
            }
            search::Action::Next => browser::move_focus(STOPS, 1),
            search::Action::Previous => browser::move_focus(STOPS, -1),
        }
    }

    /// What a visitor does at a place of the self-screen.
    fn act(self: &Rc<Self>, place: Place, session: &Session, action: screen::Action) {
        let selected = || answer_of(&browser::selected(INPUTS));
        let kind = match (action, place) {
            (screen::Action::Submit, Place::Question(question)) => EventKind::Answered(question, selected()),
            (screen::Action::Toggle(option), Place::Question(question)) => {
                // Options that may not stand together replace each other.
                let bits = selected();
                if bits & bit(option) != 0 {
                    let question = &session.questionnaire().questions[question];
                    let bits = question.with_option(bits & !bit(option), bit(option));
                    browser::select(INPUTS, |value| bits & bit(value) != 0);
                }
                return;
            }
            (screen::Action::Submit | screen::Action::Toggle(_), _) => return,
            (screen::Action::Back, _) => EventKind::WentBack,
            (screen::Action::Go(place), _) => EventKind::WentTo(place),
            (screen::Action::Clear, _) => EventKind::Cleared,
            (screen::Action::Print, _) => return browser::print(),
            (screen::Action::Copy, _) => EventKind::AskedForCopy,
            (screen::Action::Save, _) => return save(session),
        };
        self.tell(kind);
    }
}

/// Hands the answers to the browser as a file, in the words of the published form.
fn save(session: &Session) {
    let (questionnaire, now) = (&session.questionnaires.for_veteran, browser::now());
    let response = fhir::response(questionnaire, &session.answers, &now);
    if let Ok(value) = serde_wasm_bindgen::to_value(&response) {
        browser::save(&questionnaire.wording.file.name, &value);
    }
}

/// Says that the app is of no use, and leads to the questions on paper.
fn give_paper() {
    browser::tell(None);
    browser::reveal(APP_FAILED);
    browser::jump(QUESTION_LIST);
}

/// The value of a JSON file of this build. One that is not what it should be is as good as none.
async fn fetch<T: DeserializeOwned>(build: &str, address: String) -> Result<T, Missing> {
    let data = match fetch_data(build, &address, RequestCache::NoCache).await {
        // What the page itself had asked for ahead may be as old as the browser's cache.
        Err(Missing::OfAnotherBuild) => fetch_data(build, &address, RequestCache::Reload).await,
        data => data,
    };
    data?.read().map_err(|_| Missing::Unavailable)
}

async fn fetch_data(build: &str, address: &str, cache: RequestCache) -> Result<Data, Missing> {
    let value = browser::fetch_json(address, cache).await.map_err(|_| Missing::Unavailable)?;
    let data: Data = serde_wasm_bindgen::from_value(value).map_err(|_| Missing::Unavailable)?;
    match data.text("build") {
        Some(of) if of == build => Ok(data),
        Some(_) => Err(Missing::OfAnotherBuild),
        None => Err(Missing::Unavailable),
    }
}

#[derive(Clone, Properties)]
struct RenderedProps {
    guide: Rc<Guide>,
    page: Rc<Page>,
    extra: Option<Extra>,
    on_rendered: Callback<()>,
}

/// Each is something to show.
impl PartialEq for RenderedProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component]
fn Rendered(props: &RenderedProps) -> Html {
    let on_rendered = props.on_rendered.clone();
    use_effect(move || on_rendered.emit(()));
    page::page(&props.guide, &props.page, props.extra.as_ref())
}
