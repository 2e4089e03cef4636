//! Stages at work.

use std::sync::Mutex;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use pyo3::prelude::*;
use tifa::cluster::{self, Rows};

use super::columns::{batch_of, locked, of_rows};
use crate::errors::internal as broken;

/// A batch of rows is handed on when it has so many bytes.
const BATCH: usize = 8 << 20;

/// A stage at work on one part.
#[pyclass(frozen)]
pub(crate) struct SparkStage {
    stage: Mutex<Box<dyn cluster::Stage>>,
}

#[pymethods]
impl SparkStage {
    /// The stage of this name, with what it has to know of all parts.
    #[new]
    fn new(py: Python<'_>, name: &str, known: &[u8]) -> PyResult<SparkStage> {
        let stage = py.detach(|| cluster::stage(name, known)).map_err(broken)?;
        Ok(SparkStage { stage: Mutex::new(stage) })
    }

    /// Takes a batch of rows with the columns key, order and value, and gives the batches that are ready.
    fn take(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<Vec<PyArrowType<RecordBatch>>> {
        py.detach(|| {
            let mut stage = locked(&self.stage);
            let (mut out, mut batches) = (Rows::default(), Vec::new());
            of_rows(&batch.0, |row| {
                stage.take(row, &mut out).map_err(broken)?;
                if out.bytes() >= BATCH {
                    batches.push(PyArrowType(batch_of(&std::mem::take(&mut out))?));
                }
                Ok(())
            })?;
            if !out.is_empty() {
                batches.push(PyArrowType(batch_of(&out)?));
            }
            Ok(batches)
        })
    }

    /// Is told that there are no more rows, and gives the last batch.
    fn finish(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let mut stage = locked(&self.stage);
            let mut out = Rows::default();
            stage.finish(&mut out).map_err(broken)?;
            Ok(PyArrowType(batch_of(&out)?))
        })
    }
}
