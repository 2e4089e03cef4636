//! One value of a table, and how it is written as text.

use std::borrow::Cow;
use std::fmt::Write;

use crate::corpus::Date;

/// One value of a table. What is missing or undefined is [`Cell::Empty`], never 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Missing, unknown or undefined.
    Empty,
    /// Text as it is.
    Text(&'a str),
    /// A count or a position.
    Integer(u64),
    /// A measure. NaN and the infinities are written as empty cells.
    Real(f64),
    /// Yes or no.
    Boolean(bool),
    /// A date as exact as it is known.
    Date(Date),
    /// Several texts in one cell.
    List(&'a [String]),
}

/// What joins the items of a list within one cell.
pub const LIST_SEPARATOR: char = '|';
/// What stands for [`LIST_SEPARATOR`] inside an item: the full-width solidus.
pub const LIST_SEPARATOR_SUBSTITUTE: char = '／';

impl Cell<'_> {
    /// The text of the cell as every tifa table writes it, except for what [`harmless`] adds.
    ///
    /// Reals are written in the shortest form that reads back as the same number, with an exponent
    /// below 0.00001 and from 10¹⁶; dates as in ISO 8601; booleans as `true` and `false`; the items
    /// of a list are joined by `|`, and a `|` inside an item becomes `／`.
    pub fn write_to(&self, out: &mut String) {
        match *self {
            Cell::Empty => {}
            Cell::Text(text) => out.push_str(text),
            Cell::Integer(number) => display(out, number),
            Cell::Real(number) => write_real(out, number),
            Cell::Boolean(value) => display(out, value),
            Cell::Date(date) => display(out, date),
            Cell::List(items) => write_list(out, items),
        }
    }

    /// Whether a reader finds nothing in this cell.
    pub fn is_empty(&self) -> bool {
        match *self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            Cell::Real(number) => !number.is_finite(),
            Cell::List(items) => items.is_empty() || items == [""],
            Cell::Integer(_) | Cell::Boolean(_) | Cell::Date(_) => false,
        }
    }

    /// Whether the cell holds words of the text, which a spreadsheet might take for a formula.
    pub(super) fn holds_text(&self) -> bool {
        matches!(self, Cell::Text(_) | Cell::List(_))
    }
}

/// Text that no spreadsheet runs as a formula: with an apostrophe in front if it begins with
/// `=`, `+`, `-` or `@` (half or full width), a tab or a line end.
///
/// Text that begins with an apostrophe gets one more, so that whoever wants the exact text back
/// takes one leading apostrophe away wherever there is one.
///
/// ```
/// assert_eq!(tifa::table::harmless("=1+N"), "'=1+N");
/// assert_eq!(tifa::table::harmless("1+N"), "1+N");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\'') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

fn display(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("writing to a String cannot fail");
}

fn write_real(out: &mut String, number: f64) {
    if !number.is_finite() {
        return;
    }
    let magnitude = number.abs();
    if magnitude == 0.0 {
        // Also -0.0, which is no different to a reader.
        out.push('0');
    } else if (1e-5..1e16).contains(&magnitude) {
        display(out, number);
    } else {
        write!(out, "{number:e}").expect("writing to a String cannot fail");
    }
}

fn write_list(out: &mut String, items: &[String]) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(LIST_SEPARATOR);
        }
        for character in item.chars() {
            out.push(match character {
                LIST_SEPARATOR => LIST_SEPARATOR_SUBSTITUTE,
                other => other,
            });
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(text)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Cell<'a> {
        Cell::Text(text)
    }
}

impl<'a> From<&'a Option<String>> for Cell<'a> {
    fn from(text: &'a Option<String>) -> Cell<'a> {
        text.as_deref().into()
    }
}

impl<'a> From<&'a Vec<String>> for Cell<'a> {
    fn from(items: &'a Vec<String>) -> Cell<'a> {
        Cell::List(items)
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Cell::Integer(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Real(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Cell::Boolean(value)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Cell::Date(date)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Cell<'a> {
        value.map_or(Cell::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(cell: Cell<'_>) -> String {
        let mut out = String::new();
        cell.write_to(&mut out);
        out
    }

    #[test]
    fn a_missing_value_is_an_empty_cell() {
        for cell in [
            Cell::Empty,
            Cell::from(None::<u64>),
            Cell::from(&None::<String>),
            Cell::Real(f64::NAN),
            Cell::Real(f64::INFINITY),
            Cell::Real(f64::NEG_INFINITY),
            Cell::List(&[]),
        ] {
            assert_eq!(written(cell), "", "{cell:?}");
            assert!(cell.is_empty(), "{cell:?}");
        }
        assert_eq!(written(Cell::Integer(0)), "0");
        assert_eq!(written(Cell::Real(-0.0)), "0");
    }

    #[test]
    fn reals_are_short_and_never_carry_an_apostrophe() {
        assert_eq!(written(Cell::Real(1.0)), "1");
        assert_eq!(written(Cell::Real(-0.5)), "-0.5");
        assert_eq!(written(Cell::Real(0.1 + 0.2)), "0.30000000000000004");
        assert_eq!(written(Cell::Real(1e-300)), "1e-300");
        assert!(!Cell::Real(-0.5).holds_text());
    }

    #[test]
    fn a_date_keeps_its_precision() {
        assert_eq!(written(Date::new(2020, None, None).into()), "2020");
        assert_eq!(written(Date::new(2020, Some(7), Some(16)).into()), "2020-07-16");
    }

    #[test]
    fn items_of_a_list_stay_apart() {
        let items = ["不愁吃".to_string(), "a|b".to_string()];
        assert_eq!(written(Cell::List(&items)), "不愁吃|a／b");
    }

    proptest! {
        #[test]
        fn reals_read_back_as_the_same_number(number in proptest::num::f64::NORMAL) {
            prop_assert_eq!(written(Cell::Real(number)).parse::<f64>().unwrap(), number);
        }

        #[test]
        fn the_exact_text_can_be_had_back(text in "[=+@'\\-\t＝一a]{0,4}") {
            let safe = harmless(&text);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '＝', '\t']));
            prop_assert_eq!(safe.strip_prefix('\'').unwrap_or(&safe), text.as_str());
        }
    }
}
