//! Every closed recurring phrase of a corpus, exactly, whatever its length.
//!
//! A *phrase* is a sequence of at least two characters inside a segment that begins and ends with a
//! letter. It is *closed* if no longer phrase holds it in every one of its occurrences; since a longer
//! phrase that does so occurs as often, the closed phrases with their counts tell the count of every
//! other one. A phrase is not closed exactly if all its occurrences are followed by the same letter (or
//! by the same joiner and the same letter), or if all are preceded so. The edge of a segment is a
//! neighbour different from all others.
//!
//! The method is a most-significant-symbol-first sort of the positions where a phrase can begin, pruned:
//! positions are put into buckets by their first symbol; in a bucket, the next three symbols and the
//! one before are packed into one number and sorted; runs of equal beginnings that are long enough are
//! recorded, and only these are sorted by their next three symbols. A run whose occurrences all
//! have the same left neighbour holds no closed phrase, so its branch ends there: this is what keeps
//! reprinted documents, with their long repeats at every position, from costing more than others.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::cohesion;
use super::repeat::{Place, Repeat};
use super::sequences::{DocumentStart, Sequences, Symbols};
use super::symbol::{CLOSING, EDGE_OF_HEAD, EDGE_OF_LINE, OPENING, Symbol, is_boundary};
use crate::corpus::Date;
use crate::progress::Progress;

/// What counts as recurring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatOptions {
    /// The fewest occurrences. At least 2 are always asked for.
    pub min_count: u32,
    /// The fewest documents.
    pub min_documents: u32,
}

impl Default for RepeatOptions {
    fn default() -> RepeatOptions {
        RepeatOptions { min_count: 5, min_documents: 2 }
    }
}

/// Finds every closed recurring phrase, in the lexicographic order of the encoded symbols, which does
/// not depend on the number of threads. Runs on the current rayon pool.
pub fn recurring(
    sequences: &Sequences,
    options: &RepeatOptions,
    progress: &dyn Progress,
) -> Vec<Repeat> {
    match &sequences.symbols {
        Symbols::Narrow(symbols) => search(symbols, sequences, options, progress),
        Symbols::Wide(symbols) => search(symbols, sequences, options, progress),
    }
}

fn search<S: Symbol>(
    symbols: &[S],
    sequences: &Sequences,
    options: &RepeatOptions,
    progress: &dyn Progress,
) -> Vec<Repeat> {
    let corpus = Corpus {
        symbols,
        documents: &sequences.documents,
        blocks: block_documents(&sequences.documents, symbols.len()),
    };
    let min_count = options.min_count.max(2);
    let census = Census::take(symbols);
    progress.begin("recurring phrases", Some(census.starts.iter().map(|&n| u64::from(n)).sum()));

    let mut found: Vec<Vec<Found>> = Vec::new();
    found.resize_with(S::ALPHABET, Vec::new);
    let groups = census.groups(min_count, rayon::current_num_threads());
    let positions = scatter(symbols, &census, &groups, min_count);
    let mut buckets: Vec<(usize, &[u32])> = positions.iter().flat_map(Scattered::buckets).collect();
    // The largest first, so that the threads end at the same time.
    buckets.sort_by_key(|(symbol, positions)| (std::cmp::Reverse(positions.len()), *symbol));
    let next = AtomicUsize::new(0);
    let parts = rayon::broadcast(|_| {
        let mut walker = Walker::new(corpus.borrow(), min_count);
        let mut part = Vec::new();
        while let Some(&(symbol, positions)) = buckets.get(next.fetch_add(1, Ordering::Relaxed)) {
            part.push((symbol, walker.bucket(positions)));
            progress.advance(positions.len() as u64);
        }
        part
    });
    drop(buckets);
    drop(positions);
    for (symbol, bucket) in parts.into_iter().flatten() {
        found[symbol] = bucket;
    }
    let weakest = cohesion::weakest_splits(symbols, &census.letters, &found, sequences.letters());
    progress.end();

    let mut repeats = Vec::new();
    for (bucket, weakest) in found.into_iter().zip(weakest) {
        for (found, cohesion) in bucket.into_iter().zip(weakest) {
            if found.repeat.documents >= options.min_documents {
                repeats.push(Repeat { cohesion, ..found.repeat });
            }
        }
    }
    repeats
}

/// A closed phrase in the order of the search, which puts a phrase before its continuations.
pub(super) struct Found {
    pub(super) repeat: Repeat,
    /// The index, in the same bucket, of the longest closed phrase that this one continues.
    pub(super) parent: Option<u32>,
}

/// How often each symbol occurs.
struct Census {
    /// As a letter.
    letters: Vec<u32>,
    /// As a letter at which a phrase may begin: one that is not the last of its segment.
    starts: Vec<u32>,
}

impl Census {
    fn take<S: Symbol>(symbols: &[S]) -> Census {
        let mut letters = vec![0; S::ALPHABET];
        let mut starts = vec![0; S::ALPHABET];
        for pair in symbols.windows(2) {
            if pair[0].is_letter() {
                letters[pair[0].value() as usize] += 1;
                starts[pair[0].value() as usize] += u32::from(!pair[1].is_edge());
            }
        }
        Census { letters, starts }
    }

    /// Ranges of symbols with about the same number of starts each.
    fn groups(&self, min_count: u32, number: usize) -> Vec<std::ops::Range<usize>> {
        let kept = |&count: &u32| if count >= min_count { u64::from(count) } else { 0 };
        let total: u64 = self.starts.iter().map(kept).sum();
        let mut groups = Vec::new();
        let (mut begin, mut sum) = (0, 0);
        for (symbol, count) in self.starts.iter().enumerate() {
            sum += kept(count);
            if sum * number as u64 >= total * (groups.len() as u64 + 1) {
                groups.push(begin..symbol + 1);
                begin = symbol + 1;
            }
        }
        groups.push(begin..self.starts.len());
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// The positions of the starts of a range of symbols, by symbol, ascending.
struct Scattered {
    symbols: std::ops::Range<usize>,
    /// For each symbol of the range, where its positions end.
    ends: Vec<usize>,
    positions: Vec<u32>,
}

impl Scattered {
    fn buckets(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.symbols.clone().enumerate().filter_map(|(index, symbol)| {
            let start = if index == 0 { 0 } else { self.ends[index - 1] };
            let positions = &self.positions[start..self.ends[index]];
            (!positions.is_empty()).then_some((symbol, positions))
        })
    }
}

fn scatter<S: Symbol>(
    symbols: &[S],
    census: &Census,
    groups: &[std::ops::Range<usize>],
    min_count: u32,
) -> Vec<Scattered> {
    use rayon::prelude::*;

    let one = |group: &std::ops::Range<usize>| {
        // A cursor for each symbol; a bucket that is too small gets no room and no positions.
        let mut cursors = vec![usize::MAX; group.len()];
        let mut total = 0;
        for (cursor, &count) in cursors.iter_mut().zip(&census.starts[group.clone()]) {
            if count >= min_count {
                *cursor = total;
                total += count as usize;
            }
        }
        let mut positions = vec![0; total];
        for (position, pair) in symbols.windows(2).enumerate() {
            let index = (pair[0].value() as usize).wrapping_sub(group.start);
            if pair[0].is_letter() && !pair[1].is_edge() && index < group.len() {
                let cursor = &mut cursors[index];
                if let Some(slot) = positions.get_mut(*cursor) {
                    *slot = position as u32;
                    *cursor += 1;
                }
            }
        }
        let mut end = 0;
        for cursor in &mut cursors {
            if *cursor != usize::MAX {
                end = *cursor;
            }
            *cursor = end;
        }
        Scattered { symbols: group.clone(), ends: cursors, positions }
    };
    groups.par_iter().map(one).collect()
}

/// Positions are numbered in blocks of this many, to find the document of a position.
const BLOCK: usize = 256;

fn block_documents(documents: &[DocumentStart], length: usize) -> Vec<u32> {
    let mut document = 0;
    (0..=length / BLOCK)
        .map(|block| {
            while documents
                .get(document + 1)
                .is_some_and(|next| next.position as usize <= block * BLOCK)
            {
                document += 1;
            }
            document as u32
        })
        .collect()
}

struct Corpus<'a, S, B = Vec<u32>> {
    symbols: &'a [S],
    documents: &'a [DocumentStart],
    /// The document in which each block of positions begins.
    blocks: B,
}

impl<'a, S> Corpus<'a, S> {
    fn borrow(&self) -> Corpus<'_, S, &[u32]> {
        Corpus { symbols: self.symbols, documents: self.documents, blocks: &self.blocks }
    }
}

/// An occurrence of a growing phrase.
#[derive(Clone, Copy, Default)]
struct Occurrence<K> {
    /// The next three symbols, then the one before the phrase.
    key: K,
    position: u32,
    document: u32,
}

/// The column of the key that holds the symbol before the phrase.
const LEFT: u32 = 3;
/// The column at which all gathered symbols are used up.
const GATHERED: u32 = 3;

struct Walker<'a, S: Symbol> {
    corpus: Corpus<'a, S, &'a [u32]>,
    min_count: usize,
    occurrences: Vec<Occurrence<S::Key>>,
    /// How often each symbol precedes the phrase at hand; all zero in between.
    left_counts: Vec<u32>,
    /// Which of them are not zero.
    left_seen: Vec<u32>,
    /// For each document, the number of the last phrase it was counted for.
    document_seen: Vec<u32>,
    phrase_number: u32,
    found: Vec<Found>,
}

impl<'a, S: Symbol> Walker<'a, S> {
    fn new(corpus: Corpus<'a, S, &'a [u32]>, min_count: u32) -> Walker<'a, S> {
        Walker {
            min_count: min_count as usize,
            occurrences: Vec::new(),
            left_counts: vec![0; S::ALPHABET],
            left_seen: Vec::new(),
            document_seen: vec![0; corpus.documents.len()],
            phrase_number: 0,
            found: Vec::new(),
            corpus,
        }
    }

    /// The closed phrases that begin with one symbol, whose positions are given in ascending order.
    fn bucket(&mut self, positions: &[u32]) -> Vec<Found> {
        let mut occurrences = std::mem::take(&mut self.occurrences);
        occurrences.clear();
        let mut document = 0;
        occurrences.extend(positions.iter().map(|&position| {
            let Corpus { symbols, documents, blocks } = &self.corpus;
            document = document.max(blocks[position as usize / BLOCK]);
            while documents.get(document as usize + 1).is_some_and(|next| next.position <= position)
            {
                document += 1;
            }
            let left = symbols[position as usize - 1];
            Occurrence { key: S::pack([left; 4]), position, document }
        }));
        self.branch(
            &mut occurrences,
            Node { depth: 1, previous: usize::MAX, parent: None },
            GATHERED,
        );
        self.occurrences = occurrences;
        std::mem::take(&mut self.found)
    }

    /// Records the closed phrases that begin as the node does, whose occurrences are the run. They are
    /// sorted by their keys, the columns before `column` being part of the node.
    fn branch(&mut self, run: &mut [Occurrence<S::Key>], node: Node, column: u32) {
        if self.follows_one_thing(run) {
            return;
        }
        if column == GATHERED {
            self.gather(run, node.depth);
            return self.branch_sorted(run, node, 0);
        }
        self.branch_sorted(run, node, column);
    }

    fn branch_sorted(&mut self, run: &mut [Occurrence<S::Key>], node: Node, column: u32) {
        let parent = self.record(run, node, column);
        let mut rest = &mut *run;
        let previous = rest.len();
        while let Some(first) = rest.first() {
            let symbol = S::column(first.key, column);
            let length = rest.iter().position(|o| S::column(o.key, column) != symbol);
            let (child, others) = rest.split_at_mut(length.unwrap_or(rest.len()));
            rest = others;
            if child.len() >= self.min_count && !symbol.is_edge() {
                self.branch(child, Node { depth: node.depth + 1, previous, parent }, column + 1);
            }
        }
    }

    /// Packs and sorts the next three symbols after the first `depth`.
    fn gather(&self, run: &mut [Occurrence<S::Key>], depth: u32) {
        let symbols = self.corpus.symbols;
        for occurrence in run.iter_mut() {
            let after = (occurrence.position + depth) as usize;
            // Past the end of the corpus, symbols repeat the edge that ends it.
            let at = |index: usize| symbols[index.min(symbols.len() - 1)];
            let left = S::column(occurrence.key, LEFT);
            occurrence.key = match symbols.get(after..after + 3) {
                Some(next) => S::pack([next[0], next[1], next[2], left]),
                None => S::pack([at(after), at(after + 1), at(after + 2), left]),
            };
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
        let end = self.corpus.symbols[(run[0].position + node.depth) as usize - 1];
        let length = match (end.is_letter(), node.previous == run.len()) {
            (true, _) => node.depth,
            // A node that ends with a joiner stands for the phrase before it, unless that has other
            // continuations too and has been recorded on their account.
            (false, true) => node.depth - 1,
            (false, false) => return node.parent,
        };
        if (first == last && !first.is_edge()) || length < 2 {
            return node.parent;
        }
        let joiner = (!end.is_letter()).then_some(end);
        let repeat = self.measure(run, length, joiner, next);
        self.found.push(Found { repeat, parent: node.parent });
        Some(self.found.len() as u32 - 1)
    }

    /// The figures of a phrase: a run of occurrences, of which `next` tells the symbol that follows,
    /// if it is not always the same joiner.
    fn measure(
        &mut self,
        run: &[Occurrence<S::Key>],
        length: u32,
        joiner: Option<S>,
        next: impl Fn(&Occurrence<S::Key>) -> S,
    ) -> Repeat {
        self.phrase_number += 1;
        let (mut documents, mut quoted, mut start) = (0, 0, u32::MAX);
        let (mut first, mut last) = (None::<Date>, None::<Date>);
        for occurrence in run {
            let left = S::column(occurrence.key, LEFT).value();
            let seen = &mut self.left_counts[left as usize];
            if *seen == 0 {
                self.left_seen.push(left);
            }
            *seen += 1;
            quoted += u32::from(
                left == u32::from(OPENING) && next(occurrence).value() == u32::from(CLOSING),
            );
            start = start.min(occurrence.position);
            let seen = &mut self.document_seen[occurrence.document as usize];
            if *seen != self.phrase_number {
                *seen = self.phrase_number;
                documents += 1;
                if let Some(date) = self.corpus.documents[occurrence.document as usize].date {
                    first = Some(first.map_or(date, |first| first.min(date)));
                    last = last.max(Some(date));
                }
            }
        }
        let count = run.len() as u32;
        let (mut left, mut right) = (Neighbours::default(), Neighbours::default());
        for symbol in self.left_seen.drain(..) {
            let seen = std::mem::take(&mut self.left_counts[symbol as usize]);
            left.add(symbol, seen);
        }
        match joiner {
            Some(joiner) => right.add(joiner.value(), count),
            None => run
                .chunk_by(|a, b| next(a) == next(b))
                .for_each(|child| right.add(next(&child[0]).value(), child.len() as u32)),
        }
        Repeat {
            start,
            length,
            count,
            documents,
            quoted,
            left_entropy: left.entropy(count),
            right_entropy: right.entropy(count),
            left_edges: left.boundaries as f32 / count as f32,
            right_edges: right.boundaries as f32 / count as f32,
            cohesion: 0.0,
            first,
            last,
            place: place(&left, &right, count),
        }
    }
}

/// A node of the tree of beginnings.
#[derive(Clone, Copy)]
struct Node {
    /// The number of symbols.
    depth: u32,
    /// How often its first `depth - 1` symbols occur.
    previous: usize,
    /// The last phrase recorded on the way to it.
    parent: Option<u32>,
}

/// What stands on one side of a phrase.
#[derive(Default)]
struct Neighbours {
    boundaries: u32,
    lines: u32,
    heads: u32,
    /// Σ c log2 c over the neighbours that are no boundary.
    sum: f64,
}

impl Neighbours {
    fn add(&mut self, symbol: u32, count: u32) {
        if is_boundary(symbol) {
            self.boundaries += count;
            self.lines += if symbol == u32::from(EDGE_OF_LINE) { count } else { 0 };
            self.heads += if symbol == u32::from(EDGE_OF_HEAD) { count } else { 0 };
        } else if count > 1 {
            self.sum += f64::from(count) * f64::from(count).log2();
        }
    }

    fn entropy(&self, count: u32) -> f32 {
        // Rounding may leave a hair less than nothing.
        (f64::from(count).log2() - self.sum / f64::from(count)).max(0.0) as f32
    }
}

fn place(left: &Neighbours, right: &Neighbours, count: u32) -> Option<Place> {
    let mostly = |number: u32| u64::from(number) * 5 >= u64::from(count) * 4;
    if mostly(left.heads) {
        Some(Place::Head)
    } else if mostly(right.lines) {
        Some(Place::LineEnd)
    } else if mostly(left.lines + left.heads) {
        Some(Place::LineStart)
    } else {
        None
    }
}
