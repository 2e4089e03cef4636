//! What the tables need of some documents: numbers that merge.

use serde::{Deserialize, Serialize};

use super::given::GivenLists;
use crate::tally::{
    Collocates, Cooccurrences, Counts, Frequencies, Frequency, Grouped, Spread, Timeline, Usage,
    Window,
};

/// What the tables need of some documents, without the documents: integers by label, pair of labels,
/// period, value, word and spelling. Labels go by their numbers in the plan.
///
/// Two tallies of documents that have none in common merge to that of all of them, in any order and
/// grouping. Their size is bounded by what is told apart, not by the text, with one exception: the
/// spread of a label takes an entry for every two documents that differ in size or in how often it
/// stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub(in crate::mine) frequencies: Frequencies,
    /// By label, its mentions in quotation marks.
    pub(in crate::mine) quoted: Counts<u32, u64>,
    pub(in crate::mine) spread: Spread,
    pub(in crate::mine) timeline: Timeline,
    pub(in crate::mine) cooccurrences: Vec<(Window, Cooccurrences)>,
    /// By column, the documents by their values.
    pub(in crate::mine) columns: Vec<(String, Grouped<Box<str>>)>,
    pub(in crate::mine) collocates: Option<Collocates>,
    /// Words near formulas that share a head, if the collocates do not hold them.
    pub(super) company: Option<Collocates>,
    /// By two labels, the lesser first, how many sentences lead from one to the other.
    pub(super) steps: Counts<(u32, u32), u64>,
    /// By label and spelling on one line.
    pub(in crate::mine) variants: Counts<(u32, Box<str>), Usage>,
    pub(in crate::mine) given: GivenLists,
    /// By number of a label that is passed over.
    pub(in crate::mine) passed_over: Counts<u32, Frequency>,
    /// The mentions of these in quotation marks.
    pub(in crate::mine) passed_over_quoted: Counts<u32, u64>,
}

impl Tally {
    /// The tally of both sets of documents.
    ///
    /// None if they were not counted by the same plan.
    pub fn merge(self, other: Tally) -> Option<Tally> {
        Some(Tally {
            frequencies: self.frequencies.merge(other.frequencies),
            quoted: self.quoted.merge(other.quoted),
            spread: self.spread.merge(other.spread),
            timeline: self.timeline.merge(other.timeline)?,
            cooccurrences: merge_each(
                self.cooccurrences,
                other.cooccurrences,
                Cooccurrences::merge,
            )?,
            columns: merge_each(self.columns, other.columns, Grouped::merge)?,
            collocates: merge_both(self.collocates, other.collocates)?,
            company: merge_both(self.company, other.company)?,
            steps: self.steps.merge(other.steps),
            variants: self.variants.merge(other.variants),
            given: self.given.merge(other.given),
            passed_over: self.passed_over.merge(other.passed_over),
            passed_over_quoted: self.passed_over_quoted.merge(other.passed_over_quoted),
        })
    }

    /// The characters of all clean texts.
    pub(in crate::mine) fn characters(&self) -> u64 {
        self.spread.whole().size()
    }
}

fn merge_each<K: PartialEq, T>(
    ours: Vec<(K, T)>,
    others: Vec<(K, T)>,
    merge: impl Fn(T, T) -> T,
) -> Option<Vec<(K, T)>> {
    let same = ours.len() == others.len();
    let pairs = ours.into_iter().zip(others).filter(|_| same);
    let merged = pairs.map(|((key, a), (other, b))| (key == other).then(|| (key, merge(a, b))));
    merged.collect::<Option<Vec<_>>>().filter(|_| same)
}

fn merge_both(a: Option<Collocates>, b: Option<Collocates>) -> Option<Option<Collocates>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Some(a.merge(b))),
        (None, None) => Some(None),
        _ => None,
    }
}
