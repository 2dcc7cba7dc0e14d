//! The search. Its index is fetched when its page is opened, and then kept: searching asks for nothing more. What somebody
//! looks for is in memory and nowhere else.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::Callback;

use super::{App, fetch};
use crate::browser::{self, Landing};
use crate::search::Index;
use crate::view::page::Extra;
use crate::view::search::{Action, FIELD, STOPS, Search};

/// For so many milliseconds nothing is typed before a screen reader hears how much was found.
const PAUSE: u32 = 800;

#[derive(Default)]
pub(super) struct Memory {
    /// None before the search was opened.
    index: RefCell<Option<Rc<Index>>>,
    query: RefCell<String>,
}

impl App {
    pub(super) fn is_search(&self, path: &str) -> bool {
        self.guide.search.as_deref() == Some(path)
    }

    /// Makes sure that there is an index to search.
    pub(super) async fn load_index(&self) -> Result<(), JsValue> {
        if self.search.index.borrow().is_none() {
            let address = [&*self.guide.base, "search.json"].concat();
            let index = fetch::<Index>(browser::fetch_json(address)).await?;
            self.search.index.replace(Some(Rc::new(index)));
        }
        Ok(())
    }

    /// Shows the search as it was left.
    pub(super) fn show_search(self: &Rc<Self>, announcement: String, landing: Landing) {
        let (Some(search), Some(page)) = (self.running_search(), self.shown.borrow().clone()) else { return };
        self.render(Some(Extra::Search(search)), page.tab_title.clone(), announcement, landing);
    }

    fn running_search(self: &Rc<Self>) -> Option<Search> {
        let app = self.clone();
        let on_action = Callback::from(move |action| app.act_on_search(action));
        let query = self.search.query.borrow().clone();
        self.search.index.borrow().clone().map(|index| Search { index, query, on_action })
    }

    fn act_on_search(self: &Rc<Self>, action: Action) {
        match action {
            Action::Type => self.look_for(browser::value(FIELD)),
            Action::Clear => {
                self.look_for(String::new());
                browser::jump(FIELD);
            }
            Action::Next => browser::move_focus(STOPS, 1),
            Action::Previous => browser::move_focus(STOPS, -1),
        }
    }

    fn look_for(self: &Rc<Self>, query: String) {
        self.search.query.replace(query);
        self.show_search(String::new(), Landing::Here);
        let (app, number) = (self.clone(), self.latest.get());
        browser::later(PAUSE, move || {
            if let Some(search) = app.running_search().filter(|_| app.latest.get() == number) {
                browser::announce(&search.status(&app.guide));
            }
        });
    }
}
