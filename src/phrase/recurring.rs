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
//! occurrences are put into buckets by their first symbol (`occurrence`); in a bucket, they are sorted
//! by their next three symbols, runs of equal beginnings that are long enough are recorded, and only
//! these are sorted by their next three symbols, and so on (`walk`).

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::closed::Bucket;
use super::cohesion::Table;
use super::memory::{Kept, Need, TooLittleMemory, next_pass};
use super::occurrence::{Census, Collected, Corpus, Occurrence, collect, dates};
use super::repeat::Repeat;
use super::reprints::SKETCH_BYTES;
use super::sequences::{Sequences, Symbols};
use super::symbol::Symbol;
use super::threshold::{MinCount, Reached, Thresholds};
use super::walk::{Seen, Walker, Wanted};
use crate::progress::Progress;

/// What counts as recurring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepeatOptions {
    /// The fewest occurrences. At least 2 are always asked for.
    pub min_count: MinCount,
    /// The fewest documents, near-duplicates counted as one.
    pub min_documents: u32,
    /// List fragments as well: what is not bounded, cuts through a word, or begins or ends with a
    /// stray function word. Figures are kept of all closed phrases then, which takes more memory.
    pub fragments: bool,
    /// The bytes that the search may take, the encoded corpus included. The result is the same with
    /// any bound that suffices; a tight one takes more passes.
    pub memory: Option<u64>,
}

impl Default for RepeatOptions {
    fn default() -> RepeatOptions {
        let min_count = MinCount::Automatic;
        RepeatOptions { min_count, min_documents: 2, fragments: false, memory: None }
    }
}

impl RepeatOptions {
    /// What is looked for in a corpus of so many letters.
    pub(super) fn wanted(&self, letters: u64) -> Wanted {
        Wanted {
            min_count: self.min_count.to_search(letters),
            min_documents: self.min_documents,
            fragments: self.fragments,
            rows: self.min_count.rows(),
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurring {
    /// The closed phrases by their first symbol.
    pub(super) buckets: Vec<Bucket>,
    /// How often each symbol occurs as a letter.
    pub(super) letters: Vec<u64>,
    /// Their sum: the size of the corpus to which probabilities refer.
    pub(super) total: u64,
    /// The documents of the corpus.
    pub(super) documents: u64,
    /// Whether fragments are listed.
    pub(super) fragments: bool,
    /// The fewest occurrences that a phrase had to have.
    pub min_count: u32,
    /// How many bounded phrases other minimum counts would give.
    pub thresholds: Thresholds,
}

impl Recurring {
    /// The phrases in enough documents, in the order of the encoded symbols; those that are not bounded
    /// only if fragments were asked for.
    pub fn repeats(&self) -> impl Iterator<Item = &Repeat> {
        let all = self.buckets.iter().flat_map(|bucket| &bucket.listable);
        all.map(|listable| &listable.repeat)
    }
}

/// Finds every closed recurring phrase. The result does not depend on the number of threads. Runs on
/// the current rayon pool.
///
/// # Errors
///
/// [`TooLittleMemory`], before the work begins, if it would not fit.
pub fn recurring(
    sequences: &Sequences,
    options: &RepeatOptions,
    progress: &dyn Progress,
) -> Result<Recurring, TooLittleMemory> {
    let total = sequences.letters();
    let closed = search(sequences, options.wanted(total), options.memory, progress)?;
    let documents = sequences.documents() as u64;
    Ok(Recurring::conclude(closed, total, documents, options))
}

/// What [`closed_phrases`] finds in all of the sequences.
pub(super) fn search(
    sequences: &Sequences,
    wanted: Wanted,
    memory: Option<u64>,
    progress: &dyn Progress,
) -> Result<Closed, TooLittleMemory> {
    let documents = &sequences.documents;
    let reprints = &sequences.reprints();
    let dates = &dates(documents);
    match &sequences.symbols {
        Symbols::Narrow(symbols) => {
            let corpus = Corpus { symbols, documents, reprints, dates };
            closed_phrases(corpus, wanted, |_| true, memory, progress)
        }
        Symbols::Wide(symbols) => {
            let corpus = Corpus { symbols, documents, reprints, dates };
            closed_phrases(corpus, wanted, |_| true, memory, progress)
        }
    }
}

/// The closed phrases of a corpus.
pub(super) struct Closed {
    /// By their first symbol.
    pub(super) buckets: Vec<Bucket>,
    /// How often each symbol occurs as a letter.
    pub(super) letters: Vec<u64>,
    /// The bounded phrases that were found.
    pub(super) reached: Reached,
}

/// The closed phrases that begin with a symbol that is to be `searched`.
pub(super) fn closed_phrases<S: Symbol>(
    corpus: Corpus<'_, S>,
    wanted: Wanted,
    searched: impl Fn(usize) -> bool,
    memory: Option<u64>,
    progress: &dyn Progress,
) -> Result<Closed, TooLittleMemory> {
    let chunks = corpus.chunks();
    let parts: Vec<Census> = chunks.par_iter().map(|chunk| Census::take(&corpus, chunk)).collect();
    let Census { letters, mut starts } = Census::total::<S>(&parts);
    (0..S::ALPHABET).filter(|&symbol| !searched(symbol)).for_each(|symbol| starts[symbol] = 0);
    let need = need(&corpus, &starts, parts.len(), wanted);
    if let Some(given) = memory.filter(|&given| given < need.least()) {
        return Err(TooLittleMemory { needed: need.least(), given });
    }
    let megabytes = need.most(memory).div_ceil(1_000_000);
    let stage = format!("recurring phrases, in up to {megabytes} MB of memory");
    progress.begin(&stage, Some(need.starts));

    let mut buckets: Vec<Bucket> = Vec::new();
    buckets.resize_with(S::ALPHABET, Bucket::default);
    let (mut from, mut floor) = (0, wanted.min_count);
    let mut reached = Reached::default();
    let mut buffer = Vec::new();
    let frequent = |symbol: usize| starts[symbol] >= wanted.min_count;
    while from < S::ALPHABET {
        let kept = Kept::of(&buckets);
        let pass = next_pass(&starts, from, need.starts_in_pass(memory, kept));
        let collected = collect(&corpus, &chunks, &parts, &pass, frequent, &mut buffer);
        for (symbol, bucket) in walk(&corpus, collected, wanted, &mut reached, progress) {
            buckets[symbol] = bucket;
        }
        // A threshold that too many phrases reach by now will not be the one that is chosen.
        if wanted.floor(&reached) > floor {
            floor = wanted.floor(&reached);
            buckets.par_iter_mut().for_each(|bucket| bucket.keep_frequent(floor));
        }
        from = pass.end;
    }
    progress.end();
    let letters = letters.into_iter().map(u64::from).collect();
    Ok(Closed { buckets, letters, reached })
}

impl Recurring {
    /// What the closed phrases of a corpus give: how many there are at each threshold, and those that
    /// reach the one chosen.
    pub(super) fn conclude(
        closed: Closed,
        total: u64,
        documents: u64,
        options: &RepeatOptions,
    ) -> Recurring {
        let searched = options.min_count.to_search(total);
        let Closed { mut buckets, letters, reached } = closed;
        let thresholds = Thresholds::new(&reached, searched);
        let min_count = options.min_count.to_list(total, &thresholds);
        if min_count > searched {
            buckets.par_iter_mut().for_each(|bucket| bucket.keep_frequent(min_count));
        }
        let fragments = options.fragments;
        Recurring { buckets, letters, total, documents, fragments, min_count, thresholds }
    }
}

fn need<S: Symbol>(corpus: &Corpus<'_, S>, starts: &[u32], parts: usize, wanted: Wanted) -> Need {
    let threads = rayon::current_num_threads();
    let counts = size_of::<u32>() * S::ALPHABET;
    let walker = 2 * counts + corpus.documents.len() * (size_of::<Seen>() + size_of::<u32>());
    let fixed = size_of_val(corpus.symbols)
        + size_of_val(corpus.documents)
        + corpus.documents.len() * (SKETCH_BYTES + size_of::<u32>() + size_of::<bool>())
        + size_of_val(corpus.dates)
        // Censuses, and where each part writes.
        + (parts + 1) * 2 * counts
        + parts * S::ALPHABET * size_of::<std::slice::IterMut<'_, u8>>()
        + S::ALPHABET * (size_of::<Bucket>() + size_of::<Table>() + size_of::<u64>())
        + threads * walker;
    Need {
        fixed: fixed as u64,
        starts: starts.iter().map(|&count| u64::from(count)).sum(),
        largest: starts.iter().copied().max().map_or(0, u64::from),
        occurrence: size_of::<Occurrence<S::Key>>() as u64,
        min_count: u64::from(wanted.min_count),
        fragments: wanted.fragments,
        rows: wanted.rows,
    }
}

/// The closed phrases that begin with a symbol of the pass, by symbol. Which of those below the final
/// threshold are still among them depends on how threads take turns; in the end none is.
fn walk<S: Symbol>(
    corpus: &Corpus<'_, S>,
    collected: Collected<'_, S::Key>,
    wanted: Wanted,
    reached: &mut Reached,
    progress: &dyn Progress,
) -> Vec<(usize, Bucket)> {
    let mut symbols = collected.symbols;
    // The largest first, so that the threads end at the same time.
    symbols.sort_by_key(|(symbol, occurrences)| (Reverse(occurrences.len()), *symbol));
    let queue = Mutex::new((symbols.into_iter(), *reached));
    let parts = rayon::broadcast(|_| {
        let mut walker = Walker::new(*corpus, wanted);
        let mut part: Vec<(usize, Bucket)> = Vec::new();
        loop {
            let (next, floor) = {
                let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                queue.1.merge(&std::mem::take(&mut walker.reached));
                (queue.0.next(), wanted.floor(&queue.1))
            };
            if floor > walker.floor {
                walker.floor = floor;
                part.iter_mut().for_each(|(_, bucket)| bucket.keep_frequent(floor));
            }
            let Some((symbol, occurrences)) = next else { break part };
            let starts = occurrences.len() as u64;
            part.push((symbol, walker.bucket(occurrences)));
            progress.advance(starts);
        }
    });
    *reached = queue.into_inner().unwrap_or_else(PoisonError::into_inner).1;
    parts.into_iter().flatten().collect()
}
