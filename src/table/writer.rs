//! What every form in which tables are written has in common.

use super::Row;

/// Takes whole tables one after another, to write each in its form.
pub trait TableWriter {
    /// What can go wrong.
    type Error;

    /// Writes a table. The rows come in the table's order ([`super::sort`]).
    ///
    /// # Errors
    /// If it cannot be written.
    fn add<R: Row>(&mut self, rows: &[R]) -> Result<(), Self::Error>;
}
