//! The self-screen for JavaScript: free functions with plain values in and out, in a wasm module of their own. `package/` makes
//! an npm package of it.
//!
//! Whatever it is given, it never traps: what a caller hands in is looked at by calls that may throw, and only as far as an
//! answer can be long. What follows from it is [`whole_health_guide::api`]'s affair.

#[cfg(target_arch = "wasm32")]
mod exported {
    use std::cell::Cell;

    use js_sys::{JsString, Reflect};
    use serde::Serialize;
    use serde_wasm_bindgen::Serializer;
    use wasm_bindgen::prelude::*;
    use whole_health_guide::api::{Answer, Content, Error, ErrorCode};
    use whole_health_guide::data::Data;
    use whole_health_guide::screen::{Answers, Questionnaire};

    thread_local! {
        static CONTENT: Cell<Option<&'static Content>> = const { Cell::new(None) };
    }

    /// No id is as long. What is longer need not be copied to be unknown.
    const LONGEST_ID: u32 = 128;

    #[wasm_bindgen]
    extern "C" {
        /// Throws for a proxy that has been revoked.
        #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
        fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    }

    /// For the package's loader: takes the content, once.
    #[wasm_bindgen(skip_typescript)]
    pub fn begin(content: JsValue) -> Result<(), JsValue> {
        let content = Data::from(content).read::<Content>().map_err(|_| thrown(plain(ErrorCode::NotLoaded)))?;
        // It stays as long as the module.
        CONTENT.set(Some(Box::leak(Box::new(content))));
        Ok(())
    }

    /// Every question, whether it will be asked or not, and whom to call.
    #[wasm_bindgen(unchecked_return_type = "import('./types.js').Questionnaire")]
    pub fn questionnaire() -> Result<JsValue, JsValue> {
        with_content(|content| Ok(value(&content.questionnaire())))
    }

    /// What to ask after these answers.
    #[wasm_bindgen(unchecked_return_type = "import('./types.js').Next")]
    pub fn next(
        #[wasm_bindgen(unchecked_param_type = "readonly import('./types.js').Answer[]")] answers: &JsValue,
    ) -> Result<JsValue, JsValue> {
        with_answers(answers, |content, answers| Ok(value(&content.next(answers))))
    }

    /// The result. Throws an error with the code `unfinished` while `next(answers)` has a question.
    #[wasm_bindgen(unchecked_return_type = "import('./types.js').Assessment")]
    pub fn assess(
        #[wasm_bindgen(unchecked_param_type = "readonly import('./types.js').Answer[]")] answers: &JsValue,
    ) -> Result<JsValue, JsValue> {
        with_answers(answers, |content, answers| Ok(value(&content.assess(answers)?)))
    }

    /// Each question and each rule, and why it counts or does not.
    #[wasm_bindgen(unchecked_return_type = "import('./types.js').Explanation")]
    pub fn explain(
        #[wasm_bindgen(unchecked_param_type = "readonly import('./types.js').Answer[]")] answers: &JsValue,
    ) -> Result<JsValue, JsValue> {
        with_answers(answers, |content, answers| Ok(value(&content.explain(answers))))
    }

    /// The sheet to bring to a visit, as plain text with today's date. Throws an error with the code `unfinished` while
    /// `next(answers)` has a question.
    #[wasm_bindgen(js_name = visitSheet, unchecked_return_type = "string")]
    pub fn visit_sheet(
        #[wasm_bindgen(unchecked_param_type = "readonly import('./types.js').Answer[]")] answers: &JsValue,
    ) -> Result<JsValue, JsValue> {
        with_answers(answers, |content, answers| Ok(content.visit_sheet(answers, &today(&content.language))?.into()))
    }

    fn with_content(give: impl FnOnce(&Content) -> Result<JsValue, Error>) -> Result<JsValue, JsValue> {
        CONTENT.get().ok_or(plain(ErrorCode::NotLoaded)).and_then(give).map_err(thrown)
    }

    fn with_answers(
        answers: &JsValue,
        give: impl FnOnce(&Content, &Answers) -> Result<JsValue, Error>,
    ) -> Result<JsValue, JsValue> {
        with_content(|content| give(content, &content.answers(&read(answers)?)?))
    }

    /// Reads answers without a look at more than they can hold.
    fn read(answers: &JsValue) -> Result<Vec<Answer>, Error> {
        let entries = entries(answers, Questionnaire::MOST_QUESTIONS).ok_or(plain(ErrorCode::NotAList))?;
        let entries = entries.iter().enumerate();
        let read = entries
            .map(|(index, entry)| answer(entry).ok_or(Error { code: ErrorCode::NotAnAnswer, entry: Some(index) }));
        read.collect()
    }

    fn answer(entry: &JsValue) -> Option<Answer> {
        let field = |name: &str| Reflect::get(entry, &name.into()).ok();
        let question = text(&field("question")?)?;
        let options = entries(&field("options")?, Questionnaire::MOST_OPTIONS)?;
        Some(Answer { question, options: options.iter().map(text).collect::<Option<_>>()? })
    }

    /// The entries of an array that has at most as many.
    fn entries(value: &JsValue, most: usize) -> Option<Vec<JsValue>> {
        if !is_array(value).ok()? {
            return None;
        }
        let length = Reflect::get(value, &"length".into()).ok()?.as_f64()? as usize;
        if length > most {
            return None;
        }
        (0..length as u32).map(|index| Reflect::get_u32(value, index).ok()).collect()
    }

    fn text(value: &JsValue) -> Option<String> {
        Some(value.dyn_ref::<JsString>()?.slice(0, LONGEST_ID).into())
    }

    fn today(language: &str) -> String {
        let options = js_sys::Object::new();
        let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
        js_sys::Date::new_0().to_locale_date_string(language, &options).into()
    }

    /// As JSON would have it. Values with text keys only, as these are, cannot fail.
    fn value(value: &impl Serialize) -> JsValue {
        value.serialize(&Serializer::json_compatible()).unwrap_or_default()
    }

    fn plain(code: ErrorCode) -> Error {
        Error { code, entry: None }
    }

    fn thrown(error: Error) -> JsValue {
        let thrown = js_sys::Error::new(&error.sentence());
        let _ = Reflect::set(&thrown, &"code".into(), &value(&error.code));
        thrown.into()
    }
}

fn main() {}
