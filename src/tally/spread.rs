//! How the mentions of each label are spread over documents, as measures of dispersion need it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::frequency::labels_of;
use super::{Counts, Extent, Occurrences};
use crate::measure::{Part, Whole};

/// How the mentions of each label are spread over documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spread {
    whole: Whole,
    /// By label and part, how many documents are alike.
    parts: Counts<(u32, Part), u64>,
}

impl Spread {
    /// Counts the mentions of every label in every document. `extents` holds the size of each
    /// document by its ordinal; documents without characters are left out.
    pub fn count(occurrences: &Occurrences, extents: &[Extent]) -> Spread {
        let parts = occurrences
            .par_documents()
            .fold(FxHashMap::default, |mut parts: FxHashMap<(u32, Part), u64>, document| {
                let extent = extents.get(document[0].document as usize);
                let size = extent.map_or(0, |extent| extent.characters);
                if size > 0 {
                    for (label, count) in labels_of(document) {
                        *parts.entry((label, Part { count, size })).or_default() += 1;
                    }
                }
                parts
            })
            .map(Counts::new)
            .reduce(Counts::default, Counts::merge);
        Spread { whole: Whole::of(extents.iter().map(|extent| extent.characters)), parts }
    }

    /// The spread over two sets of documents that have no document in common.
    pub fn merge(self, other: Spread) -> Spread {
        Spread { whole: self.whole.merge(other.whole), parts: self.parts.merge(other.parts) }
    }

    /// All documents.
    pub fn whole(&self) -> &Whole {
        &self.whole
    }

    /// The documents that mention a label.
    pub fn parts(&self, label: u32) -> Vec<Part> {
        let least = Part { count: 0, size: 0 };
        let most = Part { count: u64::MAX, size: u64::MAX };
        self.parts
            .range((label, least), (label, most))
            .flat_map(|((_, part), alike)| std::iter::repeat_n(part, alike as usize))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tally::sample::{Corpus, corpus};

    proptest! {
        #[test]
        fn a_plain_count_agrees(corpus in corpus()) {
            let spread = Spread::count(&corpus.occurrences(), &corpus.extents());
            for label in 0..Corpus::LABELS {
                let mut parts: Vec<Part> = corpus
                    .documents
                    .iter()
                    .map(|document| Part {
                        count: document.labels().filter(|other| *other == label).count() as u64,
                        size: document.characters,
                    })
                    .filter(|part| part.count > 0 && part.size > 0)
                    .collect();
                parts.sort();
                prop_assert_eq!(spread.parts(label), parts);
            }
        }

        #[test]
        fn two_halves_make_the_whole(corpus in corpus(), cut in 0usize..8) {
            let spread = |corpus: &Corpus| Spread::count(&corpus.occurrences(), &corpus.extents());
            let (left, right) = corpus.split(cut);
            prop_assert_eq!(spread(&left).merge(spread(&right)), spread(&corpus));
        }
    }
}
