//! The compiled half of the Python package `tifa`. The face that people use is in `tifa/*.py`.

mod spark;

use pyo3::prelude::pymodule;

/// The compiled half of tifa: what is here is private to the package.
#[pymodule]
mod _tifa {
    /// The version of tifa.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use super::spark::{SparkCsv, SparkRecords, SparkStage, spark_cells, spark_tables};
}
