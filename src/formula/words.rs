//! The word lists of the grammar, read from `data/` at compile time.

use crate::text::CharSet;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A list of words, one a line; lines that begin with `#` are comments.
pub(super) struct WordList {
    words: FxHashSet<Box<[char]>>,
    longest: usize,
    /// What its words begin and end with, which tells most texts that begin or end otherwise.
    firsts: CharSet,
    lasts: CharSet,
}

impl WordList {
    fn new(text: &'static str) -> WordList {
        let words: FxHashSet<Box<[char]>> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| line.chars().collect())
            .collect();
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        let (mut firsts, mut lasts) = (CharSet::of(&[]), CharSet::of(&[]));
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            line.chars().next().into_iter().for_each(|c| firsts.insert(c));
            line.chars().next_back().into_iter().for_each(|c| lasts.insert(c));
        }
        WordList { words, longest, firsts, lasts }
    }

    /// Whether the list holds this word.
    pub(super) fn contains(&self, word: &[char]) -> bool {
        word.len() <= self.longest && self.words.contains(word)
    }

    /// The words of the list, in code-point order.
    pub(super) fn sorted(&self) -> Vec<String> {
        let mut words: Vec<String> = self.words.iter().map(|word| word.iter().collect()).collect();
        words.sort_unstable();
        words
    }

    /// The length of the longest word of the list that `text` begins with.
    pub(super) fn prefix(&self, text: &[char]) -> Option<usize> {
        let longest = self.longest_at_start(text);
        (1..=longest).rev().find(|&length| self.contains(&text[..length]))
    }

    /// The lengths of all words of the list that `text` begins with.
    pub(super) fn prefixes(&self, text: &[char]) -> impl Iterator<Item = usize> {
        let longest = self.longest_at_start(text);
        (1..=longest).filter(move |&length| self.contains(&text[..length]))
    }

    /// So long a word of the list may `text` begin with; 0 if it begins with none.
    fn longest_at_start(&self, text: &[char]) -> usize {
        match text.first() {
            Some(&first) if self.firsts.contains(first) => self.longest.min(text.len()),
            _ => 0,
        }
    }

    /// The length of the longest word of the list that `text` ends with.
    pub(super) fn suffix(&self, text: &[char]) -> Option<usize> {
        if !text.last().is_some_and(|&last| self.lasts.contains(last)) {
            return None;
        }
        (1..=self.longest.min(text.len()))
            .rev()
            .find(|&length| self.contains(&text[text.len() - length..]))
    }
}

macro_rules! word_list {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub(super) static $name: LazyLock<WordList> =
            LazyLock::new(|| WordList::new(include_str!(concat!("../../data/", $file))));
    };
}

word_list!(
    /// Words between numeral and head: 个, 项, 大.
    MEASURE_WORDS, "measure-words.txt"
);

/// Whether `c` can stand between the numeral and the head of a classified formula.
pub(super) fn is_measure_word(c: char) -> bool {
    MEASURE_WORDS.contains(&[c])
}

word_list!(
    /// Head nouns that follow a label and are no part of it: 精神, 战略布局.
    TAIL_NOUNS, "tail-nouns.txt"
);
word_list!(
    /// Verbs that stand before a label that names a policy: 落实, 增强.
    LEAD_VERBS, "lead-verbs.txt"
);
word_list!(
    /// Nouns that follow a quoted name that is no formula: 号, 卫星.
    NAME_NOUNS, "name-nouns.txt"
);
word_list!(
    /// Days called by their date: 五一, 九一八.
    DAYS, "days.txt"
);
word_list!(
    /// What a numeral begins without counting: 一些, 双方.
    FALSE_STARTS, "false-starts.txt"
);
word_list!(
    /// What makes a numeral before it a quantity: 年, 公里.
    UNITS, "units.txt"
);
word_list!(
    /// Heads that announce a list rather than name it: 方面, 举措.
    ANNOUNCEMENT_HEADS, "announcement-heads.txt"
);
word_list!(
    /// Words that begin with a numeral nobody counts any more: 一把手.
    LEXICALISED, "lexicalised-words.txt"
);
word_list!(
    /// Words that lead into a list and belong to none of its items: 落实, 实行.
    LEAD_INS, "expansion-lead-ins.txt"
);
word_list!(
    /// Words between a list and the label after it: 的, 这, 组成的, 简称.
    BEFORE_LINKS, "expansion-before-links.txt"
);
word_list!(
    /// Words between a label and the list after it that announce an explanation: 即, 包括.
    AFTER_LINKS, "expansion-after-links.txt"
);
word_list!(
    /// Words between a label and the list after it that often begin something else: 是, 要求.
    WEAK_LINKS, "expansion-weak-links.txt"
);
word_list!(
    /// Conjunctions before the last item of a list: 和, 以及.
    CONJUNCTIONS, "expansion-conjunctions.txt"
);
word_list!(
    /// Words that hold a character like a conjunction and join nothing: 和平, 参与.
    CONJUNCTION_WORDS, "expansion-conjunction-words.txt"
);
word_list!(
    /// Lead-ins that also end nouns: 治理, 整治.
    NOMINAL_VERBS, "expansion-nominal-verbs.txt"
);
word_list!(
    /// Labels that texts hardly ever explain: 两会, 三农.
    NAMES, "expansion-names.txt"
);
word_list!(
    /// Words before a quoted name that is no formula: 庆祝, 荣获.
    NAME_LEADS, "name-leads.txt"
);
word_list!(
    /// Units of time, length, area, weight and money: 年, 分钟, 米.
    MEASURES, "measures.txt"
);
