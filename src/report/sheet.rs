//! Some columns of the first rows of a table, for the page.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::table::{Cell, Row};

/// Some columns of the first rows of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(super) struct Sheet {
    /// The names of the columns.
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
    /// How many rows the table has, shown or not.
    total: usize,
}

impl Sheet {
    /// The columns named, of the first `limit` rows.
    pub(super) fn new<R: Row>(rows: &[R], limit: usize, columns: &[&str]) -> Sheet {
        Sheet::of(rows.iter().take(limit), columns).out_of(rows.len())
    }

    /// The columns named, of these rows.
    pub(super) fn of<'r, R: Row>(rows: impl Iterator<Item = &'r R>, columns: &[&str]) -> Sheet {
        let table = R::TABLE;
        let columns: Vec<_> = columns
            .iter()
            .filter_map(|name| {
                let column = table.columns.iter().find(|column| column.name == *name);
                debug_assert!(column.is_some(), "{} has no column {name}", table.name);
                column
            })
            .collect();
        let rows: Vec<Vec<Value>> = rows
            .map(|row| columns.iter().map(|column| value((column.cell)(row))).collect())
            .collect();
        let columns = columns.iter().map(|column| column.name).collect();
        Sheet { total: rows.len(), columns, rows }
    }

    /// The same rows, as part of a table of so many.
    pub(super) fn out_of(self, total: usize) -> Sheet {
        Sheet { total, ..self }
    }
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Integer(number) => number.into(),
        Cell::Real(number) => real(number),
        Cell::Boolean(value) => value.into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::List(items) => items.into(),
    }
}

/// Five digits, which is more than a reader compares; the tables have them all.
pub(super) fn real(number: f64) -> Value {
    let short = format!("{number:.4e}").parse().ok().and_then(Number::from_f64);
    short.map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::VariantRow;

    #[test]
    fn a_sheet_says_how_many_rows_it_leaves_out() {
        let row =
            VariantRow {
                formula: "六稳".into(), surface: "“六稳”".into(), ..Default::default()
            };
        let sheet = Sheet::new(&[row.clone(), row], 1, &["surface", "mentions"]);
        let shown = serde_json::to_string(&sheet).unwrap();
        assert_eq!(shown, r#"{"columns":["surface","mentions"],"rows":[["“六稳”",0]],"total":2}"#);
    }

    #[test]
    fn undefined_numbers_are_empty() {
        assert_eq!(real(f64::NAN), Value::Null);
        assert_eq!(real(0.123_456_7), 0.12346);
        assert_eq!(real(-1_234_567.0), -1_234_600.0);
    }
}
