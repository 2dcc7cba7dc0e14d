//! The one place that touches the document, its history, focus and scroll position. Where something is missing from the
//! document, the rest still happens: a page that can be read is never given up for a detail.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Date, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, Event, FocusOptions, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    MouseEvent, RequestCache, RequestInit, ScrollBehavior, ScrollRestoration, ScrollToOptions, Url, Window,
};

use crate::navigation::{Entry, Landing, Link, Word};
use crate::screen::Respondent;
use crate::view::screen::{ERROR_SUMMARY, respondent_named};

/// The page's window. There always is one: a script element of a page starts the app, and a worker has none.
pub fn window() -> Window {
    web_sys::window().expect("the app runs in a window")
}

/// The page's document. There always is one: only a window that has been closed has none, and it runs nothing.
pub fn document() -> Document {
    window().document().expect("a window that runs the app has a document")
}

/// The element that the app renders into.
pub fn root() -> Option<Element> {
    document().get_element_by_id("page")
}

/// The folder that the site is served from, as the prerendered page says.
pub fn base() -> Option<String> {
    root()?.get_attribute("data-base")
}

/// The id of the build that the prerendered page belongs to.
pub fn build() -> Option<String> {
    root()?.get_attribute("data-build")
}

/// Whether the page shows more with the app.
pub fn needs_app() -> bool {
    document().query_selector("[data-starts-app]").is_ok_and(|element| element.is_some())
}

/// Whether the browser was asked to load this very page anew, as `static/start.js` says.
pub fn is_reloaded() -> bool {
    root().is_some_and(|root| root.has_attribute("data-reloaded"))
}

/// The address's path and its fragment without `#`.
pub fn address() -> (String, Option<String>) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), fragment(&location.hash().unwrap_or_default()))
}

pub fn fragment(hash: &str) -> Option<String> {
    let encoded = hash.strip_prefix('#').filter(|id| !id.is_empty())?;
    js_sys::decode_uri_component(encoded).ok().map(String::from)
}

/// Leaves the app: the browser loads the address itself.
pub fn leave_for(address: &str) {
    // An address that came from a link or from the history can be assigned.
    let _ = window().location().assign(address);
}

/// One entry back.
pub fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

pub fn reload() {
    let _ = window().location().reload();
}

/// The entry that the browser is at; none before the app has made it its own.
pub fn entry() -> Option<Entry> {
    let state = window().history().ok()?.state().ok()?;
    let state = Array::is_array(&state).then(|| Array::from(&state))?;
    Some(Entry { depth: state.get(0).as_f64()? as u32, is_step: state.length() > 1 })
}

/// Marks the current history entry, at the same address.
pub fn mark_entry(entry: Entry) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&state(entry), "");
    }
}

/// Adds an entry, at this address.
pub fn push_entry(entry: Entry, address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state(entry), "", Some(address));
    }
}

/// Takes scroll positions over from the browser until the page is left, since a page that is fetched is not there yet when
/// the browser would restore them.
pub fn restore_scroll_ourselves() {
    set_scroll_restoration(ScrollRestoration::Manual);
    EventListener::new(&window(), "pagehide", |_| set_scroll_restoration(ScrollRestoration::Auto)).forget();
    EventListener::new(&window(), "pageshow", |_| set_scroll_restoration(ScrollRestoration::Manual)).forget();
}

pub fn scroll_position() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

pub fn scroll_to(position: f64) {
    let options = ScrollToOptions::new();
    options.set_top(position);
    options.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Names the tab, tells screen readers, and takes the visitor to where they expect to be.
pub fn land(tab_title: &str, announcement: &str, landing: &Landing) {
    document().set_title(tab_title);
    announce(announcement);
    take_to(landing);
}

/// Takes the visitor to a part of the page that is shown.
pub fn take_to(landing: &Landing) {
    let document = document();
    let heading = document.query_selector("#page h1").ok().flatten();
    match landing {
        Landing::Top => {
            focus(heading);
            scroll_to(0.0);
        }
        Landing::Position(position) => {
            focus(heading);
            scroll_to(*position);
        }
        Landing::Here => {}
        Landing::Section(id) => {
            if !jump(id) {
                focus(heading);
                scroll_to(0.0);
            }
        }
        Landing::Errors => {
            jump(ERROR_SUMMARY);
        }
    }
}

/// Tells screen readers.
pub fn announce(text: &str) {
    if let Some(region) = document().get_element_by_id("announcer") {
        let _ = region.remove_attribute("data-shown");
        region.set_text_content(Some(text));
    }
}

/// Tells everybody, in words that the frame holds; none to take them away.
pub fn tell(word: Option<Word>) {
    let region = document().get_element_by_id("announcer");
    let Some((word, region)) = word.zip(region) else { return announce("") };
    let name = match word {
        Word::GettingReady => "data-getting-ready",
        Word::PageFailed => "data-page-failed",
    };
    region.set_text_content(region.get_attribute(name).as_deref());
    let _ = region.set_attribute("data-shown", "");
}

/// For whom the visitor has asked for the self-screen before the app was there. Said once.
pub fn wants_to_begin() -> Option<Respondent> {
    let root = root()?;
    let respondent = begins(&root);
    let _ = root.remove_attribute("data-begin");
    respondent
}

/// Takes the visitor to an element of the page, if there is one with this id.
pub fn jump(id: &str) -> bool {
    let Some(section) = document().get_element_by_id(id) else { return false };
    if !section.has_attribute("tabindex") && section.dyn_ref::<HtmlInputElement>().is_none() {
        let _ = section.set_attribute("tabindex", "-1");
    }
    section.scroll_into_view();
    focus(Some(section));
    true
}

/// The values of the inputs that are selected.
pub fn selected(inputs: &str) -> Vec<usize> {
    let inputs = elements(&document(), inputs).into_iter();
    let selected = inputs.filter_map(|input| input.dyn_into::<HtmlInputElement>().ok().filter(|input| input.checked()));
    selected.filter_map(|input| input.value().parse().ok()).collect()
}

/// Selects those inputs for whose values `is_selected` holds, and no others.
pub fn select(inputs: &str, is_selected: impl Fn(usize) -> bool) {
    for input in elements(&document(), inputs) {
        if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
            input.set_checked(input.value().parse().is_ok_and(&is_selected));
        }
    }
}

/// What an input holds.
pub fn value(id: &str) -> String {
    let input = document().get_element_by_id(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Moves the focus among the elements that a selector names, in the page's order; none where it is on none of them, or
/// there is no further one.
pub fn move_focus(selector: &str, by: isize) {
    let document = document();
    let (stops, focused) = (elements(&document, selector), document.active_element());
    let at = stops.iter().position(|stop| Some(stop) == focused.as_ref());
    let next = at.and_then(|at| stops.get(at.checked_add_signed(by)?));
    if let Some(next) = next.and_then(|next| next.dyn_ref::<HtmlElement>()) {
        let _ = next.focus();
    }
}

/// Calls back once, after so many milliseconds.
pub fn later(milliseconds: u32, callback: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, callback).forget();
}

/// Shows an element that the page holds hidden.
pub fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.remove_attribute("hidden");
    }
}

/// Hides an element of the page.
pub fn conceal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.set_attribute("hidden", "");
    }
}

/// Today by the visitor's clock, in words of the page's language.
pub fn today() -> String {
    let language = document().document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default();
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    String::from(Date::new_0().to_locale_date_string(&language, &options))
}

/// This moment by the visitor's clock, in ISO 8601.
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// Has the browser keep a value as a JSON file with this name. Nothing is requested.
pub fn save(name: &str, value: &JsValue) {
    let Ok(text) = JSON::stringify(value) else { return };
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let Ok(file) = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &kind) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&file) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // Some browsers read it only after a while.
    later(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    });
}

pub fn print() {
    let _ = window().print();
}

/// Puts text on the clipboard; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    // Without a secure connection there is no clipboard, though its type says that there is.
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or_default();
    let Ok(write) = Reflect::get(&clipboard, &"writeText".into()) else { return false };
    let Some(write) = write.dyn_ref::<Function>() else { return false };
    match write.call1(&clipboard, &text.into()) {
        Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await.is_ok(),
        Err(_) => false,
    }
}

/// Marks the links of the frame that lead to the current page, and closes its menu.
pub fn mark_current_page() {
    let document = document();
    let current = window().location().pathname().unwrap_or_default();
    for link in elements(&document, ".header nav a, .footer nav a") {
        let is_current = |link: &HtmlAnchorElement| link.pathname() == current && link.hash().is_empty();
        let is_current = link.dyn_ref().is_some_and(is_current);
        let _ =
            if is_current { link.set_attribute("aria-current", "page") } else { link.remove_attribute("aria-current") };
    }
    for menu in elements(&document, "details.menu[open]") {
        let _ = menu.remove_attribute("open");
    }
}

/// Calls back for each click that the browser would answer by opening a link of this origin in this window. If the callback
/// returns true, the browser does not.
pub fn on_link(callback: impl Fn(Link) -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", options, move |event| {
        if let Some(link) = plain_click(event)
            && is_own(&link)
            && callback(read_link(&link))
        {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back with the path of each link of this origin that is pointed at, touched or focused.
pub fn on_link_pointed_at(callback: impl Fn(String) + Clone + 'static) {
    for name in ["pointerover", "touchstart", "focusin"] {
        let callback = callback.clone();
        EventListener::new(&document(), name, move |event| {
            if let Some(link) = link_of(event).filter(is_own) {
                callback(link.pathname());
            }
        })
        .forget();
    }
}

/// Calls back after Back, Forward, or a jump within the page.
pub fn on_history(callback: impl Fn() + 'static) {
    EventListener::new(&window(), "popstate", move |_| callback()).forget();
}

/// Calls back when the visitor has come back from another site to the page as it was left.
pub fn on_return(callback: impl Fn() + 'static) {
    EventListener::new(&window(), "pageshow", move |event| {
        let persisted = Reflect::get(event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            callback();
        }
    })
    .forget();
}

/// Whether the visitor asked for less data.
pub fn saves_data() -> bool {
    let connection = Reflect::get(&window().navigator(), &JsValue::from_str("connection"));
    connection
        .and_then(|connection| Reflect::get(&connection, &JsValue::from_str("saveData")))
        .is_ok_and(|value| value.is_truthy())
}

/// Fetches a JSON file of this site.
///
/// # Errors
/// If it cannot be had, or is no JSON.
pub async fn fetch_json(address: &str, cache: RequestCache) -> Result<JsValue, JsValue> {
    let request = RequestInit::new();
    request.set_cache(cache);
    let response = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await?;
    let response: web_sys::Response = response.unchecked_into();
    if !response.ok() {
        return Err(response.status().into());
    }
    JsFuture::from(response.json()?).await
}

fn state(entry: Entry) -> JsValue {
    let state = Array::of1(&entry.depth.into());
    if entry.is_step {
        state.push(&1.into());
    }
    state.into()
}

fn set_scroll_restoration(value: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(value);
    }
}

fn focus(element: Option<Element>) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus_with_options(&options);
    }
}

fn elements(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(list) = document.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

fn is_own(link: &HtmlAnchorElement) -> bool {
    window().location().origin().is_ok_and(|origin| origin == link.origin())
}

fn read_link(link: &HtmlAnchorElement) -> Link {
    Link {
        address: link.href(),
        pathname: link.pathname(),
        fragment: fragment(&link.hash()),
        is_jump: link.get_attribute("href").is_some_and(|href| href.starts_with('#')),
        begins: begins(link),
    }
}

fn begins(element: &Element) -> Option<Respondent> {
    respondent_named(&element.get_attribute("data-begin")?)
}

/// The link of a click without modifiers, by the main button, that nothing has handled and that neither downloads nor opens
/// elsewhere.
fn plain_click(event: &Event) -> Option<HtmlAnchorElement> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || modified {
        return None;
    }
    let link = link_of(event)?;
    let elsewhere = link.has_attribute("download") || !matches!(link.target().as_str(), "" | "_self");
    (!elsewhere).then_some(link)
}
