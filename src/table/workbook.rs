//! The workbook `tables.xlsx`: a sheet a table, for people who work in a spreadsheet.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Note, Workbook as Book,
    Worksheet, XlsxError,
};

use super::{Cell, Column, ColumnKind, Row, TableWriter};
use crate::corpus::Date;

/// The rows that a sheet can hold besides its header (the file format's limit is 1,048,576).
pub const SHEET_ROWS: usize = 1_048_575;
/// The UTF-16 units that a cell can hold (the file format's limit).
const CELL_UNITS: usize = 32_767;
/// What ends a text that was cut.
const CUT: char = '…';
/// The greatest whole number up to which a spreadsheet, which counts in doubles, tells all apart.
const GREATEST_EXACT: u64 = 1 << 53;
/// The sheet at the front, which lists the others.
const CONTENTS: &str = "tables";

/// A workbook that is being made. Its first sheet lists the others and says what they lack.
///
/// Numbers, yes or no, and exact dates from 1900-03-01 on (the first that all spreadsheets agree on)
/// keep their type; less exact dates are text. No cell is ever a formula or a link.
pub struct Workbook {
    book: Book,
    sheets: Vec<Sheet>,
    rows_at_most: usize,
}

/// What could not go into a sheet because of the limits of the file format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortened {
    /// The table.
    pub table: &'static str,
    /// How many rows at its end are not in the sheet.
    pub rows_left_out: u64,
    /// How many cells hold only the beginning of their text, which then ends with `…`.
    pub cells_cut: u64,
}

struct Sheet {
    description: &'static str,
    rows: u64,
    lacks: Shortened,
}

/// How cells look, made once for a sheet.
struct Looks {
    heading: Format,
    date: Format,
}

impl Looks {
    fn new() -> Looks {
        Looks {
            heading: Format::new().set_bold().set_align(FormatAlign::Top),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

impl Workbook {
    /// A workbook without tables. While it is made, what is done lies in the folder `scratch`.
    ///
    /// # Errors
    /// If that folder cannot be written to.
    pub fn new(scratch: &Path) -> io::Result<Workbook> {
        let mut book = Book::new();
        // A date of making would make every run another file.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io_error)?;
        let properties = DocProperties::new().set_title("tifa").set_creation_datetime(&made);
        book.set_properties(&properties);
        book.set_tempdir(scratch).map_err(io_error)?;
        book.add_worksheet().set_name(CONTENTS).map_err(io_error)?;
        Ok(Workbook { book, sheets: Vec::new(), rows_at_most: SHEET_ROWS })
    }

    /// Writes the file, and says which tables did not go into it whole.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(mut self, path: &Path) -> io::Result<Vec<Shortened>> {
        self.contents().map_err(io_error)?;
        self.book.save(path).map_err(io_error)?;
        let lacking = self.sheets.into_iter().map(|sheet| sheet.lacks);
        Ok(lacking.filter(|lacks| lacks.rows_left_out + lacks.cells_cut > 0).collect())
    }

    /// Fills the first sheet.
    fn contents(&mut self) -> Result<(), XlsxError> {
        let heading = Looks::new().heading;
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let sheet = self.book.worksheet_from_index(0)?;
        let columns = [
            ("table", 16.0),
            ("rows", 12.0),
            ("rows_left_out", 16.0),
            ("cells_cut", 12.0),
            ("description", 90.0),
        ];
        for (place, (name, width)) in (0..).zip(columns) {
            sheet.write_string_with_format(0, place, name, &heading)?;
            sheet.set_column_width(place, width)?;
        }
        sheet.insert_note(
            0,
            2,
            &note("Rows that do not fit into a sheet; the CSV table has them."),
        )?;
        sheet.insert_note(
            0,
            3,
            &note("Cells too long for a sheet: they end with …; the CSV table has them whole."),
        )?;
        for (line, about) in (1..).zip(&self.sheets) {
            let Shortened { table, rows_left_out, cells_cut } = about.lacks;
            sheet.write_string_with_format(line, 0, table, &wrapped)?;
            for (place, number) in (1..).zip([about.rows, rows_left_out, cells_cut]) {
                sheet.write_number_with_format(line, place, number as f64, &wrapped)?;
            }
            sheet.write_string_with_format(line, 4, about.description, &wrapped)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn add_sheet<R: Row>(&mut self, rows: &[R]) -> Result<(), XlsxError> {
        let table = R::TABLE;
        let shown = &rows[..rows.len().min(self.rows_at_most)];
        let rows_left_out = (rows.len() - shown.len()) as u64;
        let mut cells_cut = 0;
        let looks = Looks::new();
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(table.name)?;
        for (place, column) in (0..).zip(table.columns) {
            sheet.set_column_width(place, width(column.kind))?;
            sheet.insert_note(0, place, &note(&about(column)))?;
        }
        let last_column = table.columns.len().saturating_sub(1) as u16;
        let last_row = shown.len() as u32;
        sheet.set_freeze_panes(1, 1)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.set_landscape().set_repeat_rows(0, 0)?;
        // An id such as 0012 is text on purpose.
        sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        for (place, column) in (0..).zip(table.columns) {
            sheet.write_string_with_format(0, place, column.name, &looks.heading)?;
        }
        for (line, row) in (1..).zip(shown) {
            for (place, column) in (0..).zip(table.columns) {
                let whole = write(sheet, line, place, (column.cell)(row), &looks)?;
                cells_cut += u64::from(!whole);
            }
        }
        self.sheets.push(Sheet {
            description: table.description,
            rows: shown.len() as u64,
            lacks: Shortened { table: table.name, rows_left_out, cells_cut },
        });
        Ok(())
    }
}

impl TableWriter for &mut Workbook {
    type Error = io::Error;

    /// Adds the sheet of a table: header and first column stay in sight, every column has a filter
    /// and a note that describes it. Rows beyond [`SHEET_ROWS`] are left out.
    fn add<R: Row>(&mut self, rows: &[R]) -> io::Result<()> {
        self.add_sheet(rows).map_err(io_error)
    }
}

/// Writes a cell, and tells whether all of it fits.
fn write(
    sheet: &mut Worksheet,
    line: u32,
    place: u16,
    cell: Cell<'_>,
    looks: &Looks,
) -> Result<bool, XlsxError> {
    if let Cell::Date(date) = cell
        && let Some(day) = day(date)?
    {
        sheet.write_datetime_with_format(line, place, &day, &looks.date)?;
        return Ok(true);
    }
    match cell {
        cell if cell.is_empty() => {}
        Cell::Integer(number) if number <= GREATEST_EXACT => {
            sheet.write_number(line, place, number as f64)?;
        }
        Cell::Real(number) => {
            sheet.write_number(line, place, number)?;
        }
        Cell::Boolean(value) => {
            sheet.write_boolean(line, place, value)?;
        }
        cell => {
            let mut text = String::new();
            cell.write_to(&mut text);
            let fitting = fitting(&text, CELL_UNITS);
            sheet.write_string(line, place, &*fitting)?;
            return Ok(matches!(fitting, Cow::Borrowed(_)));
        }
    }
    Ok(true)
}

/// The date as spreadsheets know dates, if it is exact and theirs go so far back.
fn day(date: Date) -> Result<Option<ExcelDateTime>, XlsxError> {
    let (Some(month), Some(day), Ok(year)) = (date.month(), date.day(), u16::try_from(date.year()))
    else {
        return Ok(None);
    };
    // Excel holds 1900 for a leap year, so that earlier days are other days elsewhere.
    if (year, month) < (1900, 3) || year > 9999 {
        return Ok(None);
    }
    ExcelDateTime::from_ymd(year, month, day).map(Some)
}

/// The text, or as much of its beginning as goes into `units` UTF-16 units together with a mark.
fn fitting(text: &str, units: usize) -> Cow<'_, str> {
    // No text has more units than bytes.
    if text.len() <= units || text.encode_utf16().count() <= units {
        return Cow::Borrowed(text);
    }
    let mut left = units.saturating_sub(CUT.len_utf16());
    let kept = text.char_indices().find(|(_, character)| {
        let fits = left.checked_sub(character.len_utf16());
        left = fits.unwrap_or(0);
        fits.is_none()
    });
    let end = kept.map_or(text.len(), |(end, _)| end);
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

/// What the note at the head of a column says.
fn about<R>(column: &Column<R>) -> String {
    match column.unit {
        Some(unit) => format!("{}\nUnit: {unit}.", column.description),
        None => column.description.to_string(),
    }
}

fn note(text: &str) -> Note {
    const WIDTH: u32 = 320;
    // About so many letters go into a line, and a line is so many pixels high.
    let lines = text.chars().count() / 45 + text.matches('\n').count() + 1;
    Note::new(text).add_author_prefix(false).set_width(WIDTH).set_height(16 * lines as u32 + 12)
}

/// In characters of the standard font, of which a Chinese one takes two.
fn width(kind: ColumnKind) -> f64 {
    match kind {
        ColumnKind::Text => 22.0,
        ColumnKind::List => 40.0,
        ColumnKind::Date => 12.0,
        ColumnKind::Integer | ColumnKind::Real | ColumnKind::Boolean => 14.0,
    }
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;
    use crate::table::{DocumentRow, VariantRow};

    fn variant(surface: &str) -> VariantRow {
        VariantRow { formula: "1+N".into(), surface: surface.into(), mentions: 3, documents: 2 }
    }

    /// The sheets of a workbook with these rows and three documents, and what it lacks.
    fn sheets(rows_at_most: usize, variants: &[VariantRow]) -> (Vec<String>, Vec<Shortened>) {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("tables.xlsx");
        let mut workbook = Workbook::new(place.path()).unwrap();
        workbook.rows_at_most = rows_at_most;
        (&mut workbook).add(variants).unwrap();
        let dated = |text| DocumentRow { date: Date::parse(text), ..DocumentRow::default() };
        let documents = ["2020-07-16", "2020-07", "1899-01-01"].map(dated);
        (&mut workbook).add(&documents).unwrap();
        let lacks = workbook.save(&path).unwrap();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let sheets = (1..=3).map(|sheet| {
            let mut text = String::new();
            let name = format!("xl/worksheets/sheet{sheet}.xml");
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            text
        });
        (sheets.collect(), lacks)
    }

    #[test]
    fn cells_have_types_and_nothing_runs() {
        let (sheets, lacks) = sheets(SHEET_ROWS, &[variant("=1+N"), variant("http://a.example")]);
        let [_, variants, documents] = &sheets[..] else { unreachable!() };
        assert!(variants.contains(r#"<c r="B2" t="inlineStr"><is><t>=1+N</t></is></c>"#));
        assert!(variants.contains(r#"<c r="C2"><v>3</v></c>"#), "{variants}");
        assert!(!variants.contains("<f>") && !variants.contains("hyperlink"), "{variants}");
        assert!(variants.contains(r#"<autoFilter ref="A1:D3"/>"#), "{variants}");
        // Day 1 is 1900-01-01, and 1900 has a 29th of February.
        assert!(documents.contains("<v>44028</v>"), "{documents}");
        assert!(documents.contains("<t>2020-07</t>") && documents.contains("<t>1899-01-01</t>"));
        assert_eq!(lacks, []);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let long = "\u{1F4A7}".repeat(CELL_UNITS / 2 + 1);
        let (sheets, lacks) = sheets(2, &[variant("a"), variant(&long), variant("c")]);
        assert_eq!(lacks[0], Shortened { table: "variants", rows_left_out: 1, cells_cut: 1 });
        assert_eq!(lacks[1], Shortened { table: "documents", rows_left_out: 1, cells_cut: 0 });
        assert!(sheets[1].contains("…</t>") && !sheets[1].contains("<t>c</t>"));
        let counts = ["B2", "C2", "D2"].map(|cell| {
            let (_, rest) = sheets[0].split_once(&format!("<c r=\"{cell}\"")).unwrap();
            rest.split_once("<v>").unwrap().1.split_once('<').unwrap().0.to_string()
        });
        assert_eq!(counts, ["2", "1", "1"], "rows, rows left out, cells cut");
    }

    proptest! {
        #[test]
        fn a_cell_holds_as_much_as_it_can(text in "[a中\u{1F4A7}]{0,12}", units in 1usize..12) {
            let fitting = fitting(&text, units);
            prop_assert!(fitting.encode_utf16().count() <= units);
            match fitting {
                Cow::Borrowed(whole) => prop_assert_eq!(whole, &text),
                Cow::Owned(cut) => {
                    let kept = cut.strip_suffix(CUT).unwrap();
                    prop_assert!(text.starts_with(kept));
                    let next = text[kept.len()..].chars().next().unwrap();
                    prop_assert!(next.len_utf16() > units - cut.encode_utf16().count());
                }
            }
        }
    }
}
