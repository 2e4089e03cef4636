//! One run, from the moment its folder is opened to the moment it is closed: the stages in their
//! order, with what each cost.

use std::path::Path;
use std::time::Instant;

use serde_json::{Map, Value};

use super::rows::phrase_rows;
use super::{Looked, MineError, Options, Rows, Summary, report};
use crate::corpus::Corpus;
use crate::formula::Evidence;
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

    /// Does the work of a stage and records what it took.
    pub(super) fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        self.stages.time(stage, work)
    }

    /// Writes the report on a corpus and ends the run.
    pub(super) fn report(
        self,
        corpus: Corpus,
        options: &Options,
        mut record: Run,
        progress: &dyn Progress,
    ) -> Result<Summary, MineError> {
        let Running { folder, mut stages } = self;
        if corpus.documents.is_empty() {
            return Err(MineError::NoDocument(corpus.omissions));
        }
        let Corpus { bytes, files, .. } = corpus;
        let omissions = corpus.omissions.clone();
        let dictionary = stages.time("load the dictionary", Words::new);
        let looked = stages.time("look", || Looked::at(corpus, options, &dictionary, progress));
        let phrases = match options.phrases {
            true => {
                let find = || phrase_rows(&looked, options, &dictionary, progress);
                Some(stages.time("phrases", find)?)
            }
            false => None,
        };
        let thresholds = phrases.as_ref().map(|found| (found.min_count, found.thresholds.clone()));
        let listed = phrases.map(|found| found.rows).unwrap_or_default();
        let count = || Rows::with_phrases(&looked, options, listed, &dictionary, progress);
        let rows = stages.time("tally", count);
        if let Some(path) = &options.keep_evidence {
            keep(&looked.evidence, path)?;
        }
        stages.time("write", || rows.write(&folder))?;

        let found = rows.summary(&looked.facts);
        #[cfg_attr(not(feature = "xlsx"), expect(unused_mut, reason = "a workbook adds to it"))]
        let mut summary = Summary { files, bytes, omissions, thresholds, ..found };
        record.options.extend(chosen(&looked, &rows, &summary));
        record.counts = summary.counts();
        record.omissions = summary.omissions.iter().map(Into::into).collect();
        stages.time("page", || report::write(&folder, &looked, &rows, &record, options.lang))?;
        #[cfg(feature = "xlsx")]
        if options.xlsx {
            summary.shortened =
                stages.time("workbook", || super::workbook::write(&folder, &rows))?;
        }
        #[cfg(feature = "parquet")]
        if options.parquet {
            let files = crate::table::ParquetFiles::new(&folder);
            stages.time("parquet", || rows.write(files))?;
        }
        record.performance = stages.performance(record.performance);
        folder.finish(record)?;
        Ok(summary)
    }
}

/// What the run chose where the options left it a choice, for `run.json`.
fn chosen(looked: &Looked, rows: &Rows, summary: &Summary) -> Vec<(String, Value)> {
    let mut chosen = vec![("by_used".to_string(), rows.by.to_string().into())];
    if let Some((min_count, thresholds)) = &summary.thresholds {
        let offered = thresholds.iter().map(|&(count, rows)| (count.to_string(), rows.into()));
        let offered: Map<String, Value> = offered.collect();
        chosen.push(("min_count_used".to_string(), (*min_count).into()));
        chosen.push(("phrases_by_min_count".to_string(), offered.into()));
    }
    if let Some(alone) = &looked.decision.alone {
        let lent = rows.formulas.iter().filter(|row| alone.get(&row.formula).is_none()).count();
        chosen.push(("formulas_from_background".to_string(), lent.into()));
    }
    chosen
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
pub(super) struct Stages {
    begun: Instant,
    done: Vec<Stage>,
}

impl Stages {
    /// Now the run begins.
    pub(super) fn begin() -> Stages {
        Stages { begun: Instant::now(), done: Vec::new() }
    }

    /// Does the work of a stage and records what it took.
    pub(super) fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = work();
        let seconds = begun.elapsed().as_secs_f64();
        self.done.push(Stage { stage: stage.to_string(), seconds, bytes: None });
        result
    }

    /// What the run has cost up to now, added to what is said of it already.
    pub(super) fn performance(self, performance: Performance) -> Performance {
        Performance {
            seconds: self.begun.elapsed().as_secs_f64(),
            stages: self.done,
            ..performance
        }
    }
}
