//! The files of the npm package that are made from content and from types.

use std::collections::BTreeMap;

use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use super::Content;
use super::build::File;
use crate::api::explain::Explanation;
use crate::api::values::{Assessment, Next, Questionnaire};
use crate::api::{self, Answer, ErrorCode};

/// The content as a module of JavaScript, and the types of what the functions take and give. None for a site without a
/// self-screen.
pub fn files(content: &Content, fhir: &Value) -> Option<[File; 2]> {
    // Never fails: see `build::data`.
    let screen =
        serde_json::to_string(&screen(content)?).expect("content values have text keys only, so they are always JSON");
    let content =
        format!("export const screen = {};\nexport const fhir = {};\n", quoted(&screen), quoted(&fhir.to_string()));
    Some([File { path: "content.js".into(), text: content }, File { path: "types.d.ts".into(), text: types() }])
}

/// What the functions need of a site's content; none for a site without a self-screen.
pub fn screen(content: &Content) -> Option<api::Content> {
    let questionnaires = content.questionnaires.as_ref()?;
    Some(api::Content {
        language: content.settings.language.clone(),
        questionnaire: questionnaires.for_veteran.clone(),
        crisis_line: content.settings.crisis_line.clone(),
        point_of_contact: content.settings.point_of_contact.clone(),
    })
}

/// A browser parses JSON in less time than the same as a script.
fn quoted(json: &str) -> String {
    ["'", &json.replace('\\', "\\\\").replace('\'', "\\'"), "'"].concat()
}

/// Every type that a function takes or gives, and every type that these are made of, as TypeScript declares them.
pub fn types() -> String {
    let mut types = Types::default();
    types.visit::<Answer>();
    types.visit::<Questionnaire>();
    types.visit::<Next>();
    types.visit::<Assessment>();
    types.visit::<Explanation>();
    types.visit::<ErrorCode>();
    types.0.into_values().collect::<Vec<_>>().join("\n")
}

/// Declarations by name.
#[derive(Default)]
struct Types(BTreeMap<String, String>);

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new();
        // Only a type of ours has a place to be written to.
        if T::output_path().is_none() || self.0.contains_key(&T::ident(&config)) {
            return;
        }
        let declaration = format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&config));
        self.0.insert(T::ident(&config), declaration);
        T::visit_dependencies(self);
    }
}
