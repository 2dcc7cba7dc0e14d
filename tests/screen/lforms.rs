//! The form as NLM's LHC-Forms shows it in a browser: after each path's answers it asks and tells what the self-screen does, and
//! exports the same response. `make lforms` walks every path; otherwise some do, by a seed that is told.

use std::collections::BTreeSet;
use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use whole_health_guide::screen::fhir::response;
use whole_health_guide::screen::{Answers, Questionnaire, replay};

use crate::fhir::{Form, complete_answers, published, resource};
use crate::harness::Browser;
use crate::installed;

const PAGE: &str =
    "<!DOCTYPE html><title>LHC-Forms</title><link rel=icon href=webcomponent/favicon.ico><div id=form></div>
    <script src=webcomponent/assets/lib/zone.min.js></script><script src=webcomponent/lhc-forms.js></script>
    <script src=fhir/R4/lformsFHIR.min.js></script>";
const LOAD: &str = "const [form, done] = arguments;
    LForms.Util.addFormToPage(form, 'form', { fhirVersion: 'R4' }).then(() => done('ready'), (error) => done(String(error)));";

/// How many paths are walked where not all are.
const SOME: usize = 250;

#[tokio::test]
async fn lhc_forms_asks_tells_and_exports_the_same() {
    let questionnaire = published();
    let (paths, seed) = chosen(complete_answers());
    let server = TcpListener::bind("127.0.0.1:0").await.expect("a local port is free");
    let address = server.local_addr().expect("a bound listener has an address");
    let files = Router::new().route("/", get(Html(PAGE))).fallback_service(ServeDir::new(installed::folder("lforms")));
    tokio::spawn(async move { axum::serve(server, files).await });

    let browser = Browser::open().await;
    browser.goto(&format!("http://{address}")).await;
    let resource = resource();
    let loaded = browser.client.execute_async(LOAD, vec![resource.clone()]).await.expect("the script runs");
    assert_eq!(loaded, "ready");
    let items = resource["item"].as_array().expect("items");
    let form = Form::new(items);
    let mut mismatches = Vec::new();
    for paths in paths.chunks(200) {
        let given: Vec<Value> = paths.iter().map(|answers| given(&questionnaire, answers)).collect();
        let shown = browser.run_with(include_str!("lforms.js"), vec![given.into()]).await;
        let shown = shown.as_array().expect("a list");
        assert_eq!(shown.len(), paths.len());
        let found = paths.iter().zip(shown);
        mismatches.extend(found.filter_map(|(answers, shown)| mismatch(&form, &questionnaire, answers, shown)));
    }
    assert_eq!(browser.console().await, [""; 0]);
    browser.close().await;
    crate::tell(format_args!("LHC-Forms: {} paths{seed}, {} mismatches", paths.len(), mismatches.len()));
    assert!(mismatches.is_empty(), "{}", mismatches[0]);
}

/// The paths to walk, and how to walk the same again.
fn chosen(mut all: Vec<Answers>) -> (Vec<Answers>, String) {
    let asked = env::var("LFORMS").ok();
    if asked.as_deref() == Some("all") {
        return (all, String::new());
    }
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
    let seed = asked.map_or_else(now, |seed| seed.parse().expect("LFORMS is `all` or the number that a run told"));
    let (count, mut state) = (all.len(), seed);
    for place in 0..SOME.min(count) {
        // A linear congruential generator; its upper half is random enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all.swap(place, place + (state >> 32) as usize % (count - place));
    }
    all.truncate(SOME);
    (all, format!(" of {count} (LFORMS={seed} walks the same)"))
}

/// The codes that are selected, question by question.
fn given(questionnaire: &Questionnaire, answers: &Answers) -> Value {
    let answer = |(index, bits): (usize, u32)| {
        let question = &questionnaire.questions[index];
        json!([question.id, question.chosen(bits).map(|option| &*option.id).collect::<Vec<_>>()])
    };
    answers.iter().map(answer).collect()
}

fn mismatch(form: &Form, questionnaire: &Questionnaire, answers: &Answers, shown: &Value) -> Option<String> {
    let asked = replay(questionnaire, answers).asked;
    let asked: Vec<&str> = asked.iter().map(|index| &*questionnaire.questions[*index].id).collect();
    if shown["asked"] != json!(asked) || shown["tooLate"] != json!([]) {
        return Some(format!(
            "{answers:?}: asked are {}, too late {}, not {asked:?}",
            shown["asked"], shown["tooLate"]
        ));
    }
    let told: BTreeSet<&str> = shown["told"].as_array()?.iter().filter_map(Value::as_str).collect();
    let heads: BTreeSet<&str> = form.heads().filter(|id| told.contains(id)).collect();
    let expected = form.told(questionnaire, answers);
    if !heads.iter().eq(expected.iter()) {
        return Some(format!("{answers:?}: told is {heads:?}, not {expected:?}"));
    }
    let mut exported = shown["response"].clone();
    let exported = exported.as_object_mut()?;
    // What made it, and when.
    let authored = exported.remove("authored")?;
    exported.remove("meta");
    without_empty(exported.get_mut("item")?);
    let mut expected = json!(response(questionnaire, answers, authored.as_str()?));
    expected.as_object_mut()?.remove("authored");
    (*exported != *expected.as_object()?).then(|| format!("{answers:?}: exported is {exported:?}, not {expected}"))
}

/// LHC-Forms also exports groups that only carry a condition, which hold nothing.
fn without_empty(items: &mut Value) {
    let Some(items) = items.as_array_mut() else { return };
    items.iter_mut().filter_map(|item| item.get_mut("item")).for_each(without_empty);
    items.retain(|item| item.get("answer").is_some() || item.get("item").is_some());
}
