//! Answers as an HL7 FHIR R4 [`QuestionnaireResponse`](https://hl7.org/fhir/R4/questionnaireresponse.html), and the ids and codes that
//! it shares with the `Questionnaire` that the native side makes.

use serde::Serialize;

use super::{Answers, Choice, End, Question, Questionnaire, replay};

/// What was answered, to be written as JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response<'q> {
    resource_type: &'static str,
    /// Which version of which `Questionnaire`, where that has an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    questionnaire: Option<String>,
    status: &'static str,
    authored: &'q str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<Item<'q>>,
}

/// A question with its answers, or the items of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'q> {
    link_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'q str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answer: Vec<Answer<'q>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<Item<'q>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'q> {
    value_coding: Coding<'q>,
}

/// An option by its code. Each question has a code system of its own, where the `Questionnaire` has an address.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coding<'q> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    pub code: &'q str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// The answers to the questions that are asked, in the groups that they stand in. `authored` is when they were given: a day such as
/// `2026-11-28`, or a moment with its time zone.
pub fn response<'q>(questionnaire: &'q Questionnaire, answers: &Answers, authored: &'q str) -> Response<'q> {
    let replay = replay(questionnaire, answers);
    let mut items = Vec::new();
    for index in replay.asked.into_iter().rev() {
        let question = &questionnaire.questions[index];
        if may_end(questionnaire, index) && !items.is_empty() {
            items = vec![group(then_id(question), items)];
        }
        let Some(bits) = answers.get(index) else { continue };
        let answer = |option| Answer { value_coding: coding(questionnaire, question, option) };
        let mut item = Item {
            link_id: question.id.clone(),
            text: Some(&question.text),
            answer: question.chosen(bits).map(answer).collect(),
            item: Vec::new(),
        };
        for number in (1..question.ask_when.0.len()).rev() {
            item = group(when_id(&question.id, number), vec![item]);
        }
        items.insert(0, item);
    }
    let canonical = |url: &String| [&**url, "|", &questionnaire.version].concat();
    Response {
        resource_type: "QuestionnaireResponse",
        questionnaire: questionnaire.url.as_ref().map(canonical),
        status: if matches!(replay.end, End::Advice(_)) { "completed" } else { "in-progress" },
        authored,
        item: items,
    }
}

fn group(link_id: String, item: Vec<Item>) -> Item {
    Item { link_id, text: None, answer: Vec::new(), item }
}

/// The group of all that follows a question whose answers may end the self-screen.
pub fn then_id(question: &Question) -> String {
    [&*question.id, ".then"].concat()
}

/// The group around an item that waits for its condition with this number, from 1; the last is the item's own.
pub fn when_id(item: &str, number: usize) -> String {
    [item, ".when-", &number.to_string()].concat()
}

/// Whether an answer to this question alone can end the self-screen.
pub fn may_end(questionnaire: &Questionnaire, question: usize) -> bool {
    let urgent = questionnaire.outcomes.iter().filter(|outcome| outcome.urgency.is_at_once());
    urgent.flat_map(|outcome| &outcome.rules).any(|rule| rule.when.names(question))
}

/// An option with its words.
pub fn coding<'q>(questionnaire: &Questionnaire, question: &Question, option: &'q Choice) -> Coding<'q> {
    let hint = option.hint.as_ref().map(|hint| [" (", hint.trim_end_matches('.'), ")"].concat());
    Coding {
        system: questionnaire.url.as_ref().map(|url| [&**url, "/", &question.id].concat()),
        code: &option.id,
        display: Some([&*option.text, hint.as_deref().unwrap_or_default()].concat()),
    }
}
