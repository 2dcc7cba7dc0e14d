//! The start: a link that begins, and below it the whole list of questions for paper. All of it works without the app,
//! where the link leads to the list.

use yew::prelude::*;

use super::{Notice, SelfScreen, blank};
use crate::guide::Guide;

/// The ids that the app and `static/start.js` find these elements by.
pub const QUESTION_LIST: &str = "question-list";
pub const BEGUN_AGAIN: &str = "begun-again";
pub const APP_FAILED: &str = "app-failed";

/// The link that begins. It stands before the page's text.
pub fn begin(screen: &SelfScreen) -> Html {
    let words = screen.words();
    let notice = screen.notice.as_ref();
    html! {
        <div class="start" data-self-screen="">
            <p id={BEGUN_AGAIN} class="box" hidden={notice != Some(&Notice::BegunAgain)}>{ &words.begun_again }</p>
            <p id="cleared" class="box" hidden={notice != Some(&Notice::Cleared)}>{ &words.cleared }</p>
            <p id={APP_FAILED} class="box box--warning" hidden=true>{ &words.app_failed }</p>
            <p><a class="usa-button" href={["#", QUESTION_LIST].concat()} data-begin="">{ &words.start }</a></p>
            <p class="privacy-note">{ &words.privacy }</p>
        </div>
    }
}

/// The printable list. It stands after the page's text.
pub fn paper(guide: &Guide, screen: &SelfScreen) -> Html {
    blank::view(guide, &screen.session.questionnaire)
}
