//! Rows between stages as Arrow batches, and columns of text.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::builder::BinaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use tifa::cluster::{Row, Rows};

use crate::errors::internal as broken;

/// Does something with each row of a batch.
pub(super) fn of_rows(
    batch: &RecordBatch,
    mut take: impl FnMut(Row<'_>) -> PyResult<()>,
) -> PyResult<()> {
    let [key, order, value] = ["key", "order", "value"].map(|name| bytes_column(batch, name));
    let (key, order, value) = (key?, order?, value?);
    (0..batch.num_rows()).try_for_each(|index| {
        take(Row { key: key.value(index), order: order.value(index), value: value.value(index) })
    })
}

pub(super) fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A column of bytes; nulls are empty.
pub(super) enum Bytes<'a> {
    Binary(&'a arrow_array::BinaryArray),
    LargeBinary(&'a arrow_array::LargeBinaryArray),
    BinaryView(&'a arrow_array::BinaryViewArray),
}

impl Bytes<'_> {
    pub(super) fn value(&self, index: usize) -> &[u8] {
        match self {
            Bytes::Binary(array) if array.is_valid(index) => array.value(index),
            Bytes::LargeBinary(array) if array.is_valid(index) => array.value(index),
            Bytes::BinaryView(array) if array.is_valid(index) => array.value(index),
            _ => &[],
        }
    }
}

pub(super) fn bytes_column<'a>(batch: &'a RecordBatch, name: &str) -> PyResult<Bytes<'a>> {
    let column = batch
        .column_by_name(name)
        .ok_or_else(|| PyValueError::new_err(format!("the rows have no column {name}")))?;
    match column.data_type() {
        DataType::Binary => Ok(Bytes::Binary(column.as_binary())),
        DataType::LargeBinary => Ok(Bytes::LargeBinary(column.as_binary())),
        DataType::BinaryView => Ok(Bytes::BinaryView(column.as_binary_view())),
        other => Err(PyValueError::new_err(format!("the column {name} is of type {other}"))),
    }
}

/// Rows as an Arrow batch.
pub(super) fn batch_of(rows: &Rows) -> PyResult<RecordBatch> {
    // The offsets of a column are 32 bits.
    if rows.bytes() > i32::MAX as usize {
        return Err(broken(
            "a single row between two stages is larger than 2 GB; raise min_count, or leave out \
             collocates or phrases",
        ));
    }
    let mut builders: [BinaryBuilder; 3] = Default::default();
    for row in rows.iter() {
        for (builder, cell) in builders.iter_mut().zip([row.key, row.order, row.value]) {
            builder.append_value(cell);
        }
    }
    let columns = builders.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
    let field = |name: &str| Field::new(name, DataType::Binary, false);
    let schema = Schema::new(["key", "order", "value"].map(field).to_vec());
    RecordBatch::try_new(Arc::new(schema), columns.to_vec()).map_err(broken)
}

/// A column of text.
pub(super) enum Texts<'a> {
    Utf8(&'a arrow_array::StringArray),
    LargeUtf8(&'a arrow_array::LargeStringArray),
    Utf8View(&'a arrow_array::StringViewArray),
}

impl<'a> Texts<'a> {
    pub(super) fn of(column: &'a ArrayRef) -> PyResult<Texts<'a>> {
        match column.data_type() {
            DataType::Utf8 => Ok(Texts::Utf8(column.as_string())),
            DataType::LargeUtf8 => Ok(Texts::LargeUtf8(column.as_string())),
            DataType::Utf8View => Ok(Texts::Utf8View(column.as_string_view())),
            other => Err(PyValueError::new_err(format!("a record has a column of type {other}"))),
        }
    }

    pub(super) fn value(&self, index: usize) -> Option<&'a str> {
        match self {
            Texts::Utf8(array) => array.is_valid(index).then(|| array.value(index)),
            Texts::LargeUtf8(array) => array.is_valid(index).then(|| array.value(index)),
            Texts::Utf8View(array) => array.is_valid(index).then(|| array.value(index)),
        }
    }
}
