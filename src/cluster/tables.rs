//! Rows of tables as bytes, and back to cells.

use serde_json::Value;

use super::stage::Broken;
use crate::table::{
    BurstRow, ByColumnRow, CollocateRow, CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow,
    FurnitureRow, LineageRow, MentionRow, PhraseRow, QuoteRow, Row, TimelineRow, VariantRow,
};
use crate::table::{Cell, ColumnKind};

/// A column of a table, whatever its rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumn {
    /// The name in the header.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: ColumnKind,
}

/// The tables that mining makes, each with its columns.
pub fn tables() -> Vec<(&'static str, Vec<TableColumn>)> {
    fn of<R: Row>() -> (&'static str, Vec<TableColumn>) {
        let columns = R::TABLE.columns.iter();
        let columns = columns.map(|column| TableColumn { name: column.name, kind: column.kind });
        (R::TABLE.name, columns.collect())
    }
    vec![
        of::<FormulaRow>(),
        of::<MentionRow>(),
        of::<VariantRow>(),
        of::<ExpansionRow>(),
        of::<LineageRow>(),
        of::<QuoteRow>(),
        of::<PhraseRow>(),
        of::<CooccurrenceRow>(),
        of::<CollocateRow>(),
        of::<TimelineRow>(),
        of::<BurstRow>(),
        of::<ByColumnRow>(),
        of::<DocumentRow>(),
        of::<FurnitureRow>(),
    ]
}

/// The cells of a row: a JSON list.
pub(super) fn pack_row<R: Row>(row: &R) -> Vec<u8> {
    let cells = R::TABLE.columns.iter().map(|column| {
        let cell = (column.cell)(row);
        match cell {
            _ if cell.is_empty() => Value::Null,
            Cell::Empty => Value::Null,
            Cell::Text(text) => text.into(),
            Cell::Integer(number) => number.into(),
            Cell::Real(number) => number.into(),
            Cell::Boolean(value) => value.into(),
            Cell::Date(date) => date.to_string().into(),
            Cell::List(items) => items.into(),
        }
    });
    Value::Array(cells.collect()).to_string().into_bytes()
}

/// A cell that was read back.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnedCell {
    /// Missing, unknown or undefined.
    Empty,
    /// Text, or a date as exact as it is known.
    Text(String),
    /// A count or a position.
    Integer(u64),
    /// A measure.
    Real(f64),
    /// Yes or no.
    Boolean(bool),
    /// Several texts.
    List(Vec<String>),
}

impl OwnedCell {
    /// The cell, for who writes tables. Dates are texts that begin with a digit.
    pub fn cell(&self) -> Cell<'_> {
        match self {
            OwnedCell::Empty => Cell::Empty,
            OwnedCell::Text(text) => Cell::Text(text),
            OwnedCell::Integer(number) => Cell::Integer(*number),
            OwnedCell::Real(number) => Cell::Real(*number),
            OwnedCell::Boolean(value) => Cell::Boolean(*value),
            OwnedCell::List(items) => Cell::List(items),
        }
    }
}

/// The cells of a row of a table with these columns, from the row's value.
///
/// # Errors
/// If the row is none of that table.
pub fn unpack_row(bytes: &[u8], columns: &[TableColumn]) -> Result<Vec<OwnedCell>, Broken> {
    let values: Vec<Value> = serde_json::from_slice(bytes).map_err(Broken::json)?;
    let cell = |(value, column): (Value, &TableColumn)| {
        Some(match (value, column.kind) {
            (Value::Null, _) => OwnedCell::Empty,
            (Value::String(text), ColumnKind::Text | ColumnKind::Date) => OwnedCell::Text(text),
            (Value::Number(number), ColumnKind::Integer) => OwnedCell::Integer(number.as_u64()?),
            (Value::Number(number), ColumnKind::Real) => OwnedCell::Real(number.as_f64()?),
            (Value::Bool(value), ColumnKind::Boolean) => OwnedCell::Boolean(value),
            (Value::Array(items), ColumnKind::List) => {
                let text = |item: Value| item.as_str().map(str::to_owned);
                OwnedCell::List(items.into_iter().map(text).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    };
    let cells: Option<Vec<OwnedCell>> = values.into_iter().zip(columns).map(cell).collect();
    cells
        .filter(|cells| cells.len() == columns.len())
        .ok_or_else(|| Broken("a row has other columns than its table".into()))
}
