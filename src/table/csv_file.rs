//! A table as CSV: UTF-8 without a byte order mark, as in RFC 4180, with CRLF line ends.

use std::io::Write;
use std::marker::PhantomData;

use super::{Cell, Row, harmless};

/// Writes the rows of one table as CSV, one after another.
pub struct CsvWriter<R, W: Write> {
    cells: CellsWriter<W>,
    row_type: PhantomData<R>,
}

impl<R: Row, W: Write> CsvWriter<R, W> {
    /// Begins a table with its header.
    pub fn new(out: W) -> Result<CsvWriter<R, W>, std::io::Error> {
        let names = R::TABLE.columns.iter().map(|column| column.name);
        Ok(CsvWriter { cells: CellsWriter::new(out, names)?, row_type: PhantomData })
    }

    /// Adds a row. Rows come in the table's order.
    pub fn write(&mut self, row: &R) -> Result<(), std::io::Error> {
        self.cells.write(R::TABLE.columns.iter().map(|column| {
            let cell = (column.cell)(row);
            debug_assert!(column.kind.fits(&cell), "{}: {cell:?}", column.name);
            cell
        }))
    }

    /// How many rows have been written, the header not counted.
    pub fn rows(&self) -> u64 {
        self.cells.rows
    }

    /// Ends the table and gives back what it was written to.
    pub fn finish(self) -> Result<W, std::io::Error> {
        self.cells.finish()
    }
}

/// Writes rows that are given by their cells, all of one length, as CSV.
pub struct CellsWriter<W: Write> {
    csv: csv::Writer<W>,
    record: csv::StringRecord,
    cell: String,
    rows: u64,
}

impl<W: Write> CellsWriter<W> {
    /// Begins a table with its header.
    pub fn new<'a>(
        out: W,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<CellsWriter<W>, std::io::Error> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(names).map_err(io_error)?;
        Ok(CellsWriter { csv, record: csv::StringRecord::new(), cell: String::new(), rows: 0 })
    }

    /// Adds a row.
    pub fn write<'a>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) -> Result<(), std::io::Error> {
        self.record.clear();
        for cell in cells {
            self.cell.clear();
            cell.write_to(&mut self.cell);
            if cell.holds_text() {
                self.record.push_field(&harmless(&self.cell));
            } else {
                self.record.push_field(&self.cell);
            }
        }
        self.rows += 1;
        self.csv.write_record(&self.record).map_err(io_error)
    }

    /// Ends the table and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, std::io::Error> {
        self.csv.flush()?;
        self.csv.into_inner().map_err(|error| error.into_error())
    }
}

/// The cause of an error of the csv crate. All records of a table have the same length, so that
/// input and output remain as causes.
fn io_error(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::{ExpansionRow, VariantRow};

    fn csv_of<R: Row>(rows: &[R]) -> String {
        let mut writer = CsvWriter::new(Vec::new()).unwrap();
        for row in rows {
            writer.write(row).unwrap();
        }
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn a_table_without_rows_has_its_header() {
        assert_eq!(csv_of::<VariantRow>(&[]), "formula,surface,mentions,documents\r\n");
    }

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        let row = ExpansionRow {
            document: "a,b".into(),
            formula: "两不愁".into(),
            items: vec!["不愁吃".into(), "不愁\"穿\"".into()],
            found: 2,
            complete: true,
            pattern: "before",
            ..ExpansionRow::default()
        };
        let text = csv_of(&[row]);
        let line = text.lines().nth(1).unwrap();
        assert_eq!(line, "\"a,b\",两不愁,\"不愁吃|不愁\"\"穿\"\"\",,2,true,before,0,0,0");
    }

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let row =
            VariantRow { formula: "1+N".into(), surface: "=1+N".into(), ..VariantRow::default() };
        assert!(csv_of(&[row]).contains("1+N,'=1+N,0,0\r\n"));
    }

    proptest! {
        #[test]
        fn any_text_reads_back(formula in any::<String>(), surface in any::<String>()) {
            let row = VariantRow { formula, surface, mentions: 3, documents: 2 };
            let text = csv_of(std::slice::from_ref(&row));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(&record[0], &*harmless(&row.formula));
            prop_assert_eq!(&record[1], &*harmless(&row.surface));
            prop_assert_eq!(&record[2], "3");
        }
    }
}
