//! CSV and TSV: records under a header row.

use std::borrow::Cow;

use csv::StringRecord;

use super::columns::{Role, Wanted};
use super::problems::Place;
use super::record::{Contents, Origin, Record};

/// Reads a table. `delimiter` is that of the file's ending, if it tells; `cut` says that the text
/// breaks off in its last record.
pub(super) fn read_delimited(
    text: &str,
    delimiter: Option<u8>,
    cut: bool,
    origin: &Origin<'_>,
) -> Contents {
    let mut contents = Contents::default();
    let Some(table) = Table::of(text, delimiter, origin) else { return contents };
    if !table.has_text() {
        contents.columns_without_text = Some(table.names);
        return contents;
    }
    contents.has_text_column = true;
    let mut start = Some(table.start);
    let mut rows = Rows { text, table, cut, origin, number: 0, read_again: 4 * text.len() };
    while let Some(from) = start {
        start = rows.read_from(from, &mut contents);
    }
    contents
}

struct Rows<'a> {
    text: &'a str,
    table: Table,
    cut: bool,
    origin: &'a Origin<'a>,
    /// How many rows there were so far.
    number: u64,
    /// How many bytes may be read a second time, or a file could make the work square.
    read_again: usize,
}

impl Rows<'_> {
    /// Reads rows to the end, or to one that swallowed others: then returns where to go on.
    fn read_from(&mut self, from: Start, contents: &mut Contents) -> Option<Start> {
        let Rows { text, table, origin, .. } = self;
        let mut reader = reader(&text[from.byte..], table.delimiter);
        let mut row = StringRecord::new();
        let mut start = from;
        // The text is UTF-8, in memory, and rows may have any length: nothing can fail.
        while reader.read_record(&mut row).unwrap_or(false) {
            let end = text.len().min(from.byte + reader.position().byte() as usize);
            let blank = text[start.byte..end]
                .bytes()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .inspect(|&byte| start.line += u64::from(byte == b'\n'))
                .count();
            let raw = &text.as_bytes()[start.byte + blank..end];
            if self.cut && end == text.len() {
                return None;
            }
            self.number += 1;
            let place = Place::Line(start.line);
            // Only what ends on another line than it begins can have swallowed other rows.
            let next_line =
                memchr::memchr(b'\n', raw).map(|at| at + 1).filter(|&next| next < raw.len());
            let right_width = row.len() == table.width;
            let swallows =
                next_line.is_some() && !(right_width && is_well_quoted(raw, table.delimiter));
            if right_width && !swallows {
                let record = table.record(&row, origin);
                origin.add_record(record, place, self.number, contents);
            } else {
                contents.problems.broken(place, table.what_is_wrong(row.len(), swallows));
            }
            if let Some(next) = next_line.filter(|_| swallows && raw.len() <= self.read_again) {
                self.read_again -= raw.len();
                return Some(Start { byte: start.byte + blank + next, line: start.line + 1 });
            }
            start.line += memchr::memchr_iter(b'\n', raw).count() as u64;
            start.byte = end;
        }
        None
    }
}

/// Whether every quoted cell ends with its quotation mark: nothing but a delimiter or the end of
/// the row follows it.
fn is_well_quoted(row: &[u8], delimiter: u8) -> bool {
    let mut quoted = false;
    let mut bytes = row.iter().copied().peekable();
    let mut cell_begins = true;
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                if bytes.peek().is_some_and(|&next| ![delimiter, b'\r', b'\n'].contains(&next)) {
                    return false;
                }
            }
            continue;
        }
        quoted = cell_begins && byte == b'"';
        cell_begins = byte == delimiter;
    }
    !quoted
}

/// Where in the text records begin.
#[derive(Clone, Copy)]
struct Start {
    byte: usize,
    line: u64,
}

/// What the first row tells about the others.
struct Table {
    delimiter: u8,
    names: Vec<String>,
    width: usize,
    /// The columns that are wanted, by index.
    wanted: Vec<(usize, Wanted)>,
    start: Start,
}

impl Table {
    /// Nothing if the text is empty. The delimiter of a `.csv` file is a comma, unless only with
    /// a tab or a semicolon one of the columns is a text.
    fn of(text: &str, delimiter: Option<u8>, origin: &Origin<'_>) -> Option<Table> {
        if let Some(delimiter) = delimiter {
            return Table::with(text, delimiter, origin);
        }
        let comma = Table::with(text, b',', origin)?;
        if comma.has_text() {
            return Some(comma);
        }
        let others = [b'\t', b';'].into_iter().filter_map(|d| Table::with(text, d, origin));
        let mut others = others.filter(|table| table.has_text() && table.width > 1);
        Some(others.next().unwrap_or(comma))
    }

    fn with(text: &str, delimiter: u8, origin: &Origin<'_>) -> Option<Table> {
        let mut reader = reader(text, delimiter);
        let mut header = StringRecord::new();
        if !reader.read_record(&mut header).ok()? {
            return None;
        }
        let mut wanted: Vec<(usize, Wanted)> = header
            .iter()
            .map(|name| origin.columns.wanted(name))
            .enumerate()
            .filter(|(_, wanted)| !wanted.is_nothing())
            .collect();
        let is_text = |&(_, wanted): &(usize, Wanted)| wanted.is(Role::Text);
        let mut start =
            Start { byte: reader.position().byte() as usize, line: reader.position().line() };
        if !wanted.iter().any(is_text)
            && let Some(numbered) = origin.columns.numbered()
            && numbered.iter().all(|&(number, _)| number <= header.len())
        {
            wanted = numbered.into_iter().map(|(number, wanted)| (number - 1, wanted)).collect();
            start = Start { byte: 0, line: 1 };
        }
        Some(Table {
            delimiter,
            names: header.iter().map(str::to_owned).collect(),
            width: header.len(),
            wanted,
            start,
        })
    }

    fn has_text(&self) -> bool {
        self.wanted.iter().any(|(_, wanted)| wanted.is(Role::Text))
    }

    fn record<'r>(&self, row: &'r StringRecord, origin: &Origin<'_>) -> Record<'r> {
        let mut record = Record::new(origin.columns);
        for &(column, wanted) in &self.wanted {
            record.take(wanted, 1, Cow::Borrowed(row.get(column).unwrap_or_default()));
        }
        record
    }

    fn what_is_wrong(&self, width: usize, swallows: bool) -> String {
        let columns = self.width;
        if swallows {
            return "a quotation mark in this row is never closed, or one stands inside a quoted \
                    text; the row is left out: double such marks or take them out"
                .to_owned();
        }
        let cells = if width == 1 { "cell" } else { "cells" };
        let remedy = if width > columns {
            "put quotation marks around a text that holds a delimiter"
        } else {
            "add what is missing"
        };
        format!("{width} {cells} in a table of {columns} columns; the row is left out: {remedy}")
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
