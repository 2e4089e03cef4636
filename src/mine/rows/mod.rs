//! From what was found to the rows of every table.

mod by_column;
mod collocates;
mod cooccurrence;
mod documents;
mod expansions;
mod formulas;
mod furniture;
mod mentions;
mod phrases;
mod quotes;
mod timeline;

pub(super) use phrases::phrase_rows;

use std::collections::BTreeMap;

use super::counted::Counted;
use super::labels::Labels;
use super::lineage::lineage_rows;
use super::{Looked, Options, Summary};
use crate::progress::Progress;
use crate::table::{
    BurstRow, ByColumnRow, CollocateRow, CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow,
    FurnitureRow, LineageRow, MentionRow, PhraseRow, QuoteRow, TableWriter, TimelineRow,
    VariantRow,
};
use crate::tally::PeriodLength;
use crate::text::Words;

/// The rows of every table, in order.
pub struct Rows {
    /// `documents.csv`.
    pub documents: Vec<DocumentRow>,
    /// `furniture.csv`.
    pub furniture: Vec<FurnitureRow>,
    /// `mentions.csv`.
    pub mentions: Vec<MentionRow>,
    /// `formulas.csv`.
    pub formulas: Vec<FormulaRow>,
    /// `expansions.csv`.
    pub expansions: Vec<ExpansionRow>,
    /// `variants.csv`.
    pub variants: Vec<VariantRow>,
    /// `quotes.csv`.
    pub quotes: Vec<QuoteRow>,
    /// `phrases.csv`.
    pub phrases: Vec<PhraseRow>,
    /// `cooccurrence.csv`.
    pub cooccurrence: Vec<CooccurrenceRow>,
    /// `collocates.csv`; none if it is not asked for.
    pub collocates: Option<Vec<CollocateRow>>,
    /// `by_column.csv`; none if no column is asked for.
    pub by_column: Option<Vec<ByColumnRow>>,
    /// By column, mined documents that have no value in it.
    pub without_value: BTreeMap<String, u64>,
    /// `lineages.csv`.
    pub lineages: Vec<LineageRow>,
    /// `timeline.csv`.
    pub timeline: Vec<TimelineRow>,
    /// `bursts.csv`.
    pub bursts: Vec<BurstRow>,
    /// The periods of the time line.
    pub by: PeriodLength,
    /// Mined documents without a date.
    pub undated: u64,
    /// Mined documents whose date is less exact than the periods.
    pub inexact_dates: u64,
}

impl Rows {
    /// All rows but those of recurring phrases.
    pub fn of(
        looked: &Looked,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Rows {
        Rows::with_phrases(looked, options, Vec::new(), dictionary, progress)
    }

    /// All rows; those of recurring phrases are given, since other tables may count some of them.
    pub fn with_phrases(
        looked: &Looked,
        options: &Options,
        phrases: Vec<PhraseRow>,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Rows {
        progress.begin("counting", None);
        let mentions = mentions::mention_rows(looked);
        let expansions = expansions::expansion_rows(looked, dictionary);
        let counted = Counted::of(looked, Labels::with(looked, &options.others, &phrases));
        let times = timeline::times(&counted, options);
        let collocates = options.collocates.as_ref();
        let columns = &options.by_columns;
        let (by_column, without_value) = by_column::by_column_rows(looked, &counted, columns);
        let rows = Rows {
            documents: documents::document_rows(looked),
            furniture: furniture::furniture_rows(looked),
            lineages: lineage_rows(looked, &counted, &expansions, dictionary),
            variants: mentions::variant_rows(&mentions),
            quotes: quotes::quote_rows(looked),
            phrases,
            cooccurrence: cooccurrence::cooccurrence_rows(&counted, options),
            formulas: formulas::formula_rows(
                looked,
                &counted,
                &times.labels,
                &mentions,
                &expansions,
            ),
            expansions,
            mentions,
            collocates: collocates
                .map(|options| collocates::collocate_rows(looked, options, dictionary)),
            by_column: (!columns.is_empty()).then_some(by_column),
            without_value,
            timeline: times.rows,
            bursts: times.bursts,
            by: times.length,
            undated: times.undated,
            inexact_dates: times.inexact,
        };
        progress.end();
        rows
    }

    /// Hands every table to a writer, those that people open first at the front.
    pub fn write<W: TableWriter>(&self, mut writer: W) -> Result<(), W::Error> {
        writer.add(&self.formulas)?;
        writer.add(&self.mentions)?;
        writer.add(&self.variants)?;
        writer.add(&self.expansions)?;
        writer.add(&self.lineages)?;
        writer.add(&self.quotes)?;
        writer.add(&self.phrases)?;
        writer.add(&self.cooccurrence)?;
        if let Some(collocates) = &self.collocates {
            writer.add(collocates)?;
        }
        writer.add(&self.timeline)?;
        writer.add(&self.bursts)?;
        if let Some(by_column) = &self.by_column {
            writer.add(by_column)?;
        }
        writer.add(&self.documents)?;
        writer.add(&self.furniture)
    }

    /// The few numbers that a person wants to see first.
    pub fn summary(&self, looked: &Looked) -> Summary {
        let dates = || looked.documents.iter().filter_map(|document| document.date);
        Summary {
            documents: self.documents.len() as u64,
            duplicates: looked.duplicate_of.iter().flatten().count() as u64,
            characters: self.documents.iter().map(|row| row.characters).sum(),
            mentions: self.mentions.len() as u64,
            formulas: self.formulas.iter().filter(|row| row.variants > 0).count() as u64,
            quotes: self.quotes.len() as u64,
            phrases: self.phrases.len() as u64,
            pairs: self.cooccurrence.len() as u64,
            furniture: self.furniture.iter().map(|row| row.places).sum(),
            undated: self.undated,
            inexact_dates: self.inexact_dates,
            without_value: self.without_value.clone(),
            first_date: dates().min(),
            last_date: dates().max(),
            leading: self
                .formulas
                .iter()
                .take(5)
                .map(|row| (row.formula.clone(), row.mentions))
                .collect(),
            ..Summary::default()
        }
    }
}

fn per_million(mentions: u64, characters: u64) -> Option<f64> {
    (characters > 0).then(|| mentions as f64 * 1e6 / characters as f64)
}
