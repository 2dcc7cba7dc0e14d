//! The part of the style sheet that a page needs as it is read: the rules that can fit something in it. The app, which may show
//! anything, brings the whole sheet.

use std::collections::BTreeSet;

/// The elements, classes and ids that some pages are made of, as selectors name them: `table`, `.lead`, `#page`.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// Those of HTML as the views render it.
    pub fn add_html(&mut self, html: &str) {
        for tag in html.split('<').skip(1) {
            let name = tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
            self.0.insert(name.to_owned());
        }
        for (attribute, sign) in [(" class=\"", "."), (" id=\"", "#")] {
            for rest in html.split(attribute).skip(1) {
                let value = rest.split('"').next().unwrap_or_default();
                self.0.extend(value.split_whitespace().map(|name| [sign, name].concat()));
            }
        }
    }

    /// Whatever a script may name: each of its words, as anything.
    pub fn add_script(&mut self, script: &str) {
        for word in script.split(|letter: char| !is_of_name(letter)) {
            self.0.extend(["", ".", "#"].map(|sign| [sign, word].concat()));
        }
    }

    /// Whether a selector can fit: all that it names is there. What stands in brackets, and a name with a backslash, is not looked
    /// at, so that a rule too many may stay, and none is missing.
    fn fit(&self, selector: &str) -> bool {
        let mut rest = selector;
        while let Some(first) = rest.chars().next() {
            rest = match first {
                '(' | '[' => after_bracket(rest),
                // A state, or a part that no element stands for.
                ':' => rest.trim_start_matches(':').trim_start_matches(is_of_name),
                '.' | '#' => match self.without_name(&rest[1..], &rest[..1]) {
                    Some(rest) => rest,
                    None => return false,
                },
                _ if is_of_name(first) => match self.without_name(rest, "") {
                    Some(rest) => rest,
                    None => return false,
                },
                _ => &rest[first.len_utf8()..],
            };
        }
        true
    }

    /// What follows a name; none where nothing has it.
    fn without_name<'a>(&self, text: &'a str, sign: &str) -> Option<&'a str> {
        let rest = text.trim_start_matches(is_of_name);
        let name = &text[..text.len() - rest.len()];
        (name.contains('\\') || self.0.contains(&[sign, name].concat())).then_some(rest)
    }
}

/// The rules of a sheet that can fit something of `names`, in their order. The sheet is one that a compiler wrote: without
/// comments, and each bracket closed.
pub fn needed(sheet: &str, names: &Names) -> String {
    let mut needed = String::new();
    let mut rest = sheet;
    while let Some(end) = end_of_head(rest) {
        let head = &rest[..end];
        // `@charset` and its like have no block.
        if rest[end..].starts_with(';') {
            needed.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
            continue;
        }
        let after = after_bracket(&rest[end..]);
        let block = &rest[end..rest.len() - after.len()];
        rest = after;
        let inner = block.trim_start_matches('{').strip_suffix('}').unwrap_or(block);
        if head.starts_with("@media") || head.starts_with("@supports") {
            let inner = self::needed(inner, names);
            if !inner.is_empty() {
                needed.extend([head, "{", &inner, "}"]);
            }
        } else if head.starts_with('@') {
            needed.extend([head, block]);
        } else {
            let selectors: Vec<_> = selectors(head).into_iter().filter(|selector| names.fit(selector)).collect();
            if !selectors.is_empty() {
                needed.extend([&selectors.join(","), block]);
            }
        }
    }
    needed
}

/// A part of a name. Where a backslash makes a sign one, only the backslash is.
fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\\')
}

/// Where the head of the first rule ends: at its block, or at the semicolon of a statement without one.
fn end_of_head(text: &str) -> Option<usize> {
    top_level(text, &['{', ';']).next()
}

/// The selectors of a rule, which commas separate.
fn selectors(head: &str) -> Vec<&str> {
    let mut start = 0;
    let mut selectors = Vec::new();
    for comma in top_level(head, &[',']).chain([head.len()]) {
        selectors.push(&head[start..comma]);
        start = comma + 1;
    }
    selectors
}

/// Where one of some signs stands outside of quotes and brackets. A brace counts as a bracket where it is not looked for.
fn top_level<'a>(text: &'a str, signs: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let mut depth = 0_u32;
    let mut quote = None;
    text.char_indices().filter_map(move |(at, letter)| {
        match (quote, letter) {
            (Some(open), _) => quote = (letter != open).then_some(open),
            (None, '"' | '\'') => quote = Some(letter),
            (None, _) if depth == 0 && signs.contains(&letter) => return Some(at),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        None
    })
}

/// What follows the bracket that a text begins with, and all that is in it.
fn after_bracket(text: &str) -> &str {
    let inner = &text[1..];
    let end = top_level(inner, &[')', ']', '}']).next();
    end.map_or("", |end| &inner[end + 1..])
}
