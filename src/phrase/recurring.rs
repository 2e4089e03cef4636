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
use std::sync::Mutex;

use rayon::prelude::*;

use super::memory::{Need, TooLittleMemory, next_pass};
use super::occurrence::{Census, Collected, Corpus, Occurrence, collect, dates};
use super::repeat::Repeat;
use super::reprints::SKETCH_BYTES;
use super::sequences::{Sequences, Symbols};
use super::symbol::Symbol;
use super::threshold::{MinCount, Thresholds};
use super::walk::{Found, Seen, Walker};
use crate::progress::Progress;

/// What counts as recurring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepeatOptions {
    /// The fewest occurrences. At least 2 are always asked for.
    pub min_count: MinCount,
    /// The fewest documents, near-duplicates counted as one.
    pub min_documents: u32,
    /// The bytes that the search may take, the encoded corpus included. The result is the same with
    /// any bound that suffices; a tight one takes more passes.
    pub memory: Option<u64>,
}

impl Default for RepeatOptions {
    fn default() -> RepeatOptions {
        RepeatOptions { min_count: MinCount::Automatic, min_documents: 2, memory: None }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurring {
    /// The closed phrases by their first symbol, those in too few documents included: the cohesion of
    /// others depends on them.
    pub(super) buckets: Vec<Vec<Found>>,
    /// How often each symbol occurs as a letter.
    pub(super) letters: Vec<u64>,
    /// Their sum: the size of the corpus to which probabilities refer.
    pub(super) total: u64,
    /// The documents of the corpus.
    pub(super) documents: u64,
    /// The fewest documents of a phrase.
    pub(super) min_documents: u32,
    /// The fewest occurrences that a phrase had to have.
    pub min_count: u32,
    /// How many bounded phrases other minimum counts would give.
    pub thresholds: Thresholds,
}

impl Recurring {
    /// The phrases, in the order of the encoded symbols.
    pub fn repeats(&self) -> impl Iterator<Item = &Repeat> {
        let all = self.buckets.iter().flatten().map(|found| &found.repeat);
        all.filter(|repeat| repeat.texts >= self.min_documents)
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
    let documents = &sequences.documents;
    let reprints = &sequences.reprints();
    let dates = &dates(documents);
    match &sequences.symbols {
        Symbols::Narrow(symbols) => {
            let corpus = Corpus { symbols, documents, reprints, dates };
            search(corpus, sequences.letters(), options, progress)
        }
        Symbols::Wide(symbols) => {
            let corpus = Corpus { symbols, documents, reprints, dates };
            search(corpus, sequences.letters(), options, progress)
        }
    }
}

fn search<S: Symbol>(
    corpus: Corpus<'_, S>,
    total: u64,
    options: &RepeatOptions,
    progress: &dyn Progress,
) -> Result<Recurring, TooLittleMemory> {
    let searched = options.min_count.to_search(total);
    let (buckets, letters) = closed_phrases(corpus, searched, |_| true, options.memory, progress)?;
    let letters = letters.into_iter().map(u64::from).collect();
    let documents = corpus.documents.len() as u64;
    Ok(Recurring::conclude(buckets, letters, total, documents, options))
}

/// The closed phrases by their first symbol, of those symbols that are `wanted`, and how often each
/// symbol occurs as a letter.
pub(super) fn closed_phrases<S: Symbol>(
    corpus: Corpus<'_, S>,
    min_count: u32,
    wanted: impl Fn(usize) -> bool,
    memory: Option<u64>,
    progress: &dyn Progress,
) -> Result<(Vec<Vec<Found>>, Vec<u32>), TooLittleMemory> {
    let chunks = corpus.chunks();
    let parts: Vec<Census> = chunks.par_iter().map(|chunk| Census::take(&corpus, chunk)).collect();
    let Census { letters, mut starts } = Census::total::<S>(&parts);
    (0..S::ALPHABET).filter(|&symbol| !wanted(symbol)).for_each(|symbol| starts[symbol] = 0);
    let need = need(&corpus, &starts, parts.len(), min_count);
    if let Some(given) = memory.filter(|&given| given < need.least()) {
        return Err(TooLittleMemory { needed: need.least(), given });
    }
    let megabytes = need.most(memory).div_ceil(1_000_000);
    let stage = format!("recurring phrases, in up to {megabytes} MB of memory");
    progress.begin(&stage, Some(need.starts));

    let mut buckets: Vec<Vec<Found>> = Vec::new();
    buckets.resize_with(S::ALPHABET, Vec::new);
    let (mut from, mut found) = (0, 0);
    let mut buffer = Vec::new();
    let frequent = |symbol: usize| starts[symbol] >= min_count;
    while from < S::ALPHABET {
        let pass = next_pass(&starts, from, need.starts_in_pass(memory, found));
        let collected = collect(&corpus, &chunks, &parts, &pass, frequent, &mut buffer);
        for (symbol, bucket) in walk(&corpus, collected, min_count, progress) {
            found += bucket.len() as u64;
            buckets[symbol] = bucket;
        }
        from = pass.end;
    }
    progress.end();
    Ok((buckets, letters))
}

impl Recurring {
    /// What the closed phrases of a corpus give: how many there are at each threshold, and those that
    /// reach the one chosen.
    pub(super) fn conclude(
        mut buckets: Vec<Vec<Found>>,
        letters: Vec<u64>,
        total: u64,
        documents: u64,
        options: &RepeatOptions,
    ) -> Recurring {
        let searched = options.min_count.to_search(total);
        let min_documents = options.min_documents;
        let all = buckets.iter().flatten().map(|found| &found.repeat);
        let enough = all.filter(|repeat| repeat.texts >= min_documents);
        let thresholds = Thresholds::new(enough, searched);
        let min_count = options.min_count.to_list(total, &thresholds);
        if min_count > searched {
            buckets.par_iter_mut().for_each(|bucket| keep_frequent(bucket, min_count));
        }
        Recurring { buckets, letters, total, documents, min_documents, min_count, thresholds }
    }
}

fn need<S: Symbol>(corpus: &Corpus<'_, S>, starts: &[u32], parts: usize, min_count: u32) -> Need {
    let threads = rayon::current_num_threads();
    let counts = size_of::<u32>() * S::ALPHABET;
    let walker = 2 * counts + corpus.documents.len() * (size_of::<Seen>() + size_of::<u32>());
    let fixed = size_of_val(corpus.symbols)
        + size_of_val(corpus.documents)
        + corpus.documents.len() * (SKETCH_BYTES + size_of::<u32>() + size_of::<bool>())
        + size_of_val(corpus.dates)
        + (parts + 1) * 2 * counts
        + S::ALPHABET * 4 * size_of::<Vec<Found>>()
        + threads * walker;
    Need {
        fixed: fixed as u64,
        starts: starts.iter().map(|&count| u64::from(count)).sum(),
        largest: starts.iter().copied().max().map_or(0, u64::from),
        occurrence: size_of::<Occurrence<S::Key>>() as u64,
        min_count: u64::from(min_count),
    }
}

/// The closed phrases that begin with a symbol of the pass, by symbol.
fn walk<S: Symbol>(
    corpus: &Corpus<'_, S>,
    collected: Collected<'_, S::Key>,
    min_count: u32,
    progress: &dyn Progress,
) -> Vec<(usize, Vec<Found>)> {
    let mut symbols = collected.symbols;
    // The largest first, so that the threads end at the same time.
    symbols.sort_by_key(|(symbol, occurrences)| (Reverse(occurrences.len()), *symbol));
    let symbols = Mutex::new(symbols.into_iter());
    let next = || symbols.lock().ok().and_then(|mut symbols| symbols.next());
    let parts = rayon::broadcast(|_| {
        let mut walker = Walker::new(*corpus, min_count);
        let mut part = Vec::new();
        while let Some((symbol, occurrences)) = next() {
            let starts = occurrences.len() as u64;
            part.push((symbol, walker.bucket(symbol as u32, occurrences)));
            progress.advance(starts);
        }
        part
    });
    parts.into_iter().flatten().collect()
}

/// Keeps the phrases that occur often enough. What a kept phrase continues is more frequent still, so
/// it is kept as well.
fn keep_frequent(bucket: &mut Vec<Found>, min_count: u32) {
    let mut kept = 0;
    let places: Vec<u32> = bucket
        .iter()
        .map(|found| {
            let place = kept;
            kept += u32::from(found.repeat.count >= min_count);
            place
        })
        .collect();
    bucket.retain_mut(|found| {
        found.parent = found.parent.map(|parent| places[parent as usize]);
        found.repeat.count >= min_count
    });
    bucket.shrink_to_fit();
}
