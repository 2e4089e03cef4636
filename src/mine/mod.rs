//! The whole way from paths to tables: the one module that sees all the others.

mod company;
mod counted;
mod looks;
mod options;
mod report;
mod rows;
mod summary;

pub use looks::Looked;
pub use options::{CollocateOptions, Options};
pub use rows::Rows;
pub use summary::Summary;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::corpus::{self, Omission};
use crate::progress::Progress;
use crate::table::{Performance, ReportFolder, Run, Stage, WriteError};
use crate::text::Words;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum MineError {
    /// Nothing could be read.
    #[error("no document could be read")]
    NoDocument(Vec<Omission>),
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
    let corpus = stages.time("read", || corpus::read(paths, &read, progress));
    if corpus.documents.is_empty() {
        return Err(MineError::NoDocument(corpus.omissions));
    }
    let omissions = corpus.omissions.clone();
    let bytes = corpus.bytes;
    let files = corpus.files;
    let mut record = record;
    let mut min_count = None;
    let dictionary = stages.time("load the dictionary", Words::new);
    let looked = stages.time("look", || Looked::at(corpus, options, &dictionary, progress));
    let mut rows = stages.time("tally", || Rows::of(&looked, options, &dictionary, progress));
    if options.phrases {
        let phrases =
            stages.time("phrases", || rows::phrase_rows(&looked, options, &dictionary, progress));
        let offered = phrases.thresholds.iter();
        let offered: serde_json::Map<String, serde_json::Value> =
            offered.map(|&(count, rows)| (count.to_string(), rows.into())).collect();
        record.options.insert("min_count_used".to_string(), phrases.min_count.into());
        record.options.insert("phrases_by_min_count".to_string(), offered.into());
        rows.phrases = phrases.rows;
        min_count = Some((phrases.min_count, phrases.thresholds));
    }
    stages.time("write", || rows.write(&folder))?;
    let mut summary = rows.summary(&looked);
    summary.files = files;
    summary.bytes = bytes;
    summary.omissions = omissions;
    summary.thresholds = min_count;
    // The length that was chosen is what another run must be given to be the same.
    record.options.insert("by".to_string(), rows.by.to_string().into());
    let mut run = Run {
        counts: summary.counts(),
        omissions: summary.omissions.iter().map(Into::into).collect(),
        ..record
    };
    stages.time("page", || report::write(&folder, &looked, &rows, &run, options.lang))?;
    run.performance =
        Performance { seconds: begun.elapsed().as_secs_f64(), stages: stages.0, ..run.performance };
    folder.finish(run)?;
    Ok(summary)
}

/// The stages of a run and how long each took.
#[derive(Default)]
struct Stages(Vec<Stage>);

impl Stages {
    fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = work();
        let seconds = begun.elapsed().as_secs_f64();
        self.0.push(Stage { stage: stage.to_string(), seconds, bytes: None });
        result
    }
}
