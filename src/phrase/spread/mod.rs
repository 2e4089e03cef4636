//! The search for recurring phrases spread over machines, none of which holds the corpus.
//!
//! All phrases that begin with one character can be found from the segments with that character alone.
//! So the characters are split into ranges, each worker sends every segment to the ranges that it has
//! starts in, and each range is searched as a corpus of its own ([`RangeSearch`]), with the same code and the same
//! figures as on one machine. What has to be known of the whole corpus is little: how often each character
//! occurs ([`Census`]) and which documents print others again ([`repeats_of_key`]). Cohesion compares
//! phrases of different ranges, and so does the ranking; they are left to one task that sees all phrases
//! found, but no text ([`finish`](fn@finish)).
//!
//! Splitting by documents instead, with a threshold of its own for each part (Savasere, Omiecinski and
//! Navathe 1995, An efficient algorithm for mining association rules), would not do: for a phrase that
//! needs five occurrences in all, one in each part has to be enough, which prunes nothing; and a phrase
//! that is closed in the corpus need not be closed in any part.
//!
//! Documents are ordered by their ids, wherever they come from. Given the same documents, in whatever
//! partitions, and the same number of ranges or another, the result is that of
//! [`recurring`](fn@super::recurring) and [`rank`](fn@super::rank) over all documents in the order of their ids.
//!
//! # Costs
//!
//! With `n` the letters of the corpus, `d` its documents, `R` the ranges, `m` the minimum count of the
//! search, and what was measured on 48,608 news items with 21 million letters, `R` = 16, `m` = 5:
//!
//! | what | bytes | measured |
//! |---|---|---|
//! | a census, sent by each worker | 3 for each different character; 1 MB in memory | 22 KB |
//! | sketches, shuffled | up to 6 · 170 · `d` | 18 MB, 0.85 for each letter |
//! | extracts, shuffled | 2 · `n` · (the ranges that a segment goes to), from the pause before the first start on | 545 MB, 26 for each letter; 16 with `R` = 8; 2 with `R` = 1 |
//! | the memory of a worker | the extracts of a range twice, 16 for each of a quarter of its starts, and 65 for each closed phrase | |
//! | parts, sent to the last task | 80 for each closed phrase, of which there are 0.27 · `n` / `m` | 90 MB for 1.1 million |
//! | the memory of the last task | 250 for each closed phrase | 0.3 GB |
//!
//! With more ranges than a segment has different characters, nothing is added to what is shuffled: every
//! segment is then sent once for each of them. The last task grows with the closed phrases, which a minimum count in
//! proportion to the corpus ([`MinCount::PerMillion`](super::MinCount::PerMillion)) keeps to a fixed number.

mod bytes;
mod census;
mod extract;
mod finish;
mod part;
mod reprints;
mod search;

#[cfg(test)]
mod tests;

pub use bytes::Malformed;
pub use census::{Census, Plan};
pub use extract::Extract;
pub use finish::{Finished, finish};
pub use part::FoundPart;
pub use reprints::{first_prints, repeats_of_key};
pub use search::RangeSearch;

use super::memory::TooLittleMemory;
use super::sequences::TooLong;

/// What stops a search that is spread over machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpreadError {
    /// A range, or all phrases found, hold more symbols than can be numbered.
    #[error("{0}, or spread it over more ranges")]
    TooLong(#[from] TooLong),
    /// A range does not fit into the memory allowed.
    #[error(transparent)]
    TooLittleMemory(#[from] TooLittleMemory),
    /// A value that was handed over is not what was sent.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}
