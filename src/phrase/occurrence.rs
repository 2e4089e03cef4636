//! Occurrences of growing phrases, and their collection by first symbol.
//!
//! Everything that the first sort of a bucket needs is collected while the corpus is read in order: to
//! visit the occurrences of a symbol later, one by one all over the corpus, would cost a cache miss each.

use std::ops::Range;

use rayon::prelude::*;

use super::reprints::Reprints;
use super::sequences::DocumentStart;
use super::symbol::Symbol;
use crate::corpus::Date;
use crate::text::{BLOCK, Picker};

/// An occurrence of a growing phrase.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Occurrence<K> {
    /// The next three symbols, then the one before the phrase.
    pub(super) key: K,
    pub(super) position: u32,
    pub(super) document: u32,
}

/// The column of the key that holds the symbol before the phrase.
pub(super) const LEFT: u32 = 3;

/// What a search reads.
#[derive(Clone, Copy)]
pub(super) struct Corpus<'a, S> {
    pub(super) symbols: &'a [S],
    pub(super) documents: &'a [DocumentStart],
    pub(super) reprints: &'a Reprints,
    /// The dates of documents, each once, in order.
    pub(super) dates: &'a [Date],
}

/// The dates of documents, each once, in order: small numbers are quicker to compare than dates.
pub(super) fn dates(documents: &[DocumentStart]) -> Vec<Date> {
    let mut dates: Vec<Date> = documents.iter().filter_map(|document| document.date).collect();
    dates.par_sort_unstable();
    dates.dedup();
    dates
}

impl<S: Symbol> Corpus<'_, S> {
    /// The three symbols from a position on. Three edges end the corpus, so that there always are.
    pub(super) fn three(&self, position: usize) -> [S; 3] {
        let three = &self.symbols[position..position + 3];
        [three[0], three[1], three[2]]
    }

    /// Stretches of about the same length, in order, one for each thread.
    pub(super) fn chunks(&self) -> Vec<Range<usize>> {
        let length = self.symbols.len();
        let size = length.div_ceil(rayon::current_num_threads()).max(1 << 16);
        (0..length).step_by(size).map(|start| start..(start + size).min(length)).collect()
    }
}

/// How often each symbol occurs in a stretch of the corpus.
pub(super) struct Census {
    /// As a letter.
    pub(super) letters: Vec<u32>,
    /// As a letter at which a phrase can begin: one that is not the last of its segment.
    pub(super) starts: Vec<u32>,
}

impl Census {
    pub(super) fn take<S: Symbol>(corpus: &Corpus<'_, S>, chunk: &Range<usize>) -> Census {
        let mut census = Census { letters: vec![0; S::ALPHABET], starts: vec![0; S::ALPHABET] };
        let end = (chunk.end + 1).min(corpus.symbols.len());
        for pair in corpus.symbols[chunk.start..end].windows(2) {
            let value = pair[0].value() as usize;
            census.letters[value] += u32::from(pair[0].is_letter());
            census.starts[value] += u32::from(pair[0].is_letter() && !pair[1].is_edge());
        }
        census
    }

    pub(super) fn total<S: Symbol>(parts: &[Census]) -> Census {
        let mut total = Census { letters: vec![0; S::ALPHABET], starts: vec![0; S::ALPHABET] };
        for part in parts {
            let add = |sums: &mut [u32], numbers: &[u32]| {
                sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
            };
            add(&mut total.letters, &part.letters);
            add(&mut total.starts, &part.starts);
        }
        total
    }
}

/// The occurrences of a range of symbols.
pub(super) struct Collected<'a, K> {
    /// Each symbol that is wanted, with its occurrences in the order of the corpus.
    pub(super) symbols: Vec<(usize, &'a mut [Occurrence<K>])>,
}

/// Collects the occurrences of a range of symbols from each of the chunks, of which `parts` are the
/// censuses. Symbols that are not `wanted` are left out. `memory` is what they are put into.
pub(super) fn collect<'a, S: Symbol>(
    corpus: &Corpus<'_, S>,
    chunks: &[Range<usize>],
    parts: &[Census],
    range: &Range<usize>,
    wanted: impl Fn(usize) -> bool + Sync,
    memory: &'a mut Vec<Occurrence<S::Key>>,
) -> Collected<'a, S::Key> {
    let starts =
        |symbol: usize| parts.iter().map(|part| part.starts[symbol] as usize).sum::<usize>();
    let wanted: Vec<(usize, usize)> = range
        .clone()
        .filter(|&symbol| wanted(symbol))
        .map(|symbol| (symbol, starts(symbol)))
        .collect();
    let total = wanted.iter().map(|&(_, starts)| starts).sum();
    if memory.len() < total {
        // What was there need not be kept.
        *memory = Vec::new();
        rayon::iter::repeat_n(Occurrence::default(), total).collect_into_vec(memory);
    }

    // Each chunk writes the occurrences of a symbol into a place of its own.
    let mut places: Vec<Vec<std::slice::IterMut<'_, Occurrence<S::Key>>>> =
        chunks.iter().map(|_| range.clone().map(|_| [].iter_mut()).collect()).collect();
    let mut rest = &mut memory[..total];
    for &(symbol, _) in &wanted {
        for (places, part) in places.iter_mut().zip(parts) {
            let place;
            (place, rest) = rest.split_at_mut(part.starts[symbol] as usize);
            places[symbol - range.start] = place.iter_mut();
        }
    }
    chunks.par_iter().zip(&mut places).for_each(|(chunk, places)| {
        let mut picker = Picker::new();
        for_each_document(corpus, chunk, |document, part| {
            for block in blocks(part) {
                for &position in starts_in(corpus.symbols, block, range, &mut picker) {
                    let at = position as usize;
                    let &[left, first, a, b, c] = &corpus.symbols[at - 1..at + 4] else { continue };
                    if let Some(place) = places[first.value() as usize - range.start].next() {
                        *place = Occurrence { key: S::pack([a, b, c, left]), position, document };
                    }
                }
            }
        });
    });

    let mut rest = &mut memory[..total];
    let symbols = wanted.into_iter().map(|(symbol, starts)| {
        let occurrences;
        (occurrences, rest) = std::mem::take(&mut rest).split_at_mut(starts);
        (symbol, occurrences)
    });
    Collected { symbols: symbols.collect() }
}

/// A stretch of the corpus, in blocks.
fn blocks(stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = stretch.end;
    stretch.step_by(BLOCK).map(move |start| start..(start + BLOCK).min(end))
}

/// The positions of a block at which a phrase can begin with a symbol of the range.
fn starts_in<'a, S: Symbol>(
    symbols: &[S],
    block: Range<usize>,
    range: &Range<usize>,
    picker: &'a mut Picker,
) -> &'a [u32] {
    let (first, count) = (range.start as u32, range.len() as u32);
    let is_start =
        |(here, next): (&S, &S)| (here.value().wrapping_sub(first) < count) & !next.is_edge();
    let next = &symbols[block.start + 1..];
    picker.pick(block.start as u32, symbols[block].iter().zip(next).map(is_start))
}

/// Calls `act` for each document of a stretch of the corpus, with the positions that may hold a start.
fn for_each_document<S>(
    corpus: &Corpus<'_, S>,
    chunk: &Range<usize>,
    mut act: impl FnMut(u32, Range<usize>),
) {
    let first = corpus.documents.partition_point(|d| d.position as usize <= chunk.start);
    for number in first.saturating_sub(1)..corpus.documents.len() {
        let start = corpus.documents[number].position as usize;
        let next = corpus.documents.get(number + 1);
        let end = next.map_or(corpus.symbols.len(), |next| next.position as usize);
        if start >= chunk.end {
            break;
        }
        // Every document begins with an edge, so the first position is never a start.
        let part = start.max(chunk.start).max(1)..end.min(chunk.end);
        if !part.is_empty() {
            act(number as u32, part);
        }
    }
}
