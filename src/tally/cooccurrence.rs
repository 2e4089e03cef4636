//! Which labels stand together, window by window.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Counts, Extent, Occurrence, Occurrences, Window};
use crate::measure::Contingency;

/// In how many units of one window labels stand, each and in pairs. A unit counts once, however
/// often a label stands in it. Memory is bounded by the pairs that occur.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cooccurrences {
    units: u64,
    /// By label.
    totals: Vec<u64>,
    /// By two labels, the lesser first.
    pairs: Counts<(u32, u32), u64>,
}

/// How often two labels stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCount {
    /// The lesser label.
    pub a: u32,
    /// The greater label.
    pub b: u32,
    /// Units that hold both.
    pub together: u64,
    /// Units that hold the lesser.
    pub a_total: u64,
    /// Units that hold the greater.
    pub b_total: u64,
    /// All units.
    pub units: u64,
}

impl PairCount {
    /// The four cells: units that hold the lesser label or not, the greater one or not.
    ///
    /// None if the sizes of the documents, from which the units come, were wrong.
    pub fn contingency(&self) -> Option<Contingency> {
        Contingency::new(self.together, self.a_total, self.b_total, self.units)
    }
}

impl Cooccurrences {
    /// Counts the labels of every unit. `extents` holds the size of each document by its ordinal,
    /// also of those in which no label stands.
    ///
    /// Only pairs that hold a label below `anchors` are counted: give formulas the first numbers to
    /// count them with phrases, without the many pairs of phrases. `u32::MAX` counts all pairs.
    pub fn count(
        occurrences: &Occurrences,
        extents: &[Extent],
        window: Window,
        anchors: u32,
    ) -> Cooccurrences {
        let counted = occurrences
            .par_documents()
            .fold(Partial::default, |mut partial, document| {
                let extent = extents.get(document[0].document as usize).copied();
                partial.add(document, &extent.unwrap_or_default(), window, anchors);
                partial
            })
            .map(Partial::finish)
            .reduce(Cooccurrences::default, Cooccurrences::merge);
        let units = extents.iter().map(|extent| window.units(extent)).sum();
        Cooccurrences { units, ..counted }
    }

    /// The counts over two sets of documents that have no document in common.
    pub fn merge(self, other: Cooccurrences) -> Cooccurrences {
        let (mut totals, shorter) = if self.totals.len() >= other.totals.len() {
            (self.totals, other.totals)
        } else {
            (other.totals, self.totals)
        };
        for (sum, total) in totals.iter_mut().zip(shorter) {
            *sum += total;
        }
        let pairs = self.pairs.merge(other.pairs);
        Cooccurrences { units: self.units + other.units, totals, pairs }
    }

    /// All units.
    pub fn units(&self) -> u64 {
        self.units
    }

    /// The units that hold a label.
    pub fn total(&self, label: u32) -> u64 {
        self.totals.get(label as usize).copied().unwrap_or(0)
    }

    /// The pairs that stand together at least `minimum` times, in the order of their labels.
    pub fn pairs(&self, minimum: u64) -> impl Iterator<Item = PairCount> + '_ {
        self.pairs.iter().filter(move |(_, together)| *together >= minimum).map(
            |((a, b), together)| PairCount {
                a,
                b,
                together,
                a_total: self.total(a),
                b_total: self.total(b),
                units: self.units,
            },
        )
    }
}

/// What one thread has counted so far.
#[derive(Default)]
struct Partial {
    totals: Vec<u64>,
    pairs: FxHashMap<(u32, u32), u64>,
    /// The labels of one document by unit, kept to spare allocations.
    by_unit: Vec<(u32, u32)>,
}

impl Partial {
    fn add(&mut self, document: &[Occurrence], extent: &Extent, window: Window, anchors: u32) {
        self.by_unit.clear();
        for occurrence in document {
            let units = units_of(occurrence, extent, window);
            self.by_unit.extend(units.map(|unit| (unit, occurrence.label)));
        }
        self.by_unit.sort_unstable();
        self.by_unit.dedup();
        for unit in self.by_unit.chunk_by(|(a, _), (b, _)| a == b) {
            for (index, &(_, a)) in unit.iter().enumerate() {
                if self.totals.len() <= a as usize {
                    self.totals.resize(a as usize + 1, 0);
                }
                self.totals[a as usize] += 1;
                // Labels ascend within a unit, so that no later one is below `anchors` either.
                if a < anchors {
                    for &(_, b) in &unit[index + 1..] {
                        *self.pairs.entry((a, b)).or_default() += 1;
                    }
                }
            }
        }
    }

    fn finish(self) -> Cooccurrences {
        Cooccurrences { units: 0, totals: self.totals, pairs: Counts::new(self.pairs) }
    }
}

/// The units of its document in which an occurrence stands, by their first sentence or ordinal.
fn units_of(
    occurrence: &Occurrence,
    extent: &Extent,
    window: Window,
) -> std::ops::RangeInclusive<u32> {
    match window {
        Window::Sentence => occurrence.sentence..=occurrence.sentence,
        Window::Paragraph => occurrence.paragraph..=occurrence.paragraph,
        Window::Document => 0..=0,
        Window::Sentences(width) => {
            let reach = width.get() - 1;
            let last_start = extent.sentences.saturating_sub(width.get());
            occurrence.sentence.saturating_sub(reach).min(last_start)
                ..=occurrence.sentence.min(last_start)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::num::NonZeroU32;

    use proptest::prelude::*;

    use super::*;
    use crate::tally::sample::{Corpus, SampleDocument, corpus};

    fn count(corpus: &Corpus, window: Window, anchors: u32) -> Cooccurrences {
        Cooccurrences::count(&corpus.occurrences(), &corpus.extents(), window, anchors)
    }

    /// The labels of every unit, straight from the corpus.
    fn units(document: &SampleDocument, window: Window) -> Vec<BTreeSet<u32>> {
        let sentences: Vec<BTreeSet<u32>> = document
            .paragraphs
            .iter()
            .flatten()
            .map(|labels| labels.iter().copied().collect())
            .collect();
        let union = |sets: &[BTreeSet<u32>]| sets.iter().flatten().copied().collect();
        match window {
            Window::Sentence => sentences,
            Window::Sentences(width) => {
                let width = (width.get() as usize).min(sentences.len()).max(1);
                sentences.windows(width).map(union).collect()
            }
            Window::Paragraph => document
                .paragraphs
                .iter()
                .map(|sentences| sentences.iter().flatten().copied().collect())
                .collect(),
            Window::Document => vec![document.labels().collect()],
        }
    }

    fn window() -> impl Strategy<Value = Window> {
        prop_oneof![
            Just(Window::Sentence),
            Just(Window::Paragraph),
            Just(Window::Document),
            (2u32..6).prop_map(|width| Window::Sentences(NonZeroU32::new(width).unwrap())),
        ]
    }

    proptest! {
        #[test]
        fn a_direct_count_agrees(corpus in corpus(), window in window(), anchors in 0u32..6) {
            let counted = count(&corpus, window, anchors);
            let units: Vec<_> =
                corpus.documents.iter().flat_map(|document| units(document, window)).collect();
            prop_assert_eq!(counted.units(), units.len() as u64);
            let holding = |labels: &[u32]| {
                let holds = |unit: &&BTreeSet<u32>| labels.iter().all(|label| unit.contains(label));
                units.iter().filter(holds).count() as u64
            };
            let mut expected = BTreeMap::new();
            for a in 0..Corpus::LABELS {
                prop_assert_eq!(counted.total(a), holding(&[a]));
                for b in a + 1..Corpus::LABELS {
                    if a < anchors && holding(&[a, b]) > 0 {
                        expected.insert((a, b), (holding(&[a, b]), holding(&[a]), holding(&[b])));
                    }
                }
            }
            let pairs: BTreeMap<_, _> = counted
                .pairs(1)
                .map(|pair| ((pair.a, pair.b), (pair.together, pair.a_total, pair.b_total)))
                .collect();
            prop_assert_eq!(pairs, expected);
        }

        #[test]
        fn two_halves_make_the_whole(
            corpus in corpus(), cut in 0usize..8, window in window()
        ) {
            let (left, right) = corpus.split(cut);
            let merged = count(&left, window, u32::MAX).merge(count(&right, window, u32::MAX));
            prop_assert_eq!(merged, count(&corpus, window, u32::MAX));
        }

        #[test]
        fn wrong_sizes_of_documents_do_no_harm(corpus in corpus(), window in window()) {
            Cooccurrences::count(&corpus.occurrences(), &[], window, u32::MAX);
        }
    }

    #[test]
    fn rare_pairs_can_be_left_out() {
        let document = |labels: &[u32]| SampleDocument {
            date: None,
            characters: 9,
            paragraphs: vec![vec![labels.to_vec()]],
        };
        let corpus = Corpus { documents: vec![document(&[0, 1, 2]), document(&[0, 1])] };
        let counted = count(&corpus, Window::Sentence, u32::MAX);
        let pairs: Vec<_> = counted.pairs(2).map(|pair| (pair.a, pair.b)).collect();
        assert_eq!(pairs, [(0, 1)]);
    }
}
