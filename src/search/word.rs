//! Words, and whether one is what was looked for.

use std::ops::Range;

/// More of a query than anybody types is not read.
const MOST_LETTERS: usize = 100;
const MOST_WORDS: usize = 8;

/// What may follow the beginning of a word that has been typed to its end: the "s" and "ing" of another form.
const LONGEST_ENDING: usize = 3;

/// The most typing mistakes that are looked past.
const MOST_ERRORS: u8 = 2;

/// A word of the query.
pub(super) struct Wanted {
    /// Folded, without the ending of a plural.
    letters: Vec<char>,
    /// The length of that ending.
    plural: usize,
    /// How many letters may follow.
    most_more: usize,
    /// How many typing mistakes it takes to find the word at all.
    errors: u8,
    is_passed_over: bool,
}

impl Wanted {
    /// The words of a query. The last one may be a beginning; any other one that is passed over is left out.
    pub fn all(query: &str, passed_over: &[String]) -> Vec<Self> {
        let end = query.char_indices().nth(MOST_LETTERS).map_or(query.len(), |(end, _)| end);
        let mut all: Vec<Self> = Vec::new();
        each_word(&query[..end], &mut |_, letters| {
            // Now that another word follows, the one before is complete.
            all.pop_if(|word| word.is_passed_over);
            let is_passed_over = passed_over.iter().any(|over| over.chars().eq(letters.iter().copied()));
            all.push(Self { is_passed_over, ..Self::new(letters) });
        });
        all.truncate(MOST_WORDS);
        if let Some(last) = all.last_mut() {
            last.most_more = usize::MAX;
        }
        all
    }

    fn new(letters: &[char]) -> Self {
        let plural = match letters {
            [_, _, _, .., 'i', 'e', 's'] => 3,
            [_, _, .., before, 's'] if !matches!(before, 's' | 'u' | 'i') => 1,
            _ => 0,
        };
        let letters = letters[..letters.len() - plural].to_vec();
        let most_more = if letters.len() > LONGEST_ENDING { LONGEST_ENDING } else { plural };
        Self { letters, plural, most_more, errors: 0, is_passed_over: false }
    }

    /// Allows as many typing mistakes as it takes until the word is found; false if it never is.
    pub fn settle(&mut self, is_found: impl Fn(&Self) -> bool) -> bool {
        let most = match self.letters.len() + self.plural {
            // A number with another digit is another number.
            _ if self.letters.iter().any(char::is_ascii_digit) => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => MOST_ERRORS,
        };
        (0..=most).any(|errors| {
            self.errors = errors;
            is_found(self)
        })
    }

    /// Whether a text holds the word.
    pub fn is_in(&self, text: &str) -> bool {
        let mut is_found = false;
        each_word(text, &mut |_, letters| is_found |= self.quality(letters) > 0);
        is_found
    }

    /// How well a word of a text fits, at most 6; 0 if it does not.
    pub fn quality(&self, word: &[char]) -> u32 {
        match fit(&self.letters, word, self.errors, self.most_more) {
            Some((errors, more)) => 1 + 2 * u32::from(MOST_ERRORS - errors) + u32::from(more <= self.plural),
            None => 0,
        }
    }
}

/// Whether `word` begins with what is wanted, with at most so many errors (a letter too many, too few, another or exchanged
/// with the next) and letters after it: the fewest of both.
fn fit(wanted: &[char], word: &[char], errors: u8, most_more: usize) -> Option<(u8, usize)> {
    let same = wanted.iter().zip(word).take_while(|(wanted, letter)| wanted == letter).count();
    let (wanted, word) = (&wanted[same..], &word[same..]);
    if wanted.is_empty() {
        return (word.len() <= most_more).then_some((0, word.len()));
    }
    let errors = errors.checked_sub(1)?;
    let after =
        |of_wanted: usize, of_word: usize| fit(wanted.get(of_wanted..)?, word.get(of_word..)?, errors, most_more);
    let exchanged = || match (wanted, word) {
        ([a, b, ..], [c, d, ..]) if (a, b) == (d, c) => after(2, 2),
        _ => None,
    };
    let ways = [after(1, 1), after(1, 0), after(0, 1), exchanged()];
    ways.into_iter().flatten().min().map(|(errors, more)| (errors + 1, more))
}

/// Calls back for each word of a text with its place and its folded letters. An apostrophe is part of its word.
pub(super) fn each_word(text: &str, visit: &mut dyn FnMut(Range<usize>, &[char])) {
    let mut letters = Vec::new();
    let mut place = 0..0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_joint = matches!(letter, '\'' | '’') && !letters.is_empty();
        if let Some(folded) = fold(letter) {
            if letters.is_empty() {
                place.start = at;
            }
            letters.push(folded);
            place.end = at + letter.len_utf8();
        } else if !is_joint && !is_accent(letter) && !letters.is_empty() {
            visit(place.clone(), &letters);
            letters.clear();
        }
    }
}

/// The letters from `À` to `ſ` without case and accent.
const FOLDED: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
                             aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
                             lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A letter or digit without case and accent; none for what separates words. The standard library's tables of all scripts
/// would weigh more than the rest of the search.
fn fold(letter: char) -> Option<char> {
    match letter {
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric().then(|| letter.to_ascii_lowercase()),
        '×' | '÷' => None,
        'À'..='ſ' => Some(FOLDED[letter as usize - 'À' as usize].into()),
        // Signs of Latin-1, accents, general punctuation, and the punctuation and spaces of East Asia.
        ..'À' | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => None,
        _ => Some(letter),
    }
}

/// An accent that follows its letter.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}
