//! Where documents come from: paths, or a data frame.

use std::fmt::Display;
use std::path::PathBuf;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::FromPyArrow;
use pyo3::prelude::*;
use tifa::corpus::{Corpus, Omission, ReadOptions, read, read_table};
use tifa::progress::Progress;

use crate::errors::{InputError, Omitted};
use crate::records::Records;

/// Where documents come from.
pub(crate) enum Source {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// A data frame, and what to call it.
    Table(RecordBatchStreamReader, String),
}

/// As `tifa/_source.py` hands it over: either paths, or something with `__arrow_c_stream__` and what to
/// call it.
#[derive(FromPyObject)]
pub(crate) enum PySource<'py> {
    #[pyo3(transparent)]
    Table((Bound<'py, PyAny>, String)),
    #[pyo3(transparent)]
    Paths(Vec<PathBuf>),
}

impl Source {
    /// Opens the stream of a data frame; nothing is read yet.
    pub(crate) fn of(source: PySource<'_>) -> PyResult<Source> {
        Ok(match source {
            PySource::Paths(paths) => Source::Paths(paths),
            PySource::Table((table, name)) => {
                let reader = RecordBatchStreamReader::from_pyarrow_bound(&table);
                let reader = reader.map_err(|error| unreadable(&name, error))?;
                Source::Table(reader, name)
            }
        })
    }

    /// What to call it in `run.json`.
    pub(crate) fn names(&self) -> Vec<PathBuf> {
        match self {
            Source::Paths(paths) => paths.clone(),
            Source::Table(_, name) => vec![name.into()],
        }
    }

    /// Reads the documents. A stream that fails is an omission.
    pub(crate) fn read(self, options: &ReadOptions, progress: &dyn Progress) -> Corpus {
        match self {
            Source::Paths(paths) => read(&paths, options, progress),
            Source::Table(reader, name) => match Records::read(reader) {
                Ok(records) => read_table(&records, &name, options, progress),
                Err(error) => {
                    let reason = error.to_string();
                    let omissions = vec![Omission { path: name, place: None, reason }];
                    Corpus { omissions, ..Corpus::default() }
                }
            },
        }
    }
}

/// What is said of something that streams, but no table.
fn unreadable(name: &str, error: impl Display) -> PyErr {
    let omission: Omitted = (name.to_string(), None, error.to_string());
    InputError::new_err(("the data frame cannot be read", vec![omission]))
}
