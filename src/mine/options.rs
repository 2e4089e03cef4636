//! What a run is asked for.

use std::num::NonZeroU32;
use std::path::PathBuf;

use super::OtherLabels;
use crate::corpus::{Duplicates, ReadOptions};
use crate::formula::{Evidence, Kind, Lexicon};
use crate::measure::{BurstOptions, HeatScale};
use crate::phrase::MinCount;
use crate::report::Lang;
use crate::tally::{PeriodLength, Reach, Window};

/// What to mine and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// How to read the input.
    pub read: ReadOptions,
    /// What becomes of documents that repeat another.
    pub duplicates: Duplicates,
    /// Whether page furniture is counted like the text it stands in.
    pub keep_furniture: bool,
    /// The formulas known beforehand; empty to do without.
    pub lexicon: Lexicon,
    /// The evidence of an earlier corpus, lent to this one.
    pub background: Option<Evidence>,
    /// Where to write the evidence of this corpus, if it is to be kept for others.
    pub keep_evidence: Option<PathBuf>,
    /// The bytes that the whole run may take, by estimate.
    pub memory: Option<u64>,
    /// A recurring phrase occurs at least so often.
    pub min_count: MinCount,
    /// The windows in which co-occurrence is counted.
    pub windows: Vec<Window>,
    /// A pair is listed if it stands together in at least so many units.
    pub min_together: u64,
    /// What is counted besides formulas: in time, by column, and together with formulas.
    pub others: OtherLabels,
    /// The periods of the time line; chosen from the span of the dates if not given.
    pub by: Option<PeriodLength>,
    /// When a stretch of the time line is a burst.
    pub bursts: BurstOptions,
    /// Where the tiers of heat begin.
    pub heat: HeatScale,
    /// How words near formulas are counted; none for no such table.
    pub collocates: Option<CollocateOptions>,
    /// Columns of the input by whose values formulas are counted, such as `source`.
    pub by_columns: Vec<String>,
    /// Whether to look for recurring phrases.
    pub phrases: bool,
    /// Kinds of numbered labels that are no formulas but are to be counted like them.
    pub include: Vec<Kind>,
    /// The language in which the page opens.
    pub lang: Lang,
    /// Whether to write the tables into a workbook too.
    #[cfg(feature = "xlsx")]
    pub xlsx: bool,
    /// Whether to write the tables as Parquet files too.
    #[cfg(feature = "parquet")]
    pub parquet: bool,
}

/// How words near formulas are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollocateOptions {
    /// How far a formula reaches.
    pub reach: Reach,
    /// A word is listed if it stands near a formula at least so often.
    pub min_together: u64,
}

impl Default for CollocateOptions {
    /// Five words on either side, as is usual since Sinclair (1991), and three joint occurrences, since
    /// what occurs once or twice is often chance.
    fn default() -> CollocateOptions {
        const FIVE: NonZeroU32 = NonZeroU32::new(5).unwrap();
        CollocateOptions { reach: Reach::Words(FIVE), min_together: 3 }
    }
}

impl Options {
    /// How to read the input, so that it has the columns that the tables need.
    pub fn reading(&self) -> ReadOptions {
        let mut read = self.read.clone();
        for column in &self.by_columns {
            let kept = |name: &String| name.eq_ignore_ascii_case(column);
            if !read.keep_metadata.iter().any(kept) {
                read.keep_metadata.push(column.clone());
            }
        }
        read
    }
}

impl Default for Options {
    fn default() -> Options {
        Options {
            read: ReadOptions::default(),
            duplicates: Duplicates::default(),
            keep_furniture: false,
            lexicon: Lexicon::embedded(),
            background: None,
            keep_evidence: None,
            memory: None,
            min_count: MinCount::Automatic,
            windows: vec![Window::Sentence, Window::Paragraph, Window::Document],
            // Pairs that stand together once are as many as all others in a small corpus, and a
            // network wants them; for a ranking by PMI ask for 5 or so.
            min_together: 1,
            others: OtherLabels::default(),
            by: None,
            bursts: BurstOptions::default(),
            heat: HeatScale::default(),
            collocates: Some(CollocateOptions::default()),
            by_columns: Vec::new(),
            phrases: true,
            include: Vec::new(),
            lang: Lang::default(),
            #[cfg(feature = "xlsx")]
            xlsx: false,
            #[cfg(feature = "parquet")]
            parquet: false,
        }
    }
}
