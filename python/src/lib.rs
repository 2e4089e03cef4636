//! The compiled half of the Python package `tifa`. The face that people use is in `tifa/*.py`.

use pyo3::prelude::pymodule;

/// The compiled half of tifa: what is here is private to the package.
#[pymodule]
mod _tifa {
    /// The version of tifa.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
