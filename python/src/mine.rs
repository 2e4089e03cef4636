//! `tifa.mine`: the tables of a corpus.

use std::path::PathBuf;
use std::sync::Arc;

use arrow_schema::ArrowError;
use pyo3::prelude::*;
use serde_json::json;
use tifa::mine::{Mined, Options};
use tifa::report::Lang;
use tifa::table::{Row, Run, TableWriter};

use crate::arguments::{Finding, Mining, parsed};
use crate::batches::Table;
use crate::errors::{Omitted, internal, omitted, raised};
use crate::source::{PySource, Source};
use crate::worker;

/// What was found in a corpus.
#[pyclass(frozen, module = "tifa._tifa")]
pub(crate) struct Report {
    mined: Arc<Mined>,
    options: Options,
    record: Run,
}

/// Mines the documents of a source.
#[pyfunction]
#[pyo3(signature = (source, finding, mining, threads, show))]
pub(crate) fn mine(
    py: Python<'_>,
    source: PySource<'_>,
    finding: Finding,
    mining: Mining,
    threads: Option<usize>,
    show: Option<Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let source = Source::of(source)?;
    let mut options = mining.options(&finding)?;
    // The report is the same for any order of these, and so is what `run.json` says of them.
    options.windows.sort_unstable();
    options.windows.dedup();
    options.include.sort_unstable();
    options.include.dedup();
    let record = mining.record(&finding, &options, &source.names(), threads);
    let chosen = options.clone();
    let mined = worker::run(py, threads, show.as_ref(), move |progress| {
        let corpus = source.read(&chosen.reading(), progress);
        Mined::of(corpus, &chosen, progress)
    })?;
    Ok(Report { mined: Arc::new(mined.map_err(raised)?), options, record })
}

#[pymethods]
impl Report {
    /// The names of the tables, in the order in which people open them.
    #[getter]
    fn names(&self) -> PyResult<Vec<&'static str>> {
        let mut names = Names(Vec::new());
        self.mined.rows.write(&mut names)?;
        Ok(names.0)
    }

    /// The table with this name; none if the report has no such table. Its columns are made of the rows
    /// each time: keep it.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Option<Table>> {
        let find = || -> Result<Option<Table>, ArrowError> {
            let mut wanted = Wanted { name, found: None };
            self.mined.rows.write(&mut wanted)?;
            Ok(wanted.found)
        };
        py.detach(find).map_err(internal)
    }

    /// The counts by name, as in `run.json`.
    #[getter]
    fn counts(&self) -> std::collections::BTreeMap<String, u64> {
        self.mined.summary.counts()
    }

    /// The earliest and the latest date of a document, the periods of the time line, and the fewest
    /// mentions of a listed phrase.
    #[getter]
    fn facts(&self) -> (Option<String>, Option<String>, String, Option<u32>) {
        let summary = &self.mined.summary;
        (
            summary.first_date.map(|date| date.to_string()),
            summary.last_date.map(|date| date.to_string()),
            self.mined.rows.by.to_string(),
            summary.thresholds.as_ref().map(|&(min_count, _)| min_count),
        )
    }

    /// What was left out: path, place and reason of each.
    #[getter]
    fn omissions(&self) -> Vec<Omitted> {
        omitted(&self.mined.summary.omissions)
    }

    /// Writes the report into a folder.
    #[pyo3(signature = (folder, xlsx, parquet, lang))]
    fn write(
        &self,
        py: Python<'_>,
        folder: PathBuf,
        xlsx: bool,
        parquet: bool,
        lang: &str,
    ) -> PyResult<()> {
        let lang: Lang = parsed("lang", lang)?;
        let options = Options { xlsx, parquet, lang, ..self.options.clone() };
        let mut record = self.record.clone();
        let written =
            [("lang", json!(lang.code())), ("xlsx", json!(xlsx)), ("parquet", json!(parquet))];
        record.options.extend(written.map(|(name, value)| (name.to_string(), value)));
        let mined = Arc::clone(&self.mined);
        let work = move |_: &dyn tifa::progress::Progress| mined.write(&folder, &options, record);
        worker::run(py, None, None, work)?.map_err(raised)?;
        Ok(())
    }
}

/// Takes down which tables there are.
struct Names(Vec<&'static str>);

impl TableWriter for &mut Names {
    type Error = PyErr;

    fn add<R: Row>(&mut self, _: &[R]) -> PyResult<()> {
        self.0.push(R::TABLE.name);
        Ok(())
    }
}

/// Makes the one table that is wanted.
struct Wanted<'name> {
    name: &'name str,
    found: Option<Table>,
}

impl TableWriter for &mut Wanted<'_> {
    type Error = ArrowError;

    fn add<R: Row>(&mut self, rows: &[R]) -> Result<(), ArrowError> {
        if R::TABLE.name == self.name {
            self.found = Some(Table::of(rows)?);
        }
        Ok(())
    }
}
