//! What must be known of all documents before any of them is counted.

use serde::{Deserialize, Serialize};

use crate::corpus::{Date, Document};
use crate::tally::DateSpan;

/// Size and dates of some documents. The facts about two sets of documents that have no document in
/// common merge, in any order, to those about both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The documents.
    pub documents: u64,
    /// Those that repeat another.
    pub duplicates: u64,
    /// The characters of all original texts.
    pub characters: u64,
    /// The earliest date of any document.
    pub first_date: Option<Date>,
    /// The latest.
    pub last_date: Option<Date>,
    /// The dates of those that are mined: they decide what periods suit.
    pub mined: DateSpan,
}

impl Facts {
    /// Adds a document: whether it repeats another, and whether it is mined all the same.
    pub fn add(&mut self, document: &Document, repeats: bool, mined: bool) {
        self.documents += 1;
        self.duplicates += u64::from(repeats);
        self.characters += document.text.chars().count() as u64;
        self.first_date = [self.first_date, document.date].into_iter().flatten().min();
        self.last_date = self.last_date.max(document.date);
        if let Some(date) = document.date.filter(|_| mined) {
            self.mined = self.mined.merge(DateSpan::of(date));
        }
    }

    /// The facts about both sets of documents.
    pub fn merge(self, other: Facts) -> Facts {
        Facts {
            documents: self.documents + other.documents,
            duplicates: self.duplicates + other.duplicates,
            characters: self.characters + other.characters,
            first_date: [self.first_date, other.first_date].into_iter().flatten().min(),
            last_date: self.last_date.max(other.last_date),
            mined: self.mined.merge(other.mined),
        }
    }
}
