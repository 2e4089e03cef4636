//! Documents that are printed again, whole or nearly so: what stands in them counts as one text.
//!
//! A document is sketched by the hashes of its long segments, of which it keeps the least (bottom-k
//! sketches, Broder 1997, On the resemblance and containment of documents). Two documents whose
//! sketches are alike share most of their segments.

use rayon::prelude::*;

/// The letters and joiners from which on a segment is long: shorter ones many documents share.
const LONG: usize = 8;
/// The hashes in a sketch.
const SKETCH: usize = 32;
/// The bytes of the largest sketch.
pub(super) const SKETCH_BYTES: usize = SKETCH * size_of::<u32>() + size_of::<Sketch>();
/// The least hashes by which candidates are found.
const KEYS: usize = 6;
/// The segments that two documents must have in common: short notices are alike because their form is
/// prescribed.
const ENOUGH: usize = 5;
/// The groups that a document is compared with for one key. A segment that more groups share is
/// furniture.
const GROUPS_OF_A_KEY: usize = 16;

/// What near-duplicates are known by: the least hashes of the long segments of a document, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch(pub(super) Box<[u32]>);

impl Sketch {
    /// The sketch of a document with such hashes of its long segments.
    pub(super) fn new(mut hashes: Vec<u32>) -> Sketch {
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(SKETCH);
        Sketch(hashes.into_boxed_slice())
    }

    /// The numbers one of which near-duplicates are expected to have in common, six at most.
    pub fn keys(&self) -> impl Iterator<Item = u32> {
        self.0.iter().take(KEYS).copied()
    }
}

/// The hash of a segment if it is long.
pub(super) fn hash_of_long(segment: &[u16]) -> Option<u32> {
    (segment.len() >= LONG).then(|| hash(segment))
}

fn hash(segment: &[u16]) -> u32 {
    let mix = |hash: u64, &symbol: &u16| {
        (hash.rotate_left(5) ^ u64::from(symbol)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    };
    (segment.iter().fold(0, mix) >> 32) as u32
}

/// Which documents are near-duplicates.
pub(super) struct Reprints {
    /// For each document, the number of the first one that it prints again, or else its own.
    pub(super) text: Vec<u32>,
    /// Whether a document is one of several with the same text: few are, and this is quicker to look up.
    pub(super) is_one_of_several: Vec<bool>,
}

impl Reprints {
    pub(super) fn among(sketches: &[Sketch]) -> Reprints {
        Reprints::new(&first_prints(sketches))
    }

    /// Given, for each document, the first one that it prints again.
    pub(super) fn new(found: &[Option<u32>]) -> Reprints {
        let mut is_one_of_several = vec![false; found.len()];
        for (document, &first) in found.iter().enumerate() {
            if let Some(first) = first {
                is_one_of_several[document] = true;
                is_one_of_several[first as usize] = true;
            }
        }
        let text = (0..).zip(found).map(|(document, first)| first.unwrap_or(document)).collect();
        Reprints { text, is_one_of_several }
    }
}

/// For each document, the first one that it repeats, if it repeats one. What repeats a repetition
/// repeats the first as well.
pub(super) fn first_prints(sketches: &[Sketch]) -> Vec<Option<u32>> {
    let mut keys: Vec<(u32, u32)> = sketches
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, sketch)| sketch.keys().map(move |key| (key, number as u32)))
        .collect();
    keys.par_sort_unstable();
    let shared: Vec<&[(u32, u32)]> =
        keys.chunk_by(|a, b| a.0 == b.0).filter(|documents| documents.len() > 1).collect();
    let sketch = |&(_, number): &(u32, u32)| (number, &sketches[number as usize]);
    let pairs: Vec<(u32, u32)> = shared
        .par_iter()
        .flat_map_iter(|documents| repeats(documents.iter().map(sketch)))
        .collect();
    firsts(sketches.len(), pairs)
}

/// Among documents with a key in common, in their order, those that repeat an earlier one, with that one
/// first. A document is given by its number or name and its sketch.
pub(super) fn repeats<'a, N: Copy>(
    documents: impl Iterator<Item = (N, &'a Sketch)>,
) -> Vec<(N, N)> {
    let mut firsts: Vec<(N, &Sketch)> = Vec::new();
    let mut pairs = Vec::new();
    for (document, sketch) in documents {
        let alike = |(_, first): &&(N, &Sketch)| are_alike(&sketch.0, &first.0);
        match firsts.iter().find(alike) {
            Some(&(first, _)) => pairs.push((first, document)),
            None if firsts.len() < GROUPS_OF_A_KEY => firsts.push((document, sketch)),
            None => {}
        }
    }
    pairs
}

/// For each of so many documents, the first one that pairs, or chains of pairs, tie it to.
pub(super) fn firsts(documents: usize, pairs: Vec<(u32, u32)>) -> Vec<Option<u32>> {
    let mut first: Vec<u32> = (0..documents as u32).collect();
    for (earlier, later) in pairs {
        let (a, b) = (first_of(&mut first, earlier), first_of(&mut first, later));
        first[a.max(b) as usize] = a.min(b);
    }
    let result = |number| Some(first_of(&mut first, number)).filter(|&first| first < number);
    (0..documents as u32).map(result).collect()
}

/// Follows a chain of repetitions to its first document, and shortens it on the way.
fn first_of(first: &mut [u32], mut number: u32) -> u32 {
    while first[number as usize] != number {
        first[number as usize] = first[first[number as usize] as usize];
        number = first[number as usize];
    }
    number
}

/// Whether at least half of the least hashes of both together are in both, and enough of them: an
/// estimate of the share of segments that two documents have in common, among those that either has.
fn are_alike(a: &[u32], b: &[u32]) -> bool {
    let size = a.len().max(b.len());
    let (mut i, mut j, mut union, mut shared) = (0, 0, 0, 0);
    while union < size && (i < a.len() || j < b.len()) {
        let (x, y) = (a.get(i), b.get(j));
        shared += usize::from(x == y);
        i += usize::from(x.is_some() && (y.is_none() || x <= y));
        j += usize::from(y.is_some() && (x.is_none() || y <= x));
        union += 1;
    }
    shared >= ENOUGH && shared * 2 >= union
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of segments that have numbers.
    fn document(segments: impl IntoIterator<Item = u16>) -> Sketch {
        let hash = |number: u16| hash_of_long(&[0x4E00 + number; 9]);
        Sketch::new(segments.into_iter().filter_map(hash).collect())
    }

    #[test]
    fn finds_what_is_printed_again_with_changes() {
        let sketches = [
            document(0..40),
            document(100..140),
            document(0..40),
            document((3..40).chain(200..205)),
            document((0..8).chain(300..340)),
            document([]),
            document([]),
        ];
        assert_eq!(first_prints(&sketches), [None, None, Some(0), Some(0), None, None, None]);
    }

    #[test]
    fn a_footer_makes_no_reprint() {
        let sketches: Vec<Sketch> = (0..50)
            .map(|number| document((number * 20..number * 20 + 20).chain(60_00..60_03)))
            .collect();
        assert!(first_prints(&sketches).iter().all(Option::is_none));
    }
}
