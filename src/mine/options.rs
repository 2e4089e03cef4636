//! What a run is asked for.

use crate::corpus::ReadOptions;
use crate::formula::{Kind, Lexicon};
use crate::tally::{PeriodLength, Window};

/// What to mine and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// How to read the input.
    pub read: ReadOptions,
    /// The formulas known beforehand; empty to do without.
    pub lexicon: Lexicon,
    /// A recurring phrase occurs at least so often.
    pub min_count: u32,
    /// The windows in which co-occurrence is counted.
    pub windows: Vec<Window>,
    /// The periods of the time line; chosen from the span of the dates if not given.
    pub by: Option<PeriodLength>,
    /// Whether to look for recurring phrases.
    pub phrases: bool,
    /// Kinds of numbered labels that are no formulas but are to be counted like them.
    pub include: Vec<Kind>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            read: ReadOptions::default(),
            lexicon: Lexicon::embedded(),
            min_count: 5,
            windows: vec![Window::Sentence, Window::Paragraph, Window::Document],
            by: None,
            phrases: true,
            include: Vec::new(),
        }
    }
}
