//! Quoted phrases and recurring character sequences of any length, with cohesion and boundary
//! measures. Knows nothing of numerals.

mod quotes;

mod encode;
mod sequences;
mod symbol;

mod cohesion;
mod neighbours;
mod recurring;
mod repeat;
mod scatter;
mod walk;

mod boundary;
mod family;
mod pattern;
mod rank;
mod score;
mod threshold;

#[cfg(test)]
mod brute_force;

pub use encode::{DocumentClauses, EncodedDocument};
pub use pattern::pattern;
pub use quotes::quoted_phrase;
pub use rank::{Phrase, RankOptions, Ranking, WordEnds, rank};
pub use recurring::{RepeatOptions, recurring};
pub use repeat::{Place, Repeat};
pub use sequences::{Sequences, TooLong};
pub use threshold::{AUTOMATIC_ROWS, LADDER, MinCount, MinCountError, Thresholds};
