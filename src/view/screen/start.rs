//! The start: a link that begins. Without the app it leads to the whole list of questions, at the end of the page's text.

use yew::prelude::*;

use super::{Notice, SelfScreen};
use crate::guide::Guide;

/// The ids that the app and `static/start.js` find these elements by.
pub const QUESTION_LIST: &str = "question-list";
pub const BEGUN_AGAIN: &str = "begun-again";
pub const APP_FAILED: &str = "app-failed";

/// The link that begins. It stands before the page's text.
pub fn begin(guide: &Guide, screen: &SelfScreen) -> Html {
    let words = screen.words();
    let notice = screen.notice.as_ref();
    html! {
        <div class="start" data-starts-app="">
            <p id={BEGUN_AGAIN} class="box" hidden={notice != Some(&Notice::BegunAgain)}>{ &words.begun_again }</p>
            <p id="cleared" class="box" hidden={notice != Some(&Notice::Cleared)}>{ &words.cleared }</p>
            <p id={APP_FAILED} class="box box--warning" hidden=true>
                { &words.app_failed }
                { " " }
                <button type="button" class="usa-button usa-button--unstyled" data-try-again="">
                    { &guide.wording.try_again }
                </button>
            </p>
            <p><a class="usa-button" href={["#", QUESTION_LIST].concat()} data-begin="">{ &words.start }</a></p>
            <p class="privacy-note">{ &words.privacy }</p>
        </div>
    }
}
