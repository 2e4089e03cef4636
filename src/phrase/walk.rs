//! The walk over all beginnings of phrases that are frequent enough, and the figures of each closed
//! phrase, from one look at its occurrences.
//!
//! The next three symbols of an occurrence and the one before it are packed into one number, so that
//! one sort of a run of occurrences yields three levels of the tree of beginnings. A run whose
//! occurrences all have the same left neighbour holds no closed phrase, so its branch ends there:
//! this is what keeps reprinted documents, with their long repeats at every position, from costing
//! more than others.

use super::hash::Hash;
use super::neighbours::{Neighbours, place};
use super::occurrence::{Corpus, LEFT, Occurrence};
use super::repeat::Repeat;
use super::symbol::{
    CLOSING_MARK, OPENING_MARK, Symbol, WHOLE_BEGIN, WHOLE_END, is_comma, is_plain_edge,
};

/// A closed phrase. In a bucket a phrase stands before those that continue it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Its figures.
    pub(super) repeat: Repeat,
    /// The index, in the same bucket, of the longest closed phrase that this one continues.
    pub(super) parent: Option<u32>,
    /// The bits of the hash of its symbols.
    pub(super) hash: u32,
}

/// The column at which all symbols of the key are used up.
const USED_UP: u32 = 3;

/// A node of the tree of beginnings.
#[derive(Clone, Copy)]
struct Node {
    /// The number of symbols.
    depth: u32,
    /// How often its first `depth - 1` symbols occur.
    previous: usize,
    /// The last phrase recorded on the way to it.
    parent: Option<u32>,
    /// The hash of its symbols, and of those but the last.
    hash: Hash,
    hash_before: Hash,
}

/// Walks through one bucket after another.
pub(super) struct Walker<'a, S: Symbol> {
    corpus: Corpus<'a, S>,
    min_count: usize,
    /// How often each symbol precedes the phrase at hand; all zero in between.
    left_counts: Vec<u32>,
    /// Which of them are not zero.
    left_seen: Vec<u32>,
    documents: Vec<Seen>,
    /// For each text that several documents have, the number of the last phrase it was counted for.
    text_seen: Vec<u32>,
    phrase_number: u32,
    found: Vec<Found>,
}

/// What is asked of a document at every occurrence, side by side in memory.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// The number of the last phrase that the document was counted for.
    phrase: u32,
    /// The place of its date among the dates of the corpus from 1 on, doubled; 0 if it has none. One is
    /// added if it is one of several documents with the same text.
    date_and_several: u32,
}

impl<'a, S: Symbol> Walker<'a, S> {
    pub(super) fn new(corpus: Corpus<'a, S>, min_count: u32) -> Walker<'a, S> {
        let date = |date| corpus.dates.partition_point(|&earlier| earlier < date) as u32 + 1;
        let several = &corpus.reprints.is_one_of_several;
        let seen = corpus.documents.iter().zip(several).map(|(document, &several)| Seen {
            phrase: 0,
            date_and_several: document.date.map_or(0, date) << 1 | u32::from(several),
        });
        Walker {
            corpus,
            min_count: min_count as usize,
            left_counts: vec![0; S::ALPHABET],
            left_seen: Vec::new(),
            documents: seen.collect(),
            text_seen: vec![0; corpus.documents.len()],
            phrase_number: 0,
            found: Vec::new(),
        }
    }

    /// The closed phrases that begin with one symbol, of which these are all the occurrences.
    pub(super) fn bucket(
        &mut self,
        symbol: u32,
        occurrences: &mut [Occurrence<S::Key>],
    ) -> Vec<Found> {
        let (hash_before, hash) = (Hash::NOTHING, Hash::NOTHING.and(symbol));
        let node = Node { depth: 1, previous: usize::MAX, parent: None, hash, hash_before };
        if occurrences.len() >= self.min_count && !self.follows_one_thing(occurrences) {
            occurrences.sort_unstable_by_key(|occurrence| occurrence.key);
            self.branch(occurrences, node, 0);
        }
        // Phrases are most of what the search keeps; room to grow would be left unused, so it is kept
        // for the next bucket.
        self.found.drain(..).collect()
    }

    /// Records the closed phrases that begin as the node does. The run are its occurrences, sorted by
    /// their keys, whose columns before `column` are part of the node.
    fn branch(&mut self, run: &mut [Occurrence<S::Key>], node: Node, column: u32) {
        let parent = self.record(run, node, column);
        let previous = run.len();
        let mut rest = run;
        while let Some(first) = rest.first() {
            let symbol = S::column(first.key, column);
            let length = rest.iter().position(|other| S::column(other.key, column) != symbol);
            let (child, others) = rest.split_at_mut(length.unwrap_or(rest.len()));
            rest = others;
            if child.len() < self.min_count || symbol.is_edge() || self.follows_one_thing(child) {
                continue;
            }
            let (hash_before, hash) = (node.hash, node.hash.and(symbol.value()));
            let node = Node { depth: node.depth + 1, previous, parent, hash, hash_before };
            if column + 1 < USED_UP {
                self.branch(child, node, column + 1);
            } else {
                self.gather(child, node.depth);
                self.branch(child, node, 0);
            }
        }
    }

    /// Packs and sorts the next three symbols after the first `depth`.
    fn gather(&self, run: &mut [Occurrence<S::Key>], depth: u32) {
        for occurrence in run.iter_mut() {
            let [a, b, c] = self.corpus.three((occurrence.position + depth) as usize);
            occurrence.key = S::pack([a, b, c, S::column(occurrence.key, LEFT)]);
        }
        run.sort_unstable_by_key(|occurrence| occurrence.key);
    }

    /// Whether all occurrences are preceded by the same letter, or the same joiner and letter.
    fn follows_one_thing(&self, run: &[Occurrence<S::Key>]) -> bool {
        let left = S::column(run[0].key, LEFT);
        if left.is_edge() || run.iter().any(|other| S::column(other.key, LEFT) != left) {
            return false;
        }
        let before = |o: &Occurrence<S::Key>| self.corpus.symbols[o.position as usize - 2];
        left.is_letter() || run.iter().all(|other| before(other) == before(&run[0]))
    }

    /// Records the phrase that a node stands for, if it stands for a closed one, and returns the last
    /// phrase recorded on the way to it and including it. The run must not follow one thing.
    fn record(&mut self, run: &[Occurrence<S::Key>], node: Node, column: u32) -> Option<u32> {
        let next = |o: &Occurrence<S::Key>| S::column(o.key, column);
        let (first, last) = (next(&run[0]), next(&run[run.len() - 1]));
        if (first == last && !first.is_edge()) || node.depth < 2 {
            return node.parent;
        }
        let end = self.corpus.symbols[(run[0].position + node.depth) as usize - 1];
        let (length, joiner, hash) = match (end.is_letter(), node.previous == run.len()) {
            (true, _) => (node.depth, None, node.hash),
            // A node that ends with a joiner stands for the phrase before it, unless that has other
            // continuations too and has been recorded on their account.
            (false, true) if node.depth > 2 => (node.depth - 1, Some(end), node.hash_before),
            (false, _) => return node.parent,
        };
        let repeat = self.measure(run, length, joiner, next);
        self.found.push(Found { repeat, parent: node.parent, hash: hash.bits() });
        Some(self.found.len() as u32 - 1)
    }

    /// The figures of a phrase. `next` tells the symbol that follows an occurrence, unless that is
    /// always the same joiner.
    fn measure(
        &mut self,
        run: &[Occurrence<S::Key>],
        length: u32,
        joiner: Option<S>,
        next: impl Fn(&Occurrence<S::Key>) -> S,
    ) -> Repeat {
        self.phrase_number += 1;
        let (mut documents, mut texts, mut quoted, mut openings) = (0, 0, 0, 0);
        let (mut start, mut latest) = (u32::MAX, 0);
        let (mut first, mut last) = (u32::MAX, 0);
        for occurrence in run {
            let left = S::column(occurrence.key, LEFT).value();
            let seen = &mut self.left_counts[left as usize];
            if *seen == 0 {
                self.left_seen.push(left);
            }
            *seen += 1;
            if left == u32::from(WHOLE_BEGIN) {
                quoted += u32::from(next(occurrence).value() == u32::from(WHOLE_END));
            } else if is_plain_edge(left) {
                openings += u32::from(is_comma(joiner.unwrap_or_else(|| next(occurrence)).value()));
            }
            start = start.min(occurrence.position);
            latest = latest.max(occurrence.position);
            let seen = &mut self.documents[occurrence.document as usize];
            if seen.phrase != self.phrase_number {
                seen.phrase = self.phrase_number;
                documents += 1;
                let date = seen.date_and_several >> 1;
                // No date is later than every other as the first, and earlier as the last.
                first = first.min(date.wrapping_sub(1));
                last = last.max(date);
                if seen.date_and_several & 1 == 0 {
                    texts += 1;
                } else {
                    let text = self.corpus.reprints.text[occurrence.document as usize];
                    let seen = &mut self.text_seen[text as usize];
                    texts += u32::from(*seen != self.phrase_number);
                    *seen = self.phrase_number;
                }
            }
        }
        let date = |place: u32| self.corpus.dates.get(place as usize).copied();
        let count = run.len() as u32;
        let (mut left, mut right) = (Neighbours::new(CLOSING_MARK), Neighbours::new(OPENING_MARK));
        for symbol in self.left_seen.drain(..) {
            left.add(symbol, std::mem::take(&mut self.left_counts[symbol as usize]));
        }
        match joiner {
            Some(joiner) => right.add(joiner.value(), count),
            None => run
                .chunk_by(|a, b| next(a) == next(b))
                .for_each(|child| right.add(next(&child[0]).value(), child.len() as u32)),
        }
        Repeat {
            start,
            latest,
            length,
            count,
            documents,
            texts,
            quoted,
            openings,
            left_entropy: left.entropy(count),
            right_entropy: right.entropy(count),
            left_edges: left.boundary_share(count),
            right_edges: right.boundary_share(count),
            first: date(first),
            last: date(last.wrapping_sub(1)),
            place: place(&left, &right, count),
        }
    }
}
