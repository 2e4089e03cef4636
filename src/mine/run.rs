//! One run, from the moment its folder is opened to the moment it is closed: the stages in their
//! order, with what each cost.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{MineError, Mined, Options, Summary};
use crate::corpus::Corpus;
use crate::formula::Evidence;
use crate::progress::Progress;
use crate::table::{Performance, ReportFolder, Run, Stage, WriteError};

/// A run under way.
pub(super) struct Running {
    folder: ReportFolder,
    stages: Stages,
}

impl Running {
    /// Opens the folder before any work, so that a bad path fails at once.
    pub(super) fn begin(out: &Path) -> Result<Running, WriteError> {
        let stages = Stages::begin();
        Ok(Running { folder: ReportFolder::open(out)?, stages })
    }

    /// Does the work of a stage and records what it took.
    pub(super) fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        self.stages.time(stage, work)
    }

    /// Writes the report on a corpus and ends the run.
    pub(super) fn report(
        self,
        corpus: Corpus,
        options: &Options,
        record: Run,
        progress: &dyn Progress,
    ) -> Result<Summary, MineError> {
        let Running { folder, stages } = self;
        Mined::timed(corpus, options, stages, progress)?.write_into(folder, options, record)
    }
}

/// Writes evidence for later runs: into a temporary file first, so that a failure harms no earlier one.
pub(super) fn keep(evidence: &Evidence, path: &Path) -> Result<(), MineError> {
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
#[derive(Debug, Clone)]
pub(super) struct Stages {
    begun: Instant,
    /// What was spent before the last pause.
    before: Duration,
    done: Vec<Stage>,
}

impl Stages {
    /// Now the run begins.
    pub(super) fn begin() -> Stages {
        Stages { begun: Instant::now(), before: Duration::ZERO, done: Vec::new() }
    }

    /// Does the work of a stage and records what it took.
    pub(super) fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = work();
        let seconds = begun.elapsed().as_secs_f64();
        self.done.push(Stage { stage: stage.to_string(), seconds, bytes: None });
        result
    }

    /// The run rests: what comes until it is resumed is no part of it.
    pub(super) fn paused(self) -> Stages {
        Stages { before: self.before + self.begun.elapsed(), ..self }
    }

    /// A run that rested goes on.
    pub(super) fn resumed(&self) -> Stages {
        Stages { begun: Instant::now(), ..self.clone() }
    }

    /// What the run has cost up to now, added to what is said of it already.
    pub(super) fn performance(self, performance: Performance) -> Performance {
        Performance {
            seconds: (self.before + self.begun.elapsed()).as_secs_f64(),
            stages: self.done,
            ..performance
        }
    }
}
