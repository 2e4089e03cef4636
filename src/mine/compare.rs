//! What distinguishes two corpora, or two periods of one: `keyness.csv`.
//!
//! Both sides are looked at together, so that one decision says what is a formula: a label that is
//! quoted on one side only is counted on both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::iter::ParallelIterator;

use super::count::{LabelSearch, Labels, Places};
use super::run::Stages;
use super::{Looked, MineError, Options, OtherLabels, rows};
use crate::corpus::{self, Corpus, Date, Document, Omission};
use crate::measure::Keyness;
use crate::progress::Progress;
use crate::table::{ComparedLabel, ComparisonOptions, KeynessRow, ReportFolder, Run};
use crate::tally::{GroupSize, Grouped};
use crate::text::Words;

/// What is compared with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sides {
    /// The documents under some paths (A) with those under others (B).
    Corpora {
        /// The paths of A.
        a: Vec<PathBuf>,
        /// The paths of B.
        b: Vec<PathBuf>,
    },
    /// The documents from a date on (A) with the earlier ones (B). Left out are documents without a
    /// date, and those whose date is a year or a month in which the split lies.
    Split {
        /// The paths of all.
        paths: Vec<PathBuf>,
        /// The first day of A; a year or a month stands for its first day.
        date: Date,
    },
}

/// How to compare.
#[derive(Debug, Clone)]
pub struct CompareOptions {
    /// How to read and what is a formula; recurring phrases are found in both sides together.
    pub mine: Options,
    /// What is compared besides formulas.
    pub others: OtherLabels,
    /// The measures.
    pub measures: ComparisonOptions,
}

impl Default for CompareOptions {
    /// Quoted phrases that are quoted at least five times, and the first 20,000 recurring phrases.
    fn default() -> CompareOptions {
        CompareOptions {
            mine: Options::default(),
            others: OtherLabels { quotes: Some(5), phrases: 20_000, watched: Vec::new() },
            measures: ComparisonOptions::default(),
        }
    }
}

/// What was compared, in a few numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The size of A, duplicates within it apart.
    pub a: GroupSize,
    /// The size of B, likewise.
    pub b: GroupSize,
    /// Documents on neither side, for want of an exact enough date.
    pub on_no_side: u64,
    /// Labels on both sides, only in A, only in B.
    pub labels: [u64; 3],
    /// For each class of labels that has any (formula, quote, phrase) the ones that distinguish A
    /// most, and those that distinguish B most, of those that both have.
    pub leading: BTreeMap<&'static str, [Vec<String>; 2]>,
    /// What was left out.
    pub omissions: Vec<Omission>,
}

/// Compares, and writes `keyness.csv` into the folder `out`.
///
/// # Errors
/// If a side has no document, or the report cannot be written.
pub fn compare(
    sides: &Sides,
    out: &Path,
    options: &CompareOptions,
    record: Run,
    progress: &dyn Progress,
) -> Result<Comparison, MineError> {
    let mut stages = Stages::begin();
    let folder = ReportFolder::open(out)?;
    let sided = stages.time("read", || Sided::read(sides, &options.mine, progress));
    let compared = Compared::timed(sided, options, stages, progress)?;
    compared.write_into(folder, record)?;
    Ok(compared.comparison)
}

/// The documents of the two sides.
#[derive(Debug, Default)]
pub struct Sided {
    /// Those of A, by id.
    pub a: Vec<Document>,
    /// Those of B, by id.
    pub b: Vec<Document>,
    /// Documents on neither side, for want of an exact enough date.
    pub on_no_side: u64,
    /// What was left out.
    pub omissions: Vec<Omission>,
}

impl Sided {
    /// Reads the documents of both sides.
    pub fn read(sides: &Sides, options: &Options, progress: &dyn Progress) -> Sided {
        let read = |paths: &[PathBuf]| corpus::read(paths, &options.read, progress);
        match sides {
            Sides::Corpora { a, b } => Sided::of(read(a), read(b)),
            Sides::Split { paths, date } => Sided::split(read(paths), *date),
        }
    }

    /// Two corpora.
    pub fn of(a: Corpus, b: Corpus) -> Sided {
        let omissions = [a.omissions, b.omissions].concat();
        Sided { a: a.documents, b: b.documents, on_no_side: 0, omissions }
    }

    /// One corpus: from a date on, and before it.
    pub fn split(corpus: Corpus, date: Date) -> Sided {
        let mut sided = Sided { omissions: corpus.omissions, ..Sided::default() };
        for document in corpus.documents {
            match document.date.and_then(|of| is_before(of, date)) {
                Some(true) => sided.b.push(document),
                Some(false) => sided.a.push(document),
                None => sided.on_no_side += 1,
            }
        }
        sided
    }
}

/// What a comparison gives, before anything is written.
pub struct Compared {
    /// The rows of `keyness.csv`, in order.
    pub keyness: Vec<KeynessRow>,
    /// The comparison in a few numbers.
    pub comparison: Comparison,
    stages: Stages,
}

impl Compared {
    /// Compares two sides.
    ///
    /// # Errors
    /// If a side has no document, if the phrases do not fit into the memory that was given, or if the
    /// work was [cancelled](Progress::cancelled).
    pub fn of(
        sided: Sided,
        options: &CompareOptions,
        progress: &dyn Progress,
    ) -> Result<Compared, MineError> {
        Compared::timed(sided, options, Stages::begin(), progress)
    }

    fn timed(
        sided: Sided,
        options: &CompareOptions,
        mut stages: Stages,
        progress: &dyn Progress,
    ) -> Result<Compared, MineError> {
        let go_on = || if progress.cancelled() { Err(MineError::Cancelled) } else { Ok(()) };
        go_on()?;
        let Sided { a, b, on_no_side, omissions } = sided;
        for (side, name) in [(&a, "A"), (&b, "B")] {
            if side.is_empty() {
                return Err(MineError::NoDocumentOn(name, omissions));
            }
        }
        let first_of_b = a.len();
        let dictionary = stages.time("load the dictionary", Words::new);
        let looked = stages.time("look", || {
            let mut duplicate_of = options.mine.duplicates.among(&a);
            let of_b = options.mine.duplicates.among(&b).into_iter();
            duplicate_of.extend(of_b.map(|first| first.map(|first| first + first_of_b)));
            let documents = a.into_iter().chain(b).collect();
            Looked::at_documents(documents, duplicate_of, &options.mine, &dictionary, progress)
        });
        go_on()?;
        let phrases = match options.mine.phrases && options.others.phrases > 0 {
            true => {
                let find = || rows::phrase_rows(&looked, &options.mine, &dictionary, progress);
                stages.time("phrases", find)?.rows
            }
            false => Vec::new(),
        };
        go_on()?;
        let (keyness, sizes) = stages.time("tally", || {
            let formulas = looked.labels.clone();
            let labels = Labels::with(formulas, &options.others, &phrases, &looked.quotes);
            let groups = groups(&looked, &labels, |place| looked.mined[place] >= first_of_b);
            keyness(&labels, &groups, &options.measures)
        });
        let comparison = comparison(&keyness, sizes, on_no_side, omissions);
        Ok(Compared { keyness, comparison, stages: stages.paused() })
    }

    /// Writes `keyness.csv` and what describes it into the folder `out`. `record` is what `run.json`
    /// says of the options.
    ///
    /// # Errors
    /// If the report cannot be written; the previous one is unharmed.
    pub fn write(&self, out: &Path, record: Run) -> Result<(), MineError> {
        self.write_into(ReportFolder::open(out)?, record)
    }

    fn write_into(&self, folder: ReportFolder, record: Run) -> Result<(), MineError> {
        folder.write_table::<KeynessRow, _>(&self.keyness)?;
        folder.finish(Run {
            counts: self.comparison.counts(),
            omissions: self.comparison.omissions.iter().map(Into::into).collect(),
            performance: self.stages.resumed().performance(record.performance),
            ..record
        })?;
        Ok(())
    }
}

/// Whether a date lies before another one; none if it is not exact enough to tell.
fn is_before(date: Date, split: Date) -> Option<bool> {
    let first = |date: Date| (date.year(), date.month().unwrap_or(1), date.day().unwrap_or(1));
    let last = |date: Date| (date.year(), date.month().unwrap_or(12), date.day().unwrap_or(31));
    if last(date) < first(split) {
        return Some(true);
    }
    (first(date) >= first(split)).then_some(false)
}

/// So many labels of a class stand in the summary of a side.
const LEADING: usize = 5;

/// How often labels stand on each side. `in_b` tells a document's side by its place.
fn groups(looked: &Looked, labels: &Labels, in_b: impl Fn(usize) -> bool + Sync) -> Grouped<bool> {
    let search = LabelSearch::new(labels);
    let of_batch = |batch: &[usize]| {
        let Places { occurrences, extents, .. } =
            looked.with_seen(batch, |seen| Places::of(seen, &search));
        Grouped::count(&occurrences, &extents, |place| Some(in_b(batch[place])))
    };
    looked.batches(of_batch).reduce(Grouped::default, Grouped::merge)
}

/// The rows, and the sizes of A and B.
fn keyness(
    labels: &Labels,
    groups: &Grouped<bool>,
    options: &ComparisonOptions,
) -> (Vec<KeynessRow>, [GroupSize; 2]) {
    let sizes = [groups.size(&false), groups.size(&true)];
    let compared = (0..)
        .zip(labels.names())
        .map(|(label, (class, name))| {
            let (a, b) = (groups.usage(label, false), groups.usage(label, true));
            ComparedLabel {
                class: class.name(),
                label: name.clone(),
                counts: Keyness {
                    a: a.mentions,
                    a_size: sizes[0].characters,
                    b: b.mentions,
                    b_size: sizes[1].characters,
                },
                a_documents: a.documents,
                b_documents: b.documents,
            }
        })
        .filter(|compared| compared.counts.a + compared.counts.b > 0)
        .collect();
    (KeynessRow::all(compared, options), sizes)
}

fn comparison(
    rows: &[KeynessRow],
    [a, b]: [GroupSize; 2],
    on_no_side: u64,
    omissions: Vec<Omission>,
) -> Comparison {
    let mut comparison = Comparison { a, b, on_no_side, omissions, ..Comparison::default() };
    for row in rows {
        let counts = row.compared.counts;
        match (counts.a, counts.b) {
            (_, 0) => comparison.labels[1] += 1,
            (0, _) => comparison.labels[2] += 1,
            _ => {
                comparison.labels[0] += 1;
                // Rows come by log-likelihood, the highest first.
                let side = usize::from(counts.log_ratio().is_some_and(|ratio| ratio < 0.0));
                let leading = comparison.leading.entry(row.compared.class).or_default();
                if leading[side].len() < LEADING {
                    leading[side].push(row.compared.label.clone());
                }
            }
        }
    }
    comparison
}

impl Comparison {
    /// The numbers by name, for `run.json`.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let counts = [
            ("a_documents", self.a.documents),
            ("a_characters", self.a.characters),
            ("b_documents", self.b.documents),
            ("b_characters", self.b.characters),
            ("on_no_side", self.on_no_side),
            ("labels_on_both_sides", self.labels[0]),
            ("labels_only_in_a", self.labels[1]),
            ("labels_only_in_b", self.labels[2]),
            ("omissions", self.omissions.len() as u64),
        ];
        counts.into_iter().map(|(name, count)| (name.to_string(), count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_holds_the_split_is_on_neither_side() {
        let date = |text: &str| Date::parse(text).unwrap();
        let split = date("2016-07-01");
        assert_eq!(is_before(date("2016-06-30"), split), Some(true));
        assert_eq!(is_before(date("2016-07-01"), split), Some(false));
        assert_eq!(is_before(date("2016-07"), split), Some(false));
        assert_eq!(is_before(date("2016"), split), None);
        assert_eq!(is_before(date("2015"), split), Some(true));
        assert_eq!(is_before(date("2016"), date("2016")), Some(false));
    }
}
