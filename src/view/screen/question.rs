//! One question: a form whose legend is the page's heading.

use yew::prelude::*;

use super::{Action, Notice, SelfScreen, button, clear_button, dropped_notice, position};
use crate::screen::{Kind, Question, bit};

/// The id of the list of errors.
pub const ERROR_SUMMARY: &str = "error-summary";
/// The selector of the inputs that a visitor answers with. Each one's value is the index of its option.
pub const INPUTS: &str = "#page .question input";

/// The answer that selected inputs stand for, by their values.
pub fn answer_of(selected: &[usize]) -> u32 {
    selected.iter().fold(0, |bits, option| bits | bit(*option))
}

pub(super) fn view(screen: &SelfScreen, index: usize) -> Html {
    let question = &screen.session.questionnaire().questions[index];
    let words = screen.words();
    let error = matches!(screen.notice, Some(Notice::Refused(_))).then_some(&question.error);
    let on_action = screen.on_action.clone();
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        on_action.emit(Action::Submit);
    };
    // The method `dialog` outside of a dialog sends nothing anywhere, even if the app has died; and without completion no
    // browser keeps what was selected.
    html! {
        <main id="main" key={["question-", &*question.id].concat()}>
            <p class="step-position">{ position(screen, index) }</p>
            <div>{ for error.map(|error| error_summary(screen, error)) }{ dropped_notice(screen) }</div>
            <form class="question" method="dialog" autocomplete="off" novalidate=true {onsubmit}>
                <div class={classes!("usa-form-group", error.map(|_| "usa-form-group--error"))}>
                    <fieldset class="usa-fieldset" aria-describedby={described_by(question, error.is_some())}>
                        <legend class="usa-legend"><h1 tabindex="-1">{ &question.text }</h1></legend>
                        { hints(screen, question) }
                        <details class="why">
                            <summary>{ &words.why_we_ask }</summary>
                            <p>{ &question.why }</p>
                        </details>
                        <div>
                            { for error.map(|error| html! { <p id="error" class="usa-error-message">{ error }</p> }) }
                        </div>
                        { inputs(screen, index, question) }
                    </fieldset>
                </div>
                <div class="actions">
                    <button type="submit" class="usa-button">{ &words.go_on }</button>
                    { button(screen, "usa-button usa-button--outline", &words.back, Action::Back) }
                </div>
            </form>
            <p class="privacy-note">{ &words.privacy }</p>
            { clear_button(screen) }
        </main>
    }
}

fn error_summary(screen: &SelfScreen, error: &str) -> Html {
    html! {
        <div id={ERROR_SUMMARY} class="box box--caution" role="alert" tabindex="-1">
            <h2 class="box-title">{ &screen.words().error_summary_title }</h2>
            <p><a href={["#", &input_id(0)].concat()}>{ error }</a></p>
        </div>
    }
}

fn hints(screen: &SelfScreen, question: &Question) -> Html {
    let words = screen.words();
    let instruction = match question.kind {
        Kind::One => &words.choose_one,
        Kind::Any => &words.choose_any,
    };
    html! {
        <>
            { for question.hint.as_ref().map(|hint| html! { <p id="hint" class="usa-hint">{ hint }</p> }) }
            <p id="instruction" class="usa-hint">{ instruction }</p>
        </>
    }
}

/// The ids of what describes the group of inputs.
fn described_by(question: &Question, has_error: bool) -> String {
    let parts = [has_error.then_some("error"), question.hint.as_ref().map(|_| "hint"), Some("instruction")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn inputs(screen: &SelfScreen, index: usize, question: &Question) -> Html {
    let given = match screen.notice {
        Some(Notice::Refused(answer)) => Some(answer),
        _ => screen.session.answers.get(index),
    };
    let control = match question.kind {
        Kind::One => RADIO,
        Kind::Any => CHECKBOX,
    };
    let inputs = question.options.iter().enumerate().map(|(value, option)| {
        let selected = given.is_some_and(|bits| bits & bit(value) != 0);
        input(screen, control, value, selected, html! { &option.text }, option.hint.as_deref())
    });
    html! { <div class="options">{ for inputs }</div> }
}

/// A kind of input, with its classes in full, since the style sheet keeps only those that it finds in the source.
#[derive(Clone, Copy)]
struct Control {
    kind: &'static str,
    group: &'static str,
    input: &'static str,
    label: &'static str,
}

const RADIO: Control = Control {
    kind: "radio",
    group: "usa-radio",
    input: "usa-radio__input usa-radio__input--tile",
    label: "usa-radio__label",
};

const CHECKBOX: Control = Control {
    kind: "checkbox",
    group: "usa-checkbox",
    input: "usa-checkbox__input usa-checkbox__input--tile",
    label: "usa-checkbox__label",
};

/// One input with its label. A hint is in the label, so that all of it can be pressed; but it describes the input and does not
/// name it, so that the answer alone is heard first.
fn input(screen: &SelfScreen, control: Control, value: usize, checked: bool, text: Html, hint: Option<&str>) -> Html {
    let id = input_id(value);
    let (text_id, hint_id) = ([&*id, "-text"].concat(), [&*id, "-hint"].concat());
    let on_action = screen.on_action.clone();
    let onchange = move |_: Event| on_action.emit(Action::Toggle(value));
    html! {
        <div class={control.group}>
            <input
                class={control.input}
                type={control.kind}
                name="answer"
                id={id.clone()}
                value={value.to_string()}
                aria-labelledby={hint.map(|_| text_id.clone())}
                aria-describedby={hint.map(|_| hint_id.clone())}
                {checked}
                {onchange}
            />
            <label class={control.label} for={id}>
                <span id={text_id}>{ text }</span>
                { for hint.map(|hint| html! { <>{ " " }<span id={hint_id} class="option-hint">{ hint }</span></> }) }
            </label>
        </div>
    }
}

fn input_id(value: usize) -> String {
    ["answer-", &value.to_string()].concat()
}
