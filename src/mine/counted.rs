//! What every tally needs to know of the documents, gathered once.

use super::Looked;
use super::labels::Labels;
use crate::corpus::Date;
use crate::tally::{Extent, Occurrence, Occurrences};
use crate::text::Text;

/// The labels that are counted and where they stand, and size and date of each mined document by
/// its ordinal.
pub(super) struct Counted {
    pub(super) labels: Labels,
    pub(super) occurrences: Occurrences,
    pub(super) extents: Vec<Extent>,
    pub(super) dates: Vec<Option<Date>>,
}

impl Counted {
    pub(super) fn of(looked: &Looked, labels: Labels) -> Counted {
        let others = labels.other_occurrences(looked);
        Counted {
            labels,
            occurrences: looked.occurrences(others),
            extents: looked.extents(),
            dates: (0..looked.mined.len()).map(|place| looked.document(place).date).collect(),
        }
    }

    /// The characters of all mined documents.
    pub(super) fn characters(&self) -> u64 {
        self.extents.iter().map(|extent| extent.characters).sum()
    }
}

/// The occurrence of a label that begins at the character `at` of a text.
pub(super) fn occurrence(text: &Text, document: usize, at: usize, label: u32) -> Occurrence {
    Occurrence {
        document: document as u32,
        paragraph: text.paragraph_at(at) as u32,
        sentence: text.sentence_at(at) as u32,
        label,
    }
}
