//! Records in, documents out.

use std::borrow::Cow;
use std::sync::Mutex;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use pyo3::prelude::*;
use tifa::cluster::{self, Rows};
use tifa::corpus::{ReadOptions, Records};

use super::columns::{Texts, batch_of, locked};

/// Reads records: rows with columns of text, whose names say what they are.
#[pyclass(frozen)]
pub(crate) struct SparkRecords {
    records: Records,
    path: Option<String>,
    number: Mutex<u64>,
}

#[pymethods]
impl SparkRecords {
    /// For the columns that are named for a role; the others are guessed by their names.
    #[new]
    #[pyo3(signature = (id, text, title, date, source, path, metadata))]
    fn new(
        id: Option<String>,
        text: Option<String>,
        title: Option<String>,
        date: Option<String>,
        source: Option<String>,
        path: Option<String>,
        metadata: Vec<String>,
    ) -> SparkRecords {
        let options = ReadOptions {
            id_column: id,
            text_column: text,
            title_column: title,
            date_column: date,
            source_column: source,
            keep_metadata: metadata,
            ..ReadOptions::default()
        };
        SparkRecords { records: Records::new("", &options), path, number: Mutex::new(0) }
    }

    /// Which of these columns are read.
    fn wanted(&self, names: Vec<String>) -> Vec<String> {
        let wanted = |name: &String| self.records.wants(name) || self.path.as_ref() == Some(name);
        names.into_iter().filter(wanted).collect()
    }

    /// The documents of a batch: to id, with the document. What could not be used of a record is a row
    /// of that id too, with the order `omission`; a record without an id has the key `""`.
    fn take(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let batch = batch.0;
            let schema = batch.schema();
            let columns: Vec<(&str, Texts<'_>)> = schema
                .fields()
                .iter()
                .zip(batch.columns())
                .map(|(field, column)| Ok((field.name().as_str(), Texts::of(column)?)))
                .collect::<PyResult<_>>()?;
            let mut out = Rows::default();
            let mut number = locked(&self.number);
            for index in 0..batch.num_rows() {
                *number += 1;
                let value = |column: &Texts<'_>| column.value(index).map(str::to_owned);
                let path = columns.iter().find(|(name, _)| self.path.as_deref() == Some(*name));
                let fields = columns.iter().filter_map(|(name, column)| {
                    Some((*name, Cow::Borrowed(column.value(index)?)))
                });
                let (document, omissions) = self.records.document(*number, fields);
                // Without an id of its own, a document has one that is made of its number.
                let numbered = format!("#{number}");
                let id = document.as_ref().map(|document| document.id.as_str());
                let id = id.filter(|id| *id != numbered).unwrap_or_default().to_owned();
                for omission in omissions {
                    out.push(id.as_bytes(), b"omission", omission.reason.as_bytes());
                }
                if let Some(mut document) = document {
                    document.path = path.and_then(|(_, path)| value(path)).unwrap_or_default();
                    out.push(id.as_bytes(), b"", &cluster::pack(&document));
                }
            }
            Ok(PyArrowType(batch_of(&out)?))
        })
    }
}
