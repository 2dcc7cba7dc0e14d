//! The running app. It leaves the prerendered page as it is until the visitor goes to another one; from then on it renders
//! each page into `#page`, and the browser's own ways (Back, titles, focus, scroll) hold as before.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlAnchorElement};
use yew::prelude::*;

use crate::browser::{self, Entry, Landing};
use crate::guide::Guide;
use crate::page::Page;
use crate::route::page_path;
use crate::view::fill;
use crate::view::page::PageView;

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
    let Ok(guide) = fetch::<Guide>(browser::fetch_json(address)).await else { return };
    let app = Rc::new(App {
        guide: Rc::new(guide),
        root: root.clone(),
        running: RefCell::default(),
        pages: RefCell::default(),
        entry: Cell::new(browser::entry().unwrap_or_default()),
        path: RefCell::new(browser::address().0),
        positions: RefCell::default(),
        latest: Cell::default(),
    });
    let on_link = app.clone();
    browser::on_link(move |link| on_link.follow(link));
    let on_history = app.clone();
    browser::on_history(move || on_history.traverse());
    if !browser::saves_data() {
        browser::on_link_in_view(move |link| app.prefetch(link));
    }
    // For tests and for whoever looks: from here on, links are the app's.
    let _ = root.set_attribute("data-app", "ready");
}

struct App {
    guide: Rc<Guide>,
    root: Element,
    /// The rendered page; none until the first navigation.
    running: RefCell<Option<yew::AppHandle<Running>>>,
    /// Pages under way or at hand, by path. A page is taken out when shown, so that a later visit gets the newest text.
    pages: RefCell<Vec<(String, Promise)>>,
    entry: Cell<Entry>,
    /// The path of the address that is shown.
    path: RefCell<String>,
    /// Where each history entry was left, by its depth.
    positions: RefCell<Vec<f64>>,
    /// Counts navigations, so that a page that arrives after the visitor has gone elsewhere is not shown.
    latest: Cell<u32>,
}

/// How a navigation came about.
enum Way {
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
        if pathname == *self.path.borrow() && !link.hash().is_empty() {
            // A jump within the page stays the browser's; only the position to come back to is kept.
            self.keep_position();
            return false;
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
        if same_page && self.running.borrow().is_none() {
            return;
        }
        let Some(entry) = browser::entry() else {
            // An entry without our mark is a jump within the page, which the browser has just made.
            let entry = Entry { depth: self.entry.get().depth + 1 };
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
        if !self.is_own(link) || pathname == *self.path.borrow() {
            return;
        }
        let Some(path) = page_path(&self.guide.base, &pathname).map(str::to_owned) else { return };
        let (app, page) = (self.clone(), JsFuture::from(self.page(&path)));
        spawn_local(async move {
            if page.await.is_err() {
                app.forget(&path);
            }
        });
    }

    fn go(self: &Rc<Self>, path: String, landing: Landing, way: Way) {
        let number = self.latest.get() + 1;
        self.latest.set(number);
        let app = self.clone();
        spawn_local(async move {
            let page = fetch::<Page>(app.page(&path)).await;
            app.forget(&path);
            if app.latest.get() != number {
                return;
            }
            match (page, way) {
                (Ok(page), way) => app.show(page, landing, way),
                (Err(_), Way::Link(address)) => browser::leave_for(&address),
                // The address has changed already, so loading it is what an ordinary Back would have done.
                (Err(_), Way::History(_)) => browser::reload(),
            }
        });
    }

    fn show(self: &Rc<Self>, page: Page, landing: Landing, way: Way) {
        if self.running.borrow().is_none() {
            browser::restore_scroll_ourselves();
            browser::adopt_entry(self.entry.get());
        }
        match way {
            Way::Link(address) => {
                self.keep_position();
                let entry = Entry { depth: self.entry.get().depth + 1 };
                browser::push_entry(entry, &address);
                self.entry.set(entry);
            }
            Way::History(entry) => self.entry.set(entry),
        }
        self.path.replace(browser::address().0);
        let announcement = fill(&self.guide.wording.page_shown, &[("page", &page.title)]);
        let tab_title = page.tab_title.clone();
        let props = RunningProps {
            guide: self.guide.clone(),
            page: Rc::new(page),
            number: self.latest.get(),
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
    Ok(serde_wasm_bindgen::from_value(value)?)
}

#[derive(Clone, Properties)]
struct RunningProps {
    guide: Rc<Guide>,
    page: Rc<Page>,
    /// The navigation that showed the page.
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
    html! { <PageView guide={props.guide.clone()} page={props.page.clone()} /> }
}
