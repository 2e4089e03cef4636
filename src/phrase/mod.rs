//! Quoted phrases and recurring character sequences of any length, with cohesion and boundary
//! measures. Knows nothing of numerals.

mod cohesion;
mod encode;
mod neighbours;
mod quotes;
mod recurring;
mod repeat;
mod scatter;
mod sequences;
mod symbol;
mod walk;

#[cfg(test)]
mod brute_force;

pub use encode::{DocumentClauses, EncodedDocument};
pub use quotes::quoted_phrase;
pub use recurring::{RepeatOptions, recurring};
pub use repeat::{Place, Repeat};
pub use sequences::{Sequences, TooLong};
