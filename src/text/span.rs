//! A stretch of text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of text in characters (Unicode scalar values), from 0, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Span {
    /// A span over a range of indexes.
    pub fn new(range: Range<usize>) -> Span {
        debug_assert!(range.start <= range.end);
        Span { start: range.start as u32, end: range.end as u32 }
    }

    /// The same stretch as a range of indexes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of characters.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no character.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
