//! Ways to reach somebody: whether an address is one, and whether the words of a link say the same as its address.

/// The fewest digits that make a number to call: those of 911.
const FEWEST_DIGITS: usize = 3;

/// Whether this is a number to call or write to, as it stands behind `tel:` or `sms:`. What follows a semicolon or a comma
/// is an extension.
pub fn is_number(text: &str) -> bool {
    let number = text.split([';', ',']).next().unwrap_or_default();
    let number = number.strip_prefix('+').unwrap_or(number);
    digits(number).len() >= FEWEST_DIGITS && number.chars().all(|c| c.is_ascii_digit() || "-.()".contains(c))
}

/// Whether this is a mailbox, as it stands behind `mailto:`.
pub fn is_mailbox(text: &str) -> bool {
    let Some((name, host)) = text.split_once('?').map_or(text, |(mailbox, _)| mailbox).split_once('@') else {
        return false;
    };
    let parts = || host.split('.');
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    !name.is_empty() && !name.contains(['<', '>', '"', ',']) && parts().count() > 1 && parts().all(is_part)
}

/// The first number among a link's words that its address does not lead to. Only `tel:` and `sms:` addresses lead to one.
pub fn other_number(words: &str, address: &str) -> Option<String> {
    let number = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sms:"))?;
    let known: Vec<String> = number.split([';', ',']).map(digits).collect();
    let leads_there = |said: &String| known.iter().any(|known| without_country(known) == without_country(said));
    numbers(words).into_iter().find(|said| !leads_there(said))
}

/// The numbers to call that stand in a text, as digits. Those with letters in them, such as 1-800-MyVA411, are passed over.
pub fn numbers(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let is_word = rest[..start].ends_with(char::is_alphabetic);
        rest = &rest[start..];
        let mut number = String::new();
        loop {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            number.push_str(&rest[..length]);
            rest = &rest[length..];
            let Some(next) = [") ", ")-", ")", "-", "‑", ".", " (", " "].iter().find_map(|s| rest.strip_prefix(s))
            else {
                break;
            };
            let length = next.find(|c: char| !c.is_ascii_digit()).unwrap_or(next.len());
            // A space also parts words from a number that they only stand beside: "dial 988 24 hours a day".
            if is_word || length == 0 || rest.starts_with(' ') && length < FEWEST_DIGITS {
                break;
            }
            rest = next;
        }
        let is_word = is_word || rest.trim_start_matches('-').starts_with(char::is_alphabetic);
        if number.len() >= FEWEST_DIGITS && !is_word {
            numbers.push(number);
        }
    }
    numbers
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A North American number without the 1 before it.
fn without_country(digits: &str) -> &str {
    digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_words() {
        for (words, expected) in [
            ("Dial 988, then press 1. Or text 838255.", &["988", "838255"][..]),
            ("(800) 698-2411", &["8006982411"]),
            ("1-800-698-2411, day or night", &["18006982411"]),
            ("1-800-MyVA411 (800-698-2411)", &["8006982411"]),
            ("Dial 988 24 hours a day, 7 days a week", &["988"]),
            ("+1 202.555.0100", &["12025550100"]),
        ] {
            assert_eq!(numbers(words), expected, "{words}");
        }
    }

    #[test]
    fn words_and_address_name_one_number() {
        for (words, address, other) in [
            ("Dial 988, then press 1", "tel:988", None),
            ("Dial 988", "tel:911", Some("988")),
            ("Call 800-698-2411", "tel:+18006982411", None),
            ("Call 800-698-2411, extension 12345", "tel:+18006982411;ext=12345", None),
            ("Call 800-698-2411", "tel:+18006982412", Some("8006982411")),
            ("Read the 2024 report", "https://www.va.gov/", None),
        ] {
            assert_eq!(other_number(words, address).as_deref(), other, "{words} {address}");
        }
    }

    #[test]
    fn addresses_have_their_form() {
        for (text, is_one) in [
            ("911", true),
            ("+1-800-698-2411", true),
            ("(800)698-2411;ext=5", true),
            ("", false),
            ("call", false),
            ("98", false),
        ] {
            assert_eq!(is_number(text), is_one, "{text}");
        }
        for (text, is_one) in [
            ("a@va.gov", true),
            ("a.b@va.gov?subject=x", true),
            ("a", false),
            ("a@", false),
            ("@va.gov", false),
            ("a@va", false),
            ("a@va..gov", false),
        ] {
            assert_eq!(is_mailbox(text), is_one, "{text}");
        }
    }
}
