//! What mining a corpus gives, before anything is written: a value, for who wants the tables and not
//! the files.

use std::path::Path;

use serde_json::{Map, Value};

use super::running::{Stages, keep};
use super::{Summary, report};
use crate::corpus::Corpus;
use crate::mine::rows::phrase_rows;
use crate::mine::{Looked, MineError, Observation, Options, Rows};
use crate::progress::Progress;
use crate::table::{ReportFolder, Run};
use crate::text::Words;

/// A corpus that was mined: the rows of every table, and what is needed to write the report on it. It
/// holds no texts.
pub struct Mined {
    /// The rows of every table, in order.
    pub rows: Rows,
    /// The few numbers that a person wants to see first.
    pub summary: Summary,
    /// Formulas that are none without the background; none if there is no background.
    lent: Option<usize>,
    stages: Stages,
}

impl Mined {
    /// Mines a corpus.
    ///
    /// # Errors
    /// If the corpus has no document, if the phrases do not fit into the memory that was given, if the
    /// evidence is to be kept and cannot be, or if the work was [cancelled](Progress::cancelled).
    pub fn of(
        corpus: Corpus,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Mined, MineError> {
        let mut stages = Stages::begin();
        let dictionary = stages.time("load the dictionary", Words::new);
        let (mined, _) =
            Mined::timed((corpus, Vec::new()), &dictionary, options, stages, progress)?;
        Ok(mined)
    }

    /// Mines a corpus whose reading has been timed. `observations` tell what was seen in each document
    /// before; without any, nothing was. With the result comes what nobody needs any more.
    pub(super) fn timed(
        (corpus, observations): (Corpus, Vec<Observation>),
        dictionary: &Words,
        options: &Options,
        mut stages: Stages,
        progress: &dyn Progress,
    ) -> Result<(Mined, Looked), MineError> {
        let go_on = || if progress.cancelled() { Err(MineError::Cancelled) } else { Ok(()) };
        go_on()?;
        if corpus.documents.is_empty() {
            return Err(MineError::NoDocument(corpus.omissions));
        }
        let Corpus { bytes, files, .. } = corpus;
        let omissions = corpus.omissions.clone();
        let looked = stages
            .time("look", || Looked::again(corpus, observations, options, dictionary, progress));
        go_on()?;
        let phrases = match options.phrases {
            true => {
                let find = || phrase_rows(&looked, options, dictionary, progress);
                Some(stages.time("phrases", find)?)
            }
            false => None,
        };
        go_on()?;
        let thresholds = phrases.as_ref().map(|found| (found.min_count, found.thresholds.clone()));
        let listed = phrases.map(|found| found.rows).unwrap_or_default();
        let count = || Rows::with_phrases(&looked, options, listed, dictionary, progress);
        let rows = stages.time("tally", count);
        go_on()?;
        if let (Some(path), Some(evidence)) = (&options.keep_evidence, &looked.evidence) {
            keep(evidence, path)?;
        }
        let found = rows.summary(&looked.facts);
        let summary = Summary { files, bytes, omissions, thresholds, ..found };
        let lent = looked.decision.alone.as_ref().map(|alone| {
            rows.formulas.iter().filter(|row| alone.get(&row.formula).is_none()).count()
        });
        Ok((Mined { rows, summary, lent, stages: stages.paused() }, looked))
    }

    /// Writes the whole report into the folder `out`: every table, the page, the network, and what else
    /// `options` ask for. `record` is what `run.json` says of the options.
    ///
    /// # Errors
    /// If the report cannot be written; the previous one is unharmed.
    pub fn write(&self, out: &Path, options: &Options, record: Run) -> Result<Summary, MineError> {
        self.write_into(ReportFolder::open(out)?, options, record)
    }

    /// Writes the whole report into a folder that is open.
    pub(super) fn write_into(
        &self,
        folder: ReportFolder,
        options: &Options,
        mut record: Run,
    ) -> Result<Summary, MineError> {
        let rows = &self.rows;
        let mut stages = self.stages.resumed();
        #[cfg_attr(not(feature = "xlsx"), expect(unused_mut, reason = "a workbook adds to it"))]
        let mut summary = self.summary.clone();
        record.options.extend(self.chosen());
        record.counts = summary.counts();
        record.omissions = summary.omissions.iter().map(Into::into).collect();
        let write = || rows.write(&folder);
        let write_page = || report::write(&folder, rows, &record, options.lang);
        let (written, page) = stages.time_both(("write", write), ("page", write_page));
        written.and(page)?;
        #[cfg(feature = "xlsx")]
        if options.xlsx {
            summary.shortened =
                stages.time("workbook", || super::workbook::write(&folder, rows))?;
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

    /// What the run chose where the options left it a choice, for `run.json`.
    fn chosen(&self) -> Vec<(String, Value)> {
        let mut chosen = vec![("by_used".to_string(), self.rows.by.to_string().into())];
        if let Some((min_count, thresholds)) = &self.summary.thresholds {
            let offered = thresholds.iter().map(|&(count, rows)| (count.to_string(), rows.into()));
            let offered: Map<String, Value> = offered.collect();
            chosen.push(("min_count_used".to_string(), (*min_count).into()));
            chosen.push(("phrases_by_min_count".to_string(), offered.into()));
        }
        if let Some(lent) = self.lent {
            chosen.push(("formulas_from_background".to_string(), lent.into()));
        }
        chosen
    }
}
