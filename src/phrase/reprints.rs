//! Documents that are printed again, whole or nearly so: what stands in them counts as one text.
//!
//! A document is sketched by the hashes of its long segments, of which it keeps the least (bottom-k
//! sketches, Broder 1997, On the resemblance and containment of documents). Two documents whose
//! sketches are alike share most of their segments.

use rustc_hash::FxHashMap;

use super::symbol::Symbol;

/// The letters and joiners from which on a segment is long: shorter ones many documents share.
const LONG: usize = 8;
/// The hashes in a sketch.
const SKETCH: usize = 32;
/// The bytes of the largest sketch.
pub(super) const SKETCH_BYTES: usize = SKETCH * size_of::<u32>() + size_of::<Box<[u32]>>();
/// The least hashes by which candidates are found.
const KEYS: usize = 6;
/// The groups that a document is compared with for one key. A segment that more groups share is
/// furniture.
const GROUPS_OF_A_KEY: usize = 16;

/// The sketch of an encoded document.
pub(super) fn sketch(symbols: &[u16]) -> Box<[u32]> {
    let segments = symbols.split(|symbol| symbol.is_edge());
    let mut hashes: Vec<u32> = segments.filter(|s| s.len() >= LONG).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes.into_boxed_slice()
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
    pub(super) fn among(sketches: &[Box<[u32]>]) -> Reprints {
        let found = first_prints(sketches);
        let mut is_one_of_several = vec![false; found.len()];
        for (document, &first) in found.iter().enumerate() {
            if let Some(first) = first {
                is_one_of_several[document] = true;
                is_one_of_several[first as usize] = true;
            }
        }
        let text = (0..).zip(&found).map(|(document, first)| first.unwrap_or(document)).collect();
        Reprints { text, is_one_of_several }
    }
}

/// For each document, the first one that it repeats, if it repeats one.
pub(super) fn first_prints(sketches: &[Box<[u32]>]) -> Vec<Option<u32>> {
    // For each key, the documents that were the first of their group.
    let mut firsts: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut found = vec![None; sketches.len()];
    for (number, sketch) in (0..).zip(sketches) {
        let keys = &sketch[..KEYS.min(sketch.len())];
        let candidates = keys.iter().filter_map(|key| firsts.get(key)).flatten().copied();
        let alike = candidates.filter(|&first| are_alike(sketch, &sketches[first as usize]));
        found[number as usize] = alike.min();
        if found[number as usize].is_none() {
            for &key in keys {
                let firsts = firsts.entry(key).or_default();
                if firsts.len() < GROUPS_OF_A_KEY {
                    firsts.push(number);
                }
            }
        }
    }
    found
}

/// Whether at least half of the least hashes of both together are in both: an estimate of the share
/// of segments that two documents have in common, among those that either has.
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
    shared > 0 && shared * 2 >= union
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of segments that have numbers.
    fn document(segments: impl IntoIterator<Item = u16>) -> Box<[u32]> {
        let encode = |number: u16| {
            let segment = std::iter::repeat_n(0x4E00 + number, 9);
            segment.chain([crate::phrase::symbol::EDGE_OF_CLAUSE])
        };
        sketch(&segments.into_iter().flat_map(encode).collect::<Vec<u16>>())
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
        let sketches: Vec<Box<[u32]>> = (0..50)
            .map(|number| document((number * 20..number * 20 + 20).chain(60_00..60_03)))
            .collect();
        assert!(first_prints(&sketches).iter().all(Option::is_none));
    }
}
