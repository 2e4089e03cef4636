//! Which words stand near labels, counted in words.
//!
//! All counts are within the sentences that were added, which are those that hold a label: there
//! every word is either within reach of a label's mentions or not, and is a certain word or not. Those
//! are the four cells of surface co-occurrence as Evert (2008) defines it, *Corpora and Collocations*.
//!
//! Which sentences were added may have to be decided afterwards: sentences bear marks, and differently
//! marked ones are counted apart until [`Collocates::counts_where`] puts some of them together.

use std::num::NonZeroU32;
use std::ops::{AddAssign, Range};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// To so many words on either side, within the sentence.
    Words(NonZeroU32),
    /// To both ends of the sentence.
    Sentence,
}

/// Which words stand near labels. Memory is bounded by the pairs of label and word that occur, and by
/// the pairs of mark and word.
///
/// Two of them are equal if they count the same, in whatever order it was added; and what is equal is
/// written alike.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Written")]
pub struct Collocates {
    words: IndexSet<Box<str>, FxBuildHasher>,
    parts_of_speech: IndexSet<Box<str>, FxBuildHasher>,
    /// The marks of a sentence, with the words of all sentences that bear just these.
    marks: IndexMap<Box<[u32]>, u64, FxBuildHasher>,
    /// By marks, as an index.
    totals: IndexMap<(u32, WordId), u64, FxBuildHasher>,
    /// By label.
    labels: Vec<LabelReach>,
    pairs: IndexMap<(u32, WordId), Sides, FxBuildHasher>,
}

/// A word and its part of speech, as indexes.
type WordId = (u32, u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
    /// following one, if two are equally near). `marks` are in ascending order.
    pub fn add(
        &mut self,
        tokens: &[Token<'_>],
        mentions: &[TokenSpan],
        reach: Reach,
        marks: &[u32],
    ) {
        let words: Vec<WordId> = tokens.iter().map(|token| self.word_id(token)).collect();
        let marked = match self.marks.get_full_mut(marks) {
            Some((index, _, sum)) => {
                *sum += words.len() as u64;
                index as u32
            }
            None => self.marks.insert_full(marks.into(), words.len() as u64).0 as u32,
        };
        for &word in &words {
            *self.totals.entry((marked, word)).or_default() += 1;
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
        let marks: Vec<u32> = other
            .marks
            .into_iter()
            .map(|(marks, tokens)| {
                let entry = self.marks.entry(marks);
                let index = entry.index() as u32;
                *entry.or_default() += tokens;
                index
            })
            .collect();
        let renamed = |(word, part): WordId| (words[word as usize], parts[part as usize]);
        for ((marked, word), total) in other.totals {
            *self.totals.entry((marks[marked as usize], renamed(word))).or_default() += total;
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
        self.counts_where(minimum, |_| true, |_| true)
    }

    /// The same, as if only sentences whose marks `sentences` lets through had been added, for the
    /// labels that `labels` lets through; these must stand in no other sentences.
    pub fn counts_where(
        &self,
        minimum: u64,
        labels: impl Fn(u32) -> bool,
        sentences: impl Fn(&[u32]) -> bool,
    ) -> Vec<CollocateCount<'_>> {
        let counted: Vec<bool> = self.marks.keys().map(|marks| sentences(marks)).collect();
        let tokens = self.marks.values().zip(&counted).filter(|(_, counted)| **counted);
        let tokens = tokens.map(|(tokens, _)| tokens).sum();
        let mut totals: FxHashMap<WordId, u64> = FxHashMap::default();
        for (&(marked, word), total) in &self.totals {
            if counted[marked as usize] {
                *totals.entry(word).or_default() += total;
            }
        }
        let mut counts: Vec<CollocateCount<'_>> = self
            .pairs
            .iter()
            .filter(|((label, _), sides)| sides.left + sides.right >= minimum && labels(*label))
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
                    word_total: totals.get(&word).copied().unwrap_or(0),
                    tokens,
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

/// How collocates are written: words and marks in order, so that the same counts are the same bytes.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    words: Vec<Box<str>>,
    parts_of_speech: Vec<Box<str>>,
    marks: Vec<(Box<[u32]>, u64)>,
    totals: Vec<((u32, WordId), u64)>,
    labels: Vec<LabelReach>,
    pairs: Vec<((u32, WordId), Sides)>,
}

impl Written {
    fn of(collocates: &Collocates) -> Written {
        let (words, word_numbers) = in_order(collocates.words.iter());
        let (parts_of_speech, part_numbers) = in_order(collocates.parts_of_speech.iter());
        let (marks, mark_numbers) = in_order(collocates.marks.iter());
        let renamed =
            |(word, part): WordId| (word_numbers[word as usize], part_numbers[part as usize]);
        let mut totals: Vec<((u32, WordId), u64)> = collocates
            .totals
            .iter()
            .map(|(&(marked, word), &total)| {
                ((mark_numbers[marked as usize], renamed(word)), total)
            })
            .collect();
        totals.sort_unstable_by_key(|(key, _)| *key);
        let mut pairs: Vec<((u32, WordId), Sides)> = collocates
            .pairs
            .iter()
            .map(|(&(label, word), &sides)| ((label, renamed(word)), sides))
            .collect();
        pairs.sort_unstable_by_key(|(key, _)| *key);
        Written {
            words: words.into_iter().cloned().collect(),
            parts_of_speech: parts_of_speech.into_iter().cloned().collect(),
            marks: marks.into_iter().map(|(marks, tokens)| (marks.clone(), *tokens)).collect(),
            totals,
            labels: collocates.labels.clone(),
            pairs,
        }
    }
}

/// Different items in order, and for each of them in the order given its place in that.
fn in_order<T: Ord>(items: impl Iterator<Item = T>) -> (Vec<T>, Vec<u32>) {
    let mut numbered: Vec<(T, usize)> = items.zip(0..).collect();
    numbered.sort_unstable();
    let mut places = vec![0; numbered.len()];
    for (place, (_, number)) in (0..).zip(&numbered) {
        places[*number] = place;
    }
    (numbered.into_iter().map(|(item, _)| item).collect(), places)
}

impl TryFrom<Written> for Collocates {
    type Error = &'static str;

    /// Fails if a number names nothing, which no collocates that were written do.
    fn try_from(written: Written) -> Result<Collocates, &'static str> {
        let (words, parts) = (written.words.len(), written.parts_of_speech.len());
        let collocates = Collocates {
            words: written.words.into_iter().collect(),
            parts_of_speech: written.parts_of_speech.into_iter().collect(),
            marks: written.marks.into_iter().collect(),
            totals: written.totals.into_iter().collect(),
            labels: written.labels,
            pairs: written.pairs.into_iter().collect(),
        };
        let known = |(word, part): WordId| (word as usize) < words && (part as usize) < parts;
        let (marks, labels) = (collocates.marks.len(), collocates.labels.len());
        let sound = collocates.words.len() == words
            && collocates.parts_of_speech.len() == parts
            && collocates.totals.keys().all(|&(of, word)| (of as usize) < marks && known(word))
            && collocates.pairs.keys().all(|&(of, word)| (of as usize) < labels && known(word));
        if sound { Ok(collocates) } else { Err("these collocates are damaged") }
    }
}

impl Serialize for Collocates {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written::of(self).serialize(serializer)
    }
}

impl PartialEq for Collocates {
    fn eq(&self, other: &Collocates) -> bool {
        Written::of(self) == Written::of(other)
    }
}

impl Eq for Collocates {}

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
        let marks: Vec<u32> = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.word == "m")
            .map(|(index, _)| index as u32)
            .collect();
        collocates.add(&tokens, &mentions, reach, &marks);
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

    #[test]
    fn damaged_counts_are_refused() {
        let mut collocates = Collocates::default();
        add(&mut collocates, "增强 四个意识", &["四个意识"], Reach::Sentence);
        let written = serde_json::to_string(&collocates).unwrap();
        let damaged = written.replacen("\"parts_of_speech\":[\"n\"]", "\"parts_of_speech\":[]", 1);
        assert_ne!(written, damaged);
        assert!(serde_json::from_str::<Collocates>(&damaged).is_err());
    }

    proptest! {
        #[test]
        fn sentences_chosen_by_their_marks_count_as_if_no_other_had_been_added(
            sentences in proptest::collection::vec("[abcxym]( [abcxym]){0,8}", 0..8),
        ) {
            let marked = |sentence: &&String| sentence.contains('m');
            let count = |sentences: &mut dyn Iterator<Item = &String>, labels: &[&str]| {
                let mut collocates = Collocates::default();
                for sentence in sentences {
                    // 0 stands in marked sentences alone.
                    let own = if sentence.contains('m') { labels } else { &["", "y"] };
                    add(&mut collocates, sentence, own, Reach::Sentence);
                }
                collocates
            };
            let all = count(&mut sentences.iter(), &["x", "y"]);
            let chosen = count(&mut sentences.iter().filter(marked), &["x"]);
            let counts = all.counts_where(1, |label| label == 0, |marks| !marks.is_empty());
            prop_assert_eq!(counts, chosen.counts(1));
        }

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
            let whole = count(&sentences);
            prop_assert_eq!(&whole, &count(left).merge(count(right)));
            prop_assert_eq!(&whole, &count(right).merge(count(left)));
            let written = serde_json::to_string(&whole).unwrap();
            let read: Collocates = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read, &whole);
            prop_assert_eq!(read.counts(1), whole.counts(1));
            for count in whole.counts(1) {
                prop_assert!(count.contingency().is_some(), "{:?}", count);
            }
        }
    }
}
