//! What the page shows of the tables: all of a small corpus, a stated part of a large one.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;

use super::PageInput;
use super::details::{Detail, details};
use super::sheet::Sheet;
use crate::formula::Witness;
use crate::table::{DocumentRow, OmissionEntry};

/// How many rows of a table the page shows at most. With every limit reached the page is about 13 MB.
pub(super) const FORMULAS: usize = 2000;
const QUOTES: usize = 2000;
const PHRASES: usize = 2000;
const LINEAGES: usize = 2000;
/// Pairs in each window.
const PAIRS: usize = 1500;
/// More documents are shown if the concordances name more.
const DOCUMENTS: usize = 2000;
const SOURCES: usize = 500;
const OMISSIONS: usize = 200;

/// Everything that the page shows.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    lang: &'static str,
    version: &'a str,
    options: &'a BTreeMap<String, Value>,
    counts: &'a BTreeMap<String, u64>,
    first_date: Option<String>,
    last_date: Option<String>,
    undated: usize,
    duplicates: usize,
    omissions: &'a [OmissionEntry],
    omissions_total: usize,
    /// Name, documents, characters; the largest first.
    sources: Vec<(&'a str, u64, u64)>,
    sources_total: usize,
    /// Year, documents, characters.
    years: Vec<(i16, u64, u64)>,
    /// Period, all its documents, all its characters.
    periods: Vec<(&'a str, u64, u64)>,
    formulas: Sheet,
    /// In the order of the formulas.
    details: Vec<Detail<'a>>,
    quotes: Sheet,
    phrases: Sheet,
    lineages: Sheet,
    windows: Vec<String>,
    pairs: Sheet,
    documents: Sheet,
    /// What each name in a formula's evidence means.
    witnesses: BTreeMap<&'static str, &'static str>,
}

impl<'a> Data<'a> {
    pub(super) fn of(input: &PageInput<'a>) -> Data<'a> {
        let sources = sources(input.documents);
        let mut shown = Documents::new(input.documents);
        let details = details(input, &sources, &mut shown);
        shown.fill_up(DOCUMENTS);
        let dates = || input.documents.iter().filter_map(|row| row.date);
        Data {
            lang: input.lang.code(),
            version: &input.run.version,
            options: &input.run.options,
            counts: &input.run.counts,
            first_date: dates().min().map(|date| date.to_string()),
            last_date: dates().max().map(|date| date.to_string()),
            undated: input.documents.iter().filter(|row| row.date.is_none()).count(),
            duplicates: input
                .documents
                .iter()
                .filter(|row| row.duplicate_of.is_some() && row.mentions.is_none())
                .count(),
            omissions: &input.run.omissions[..input.run.omissions.len().min(OMISSIONS)],
            omissions_total: input.run.omissions.len(),
            sources_total: sources.len(),
            sources: sources.into_iter().take(SOURCES).collect(),
            years: years(input.documents),
            periods: periods(input),
            formulas: Sheet::new(
                input.formulas,
                FORMULAS,
                &[
                    "formula",
                    "kind",
                    "expected_items",
                    "mentions",
                    "documents",
                    "per_million",
                    "dispersion",
                    "quoted_share",
                    "first_date",
                    "last_date",
                    "variants",
                    "expansion",
                    "expansion_support",
                    "confidence",
                    "evidence",
                    "peak",
                    "bursts",
                    "heat",
                ],
            ),
            details,
            quotes: Sheet::new(
                input.quotes,
                QUOTES,
                &[
                    "phrase",
                    "mentions",
                    "documents",
                    "per_million",
                    "first_date",
                    "last_date",
                    "formula",
                ],
            ),
            phrases: Sheet::new(
                input.phrases,
                PHRASES,
                &[
                    "phrase",
                    "length",
                    "mentions",
                    "documents",
                    "cohesion",
                    "left_entropy",
                    "right_entropy",
                    "quoted_share",
                    "score",
                    "first_date",
                    "last_date",
                ],
            ),
            lineages: Sheet::new(
                input.lineages,
                LINEAGES,
                &["head", "formula", "number", "mentions", "first_date", "last_date"],
            ),
            windows: windows(input),
            pairs: pairs(input),
            documents: shown.sheet(),
            witnesses: Witness::ALL
                .iter()
                .map(|witness| (witness.name(), witness.description()))
                .collect(),
        }
    }
}

/// The sources by size. A document without source is of none.
fn sources(documents: &[DocumentRow]) -> Vec<(&str, u64, u64)> {
    let mut sizes: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in documents {
        if let Some(source) = row.source.as_deref() {
            let size = sizes.entry(source).or_default();
            size.0 += 1;
            size.1 += row.characters;
        }
    }
    let mut sizes: Vec<_> = sizes.into_iter().map(|(name, size)| (name, size.0, size.1)).collect();
    sizes.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    sizes
}

fn years(documents: &[DocumentRow]) -> Vec<(i16, u64, u64)> {
    let mut sizes: BTreeMap<i16, (u64, u64)> = BTreeMap::new();
    for row in documents {
        if let Some(date) = row.date {
            let size = sizes.entry(date.year()).or_default();
            size.0 += 1;
            size.1 += row.characters;
        }
    }
    sizes.into_iter().map(|(year, size)| (year, size.0, size.1)).collect()
}

/// The periods of the time line, each of which every formula has a row for.
fn periods<'a>(input: &PageInput<'a>) -> Vec<(&'a str, u64, u64)> {
    let Some(first) = input.timeline.first() else { return Vec::new() };
    let rows = input.timeline.iter().take_while(|row| row.formula == first.formula);
    rows.map(|row| (row.period.as_str(), row.period_documents, row.period_characters)).collect()
}

fn windows(input: &PageInput<'_>) -> Vec<String> {
    let mut windows: Vec<_> = input.cooccurrence.iter().map(|row| row.window).collect();
    windows.dedup();
    windows.into_iter().map(|window| window.to_string()).collect()
}

/// The pairs of each window that stand together most often.
fn pairs(input: &PageInput<'_>) -> Sheet {
    let columns = [
        "window",
        "a",
        "b",
        "together",
        "a_total",
        "b_total",
        "npmi",
        "log_likelihood",
        "log_dice",
    ];
    let windows = input.cooccurrence.chunk_by(|a, b| a.window == b.window);
    let shown = windows.flat_map(|pairs| pairs.iter().take(PAIRS));
    Sheet::of(shown, &columns).out_of(input.cooccurrence.len())
}

/// The documents that the page names, numbered in the order in which it comes to them.
pub(super) struct Documents<'a> {
    all: &'a [DocumentRow],
    rows: FxHashMap<&'a str, usize>,
    shown: IndexSet<usize>,
}

impl<'a> Documents<'a> {
    fn new(all: &'a [DocumentRow]) -> Documents<'a> {
        let rows = all.iter().enumerate().map(|(row, shown)| (shown.document.as_str(), row));
        Documents { all, rows: rows.collect(), shown: IndexSet::new() }
    }

    /// The row of a document.
    pub(super) fn row(&self, document: &str) -> Option<&'a DocumentRow> {
        self.rows.get(document).map(|&row| &self.all[row])
    }

    /// The number of a document among those shown; it is shown from now on.
    pub(super) fn number(&mut self, document: &str) -> Option<usize> {
        let row = *self.rows.get(document)?;
        Some(self.shown.insert_full(row).0)
    }

    /// Shows more documents, up to a number of them.
    fn fill_up(&mut self, limit: usize) {
        for row in 0..self.all.len() {
            if self.shown.len() >= limit {
                break;
            }
            self.shown.insert(row);
        }
    }

    fn sheet(&self) -> Sheet {
        let rows = self.shown.iter().map(|&row| &self.all[row]);
        let columns = [
            "document",
            "title",
            "date",
            "source",
            "path",
            "characters",
            "mentions",
            "formulas",
            "duplicate_of",
        ];
        Sheet::of(rows, &columns).out_of(self.all.len())
    }
}
