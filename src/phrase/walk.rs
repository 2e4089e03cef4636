//! The walk over all beginnings of phrases that are frequent enough, and the figures of each closed
//! phrase, from one look at its occurrences.
//!
//! The next three symbols of an occurrence and the one before it are packed into one number, so that
//! one sort of a run of occurrences yields three levels of the tree of beginnings. A run whose
//! occurrences all have the same left neighbour holds no closed phrase, so its branch ends there:
//! this is what keeps reprinted documents, with their long repeats at every position, from costing
//! more than others.

use std::num::NonZeroU32;

use super::closed::{Bucket, Found, Listable};
use super::hash::Hash;
use super::neighbours::{Neighbours, place};
use super::occurrence::{Corpus, LEFT, Occurrence};
use super::repeat::{BOUNDED, Repeat};
use super::symbol::{
    CLOSING_MARK, OPENING_MARK, Symbol, WHOLE_BEGIN, WHOLE_END, is_comma, is_plain_edge,
};
use super::threshold::{Reached, Thresholds};

/// Which phrases are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// The fewest occurrences of a closed phrase.
    pub(super) min_count: u32,
    /// The fewest texts of one that may be listed.
    pub(super) min_documents: u32,
    /// Whether one that is not bounded may be listed.
    pub(super) fragments: bool,
    /// The most bounded phrases that are listed, if they are limited: of more, those that reach the
    /// lowest threshold which so many or fewer reach.
    pub(super) rows: Option<u64>,
}

impl Wanted {
    /// The fewest occurrences of a phrase that need be kept, given the bounded phrases that some of the
    /// search has found. All of the search gives no less.
    pub(super) fn floor(&self, reached: &Reached) -> u32 {
        let lowest = |rows| Thresholds::new(reached, self.min_count).at_most(rows);
        self.rows.map_or(self.min_count, lowest).max(self.min_count)
    }
}

/// The column at which all symbols of the key are used up.
const USED_UP: u32 = 3;

/// A node of the tree of beginnings.
#[derive(Clone, Copy)]
struct Node<S> {
    /// The number of symbols.
    depth: u32,
    /// The last of them.
    end: S,
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
    wanted: Wanted,
    /// How often each symbol precedes the phrase at hand; all zero in between.
    left_counts: Vec<u32>,
    /// Those that are not zero come first here.
    left_seen: Vec<u32>,
    documents: Vec<Seen>,
    /// For each text that several documents have, the number of the last phrase it was counted for.
    text_seen: Vec<u32>,
    phrase_number: u32,
    /// What follows the nodes on the way to the node at hand and itself, and how often.
    children: Vec<(S, u32)>,
    closed: Vec<Found>,
    listable: Vec<Listable>,
    /// The fewest occurrences of a phrase that is kept.
    pub(super) floor: u32,
    /// The bounded phrases found, kept or not.
    pub(super) reached: Reached,
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
    pub(super) fn new(corpus: Corpus<'a, S>, wanted: Wanted) -> Walker<'a, S> {
        let date = |date| corpus.dates.partition_point(|&earlier| earlier < date) as u32 + 1;
        let several = &corpus.reprints.is_one_of_several;
        let seen = corpus.documents.iter().zip(several).map(|(document, &several)| Seen {
            phrase: 0,
            date_and_several: document.date.map_or(0, date) << 1 | u32::from(several),
        });
        Walker {
            corpus,
            wanted,
            left_counts: vec![0; S::ALPHABET],
            // One more than there are symbols, since the next free place is always written to.
            left_seen: vec![0; S::ALPHABET + 1],
            documents: seen.collect(),
            text_seen: vec![0; corpus.documents.len()],
            phrase_number: 0,
            children: Vec::new(),
            closed: Vec::new(),
            listable: Vec::new(),
            floor: wanted.min_count,
            reached: Reached::default(),
        }
    }

    /// The closed phrases that begin with one symbol, of which these are all the occurrences.
    pub(super) fn bucket(&mut self, occurrences: &mut [Occurrence<S::Key>]) -> Bucket {
        if self.is_frequent(occurrences) && !self.follows_one_thing(occurrences) {
            let end = self.corpus.symbols[occurrences[0].position as usize];
            let (hash_before, hash) = (Hash::NOTHING, Hash::NOTHING.and(end.value()));
            let (depth, previous, parent) = (1, usize::MAX, None);
            let node = Node { depth, end, previous, parent, hash, hash_before };
            occurrences.sort_unstable_by_key(|occurrence| occurrence.key);
            self.branch(occurrences, node, 0);
        }
        // Phrases are most of what the search keeps; room to grow would be left unused, so it is kept
        // for the next bucket.
        Bucket {
            closed: self.closed.drain(..).collect(),
            listable: self.listable.drain(..).collect(),
        }
    }

    fn is_frequent(&self, run: &[Occurrence<S::Key>]) -> bool {
        run.len() >= self.wanted.min_count as usize
    }

    /// Records the closed phrases that begin as the node does. The run are its occurrences, sorted by
    /// their keys, whose columns before `column` are part of the node.
    fn branch(&mut self, run: &mut [Occurrence<S::Key>], node: Node<S>, column: u32) {
        let first_child = self.children.len();
        let mut rest = &run[..];
        while let Some(first) = rest.first() {
            let symbol = S::column(first.key, column);
            let length = leading(rest, |other| S::column(other.key, column) == symbol);
            self.children.push((symbol, length as u32));
            rest = &rest[length..];
        }
        let parent = self.record(run, node, column, first_child);
        let previous = run.len();
        let mut rest = run;
        for child in first_child..self.children.len() {
            let (symbol, length) = self.children[child];
            let (child, others) = rest.split_at_mut(length as usize);
            rest = others;
            if !self.is_frequent(child) || symbol.is_edge() || self.follows_one_thing(child) {
                continue;
            }
            let (hash_before, hash) = (node.hash, node.hash.and(symbol.value()));
            let depth = node.depth + 1;
            let node = Node { depth, end: symbol, previous, parent, hash, hash_before };
            if column + 1 < USED_UP {
                self.branch(child, node, column + 1);
            } else {
                self.gather(child, node.depth);
                self.branch(child, node, 0);
            }
        }
        self.children.truncate(first_child);
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
    /// phrase recorded on the way to it and including it. The run must not follow one thing. Its children
    /// are those from `first_child` on.
    fn record(
        &mut self,
        run: &[Occurrence<S::Key>],
        node: Node<S>,
        column: u32,
        first_child: usize,
    ) -> Option<u32> {
        let is_followed_by_one = |children: &[(S, u32)]| match children {
            [(only, _)] => !only.is_edge(),
            _ => false,
        };
        if is_followed_by_one(&self.children[first_child..]) || node.depth < 2 {
            return node.parent;
        }
        let (length, joiner, hash) = match (node.end.is_letter(), node.previous == run.len()) {
            (true, _) => (node.depth, None, node.hash),
            // A node that ends with a joiner stands for the phrase before it, unless that has other
            // continuations too and has been recorded on their account.
            (false, true) if node.depth > 2 => (node.depth - 1, Some(node.end), node.hash_before),
            (false, _) => return node.parent,
        };
        let index = self.closed.len() as u32;
        let next = |o: &Occurrence<S::Key>| S::column(o.key, column);
        let figures = self.measure(run, length, joiner, next, first_child);
        if figures.is_some_and(|repeat| repeat.is_bounded()) {
            self.reached.add(run.len() as u32);
        }
        if run.len() < self.floor as usize {
            // Nor is anything kept that continues it.
            return node.parent;
        }
        let start = figures.map_or(run[0].position, |repeat| repeat.start);
        let parent = node.parent.and_then(|parent| NonZeroU32::new(index - parent));
        let count = run.len() as u32;
        self.closed.push(Found { start, length, count, parent, hash: hash.bits() });
        self.listable.extend(figures.map(|repeat| Listable { index, repeat }));
        Some(index)
    }

    /// The figures of a phrase, if it may be listed. `next` tells the symbol that follows an occurrence,
    /// unless that is always the same joiner.
    fn measure(
        &mut self,
        run: &[Occurrence<S::Key>],
        length: u32,
        joiner: Option<S>,
        next: impl Fn(&Occurrence<S::Key>) -> S,
        first_child: usize,
    ) -> Option<Repeat> {
        // What is quickest to tell comes first, since it settles the matter for most phrases.
        let count = run.len() as u32;
        let fragments = self.wanted.fragments;
        let is_in_vain = |entropy: f32| entropy < BOUNDED && !fragments;
        let mut right = Neighbours::new(OPENING_MARK);
        match joiner {
            Some(joiner) => right.add(joiner.value(), count),
            None => self.children[first_child..]
                .iter()
                .for_each(|&(symbol, count)| right.add(symbol.value(), count)),
        }
        let right_entropy = right.entropy(count);
        if is_in_vain(right_entropy) {
            return None;
        }
        let left = self.left_neighbours(run);
        let left_entropy = left.entropy(count);
        if is_in_vain(left_entropy) {
            return None;
        }

        self.phrase_number += 1;
        let (mut documents, mut texts, mut quoted, mut openings) = (0, 0, 0, 0);
        let (mut start, mut latest) = (u32::MAX, 0);
        let (mut first, mut last) = (u32::MAX, 0);
        for occurrence in run {
            let left = S::column(occurrence.key, LEFT).value();
            if left == u32::from(WHOLE_BEGIN) {
                quoted += u32::from(next(occurrence).value() == u32::from(WHOLE_END));
            } else if is_plain_edge(left) {
                openings += u32::from(is_comma(joiner.unwrap_or_else(|| next(occurrence)).value()));
            }
            start = start.min(occurrence.position);
            latest = latest.max(occurrence.position);
            let seen = &mut self.documents[occurrence.document as usize];
            // Without a branch on what cannot be foreseen. Dates may well be compared again.
            let is_new = u32::from(seen.phrase != self.phrase_number);
            seen.phrase = self.phrase_number;
            documents += is_new;
            let date = seen.date_and_several >> 1;
            // No date is later than every other as the first, and earlier as the last.
            first = first.min(date.wrapping_sub(1));
            last = last.max(date);
            if seen.date_and_several & 1 == 0 {
                texts += is_new;
            } else {
                let text = self.corpus.reprints.text[occurrence.document as usize];
                let seen = &mut self.text_seen[text as usize];
                texts += u32::from(*seen != self.phrase_number);
                *seen = self.phrase_number;
            }
        }
        if texts < self.wanted.min_documents {
            return None;
        }
        let date = |place: u32| self.corpus.dates.get(place as usize).copied();
        Some(Repeat {
            start,
            latest,
            length,
            count,
            documents,
            texts,
            quoted,
            openings,
            left_entropy,
            right_entropy,
            left_edges: left.boundary_share(count),
            right_edges: right.boundary_share(count),
            first: date(first),
            last: date(last.wrapping_sub(1)),
            place: place(&left, &right, count),
        })
    }

    /// What precedes the occurrences of a run.
    fn left_neighbours(&mut self, run: &[Occurrence<S::Key>]) -> Neighbours {
        // Without a branch on whether a symbol is new, which cannot be foreseen.
        let mut different = 0;
        for occurrence in run {
            let left = S::column(occurrence.key, LEFT).value();
            let seen = &mut self.left_counts[left as usize];
            self.left_seen[different] = left;
            different += usize::from(*seen == 0);
            *seen += 1;
        }
        let mut left = Neighbours::new(CLOSING_MARK);
        for &symbol in &self.left_seen[..different] {
            left.add(symbol, std::mem::take(&mut self.left_counts[symbol as usize]));
        }
        left
    }
}

/// How many of the first items are `like` the first one, of items among which those that are come before
/// all others: looked for in growing steps, since most runs are short and some very long.
fn leading<T>(items: &[T], like: impl Fn(&T) -> bool) -> usize {
    let mut known = 1;
    let mut step = 1;
    while let Some(further) = items.get(known + step - 1) {
        if !like(further) {
            break;
        }
        known += step;
        step *= 2;
    }
    let end = items.len().min(known + step);
    known + items[known..end].partition_point(like)
}
