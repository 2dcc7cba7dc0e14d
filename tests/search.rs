//! What a search finds: in a small index, case by case, and in a small site.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::sync::LazyLock;

use whole_health_guide::page::SectionLink;
use whole_health_guide::search::{Hit, Index, IndexedPage, IndexedSection, MOST_HITS, Piece, search};
use whole_health_guide::site;

fn section(id: &str, heading: &str, sentences: &[&str]) -> IndexedSection {
    let heading = (!id.is_empty()).then(|| SectionLink { id: id.into(), text: heading.into() });
    IndexedSection { heading, sentences: sentences.iter().map(|&sentence| sentence.to_owned()).collect() }
}

fn tiny() -> Index {
    let page = |path: &str, title: &str, sections| IndexedPage { path: path.into(), title: title.into(), sections };
    Index {
        passed_over: ["how", "does", "the", "i", "my"].map(str::to_owned).into(),
        pages: vec![
            page(
                "care/",
                "Your care",
                vec![
                    section("", "", &["What to know.", "A massage costs nothing here."]),
                    section("knee", "A sore knee", &["Ask first.", "Café-style talk, with your therapist’s help."]),
                    section(
                        "cost",
                        "What it costs",
                        &["See the copay of 2026.", "Therapies differ; a therapy has a plan."],
                    ),
                ],
            ),
            page(
                "massage/",
                "Massage",
                vec![section("", "", &["Hands on the body."]), section("oil", "Oil", &["None."])],
            ),
            page(
                "terms/",
                "Terms",
                vec![section("massage", "Massage therapy", &["Care by hand.", "For a knee, say."])],
            ),
        ],
    }
}

fn marked(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text.to_owned() };
    pieces.iter().map(text).collect()
}

/// The address of a hit below the base, and its sentence with what was looked for in brackets.
fn line(hit: &Hit) -> String {
    format!("{}{} {}", hit.path, hit.section.map(|id| format!("#{id}")).unwrap_or_default(), marked(&hit.sentence))
}

#[test]
fn each_query_finds_the_sections_that_hold_its_words() {
    let index = tiny();
    let mut wrong = Vec::new();
    for (query, expected) in [
        // The title comes before a heading, and that before the text.
        (
            "massage",
            &["massage/ Hands on the body.", "terms/#massage Care by hand.", "care/ A [massage] costs nothing here."][..],
        ),
        ("knee", &["care/#knee Ask first.", "terms/#massage For a [knee], say."]),
        // Every word counts, wherever in the section or its page's title it stands.
        ("massage cost", &["care/ A [massage] [costs] nothing here."]),
        (
            "knee therap",
            &["terms/#massage For a [knee], say.", "care/#knee Café-style talk, with your [therapist’s] help."],
        ),
        ("care knee", &["terms/#massage [Care] by hand.", "care/#knee Ask first."]),
        // Where no section holds all of them: those with the most.
        ("oil hands", &["massage/#oil None.", "massage/ [Hands] on the body.", "terms/#massage Care by [hand]."]),
        ("sore knee bicycle", &["care/#knee Ask first."]),
        // The start of the last word; of another one, only another form.
        ("kn", &["care/#knee Ask first.", "care/ What to [know].", "terms/#massage For a [knee], say."]),
        ("kn sore", &["care/#knee Ask first."]),
        ("massages hand", &["massage/ [Hands] on the body.", "terms/#massage Care by [hand]."]),
        // Plurals and case.
        ("COPAYS", &["care/#cost See the [copay] of 2026."]),
        (
            "therapies",
            &[
                "terms/#massage Care by hand.",
                "care/#cost [Therapies] differ; a [therapy] has a plan.",
                "care/#knee Café-style talk, with your [therapist’s] help.",
            ],
        ),
        // Accents and apostrophes.
        ("CAFE style", &["care/#knee [Café]-[style] talk, with your therapist’s help."]),
        ("cafe\u{301}", &["care/#knee [Café]-style talk, with your therapist’s help."]),
        ("therapists", &["care/#knee Café-style talk, with your [therapist’s] help."]),
        // A letter too few, too many, another, and two exchanged; two mistakes in a long word; none in a short one.
        ("copy", &["care/#cost See the [copay] of 2026."]),
        ("coppay", &["care/#cost See the [copay] of 2026."]),
        ("copey", &["care/#cost See the [copay] of 2026."]),
        ("ocpay", &["care/#cost See the [copay] of 2026."]),
        ("therappyst", &["care/#knee Café-style talk, with your [therapist’s] help."]),
        ("coppayy", &[]),
        ("oyl", &[]),
        // A number is not mistyped.
        ("2027", &[]),
        // What only holds a question together is passed over, unless it is all there is.
        ("how does my knee", &["care/#knee Ask first.", "terms/#massage For a [knee], say."]),
        (
            "the",
            &[
                "terms/#massage Care by hand.",
                "care/#cost See [the] copay of 2026.",
                "massage/ Hands on [the] body.",
                "care/#knee Café-style talk, with your [therapist’s] help.",
            ],
        ),
        ("", &[]),
        (" \t ...?! ", &[]),
    ] {
        let found: Vec<String> = search(&index, query).hits.iter().map(line).collect();
        if found != expected {
            wrong.push(format!("{query:?}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_and_headings_are_marked() {
    let index = tiny();
    let results = search(&index, "care knee sore");
    let [hit] = &results.hits[..] else { panic!("{results:?}") };
    assert_eq!((&*marked(&hit.title), &*marked(&hit.heading)), ("Your [care]", "A [sore] [knee]"));
}

/// Of a site whose words only tests change.
static SITE: LazyLock<Index> = LazyLock::new(|| {
    let content = site::load(Path::new("tests/sites/guide"), "2026-11-24".parse().expect("a day")).content;
    site::search::index(&content.expect("the site has no error"))
});

/// Mistyped, unfinished or in a question: the first hit is the one that the right word has.
#[test]
fn queries_lead_where_they_should() {
    for (query, first) in [
        ("massge", "safety/"),
        ("tchniques", "what-to-expect/#techniques"),
        ("tecniques", "what-to-expect/#techniques"),
        ("techni", "what-to-expect/#techniques"),
        ("fibromialgia", "glossary/#fibromyalgia"),
        ("blood thiner", "glossary/#blood-thinner"),
        ("what should I wear?", "what-to-expect/#clothing"),
        ("is massage safe", "safety/"),
        ("what does it cost", "safety/#cost"),
        ("privacy", "privacy/"),
        ("site map", "site-map/"),
        ("988", "get-help-now/"),
    ] {
        let results = search(&SITE, query);
        let hit = results.hits.first().unwrap_or_else(|| panic!("{query} finds nothing"));
        let address = [hit.path, &hit.section.map(|id| ["#", id].concat()).unwrap_or_default()].concat();
        assert_eq!(address, first, "{query}");
        let texts = [&hit.title, &hit.heading, &hit.sentence];
        assert!(texts.iter().any(|pieces| pieces.iter().any(|piece| piece.is_match)), "{query} is marked nowhere");
    }
    assert_eq!(search(&SITE, "qwertyuiop").total, 0);
}

#[test]
fn results_say_whether_they_hold_every_word() {
    for (query, is_partial) in
        [("blood thinner", false), ("my muscle costs", true), ("massage qwertyuiop", true), ("qwertyuiop", false)]
    {
        assert_eq!(search(&SITE, query).is_partial, is_partial, "{query}");
    }
    assert!(search(&SITE, "my muscle costs").total > 0);
}

#[test]
fn mistyped_words_find_what_the_right_ones_do() {
    for (wrong, right) in
        [("massge", "massage"), ("tchniques", "techniques"), ("tecniques", "techniques"), ("benifits", "benefits")]
    {
        assert_eq!(search(&SITE, wrong), search(&SITE, right));
    }
}

#[test]
fn the_best_hits_are_shown_and_all_are_counted() {
    let page = IndexedPage {
        path: "care/".into(),
        title: "Your care".into(),
        sections: (0..3 * MOST_HITS).map(|_| section("", "", &["A massage."])).collect(),
    };
    let index = Index { passed_over: Vec::new(), pages: vec![page] };
    let results = search(&index, "massage");
    assert_eq!((results.hits.len(), results.total), (MOST_HITS, 3 * MOST_HITS));
}

#[test]
fn every_section_is_found_by_its_heading() {
    for page in &SITE.pages {
        for heading in page.sections.iter().filter_map(|section| section.heading.as_ref()) {
            let words: String = heading.text.chars().take(100).collect();
            let results = search(&SITE, &words);
            let is_it = |hit: &Hit| hit.path == page.path && hit.section == Some(&*heading.id);
            assert!(results.hits.iter().any(is_it), "{}#{}: {words}", page.path, heading.id);
        }
    }
}

#[test]
fn pages_that_list_others_are_not_searched() {
    let paths: Vec<&str> = SITE.pages.iter().map(|page| &*page.path).collect();
    assert!(paths.contains(&"glossary/") && !paths.contains(&"search/") && !paths.contains(&"404.html"));
    let site_map = SITE.pages.iter().find(|page| page.path == "site-map/").expect("it can be found");
    assert_eq!(site_map.sections.len(), 1);
}

#[test]
fn no_text_is_too_much() {
    let long = "massage ".repeat(100_000);
    let one = "m".repeat(1_000_000);
    let accents = "\u{301}".repeat(300);
    for query in [
        &*long,
        &one,
        &accents,
        "’’’",
        "İstanbul ß ſ ﷺ",
        "日本語 マッサージ",
        "👩🏽‍⚕️🫀",
        "\u{0}\u{feff}\u{202e}",
        "a'b’c''d",
        "--- *** \\ / <mark>",
    ] {
        for end in [1, 7, query.chars().count()] {
            let part: String = query.chars().take(end).collect();
            let results = search(&SITE, &part);
            assert!(results.hits.len() <= MOST_HITS);
        }
    }
    // Every text of the index comes back whole, whatever is marked in it.
    for query in ["a", "s", "the therapist's", "blood-thinner"] {
        for hit in search(&SITE, query).hits {
            let sentence: String = hit.sentence.iter().map(|piece| piece.text).collect();
            assert!(
                SITE.pages.iter().flat_map(|page| &page.sections).any(|section| section.sentences.contains(&sentence))
            );
        }
    }
}
