//! A visitor who answers by clicking.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::harness::{Browser, Build, serve};

/// Answers that differ from the cautious defaults: `enrolled=yes; problems=back-pain,scar-tissue`. A question that is not named
/// is answered with its "no" or, without one, its first option.
pub type Answers<'a> = &'a str;

pub struct Visit {
    pub browser: Browser,
    pub site: String,
    /// In the words for a Veteran.
    pub questionnaire: Value,
}

impl Visit {
    /// On the self-screen's page, with the app ready: that of the tests' own site, whose words no editor changes.
    pub async fn open() -> Self {
        Self::open_with(Browser::open().await, Build::Fixture).await
    }

    pub async fn open_with(browser: Browser, build: Build) -> Self {
        let site = serve(build).await;
        Self::at(browser, site).await
    }

    /// At a site that is served already.
    pub async fn at(browser: Browser, site: String) -> Self {
        browser.goto(&format!("{site}/is-this-right-for-me/")).await;
        browser.wait_for_app().await;
        let questionnaire =
            "return fetch('/screen.json').then((response) => response.json()).then((both) => both.for_veteran)";
        let questionnaire = browser.run(questionnaire).await;
        Self { browser, site, questionnaire }
    }

    /// At the first question.
    pub async fn begin() -> Self {
        let visit = Self::open().await;
        visit.start().await;
        visit
    }

    pub async fn start(&self) {
        self.start_as("veteran").await;
    }

    /// Begins as a `veteran` or as a `helper`.
    pub async fn start_as(&self, respondent: &str) {
        self.click(&format!("a[data-begin={respondent}]")).await;
        self.wait_for_question().await;
    }

    pub async fn click(&self, selector: &str) {
        let element = self.browser.client.find(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|error| panic!("{selector}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Clicks the button of the page that has this text from `wording`, and waits until the page has changed.
    pub async fn press(&self, word: &str) {
        let text = self.word(word);
        self.mark().await;
        let clicked = self
            .browser
            .run(&format!(
                "const button = [...document.querySelectorAll('main button')].find((button) => button.textContent === {});
                 button?.click(); return Boolean(button);",
                json!(text)
            ))
            .await;
        assert_eq!(clicked, Value::Bool(true), "no button says {text}");
        self.wait_for_change().await;
    }

    /// A text of `wording`, by its path in the questionnaire.
    pub fn word(&self, path: &str) -> String {
        let words = self.questionnaire.pointer(&format!("/wording/{path}"));
        words.and_then(Value::as_str).unwrap_or_else(|| panic!("wording/{path} is no text")).to_owned()
    }

    pub async fn is_question(&self) -> bool {
        self.browser.run("return Boolean(document.querySelector('form.question'))").await == true
    }

    pub async fn wait_for_question(&self) {
        self.browser.wait_for("return Boolean(document.querySelector('main form.question'))").await;
    }

    pub async fn heading(&self) -> String {
        self.browser.text("return document.querySelector('h1').textContent").await
    }

    /// The question that is shown.
    pub async fn question(&self) -> &Value {
        let text = self.heading().await;
        let questions = self.questionnaire["questions"].as_array().expect("questions");
        questions.iter().find(|question| question["text"] == *text).unwrap_or_else(|| panic!("{text} is no question"))
    }

    /// Answers the question that is shown.
    pub async fn answer(&self, answers: Answers<'_>) {
        let question = self.question().await;
        let id = question["id"].as_str().expect("an id");
        let given = answers.split(';').filter_map(|part| part.trim().split_once('=')).find(|(name, _)| *name == id);
        self.mark().await;
        let given = given.map_or_else(|| default_option(question), |(_, options)| options);
        for option in given.split(',') {
            self.select(question, option).await;
        }
        self.click("main [type=submit]").await;
        self.wait_for_change().await;
    }

    /// Answers until there is no question left.
    pub async fn answer_all(&self, answers: Answers<'_>) {
        while self.is_question().await {
            self.answer(answers).await;
        }
    }

    /// Answers every question, looks at the review, and goes to the result.
    pub async fn finish(&self, answers: Answers<'_>) {
        self.answer_all(answers).await;
        if self.heading().await == self.word("review_title") {
            self.press("see_result").await;
        }
    }

    /// Clicks the input of an option, which lies where its box is seen.
    pub async fn select(&self, question: &Value, option: &str) {
        let place = options(question).iter().position(|other| other["id"] == *option);
        let place = place.unwrap_or_else(|| panic!("{} has no option {option}", question["id"]));
        self.click(&format!("#answer-{place}")).await;
    }

    pub async fn mark(&self) {
        self.browser.run("document.querySelector('main').dataset.seen = ''").await;
    }

    pub async fn wait_for_change(&self) {
        let changed = "const main = document.querySelector('main');
                       return !('seen' in main.dataset) && document.activeElement.tagName === 'H1'";
        self.browser.wait_for(changed).await;
    }

    /// Says that the page shows this place again after Back or Forward.
    pub async fn wait_for_heading(&self, heading: &str) {
        self.browser.wait_for_heading(heading).await;
    }

    /// What a screen reader is told besides what has the focus.
    pub async fn announced(&self) -> String {
        self.browser.text("return document.getElementById('announcer').textContent").await
    }

    pub async fn shows(&self, text: &str) -> bool {
        self.browser.run(&format!("return document.querySelector('main').innerText.includes({})", json!(text))).await
            == true
    }

    pub async fn close(self) {
        self.browser.close().await;
    }
}

pub fn options(question: &Value) -> &[Value] {
    question["options"].as_array().expect("options")
}

fn default_option(question: &Value) -> &str {
    let options = options(question);
    let option = options.iter().find(|option| option["says"] == "no").unwrap_or(&options[0]);
    option["id"].as_str().expect("an id")
}
