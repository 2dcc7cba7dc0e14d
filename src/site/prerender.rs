//! Pages as complete HTML, through the same views as in the browser.

use std::rc::Rc;

use serde_json::json;
use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::document::{NoteContent, Source};
use crate::guide::Guide;
use crate::page::{Audience, Layout, Page};
use crate::screen::{Questionnaires, Respondent, Session};
use crate::site::build::MANIFEST;
use crate::site::headers::{self, Carrier};
use crate::site::settings::Settings;
use crate::view::frame::{Body, FrameProps, Navigation};
use crate::view::page::Extra;
use crate::view::screen::SelfScreen;

/// Where the shell, `index.html`, takes what is rendered.
const LANGUAGE: &str = "{{language}}";
const HEAD: &str = "{{head}}";
const BODY: &str = "{{body}}";
const START: &str = "{{start}}";
const STYLE: &str = "{{style}}";

/// What the style sheet in the shell stands between.
const STYLE_START: &str = "<style>";
const STYLE_END: &str = "</style>";

/// The shell cut at its markers. A shell without one of them cannot be made.
pub struct Shell {
    start: String,
    to_head: String,
    to_style: String,
    to_body: String,
    end: String,
    /// The whole style sheet. A page gets what it needs of it.
    pub style: String,
}

impl Shell {
    /// # Errors
    /// What the shell lacks: one of its markers, or the style sheet between `<style>` and `</style>`. A page without its style, or
    /// one whose policy forbids it, must not be published.
    pub fn new(html: &str) -> Result<Self, &'static str> {
        let (start, rest) = html.split_once(LANGUAGE).ok_or(LANGUAGE)?;
        let (to_head, rest) = rest.split_once(HEAD).ok_or(HEAD)?;
        let (rest, end) = rest.split_once(BODY).ok_or(BODY)?;
        let (to_style, rest) = rest.split_once(STYLE_START).ok_or(STYLE_START)?;
        let (style, to_body) = rest.split_once(STYLE_END).ok_or(STYLE_START)?;
        if style.trim().is_empty() {
            return Err(STYLE_START);
        }
        Ok(Self {
            start: start.into(),
            to_head: to_head.into(),
            to_style: [to_style, STYLE_START].concat(),
            to_body: [STYLE_END, to_body].concat(),
            end: end.into(),
            style: style.into(),
        })
    }

    /// The value of an attribute of the start script; none in a shell without the app.
    fn script(&self, attribute: &str) -> Option<&str> {
        let (_, script) = self.to_body.split_once("<script defer")?;
        let (script, _) = script.split_once('>')?;
        let (_, rest) = script.split_once(&[" ", attribute, "=\""].concat())?;
        rest.split_once('"').map(|(value, _)| value)
    }

    /// Names the start script and the whole style sheet, which are made with the pages, and says of the script and of the wasm what
    /// they hash to, so that a browser runs no others. `integrity` gives that for an address.
    pub fn with_start(mut self, start: &str, style: &str, integrity: impl Fn(&str) -> Option<String>) -> Self {
        self.to_body = self.to_body.replace(START, start).replace(STYLE, style);
        for (attribute, of) in [("integrity", "src"), ("data-integrity", "data-wasm")] {
            let Some(hash) = self.script(of).and_then(&integrity) else { continue };
            let script = format!("<script defer {attribute}=\"{hash}\"");
            self.to_body = self.to_body.replacen("<script defer", &script, 1);
        }
        self
    }

    fn fill(&self, language: &str, head: &str, style: &str, body: &str) -> String {
        [&self.start, language, &self.to_head, head, &self.to_style, style, &self.to_body, body, &self.end].concat()
    }
}

/// What all pages of one build share.
pub struct Prerender {
    pub shell: Shell,
    pub guide: Rc<Guide>,
    /// The build's id.
    pub build: &'static str,
    pub settings: Rc<Settings>,
    pub navigation: Rc<Navigation>,
    pub questionnaires: Option<Rc<Questionnaires>>,
    /// Whether pages forbid, by their own policy, whatever the site does not need. The reload script of a preview needs it.
    pub policy: bool,
}

impl Prerender {
    /// What is between `<body>` and `</body>`.
    pub async fn body(&self, page: &Rc<Page>) -> String {
        let props = FrameProps {
            guide: self.guide.clone(),
            wording: Rc::new(self.settings.frame.clone()),
            not_official: self.settings.not_official.clone(),
            navigation: self.navigation.clone(),
            build: self.build,
            page: page.clone(),
            extra: self
                .questionnaires
                .clone()
                .filter(|_| page.layout == Layout::SelfScreen)
                .map(|both| Extra::SelfScreen(SelfScreen::start(Session::new(both, Respondent::Veteran)))),
        };
        LocalServerRenderer::<Body>::with_props(props).hydratable(false).render().await
    }

    /// The whole page, with its body and the rules for it.
    pub async fn page(&self, page: &Page, body: &str, style: &str) -> String {
        let head = HeadProps { elements: self.head(page, style) };
        let head = LocalServerRenderer::<Head>::with_props(head).hydratable(false).render().await;
        self.shell.fill(&escaped(&self.settings.language), &head, style, body)
    }

    fn head(&self, page: &Page, style: &str) -> Html {
        let address = self.settings.address.as_deref().map(|origin| page_address(origin, &self.guide, page));
        let canonical = address.clone().map(|address| html! { <link rel="canonical" href={address} /> });
        let og_url = address.clone().map(|address| html! { <meta property="og:url" content={address} /> });
        let policy = self.policy.then(|| {
            let policy = headers::policy(Carrier::Page, &headers::style_hash(style));
            html! { <meta http-equiv="Content-Security-Policy" content={policy} /> }
        });
        html! {
            <>
                { policy }
                <meta name="referrer" content={headers::REFERRER} />
                <title>{ &page.tab_title }</title>
                <meta name="description" content={page.description.clone()} />
                { canonical }
                <meta property="og:type" content="article" />
                <meta property="og:site_name" content={self.guide.name.clone()} />
                <meta property="og:title" content={page.title.clone()} />
                <meta property="og:description" content={page.description.clone()} />
                { og_url }
                <link rel="manifest" href={[&*self.guide.base, MANIFEST].concat()} />
                <script type="application/ld+json">{ self.structured_data(page, address.as_deref()) }</script>
                { for self.preloads(page) }
            </>
        }
    }

    /// All that the self-screen begins with, so that it is fetched at once and not one after the other. Only the page that
    /// needs it names it: whoever just reads shall not pay for it.
    fn preloads(&self, page: &Page) -> Option<Html> {
        let script = |attribute| self.shell.script(attribute).map(str::to_owned);
        let (app, wasm) = script("data-app").zip(script("data-wasm")).filter(|_| page.layout == Layout::SelfScreen)?;
        let style = script("data-style").map(|address| html! { <link as="style" rel="preload" href={address} /> });
        let base = &self.guide.base;
        let data = ["site.json", &[&*page.path, "page.json"].concat(), "screen.json"].map(|file| [base, file].concat());
        let links = data.into_iter().chain([wasm]).map(|address| {
            html! { <link as="fetch" rel="preload" crossorigin="anonymous" href={address} /> }
        });
        Some(html! { <><link rel="modulepreload" href={app} />{ style }{ for links }</> })
    }

    /// The page as schema.org's `MedicalWebPage`.
    fn structured_data(&self, page: &Page, address: Option<&str>) -> String {
        let citations: Vec<_> = page
            .document
            .notes
            .iter()
            .filter_map(|note| match &note.content {
                NoteContent::Source(source) => Some(citation(source)),
                NoteContent::Text(_) => None,
            })
            .collect();
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            "name": page.title,
            "description": page.description,
            "inLanguage": self.settings.language,
            "lastReviewed": page.review.last.date,
            "audience": { "@type": "MedicalAudience", "audienceType": audience_type(page.audience) },
            "isPartOf": { "@type": "WebSite", "name": self.guide.name },
        });
        if !citations.is_empty() {
            data["citation"] = citations.into();
        }
        if let Some(address) = address {
            data["url"] = address.into();
        }
        // `<` as an escape, so that no text can close the script element.
        data.to_string().replace('<', "\\u003c")
    }
}

#[derive(Clone, PartialEq, Properties)]
struct HeadProps {
    elements: Html,
}

#[component]
fn Head(HeadProps { elements }: &HeadProps) -> Html {
    elements.clone()
}

/// The page's full address, where the site's origin is configured.
pub fn page_address(origin: &str, guide: &Guide, page: &Page) -> String {
    [origin.trim_end_matches('/'), &guide.base, &page.path].concat()
}

/// Content for the shell's own attributes. All else is escaped where the views render it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

fn citation(source: &Source) -> serde_json::Value {
    let mut citation = json!({ "@type": "CreativeWork", "name": source.title, "publisher": source.publisher });
    if let Some(address) = &source.address {
        citation["url"] = address.as_str().into();
    }
    citation
}

/// The terms of schema.org's `MedicalAudienceType`.
fn audience_type(audience: Audience) -> &'static str {
    match audience {
        Audience::Veteran | Audience::Everyone => "Patient",
        Audience::Caregiver => "Caregiver",
        Audience::Provider => "Clinician",
    }
}
