//! The start: a link for each respondent that begins. Without the app they lead to the whole list of questions, at the end of
//! the page's text.

use yew::prelude::*;

use super::{Notice, SelfScreen};
use crate::guide::Guide;
use crate::screen::{Respondent, Wording};

/// The ids that the app and `static/start.js` find these elements by.
pub const QUESTION_LIST: &str = "question-list";
pub const BEGUN_AGAIN: &str = "begun-again";
pub const APP_FAILED: &str = "app-failed";

/// The respondents, by what their links have in `data-begin`.
const RESPONDENTS: [(&str, Respondent); 2] = [("veteran", Respondent::Veteran), ("helper", Respondent::Helper)];

/// The respondent whose link has this in its `data-begin`.
pub fn respondent_named(name: &str) -> Option<Respondent> {
    RESPONDENTS.into_iter().find(|(known, _)| *known == name).map(|(_, respondent)| respondent)
}

/// The links that begin. They stand before the page's text.
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
            <p>{ &words.for_whom.question }</p>
            { for RESPONDENTS.map(|(name, respondent)| begin_link(words, name, respondent)) }
            <p class="privacy-note">{ &words.privacy }</p>
        </div>
    }
}

fn begin_link(words: &Wording, name: &'static str, respondent: Respondent) -> Html {
    let text = match respondent {
        Respondent::Veteran => &words.for_whom.veteran,
        Respondent::Helper => &words.for_whom.helper,
    };
    html! { <p><a class="usa-button" href={["#", QUESTION_LIST].concat()} data-begin={name}>{ text }</a></p> }
}
