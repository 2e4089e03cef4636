//! What is decided between the passes over a corpus, and the tables at the end.

use std::sync::Mutex;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tifa::cluster::{self, FirstLook, Known, Tabulate};
use tifa::mine::{Decision, Facts, Options, Plan};
use tifa::table::PhraseRow;

use super::columns::{batch_of, locked, of_rows};
use crate::arguments::{Finding, Mining};
use crate::errors::internal as broken;

/// What the driver decides between the passes over a corpus, and the tables at the end.
#[pyclass(frozen)]
pub(crate) struct SparkMiner {
    options: Options,
    known: Mutex<Known>,
    facts: Mutex<Facts>,
}

#[pymethods]
impl SparkMiner {
    /// For these options, which are put into one form as those of `mine` are.
    #[new]
    fn new(finding: Finding, mining: Mining) -> PyResult<SparkMiner> {
        let options = options(&finding, &mining)?;
        let known = Known {
            count_duplicates: options.duplicates.are_counted(),
            min_count: options.min_count.to_string(),
            ..Known::default()
        };
        Ok(SparkMiner { options, known: Mutex::new(known), facts: Mutex::default() })
    }

    /// What the stages have to know, as far as it is known now.
    fn known<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| locked(&self.known).to_bytes()))
    }

    /// Takes the keys of the rows of repeated lines.
    fn take_repeated_lines(&self, lines: Vec<Vec<u8>>) -> PyResult<()> {
        let hash =
            |line: &Vec<u8>| line.as_slice().try_into().map(u64::from_be_bytes).map_err(broken);
        let mut hashes: Vec<u64> = lines.iter().map(hash).collect::<PyResult<_>>()?;
        hashes.sort_unstable();
        locked(&self.known).repeated_lines = Some(hashes);
        Ok(())
    }

    /// Takes the merged first look, and decides.
    fn decide(&self, py: Python<'_>, look: &[u8]) -> PyResult<()> {
        py.detach(|| {
            let FirstLook { facts, evidence } = FirstLook::from_bytes(look).map_err(broken)?;
            let decision = Decision::of(&evidence, &self.options, cluster::dictionary());
            locked(&self.known).decision = decision;
            *locked(&self.facts) = facts;
            Ok(())
        })
    }

    /// Plans what is counted. `quotes` are the merged quoted phrases and `phrases` the first recurring
    /// ones, if these are to be counted besides formulas.
    fn plan(&self, py: Python<'_>, quotes: Option<Vec<u8>>, phrases: Vec<String>) -> PyResult<()> {
        py.detach(|| {
            let quotes = quotes.map(|bytes| cluster::quotes_from_bytes(&bytes)).transpose();
            let quotes = quotes.map_err(broken)?.unwrap_or_default();
            let phrases: Vec<PhraseRow> = phrases
                .into_iter()
                .map(|phrase| PhraseRow { phrase, ..PhraseRow::default() })
                .collect();
            let mut known = locked(&self.known);
            let facts = locked(&self.facts);
            let plan = Plan::new(&known.decision, &facts, &quotes, &phrases, &self.options);
            known.plan = Some(plan);
            Ok(())
        })
    }

    /// Whether quoted phrases are counted besides formulas.
    #[getter]
    fn counts_quotes(&self) -> bool {
        self.options.others.quotes.is_some()
    }

    /// Takes the merged census, and splits the search for phrases into so many ranges.
    fn take_census(&self, py: Python<'_>, census: Vec<u8>, ranges: usize) -> PyResult<()> {
        py.detach(|| {
            let mut known = locked(&self.known);
            known.phrase_ranges = cluster::phrase_ranges(&census, ranges).map_err(broken)?;
            known.census = census;
            Ok(())
        })
    }

    /// Whether recurring phrases are looked for.
    #[getter]
    fn wants_phrases(&self) -> bool {
        self.options.phrases
    }

    /// How many of the first rows of `phrases` are counted besides formulas.
    #[getter]
    fn counted_phrases(&self) -> usize {
        self.options.others.phrases
    }

    /// The names of the tables, in the order in which people open them.
    #[getter]
    fn tables(&self) -> Vec<&'static str> {
        let asked_for = |name: &&str| match *name {
            "collocates" => self.options.collocates.is_some(),
            "by_column" => !self.options.by_columns.is_empty(),
            _ => true,
        };
        cluster::tables().into_iter().map(|(name, _)| name).filter(asked_for).collect()
    }
}

/// Makes the rows of the tables that tell of all documents together.
#[pyclass(frozen)]
pub(crate) struct SparkTables {
    options: Options,
    known: Known,
    tabulate: Mutex<Tabulate>,
}

#[pymethods]
impl SparkTables {
    /// For these options, and what is known at the end.
    #[new]
    fn new(finding: Finding, mining: Mining, known: &[u8]) -> PyResult<SparkTables> {
        Ok(SparkTables {
            options: options(&finding, &mining)?,
            known: Known::from_bytes(known).map_err(broken)?,
            tabulate: Mutex::default(),
        })
    }

    /// Takes the merged tally or the quoted phrases.
    fn take(&self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        py.detach(|| {
            let mut tabulate = locked(&self.tabulate);
            of_rows(&batch.0, |row| tabulate.take(row).map_err(broken))
        })
    }

    /// The rows.
    fn finish(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let tabulate = std::mem::take(&mut *locked(&self.tabulate));
            let rows = tabulate.finish(&self.known, &self.options).map_err(broken)?;
            batch_of(&rows).map(PyArrowType)
        })
    }
}

fn options(finding: &Finding, mining: &Mining) -> PyResult<Options> {
    let mut options = mining.options(finding)?;
    options.windows.sort_unstable();
    options.windows.dedup();
    options.include.sort_unstable();
    options.include.dedup();
    Ok(options)
}
