//! Which words stand near labels, counted in words.
//!
//! All counts are within the sentences that were added, which are those that hold a label: there
//! every word is either within reach of a label's mentions or not, and is a certain word or not. Those
//! are the four cells of surface co-occurrence as Evert (2008) defines it, *Corpora and Collocations*.

use std::num::NonZeroU32;
use std::ops::{AddAssign, Range};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::measure::Contingency;

/// A word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word.
    pub word: &'a str,
    /// Its part of speech, in the notation of the segmenter.
    pub part_of_speech: &'a str,
}

/// Where a label stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSpan {
    /// The label.
    pub label: u32,
    /// The words that it covers, in whole or in part, by their indexes.
    pub tokens: Range<usize>,
}

/// How far a label reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To so many words on either side, within the sentence.
    Words(NonZeroU32),
    /// To both ends of the sentence.
    Sentence,
}

/// Which words stand near labels. Memory is bounded by the pairs of label and word that occur.
#[derive(Debug, Clone, Default)]
pub struct Collocates {
    words: IndexSet<Box<str>, FxBuildHasher>,
    parts_of_speech: IndexSet<Box<str>, FxBuildHasher>,
    tokens: u64,
    totals: IndexMap<WordId, u64, FxBuildHasher>,
    /// By label.
    labels: Vec<LabelReach>,
    pairs: IndexMap<(u32, WordId), Sides, FxBuildHasher>,
}

/// A word and its part of speech, as indexes.
type WordId = (u32, u32);

#[derive(Debug, Clone, Copy, Default)]
struct LabelReach {
    mentions: u64,
    tokens: u64,
}

impl AddAssign for LabelReach {
    fn add_assign(&mut self, other: LabelReach) {
        self.mentions += other.mentions;
        self.tokens += other.tokens;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sides {
    left: u64,
    right: u64,
}

impl AddAssign for Sides {
    fn add_assign(&mut self, other: Sides) {
        self.left += other.left;
        self.right += other.right;
    }
}

/// How often a word stands near a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollocateCount<'a> {
    /// The label.
    pub label: u32,
    /// The word.
    pub token: Token<'a>,
    /// Occurrences within reach and left of the nearest mention.
    pub left: u64,
    /// Occurrences within reach and right of the nearest mention.
    pub right: u64,
    /// Mentions of the label.
    pub mentions: u64,
    /// Words within reach of the label.
    pub reach_total: u64,
    /// Occurrences of the word.
    pub word_total: u64,
    /// All words.
    pub tokens: u64,
}

impl CollocateCount<'_> {
    /// The four cells: words within reach of the label or not, this word or another.
    ///
    /// None only if the counts were put together by hand and cannot be.
    pub fn contingency(&self) -> Option<Contingency> {
        Contingency::new(self.left + self.right, self.reach_total, self.word_total, self.tokens)
    }
}

impl Collocates {
    /// Counts the words of one sentence near the labels in it. The words of a mention are not near
    /// themselves. A word near several mentions of a label counts once, at the nearest of them (the
    /// following one, if two are equally near).
    pub fn add(&mut self, tokens: &[Token<'_>], mentions: &[TokenSpan], reach: Reach) {
        let words: Vec<WordId> = tokens.iter().map(|token| self.word_id(token)).collect();
        self.tokens += words.len() as u64;
        for word in &words {
            *self.totals.entry(*word).or_default() += 1;
        }
        let mut labels: Vec<u32> = mentions.iter().map(|mention| mention.label).collect();
        labels.sort_unstable();
        for label in labels.chunk_by(|a, b| a == b) {
            let own: Vec<&Range<usize>> = mentions
                .iter()
                .filter(|mention| mention.label == label[0])
                .map(|mention| &mention.tokens)
                .collect();
            self.add_label(label[0], &own, &words, reach);
        }
    }

    fn add_label(&mut self, label: u32, own: &[&Range<usize>], words: &[WordId], reach: Reach) {
        let reach = match reach {
            Reach::Words(words) => words.get() as usize,
            Reach::Sentence => words.len(),
        };
        let mut near = 0;
        for (index, word) in words.iter().enumerate() {
            if own.iter().any(|mention| mention.contains(&index)) {
                continue;
            }
            let following = own.iter().filter(|m| m.start > index).map(|m| m.start - index).min();
            let preceding = own.iter().filter(|m| m.end <= index).map(|m| index - m.end + 1).min();
            let (left, distance) = match (following, preceding) {
                (Some(following), Some(preceding)) if preceding < following => (false, preceding),
                (Some(following), _) => (true, following),
                (None, Some(preceding)) => (false, preceding),
                (None, None) => continue,
            };
            if distance <= reach {
                near += 1;
                let side = Sides { left: u64::from(left), right: u64::from(!left) };
                *self.pairs.entry((label, *word)).or_default() += side;
            }
        }
        *self.label(label) += LabelReach { mentions: own.len() as u64, tokens: near };
    }

    /// The counts over two sets of sentences that have none in common.
    pub fn merge(mut self, other: Collocates) -> Collocates {
        let words: Vec<u32> =
            other.words.into_iter().map(|word| self.words.insert_full(word).0 as u32).collect();
        let parts: Vec<u32> = other
            .parts_of_speech
            .into_iter()
            .map(|part| self.parts_of_speech.insert_full(part).0 as u32)
            .collect();
        let renamed = |(word, part): WordId| (words[word as usize], parts[part as usize]);
        self.tokens += other.tokens;
        for (word, total) in other.totals {
            *self.totals.entry(renamed(word)).or_default() += total;
        }
        for (label, reach) in (0..).zip(other.labels) {
            *self.label(label) += reach;
        }
        for ((label, word), sides) in other.pairs {
            *self.pairs.entry((label, renamed(word))).or_default() += sides;
        }
        self
    }

    /// The words that stand near a label at least `minimum` times, in the order of labels, words and
    /// parts of speech.
    pub fn counts(&self, minimum: u64) -> Vec<CollocateCount<'_>> {
        let mut counts: Vec<CollocateCount<'_>> = self
            .pairs
            .iter()
            .filter(|(_, sides)| sides.left + sides.right >= minimum)
            .map(|(&(label, word), sides)| {
                let reach = self.labels[label as usize];
                CollocateCount {
                    label,
                    token: Token {
                        word: &self.words[word.0 as usize],
                        part_of_speech: &self.parts_of_speech[word.1 as usize],
                    },
                    left: sides.left,
                    right: sides.right,
                    mentions: reach.mentions,
                    reach_total: reach.tokens,
                    word_total: self.totals[&word],
                    tokens: self.tokens,
                }
            })
            .collect();
        counts.sort_unstable_by_key(|count| {
            (count.label, count.token.word, count.token.part_of_speech)
        });
        counts
    }

    fn word_id(&mut self, token: &Token<'_>) -> WordId {
        let word = intern(&mut self.words, token.word);
        (word, intern(&mut self.parts_of_speech, token.part_of_speech))
    }

    fn label(&mut self, label: u32) -> &mut LabelReach {
        let index = label as usize;
        if self.labels.len() <= index {
            self.labels.resize(index + 1, LabelReach::default());
        }
        &mut self.labels[index]
    }
}

fn intern(texts: &mut IndexSet<Box<str>, FxBuildHasher>, text: &str) -> u32 {
    let index = match texts.get_index_of(text) {
        Some(index) => index,
        None => texts.insert_full(text.into()).0,
    };
    index as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sentence of words between spaces, in which `labels` names the words that are mentions.
    fn add(collocates: &mut Collocates, sentence: &str, labels: &[&str], reach: Reach) {
        let tokens: Vec<Token<'_>> =
            sentence.split_whitespace().map(|word| Token { word, part_of_speech: "n" }).collect();
        let mentions: Vec<TokenSpan> = tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| {
                let label = labels.iter().position(|label| *label == token.word)? as u32;
                Some(TokenSpan { label, tokens: index..index + 1 })
            })
            .collect();
        collocates.add(&tokens, &mentions, reach);
    }

    fn shown(collocates: &Collocates, label: u32) -> Vec<(String, u64, u64)> {
        let own = |count: &CollocateCount<'_>| count.label == label;
        let shown = |count: CollocateCount<'_>| (count.token.word.into(), count.left, count.right);
        collocates.counts(1).into_iter().filter(own).map(shown).collect()
    }

    #[test]
    fn a_word_counts_on_the_side_where_it_stands() {
        let mut collocates = Collocates::default();
        let reach = Reach::Words(NonZeroU32::new(2).unwrap());
        add(&mut collocates, "很 要 增强 四个意识 坚定 信心 吧", &["四个意识"], reach);
        let expected = [("信心", 0, 1), ("坚定", 0, 1), ("增强", 1, 0), ("要", 1, 0)];
        assert_eq!(shown(&collocates, 0), expected.map(|(word, l, r)| (word.to_string(), l, r)));
        let count = collocates.counts(1)[0];
        assert_eq!((count.mentions, count.reach_total, count.tokens), (1, 4, 7));
    }

    #[test]
    fn a_word_between_two_mentions_counts_once() {
        let mut collocates = Collocates::default();
        add(&mut collocates, "六稳 加 六稳", &["六稳"], Reach::Sentence);
        assert_eq!(shown(&collocates, 0), [("加".to_string(), 1, 0)]);
        assert_eq!(collocates.counts(1)[0].mentions, 2);
    }

    #[test]
    fn a_label_is_a_word_to_another_label() {
        let mut collocates = Collocates::default();
        add(&mut collocates, "六稳 六保", &["六稳", "六保"], Reach::Sentence);
        assert_eq!(shown(&collocates, 0), [("六保".to_string(), 0, 1)]);
        assert_eq!(shown(&collocates, 1), [("六稳".to_string(), 1, 0)]);
    }

    proptest! {
        #[test]
        fn two_halves_make_the_whole_and_the_counts_fit(
            sentences in proptest::collection::vec("[abcxy]( [abcxy]){0,8}", 0..8),
            cut in 0usize..8,
            width in 1u32..4,
        ) {
            let reach = Reach::Words(NonZeroU32::new(width).unwrap());
            let count = |sentences: &[String]| {
                let mut collocates = Collocates::default();
                for sentence in sentences {
                    add(&mut collocates, sentence, &["x", "y"], reach);
                }
                collocates
            };
            let (left, right) = sentences.split_at(cut.min(sentences.len()));
            let (whole, merged) = (count(&sentences), count(left).merge(count(right)));
            prop_assert_eq!(whole.counts(1), merged.counts(1));
            for count in whole.counts(1) {
                prop_assert!(count.contingency().is_some(), "{:?}", count);
            }
        }
    }
}
