//! The whole way from paths to tables: the one module that sees all the others.

mod company;
mod compare;
mod counted;
mod labels;
mod lineage;
mod looks;
mod options;
mod report;
mod rows;
mod summary;
#[cfg(feature = "xlsx")]
mod workbook;

pub use compare::{CompareOptions, Comparison, Sides, compare};
pub use labels::{LabelClass, OtherLabels};
pub use looks::{Looked, PassedOver};
pub use options::{CollocateOptions, Options};
pub use rows::Rows;
pub use summary::Summary;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::corpus::{self, Omission};
use crate::formula::Evidence;
use crate::phrase::TooLittleMemory;
use crate::progress::Progress;
use crate::table::{Performance, ReportFolder, Run, Stage, WriteError};
use crate::text::Words;

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
    /// The phrases do not fit into the memory that was given.
    #[error("{0}; or leave them out with --no-phrases")]
    Memory(#[from] TooLittleMemory),
    /// The report could not be written; the previous one is unharmed.
    #[error(transparent)]
    Write(#[from] WriteError),
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
    let begun = Instant::now();
    // Opened first, so that a bad path fails before the work and not after it.
    let folder = ReportFolder::open(out)?;
    let mut stages = Stages::default();
    let read = options.reading();
    // The dictionary is loaded while the disk is waited for.
    let ((corpus, reading), (dictionary, loading)) = rayon::join(
        || timed("read", || corpus::read(paths, &read, progress)),
        || timed("load the dictionary", Words::new),
    );
    stages.0.extend([reading, loading]);
    if corpus.documents.is_empty() {
        return Err(MineError::NoDocument(corpus.omissions));
    }
    let omissions = corpus.omissions.clone();
    let bytes = corpus.bytes;
    let files = corpus.files;
    let mut record = record;
    let mut min_count = None;
    let looked = stages.time("look", || Looked::at(corpus, options, &dictionary, progress));
    let phrases = match options.phrases {
        true => {
            let find = || rows::phrase_rows(&looked, options, &dictionary, progress);
            let phrases = stages.time("phrases", find)?;
            let offered = phrases.thresholds.iter();
            let offered: serde_json::Map<String, serde_json::Value> =
                offered.map(|&(count, rows)| (count.to_string(), rows.into())).collect();
            record.options.insert("min_count_used".to_string(), phrases.min_count.into());
            record.options.insert("phrases_by_min_count".to_string(), offered.into());
            min_count = Some((phrases.min_count, phrases.thresholds));
            phrases.rows
        }
        false => Vec::new(),
    };
    let rows = stages
        .time("tally", || Rows::with_phrases(&looked, options, phrases, &dictionary, progress));
    if let Some(path) = &options.keep_evidence {
        keep(&looked.evidence, path)?;
    }
    stages.time("write", || rows.write(&folder))?;
    let mut summary = rows.summary(&looked);
    summary.files = files;
    summary.bytes = bytes;
    summary.omissions = omissions;
    summary.thresholds = min_count;
    if let Some(alone) = &looked.alone {
        let lent = rows.formulas.iter().filter(|row| alone.get(&row.formula).is_none()).count();
        record.options.insert("formulas_from_background".to_string(), lent.into());
    }
    record.options.insert("by_used".to_string(), rows.by.to_string().into());
    let mut run = Run {
        counts: summary.counts(),
        omissions: summary.omissions.iter().map(Into::into).collect(),
        ..record
    };
    stages.time("page", || report::write(&folder, &looked, &rows, &run, options.lang))?;
    #[cfg(feature = "xlsx")]
    if options.xlsx {
        summary.shortened = stages.time("workbook", || workbook::write(&folder, &rows))?;
    }
    #[cfg(feature = "parquet")]
    if options.parquet {
        stages.time("parquet", || rows.write(crate::table::ParquetFiles::new(&folder)))?;
    }
    run.performance =
        Performance { seconds: begun.elapsed().as_secs_f64(), stages: stages.0, ..run.performance };
    folder.finish(run)?;
    // There is much to free.
    rayon::join(|| drop(rows), || drop(looked));
    Ok(summary)
}

/// Writes evidence for later runs: into a temporary file first, so that a failure harms no earlier one.
fn keep(evidence: &Evidence, path: &Path) -> Result<(), MineError> {
    let failed = |error: String| MineError::Evidence { path: path.to_path_buf(), error };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .map_err(|error| failed(error.to_string()))?;
    let mut out = std::io::BufWriter::new(file);
    evidence.write(&mut out).map_err(|error| failed(error.to_string()))?;
    let file = out.into_inner().map_err(|error| failed(error.to_string()))?;
    file.persist(path).map_err(|error| failed(error.to_string()))?;
    Ok(())
}

/// The stages of a run and how long each took.
#[derive(Default)]
struct Stages(Vec<Stage>);

impl Stages {
    fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let (result, stage) = timed(stage, work);
        self.0.push(stage);
        result
    }
}

fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> (T, Stage) {
    let begun = Instant::now();
    let result = work();
    let seconds = begun.elapsed().as_secs_f64();
    (result, Stage { stage: stage.to_string(), seconds, bytes: None })
}
