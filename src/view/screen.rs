//! The self-screen: its start, one question at a time, the review of the answers, and the
//! result with the visit sheet. Values in, elements out; what a visitor does comes back as an [`Action`].
//!
//! Elements are keyed by the question or outcome that they show, so that nothing of the one before is left in text that a
//! translator has replaced.

use yew::prelude::*;

use crate::guide::{Guide, fill};
use crate::navigation::Notice;
use crate::page::Page;
use crate::screen::{Advice, Contacts, End, Place, Session, Sheet, Wording, replay, text};

mod advice;
mod question;
mod result;
mod review;
mod sheet;
mod start;

pub use question::{ERROR_SUMMARY, INPUTS, answer_of};
pub use start::{APP_FAILED, BEGUN_AGAIN, QUESTION_LIST, begin, respondent_named};

/// The self-screen as it is shown.
#[derive(Clone)]
pub struct SelfScreen {
    pub session: Session,
    /// One that the answers lead to.
    pub place: Place,
    pub notice: Option<Notice>,
    /// Today, in words, for the visit sheet.
    pub date: String,
    pub on_action: Callback<Action>,
}

/// What a visitor asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// To go on with what is selected in the form.
    Submit,
    /// An option, by its index, was selected or cleared.
    Toggle(usize),
    Back,
    Go(Place),
    Clear,
    Print,
    Copy,
    /// Keep the answers as a file.
    Save,
}

impl SelfScreen {
    /// The self-screen before anything was answered.
    pub fn start(session: Session) -> Self {
        Self { session, place: Place::Start, notice: None, date: String::new(), on_action: Callback::noop() }
    }

    /// The visit sheet as plain text; none where there is no result yet.
    pub fn sheet_text(&self, guide: &Guide) -> Option<String> {
        match replay(self.session.questionnaire(), &self.session.answers).end {
            End::Advice(advice) => Some(self.sheet(guide, &advice).text()),
            End::Next(_) => None,
        }
    }

    fn sheet(&self, guide: &Guide, advice: &Advice) -> Sheet {
        let contacts = Contacts { crisis_line: &guide.crisis_line, point_of_contact: &guide.point_of_contact };
        Sheet::new(contacts, self.session.questionnaire(), &self.session.answers, advice, &self.date)
    }

    /// The answer to a question in words.
    fn answer(&self, question: usize) -> String {
        text::answer(self.session.questionnaire(), &self.session.answers, question)
    }

    fn words(&self) -> &Wording {
        &self.session.questionnaire().wording
    }
}

/// What `main` holds instead of the page's text once the self-screen has begun; none before.
pub fn step(guide: &Guide, page: &Page, screen: &SelfScreen) -> Option<Html> {
    let end = replay(screen.session.questionnaire(), &screen.session.answers).end;
    match (screen.place, end) {
        (Place::Start, _) => None,
        (Place::Question(index), _) => Some(question::view(screen, index)),
        (Place::Result, End::Advice(advice)) => Some(result::view(guide, page, screen, &advice)),
        (Place::Review | Place::Result, _) => Some(review::view(screen)),
    }
}

/// What a screen reader is told besides the heading that gets the focus.
pub fn announcement(guide: &Guide, page: &Page, screen: &SelfScreen) -> String {
    let (words, session) = (screen.words(), &screen.session);
    let arrival = match screen.place {
        Place::Start => fill(&guide.wording.page_shown, &[("page", &page.title)]),
        Place::Question(index) if session.answers.is_empty() => [&*words.begun, " ", &position(screen, index)].concat(),
        Place::Question(index) => position(screen, index),
        Place::Review if matches!(session.next(), Place::Question(_)) => String::new(),
        Place::Review => words.all_asked.clone(),
        Place::Result => words.result.ended.clone(),
    };
    match &screen.notice {
        // The list of errors is an alert of its own.
        Some(Notice::Refused(_)) => String::new(),
        // Something was done where the visitor was already.
        Some(notice @ (Notice::Copied | Notice::CopyFailed)) => notice_text(screen, notice),
        Some(notice) => [&*arrival, " ", &notice_text(screen, notice)].concat(),
        None => arrival,
    }
}

/// The question's place among those asked so far. How many will follow is not known, so nothing is said about that.
fn position(screen: &SelfScreen, question: usize) -> String {
    let asked = replay(screen.session.questionnaire(), &screen.session.answers).asked;
    let position = asked.iter().filter(|earlier| **earlier <= question).count();
    fill(&screen.words().position, &[("position", &position.to_string())])
}

fn notice_text(screen: &SelfScreen, notice: &Notice) -> String {
    let words = screen.words();
    let text = match notice {
        Notice::BegunAgain => &words.begun_again,
        Notice::Cleared => &words.cleared,
        Notice::Copied => &words.copied,
        Notice::CopyFailed => &words.copy_failed,
        Notice::Refused(_) => &words.error_summary_title,
        Notice::Dropped(questions) => {
            let labels = questions.iter().map(|index| &*screen.session.questionnaire().questions[*index].label);
            return fill(&words.dropped, &[("questions", &labels.collect::<Vec<_>>().join(&words.separator))]);
        }
    };
    text.clone()
}

/// Which answers have been removed, where some have.
fn dropped_notice(screen: &SelfScreen) -> Option<Html> {
    let notice = screen.notice.as_ref().filter(|notice| matches!(notice, Notice::Dropped(_)))?;
    Some(html! { <p class="box" key="dropped">{ notice_text(screen, notice) }</p> })
}

fn button(screen: &SelfScreen, class: &'static str, text: &str, action: Action) -> Html {
    let on_action = screen.on_action.clone();
    let onclick = move |_: MouseEvent| on_action.emit(action.clone());
    html! { <button type="button" {class} {onclick}>{ text }</button> }
}

/// Offered wherever there are answers, since the screen may be shared.
fn clear_button(screen: &SelfScreen) -> Option<Html> {
    let clear = || button(screen, "usa-button usa-button--unstyled", &screen.words().clear, Action::Clear);
    (!screen.session.answers.is_empty()).then(|| html! { <p class="clear">{ clear() }</p> })
}
