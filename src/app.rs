//! The running app. It leaves the prerendered page as it is until the visitor goes to another one; from then on it renders
//! each page into `#page`, and the browser's own ways (Back, titles, focus, scroll) hold as before.
//!
//! - [`self_screen`]: the steps of the self-screen, whose answers are kept in memory and nowhere else.
//! - [`search`]: the search, and so are its words.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement};
use yew::prelude::*;

use crate::browser::{self, Entry, Landing};
use crate::data::{Data, Mismatch};
use crate::guide::Guide;
use crate::page::Page;
use crate::route::page_path;
use crate::view::fill;
use crate::view::page::{self, Extra};
use crate::view::screen::APP_FAILED;

mod search;
mod self_screen;

/// Starts the app on a prerendered page. Does nothing where the app has been started before, or on a page that is not
/// one of this site's.
pub async fn start() {
    let (Some(root), Some(base)) = (browser::root(), browser::base()) else { return };
    // A second start would answer every click twice.
    if root.has_attribute("data-app") || root.set_attribute("data-app", "starting").is_err() {
        return;
    }
    let address = [&base, "site.json"].concat();
    // Without its words the app cannot show a page; the prerendered site goes on without it.
    let Ok(guide) = fetch::<Guide>(browser::fetch_json(address)).await else {
        browser::reveal(APP_FAILED);
        return;
    };
    let app = Rc::new(App {
        guide: Rc::new(guide),
        root: root.clone(),
        running: RefCell::default(),
        shown: RefCell::default(),
        pages: RefCell::default(),
        entry: Cell::new(browser::entry().unwrap_or_default()),
        path: RefCell::new(browser::address().0),
        positions: RefCell::default(),
        latest: Cell::default(),
        memory: self_screen::Memory::default(),
        search: search::Memory::default(),
    });
    let on_link = app.clone();
    browser::on_link(move |link| on_link.follow(link));
    let on_history = app.clone();
    browser::on_history(move || on_history.traverse());
    app.open_here();
    if !browser::saves_data() {
        browser::on_link_pointed_at(move |link| app.prefetch(link));
    }
    // For tests and for whoever looks: from here on, links are the app's.
    let _ = root.set_attribute("data-app", "ready");
}

struct App {
    guide: Rc<Guide>,
    root: Element,
    /// The rendered page; none until the first navigation.
    running: RefCell<Option<yew::AppHandle<Running>>>,
    /// The page in it.
    shown: RefCell<Option<Rc<Page>>>,
    /// Pages under way or at hand, by path. A page is taken out when shown, so that a later visit gets the newest text.
    pages: RefCell<Vec<(String, Promise)>>,
    entry: Cell<Entry>,
    /// The path of the address that is shown.
    path: RefCell<String>,
    /// Where each history entry was left, by its depth.
    positions: RefCell<Vec<f64>>,
    /// Counts navigations, so that a page that arrives after the visitor has gone elsewhere is not shown.
    latest: Cell<u32>,
    memory: self_screen::Memory,
    search: search::Memory,
}

/// How a navigation came about.
enum Way {
    /// The page was opened itself.
    Here,
    Link(String),
    History(Entry),
}

impl App {
    /// Whether the app takes the visitor to the link's page.
    fn follow(self: &Rc<Self>, link: &HtmlAnchorElement) -> bool {
        let pathname = link.pathname();
        if !self.is_own(link) {
            return false;
        }
        if let Some(id) = browser::fragment(&link.hash()).filter(|_| pathname == *self.path.borrow()) {
            if link.has_attribute("data-begin") {
                self.begin();
                return true;
            }
            // A jump within the page stays the browser's; only the position to come back to is kept. A jump within a step
            // of the self-screen makes no entry, since an entry of its own would be a step.
            self.keep_position();
            return self.entry.get().is_step && browser::jump(&id);
        }
        let Some(path) = page_path(&self.guide.base, &pathname) else { return false };
        let landing = browser::fragment(&link.hash()).map_or(Landing::Top, Landing::Section);
        self.go(path.to_owned(), landing, Way::Link(link.href()));
        true
    }

    /// After Back or Forward.
    fn traverse(self: &Rc<Self>) {
        let (pathname, fragment) = browser::address();
        let same_page = pathname == *self.path.borrow();
        let entry = browser::entry();
        if same_page && self.running.borrow().is_none() {
            self.explain_lost_step(entry);
            return;
        }
        let Some(entry) = entry else {
            // An entry without our mark is a jump within the page, which the browser has just made.
            let entry = Entry { depth: self.entry.get().depth + 1, is_step: false };
            self.memory.forget_from(entry.depth);
            browser::adopt_entry(entry);
            self.entry.set(entry);
            return;
        };
        self.keep_position();
        let position = self.positions.borrow().get(entry.depth as usize).copied();
        let landing = match (position, fragment) {
            (Some(position), _) => Landing::Position(position),
            (None, Some(id)) => Landing::Section(id),
            (None, None) => Landing::Top,
        };
        if same_page {
            self.entry.set(entry);
            if self.traverse_steps(&landing) {
                return;
            }
            if let Landing::Position(position) = landing {
                browser::scroll_to(position);
            }
            return;
        }
        match page_path(&self.guide.base, &pathname) {
            Some(path) => self.go(path.to_owned(), landing, Way::History(entry)),
            None => browser::reload(),
        }
    }

    fn prefetch(self: &Rc<Self>, link: &HtmlAnchorElement) {
        let pathname = link.pathname();
        // A step asks for nothing, not even for the page of a link that comes to lie under a resting pointer.
        if self.entry.get().is_step {
            return;
        }
        if !self.is_own(link) || pathname == *self.path.borrow() {
            return;
        }
        let Some(path) = page_path(&self.guide.base, &pathname).map(str::to_owned) else { return };
        if self.is_self_screen(&path) {
            let _ = self.fetch_questionnaire();
        }
        let (app, page) = (self.clone(), JsFuture::from(self.page(&path)));
        spawn_local(async move {
            if page.await.is_err() {
                app.forget(&path);
            }
        });
    }

    fn go(self: &Rc<Self>, path: String, landing: Landing, way: Way) {
        let number = self.next_number();
        let app = self.clone();
        spawn_local(async move {
            let page = app.load(&path).await;
            app.forget(&path);
            if app.latest.get() != number {
                return;
            }
            match (page, way) {
                (Ok(page), way) => app.show(page, landing, way),
                // The page says what to do without the app.
                (Err(_), Way::Here) => {}
                (Err(_), Way::Link(address)) => browser::leave_for(&address),
                // The address has changed already, so loading it is what an ordinary Back would have done.
                (Err(_), Way::History(_)) => browser::reload(),
            }
        });
    }

    /// Gets a page that was opened itself ready for what it offers.
    fn open_here(self: &Rc<Self>) {
        let pathname = self.path.borrow().clone();
        let Some(path) = page_path(&self.guide.base, &pathname) else { return };
        if self.is_self_screen(path) {
            self.fetch_self_screen(path);
        } else if self.is_search(path) {
            self.go(path.to_owned(), Landing::Here, Way::Here);
        }
    }

    /// The page with what it needs: for the self-screen, its questions; for the search, its index.
    async fn load(self: &Rc<Self>, path: &str) -> Result<Page, JsValue> {
        let page = self.page(path);
        if self.is_self_screen(path) {
            self.load_questionnaire().await?;
        }
        if self.is_search(path) {
            self.load_index().await?;
        }
        fetch::<Page>(page).await
    }

    fn show(self: &Rc<Self>, page: Page, landing: Landing, way: Way) {
        self.take_over();
        let announcement = match way {
            Way::Here => String::new(),
            _ => fill(&self.guide.wording.page_shown, &[("page", &page.title)]),
        };
        let comes_by_link = match way {
            Way::Here => false,
            Way::Link(address) => {
                self.push(Entry { depth: self.entry.get().depth + 1, is_step: false }, Some(&address));
                true
            }
            Way::History(entry) => {
                self.entry.set(entry);
                false
            }
        };
        let same_page = self.path.replace(browser::address().0) == *self.path.borrow();
        let tab_title = page.tab_title.clone();
        let (is_self_screen, is_search) = (self.is_self_screen(&page.path), self.is_search(&page.path));
        self.shown.replace(Some(Rc::new(page)));
        if is_self_screen {
            self.show_self_screen(comes_by_link && !same_page, landing);
        } else if is_search {
            self.show_search(announcement, landing);
        } else {
            self.render(None, tab_title, announcement, landing);
        }
    }

    /// Before the first rendering.
    fn take_over(&self) {
        if self.running.borrow().is_none() {
            browser::restore_scroll_ourselves();
            browser::adopt_entry(self.entry.get());
        }
    }

    fn push(&self, entry: Entry, address: Option<&str>) {
        self.keep_position();
        self.memory.forget_from(entry.depth);
        browser::push_entry(entry, address);
        self.entry.set(entry);
    }

    fn render(self: &Rc<Self>, extra: Option<Extra>, tab_title: String, announcement: String, landing: Landing) {
        let Some(page) = self.shown.borrow().clone() else { return };
        let props = RunningProps {
            guide: self.guide.clone(),
            page,
            extra,
            number: self.next_number(),
            on_rendered: Callback::from(move |()| {
                browser::mark_current_page();
                browser::land(&tab_title, &announcement, &landing);
            }),
        };
        let mut running = self.running.borrow_mut();
        match &mut *running {
            Some(running) => running.update(props),
            None => *running = Some(yew::Renderer::<Running>::with_root_and_props(self.root.clone(), props).render()),
        }
    }

    fn next_number(&self) -> u32 {
        self.latest.set(self.latest.get() + 1);
        self.latest.get()
    }

    fn page(&self, path: &str) -> Promise {
        let mut pages = self.pages.borrow_mut();
        if let Some((_, page)) = pages.iter().find(|(known, _)| known == path) {
            return page.clone();
        }
        let page = browser::fetch_json([&self.guide.base, path, "page.json"].concat());
        pages.push((path.to_owned(), page.clone()));
        page
    }

    fn forget(&self, path: &str) {
        self.pages.borrow_mut().retain(|(known, _)| known != path);
    }

    fn keep_position(&self) {
        let mut positions = self.positions.borrow_mut();
        let depth = self.entry.get().depth as usize;
        // A reload forgets the positions of the entries before it; they are at the top until they are left again.
        if positions.len() <= depth {
            positions.resize(depth + 1, 0.0);
        }
        positions[depth] = browser::scroll_position();
    }

    fn is_own(&self, link: &HtmlAnchorElement) -> bool {
        browser::window().location().origin().is_ok_and(|origin| origin == link.origin())
    }
}

async fn fetch<T: DeserializeOwned>(json: Promise) -> Result<T, JsValue> {
    let value = JsFuture::from(json).await?;
    let data: Data = serde_wasm_bindgen::from_value(value)?;
    data.read().map_err(|Mismatch| JsValue::NULL)
}

#[derive(Clone, Properties)]
struct RunningProps {
    guide: Rc<Guide>,
    page: Rc<Page>,
    extra: Option<Extra>,
    /// The navigation or step that is shown.
    number: u32,
    on_rendered: Callback<()>,
}

impl PartialEq for RunningProps {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

#[component]
fn Running(props: &RunningProps) -> Html {
    let on_rendered = props.on_rendered.clone();
    use_effect_with(props.number, move |_| on_rendered.emit(()));
    page::page(&props.guide, &props.page, props.extra.as_ref())
}
