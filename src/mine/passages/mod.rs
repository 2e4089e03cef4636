//! Passages, for who wants places shown and not counted: concordances, and mentions one by one.

mod passage;
mod phrase_search;

mod concordance;
mod scan;

pub use concordance::{Concordance, ConcordanceOrder};
pub use passage::{Passage, on_one_line};
pub use scan::{Scanned, ScannedExpansion};
