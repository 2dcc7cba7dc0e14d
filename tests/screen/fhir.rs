//! The self-screen as a FHIR `Questionnaire`: whoever reads its `enableWhen` asks what is asked here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use whole_health_guide::page::Layout;
use whole_health_guide::screen::check::MOST_PATHS;
use whole_health_guide::screen::fhir::response;
use whole_health_guide::screen::paths::{self, Alternatives};
use whole_health_guide::screen::{Answers, End, Kind, Questionnaire, bit, replay};
use whole_health_guide::site::fhir::{self, NotSaid};
use whole_health_guide::site::{self, Content, questionnaire};

use crate::{content_day, installed, real, sketch, snapshots};

fn content(root: &str) -> Content {
    let loaded = site::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), content_day::latest_review());
    loaded.content.expect("the content has no error")
}

fn content_with_address(root: &str) -> Content {
    let mut content = content(root);
    content.settings.address = Some("https://guide.example.org".to_owned());
    content.questionnaires = content.questionnaires.map(|both| fhir::published(both, &content.settings));
    content
}

/// The items of a form, by their ids, as R4 says that they are enabled.
pub struct Form<'a> {
    items: BTreeMap<&'a str, (&'a Value, Option<&'a str>)>,
}

impl<'a> Form<'a> {
    pub fn new(items: &'a [Value]) -> Self {
        let mut form = Self { items: BTreeMap::new() };
        form.add(items, None);
        form
    }

    fn add(&mut self, items: &'a [Value], parent: Option<&'a str>) {
        for item in items {
            let id = text(item, "linkId");
            assert!(self.items.insert(id, (item, parent)).is_none(), "two items are called {id}");
            self.add(list(item, "item"), Some(id));
        }
    }

    fn of_type(&self, kind: &str) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter(move |(_, (item, _))| item["type"] == kind).map(|(id, _)| *id)
    }

    /// Whether an item is enabled: all around it are, and its conditions hold. A disabled question has no answers.
    fn is_enabled(&self, id: &str, answers: &Given<'a>) -> bool {
        let (item, parent) = self.items[id];
        let holds = |condition: &Value| {
            assert_eq!(condition["operator"], "=", "no other is plain");
            let question = text(condition, "question");
            let answered = answers.get(question).is_some_and(|codings| {
                codings.iter().any(|coding| {
                    let expected = &condition["answerCoding"];
                    coding["code"] == expected["code"] && coding["system"] == expected["system"]
                })
            });
            answered && self.is_enabled(question, answers)
        };
        let conditions = list(item, "enableWhen");
        let waits_for = match item["enableBehavior"].as_str() {
            _ if conditions.is_empty() => true,
            Some("any") => conditions.iter().any(holds),
            Some("all") => conditions.iter().all(holds),
            None if conditions.len() == 1 => conditions.iter().all(holds),
            _ => panic!("{id} does not say how its conditions are joined"),
        };
        waits_for && parent.is_none_or(|parent| self.is_enabled(parent, answers))
    }

    fn given(&self, questionnaire: &Questionnaire, answers: &Answers) -> Given<'a> {
        let codings = |(question, bits): (usize, u32)| {
            let (id, (item, _)) = self.items.get_key_value(&*questionnaire.questions[question].id).expect("an item");
            let options = list(item, "answerOption").iter().enumerate();
            let chosen = options.filter(|(option, _)| bits & bit(*option) != 0);
            (*id, chosen.map(|(_, option)| &option["valueCoding"]).collect())
        };
        answers.iter().map(codings).collect()
    }

    /// What starts with `outcome.` or `note.` and waits for something, without its parts.
    pub fn heads(&self) -> impl Iterator<Item = &'a str> {
        let heads = self.of_type("group").filter(|id| id.starts_with("outcome.") || id.starts_with("note."));
        heads.filter(|id| !id.contains(".when-") && self.items[id].1 != Some("results"))
    }

    /// What of that the form must show after a complete set of answers.
    pub fn told(&self, questionnaire: &Questionnaire, complete: &Answers) -> BTreeSet<String> {
        let End::Advice(advice) = replay(questionnaire, complete).end else { panic!("{complete:?} is no end") };
        let notes = advice.notes.iter().map(|shown| format!("note.{}", shown.note.id));
        let told = notes.chain([format!("outcome.{}", advice.outcome.id)]);
        told.filter(|id| self.items.get(&**id).is_some_and(|(_, parent)| *parent != Some("results"))).collect()
    }

    /// How the form differs from the self-screen after a complete set of answers, if it does.
    fn mismatch(&self, questionnaire: &Questionnaire, complete: &Answers) -> Option<String> {
        let questions = &questionnaire.questions;
        let replay = replay(questionnaire, complete);
        let asked: BTreeSet<&str> = replay.asked.iter().map(|question| &*questions[*question].id).collect();
        let mut stray = complete.clone();
        for (index, question) in questions.iter().enumerate().filter(|(index, _)| !replay.asked.contains(index)) {
            let named =
                if question.kind == Kind::One { 1 } else { question.all_options() & !question.standing_alone() };
            stray.set(questionnaire, index, named).expect("an answer");
        }
        for answers in [complete, &stray] {
            let given = self.given(questionnaire, answers);
            let enabled: BTreeSet<&str> = self.of_type("choice").filter(|id| self.is_enabled(id, &given)).collect();
            if enabled != asked {
                return Some(format!("{answers:?}: the form asks {enabled:?} instead of {asked:?}"));
            }
        }
        let told = self.told(questionnaire, complete);
        let given = self.given(questionnaire, complete);
        let shown: BTreeSet<&str> = self.heads().filter(|id| self.is_enabled(id, &given)).collect();
        (!shown.iter().eq(told.iter())).then(|| format!("{:?}: the form shows {shown:?}, not {told:?}", complete))
    }
}

/// The selected options, by question.
type Given<'a> = BTreeMap<&'a str, Vec<&'a Value>>;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {value}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The answers of every path. Where one option stands for several, each of them gets its turn.
pub fn complete_answers() -> Vec<Answers> {
    let questionnaire = real::questionnaire();
    let mut all = Vec::new();
    for rule in paths::note_rules(questionnaire) {
        let conditions = paths::conditions(questionnaire, rule);
        let merged = Alternatives::merged(questionnaire, &conditions, MOST_PATHS).expect("the paths can be counted");
        let visit = |path: &paths::Path| {
            let mut answers = Answers::default();
            for (question, bits) in path.answers.iter() {
                // Scattered, so that no option meets the same others each time.
                let turn = (all.len() + question).wrapping_mul(2_654_435_761) >> 12;
                let member = |class: &u32| {
                    let members: Vec<u32> = (0..32).map(bit).filter(|option| class & option != 0).collect();
                    members[turn % members.len()]
                };
                let classes = merged.classes(question).iter().filter(|class| *class & bits != 0);
                answers.set(questionnaire, question, classes.map(member).sum()).expect("an answer");
            }
            all.push(answers);
        };
        merged.paths(questionnaire, MOST_PATHS, visit).expect("the paths can be counted");
    }
    all
}

/// The real self-screen, of a site that has an address.
pub fn published() -> Questionnaire {
    let url = Some("https://guide.example.org/Questionnaire/self-screen".to_owned());
    Questionnaire { url, ..real::questionnaire().clone() }
}

/// Its `Questionnaire`.
pub fn resource() -> Value {
    let reviewed_on = questionnaire::last_reviewed(&real::file(questionnaire::PATH)).expect("it was reviewed");
    fhir::resource(&content_with_address("."), reviewed_on).expect("it can be said")
}

fn items() -> Vec<Value> {
    fhir::items(&published()).expect("it can be said")
}

/// After every path's answers, and on the way there, with and without answers to questions that are not asked.
#[test]
fn the_form_asks_and_tells_what_the_self_screen_does() {
    let items = items();
    let form = Form::new(&items);
    let answers = complete_answers();
    let asked: BTreeSet<_> = answers.iter().map(|answers| replay(real::questionnaire(), answers).asked).collect();
    let found = answers.iter().filter_map(|answers| form.mismatch(real::questionnaire(), answers));
    let mismatches: Vec<String> = found.collect();
    crate::tell(format_args!(
        "FHIR: {} paths, {} different lists of questions, {} mismatches",
        answers.len(),
        asked.len(),
        mismatches.len()
    ));
    assert!(mismatches.is_empty(), "{}", mismatches[0]);
    // On the way there, what is asked next is enabled.
    let mut on_the_way = BTreeSet::new();
    for answers in answers.iter().map(|answers| answers.iter().collect::<Vec<_>>()) {
        on_the_way.extend((0..answers.len()).map(|count| (answers[..count].to_vec(), answers[count].0)));
    }
    for (before, next) in on_the_way {
        let mut answers = Answers::default();
        for (question, answer) in before {
            answers.set(real::questionnaire(), question, answer).expect("an answer");
        }
        let next = &real::questionnaire().questions[next].id;
        let given = form.given(real::questionnaire(), &answers);
        assert!(form.is_enabled(next, &given), "{answers:?}: the form does not ask {next}");
    }
    // What can end the self-screen at once is never among the results that are left to the reader.
    for outcome in real::questionnaire().outcomes.iter().filter(|outcome| outcome.urgency.is_at_once()) {
        let (item, _) = form.items[&*format!("outcome.{}", outcome.id)];
        assert!(!list(item, "enableWhen").is_empty(), "{} is not said", outcome.id);
    }
}

/// Each condition counts: without it some path asks or tells something else.
#[test]
fn a_form_that_lacks_a_condition_is_found_out() {
    let (whole, answers) = (items(), complete_answers());
    let places = conditions(&mut whole.clone(), None);
    assert!(places > 20, "only {places} conditions");
    for place in 0..places {
        let mut broken = whole.clone();
        conditions(&mut broken, Some(place));
        let form = Form::new(&broken);
        let is_found = answers.iter().any(|answers| form.mismatch(real::questionnaire(), answers).is_some());
        assert!(is_found, "nothing depends on condition {place}");
    }
}

/// Counts the conditions, and takes away the one with this number. An item left without any waits for nothing.
fn conditions(items: &mut [Value], away: Option<usize>) -> usize {
    fn walk(items: &mut [Value], away: Option<usize>, count: &mut usize) {
        for item in items {
            if let Some(conditions) = item.get_mut("enableWhen").and_then(Value::as_array_mut) {
                let first = *count;
                *count += conditions.len();
                if let Some(place) = away.filter(|place| (first..*count).contains(place)) {
                    conditions.remove(place - first);
                }
            }
            if let Some(items) = item.get_mut("item").and_then(Value::as_array_mut) {
                walk(items, away, count);
            }
        }
    }
    let mut count = 0;
    walk(items, away, &mut count);
    count
}

/// The rules of R4 for items that a JSON Schema does not know.
#[test]
fn items_are_what_r4_asks_of_them() {
    let items = items();
    let form = Form::new(&items);
    for (id, (item, _)) in &form.items {
        let (inner, conditions) = (list(item, "item"), list(item, "enableWhen"));
        match text(item, "type") {
            "group" => assert!(!inner.is_empty() && item.get("required").is_none(), "que-1: {id}"),
            "display" => assert!(inner.is_empty() && item.get("required").is_none(), "que-1, que-6: {id}"),
            "choice" => assert!(list(item, "answerOption").len() > 1 && item["required"] == true, "que-4: {id}"),
            other => panic!("{id} is a {other}"),
        }
        assert!(conditions.len() < 2 || item["enableBehavior"] == "any", "que-12: {id}");
        assert!(item.get("enableWhen").is_none() || !conditions.is_empty(), "an empty list: {id}");
        for condition in conditions {
            let (question, _) = form.items[text(condition, "question")];
            let coding = &condition["answerCoding"];
            let is_same = |option: &&Value| {
                let option = &option["valueCoding"];
                option["code"] == coding["code"] && option["system"] == coding["system"]
            };
            assert_eq!(list(question, "answerOption").iter().filter(is_same).count(), 1, "{condition}");
        }
    }
}

/// What the published JSON Schema and the definitions of R4 have against each of these resources.
fn problems_by_r4(resources: &Value) -> Vec<Vec<String>> {
    let mut validator = Command::new("node")
        .arg("tests/fhir/validate.mjs")
        .arg(installed::folder("fhir/node_modules"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let mut input = validator.stdin.take().expect("it reads");
    input.write_all(resources.to_string().as_bytes()).expect("it reads everything");
    drop(input);
    let output = validator.wait_with_output().expect("it comes to an end");
    assert!(output.status.success(), "the validator failed");
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

/// The real one and, so that the validators are known to see it, ones with a mistake.
#[test]
fn the_resource_is_valid_by_r4() {
    let resource = resource();
    let mut all = vec![resource.clone()];
    for (place, value) in [
        ("/status", Value::Null),
        ("/status", "ready".into()),
        ("/date", "28 November 2026".into()),
        ("/item/0/linkId", Value::Null),
        ("/item/0/type", "radio".into()),
        ("/item/0/required", "yes".into()),
        ("/item/0/answerOption/0/valueCoding", "yes".into()),
        ("/item/1/enableWhen/0/operator", "==".into()),
    ] {
        let mut broken = resource.clone();
        *broken.pointer_mut(place).unwrap_or_else(|| panic!("there is no {place}")) = value;
        all.push(broken);
    }
    let problems = problems_by_r4(&all.into());
    assert_eq!(problems[0], [""; 0]);
    for (number, problems) in problems.iter().enumerate().skip(1) {
        assert!(!problems.is_empty(), "nothing is found in mistake {number}");
    }
}

/// The items of a response: each answer names an option of its question, and each item stands where the form has it.
fn check_response(form: &Form, items: &[Value], parent: Option<&str>, given: &mut BTreeMap<String, Vec<String>>) {
    for item in items {
        let id = text(item, "linkId");
        let (known, known_parent) = form.items.get(id).unwrap_or_else(|| panic!("the form has no {id}"));
        assert_eq!(*known_parent, parent, "{id} stands elsewhere");
        assert!(item["text"].is_null() || item["text"] == known["text"], "{id} has another text");
        let options: Vec<&Value> = list(known, "answerOption").iter().map(|option| &option["valueCoding"]).collect();
        for answer in list(item, "answer") {
            assert!(options.contains(&&answer["valueCoding"]), "{id} has no option {answer}");
            given.entry(id.to_owned()).or_default().push(text(&answer["valueCoding"], "code").to_owned());
        }
        check_response(form, list(item, "item"), Some(id), given);
    }
}

/// After every path's answers, and with answers to questions that are not asked.
#[test]
fn a_response_fits_the_form_and_holds_what_was_asked() {
    let (questionnaire, items) = (published(), items());
    let form = Form::new(&items);
    let mut of_each_list = BTreeMap::new();
    for complete in complete_answers() {
        let replay = replay(&questionnaire, &complete);
        let mut expected = BTreeMap::new();
        for index in &replay.asked {
            let question = &questionnaire.questions[*index];
            let chosen = question.chosen(complete.get(*index).expect("it is answered")).map(|option| option.id.clone());
            expected.insert(question.id.clone(), chosen.collect::<Vec<_>>());
        }
        let mut stray = complete.clone();
        for index in (0..questionnaire.questions.len()).filter(|index| !replay.asked.contains(index)) {
            stray.set(&questionnaire, index, 1).expect("the first option is an answer");
        }
        for answers in [&complete, &stray] {
            let response = serde_json::json!(response(&questionnaire, answers, "2026-11-28"));
            let mut given = BTreeMap::new();
            check_response(&form, list(&response, "item"), None, &mut given);
            assert_eq!(given, expected, "{answers:?}");
            assert_eq!(response["status"], "completed");
            of_each_list.entry(replay.asked.clone()).or_insert(response);
        }
    }
    // The published definitions have nothing against one of each list of questions, nor against one with nothing answered.
    let begun = serde_json::json!(response(real::questionnaire(), &Answers::default(), "2026-11-28T21:05:00.000Z"));
    assert_eq!(begun["status"], "in-progress");
    assert!(begun.get("questionnaire").is_none() && begun.get("item").is_none());
    let all: Vec<Value> = of_each_list.into_values().chain([begun]).collect();
    let problems = problems_by_r4(&all.into());
    assert!(problems.iter().all(Vec::is_empty), "{problems:?}");
}

#[test]
fn what_cannot_be_said_is_refused() {
    let end = |question: &str| NotSaid::End { question: question.to_owned() };
    let cases = [
        // A sign beside something else that is no sign.
        ("question a any x y none!no\noutcome now emergency : a=x\noutcome last routine :", end("a")),
        // Two answers that are urgent only together.
        ("question a one x y\nquestion b one x y\noutcome now emergency : a=x b=x\noutcome last routine :", end("b")),
        // No answer goes on.
        ("question a one x y\noutcome now emergency : a=x,y\noutcome last routine :", end("a")),
        // Of two signs, the first decides.
        (
            "question a any x y none!no\noutcome now emergency : a=x\noutcome call before-massage : a=y\noutcome last routine :",
            NotSaid::Urgent { outcome: "call".to_owned() },
        ),
    ];
    for (case, expected) in cases {
        assert_eq!(fhir::items(&sketch::questionnaire(case)), Err(expected), "{case}");
    }
}

#[test]
fn the_resource_names_its_site() {
    let mut content = content_with_address("tests/sites/guide");
    let file = real::file(&format!("tests/sites/guide/{}", questionnaire::PATH));
    let reviewed_on = questionnaire::last_reviewed(&file).expect("it was reviewed");
    let resource = fhir::resource(&content, reviewed_on).expect("it can be said");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen/fhir.json");
    snapshots::compare(&format!("{resource:#}\n"), &path).unwrap_or_else(|difference| panic!("{difference}"));

    content.settings.address = None;
    content.questionnaires = content.questionnaires.map(|both| fhir::published(both, &content.settings));
    let resource = fhir::resource(&content, reviewed_on).expect("it can be said");
    assert!(resource.get("url").is_none() && !resource.to_string().contains("guide.example.org"));
    content.pages.retain(|page| page.layout != Layout::SelfScreen);
    assert_eq!(fhir::resource(&content, reviewed_on), Err(NotSaid::NoSelfScreen));
}
