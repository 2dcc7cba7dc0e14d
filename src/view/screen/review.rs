//! Every answer, each with a way to change it.

use yew::prelude::*;

use super::{Action, SelfScreen, button, clear_button, dropped_notice};
use crate::guide::fill;
use crate::screen::{Place, replay};

pub(super) fn view(screen: &SelfScreen) -> Html {
    let words = screen.words();
    let session = &screen.session;
    let answered = replay(session.questionnaire(), &session.answers).asked.into_iter();
    let answered = answered.filter(|index| session.answers.get(*index).is_some());
    // While a question is open there is no result to see.
    let (text, then) = match session.next() {
        Place::Question(question) => (&words.go_on, Place::Question(question)),
        _ => (&words.see_result, Place::Result),
    };
    html! {
        <main id="main" key="review">
            <h1 tabindex="-1">{ &words.review_title }</h1>
            <p>{ &words.review_help }</p>
            <div>{ dropped_notice(screen) }</div>
            <dl class="answers">{ for answered.map(|index| entry(screen, index)) }</dl>
            <div class="actions">
                { button(screen, "usa-button", text, Action::Go(then)) }
                { button(screen, "usa-button usa-button--outline", &words.back, Action::Back) }
            </div>
            <div>{ for (then == Place::Result).then(|| file(screen)) }</div>
            <p class="privacy-note">{ &words.privacy }</p>
            { clear_button(screen) }
        </main>
    }
}

/// Answers that lead to a result, as a file to keep.
fn file(screen: &SelfScreen) -> Html {
    let words = &screen.words().file;
    html! {
        <div class="more">
            <details>
                <summary>{ &words.title }</summary>
                <div>
                    <p>{ &words.help }</p>
                    { button(screen, "usa-button usa-button--outline", &words.save, Action::Save) }
                </div>
            </details>
        </div>
    }
}

fn entry(screen: &SelfScreen, index: usize) -> Html {
    let words = screen.words();
    let question = &screen.session.questionnaire().questions[index];
    let on_action = screen.on_action.clone();
    let onclick = move |_: MouseEvent| on_action.emit(Action::Go(Place::Question(index)));
    html! {
        <div key={question.id.clone()}>
            <dt>{ &question.label }</dt>
            <dd>{ screen.answer(index) }</dd>
            <dd>
                <button
                    type="button"
                    class="usa-button usa-button--unstyled"
                    aria-label={fill(&words.change_question, &[("question", &question.label)])}
                    {onclick}
                >
                    { &words.change }
                </button>
            </dd>
        </div>
    }
}
