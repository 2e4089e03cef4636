//! Small random corpora for the tests of the tallies.

use proptest::prelude::*;

use super::{Extent, Occurrence, Occurrences};
use crate::corpus::Date;

/// Documents of paragraphs of sentences of labels.
#[derive(Debug, Clone)]
pub(super) struct Corpus {
    pub(super) documents: Vec<SampleDocument>,
}

#[derive(Debug, Clone)]
pub(super) struct SampleDocument {
    pub(super) date: Option<Date>,
    pub(super) characters: u64,
    /// Paragraphs, their sentences, their labels.
    pub(super) paragraphs: Vec<Vec<Vec<u32>>>,
}

impl SampleDocument {
    pub(super) fn labels(&self) -> impl Iterator<Item = u32> {
        self.paragraphs.iter().flatten().flatten().copied()
    }
}

impl Corpus {
    /// Every label is below this.
    pub(super) const LABELS: u32 = 5;

    pub(super) fn dates(&self) -> Vec<Option<Date>> {
        self.documents.iter().map(|document| document.date).collect()
    }

    pub(super) fn extents(&self) -> Vec<Extent> {
        let extent = |document: &SampleDocument| Extent {
            characters: document.characters,
            paragraphs: document.paragraphs.len() as u32,
            sentences: document.paragraphs.iter().flatten().count() as u32,
        };
        self.documents.iter().map(extent).collect()
    }

    /// The occurrences, given in a disorderly way.
    pub(super) fn occurrences(&self) -> Occurrences {
        let mut occurrences = Vec::new();
        for (document, content) in (0..).zip(&self.documents) {
            let mut sentence = 0;
            for (paragraph, sentences) in (0..).zip(&content.paragraphs) {
                for labels in sentences {
                    let at = |&label| Occurrence { document, paragraph, sentence, label };
                    occurrences.extend(labels.iter().map(at));
                    sentence += 1;
                }
            }
        }
        occurrences.reverse();
        Occurrences::new(occurrences)
    }

    pub(super) fn split(&self, cut: usize) -> (Corpus, Corpus) {
        let (left, right) = self.documents.split_at(cut.min(self.documents.len()));
        (Corpus { documents: left.to_vec() }, Corpus { documents: right.to_vec() })
    }
}

fn date() -> impl Strategy<Value = Option<Date>> {
    (2018i16..2021, proptest::option::of(1u8..13), proptest::option::of(1u8..29))
        .prop_map(|(year, month, day)| Date::new(year, month, day))
}

pub(super) fn corpus() -> impl Strategy<Value = Corpus> {
    use proptest::collection::vec;
    let sentence = vec(0..Corpus::LABELS, 0..4);
    let paragraphs = vec(vec(sentence, 0..4), 0..4);
    let document = (date(), 0u64..500, paragraphs)
        .prop_map(|(date, characters, paragraphs)| SampleDocument { date, characters, paragraphs });
    vec(document, 0..8).prop_map(|documents| Corpus { documents })
}
