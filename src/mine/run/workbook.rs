//! The workbook with a sheet for every table.

use crate::mine::Rows;
use crate::table::{ReportFolder, Shortened, Workbook, WriteError};

/// Writes `tables.xlsx`, and says what it could not take.
pub(super) fn write(folder: &ReportFolder, rows: &Rows) -> Result<Vec<Shortened>, WriteError> {
    let mut shortened = Vec::new();
    folder.write_with("tables.xlsx", |path| {
        let mut workbook = Workbook::new(folder.scratch())?;
        rows.write(&mut workbook)?;
        shortened = workbook.save(path)?;
        Ok(())
    })?;
    Ok(shortened)
}
