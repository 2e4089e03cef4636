//! One run, from the moment its folder is opened to the moment it is closed: the stages in their
//! order, with what each cost.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Mined, Summary};
use crate::corpus::Corpus;
use crate::formula::Evidence;
use crate::mine::aside::write_aside;
use crate::mine::{MineError, Observation, Options};
use crate::progress::Progress;
use crate::table::{Performance, ReportFolder, Run, Stage, WriteError};
use crate::text::Words;

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

    /// Reads, and loads the dictionary while the disk is waited for.
    pub(super) fn read<T: Send>(&mut self, read: impl FnOnce() -> T + Send) -> (T, Words) {
        self.stages.time_both(("read", read), ("load the dictionary", Words::new))
    }

    /// Writes the report on a corpus and ends the run. With the corpus come observations, which tell what
    /// was seen in each document before; without any, nothing was.
    pub(super) fn report(
        self,
        (corpus, observations): (Corpus, Vec<Observation>),
        dictionary: Words,
        options: &Options,
        record: Run,
        progress: &dyn Progress,
    ) -> Result<Summary, MineError> {
        let Running { folder, stages } = self;
        let seen = (corpus, observations);
        let (mined, looked) = Mined::timed(seen, &dictionary, options, stages, progress)?;
        // To give back the memory of all texts takes as long as to write a table; but where memory is
        // short the tables need it.
        if options.memory.is_some() {
            drop(looked);
            return mined.write_into(folder, options, record);
        }
        let ((), summary) =
            rayon::join(|| drop(looked), || mined.write_into(folder, options, record));
        summary
    }
}

/// Writes evidence for later runs.
pub(super) fn keep(evidence: &Evidence, path: &Path) -> Result<(), MineError> {
    let written = write_aside(path, |file| {
        let mut out = BufWriter::new(file);
        evidence.write(&mut out).map_err(io::Error::other)?;
        out.flush()
    });
    let failed = |error: io::Error| MineError::Evidence {
        path: path.to_path_buf(),
        error: error.to_string(),
    };
    written.map_err(failed)
}

/// The stages of a run and how long each took.
#[derive(Debug, Clone)]
pub(in crate::mine) struct Stages {
    begun: Instant,
    /// What was spent before the last pause.
    before: Duration,
    done: Vec<Stage>,
}

impl Stages {
    /// Now the run begins.
    pub(in crate::mine) fn begin() -> Stages {
        Stages { begun: Instant::now(), before: Duration::ZERO, done: Vec::new() }
    }

    /// Does the work of a stage and records what it took.
    pub(in crate::mine) fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let (result, stage) = timed(stage, work);
        self.done.push(stage);
        result
    }

    /// Does the work of two stages side by side and records what each took.
    pub(in crate::mine) fn time_both<A: Send, B: Send>(
        &mut self,
        (a, do_a): (&str, impl FnOnce() -> A + Send),
        (b, do_b): (&str, impl FnOnce() -> B + Send),
    ) -> (A, B) {
        let ((a, stage_a), (b, stage_b)) = rayon::join(|| timed(a, do_a), || timed(b, do_b));
        self.done.extend([stage_a, stage_b]);
        (a, b)
    }

    /// The run rests: what comes until it is resumed is no part of it.
    pub(in crate::mine) fn paused(self) -> Stages {
        Stages { before: self.before + self.begun.elapsed(), ..self }
    }

    /// A run that rested goes on.
    pub(in crate::mine) fn resumed(&self) -> Stages {
        Stages { begun: Instant::now(), ..self.clone() }
    }

    /// What the run has cost up to now, added to what is said of it already.
    pub(in crate::mine) fn performance(self, performance: Performance) -> Performance {
        Performance {
            seconds: (self.before + self.begun.elapsed()).as_secs_f64(),
            stages: self.done,
            ..performance
        }
    }
}

fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> (T, Stage) {
    let begun = Instant::now();
    let result = work();
    let seconds = begun.elapsed().as_secs_f64();
    (result, Stage { stage: stage.to_string(), seconds, bytes: None })
}
