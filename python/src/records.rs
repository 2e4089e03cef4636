//! A data frame, which comes as Arrow record batches, as a table of records.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::as_datetime;
use arrow_array::timezone::Tz;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, SchemaRef, TimeUnit};
use tifa::corpus::RecordTable;

/// The record batches of a data frame.
pub(crate) struct Records {
    schema: SchemaRef,
    /// The columns of each batch.
    batches: Vec<Vec<Column>>,
    /// The number of rows before each batch, and that of all.
    starts: Vec<usize>,
}

impl Records {
    /// Takes all batches of a stream. Their memory is not copied.
    ///
    /// # Errors
    /// If what the stream comes from fails.
    pub(crate) fn read(reader: impl RecordBatchReader) -> Result<Records, ArrowError> {
        let schema = reader.schema();
        let (mut batches, mut starts) = (Vec::new(), vec![0]);
        for batch in reader {
            let batch: RecordBatch = batch?;
            starts.push(starts[starts.len() - 1] + batch.num_rows());
            batches.push(batch.columns().iter().map(Column::new).collect());
        }
        Ok(Records { schema, batches, starts })
    }
}

impl RecordTable for Records {
    fn columns(&self) -> Vec<String> {
        let name = |field: &Arc<arrow_schema::Field>| match is_readable(field.data_type()) {
            true => field.name().clone(),
            // So that it is taken for nothing, and a message that lists the columns says why.
            false => format!("{} (of type {}, which is no text)", field.name(), field.data_type()),
        };
        self.schema.fields().iter().map(name).collect()
    }

    fn rows(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let batch = self.starts.partition_point(|&start| start <= row) - 1;
        self.batches[batch][column].text(row - self.starts[batch])
    }
}

/// A column of one batch.
enum Column {
    Plain(ArrayRef),
    /// The values, and for each row the number of its value; none if it is null.
    Coded(ArrayRef, Vec<Option<usize>>),
}

impl Column {
    fn new(array: &ArrayRef) -> Column {
        let Some(dictionary) = array.as_any_dictionary_opt() else {
            return Column::Plain(Arc::clone(array));
        };
        let values = Arc::clone(dictionary.values());
        // The keys of an empty dictionary cannot be normalized: all rows are null.
        let keys = match values.is_empty() {
            true => vec![None; array.len()],
            false => {
                let keys = dictionary.normalized_keys().into_iter().enumerate();
                keys.map(|(row, key)| (!array.is_null(row)).then_some(key)).collect()
            }
        };
        Column::Coded(values, keys)
    }

    fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Column::Plain(array) => text(array, row),
            Column::Coded(values, keys) => text(values, keys[row]?),
        }
    }
}

/// Whether the cells of a column of this type can be texts, numbers or dates.
fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_readable(values),
        DataType::Timestamp(_, zone) => zone.as_ref().is_none_or(|zone| zone.parse::<Tz>().is_ok()),
        kind => {
            kind.is_integer()
                || matches!(
                    kind,
                    DataType::Null
                        | DataType::Boolean
                        | DataType::Float32
                        | DataType::Float64
                        | DataType::Decimal128(..)
                        | DataType::Date32
                        | DataType::Date64
                        | DataType::Utf8
                        | DataType::LargeUtf8
                        | DataType::Utf8View
                        | DataType::Binary
                        | DataType::LargeBinary
                )
        }
    }
}

/// A cell as a file would spell it; none if it is null, no number, or bytes that are no text.
fn text(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    if array.is_null(row) {
        return None;
    }
    let utf8 = |bytes| std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
    let number = |number: f64| number.is_finite().then(|| number.to_string().into());
    let shown = match array.data_type() {
        DataType::Utf8 => return Some(array.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => return Some(array.as_string::<i64>().value(row).into()),
        DataType::Utf8View => return Some(array.as_string_view().value(row).into()),
        DataType::Binary => return utf8(array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => return utf8(array.as_binary::<i64>().value(row)),
        DataType::Float32 => return number(array.as_primitive::<Float32Type>().value(row).into()),
        DataType::Float64 => return number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).to_string(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Decimal128(..) => array.as_primitive::<Decimal128Type>().value_as_string(row),
        DataType::Date32 => array.as_primitive::<Date32Type>().value_as_date(row)?.to_string(),
        DataType::Date64 => array.as_primitive::<Date64Type>().value_as_date(row)?.to_string(),
        DataType::Timestamp(unit, zone) => {
            let zone = zone.as_deref();
            match unit {
                TimeUnit::Second => moment::<TimestampSecondType>(array, row, zone)?,
                TimeUnit::Millisecond => moment::<TimestampMillisecondType>(array, row, zone)?,
                TimeUnit::Microsecond => moment::<TimestampMicrosecondType>(array, row, zone)?,
                TimeUnit::Nanosecond => moment::<TimestampNanosecondType>(array, row, zone)?,
            }
        }
        _ => return None,
    };
    Some(shown.into())
}

/// The day and time of day in the zone of the column, since that is the day that was meant.
fn moment<T: ArrowTimestampType>(
    array: &ArrayRef,
    row: usize,
    zone: Option<&str>,
) -> Option<String> {
    let array = array.as_primitive::<T>();
    let local = match zone {
        None => as_datetime::<T>(array.value(row))?,
        Some(zone) => array.value_as_datetime_with_tz(row, zone.parse().ok()?)?.naive_local(),
    };
    let shown = local.to_string();
    Some(shown.strip_suffix(" 00:00:00").map_or(shown.clone(), str::to_string))
}
