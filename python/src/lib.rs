//! The compiled half of the Python package `tifa`: from Python's arguments to the library's, from the
//! rows of tables to Arrow, and nothing that finds or counts. The face that people use is in
//! `tifa/*.py`; what is here is private to the package.

mod arguments;
mod batches;
mod compare;
mod errors;
mod find;
mod mine;
mod records;
mod source;
mod spark;
mod worker;

use pyo3::prelude::pymodule;

/// The compiled half of tifa: what is here is private to the package.
#[pymodule]
mod _tifa {
    /// The version of tifa.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use crate::spark::{
        SparkCsv, SparkMiner, SparkRecords, SparkStage, SparkTables, spark_cells, spark_tables,
    };

    #[pymodule_export]
    use crate::batches::Table;

    #[pymodule_export]
    use crate::mine::{Report, mine};

    #[pymodule_export]
    use crate::find::{kwic, scan};

    #[pymodule_export]
    use crate::compare::{Comparison, compare};
}
