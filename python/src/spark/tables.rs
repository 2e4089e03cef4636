//! Rows of tables: as Arrow columns, and as CSV.

use std::fs::File;
use std::io::BufWriter;
use std::sync::{Arc, Mutex};

use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{Field, Schema};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tifa::cluster::{self, OwnedCell, TableColumn};
use tifa::table::{CellsWriter, ColumnKind};

use super::columns::{bytes_column, locked};
use crate::errors::internal as broken;

/// The columns of a table of this name.
fn columns(table: &str) -> PyResult<Vec<TableColumn>> {
    let found = cluster::tables().into_iter().find(|(name, _)| *name == table);
    found
        .map(|(_, columns)| columns)
        .ok_or_else(|| PyValueError::new_err(format!("there is no table {table}")))
}

/// The tables in their order, each with its columns as name and type (`text`, `integer`, `real`,
/// `boolean`, `date` or `list`).
#[pyfunction]
pub(crate) fn spark_tables() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let kind = |kind: ColumnKind| match kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "integer",
        ColumnKind::Real => "real",
        ColumnKind::Boolean => "boolean",
        ColumnKind::Date => "date",
        ColumnKind::List => "list",
    };
    let columns = |columns: Vec<TableColumn>| {
        columns.into_iter().map(|column| (column.name, kind(column.kind))).collect()
    };
    cluster::tables().into_iter().map(|(name, of_it)| (name, columns(of_it))).collect()
}

/// The rows of a table, from the column `value` of a batch, as a batch with the table's columns.
#[pyfunction]
pub(crate) fn spark_cells(
    py: Python<'_>,
    table: &str,
    batch: PyArrowType<RecordBatch>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let columns = columns(table)?;
    py.detach(|| {
        let values = bytes_column(&batch.0, "value")?;
        let rows: Vec<Vec<OwnedCell>> = (0..batch.0.num_rows())
            .map(|index| cluster::unpack_row(values.value(index), &columns).map_err(broken))
            .collect::<PyResult<_>>()?;
        let arrays: Vec<ArrayRef> = (0..columns.len())
            .map(|at| array(columns[at].kind, rows.iter().map(|row| &row[at])))
            .collect();
        let fields: Vec<Field> = columns
            .iter()
            .zip(&arrays)
            .map(|(column, array)| Field::new(column.name, array.data_type().clone(), true))
            .collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map(PyArrowType).map_err(broken)
    })
}

fn array<'a>(kind: ColumnKind, cells: impl Iterator<Item = &'a OwnedCell>) -> ArrayRef {
    match kind {
        ColumnKind::Text | ColumnKind::Date => {
            let mut builder = StringBuilder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Text(text) => builder.append_value(text),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Integer => {
            let mut builder = Int64Builder::new();
            cells.for_each(|cell| match cell {
                // Counts and positions are far below 2⁶³.
                OwnedCell::Integer(number) => builder.append_value(*number as i64),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Real => {
            let mut builder = Float64Builder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Real(number) => builder.append_value(*number),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Boolean => {
            let mut builder = BooleanBuilder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Boolean(value) => builder.append_value(*value),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::List => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            cells.for_each(|cell| match cell {
                OwnedCell::List(items) => {
                    items.iter().for_each(|item| builder.values().append_value(item));
                    builder.append(true);
                }
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
    }
}

/// A table as a CSV file that is written row by row.
#[pyclass(frozen)]
pub(crate) struct SparkCsv {
    columns: Vec<TableColumn>,
    writer: Mutex<Option<CellsWriter<BufWriter<File>>>>,
}

#[pymethods]
impl SparkCsv {
    /// Begins the file of a table.
    #[new]
    fn new(table: &str, path: &str) -> PyResult<SparkCsv> {
        let columns = columns(table)?;
        let names = columns.iter().map(|column| column.name);
        let file =
            File::create(path).map_err(|error| PyOSError::new_err(format!("{path}: {error}")))?;
        let writer = CellsWriter::new(BufWriter::new(file), names)
            .map_err(|error| PyOSError::new_err(format!("{path}: {error}")))?;
        Ok(SparkCsv { columns, writer: Mutex::new(Some(writer)) })
    }

    /// Adds a row, given by its value between stages.
    fn add(&self, row: &Bound<'_, PyBytes>) -> PyResult<()> {
        let cells = cluster::unpack_row(row.as_bytes(), &self.columns).map_err(broken)?;
        let mut writer = locked(&self.writer);
        match writer.as_mut() {
            Some(writer) => Ok(writer.write(cells.iter().map(OwnedCell::cell))?),
            None => Err(PyValueError::new_err("the file is finished already")),
        }
    }

    /// Ends the file.
    fn finish(&self) -> PyResult<()> {
        let writer = locked(&self.writer).take();
        if let Some(writer) = writer {
            writer.finish()?.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        }
        Ok(())
    }
}
