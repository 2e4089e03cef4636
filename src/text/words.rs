//! Words: where one ends and the next begins, and what sort each is. The one file that names jieba.

use jieba_rs::{Jieba, TokenizeMode};

use super::CharSet;

/// The dictionary and its segmentation. Loading takes a tenth of a second: make one, share it.
pub struct Words {
    jieba: Jieba,
}

/// A word of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The first character, counted from the start of the stretch.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The part of speech in jieba's notation (`n`, `v`, `ns`, `i` …); empty if unknown.
    pub tag: &'a str,
}

/// The punctuation that is most frequent.
const PUNCTUATION: [char; 20] = [
    '，', '。', '、', '；', '：', '！', '？', '“', '”', '‘', '’', '（', '）', '《', '》', '…', '—',
    '·', ' ', '\n',
];

/// Whether `c` is a word of its own wherever it stands, so that the words on either side of it do not
/// depend on the other side. Of most punctuation this is known; of nothing else it is said.
pub fn stands_apart(c: char) -> bool {
    static SET: CharSet = CharSet::of(&PUNCTUATION);
    SET.contains(c)
}

impl Default for Words {
    fn default() -> Words {
        Words::new()
    }
}

impl Words {
    /// Loads the dictionary that jieba-rs carries.
    pub fn new() -> Words {
        Words { jieba: Jieba::new() }
    }

    /// Makes `word` a word of the dictionary, so that it is not cut.
    pub fn add(&mut self, word: &str) {
        self.jieba.add_word(word, None, None);
    }

    /// Segments a stretch of text and tags each word.
    pub fn tagged<'a>(&'a self, text: &'a str) -> Vec<Word<'a>> {
        let mut start = 0;
        self.jieba
            .tag(text, false)
            .into_iter()
            .map(|tag| {
                let end = start + tag.word.chars().count();
                let word = Word { start, end, tag: tag.tag };
                start = end;
                word
            })
            .collect()
    }

    /// Where the words of a stretch of text end, in characters from its start. No guessing of new
    /// words: what the dictionary does not hold falls into single characters.
    pub fn ends(&self, text: &str) -> Vec<usize> {
        self.jieba
            .tokenize(text, TokenizeMode::Default, false)
            .into_iter()
            .map(|token| token.end)
            .collect()
    }

    /// The part of speech of a word of the dictionary.
    pub fn tag(&self, word: &str) -> Option<String> {
        if !self.jieba.has_word(word) {
            return None;
        }
        match self.jieba.tag(word, false).as_slice() {
            [only] => Some(only.tag.to_string()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_and_their_sorts() {
        let words = Words::new();
        assert_eq!(words.tag("千方百计").as_deref(), Some("i"));
        assert_eq!(words.tag("四个不摘"), None);
        assert_eq!(words.ends("中央八项规定"), [2, 4, 6]);
    }

    #[test]
    fn what_stands_apart_divides_the_text() {
        let words = Words::new();
        for c in PUNCTUATION {
            assert!(stands_apart(c));
            let ends = words.ends(&format!("中央{c}八项规定"));
            assert_eq!(ends, [2, 3, 5, 7], "{c:?}");
        }
        assert!(!stands_apart('中') && !stands_apart('a') && !stands_apart('.'));
    }

    #[test]
    fn an_added_word_is_not_cut() {
        let mut words = Words::new();
        assert!(words.ends("坚定四个自信").len() > 2);
        words.add("四个自信");
        assert_eq!(words.ends("坚定四个自信"), [2, 6]);
        assert_eq!(words.tagged("坚定四个自信")[1].start, 2);
    }
}
