//! What editors get wrong in YAML, found before the parser sees it and told in an editor's words. It reads line by line and
//! goes on after a mistake, unless what follows can only mislead: behind a quote or bracket that is never closed.

use std::ops::Range;

use super::super::diagnostic::{Diagnostic, SourceFile};
use super::super::rule::Rule;

/// How many lists and keys may stand in each other. The self-screen needs 10.
const MOST_NESTING: usize = 20;

/// What a value cannot begin with, unless it is in quotes.
const SIGNS: [char; 7] = ['&', '*', '!', '%', '@', '`', '?'];

const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '‟'];

/// Reports every slip in the YAML in `region` of a file.
pub fn scan(file: &SourceFile, region: Range<usize>, problems: &mut Vec<Diagnostic>) {
    let mut scan = Scan { file, at: region.start, end: region.end, problems, indents: Vec::new(), value_of: None };
    let mut is_first = true;
    while scan.at < scan.end {
        if scan.line(&mut is_first).is_none() {
            return;
        }
    }
}

struct Scan<'a> {
    file: &'a SourceFile,
    at: usize,
    end: usize,
    problems: &'a mut Vec<Diagnostic>,
    /// How far the lines are indented that stand around this one.
    indents: Vec<usize>,
    /// How far the key or item is indented that has the last plain value: lines further in go on with it.
    value_of: Option<usize>,
}

/// None if what follows can only mislead.
type Go = Option<()>;

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.file.text[self.at..self.end]
    }

    /// What is left of the line, without its end.
    fn rest_of_line(&self) -> &'a str {
        self.rest().lines().next().unwrap_or_default()
    }

    fn problem(&mut self, rule: Rule, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.problems.push_mut(self.file.problem(rule, span, message))
    }

    fn next_line(&mut self) {
        self.at = self.rest().find('\n').map_or(self.end, |newline| self.at + newline + 1);
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    fn line(&mut self, is_first: &mut bool) -> Go {
        let start = self.at;
        let line = self.rest_of_line();
        let blank = line.len() - line.trim_start().len();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            self.next_line();
            return Some(());
        }
        if let Some(tab) = line[..blank].find('\t') {
            let span = start + tab..start + tab + 1;
            self.problem(Rule::YamlTab, span, "this line is indented by a tab");
            self.next_line();
            return Some(());
        }
        if !std::mem::take(is_first) && matches!(line.trim_end(), "---" | "...") {
            self.problem(Rule::YamlSyntax, start..start + 3, "this line ends the file for whoever reads it").help =
                "remove it; what follows belongs to the same file".to_owned();
        }
        if matches!(line.trim_end(), "---" | "...") {
            self.next_line();
            return Some(());
        }
        self.indent(blank, start)?;
        self.at += blank;
        let mut indent = blank;
        while self.rest_of_line() == "-" || self.rest().starts_with("- ") {
            self.value_of = None;
            let dash = self.at;
            self.at += 1;
            self.skip_spaces();
            if self.rest_of_line().is_empty() {
                self.next_line();
                return Some(());
            }
            let inner = self.at - start;
            let is_entry = self.rest().starts_with("- ") || self.key().is_some();
            if !is_entry {
                return self.value(indent, None);
            }
            self.indent(inner, dash)?;
            indent = inner;
        }
        self.entry(indent)
    }

    fn indent(&mut self, indent: usize, place: usize) -> Go {
        while self.indents.last().is_some_and(|last| *last >= indent) {
            self.indents.pop();
        }
        self.indents.push(indent);
        self.depth(self.indents.len(), place)
    }

    fn depth(&mut self, depth: usize, place: usize) -> Go {
        if depth <= MOST_NESTING {
            return Some(());
        }
        let message = format!("more than {MOST_NESTING} lists and keys stand in each other here");
        self.problem(Rule::Nesting, place..place + 1, message);
        None
    }

    /// The key at this place, and what stands between it and its value.
    fn key(&self) -> Option<(&'a str, usize)> {
        let line = self.rest_of_line();
        if let Some(quote) = line.chars().next().filter(|first| "\"'".contains(*first)) {
            let inner = line[1..].find(quote)?;
            let after = &line[inner + 2..];
            return (after == ":" || after.starts_with(": ")).then_some((&line[..inner + 2], inner + 3));
        }
        if line.starts_with(['{', '[', '#']) {
            return None;
        }
        let colon = line.find(": ").or_else(|| line.trim_end().strip_suffix(':').map(str::len))?;
        (!line[..colon].contains(" #")).then_some((&line[..colon], colon + 1))
    }

    fn entry(&mut self, indent: usize) -> Go {
        let line = self.rest_of_line();
        let place = self.at..self.at + line.trim_end().len();
        let goes_on = self.value_of.is_some_and(|value_of| indent > value_of);
        match self.key() {
            Some(_) if goes_on => {
                self.problem(
                    Rule::YamlColon,
                    place,
                    "this line goes on with the value above it, and contains a colon",
                )
                .help = "put the whole value in quotes; or if this is a key, indent it as its neighbors are".to_owned();
                self.next_line();
                Some(())
            }
            None if goes_on => {
                self.comment_in(line);
                self.next_line();
                Some(())
            }
            None if line.starts_with(['"', '\'', '[', '{']) => self.value(indent, None),
            None => {
                let problem = self.problem(Rule::YamlSyntax, place, "this line is no key with a value");
                let word =
                    line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).next().unwrap_or_default();
                problem.help = match line[word.len()..].strip_prefix(':') {
                    Some(value) if !word.is_empty() => {
                        format!("put a space behind the colon: `{word}: {}`", value.trim())
                    }
                    _ if line.starts_with('-') => format!("put a space behind the hyphen: `- {}`", line[1..].trim()),
                    _ => "write it as `key: value`; or indent it further, if it goes on with the line above".to_owned(),
                };
                self.next_line();
                Some(())
            }
            Some((key, length)) => {
                self.value_of = None;
                self.at += length;
                self.skip_spaces();
                self.value(indent, Some(key))
            }
        }
    }

    /// The value of a key, or an item of a list.
    fn value(&mut self, indent: usize, key: Option<&str>) -> Go {
        let line = self.rest_of_line();
        let text = line.trim_end();
        let place = self.at..self.at + text.len();
        let named = |value: &str| match key {
            Some(key) => format!("{key}: {value}"),
            None => format!("- {value}"),
        };
        match text.chars().next() {
            None | Some('#') => {}
            Some('"' | '\'') => {
                self.quoted()?;
                return self.end_of_value();
            }
            Some('[' | '{') => {
                self.flow(indent)?;
                return self.end_of_value();
            }
            Some('|' | '>')
                if text[1..]
                    .split(" #")
                    .next()
                    .is_some_and(|s| s.trim().chars().all(|c| "+-0123456789".contains(c))) =>
            {
                self.next_line();
                let is_inside =
                    |line: &str| line.trim().is_empty() || line.len() - line.trim_start_matches(' ').len() > indent;
                while self.at < self.end && is_inside(self.rest_of_line()) {
                    self.next_line();
                }
                return Some(());
            }
            Some(sign) if SIGNS.contains(&sign) || "|>".contains(sign) => {
                let value = named(&format!("\"{text}\""));
                self.problem(Rule::YamlSign, place, format!("a value that begins with `{sign}` needs quotes")).help =
                    format!("write `{value}`");
            }
            Some('-') if key.is_some() && text.starts_with("- ") => {
                self.problem(Rule::YamlSyntax, place, "a list begins on a line of its own").help =
                    "move it to the next line, indented further than its key".to_owned();
            }
            Some(first) if CURLY.contains(&first) && text.ends_with(CURLY) => {
                let inner = text.trim_matches(CURLY);
                self.problem(Rule::YamlQuote, place, "these curly quotes are part of the value, and would be shown")
                    .help = format!("write `{}`", named(&format!("\"{inner}\"")));
            }
            Some(_) => {
                self.value_of = Some(indent);
                if !self.comment_in(text) && (text.contains(": ") || text.ends_with(':')) {
                    let value = named(&format!("\"{}\"", text.replace('"', "'")));
                    self.problem(Rule::YamlColon, place, "a value that contains a colon needs quotes").help =
                        format!("write `{value}`");
                }
            }
        }
        self.next_line();
        Some(())
    }

    /// Whether a plain value loses words to a comment.
    fn comment_in(&mut self, line: &str) -> bool {
        let Some(hash) = line.find(" #") else { return false };
        let lost = self.at + hash + 1..self.at + line.trim_end().len();
        self.problem(Rule::LostWords, lost, "everything behind ` #` is a comment, and no reader sees it").help =
            "put the value in quotes; or a comment on a line of its own".to_owned();
        true
    }

    /// Nothing but a comment may stand behind a value in quotes or brackets.
    fn end_of_value(&mut self) -> Go {
        self.skip_spaces();
        let text = self.rest_of_line().trim_end();
        if !(text.is_empty() || text.starts_with('#')) {
            let place = self.at..self.at + text.len();
            self.problem(Rule::YamlQuote, place, "these words stand behind the end of their value").help =
                "put the whole value in one pair of quotes; inside of double quotes, write a quote as `\\\"`"
                    .to_owned();
        }
        self.next_line();
        Some(())
    }

    /// A text in quotes, up to the end of them.
    fn quoted(&mut self) -> Go {
        let start = self.at;
        let quote = self.rest().chars().next()?;
        let mut letters = self.rest().char_indices().skip(1).peekable();
        let mut close = None;
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' if quote == '"' => {
                    let next = letters.next().map(|(_, next)| next).unwrap_or(' ');
                    if !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(next) {
                        let place = start + at..start + at + 1 + next.len_utf8();
                        let message = format!("`\\{next}` means nothing in double quotes");
                        self.problem(Rule::YamlQuote, place, message).help =
                            "write the backslash twice, or leave it out".to_owned();
                    }
                }
                '\'' if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => drop(letters.next()),
                letter if letter == quote => {
                    close = Some(start + at + 1);
                    break;
                }
                _ => {}
            }
        }
        let Some(close) = close else {
            self.never_closed(start, quote);
            return None;
        };
        let is_long = self.file.text[start..close].contains('\n');
        self.at = close;
        let behind = self.rest_of_line().trim_start();
        let is_end = behind.is_empty() || behind.starts_with(['#', ',', ']', '}', ':']);
        if is_long && !is_end {
            self.never_closed(start, quote);
            return None;
        }
        Some(())
    }

    fn never_closed(&mut self, start: usize, sign: char) {
        let rule = if "\"'".contains(sign) { Rule::YamlQuote } else { Rule::YamlBracket };
        let line = self.file.text[start..self.end].lines().next().unwrap_or_default().trim_end().len();
        let closing = match sign {
            '[' => ']',
            '{' => '}',
            quote => quote,
        };
        self.problem(rule, start..start + line, format!("this `{sign}` is never closed")).help =
            format!("put `{closing}` where its value ends");
    }

    /// Lists and keys in brackets, up to the last bracket.
    fn flow(&mut self, indent: usize) -> Go {
        let mut open: Vec<(char, usize)> = Vec::new();
        // Where the entry began that is being read, and whether it has had its colon.
        let (mut entry, mut colon) = (None, false);
        loop {
            let rest = self.rest();
            let Some(letter) = rest.chars().next() else {
                let (sign, start) = *open.last()?;
                self.never_closed(start, sign);
                return None;
            };
            match letter {
                '[' | '{' => {
                    open.push((letter, self.at));
                    self.depth(self.indents.len() + open.len(), self.at)?;
                    (entry, colon) = (None, false);
                    self.at += 1;
                }
                ']' | '}' | ',' => {
                    let inside = open.last().map(|(sign, _)| *sign);
                    if let (Some('{'), Some(start), false) = (inside, entry, colon) {
                        self.without_colon(start);
                    }
                    if letter != ',' {
                        let (sign, start) = open.pop()?;
                        if (sign, letter) != ('[', ']') && (sign, letter) != ('{', '}') {
                            self.never_closed(start, sign);
                            return None;
                        }
                    }
                    self.at += 1;
                    // What was closed is itself the entry, and its value.
                    (entry, colon) = if letter == ',' { (None, false) } else { (Some(self.at), true) };
                    if open.is_empty() {
                        return Some(());
                    }
                }
                '"' | '\'' => {
                    entry = entry.or(Some(self.at));
                    self.quoted()?;
                    let behind = self.rest().trim_start_matches([' ', '\t']);
                    if !behind.starts_with([',', ']', '}', ':', '\n', '\r', '#']) && !behind.is_empty() {
                        let length = behind.find([',', ']', '}', '\n']).unwrap_or(behind.len());
                        let start = self.end - behind.len();
                        self.problem(
                            Rule::YamlQuote,
                            start..start + length,
                            "these words stand behind the end of their value",
                        )
                        .help = "put the whole value in one pair of quotes".to_owned();
                        self.at = start + length;
                    }
                }
                ':' => {
                    colon = true;
                    self.at += 1;
                }
                '\n' => {
                    self.at += 1;
                    let line = self.rest_of_line();
                    let blank = line.len() - line.trim_start().len();
                    let is_next = blank <= indent && (line[blank..].starts_with("- ") || self.is_key(&line[blank..]));
                    if is_next && !line.trim().is_empty() {
                        let (sign, start) = *open.last()?;
                        self.never_closed(start, sign);
                        return None;
                    }
                }
                '#' if self.file.text[..self.at].ends_with([' ', '\n', '\t']) => {
                    self.at += self.rest_of_line().len();
                }
                letter if letter.is_whitespace() => self.at += letter.len_utf8(),
                _ => self.plain(&mut entry, colon),
            }
        }
    }

    fn is_key(&self, line: &str) -> bool {
        let word = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).next().unwrap_or_default();
        !word.is_empty() && line[word.len()..].starts_with(':')
    }

    /// A text without quotes, in brackets.
    fn plain(&mut self, entry: &mut Option<usize>, colon: bool) {
        let start = self.at;
        let rest = self.rest_of_line();
        let ends = |(at, letter): &(usize, char)| {
            let next = rest[at + letter.len_utf8()..].chars().next();
            match letter {
                ',' | '[' | ']' | '{' | '}' => true,
                ':' => next.is_none_or(|next| " ,]}".contains(next)),
                '#' => rest[..*at].ends_with(' '),
                _ => false,
            }
        };
        let length = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at).max(1);
        let text = rest[..length].trim_end();
        let place = start..start + text.len();
        let sign = text.chars().next().unwrap_or(' ');
        if SIGNS.contains(&sign) || "|>".contains(sign) {
            self.problem(Rule::YamlSign, place, format!("a value that begins with `{sign}` needs quotes")).help =
                format!("write `\"{text}\"`");
        } else if CURLY.contains(&sign) && text.ends_with(CURLY) {
            self.problem(Rule::YamlQuote, place, "these curly quotes are part of the value, and would be shown").help =
                format!("write `\"{}\"`", text.trim_matches(CURLY));
        } else if colon && rest[length..].starts_with(':') {
            self.problem(Rule::YamlColon, place, "a value that contains a colon needs quotes").help =
                "put the whole value in quotes".to_owned();
        }
        self.at = start + length;
        let behind = self.rest_of_line();
        if behind.starts_with('#') {
            let lost = self.at..self.at + behind.trim_end().len();
            self.problem(Rule::LostWords, lost, "everything behind ` #` is a comment, and no reader sees it").help =
                "put the value in quotes; or a comment on a line of its own".to_owned();
        }
        *entry = entry.or(Some(start));
    }

    /// In braces, what stands between two commas without a colon.
    fn without_colon(&mut self, start: usize) {
        let text = self.file.text[start..self.at].trim_end();
        let message = format!("`{text}` is no key with a value: the comma before it ended the text");
        self.problem(Rule::LostWords, start..start + text.len(), message).help =
            "put a text that contains a comma in quotes".to_owned();
    }
}
