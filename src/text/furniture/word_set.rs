//! Lists of words that are looked for in many lines.

use super::super::CharSet;

/// Words, with the set of their first characters: most lines, and most places in a line, hold none
/// of these, which costs one look to know.
pub(super) struct WordSet {
    words: &'static [&'static str],
    firsts: CharSet,
}

impl WordSet {
    pub(super) fn new(words: &'static [&'static str]) -> WordSet {
        let firsts: Vec<char> = words.iter().filter_map(|word| word.chars().next()).collect();
        WordSet { words, firsts: CharSet::of(&firsts) }
    }

    /// Whether `text` is one of the words.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.begins(text) && self.words.contains(&text)
    }

    /// Whether `text` begins with one of the words.
    pub(super) fn begins(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.firsts.contains(first))
            && self.words.iter().any(|word| text.starts_with(word))
    }

    /// Whether one of the words stands anywhere in `text`.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| {
            self.firsts.contains(c) && self.words.iter().any(|word| text[at..].starts_with(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::WordSet;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[修路桥ab]{0,12}") {
            const WORDS: &[&str] = &["修路", "路桥路", "ab"];
            let set = WordSet::new(WORDS);
            prop_assert_eq!(set.begins(&text), WORDS.iter().any(|word| text.starts_with(word)));
            prop_assert_eq!(set.stands_in(&text), WORDS.iter().any(|word| text.contains(word)));
        }
    }
}
