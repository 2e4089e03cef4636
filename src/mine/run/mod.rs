//! A run, from paths to the report in its folder.

mod mined;
mod running;
mod summary;

mod report;
#[cfg(feature = "xlsx")]
mod workbook;

pub use mined::Mined;
pub use summary::Summary;

pub(in crate::mine) use running::Stages;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Joined, MineError, Options, Part, PartError};
use crate::corpus;
use crate::progress::Progress;
use crate::table::Run;
use running::Running;

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
