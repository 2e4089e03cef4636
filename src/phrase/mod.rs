//! Quoted phrases and recurring character sequences of any length, with cohesion and boundary
//! measures. Knows nothing of numerals.

mod quotes;

mod encode;
mod reprints;
mod sequences;
mod symbol;

mod closed;
mod cohesion;
mod hash;
mod memory;
mod neighbours;
mod occurrence;
mod recurring;
mod repeat;
mod walk;

mod boundary;
mod family;
mod pattern;
mod rank;
mod score;
mod stray;
mod threshold;

pub mod spread;

#[cfg(test)]
mod brute_force;

pub use encode::{DocumentClauses, EncodedDocument};
pub use memory::TooLittleMemory;
pub use pattern::pattern;
pub use quotes::quoted_phrase;
pub use rank::{Phrase, Ranking, WordEnds, rank};
pub use recurring::{Recurring, RepeatOptions, recurring};
pub use repeat::{Place, Repeat};
pub use reprints::Sketch;
pub use sequences::{Sequences, TooLong};
pub use threshold::{AUTOMATIC_ROWS, LADDER, MinCount, MinCountError, Thresholds};
