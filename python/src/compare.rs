//! `tifa.compare`: what distinguishes two corpora, or two periods of one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use serde_json::json;
use tifa::corpus::Date;
use tifa::mine::{CompareOptions, Compared, Sided};
use tifa::phrase::MinCount;
use tifa::table::Run;

use crate::arguments::{Finding, recorded};
use crate::batches::Table;
use crate::errors::{Omitted, bad_option, internal, omitted, raised};
use crate::source::{PySource, Source};
use crate::worker;

/// What distinguishes two corpora.
#[pyclass(frozen, module = "tifa._tifa")]
pub(crate) struct Comparison {
    compared: Arc<Compared>,
    record: Run,
}

/// Compares two sources, or one from a date on with itself before that date.
#[pyfunction]
#[pyo3(signature = (a, b, finding, split_date, min_count, phrases, threads, show))]
#[allow(clippy::too_many_arguments, reason = "they are those of the function that people call")]
pub(crate) fn compare(
    py: Python<'_>,
    a: PySource<'_>,
    b: Option<PySource<'_>>,
    finding: Finding,
    split_date: Option<&str>,
    min_count: u32,
    phrases: bool,
    threads: Option<usize>,
    show: Option<Bound<'_, PyAny>>,
) -> PyResult<Comparison> {
    let a = Source::of(a)?;
    let b = b.map(Source::of).transpose()?;
    let date = split_date
        .map(|text| {
            let advice = "give one such as 2017-10-18, 2017-10 or 2017";
            let wrong = || bad_option("split_date", format!("“{text}” is no date: {advice}"));
            Date::parse(text).ok_or_else(wrong)
        })
        .transpose()?;
    let mut names = a.names();
    names.extend(b.iter().flat_map(Source::names));
    let names: Vec<String> = names.iter().map(|path| path.display().to_string()).collect();
    let record = recorded(
        "compare",
        [
            ("paths", json!(names)),
            ("split_date", json!(date.map(|date| date.to_string()))),
            ("lexicon", finding.lexicon_name()),
            ("duplicates", json!(finding.duplicates_name())),
            ("keep_furniture", json!(finding.keeps_furniture())),
            ("min_count", json!(min_count)),
            ("phrases", json!(phrases)),
        ],
        [("threads", json!(threads))],
    );
    let mut options = CompareOptions { mine: finding.options()?, ..CompareOptions::default() };
    options.mine.min_count = MinCount::Count(min_count);
    options.mine.phrases = phrases;
    options.others.quotes = Some(min_count.into());
    let compared = worker::run(py, threads, show.as_ref(), move |progress| {
        let read = |source: Source| source.read(&options.mine.read, progress);
        let sided = match (b, date) {
            (Some(b), _) => Sided::of(read(a), read(b)),
            (None, Some(date)) => Sided::split(read(a), date),
            // The face of the package asks for one of the two.
            (None, None) => Sided::of(read(a), Default::default()),
        };
        Compared::of(sided, &options, progress)
    })?;
    Ok(Comparison { compared: Arc::new(compared.map_err(raised)?), record })
}

#[pymethods]
impl Comparison {
    /// `keyness.csv`.
    fn keyness(&self) -> PyResult<Table> {
        Table::of(&self.compared.keyness).map_err(internal)
    }

    /// The counts by name, as in `run.json`.
    #[getter]
    fn counts(&self) -> BTreeMap<String, u64> {
        self.compared.comparison.counts()
    }

    /// What was left out: path, place and reason of each.
    #[getter]
    fn omissions(&self) -> Vec<Omitted> {
        omitted(&self.compared.comparison.omissions)
    }

    /// Writes the table and what describes it into a folder.
    fn write(&self, py: Python<'_>, folder: PathBuf) -> PyResult<()> {
        let (compared, record) = (Arc::clone(&self.compared), self.record.clone());
        let work = move |_: &dyn tifa::progress::Progress| compared.write(&folder, record);
        worker::run(py, None, None, work)?.map_err(raised)
    }
}
