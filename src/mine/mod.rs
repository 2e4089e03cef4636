//! The whole way from paths to tables: the one module that sees all the others.

mod options;

mod input;
mod observation;
mod part;

mod facts;

mod decision;
mod looks;
mod memory;
mod observed;
mod seen;
mod texts;

mod labels;
mod plan;

mod company;
mod counter;
mod given;
mod lineage;
mod tallied;

mod mined;
mod rows;
mod run;
mod scan;
mod size;
mod summary;

mod report;
#[cfg(feature = "xlsx")]
mod workbook;

mod aside;
mod compare;
mod concordance;
mod passage;
mod phrase_search;

#[cfg(test)]
mod in_parts;

pub use compare::{CompareOptions, Compared, Comparison, Sided, Sides, compare};
pub use concordance::{Concordance, ConcordanceOrder};
pub use counter::{Counted, Counter};
pub use decision::{Decision, Found, Search};
pub use facts::Facts;
pub use input::Input;
pub use labels::{LabelClass, OtherLabels};
pub use looks::Looked;
pub use mined::Mined;
pub use observation::Observation;
pub use observed::Observed;
pub use options::{CollocateOptions, Options};
pub use part::{Joined, Part, PartError};
pub use passage::{Passage, on_one_line};
pub use plan::Plan;
pub use rows::{Findings, LeftOut, RowLists, Rows, document_row};
#[cfg(feature = "cluster")]
pub(crate) use rows::{encode, ranked_rows};
pub use scan::{Scanned, ScannedExpansion};
pub use seen::Seen;
pub use size::parse_size;
pub use summary::Summary;
pub use tallied::Tally;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::corpus::{self, Omission};
use crate::phrase::TooLittleMemory;
use crate::progress::Progress;
use crate::table::{Run, WriteError};
use run::Running;

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

/// Mines all documents under `paths` and writes every table into the folder `out`.
///
/// # Errors
/// If there is no document, or the report cannot be written. Input that cannot be read is left out,
/// and named in the summary and in `run.json`.
pub fn mine(
    paths: &[PathBuf],
    out: &Path,
    options: &Options,
    record: Run,
    progress: &dyn Progress,
) -> Result<Summary, MineError> {
    let mut run = Running::begin(out)?;
    let reading = options.reading();
    let (corpus, dictionary) = run.read(|| corpus::read(paths, &reading, progress));
    run.report((corpus, Vec::new()), dictionary, options, record, progress)
}

/// Puts the parts of a corpus together, which [`Part::write`] wrote into files, and writes every table
/// into the folder `out`: the tables that [`mine`] writes of everything at once.
///
/// # Errors
/// If a part is not whole or the parts do not go together, or as [`mine`]; nothing is written then.
pub fn merge(
    parts: &[PathBuf],
    out: &Path,
    options: &Options,
    record: Run,
    progress: &dyn Progress,
) -> Result<Summary, MineError> {
    let mut run = Running::begin(out)?;
    let (joined, dictionary) = run.read(|| read_parts(parts, options, progress));
    let Joined { corpus, observations, input } = joined?;
    let mut record = record;
    record.options.extend(input.options());
    run.report((corpus, observations), dictionary, options, record, progress)
}

fn read_parts(
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Progress,
) -> Result<Joined, PartError> {
    progress.begin("reading", None);
    // The order of the parts shows only in messages.
    let parts = paths.par_iter().map(|path| Ok((path.clone(), Part::read(path)?)));
    let parts = parts.collect::<Result<Vec<_>, PartError>>();
    progress.end();
    Part::join(parts?, options)
}
