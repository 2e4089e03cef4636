//! The rows of a table as Arrow record batches, which Python takes over without copying.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{LargeStringBuilder, ListBuilder};
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use tifa::table::{Cell, Column, ColumnKind, Row};

use crate::errors::internal;

/// How many rows a batch holds at most.
const ROWS: usize = 1 << 16;

/// A table in Arrow's memory.
///
/// Text is `large_string`, which holds any amount, as are dates, since they are as exact as known;
/// counts are `int64`, measures `float64`, and lists `list<large_string>`. An empty cell is null. The
/// metadata of each field has the `description` and `unit` of `datapackage.json`.
#[pyclass(frozen, module = "tifa._tifa")]
pub(crate) struct Table {
    #[pyo3(get)]
    name: &'static str,
    #[pyo3(get)]
    description: &'static str,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// Puts rows into columns.
    pub(crate) fn of<R: Row>(rows: &[R]) -> Result<Table, ArrowError> {
        let schema = Arc::new(Schema::new(R::TABLE.columns.iter().map(field).collect::<Vec<_>>()));
        let batch = |rows: &[R]| {
            let columns = R::TABLE.columns.iter().map(|column| array(column, rows)).collect();
            RecordBatch::try_new(Arc::clone(&schema), columns)
        };
        let batches = rows.chunks(ROWS).map(batch).collect::<Result<_, _>>()?;
        Ok(Table { name: R::TABLE.name, description: R::TABLE.description, schema, batches })
    }
}

#[pymethods]
impl Table {
    /// The number of rows.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The columns: name, Arrow type, description and unit of each.
    #[getter]
    fn columns(&self) -> Vec<(String, String, String, Option<String>)> {
        let column = |field: &Arc<Field>| {
            let kind = match field.data_type() {
                DataType::LargeUtf8 => "large_string",
                DataType::Int64 => "int64",
                DataType::Float64 => "double",
                DataType::Boolean => "bool",
                _ => "list<item: large_string>",
            };
            let told = |key: &str| field.metadata().get(key).cloned();
            let description = told("description").unwrap_or_default();
            (field.name().clone(), kind.to_string(), description, told("unit"))
        };
        self.schema.fields().iter().map(column).collect()
    }

    /// The rows as a stream of Arrow record batches (Arrow PyCapsule interface). The schema is as it is,
    /// whatever is requested: casting is for who wants it.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns as an Arrow schema (Arrow PyCapsule interface).
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(internal)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

fn field<R>(column: &Column<R>) -> Field {
    let kind = match column.kind {
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Real => DataType::Float64,
        ColumnKind::Boolean => DataType::Boolean,
        ColumnKind::Text | ColumnKind::Date => DataType::LargeUtf8,
        ColumnKind::List => DataType::new_list(DataType::LargeUtf8, true),
    };
    let mut told = vec![("description".to_string(), column.description.to_string())];
    told.extend(column.unit.map(|unit| ("unit".to_string(), unit.to_string())));
    Field::new(column.name, kind, true).with_metadata(told.into_iter().collect::<HashMap<_, _>>())
}

fn array<R>(column: &Column<R>, rows: &[R]) -> ArrayRef {
    let cells = || {
        let cells = rows.iter().map(|row| (column.cell)(row));
        cells.map(|cell| (!cell.is_empty()).then_some(cell))
    };
    match column.kind {
        ColumnKind::Integer => {
            Arc::new(Int64Array::from_iter(cells().map(|cell| match cell? {
                // Counts and positions are far below 2⁶³.
                Cell::Integer(number) => Some(number as i64),
                _ => None,
            })))
        }
        ColumnKind::Real => {
            Arc::new(Float64Array::from_iter(cells().map(|cell| match cell? {
                // Zero without a sign, as in the other forms.
                Cell::Real(number) => Some(number + 0.0),
                _ => None,
            })))
        }
        ColumnKind::Boolean => {
            let value = |cell| Some(matches!(cell?, Cell::Boolean(true)));
            Arc::new(BooleanArray::from_iter(cells().map(value)))
        }
        ColumnKind::Text | ColumnKind::Date => {
            let mut texts = LargeStringBuilder::new();
            let mut text = String::new();
            for cell in cells() {
                let written = cell.map(|cell| {
                    text.clear();
                    cell.write_to(&mut text);
                    &text
                });
                texts.append_option(written);
            }
            Arc::new(texts.finish())
        }
        ColumnKind::List => {
            let mut lists = ListBuilder::new(LargeStringBuilder::new());
            for cell in cells() {
                let items = match cell {
                    Some(Cell::List(items)) => items,
                    _ => &[],
                };
                items.iter().for_each(|item| lists.values().append_value(item));
                lists.append(cell.is_some());
            }
            Arc::new(lists.finish())
        }
    }
}
