//! Parquet: a record a row, known by the names of its columns.

use std::borrow::Cow;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::columns::{Role, Wanted};
use super::problems::Place;
use super::record::{Contents, Origin, Record};

/// Reads a Parquet file. Only the columns that are wanted are unpacked. A row group that is damaged
/// ends the reading: what came before it is kept.
///
/// # Errors
/// If it is no whole Parquet file: its directory stands at its end.
pub(super) fn read_parquet(bytes: Vec<u8>, origin: &Origin<'_>) -> Result<Contents, ParquetError> {
    let file = SerializedFileReader::new(Bytes::from(bytes))?;
    let schema = file.metadata().file_metadata().schema();
    let mut contents = Contents::default();
    let wanted: Vec<(usize, Wanted)> = schema
        .get_fields()
        .iter()
        .map(|field| origin.columns.wanted(field.name()))
        .enumerate()
        .filter(|(_, wanted)| !wanted.is_nothing())
        .collect();
    if !wanted.iter().any(|(_, wanted)| wanted.is(Role::Text)) {
        let names = schema.get_fields().iter().map(|field| field.name().to_owned());
        contents.columns_without_text = Some(names.collect());
        return Ok(contents);
    }
    contents.has_text_column = true;
    let fields = wanted.iter().map(|&(index, _)| schema.get_fields()[index].clone()).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields).build()?;
    for (row, number) in file.get_row_iter(Some(projection))?.zip(1..) {
        let place = Place::Record(number);
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let reason = format!("the file is damaged from here on ({error}); fetch it again");
                contents.problems.broken(place, reason);
                break;
            }
        };
        let mut record = Record::new(origin.columns);
        for ((_, field), &(_, wanted)) in row.get_column_iter().zip(&wanted) {
            if let Some(value) = value(field) {
                record.take(wanted, 1, value);
            }
        }
        origin.add_record(record, place, number, &mut contents);
    }
    Ok(contents)
}

/// A cell as text; none if it is null, or bytes that are no text.
fn value(field: &Field) -> Option<Cow<'_, str>> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(Cow::Borrowed(text)),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(Cow::Borrowed),
        // Numbers, and dates as 2019-07-16.
        other => Some(Cow::Owned(other.to_string())),
    }
}
