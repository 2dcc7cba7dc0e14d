//! "Did you mean": the known name that is nearest to one that is not known.

/// The most names that help lists.
const MOST_NAMES: usize = 12;

/// What to write in place of `word`: the nearest known name; else `otherwise`, and the names if they are few.
pub fn help(word: &str, known: &[&str], otherwise: &str) -> String {
    if let Some(nearest) = nearest(word, known.iter().copied()) {
        return format!("did you mean `{nearest}`?");
    }
    let mut names: Vec<_> = known.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    if known.len() > MOST_NAMES {
        names.push(format!("and {} more", known.len() - MOST_NAMES));
    }
    format!("{otherwise}: {}", names.join(", "))
}

/// The known name that differs least from a word, if it differs little enough to be what was meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let most = (length / 3).max(1);
    // Half of a name is often meant for the whole.
    let is_part = |name: &str| length > 3 && (name.starts_with(word) || word.starts_with(name) && name.len() > 3);
    let measure = |name| distance(word, name, most).or(is_part(name).then_some(most + 1));
    let near = known.into_iter().filter_map(|name| Some((measure(name)?, name)));
    near.min().map(|(_, name)| name).filter(|_| !word.is_empty())
}

/// How many letters must be put in, left out, replaced or turned round with their neighbor; none if more than `most`.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let (mut before, mut row) = (Vec::new(), (0..=other.len()).collect::<Vec<_>>());
    for (i, letter) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, wanted) in other.iter().enumerate() {
            let mut least = (row[j] + usize::from(letter != wanted)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *wanted && other[j - 1] == *letter {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers_are_near() {
        let known = ["safety", "self-care", "what-to-expect", "conditions"];
        for (word, meant) in [
            ("saftey", Some("safety")),
            ("selfcare", Some("self-care")),
            ("what-to-expcet", Some("what-to-expect")),
            ("condition", Some("conditions")),
            ("what", Some("what-to-expect")),
            ("evidence", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
