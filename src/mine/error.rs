//! Why there is no report.

use std::path::PathBuf;

use super::PartError;
use crate::corpus::Omission;
use crate::phrase::{TooLittleMemory, TooLong};
use crate::table::WriteError;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum MineError {
    /// Nothing could be read.
    #[error("no document could be read")]
    NoDocument(Vec<Omission>),
    /// There is nothing on one of the sides of a comparison.
    #[error("nothing to compare: {0} has no document")]
    NoDocumentOn(&'static str, Vec<Omission>),
    /// The evidence could not be written.
    #[error("cannot write the evidence to {path}: {error}", path = path.display())]
    Evidence {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: String,
    },
    /// A part of the corpus cannot be used.
    #[error(transparent)]
    Part(#[from] PartError),
    /// The phrases do not fit into the memory that was given.
    #[error(
        "{0}: allow more, ask for a higher minimum count, or leave phrases out with --no-phrases"
    )]
    Memory(TooLittleMemory),
    /// There is too much text for one search for phrases.
    #[error("{0}, or leave phrases out with --no-phrases")]
    TooLong(TooLong),
    /// Whoever waited for the work no longer does.
    #[error("the work was cancelled")]
    Cancelled,
    /// The report could not be written; the previous one is unharmed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<TooLittleMemory> for MineError {
    // Not as the source of the error, which says the same.
    fn from(error: TooLittleMemory) -> MineError {
        MineError::Memory(error)
    }
}
