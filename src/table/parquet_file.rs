//! Tables as Parquet files, a table each, for DuckDB, pandas, R and other programs that keep types.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Cell, Column, ColumnKind, ReportFolder, Row, TableWriter, WriteError};

/// The rows that are held in columns at a time.
const GROUP: usize = 100_000;

/// Writes tables into a report as `formulas.parquet` and so on.
///
/// The columns and their types are those of `datapackage.json`: `BIGINT`, `DOUBLE`, `BOOLEAN`, and
/// `VARCHAR` for text, for lists joined by `|` and for dates, which may be as inexact as a year. An
/// empty cell is null. Text is as it is: nothing here runs cells, so that no apostrophe is added.
pub struct ParquetFiles<'report>(&'report ReportFolder);

impl<'report> ParquetFiles<'report> {
    /// Writes into this report.
    pub fn new(report: &'report ReportFolder) -> ParquetFiles<'report> {
        ParquetFiles(report)
    }
}

impl TableWriter for ParquetFiles<'_> {
    type Error = WriteError;

    fn add<R: Row>(&mut self, rows: &[R]) -> Result<(), WriteError> {
        let name = format!("{}.parquet", R::TABLE.name);
        self.0.write_with(&name, |path| write(path, rows).map_err(io_error))
    }
}

fn write<R: Row>(path: &Path, rows: &[R]) -> Result<(), ParquetError> {
    let columns = R::TABLE.columns;
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    let schema = Type::group_type_builder(R::TABLE.name).with_fields(fields).build()?;
    let compression = Compression::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let file = File::create(path)?;
    let mut file = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
    for rows in rows.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        for column in columns {
            let Some(mut out) = group.next_column()? else { break };
            write_column(&mut out, column, rows)?;
            out.close()?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

/// The description of a column, which may hold nulls.
fn field<R>(column: &Column<R>) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        ColumnKind::Integer => (Physical::INT64, None),
        ColumnKind::Real => (Physical::DOUBLE, None),
        ColumnKind::Boolean => (Physical::BOOLEAN, None),
        ColumnKind::Text | ColumnKind::Date | ColumnKind::List => {
            (Physical::BYTE_ARRAY, Some(LogicalType::String))
        }
    };
    let field = Type::primitive_type_builder(column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.build()?))
}

fn write_column<R>(
    out: &mut SerializedColumnWriter<'_>,
    column: &Column<R>,
    rows: &[R],
) -> Result<(), ParquetError> {
    let cells = || rows.iter().map(|row| (column.cell)(row)).map(present);
    match column.kind {
        ColumnKind::Integer => write_values::<Int64Type>(out, cells(), |cell| match cell {
            // Counts and positions are far below 2⁶³.
            Cell::Integer(number) => number as i64,
            _ => 0,
        }),
        ColumnKind::Real => write_values::<DoubleType>(out, cells(), |cell| match cell {
            // Zero without a sign, as in the other forms.
            Cell::Real(number) => number + 0.0,
            _ => 0.0,
        }),
        ColumnKind::Boolean => {
            write_values::<BoolType>(out, cells(), |cell| cell == Cell::Boolean(true))
        }
        ColumnKind::Text | ColumnKind::Date | ColumnKind::List => {
            write_values::<ByteArrayType>(out, cells(), |cell| {
                let mut text = String::new();
                cell.write_to(&mut text);
                text.into_bytes().into()
            })
        }
    }
}

/// The cell, unless it is empty.
fn present(cell: Cell<'_>) -> Option<Cell<'_>> {
    (!cell.is_empty()).then_some(cell)
}

fn write_values<'row, T: DataType>(
    out: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<Cell<'row>>>,
    value: impl Fn(Cell<'row>) -> T::T,
) -> Result<(), ParquetError> {
    let (mut values, mut present) = (Vec::new(), Vec::new());
    for cell in cells {
        present.push(i16::from(cell.is_some()));
        values.extend(cell.map(&value));
    }
    out.typed::<T>().write_batch(&values, Some(&present), None)?;
    Ok(())
}

fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::table::{ExpansionRow, FormulaRow};

    /// The rows of a table after it was written and read, as JSON.
    fn read_back<R: Row>(rows: &[R]) -> Vec<serde_json::Value> {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.parquet");
        write(&path, rows).unwrap();
        let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        let rows = reader.get_row_iter(None).unwrap();
        let json = rows.map(|row| {
            let columns = row.unwrap().into_columns();
            let cell = |field: &parquet::record::Field| match field {
                parquet::record::Field::Null => serde_json::Value::Null,
                parquet::record::Field::Long(number) => (*number).into(),
                parquet::record::Field::Double(number) => (*number).into(),
                parquet::record::Field::Bool(value) => (*value).into(),
                parquet::record::Field::Str(text) => text.as_str().into(),
                other => panic!("{other:?}"),
            };
            columns.iter().map(|(name, field)| (name.clone(), cell(field))).collect()
        });
        json.collect()
    }

    #[test]
    fn cells_keep_their_types_and_empty_ones_are_null() {
        let row = ExpansionRow {
            formula: "=1+N".into(),
            items: vec!["不愁吃".into(), "a|b".into()],
            found: 2,
            complete: true,
            ..ExpansionRow::default()
        };
        let read = read_back(&[row, ExpansionRow::default()]);
        assert_eq!(read[0]["formula"], "=1+N");
        assert_eq!(read[0]["items"], "不愁吃|a／b");
        assert_eq!(read[0]["found"], 2);
        assert_eq!(read[0]["complete"], true);
        assert_eq!(read[1]["formula"], serde_json::Value::Null);
        assert_eq!(read[1]["items"], serde_json::Value::Null);
    }

    #[test]
    fn rows_stay_in_order_over_groups_and_a_table_may_have_none() {
        let count = GROUP as u64 + 3;
        let rows: Vec<_> =
            (0..count).map(|start| ExpansionRow { start, ..ExpansionRow::default() }).collect();
        let read = read_back(&rows);
        let starts = read.iter().map(|row| row["start"].as_u64().unwrap());
        assert!(starts.eq(0..count));
        assert!(read_back::<FormulaRow>(&[]).is_empty());
    }
}
