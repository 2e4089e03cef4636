//! How often, in how many documents, and between which dates each label stands.

use std::ops::AddAssign;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Occurrence, Occurrences};
use crate::corpus::Date;

/// The frequency of one label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frequency {
    /// How often it stands.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// The earliest date of them. A year counts as before all its months.
    pub first_date: Option<Date>,
    /// The latest date of them. A year counts as before all its months.
    pub last_date: Option<Date>,
}

impl Frequency {
    /// So many mentions in one document of this date.
    pub fn in_document(mentions: u64, date: Option<Date>) -> Frequency {
        Frequency { mentions, documents: 1, first_date: date, last_date: date }
    }
}

/// The frequency over two sets of documents that have no document in common.
impl AddAssign for Frequency {
    fn add_assign(&mut self, other: Frequency) {
        self.mentions += other.mentions;
        self.documents += other.documents;
        self.first_date = [self.first_date, other.first_date].into_iter().flatten().min();
        self.last_date = self.last_date.max(other.last_date);
    }
}

/// The frequencies of all labels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frequencies(Vec<Frequency>);

impl Frequencies {
    /// Counts every label. `dates` holds the date of each document by its ordinal.
    pub fn count(occurrences: &Occurrences, dates: &[Option<Date>]) -> Frequencies {
        occurrences
            .par_documents()
            .fold(Frequencies::default, |mut frequencies, document| {
                let date = date_of(document, dates);
                for (label, mentions) in labels_of(document) {
                    *frequencies.at(label) += Frequency::in_document(mentions, date);
                }
                frequencies
            })
            .reduce(Frequencies::default, Frequencies::merge)
    }

    /// The frequency of a label; zeros for one that does not occur.
    pub fn get(&self, label: u32) -> Frequency {
        self.0.get(label as usize).copied().unwrap_or_default()
    }

    /// The frequencies by label.
    pub fn as_slice(&self) -> &[Frequency] {
        &self.0
    }

    /// The frequencies over two sets of documents that have no document in common.
    pub fn merge(self, other: Frequencies) -> Frequencies {
        let (mut longer, shorter) =
            if self.0.len() >= other.0.len() { (self, other) } else { (other, self) };
        for (sum, frequency) in longer.0.iter_mut().zip(shorter.0) {
            *sum += frequency;
        }
        longer
    }

    fn at(&mut self, label: u32) -> &mut Frequency {
        let index = label as usize;
        if self.0.len() <= index {
            self.0.resize(index + 1, Frequency::default());
        }
        &mut self.0[index]
    }
}

/// The labels of one document, in order, with how often each stands in it.
pub(super) fn labels_of(document: &[Occurrence]) -> Vec<(u32, u64)> {
    let mut labels: Vec<u32> = document.iter().map(|occurrence| occurrence.label).collect();
    labels.sort_unstable();
    labels.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

fn date_of(document: &[Occurrence], dates: &[Option<Date>]) -> Option<Date> {
    let ordinal = document.first()?.document;
    *dates.get(ordinal as usize)?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tally::sample::{Corpus, corpus};

    fn frequencies(corpus: &Corpus) -> Frequencies {
        Frequencies::count(&corpus.occurrences(), &corpus.dates())
    }

    proptest! {
        #[test]
        fn a_plain_count_agrees(corpus in corpus()) {
            let frequencies = frequencies(&corpus);
            for label in 0..Corpus::LABELS {
                let holding: Vec<_> = corpus.documents.iter().filter(|document| {
                    document.labels().any(|other| other == label)
                }).collect();
                let dates = || holding.iter().filter_map(|document| document.date);
                let expected = Frequency {
                    mentions: holding.iter().map(|document| {
                        document.labels().filter(|other| *other == label).count() as u64
                    }).sum(),
                    documents: holding.len() as u64,
                    first_date: dates().min(),
                    last_date: dates().max(),
                };
                prop_assert_eq!(frequencies.get(label), expected);
            }
        }

        #[test]
        fn two_halves_make_the_whole(corpus in corpus(), cut in 0usize..8) {
            let (left, right) = corpus.split(cut);
            let merged = frequencies(&left).merge(frequencies(&right));
            prop_assert_eq!(merged, frequencies(&corpus));
        }
    }
}
