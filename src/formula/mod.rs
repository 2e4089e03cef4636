//! Numerals, the grammar of candidates, canonical forms, evidence, the inventory of known formulas,
//! expansions and lineages. Does no I/O and counts nothing over the corpus.

mod canonical;
mod expansion;
mod kind;
mod numeral;
mod shape;
mod words;

pub use canonical::{canonical, is_separator};
pub use expansion::{Expansion, Pattern, Site, expansion, list_touching};
pub use kind::Kind;
pub use shape::{Segment, Shape};
