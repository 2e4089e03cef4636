//! `tifa.scan` and `tifa.kwic`: the mentions of a text, and the passages of a label.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use pyo3::prelude::*;
use tifa::corpus::{Corpus, Document};
use tifa::formula::{Kind, canonical};
use tifa::mine::{Concordance, ConcordanceOrder, Looked, MineError, Passage, Scanned};
use tifa::table::{Column, Row, Table as Description};
use tifa::text::Words;

use crate::arguments::Finding;
use crate::batches::Table;
use crate::errors::{Omitted, bad_option, internal, omitted, raised};
use crate::source::{PySource, Source};
use crate::worker;

/// A mention, as `tifa/_find.py` takes it.
#[derive(IntoPyObject)]
pub(crate) struct Mention {
    start: u32,
    end: u32,
    surface: String,
    formula: String,
    kind: &'static str,
    quoted: bool,
    confidence: f64,
    evidence: BTreeMap<&'static str, f64>,
    left: String,
    right: String,
    items: Option<Vec<String>>,
}

/// Finds the mentions in a text.
#[pyfunction]
#[pyo3(signature = (text, finding))]
pub(crate) fn scan(py: Python<'_>, text: String, finding: Finding) -> PyResult<Vec<Mention>> {
    let options = finding.options()?;
    worker::run(py, Some(1), None, move |progress| {
        let document = Document::of_text("text", text);
        let corpus = Corpus { documents: vec![document], ..Corpus::default() };
        let looked = Looked::at(corpus, &options, dictionary(), progress);
        let mentions = Scanned::all(&looked, dictionary(), |mentions| mentions);
        mentions.into_iter().flatten().map(Mention::from).collect()
    })
}

/// Loading it takes longer than scanning a page.
fn dictionary() -> &'static Words {
    static DICTIONARY: OnceLock<Words> = OnceLock::new();
    DICTIONARY.get_or_init(Words::new)
}

impl From<Scanned> for Mention {
    fn from(scanned: Scanned) -> Mention {
        let Scanned { start, end, surface, formula, kind, quoted, .. } = scanned;
        let Scanned { confidence, evidence, left, right, expansion, .. } = scanned;
        let evidence = evidence.into_iter().collect();
        let items = expansion.map(|expansion| expansion.items);
        Mention {
            start,
            end,
            surface,
            formula,
            kind,
            quoted,
            confidence,
            evidence,
            left,
            right,
            items,
        }
    }
}

/// Finds the passages of a label: the table, whether it was found as a formula, and what was left out.
#[pyfunction]
#[pyo3(signature = (label, source, finding, width, sort, threads, show))]
#[allow(clippy::too_many_arguments, reason = "they are those of the function that people call")]
pub(crate) fn kwic(
    py: Python<'_>,
    label: String,
    source: PySource<'_>,
    finding: Finding,
    width: usize,
    sort: &str,
    threads: Option<usize>,
    show: Option<Bound<'_, PyAny>>,
) -> PyResult<(Table, bool, Vec<Omitted>)> {
    if canonical(&label).is_empty() {
        return Err(bad_option("label", format!("“{label}” holds nothing to look for")));
    }
    let order = match sort {
        "document" => ConcordanceOrder::Document,
        "left" => ConcordanceOrder::Left,
        "right" => ConcordanceOrder::Right,
        "date" => ConcordanceOrder::Date,
        other => {
            let reason = format!("“{other}” is none of document, left, right, date");
            return Err(bad_option("sort", reason));
        }
    };
    let source = Source::of(source)?;
    let mut options = finding.options()?;
    options.include = Kind::ALL.into_iter().filter(|kind| !kind.is_formula()).collect();
    let found = worker::run(py, threads, show.as_ref(), move |progress| {
        let corpus = source.read(&options.read, progress);
        if corpus.documents.is_empty() {
            return Err(MineError::NoDocument(corpus.omissions));
        }
        let omissions = corpus.omissions.clone();
        let mut found = Concordance::of(&label, corpus, width, &options, progress);
        found.sort(order);
        Ok((found, omissions))
    })?;
    let (Concordance { passages, as_formula }, omissions) = found.map_err(raised)?;
    let lines: Vec<Line> = passages.into_iter().map(Line).collect();
    Ok((Table::of(&lines).map_err(internal)?, as_formula, omitted(&omissions)))
}

/// A line of a concordance.
struct Line(Passage);

impl Row for Line {
    const TABLE: Description<Line> = Description {
        name: "concordance",
        description: "A row is a passage in which the label stands.",
        key: &["document", "start"],
        columns: &[
            Column::text("document", "Id of the document.", |line| (&line.0.document).into()),
            Column::date("date", "Date of the document, as exact as it is known.", |line| {
                line.0.date.into()
            }),
            Column::integer(
                "start",
                "Where the label begins in the original text, from 0.",
                |line: &Line| u64::from(line.0.span.start).into(),
            )
            .unit("characters"),
            Column::integer(
                "end",
                "Where the label ends in the original text, exclusive.",
                |line: &Line| u64::from(line.0.span.end).into(),
            )
            .unit("characters"),
            Column::text("left", "What stands before it in its paragraph.", |line| {
                (&line.0.left).into()
            }),
            Column::text("surface", "The label as printed.", |line| (&line.0.surface).into()),
            Column::text("right", "What stands after it in its paragraph.", |line| {
                (&line.0.right).into()
            }),
        ],
    };

    /// Whoever makes a concordance chooses its order.
    fn order(&self, _: &Line) -> Ordering {
        Ordering::Equal
    }
}
