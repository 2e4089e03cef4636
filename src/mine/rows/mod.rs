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

pub use documents::document_row;
pub use furniture::LeftOut;

pub(super) use by_column::column_value;
pub(super) use expansions::expansion_rows;
pub(super) use mentions::{mention_rows, on_one_line};
pub(super) use phrases::phrase_rows;
#[cfg(feature = "cluster")]
pub(crate) use phrases::{encode, ranked_rows};

use std::collections::BTreeMap;

use super::count::lineage_rows;
use super::{Counted, Counter, Decision, Facts, Looked, Options, Plan, Summary, Tally};
use crate::progress::Progress;
use crate::table::{
    BurstRow, ByColumnRow, CollocateRow, CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow,
    FurnitureRow, LineageRow, MentionRow, PhraseRow, QuoteRow, TableWriter, TimelineRow,
    VariantRow, sort,
};
use crate::tally::{PeriodLength, Quotes};
use crate::text::Words;

/// The rows of every table, in order.
#[derive(Debug, Clone, PartialEq)]
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

/// What was found in all documents together.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    /// What was decided about labels.
    pub decision: &'a Decision,
    /// What was counted.
    pub plan: &'a Plan,
    /// The merged tally, counted by that plan.
    pub tally: &'a Tally,
    /// The merged quoted phrases.
    pub quotes: &'a Quotes,
    /// The page furniture.
    pub left_out: &'a LeftOut,
}

/// Rows that tell of one document each, in any order, and those of the phrases, which have a search of
/// their own. No other table is made from these lists, so that they may be left empty and go their own
/// way.
#[derive(Debug, Clone, Default)]
pub struct RowLists {
    /// Of `documents.csv`.
    pub documents: Vec<DocumentRow>,
    /// Of `mentions.csv`.
    pub mentions: Vec<MentionRow>,
    /// Of `expansions.csv`.
    pub expansions: Vec<ExpansionRow>,
    /// Of `phrases.csv`, in its order.
    pub phrases: Vec<PhraseRow>,
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
        let plan = Plan::new(&looked.decision, &looked.facts, &looked.quotes, &phrases, options);
        let counter = Counter::new(&looked.decision, &plan, dictionary);
        let Counted { tally, mentions, expansions } = looked.count(&counter);
        let id = |place: usize| looked.document(place).id.as_str();
        let findings = Findings {
            decision: &looked.decision,
            plan: &plan,
            tally: &tally,
            quotes: &looked.quotes,
            left_out: &LeftOut::of(&looked.furniture, id),
        };
        let documents = documents::document_rows(looked);
        let lists = RowLists { documents, mentions, expansions, phrases };
        let rows = Rows::from_findings(&findings, lists, options);
        progress.end();
        rows
    }

    /// All rows, from what was found in all documents together. `options` say what of it is shown.
    pub fn from_findings(findings: &Findings<'_>, lists: RowLists, options: &Options) -> Rows {
        let Findings { decision, plan, tally, quotes, left_out } = *findings;
        let RowLists { mut documents, mut mentions, mut expansions, phrases } = lists;
        sort(&mut documents);
        sort(&mut mentions);
        sort(&mut expansions);
        let labels = &plan.labels;
        let times = timeline::times(labels, &tally.timeline, options);
        let (by_column, without_value) = by_column::by_column_rows(labels, tally);
        let shown = options.collocates.as_ref().zip(tally.collocates.as_ref());
        Rows {
            documents,
            furniture: furniture::furniture_rows(left_out),
            lineages: lineage_rows(labels, tally),
            variants: mentions::variant_rows(labels, tally),
            quotes: quotes::quote_rows(quotes, &decision.inventory, tally.characters()),
            phrases,
            cooccurrence: cooccurrence::cooccurrence_rows(labels, tally, options.min_together),
            formulas: formulas::formula_rows(decision, labels, tally, &times.labels),
            expansions,
            mentions,
            collocates: shown.map(|(options, collocates)| {
                collocates::collocate_rows(labels, collocates, options.min_together)
            }),
            by_column: (!plan.columns.is_empty()).then_some(by_column),
            without_value,
            timeline: times.rows,
            bursts: times.bursts,
            by: times.length,
            undated: times.undated,
            inexact_dates: times.inexact,
        }
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
    pub fn summary(&self, facts: &Facts) -> Summary {
        let formulas = || self.formulas.iter().filter(|row| row.variants > 0);
        Summary {
            documents: facts.documents,
            duplicates: facts.duplicates,
            characters: facts.characters,
            mentions: formulas().map(|row| row.mentions).sum(),
            formulas: formulas().count() as u64,
            quotes: self.quotes.len() as u64,
            phrases: self.phrases.len() as u64,
            pairs: self.cooccurrence.len() as u64,
            furniture: self.furniture.iter().map(|row| row.places).sum(),
            undated: self.undated,
            inexact_dates: self.inexact_dates,
            without_value: self.without_value.clone(),
            first_date: facts.first_date,
            last_date: facts.last_date,
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
