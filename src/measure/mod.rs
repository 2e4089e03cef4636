//! Association, dispersion, keyness, bursts: pure functions, each with its formula and source.
//! Sees no corpus.

mod association;
mod deviance;

pub use association::Contingency;
