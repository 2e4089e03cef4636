//! Integer counts that merge: frequency, co-occurrence, collocates, time. Computes no ratio.

mod counts;
mod occurrence;
mod window;

mod cooccurrence;
mod frequency;

#[cfg(test)]
mod sample;

pub use cooccurrence::{Cooccurrences, PairCount};
pub use counts::Counts;
pub use frequency::{Frequencies, Frequency};
pub use occurrence::{Extent, Occurrence, Occurrences};
pub use window::{NoWindow, Window};
