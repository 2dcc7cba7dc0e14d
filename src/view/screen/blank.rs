//! The whole self-screen as a list to print: every question with room to mark an answer, then every result and when it
//! applies. It says what the app says, for those without the app or without a computer.

use yew::prelude::*;

use super::advice::{page_link, selected_text, sources, steps, texts};
use super::start::QUESTION_LIST;
use crate::guide::Guide;
use crate::screen::{Condition, Kind, Question, Questionnaire, Rule};

pub(super) fn view(guide: &Guide, questionnaire: &Questionnaire) -> Html {
    let words = &questionnaire.wording;
    let questions = questionnaire.questions.iter().map(|part| question(questionnaire, part));
    let outcomes = questionnaire.outcomes.iter().map(|outcome| {
        html! {
            <div class="blank-outcome">
                <h4>{ &outcome.title }</h4>
                { rules(questionnaire, &outcome.rules) }
                <p>{ &outcome.meaning }</p>
                { steps(guide, &outcome.steps) }
                <p>{ &words.result.questions }</p>
                { texts(&outcome.questions) }
            </div>
        }
    });
    let notes = questionnaire.notes.iter().map(|note| {
        let link = note.link.as_ref().map(|link| html! { <>{ " " }{ page_link(guide, link) }</> });
        html! {
            <div class="blank-outcome">
                <h4>{ &note.title }</h4>
                { rules(questionnaire, &note.rules) }
                <p>{ &note.text }{ link }</p>
            </div>
        }
    });
    html! {
        <section class="blank" aria-labelledby={QUESTION_LIST}>
            <h2 id={QUESTION_LIST}>{ &words.blank.title }</h2>
            <p>{ &words.blank.introduction }</p>
            <p class="blank-line">{ &words.blank.date }</p>
            <ol class="blank-questions">{ for questions }</ol>
            <h3>{ &words.blank.results }</h3>
            <p>{ &words.blank.first_match }</p>
            { for outcomes }
            <h3>{ &words.result.notes }</h3>
            { for notes }
            <h3>{ &words.result.cannot_tell }</h3>
            { texts(&words.result.limits) }
            <h3>{ &words.sheet.notes }</h3>
            <div class="sheet-room"></div>
            <h3>{ &words.sheet.sources }</h3>
            <div class="sources">{ sources(questionnaire.sources.iter()) }</div>
        </section>
    }
}

fn question(questionnaire: &Questionnaire, question: &Question) -> Html {
    let words = &questionnaire.wording;
    let when = condition(questionnaire, &words.blank.ask_when, &question.ask_when);
    let hint = question.hint.as_ref().map(|hint| html! { <p class="usa-hint">{ hint }</p> });
    let options = question.options().iter().map(|option| {
        let hint = option.hint.as_ref().map(|hint| html! { <span class="option-hint">{ hint }</span> });
        html! { <li>{ &option.text }{ hint }</li> }
    });
    let answers = match &question.kind {
        Kind::One(_) => html! { <><p>{ &words.choose_one }</p><ul class="boxes">{ for options }</ul></> },
        Kind::Any { .. } => html! { <><p>{ &words.choose_any }</p><ul class="boxes">{ for options }</ul></> },
        Kind::Scale { lowest, highest } => {
            let numbers = (0..=Kind::SCALE_END).map(|number| html! { <li>{ number }</li> });
            html! {
                <>
                    <ul class="boxes boxes--scale">{ for numbers }</ul>
                    <p class="scale-ends"><span>{ lowest }</span>{ " " }<span>{ highest }</span></p>
                </>
            }
        }
    };
    html! { <li><h3>{ &question.text }</h3>{ when }{ hint }{ answers }</li> }
}

/// When an outcome or a note applies: any of its rules.
fn rules(questionnaire: &Questionnaire, rules: &[Rule]) -> Html {
    let words = &questionnaire.wording.blank;
    rules.iter().map(|rule| condition(questionnaire, &words.result_when, &rule.when)).collect()
}

/// Each part of a condition in words, all of which must hold.
fn condition(questionnaire: &Questionnaire, template: &str, condition: &Condition) -> Html {
    let parts: Vec<String> =
        condition.0.iter().map(|selected| selected_text(questionnaire, template, selected)).collect();
    let text = parts.join(&questionnaire.wording.separator);
    if text.is_empty() {
        Html::default()
    } else {
        html! { <p class="blank-when">{ text }</p> }
    }
}
