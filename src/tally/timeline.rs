//! How often labels stand in each period of time.

use serde::{Deserialize, Serialize};

use super::grouped::{GroupSize, Grouped, Usage};
use super::{Extent, Occurrences, Period, PeriodLength};
use crate::corpus::Date;

/// How often labels stand in each period. A document counts in the period of its date; one whose
/// date is missing or not exact enough counts in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    length: PeriodLength,
    periods: Grouped<Period>,
    undated: u64,
}

/// One period in the time line of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodUsage {
    /// The period.
    pub period: Period,
    /// All documents of the period; no documents: then nothing can be said of the label.
    pub size: GroupSize,
    /// How often the label stands in them.
    pub usage: Usage,
}

impl Timeline {
    /// Counts every label in every period. `extents` and `dates` hold size and date of each
    /// document by its ordinal.
    pub fn count(
        occurrences: &Occurrences,
        extents: &[Extent],
        dates: &[Option<Date>],
        length: PeriodLength,
    ) -> Timeline {
        let date = |document: usize| dates.get(document).copied().flatten();
        let period = |document| Period::of(date(document)?, length);
        let periods = Grouped::count(occurrences, extents, period);
        let undated = (0..extents.len()).filter(|document| date(*document).is_none()).count();
        Timeline { length, periods, undated: undated as u64 }
    }

    /// The counts over two sets of documents that have no document in common.
    ///
    /// None if their periods are not of the same length.
    pub fn merge(self, other: Timeline) -> Option<Timeline> {
        (self.length == other.length).then(|| Timeline {
            length: self.length,
            periods: self.periods.merge(other.periods),
            undated: self.undated + other.undated,
        })
    }

    /// How long the periods are.
    pub fn length(&self) -> PeriodLength {
        self.length
    }

    /// Documents left out because they have no date.
    pub fn undated(&self) -> u64 {
        self.undated
    }

    /// Documents left out because their date is less exact than the periods.
    pub fn inexact(&self) -> u64 {
        self.periods.ungrouped() - self.undated
    }

    /// Every period from the first to the last that has documents, also those between that have
    /// none.
    pub fn periods(&self) -> Vec<(Period, GroupSize)> {
        let mut groups = self.periods.groups().map(|(period, _)| period);
        let Some(first) = groups.next() else {
            return Vec::new();
        };
        let last = groups.last().unwrap_or(first);
        first.to(last).map(|period| (period, self.periods.size(&period))).collect()
    }

    /// The time line of a label over `periods`.
    pub fn series(&self, label: u32, periods: &[(Period, GroupSize)]) -> Vec<PeriodUsage> {
        let usage = |&(period, size)| PeriodUsage {
            period,
            size,
            usage: self.periods.usage(label, period),
        };
        periods.iter().map(usage).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tally::sample::{Corpus, SampleDocument, corpus};

    fn timeline(corpus: &Corpus, length: PeriodLength) -> Timeline {
        Timeline::count(&corpus.occurrences(), &corpus.extents(), &corpus.dates(), length)
    }

    fn length() -> impl Strategy<Value = PeriodLength> {
        proptest::sample::select(PeriodLength::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn a_plain_count_agrees(corpus in corpus(), length in length()) {
            let timeline = timeline(&corpus, length);
            let periods = timeline.periods();
            for label in 0..Corpus::LABELS {
                for point in timeline.series(label, &periods) {
                    let documents: Vec<&SampleDocument> = corpus
                        .documents
                        .iter()
                        .filter(|document| {
                            let period = document.date.and_then(|date| Period::of(date, length));
                            period == Some(point.period)
                        })
                        .collect();
                    let mentions = |document: &&SampleDocument| {
                        document.labels().filter(|other| *other == label).count() as u64
                    };
                    let counts: Vec<_> = documents.iter().map(mentions).collect();
                    prop_assert_eq!(point.size.documents, documents.len() as u64);
                    let characters: u64 = documents.iter().map(|document| document.characters).sum();
                    prop_assert_eq!(point.size.characters, characters);
                    prop_assert_eq!(point.usage.mentions, counts.iter().sum::<u64>());
                    let holding = counts.iter().filter(|count| **count > 0).count() as u64;
                    prop_assert_eq!(point.usage.documents, holding);
                }
            }
            let in_periods: u64 = periods.iter().map(|(_, size)| size.documents).sum();
            let left_out = timeline.undated() + timeline.inexact();
            prop_assert_eq!(in_periods + left_out, corpus.documents.len() as u64);
        }

        #[test]
        fn two_halves_make_the_whole(corpus in corpus(), cut in 0usize..8, length in length()) {
            let (left, right) = corpus.split(cut);
            let merged = timeline(&left, length).merge(timeline(&right, length));
            prop_assert_eq!(merged, Some(timeline(&corpus, length)));
        }
    }
}
