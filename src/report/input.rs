//! What the page is made from.

use super::Lang;
use crate::table::{
    BurstRow, CollocateRow, CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow, LineageRow,
    MentionRow, PhraseRow, QuoteRow, Run, TimelineRow, VariantRow,
};

/// What the page is made from: the rows of every table, each in its table's order, and the record of
/// the run. A table that was not made is an empty slice; the page then says so.
#[derive(Clone, Copy)]
pub struct PageInput<'a> {
    /// The language in which the page opens.
    pub lang: Lang,
    /// What was asked, counted and left out. [`Run::performance`] is not shown, so that the same
    /// input makes the same page.
    pub run: &'a Run,
    /// `documents.csv`.
    pub documents: &'a [DocumentRow],
    /// `mentions.csv`.
    pub mentions: &'a [MentionRow],
    /// `formulas.csv`.
    pub formulas: &'a [FormulaRow],
    /// `variants.csv`.
    pub variants: &'a [VariantRow],
    /// `expansions.csv`.
    pub expansions: &'a [ExpansionRow],
    /// `lineages.csv`.
    pub lineages: &'a [LineageRow],
    /// `quotes.csv`.
    pub quotes: &'a [QuoteRow],
    /// `phrases.csv`.
    pub phrases: &'a [PhraseRow],
    /// `cooccurrence.csv`.
    pub cooccurrence: &'a [CooccurrenceRow],
    /// `collocates.csv`.
    pub collocates: &'a [CollocateRow],
    /// `timeline.csv`.
    pub timeline: &'a [TimelineRow],
    /// `bursts.csv`.
    pub bursts: &'a [BurstRow],
}
