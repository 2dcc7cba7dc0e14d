//! The result: what to do, with whom to call, stands first and open; why, and what it rests on, can be opened.

use yew::prelude::*;

use super::advice::{note_text, sources, steps, texts};
use super::{Action, Notice, SelfScreen, button, clear_button, notice_text, sheet};
use crate::guide::{Guide, fill};
use crate::page::Page;
use crate::screen::{Advice, Note, NoteKind, Place, Reason, Urgency, text};
use crate::view::contact::crisis_links;
use crate::view::page::review;

pub(super) fn view(guide: &Guide, page: &Page, screen: &SelfScreen, advice: &Advice) -> Html {
    let words = &screen.words().result;
    let outcome = advice.outcome;
    let notes_of = |kind| {
        let notes = advice.notes.iter().map(|shown| shown.note).filter(move |note| note.kind == kind);
        notes.map(|part| note(guide, part))
    };
    let cautions = notes_of(NoteKind::Caution).map(|note| html! { <div class="box box--caution">{ note }</div> });
    let notes: Vec<Html> = notes_of(NoteKind::Information).collect();
    html! {
        <main id="main" class={classes!("result", urgency_class(outcome.urgency))} key={["result-", &*outcome.id].concat()}>
            <p class="step-position">{ &words.position }</p>
            <h1 tabindex="-1">{ &outcome.title }</h1>
            <div class="result-steps">
                <h2 class="usa-sr-only">{ &words.steps }</h2>
                { steps(guide, advice) }
            </div>
            { for cautions }
            <div>{ for (!notes.is_empty()).then(|| html! { <><h2>{ &words.notes }</h2>{ for notes }</> }) }</div>
            <h2>{ &words.questions }</h2>
            { texts(&outcome.questions) }
            <div class="more">
                { why(screen, advice) }
                { changes(screen, advice) }
                <details>
                    <summary>{ &screen.words().sheet.sources }</summary>
                    <div>
                        { sources(advice.sources(screen.session.questionnaire())) }
                        { review(guide, page) }
                    </div>
                </details>
            </div>
            <div class="limits">
                <h2>{ &words.cannot_tell }</h2>
                { texts(&words.limits) }
            </div>
            { take_along(guide, screen, advice) }
            <div class="result-crisis">
                <h2>{ &guide.crisis_line.title }</h2>
                { crisis_links(&guide.crisis_line) }
            </div>
            { sheet::view(guide, screen, advice) }
        </main>
    }
}

fn urgency_class(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Emergency => "result--emergency",
        Urgency::Person | Urgency::BeforeMassage | Urgency::Pause => "result--before-massage",
        Urgency::Routine => "result--routine",
    }
}

/// Each reason with the answers behind it and its source.
fn reasons(screen: &SelfScreen, reasons: &[Reason]) -> Html {
    let questionnaire = screen.session.questionnaire();
    let words = &questionnaire.wording.result;
    let items = reasons.iter().map(|reason| {
        let because = reason.because.iter().map(|selected| {
            html! { <li>{ text::selected(questionnaire, &words.because, selected) }</li> }
        });
        let source = text::sources(questionnaire, &reason.rule.sources);
        html! {
            <li>
                <p>{ &reason.rule.reason }</p>
                <ul class="because">
                    { for because }
                    <li>{ fill(&words.source, &[("source", &source)]) }</li>
                </ul>
            </li>
        }
    });
    html! { <ul class="reasons">{ for items }</ul> }
}

fn note(guide: &Guide, note: &Note) -> Html {
    html! { <><h3>{ &note.title }</h3>{ note_text(guide, note) }</> }
}

/// The reasons for the outcome, then those for each note.
fn why(screen: &SelfScreen, advice: &Advice) -> Html {
    let notes = advice.notes.iter().map(|shown| {
        html! { <><p><strong>{ &shown.note.title }</strong></p>{ reasons(screen, &shown.reasons) }</> }
    });
    html! {
        <details>
            <summary>{ &screen.words().result.reasons }</summary>
            <div>{ reasons(screen, &advice.reasons) }{ for notes }</div>
        </details>
    }
}

/// What would have led elsewhere.
fn changes(screen: &SelfScreen, advice: &Advice) -> Option<Html> {
    let questionnaire = screen.session.questionnaire();
    let mut changes = advice.told_changes().peekable();
    changes.peek().is_some().then(|| {
        let items = changes.map(|part| {
            let [answer, then] = text::change(questionnaire, part);
            html! { <li>{ answer }<br />{ then }</li> }
        });
        html! {
            <details>
                <summary>{ &questionnaire.wording.result.changes }</summary>
                <ul class="changes">{ for items }</ul>
            </details>
        }
    })
}

/// What a visitor can do with the result: print or copy it, change an answer, clear them all.
fn take_along(guide: &Guide, screen: &SelfScreen, advice: &Advice) -> Html {
    let words = screen.words();
    let copied = screen.notice.as_ref().filter(|notice| matches!(notice, Notice::Copied | Notice::CopyFailed));
    let by_hand = (screen.notice == Some(Notice::CopyFailed)).then(|| screen.sheet(guide, advice).text());
    html! {
        <div class="take-along">
            <h2>{ &words.sheet.title }</h2>
            <p>{ &words.sheet.introduction }</p>
            <div class="actions">
                { button(screen, "usa-button", &words.print, Action::Print) }
                { button(screen, "usa-button usa-button--outline", &words.copy, Action::Copy) }
                { button(screen, "usa-button usa-button--unstyled", &words.review_title, Action::Go(Place::Review)) }
            </div>
            <div>{ for copied.map(|notice| html! { <p>{ notice_text(screen, notice) }</p> }) }</div>
            <div>
                { for by_hand.map(|sheet| html! {
                    <textarea readonly=true rows="12" aria-label={words.sheet.title.clone()} value={sheet} />
                }) }
            </div>
            { clear_button(screen) }
        </div>
    }
}
