//! The last task: what can be said only once all ranges are searched.

use super::SpreadError;
use super::bytes::Malformed;
use super::census::Census;
use super::part::FoundPart;
use crate::phrase::hash::Hash;
use crate::phrase::rank::{RankOptions, Ranking, WordEnds, rank};
use crate::phrase::recurring::{Recurring, RepeatOptions};
use crate::phrase::repeat::Repeat;
use crate::phrase::sequences::{Sequences, Symbols};
use crate::phrase::symbol::Symbol;
use crate::phrase::threshold::Thresholds;
use crate::phrase::walk::Found;

/// What a search over all ranges gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// The phrases.
    pub ranking: Ranking,
    /// The fewest occurrences that a phrase had to have.
    pub min_count: u32,
    /// How many bounded phrases other minimum counts would give.
    pub thresholds: Thresholds,
}

/// Puts the parts of all ranges together, in any order, and ranks the phrases: the result of
/// [`recurring`](fn@crate::phrase::recurring) and [`rank`](fn@crate::phrase::rank) over all documents, of which
/// `census` is the census. Runs on the current rayon pool.
///
/// # Errors
///
/// [`SpreadError::TooLong`] if there are too many phrases, and [`SpreadError::Malformed`] if a part was
/// changed on its way.
pub fn finish(
    parts: Vec<FoundPart>,
    census: &Census,
    options: &RepeatOptions,
    ranking: &RankOptions,
    words: Option<WordEnds<'_>>,
) -> Result<Finished, SpreadError> {
    let mut sequences = Sequences::new();
    let mut phrases: Vec<(u32, Vec<Found>)> = Vec::with_capacity(parts.len());
    for FoundPart { stretches, phrases: part } in parts {
        let offset = sequences.symbols.len() as u32;
        sequences.push(stretches.into_document(None))?;
        phrases.push((offset, part));
    }
    let (buckets, alphabet) = match &sequences.symbols {
        Symbols::Narrow(symbols) => (buckets(symbols, phrases)?, u16::ALPHABET),
        Symbols::Wide(symbols) => (buckets(symbols, phrases)?, u32::ALPHABET),
    };
    let mut letters = vec![0; alphabet];
    for (character, count) in census.each_letter() {
        // A character without a symbol is in no phrase.
        if let Some(symbol) = sequences.symbol(character) {
            letters[symbol as usize] = count;
        }
    }
    let (total, documents) = (census.letters(), census.documents());
    let found = Recurring::conclude(buckets, letters, total, documents, options);
    let (min_count, thresholds) = (found.min_count, found.thresholds.clone());
    let ranking = rank(&sequences, found, ranking, words);
    Ok(Finished { ranking, min_count, thresholds })
}

/// The phrases by their first symbol. Each part comes with the position of its first symbol.
fn buckets<S: Symbol>(
    symbols: &[S],
    parts: Vec<(u32, Vec<Found>)>,
) -> Result<Vec<Vec<Found>>, Malformed> {
    let mut buckets: Vec<Vec<Found>> = Vec::new();
    buckets.resize_with(S::ALPHABET, Vec::new);
    for (offset, part) in parts {
        for Found { repeat, parent, .. } in part {
            let (start, latest) = (repeat.start + offset, repeat.latest + offset);
            let phrase = &symbols[start as usize..][..repeat.length as usize];
            let bucket = &mut buckets[phrase[0].value() as usize];
            let letters = [&phrase[0], &phrase[phrase.len() - 1]];
            let is_earlier = |parent: u32| (parent as usize) < bucket.len();
            if !letters.into_iter().all(|symbol| symbol.is_letter())
                || !parent.is_none_or(is_earlier)
            {
                return Err(Malformed("part of a search"));
            }
            let hash = phrase.iter().fold(Hash::NOTHING, |hash, symbol| hash.and(symbol.value()));
            let repeat = Repeat { start, latest, ..repeat };
            bucket.push(Found { repeat, parent, hash: hash.bits() });
        }
    }
    Ok(buckets)
}
