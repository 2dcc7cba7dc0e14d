//! What no file of content may hold, whatever its format: characters that nobody sees, and the marks of a merge that was
//! left half done.

use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;

pub fn check(file: &SourceFile, problems: &mut Vec<Diagnostic>) {
    for (at, letter) in file.text.char_indices() {
        if let Some((name, help)) = invisible(letter) {
            let message = format!("{name} stands here, which nobody sees");
            problems.push(file.problem(Rule::InvisibleCharacter, at..at + letter.len_utf8(), message).with_help(help));
        }
    }
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let text = line.trim_end();
        if ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|mark| text.starts_with(mark)) || text == "=======" {
            let message = "this line is left over from a merge of two versions";
            problems.push(file.problem(Rule::MergeConflict, start..start + text.len(), message));
        }
        start += line.len();
    }
}

/// The name of a character that nobody sees, and what to do about it.
pub fn invisible(letter: char) -> Option<(&'static str, &'static str)> {
    const DELETE: &str = "delete it: put the cursor behind it and press Backspace once";
    Some(match letter {
        '\n' | '\r' | '\t' => return None,
        '\u{a0}' | '\u{202f}' | '\u{2007}' => ("a hard space", "replace it by an ordinary space"),
        '\u{200b}' | '\u{2060}' => ("a space without width", DELETE),
        '\u{200c}' | '\u{200d}' => ("a joiner", DELETE),
        '\u{feff}' => ("a byte order mark", DELETE),
        '\u{ad}' => ("a soft hyphen", DELETE),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("a mark that turns the direction of the text", DELETE)
        }
        '\u{2028}' | '\u{2029}' => ("a line break of another kind", "replace it by an ordinary line break"),
        letter if letter.is_control() => ("a control character", DELETE),
        _ => return None,
    })
}
