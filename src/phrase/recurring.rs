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
//! positions are put into buckets by their first symbol (`scatter`); in a bucket, occurrences are sorted
//! by their next three symbols, runs of equal beginnings that are long enough are recorded, and
//! only these are sorted by their next three symbols, and so on (`walk`). Then each recorded phrase is
//! looked up in the others for its cohesion (`cohesion`).

use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::cohesion;
use super::repeat::Repeat;
use super::scatter::{Census, Scattered, scatter};
use super::sequences::{Sequences, Symbols};
use super::symbol::Symbol;
use super::walk::{Corpus, Found, Walker};
use crate::progress::Progress;

/// What counts as recurring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatOptions {
    /// The fewest occurrences. At least 2 are always asked for.
    pub min_count: u32,
    /// The fewest documents, near-duplicates counted as one.
    pub min_documents: u32,
}

impl Default for RepeatOptions {
    fn default() -> RepeatOptions {
        RepeatOptions { min_count: 5, min_documents: 2 }
    }
}

/// Finds every closed recurring phrase, in the order of the encoded symbols, which does not depend on
/// the number of threads. Runs on the current rayon pool.
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
    let min_count = options.min_count.max(2);
    let census = Census::take(symbols);
    let corpus = Corpus::new(symbols, &sequences.documents);
    progress.begin("recurring phrases", Some(census.starts.iter().map(|&n| u64::from(n)).sum()));

    let mut buckets: Vec<Vec<Found>> = Vec::new();
    buckets.resize_with(S::ALPHABET, Vec::new);
    let groups = census.groups(min_count, rayon::current_num_threads());
    let positions = scatter(symbols, &census, &groups, min_count);
    for (symbol, found) in walk(&corpus, &positions, min_count, progress) {
        buckets[symbol] = found;
    }
    drop(positions);
    let cohesions =
        cohesion::weakest_splits(symbols, &census.letters, &buckets, sequences.letters());
    progress.end();

    let mut repeats = Vec::new();
    for (bucket, cohesions) in buckets.into_iter().zip(cohesions) {
        let bucket = bucket.into_iter().zip(cohesions);
        let kept = bucket.filter(|(found, _)| found.repeat.texts >= options.min_documents);
        repeats.extend(kept.map(|(found, cohesion)| Repeat { cohesion, ..found.repeat }));
    }
    repeats
}

fn walk<S: Symbol>(
    corpus: &Corpus<'_, S>,
    positions: &[Scattered],
    min_count: u32,
    progress: &dyn Progress,
) -> Vec<(usize, Vec<Found>)> {
    let mut buckets: Vec<(usize, &[u32])> = positions.iter().flat_map(Scattered::buckets).collect();
    // The largest first, so that the threads end at the same time.
    buckets.sort_by_key(|(symbol, positions)| (Reverse(positions.len()), *symbol));
    let next = AtomicUsize::new(0);
    let parts = rayon::broadcast(|_| {
        let mut walker = Walker::new(corpus, min_count);
        let mut part = Vec::new();
        while let Some(&(symbol, positions)) = buckets.get(next.fetch_add(1, Ordering::Relaxed)) {
            part.push((symbol, walker.bucket(positions)));
            progress.advance(positions.len() as u64);
        }
        part
    });
    parts.into_iter().flatten().collect()
}
