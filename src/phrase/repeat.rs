//! What is known of one recurring phrase before phrases are compared with each other.

use super::sequences::Sequences;
use crate::corpus::Date;

/// A closed recurring phrase, with exact figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Repeat {
    /// Where it first stands, in symbols of the encoded corpus.
    pub(super) start: u32,
    /// Where it last stands.
    pub(super) latest: u32,
    /// Its length in characters, joiners (`、`) included.
    pub length: u32,
    /// How often it occurs. Occurrences may overlap.
    pub count: u32,
    /// How many documents contain it.
    pub documents: u32,
    /// The same with near-duplicates counted as one.
    pub texts: u32,
    /// How many occurrences are the whole of a quotation.
    pub quoted: u32,
    /// How many occurrences begin a segment and are followed by a comma, as what only opens a
    /// sentence does. Quotations do not count.
    pub openings: u32,
    /// Branching entropy of what precedes, in bits: `log2 n - (Σ c log2 c) / n` over the neighbours
    /// that precede `c` of the `n` occurrences. Where a clause begins or a pause precedes, an occurrence
    /// has a neighbour of its own; digits are one neighbour, since the number says nothing of the
    /// phrase; and so is a mark that closes
    /// a quotation, title or bracket before the phrase, which is often always the same one.
    pub left_entropy: f32,
    /// Branching entropy of what follows, likewise.
    pub right_entropy: f32,
    /// The share of occurrences that are bounded by the edge of a clause or a pause, on the left.
    pub left_edges: f32,
    /// The same on the right.
    pub right_edges: f32,
    /// The earliest date of a document with it; `None` if none is dated.
    pub first: Option<Date>,
    /// The latest.
    pub last: Option<Date>,
    /// Where it stands in at least four fifths of its occurrences, if that is one place.
    pub place: Option<Place>,
}

/// A place in a document where furniture stands: datelines, captions, closing formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Begins a clause among the first 16 characters of a document.
    Head,
    /// Begins a line.
    LineStart,
    /// Ends a line.
    LineEnd,
}

impl Repeat {
    #[cfg(test)]
    pub(super) const EMPTY: Repeat = Repeat {
        start: 0,
        latest: 0,
        length: 0,
        count: 0,
        documents: 0,
        texts: 0,
        quoted: 0,
        openings: 0,
        left_entropy: 0.0,
        right_entropy: 0.0,
        left_edges: 0.0,
        right_edges: 0.0,
        first: None,
        last: None,
        place: None,
    };

    /// Whether it has neighbours of its own on both sides: a branching entropy of at least one bit, as
    /// two equally frequent neighbours have. Below that a phrase is as good as always continued in
    /// the same way.
    pub fn is_bounded(&self) -> bool {
        self.left_entropy.min(self.right_entropy) >= 1.0
    }

    /// The phrase itself.
    pub fn text(&self, sequences: &Sequences) -> String {
        sequences.text(self.start, self.length)
    }
}
