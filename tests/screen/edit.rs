//! Cases that are written as an edit of a file without a problem, so that each shows its mistake and nothing else.
//!
//! ```text
//! content/site.yaml
//! -language: en
//! +language: english
//! ```
//! A line without a sign names the file that is edited next. The lines to take away stand in it together, once; without any,
//! the lines to put there go to its end.

/// The edits by file, in order: the lines to take away, and those to put there.
pub type Edit<'a> = (&'a str, String, String);

pub fn edits(text: &str) -> Vec<Edit<'_>> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut file = "";
    let mut before = ' ';
    for line in text.split('\n') {
        let sign = line.chars().next().unwrap_or(' ');
        match sign {
            '-' | '+' => {
                if before == ' ' || (sign, before) == ('-', '+') {
                    edits.push((file, String::new(), String::new()));
                }
                let (_, from, to) = edits.last_mut().expect("an edit was just begun");
                let side = if sign == '-' { from } else { to };
                side.push_str(&line[1..]);
                side.push('\n');
                before = sign;
            }
            _ => {
                file = if line.is_empty() { file } else { line };
                before = ' ';
            }
        }
    }
    edits
}

/// The text after an edit of whole lines.
pub fn apply(text: &str, from: &str, to: &str) -> String {
    if from.is_empty() {
        return format!("{text}{to}");
    }
    let whole = format!("\n{text}");
    let wanted = format!("\n{from}");
    assert_eq!(whole.matches(&wanted).count(), 1, "these lines must stand there once:\n{from}");
    whole.replacen(&wanted, &format!("\n{to}"), 1)[1..].to_owned()
}
