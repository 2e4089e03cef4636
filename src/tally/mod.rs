//! Integer counts that merge: frequency, co-occurrence, collocates, time. Computes no ratio.

mod occurrence;
mod window;

pub use occurrence::{Extent, Occurrence, Occurrences};
pub use window::{NoWindow, Window};
