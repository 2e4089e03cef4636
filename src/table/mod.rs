//! Row types, the descriptions of their columns, their one total order, and the writers.
//! Counts nothing.

mod cell;
mod column;

mod comparison;
mod documents;
mod formulas;
mod furniture;
mod pairs;
mod phrases;
mod timeline;

mod csv_file;
mod data_package;
mod error;
mod folder;
#[cfg(feature = "parquet")]
mod parquet_file;
mod run;
mod unfinished;
#[cfg(feature = "xlsx")]
mod workbook;
mod writer;

pub use cell::{Cell, LIST_SEPARATOR, LIST_SEPARATOR_SUBSTITUTE, harmless};
pub use column::{Column, ColumnKind, Row, Table, sort};
pub use comparison::{ByColumnRow, ComparedLabel, ComparisonOptions, KeynessRow};
pub use csv_file::{CellsWriter, CsvWriter};
pub use data_package::{DataPackage, Resource};
pub use documents::{DocumentRow, MentionRow};
pub use error::WriteError;
pub use folder::{ReportFolder, TableFile};
pub use formulas::{ExpansionRow, FormulaRow, LineageRow, VariantRow};
pub use furniture::FurnitureRow;
pub use pairs::{CollocateRow, CooccurrenceRow, Label};
#[cfg(feature = "parquet")]
pub use parquet_file::ParquetFiles;
pub use phrases::{PhraseRow, QuoteRow};
pub use run::{OmissionEntry, Performance, Run, Stage};
pub use timeline::{BurstRow, TimeLine, TimelineRow};
#[cfg(feature = "xlsx")]
pub use workbook::{SHEET_ROWS, Shortened, Workbook};
pub use writer::TableWriter;
