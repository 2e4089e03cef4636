//! What a run found, in a few numbers.

use std::collections::BTreeMap;

use crate::corpus::{Date, Omission};
#[cfg(feature = "xlsx")]
use crate::table::Shortened;

/// What a run found, in a few numbers.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files read.
    pub files: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Documents.
    pub documents: u64,
    /// Documents that repeat another.
    pub duplicates: u64,
    /// Places in which page furniture was left out.
    pub furniture: u64,
    /// Characters of all documents.
    pub characters: u64,
    /// Mentions of formulas.
    pub mentions: u64,
    /// Formulas.
    pub formulas: u64,
    /// Quoted phrases.
    pub quotes: u64,
    /// Recurring phrases.
    pub phrases: u64,
    /// Rows of the co-occurrence table.
    pub pairs: u64,
    /// Mined documents without a date: they are in no period of the time line.
    pub undated: u64,
    /// Mined documents whose date is less exact than the periods of the time line.
    pub inexact_dates: u64,
    /// By column of `by_column.csv`, mined documents that have no value in it.
    pub without_value: BTreeMap<String, u64>,
    /// The earliest date of a document.
    pub first_date: Option<Date>,
    /// The latest.
    pub last_date: Option<Date>,
    /// The most frequent formulas and their mentions.
    pub leading: Vec<(String, u64)>,
    /// The fewest mentions of a listed phrase, and how many bounded phrases each of several such
    /// thresholds would give; none if phrases were not looked for.
    pub thresholds: Option<(u32, Vec<(u32, u64)>)>,
    /// What was left out.
    pub omissions: Vec<Omission>,
    /// What the workbook could not take; the other tables have it.
    #[cfg(feature = "xlsx")]
    pub shortened: Vec<Shortened>,
}

impl Summary {
    /// The numbers by name, for `run.json`.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let counts = [
            ("files", self.files),
            ("bytes", self.bytes),
            ("documents", self.documents),
            ("duplicates", self.duplicates),
            ("furniture", self.furniture),
            ("characters", self.characters),
            ("mentions", self.mentions),
            ("formulas", self.formulas),
            ("quotes", self.quotes),
            ("phrases", self.phrases),
            ("pairs", self.pairs),
            ("undated", self.undated),
            ("inexact_dates", self.inexact_dates),
            ("omissions", self.omissions.len() as u64),
        ];
        let without =
            self.without_value.iter().map(|(column, &count)| (format!("without_{column}"), count));
        counts.into_iter().map(|(name, count)| (name.to_string(), count)).chain(without).collect()
    }
}
