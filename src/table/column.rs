//! What a table is: its name, its columns, where each cell of a row comes from, and the one order
//! of its rows.

use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut;

use super::Cell;

/// A row of one table.
pub trait Row: Sized + 'static {
    /// The table that the row belongs to.
    const TABLE: Table<Self>;

    /// The one total order of the table's rows, so that the same rows always make the same file.
    fn order(&self, other: &Self) -> Ordering;
}

/// The description of a table.
pub struct Table<R: 'static> {
    /// The file name without extension: `documents`.
    pub name: &'static str,
    /// What one row is, and how the rows are ordered.
    pub description: &'static str,
    /// The columns that together tell the rows apart.
    pub key: &'static [&'static str],
    /// The columns in their order.
    pub columns: &'static [Column<R>],
}

/// The description of a column, and how a row yields its cell.
pub struct Column<R: 'static> {
    /// The name in the header.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: ColumnKind,
    /// What a cell means, and when it is empty.
    pub description: &'static str,
    /// The unit that numbers are in, such as `characters`.
    pub unit: Option<&'static str>,
    /// The least possible value.
    pub minimum: Option<f64>,
    /// The greatest possible value.
    pub maximum: Option<f64>,
    /// The cell of this column in a row.
    pub cell: for<'row> fn(&'row R) -> Cell<'row>,
}

/// The type of a column's cells. Every column may also hold empty cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// [`Cell::Text`].
    Text,
    /// [`Cell::Integer`].
    Integer,
    /// [`Cell::Real`].
    Real,
    /// [`Cell::Boolean`].
    Boolean,
    /// [`Cell::Date`].
    Date,
    /// [`Cell::List`].
    List,
}

impl ColumnKind {
    /// Whether `cell` may stand in a column of this kind.
    pub fn fits(self, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Empty => true,
            Cell::Text(_) => self == ColumnKind::Text,
            Cell::Integer(_) => self == ColumnKind::Integer,
            Cell::Real(_) => self == ColumnKind::Real,
            Cell::Boolean(_) => self == ColumnKind::Boolean,
            Cell::Date(_) => self == ColumnKind::Date,
            Cell::List(_) => self == ColumnKind::List,
        }
    }
}

/// The description of a column that tells formulas from other labels.
pub(super) const CLASS: &str =
    "What sort of label it is: formula; on request also quote or phrase.";

/// Where a row yields the cell of a column.
type Get<R> = for<'row> fn(&'row R) -> Cell<'row>;

impl<R> Column<R> {
    const fn new(
        kind: ColumnKind,
        name: &'static str,
        description: &'static str,
        cell: Get<R>,
    ) -> Column<R> {
        Column { name, kind, description, unit: None, minimum: None, maximum: None, cell }
    }

    /// A column of text.
    pub const fn text(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::Text, name, description, cell)
    }

    /// A column of counts or positions: whole numbers from 0.
    pub const fn integer(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::Integer, name, description, cell).at_least(0.0)
    }

    /// A column of measures, of any sign.
    pub const fn real(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::Real, name, description, cell)
    }

    /// A column of parts of a whole, from 0 to 1.
    pub const fn share(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::real(name, description, cell).at_least(0.0).at_most(1.0)
    }

    /// A column of yes or no.
    pub const fn boolean(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::Boolean, name, description, cell)
    }

    /// A column of dates.
    pub const fn date(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::Date, name, description, cell)
    }

    /// A column of lists.
    pub const fn list(name: &'static str, description: &'static str, cell: Get<R>) -> Column<R> {
        Column::new(ColumnKind::List, name, description, cell)
    }

    /// The same column, its numbers in this unit.
    pub const fn unit(mut self, unit: &'static str) -> Column<R> {
        self.unit = Some(unit);
        self
    }

    /// The same column, its numbers never less than this.
    pub const fn at_least(mut self, minimum: f64) -> Column<R> {
        self.minimum = Some(minimum);
        self
    }

    /// The same column, its numbers never more than this.
    pub const fn at_most(mut self, maximum: f64) -> Column<R> {
        self.maximum = Some(maximum);
        self
    }
}

/// Puts rows into the one order of their table.
pub fn sort<R: Row + Send>(rows: &mut [R]) {
    rows.par_sort_by(R::order);
}

/// Compares measures from high to low; what is undefined comes last.
pub(super) fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    let rank = |value: Option<f64>| value.filter(|value| !value.is_nan());
    match (rank(a), rank(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
