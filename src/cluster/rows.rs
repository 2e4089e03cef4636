//! Rows of bytes, in columns.

use super::Broken;

/// A row that moves between stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Row<'a> {
    /// What brings rows together.
    pub key: &'a [u8],
    /// What orders the rows of one key.
    pub order: &'a [u8],
    /// What the row says.
    pub value: &'a [u8],
}

/// Bytes that are text by what wrote them.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Broken> {
    std::str::from_utf8(bytes).map_err(|_| Broken("a row holds bytes where text belongs".into()))
}

/// Rows by column: all keys one after another, all orders, all values.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    columns: [Column; 3],
}

/// The cells of one column, end to end.
#[derive(Debug, Clone, Default)]
struct Column {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Column {
    fn push(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.ends.push(self.bytes.len());
    }

    fn cell(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[index]]
    }
}

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, key: &[u8], order: &[u8], value: &[u8]) {
        for (column, cell) in self.columns.iter_mut().zip([key, order, value]) {
            column.push(cell);
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.columns[0].ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of all cells.
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(|column| column.bytes.len()).sum()
    }

    /// The rows, in the order in which they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        let [key, order, value] = &self.columns;
        (0..self.len()).map(|index| Row {
            key: key.cell(index),
            order: order.cell(index),
            value: value.cell(index),
        })
    }
}
