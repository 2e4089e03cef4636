//! From what was found to the rows of every table.

mod cooccurrence;
mod documents;
mod expansions;
mod formulas;
mod mentions;
mod phrases;
mod quotes;

pub(super) use phrases::phrase_rows;

use super::{Looked, Options, Summary};
use crate::progress::Progress;
use crate::table::{
    CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow, MentionRow, PhraseRow, QuoteRow,
    ReportFolder, VariantRow, WriteError,
};
use crate::text::Words;

/// The rows of every table, in order.
#[derive(Default)]
pub struct Rows {
    /// `documents.csv`.
    pub documents: Vec<DocumentRow>,
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
}

impl Rows {
    /// All rows but those of recurring phrases.
    pub fn of(
        looked: &Looked,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Rows {
        progress.begin("counting", None);
        let mentions = mentions::mention_rows(looked);
        let expansions = expansions::expansion_rows(looked, dictionary);
        let rows = Rows {
            documents: documents::document_rows(looked),
            variants: mentions::variant_rows(&mentions),
            quotes: quotes::quote_rows(looked),
            phrases: Vec::new(),
            cooccurrence: cooccurrence::cooccurrence_rows(looked, &options.windows),
            formulas: formulas::formula_rows(looked, &mentions, &expansions),
            expansions,
            mentions,
        };
        progress.end();
        rows
    }

    /// Writes every table.
    pub fn write(&self, folder: &ReportFolder) -> Result<(), WriteError> {
        folder.write_table::<DocumentRow, _>(&self.documents)?;
        folder.write_table::<MentionRow, _>(&self.mentions)?;
        folder.write_table::<FormulaRow, _>(&self.formulas)?;
        folder.write_table::<ExpansionRow, _>(&self.expansions)?;
        folder.write_table::<VariantRow, _>(&self.variants)?;
        folder.write_table::<QuoteRow, _>(&self.quotes)?;
        folder.write_table::<PhraseRow, _>(&self.phrases)?;
        folder.write_table::<CooccurrenceRow, _>(&self.cooccurrence)
    }

    /// The few numbers that a person wants to see first.
    pub fn summary(&self, looked: &Looked) -> Summary {
        let dates = || looked.documents.iter().filter_map(|document| document.date);
        Summary {
            documents: self.documents.len() as u64,
            duplicates: looked.duplicate_of.iter().flatten().count() as u64,
            characters: self.documents.iter().map(|row| row.characters).sum(),
            mentions: self.mentions.len() as u64,
            formulas: self.formulas.iter().filter(|row| row.mentions > 0).count() as u64,
            quotes: self.quotes.len() as u64,
            phrases: self.phrases.len() as u64,
            pairs: self.cooccurrence.len() as u64,
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
