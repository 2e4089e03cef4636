//! Walking paths, bytes to text, formats, dates, duplicates. Judges no language.

mod date;
mod document;
mod encoding;
mod plausible;

pub use date::Date;
pub use document::{Document, Omission};
