//! How hard a text is to read: the Flesch Reading Ease, and the Flesch-Kincaid grade, the school year whose pupils can read it.

use std::ops::Range;

use super::prose::{Kind, Prose};

/// The grade that a text should not exceed, and which a report rounds to one digit.
const HIGHEST_GRADE: f64 = 8.05;

/// Too few words for a grade to mean anything.
const FEWEST_WORDS: usize = 60;

const FEWEST_OF_A_SENTENCE: usize = 8;

/// What the formulas say of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub words: usize,
    pub sentences: usize,
    /// How many of the sentences are passive, as far as their words tell.
    pub passive: usize,
    /// Flesch's formula of 1948: 100 is very easy, 60 to 70 plain, 0 very hard.
    pub ease: f64,
    /// Flesch and Kincaid's formula of 1975.
    pub grade: f64,
}

impl Figures {
    /// The school year to tell a reader; none for a text too short to tell.
    pub fn school_year(&self) -> Option<u8> {
        // Not beyond what a school year can be, so the cast never cuts.
        (self.words >= FEWEST_WORDS).then(|| self.grade.round().clamp(1.0, 20.0) as u8)
    }
}

pub struct Reading<'a> {
    pub figures: Figures,
    /// The sentence with the highest grade of its own.
    hardest: Option<(&'a Prose, Range<usize>)>,
}

impl<'a> Reading<'a> {
    /// Reads running text; none where there is not a word of it. Emphasized words and capitalized names inside a sentence
    /// are left out: titles of publications and names of programs are long, and cannot be written more plainly.
    pub fn of(texts: &'a [Prose]) -> Option<Self> {
        let mut total = Counts::default();
        let mut hardest: Option<(f64, &Prose, Range<usize>)> = None;
        for prose in texts.iter().filter(|prose| prose.kind == Kind::Sentences) {
            for sentence in sentences(&prose.text) {
                let counts = count(prose, sentence.clone());
                if counts.words == 0 {
                    continue;
                }
                total.add(&counts);
                let grade = counts.figures().grade;
                // The formula says nothing about a heading-like scrap of a few words.
                if counts.words >= FEWEST_OF_A_SENTENCE && hardest.as_ref().is_none_or(|(hardest, ..)| grade > *hardest)
                {
                    hardest = Some((grade, prose, sentence));
                }
            }
        }
        let hardest = hardest.map(|(_, prose, sentence)| (prose, sentence));
        (total.words > 0).then(|| Self { figures: total.figures(), hardest })
    }

    /// The figures and the sentence to begin with, where the text as a whole is harder than it should be.
    pub fn too_hard(&self) -> Option<(Figures, (&'a Prose, Range<usize>))> {
        let is_too_hard = self.figures.words >= FEWEST_WORDS && self.figures.grade > HIGHEST_GRADE;
        self.hardest.clone().filter(|_| is_too_hard).map(|hardest| (self.figures, hardest))
    }
}

#[derive(Default)]
struct Counts {
    sentences: usize,
    passive: usize,
    words: usize,
    syllables: usize,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.passive += other.passive;
        self.words += other.words;
        self.syllables += other.syllables;
    }

    fn figures(&self) -> Figures {
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        let (length, weight) = (words / sentences, syllables / words);
        Figures {
            words: self.words,
            sentences: self.sentences,
            passive: self.passive,
            ease: 206.835 - 1.015 * length - 84.6 * weight,
            grade: 0.39 * length + 11.8 * weight - 15.59,
        }
    }
}

fn count(prose: &Prose, sentence: Range<usize>) -> Counts {
    let passive = usize::from(is_passive(&prose.text[sentence.clone()]));
    let mut counts = Counts { sentences: 1, passive, ..Counts::default() };
    let mut is_first = true;
    for (at, word) in words(&prose.text[sentence.clone()]) {
        let at = sentence.start + at;
        let is_name = !is_first && word.starts_with(char::is_uppercase) && word != "I";
        is_first = false;
        if !is_name && !prose.emphasized.iter().any(|part| part.contains(&at)) {
            counts.words += 1;
            counts.syllables += syllables(word);
        }
    }
    counts
}

/// A sentence ends with a full stop, an exclamation or a question mark, followed by a space; and with its paragraph.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text.char_indices().filter_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        let is_end =
            matches!(letter, '.' | '!' | '?') && text[end..].trim_start_matches(['"', ')']).starts_with([' ', '\n']);
        is_end.then_some(end)
    });
    let ends: Vec<_> = ends.chain([text.len()]).collect();
    ends.into_iter().map(move |end| std::mem::replace(&mut start, end)..end)
}

/// Participles that do not end in "ed".
const PARTICIPLES: [&str; 36] = [
    "been", "begun", "born", "bought", "brought", "built", "caught", "chosen", "cut", "done", "drawn", "driven",
    "felt", "found", "given", "held", "kept", "known", "left", "lost", "made", "meant", "paid", "put", "read", "said",
    "seen", "sent", "set", "shown", "spoken", "taken", "taught", "told", "worn", "written",
];

/// Words that end as a participle does, and describe somebody or something.
const ADJECTIVES: [&str; 9] = ["tired", "red", "need", "bed", "interested", "scared", "worried", "related", "supposed"];

/// Whether a form of "to be" is followed by a participle, with at most two words such as "not" or "often" between. It misses
/// some, and takes some adjectives for participles: right for a page, not for a sentence.
pub fn is_passive(sentence: &str) -> bool {
    let words: Vec<String> = words(sentence).map(|(_, word)| word.to_lowercase()).collect();
    let is_being = |word: &str| matches!(word, "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let is_participle = |word: &str| {
        !ADJECTIVES.contains(&word) && (word.len() > 3 && word.ends_with("ed") || PARTICIPLES.contains(&word))
    };
    let is_between =
        |word: &str| word.ends_with("ly") || matches!(word, "not" | "often" | "also" | "still" | "never" | "always");
    words.iter().enumerate().filter(|(_, word)| is_being(word)).any(|(at, _)| {
        let next = words[at + 1..].iter().take(3).find(|word| !is_between(word));
        next.is_some_and(|word| is_participle(word) && word != "been")
    })
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_joint = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphabetic)?;
        let length = text[start..].find(|letter| !is_joint(letter)).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}

/// Counts groups of vowels, leaving out endings that are not spoken. Right for most English words, and its errors go both
/// ways, so that they hardly move a page's grade.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|letter| is_vowel_letter(*letter));
    let groups = (0..letters.len()).filter(|&at| is_vowel(at) && (at == 0 || !is_vowel(at - 1))).count();
    // "di-agnosis", but "condi-tion".
    let is_split = |at: &usize| {
        matches!(letters[*at..], ['i', 'a' | 'o' | 'u', ..] | ['u', 'a' | 'o', ..])
            && *at > 0
            && !is_vowel(at - 1)
            && !"cgqst".contains(letters[at - 1])
    };
    let split = (0..letters.len()).filter(is_split).count();
    // "ease", "takes" and "eased", but "muscle", "doses" and "treated".
    let silent = match letters[..] {
        [.., before, 'l', 'e'] => is_vowel_letter(before),
        [.., before, 'e'] => !is_vowel_letter(before),
        [.., before, 'e', 's'] => !is_vowel_letter(before) && !"cghlsxz".contains(before),
        [.., before, 'e', 'd'] => !is_vowel_letter(before) && !"dt".contains(before),
        _ => false,
    };
    (groups + split).saturating_sub(usize::from(silent)).max(1)
}

fn is_vowel_letter(letter: char) -> bool {
    "aeiouy".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::diagnostic::SourceFile;

    #[test]
    fn counts_syllables_as_they_are_spoken() {
        for (word, expected) in [
            ("a", 1),
            ("the", 1),
            ("pain", 1),
            ("massage", 2),
            ("therapy", 3),
            ("ease", 1),
            ("takes", 1),
            ("eased", 1),
            ("treated", 2),
            ("doses", 2),
            ("muscle", 2),
            ("muscles", 2),
            ("apple", 2),
            ("whole", 1),
            ("medicine", 3),
            ("diagnosis", 4),
            ("condition", 3),
            ("don't", 1),
            ("I", 1),
            ("rhythm", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn a_passive_sentence_is_known_by_its_words() {
        for (sentence, expected) in [
            ("The massage is given by a therapist.", true),
            ("Your goals were not often written down.", true),
            ("Visits are approved.", true),
            ("Your therapist gives the massage.", false),
            ("You are tired.", false),
            ("It is a massage that helped.", false),
        ] {
            assert_eq!(is_passive(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn figures_are_those_of_the_formulas() {
        for (text, ease, grade) in [
            ("The cat sat on the big mat.", 115.1, -1.1),
            ("You can ask your provider about this treatment at the next visit.", 74.8, 5.8),
            ("Names such as Medical Massage Therapy count for nothing.", 102.0, 0.5),
        ] {
            let file = SourceFile::new("example.md", text);
            let prose = Prose::of(Kind::Sentences, &file, text, 0..text.len());
            let figures = count(&prose, 0..text.len()).figures();
            let expected = format!("{ease:.1} {grade:.1}");
            assert_eq!(format!("{:.1} {:.1}", figures.ease, figures.grade), expected, "{text}");
        }
    }
}
