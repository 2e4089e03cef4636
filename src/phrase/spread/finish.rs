//! The last task: what can be said only once all ranges are searched.

use std::num::NonZeroU32;

use super::SpreadError;
use super::bytes::Malformed;
use super::census::Census;
use super::part::{FoundPart, WHAT};
use crate::phrase::closed::{Bucket, Found, Listable};
use crate::phrase::hash::Hash;
use crate::phrase::rank::{Ranking, WordEnds, rank};
use crate::phrase::recurring::{Closed, Recurring, RepeatOptions};
use crate::phrase::repeat::Repeat;
use crate::phrase::sequences::{Sequences, Symbols};
use crate::phrase::symbol::Symbol;
use crate::phrase::threshold::{Reached, Thresholds};

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
    words: Option<WordEnds<'_>>,
) -> Result<Finished, SpreadError> {
    let mut sequences = Sequences::new();
    let mut phrases: Vec<Placed> = Vec::with_capacity(parts.len());
    for FoundPart { stretches, closed, listable } in parts {
        let offset = sequences.symbols.len() as u32;
        sequences.push(stretches.into_document(None))?;
        phrases.push(Placed { offset, closed, listable });
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
    let mut reached = Reached::default();
    let listable = buckets.iter().flat_map(|bucket| &bucket.listable);
    let bounded = listable.filter(|listable| listable.repeat.is_bounded());
    bounded.for_each(|listable| reached.add(listable.repeat.count));
    let closed = Closed { buckets, letters, reached };
    let found = Recurring::conclude(closed, total, documents, options);
    let (min_count, thresholds) = (found.min_count, found.thresholds.clone());
    let ranking = rank(&sequences, found, words);
    Ok(Finished { ranking, min_count, thresholds })
}

/// The phrases of a part, and the position of the first symbol of the part.
struct Placed {
    offset: u32,
    closed: Vec<Found>,
    listable: Vec<Listable>,
}

/// The phrases by their first symbol.
fn buckets<S: Symbol>(symbols: &[S], parts: Vec<Placed>) -> Result<Vec<Bucket>, Malformed> {
    let mut buckets: Vec<(Vec<Found>, Vec<Listable>)> = vec![Default::default(); S::ALPHABET];
    for Placed { offset, closed, listable } in parts {
        let mut listed = listable.into_iter().peekable();
        for (index, found) in (0..).zip(closed) {
            let start = found.start + offset;
            let phrase = &symbols[start as usize..][..found.length as usize];
            let (closed, listable) = &mut buckets[phrase[0].value() as usize];
            let letters = [&phrase[0], &phrase[phrase.len() - 1]];
            let is_earlier = |distance: NonZeroU32| distance.get() as usize <= closed.len();
            if !letters.into_iter().all(|symbol| symbol.is_letter())
                || !found.parent.is_none_or(is_earlier)
            {
                return Err(Malformed(WHAT));
            }
            if let Some(Listable { repeat, .. }) = listed.next_if(|other| other.index == index) {
                let latest = repeat.latest + offset;
                let repeat = Repeat { start, latest, ..repeat };
                listable.push(Listable { index: closed.len() as u32, repeat });
            }
            let hash = phrase.iter().fold(Hash::NOTHING, |hash, symbol| hash.and(symbol.value()));
            closed.push(Found { start, hash: hash.bits(), ..found });
        }
    }
    let bucket = |(closed, listable): (Vec<Found>, Vec<Listable>)| Bucket {
        closed: closed.into(),
        listable: listable.into(),
    };
    Ok(buckets.into_iter().map(bucket).collect())
}
