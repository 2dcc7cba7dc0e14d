//! The self-screen as an HL7 FHIR R4 [`Questionnaire`](https://hl7.org/fhir/R4/questionnaire.html), for programs that show such forms.
//!
//! Plain `enableWhen` says what is asked, with `=` alone: `!=` holds of several answers as soon as one of them differs. An
//! item has one list of conditions, of which any or all must hold, so that a question that waits for one of these answers
//! *and* one of those stands in a group of its own: the group waits for the first, the question for the second. Answers of a
//! disabled item count as none. What follows a question whose answers may end the self-screen stands in a group that waits
//! for an answer that does not.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Content;
use super::settings::Settings;
use crate::page::Layout;
use crate::screen::check::MOST_PATHS;
use crate::screen::fhir::{coding, may_end, then_id, when_id};
use crate::screen::paths::{Alternatives, TooMany, conditions};
use crate::screen::{Choice, Condition, Kind, Note, Outcome, Questionnaire, Questionnaires, Rule, Selected, bit};

const OPTION_EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const ITEM_CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";
const USAGE_CONTEXTS: &str = "http://terminology.hl7.org/CodeSystem/usage-context-type";

/// Why there is no `Questionnaire`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaid {
    /// The site has no self-screen.
    NoSelfScreen,
    /// Which answers to this question end the self-screen is beyond plain `enableWhen`.
    End { question: String },
    /// When this urgent outcome is the result is beyond plain `enableWhen`.
    Urgent { outcome: String },
    /// There are too many sets of answers to try each.
    TooManyPaths,
}

impl fmt::Display for NotSaid {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoSelfScreen => write!(formatter, "the site has no page for a self-screen"),
            Self::End { question } => write!(
                formatter,
                "FHIR cannot say which answers to `{question}` end the self-screen; ask the question of everybody, let one \
                 answer alone be urgent, and let what is not urgent stand alone"
            ),
            Self::Urgent { outcome } => write!(
                formatter,
                "FHIR cannot say when `{outcome}` is the result; let no answer be selected beside one of its own that \
                 leads to an earlier outcome"
            ),
            Self::TooManyPaths => write!(formatter, "there are too many different sets of answers to try each of them"),
        }
    }
}

impl From<TooMany> for NotSaid {
    fn from(_: TooMany) -> Self {
        Self::TooManyPaths
    }
}

/// The site's self-screen, in the words for a Veteran.
///
/// `reviewed_on` is the day of its latest review. A site without an address has no `url` to give it.
pub fn resource(content: &Content, reviewed_on: Date) -> Result<Value, NotSaid> {
    let page = content.page(Layout::SelfScreen).ok_or(NotSaid::NoSelfScreen)?;
    let questionnaires = content.questionnaires.as_ref().ok_or(NotSaid::NoSelfScreen)?;
    let questionnaire = &questionnaires.for_veteran;
    let mut resource = json!({
        "resourceType": "Questionnaire",
        "language": content.settings.language,
        "version": questionnaire.version,
        "name": "SelfScreen",
        "title": page.title,
        "status": "draft",
        "experimental": true,
        "subjectType": ["Patient"],
        "date": reviewed_on.to_string(),
        "lastReviewDate": reviewed_on.to_string(),
        "publisher": content.settings.name,
        "description": page.description,
        "useContext": [{
            "code": { "system": USAGE_CONTEXTS, "code": "program" },
            "valueCodeableConcept": { "text": content.settings.name },
        }],
        "item": items(questionnaire)?,
    });
    if let Some(url) = &questionnaire.url {
        resource["url"] = url.as_str().into();
    }
    Ok(resource)
}

/// The version of a self-screen that was last reviewed on this day.
pub fn version(for_veteran: &Questionnaire, reviewed_on: Date) -> String {
    let digest = Sha256::digest(json!(for_veteran).to_string());
    let digest: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{reviewed_on}-{digest}")
}

/// The self-screen, with the address that its site gives it.
pub fn published(mut both: Questionnaires, settings: &Settings) -> Questionnaires {
    for questionnaire in [&mut both.for_veteran, &mut both.for_helper] {
        questionnaire.url = settings.address.as_ref().map(|address| format!("{address}/Questionnaire/self-screen"));
    }
    both
}

/// The questions, outcomes and notes.
pub fn items(questionnaire: &Questionnaire) -> Result<Vec<Value>, NotSaid> {
    Form { questionnaire }.items()
}

/// All of these must hold, and each holds if any of its options is selected.
type Clauses = Vec<Vec<Selected>>;

struct Form<'a> {
    questionnaire: &'a Questionnaire,
}

impl Form<'_> {
    fn items(&self) -> Result<Vec<Value>, NotSaid> {
        let questions = &self.questionnaire.questions;
        let said = self.said_exactly()?;
        let mut urgent: Vec<Vec<Value>> = vec![Vec::new(); questions.len()];
        let (mut level, mut unsaid) = (Vec::new(), Vec::new());
        for (outcome, clauses) in self.questionnaire.outcomes.iter().zip(said) {
            let item = outcome_item(outcome);
            match clauses {
                // It must not wait behind the question that it ends.
                Some(clauses) if outcome.urgency.is_at_once() => {
                    let first = clauses.iter().flatten().map(|named| named.question).min().unwrap_or_default();
                    urgent[first].push(self.enabled(item, &clauses));
                }
                Some(clauses) => level.push(self.enabled(item, &clauses)),
                None if outcome.urgency.is_at_once() => return Err(NotSaid::Urgent { outcome: outcome.id.clone() }),
                None => unsaid.push(item),
            }
        }
        let respondent = self.questionnaire.respondent;
        for note in self.questionnaire.notes.iter().filter(|note| note.respondent.is_none_or(|whom| whom == respondent))
        {
            match clauses(&note.rules) {
                Some(clauses) => level.push(self.enabled(note_item(note), &clauses)),
                None => unsaid.push(note_item(note)),
            }
        }
        if !unsaid.is_empty() {
            let mut results = group("results", unsaid);
            results["text"] = self.questionnaire.wording.blank.results.as_str().into();
            level.push(results);
        }
        for (index, question) in questions.iter().enumerate().rev() {
            let ask_when: Clauses = question.ask_when.0.iter().map(|named| vec![*named]).collect();
            let item = self.enabled(self.question(index), &ask_when);
            if let Some(options) = self.going_on(index)?.filter(|_| !level.is_empty()) {
                let then = group(&then_id(question), level);
                level = vec![self.enabled(then, &[vec![Selected { question: index, options }]])];
            }
            level.splice(0..0, [vec![item], std::mem::take(&mut urgent[index])].concat());
        }
        Ok(level)
    }

    /// When each outcome is the result, where its rules say so whatever else is answered.
    fn said_exactly(&self) -> Result<Vec<Option<Clauses>>, NotSaid> {
        let outcomes = &self.questionnaire.outcomes;
        let mut said: Vec<Option<Clauses>> = outcomes.iter().map(|outcome| clauses(&outcome.rules)).collect();
        let merged = Alternatives::merged(self.questionnaire, &conditions(self.questionnaire, None), MOST_PATHS)?;
        merged.paths(self.questionnaire, MOST_PATHS, |path| {
            let selected = |named: &Selected| Condition(vec![*named]).holds(path.answers, path.asked);
            let holds = |clauses: &Clauses| clauses.iter().all(|any| any.iter().any(selected));
            for (outcome, said) in said.iter_mut().enumerate() {
                *said = said.take().filter(|clauses| holds(clauses) == (path.outcome == outcome));
            }
        })?;
        Ok(said)
    }

    /// The options of a question that do not end the self-screen, if others do.
    fn going_on(&self, index: usize) -> Result<Option<u32>, NotSaid> {
        let question = &self.questionnaire.questions[index];
        if !may_end(self.questionnaire, index) {
            return Ok(None);
        }
        let outcomes = self.questionnaire.outcomes.iter().filter(|outcome| outcome.urgency.is_at_once());
        let rules = outcomes.flat_map(|outcome| &outcome.rules).map(|rule| &rule.when.0);
        let rules: Vec<_> = rules.filter(|named| named.iter().any(|named| named.question == index)).collect();
        let ends = rules.iter().copied().flatten().fold(0, |bits, named| bits | named.options);
        let goes_on = question.all_options() & !ends;
        let together = !question.standing_alone();
        let beside = question.kind == Kind::Any && ends & together != 0 && goes_on & together != 0;
        let is_plain = rules.iter().all(|named| named.len() == 1) && question.ask_when.0.is_empty();
        if is_plain && goes_on != 0 && !beside {
            Ok(Some(goes_on))
        } else {
            Err(NotSaid::End { question: question.id.clone() })
        }
    }

    fn question(&self, index: usize) -> Value {
        let question = &self.questionnaire.questions[index];
        let option = |option: &Choice| {
            let mut value = json!({ "valueCoding": coding(self.questionnaire, question, option) });
            if question.kind == Kind::Any && option.says.is_some() {
                value["extension"] = json!([{ "url": OPTION_EXCLUSIVE, "valueBoolean": true }]);
            }
            value
        };
        let mut item = json!({
            "linkId": question.id,
            "text": question.text,
            "type": "choice",
            "required": true,
            "repeats": question.kind == Kind::Any,
            "answerOption": question.options.iter().map(option).collect::<Vec<_>>(),
        });
        if let Some(hint) = &question.hint {
            let mut hint = display(format!("{}.hint", question.id), hint);
            let help = json!({ "coding": [{ "system": ITEM_CONTROLS, "code": "help" }] });
            hint["extension"] = json!([{ "url": ITEM_CONTROL, "valueCodeableConcept": help }]);
            item["item"] = json!([hint]);
        }
        item
    }

    /// The item itself waits for the last clause, and a group around it for each other.
    fn enabled(&self, mut item: Value, clauses: &[Vec<Selected>]) -> Value {
        let Some((own, around)) = clauses.split_last() else { return item };
        let id = item["linkId"].as_str().unwrap_or_default().to_owned();
        self.wait(&mut item, own);
        for (index, clause) in around.iter().enumerate().rev() {
            item = group(&when_id(&id, index + 1), vec![item]);
            self.wait(&mut item, clause);
        }
        item
    }

    fn wait(&self, item: &mut Value, any: &[Selected]) {
        let conditions = any.iter().flat_map(|named| {
            let question = &self.questionnaire.questions[named.question];
            let options = question.options.iter().enumerate();
            let options = options.filter(|(option, _)| named.options & bit(*option) != 0);
            options.map(|(_, option)| {
                let mut coding = coding(self.questionnaire, question, option);
                coding.display = None;
                json!({ "question": question.id, "operator": "=", "answerCoding": coding })
            })
        });
        let conditions: Vec<Value> = conditions.collect();
        if conditions.len() > 1 {
            item["enableBehavior"] = "any".into();
        }
        item["enableWhen"] = conditions.into();
    }
}

/// What one or another of the rules asks for, where that can be said: of one rule, or of rules that each name one question.
fn clauses(rules: &[Rule]) -> Option<Clauses> {
    match rules {
        [rule] => Some(rule.when.0.iter().map(|named| vec![*named]).collect()),
        rules => {
            let named = rules.iter().map(|rule| match rule.when.0.as_slice() {
                [named] => Some(*named),
                _ => None,
            });
            Some(vec![named.collect::<Option<_>>()?])
        }
    }
}

fn outcome_item(outcome: &Outcome) -> Value {
    let id = format!("outcome.{}", outcome.id);
    let steps =
        outcome.steps.iter().enumerate().map(|(index, step)| display(format!("{id}.step-{}", index + 1), &step.text));
    let mut item = group(&id, [display(format!("{id}.meaning"), &outcome.meaning)].into_iter().chain(steps).collect());
    item["text"] = outcome.title.as_str().into();
    item
}

fn note_item(note: &Note) -> Value {
    let id = format!("note.{}", note.id);
    let mut item = group(&id, vec![display(format!("{id}.text"), &note.text)]);
    item["text"] = note.title.as_str().into();
    item
}

fn group(id: &str, items: Vec<Value>) -> Value {
    json!({ "linkId": id, "type": "group", "item": items })
}

fn display(id: String, text: &str) -> Value {
    json!({ "linkId": id, "text": text, "type": "display" })
}
