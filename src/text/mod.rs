//! Clean text with a map back to the original: joined lines, quotation pairs, sentences, clauses,
//! script folding, words. Does no I/O and fails on no string.

mod span;

pub use span::Span;
