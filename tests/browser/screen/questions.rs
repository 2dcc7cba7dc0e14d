//! One question at a time: errors, options that stand alone, review and change.

use serde_json::{Value, json};

use super::visit::Visit;
use crate::{access, tree};

/// The questions of a way that asks them all but those of continuing care, and of one that asks those.
const WAYS: [&str; 2] = [
    "purpose=health-problem; problems=back-pain; diagnosed=yes",
    "purpose=more; problems=back-pain; changed=daily-life; keep-gains=no",
];

/// Where exploring by touch would not find an input.
const BOXES: &str = include_str!("boxes.js");

/// What a screen reader gets of every question, of its error, and of the review.
#[tokio::test]
async fn every_question_and_error_and_the_review() {
    let visit = Visit::open().await;
    let browser = &visit.browser;
    let mut seen: Vec<String> = Vec::new();
    for way in WAYS {
        visit.start().await;
        assert!(visit.announced().await.starts_with(&visit.word("begun")), "the beginning is not told");
        while visit.is_question().await {
            let id = visit.question().await["id"].as_str().expect("an id").to_owned();
            if !seen.contains(&id) {
                tree::compare(&format!("screen/question-{id}.txt"), &tree::of_main(browser).await);
                access::check(browser, &format!("question {id}")).await;
                assert_eq!(browser.run(BOXES).await, json!([]), "at {id}");
                error(&visit, &id).await;
                seen.push(id);
            }
            visit.answer(way).await;
        }
        if way == WAYS[0] {
            assert_eq!(visit.announced().await, visit.word("all_asked"));
            assert!(visit.shows(&visit.word("review_help")).await);
            tree::compare("screen/review.txt", &tree::of_main(browser).await);
            access::check(browser, "review").await;
        }
        visit.press("clear").await;
    }
    assert_eq!(Some(seen.len()), visit.questionnaire["questions"].as_array().map(Vec::len), "{seen:?}");
    visit.close().await;
}

/// Continue without an answer: said in a list that has the focus, and at the inputs; the title tells nothing.
async fn error(visit: &Visit, id: &str) {
    let title = visit.browser.text("return document.title").await;
    visit.click("main [type=submit]").await;
    visit.browser.wait_for("return document.activeElement.id === 'error-summary'").await;
    assert_eq!(visit.browser.text("return document.title").await, title);
    tree::compare(&format!("screen/error-{id}.txt"), &tree::of_main(&visit.browser).await);
    access::check(&visit.browser, &format!("error at {id}")).await;
    visit.browser.run("document.querySelector('#error-summary a').click()").await;
    let state = visit.browser.run("return [document.activeElement.id, location.hash]").await;
    assert_eq!(state, json!(["answer-0", ""]), "the error leads to the first answer");
}

#[tokio::test]
async fn options_that_stand_alone_replace_the_others() {
    let visit = Visit::begin().await;
    visit.answer("").await;
    let checked = "return [...document.querySelectorAll('input:checked')].map((input) => Number(input.value))";
    for (option, expected) in
        [(0, json!([0])), (1, json!([0, 1])), (7, json!([7])), (8, json!([8])), (2, json!([2])), (2, json!([]))]
    {
        visit.click(&format!("#answer-{option}")).await;
        assert_eq!(visit.browser.run(checked).await, expected, "after option {option}");
    }
    visit.close().await;
}

/// A changed answer asks only what is newly needed, and says what no longer applies.
#[tokio::test]
async fn a_change_asks_only_what_is_new() {
    let visit = Visit::begin().await;
    visit.answer_all("purpose=health-problem; problems=back-pain; diagnosed=yes; enrolled=yes").await;
    // Where nothing new is asked, the way leads back to the review.
    change(&visit, "enrolled").await;
    visit.answer("enrolled=no").await;
    assert_eq!(visit.heading().await, visit.word("review_title"));
    change(&visit, "purpose").await;
    visit.answer("purpose=more").await;
    // What has changed was never asked; the diagnosis does not matter any more.
    assert_eq!(visit.question().await["id"], "changed");
    let label = label(&visit, "diagnosed");
    let dropped = visit.word("dropped").replace("{questions}", &label);
    assert!(visit.shows(&dropped).await, "not said: {dropped}");
    access::check(&visit.browser, "answers that no longer apply").await;
    let said = visit.announced().await;
    assert!(said.contains(&dropped), "{said}");
    let position = visit.browser.text("return document.querySelector('.step-position').textContent").await;
    assert_eq!(position, visit.word("position").replace("{position}", "7"));
    visit.answer("changed=nothing").await;
    assert_eq!(visit.heading().await, visit.word("review_title"));
    assert!(!visit.shows(&dropped).await, "said once");
    let shown =
        visit.browser.run("return [...document.querySelectorAll('.answers dt')].map((term) => term.textContent)").await;
    assert!(!shown.as_array().is_some_and(|shown| shown.contains(&json!(label))), "{shown}");
    visit.press("see_result").await;
    let outcome = outcome(&visit, "continue-other");
    assert_eq!(visit.heading().await, outcome);
    visit.close().await;
}

/// Whoever helps is asked in words of their own.
#[tokio::test]
async fn whoever_helps_is_asked_in_their_own_words() {
    let visit = Visit::open().await;
    let first = "return fetch('/screen.json').then((response) => response.json())
        .then((both) => both.for_helper.questions[0].text)";
    let first = visit.browser.text(first).await;
    assert_ne!(json!(first), visit.questionnaire["questions"][0]["text"]);
    visit.start_as("helper").await;
    assert_eq!(visit.heading().await, first);
    visit.close().await;
}

/// A crisis is answered at once, wherever it is told; and the other answers are there if it was a slip.
#[tokio::test]
async fn a_crisis_goes_to_its_outcome_at_once() {
    let visit = Visit::begin().await;
    visit.answer_all("purpose=health-problem; problems=back-pain; diagnosed=yes").await;
    change(&visit, "crisis").await;
    visit.answer("crisis=yes").await;
    assert_eq!(visit.heading().await, outcome(&visit, "crisis"));
    let first = visit.browser.text("return document.querySelector('main a').href").await;
    assert_eq!(first, "tel:988");
    visit.browser.run("history.back()").await;
    visit.wait_for_question().await;
    visit.answer("crisis=no").await;
    assert_eq!(visit.heading().await, visit.word("review_title"));
    visit.close().await;
}

async fn change(visit: &Visit, id: &str) {
    let name = visit.word("change_question").replace("{question}", &label(visit, id));
    visit.mark().await;
    visit.click(&format!("main button[aria-label={}]", json!(name))).await;
    visit.wait_for_change().await;
}

fn label(visit: &Visit, id: &str) -> String {
    named(&visit.questionnaire["questions"], id)["label"].as_str().expect("a label").to_owned()
}

fn outcome(visit: &Visit, id: &str) -> String {
    named(&visit.questionnaire["outcomes"], id)["title"].as_str().expect("a title").to_owned()
}

fn named<'v>(list: &'v Value, id: &str) -> &'v Value {
    list.as_array().into_iter().flatten().find(|entry| entry["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}
