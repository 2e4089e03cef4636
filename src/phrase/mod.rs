//! Quoted phrases and recurring character sequences of any length, with cohesion and boundary
//! measures. Knows nothing of numerals.

mod cohesion;
mod quotes;
mod recurring;
mod repeat;
mod sequences;
mod symbol;

#[cfg(test)]
mod brute_force;

pub use quotes::quoted_phrase;
pub use recurring::{RepeatOptions, recurring};
pub use repeat::{Place, Repeat};
pub use sequences::{DocumentClauses, Sequences, TooLong};
