//! Documents that say nearly the same: a wire report in two papers, a page fetched twice, a speech
//! with another headline.
//!
//! Two texts are alike by the Jaccard coefficient of their shingles, the sets of all runs of five
//! characters without white space: |A ∩ B| / |A ∪ B| (Broder 1997). Pairs worth comparing are
//! found by MinHash signatures in bands (Leskovec, Rajaraman and Ullman, Mining of Massive Data
//! Sets, ch. 3), with one hash for all positions of a signature (Li, Owen and Zhang 2012) and empty
//! positions filled by others (Shrivastava 2017). Every pair found is then compared exactly, so
//! that what is called a near-duplicate always is one; a pair just at the threshold is overlooked in
//! two cases of a thousand.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Date, Document};

/// Texts are near-duplicates from this Jaccard coefficient on. One character changed in every
/// forty costs a fifth of the shingles.
pub const NEAR_DUPLICATE: f64 = 0.8;

/// Characters in a shingle: two words of Chinese, which chance hardly repeats.
const SHINGLE: usize = 5;

/// Positions that must all agree for two signatures to meet in a band. With 21 bands of 6, a pair
/// of coefficient s meets with probability 1 − (1 − s⁶)²¹: 0.998 for 0.8, 0.28 for 0.5.
const ROWS: usize = 6;
const BANDS: usize = 21;
const POSITIONS: usize = ROWS * BANDS;

/// Signatures that agree in fewer positions are not compared: for a pair of coefficient 0.8 their
/// share has a standard deviation of 0.036, so this is five deviations below.
const WORTH_COMPARING: usize = POSITIONS * 62 / 100;

/// With how many of those before it in a band a text is compared. The first is usually the
/// original of all others; without a limit a thousand copies would make half a million pairs.
const COMPARED: usize = 4;

/// Documents further apart than this many days are no near-duplicates: a ritual notice is repeated
/// each year with other names in it, and each of them counts.
pub const NEAR_DAYS: u32 = 31;

/// Unless both are known to be of one day, near-duplicates have at least so many different shingles:
/// a short notice (who met whom, which meeting began) has a prescribed form that the next notice
/// fills with other names.
const NOTICE: usize = 250;

/// For each document the first one before it that is nearly the same, not more than [`NEAR_DAYS`]
/// apart as far as both are dated, and has itself no such original.
pub(super) fn near_duplicates(
    documents: &[&Document],
    signatures: &[Option<&Signature>],
) -> Vec<Option<usize>> {
    let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    find(&texts, signatures, |a, b| least(documents[a].date, documents[b].date))
}

/// How many shingles both of two documents of these dates must have to be compared; none if they are
/// not to be compared at all.
pub(crate) fn least(a: Option<Date>, b: Option<Date>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) if a == b && a.day().is_some() => Some(1),
        (Some(a), Some(b)) if a.days_apart(b) > NEAR_DAYS => None,
        _ => Some(NOTICE),
    }
}

/// Finds near-duplicates. `least` says how many shingles a pair must have to be compared; none if it
/// is not to be compared at all.
fn find(
    texts: &[&str],
    signatures: &[Option<&Signature>],
    least: impl Fn(usize, usize) -> Option<usize> + Sync,
) -> Vec<Option<usize>> {
    let pairs = candidates(signatures, |later, earlier| least(later, earlier).is_some());
    let alike: Vec<(usize, usize)> = pairs
        .par_chunk_by(|a, b| a.0 == b.0)
        .flat_map_iter(|pairs| {
            let own = ShingleSet::of(texts[pairs[0].0]);
            let least = &least;
            let alike = move |&(later, earlier): &(usize, usize)| {
                least(later, earlier)
                    .is_some_and(|least| own.alike(&ShingleSet::of(texts[earlier]), least))
            };
            pairs.iter().copied().filter(alike)
        })
        .collect();

    let mut duplicate_of = vec![None; texts.len()];
    let mut originals = Originals::default();
    for (later, earlier) in alike {
        if originals.is_duplicate(later, earlier) {
            duplicate_of[later] = Some(earlier);
        }
    }
    duplicate_of
}

/// Which of the documents that are like another are duplicates of it, told pair by pair.
#[derive(Debug)]
pub(crate) struct Originals<D>(FxHashSet<D>);

impl<D> Default for Originals<D> {
    fn default() -> Originals<D> {
        Originals(FxHashSet::default())
    }
}

impl<D: Eq + Hash> Originals<D> {
    /// Whether `later` is a duplicate of `earlier`, which it is like: unless one of them is the
    /// duplicate of another. Pairs come in ascending order of both, so that the originals of the
    /// earlier ones are known.
    pub(crate) fn is_duplicate(&mut self, later: D, earlier: D) -> bool {
        !self.0.contains(&later) && !self.0.contains(&earlier) && self.0.insert(later)
    }
}

/// Pairs (later, earlier) that meet in a band and look alike, in ascending order, each once.
fn candidates(
    signatures: &[Option<&Signature>],
    may_be: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = (0..BANDS)
        .into_par_iter()
        .flat_map_iter(|band| {
            let with_band = signatures.iter().enumerate().filter_map(|(index, signature)| {
                signature.as_ref().map(|signature| (signature.band(band), index))
            });
            let mut meeting: Vec<(u64, usize)> = with_band.collect();
            meeting.sort_unstable();
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            for run in meeting.chunk_by(|a, b| a.0 == b.0) {
                for (place, &(_, later)) in run.iter().enumerate() {
                    let before = run[..place].iter().map(|&(_, earlier)| earlier);
                    let admitted = admitted(before, |&earlier| may_be(later, earlier));
                    pairs.extend(admitted.map(|earlier| (later, earlier)));
                }
            }
            pairs.into_iter().filter(|&(later, earlier)| {
                let pair = (signatures[later], signatures[earlier]);
                matches!(pair, (Some(a), Some(b)) if a.looks_like(b))
            })
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// With which of those before it in a band a text is compared: the first few that may be its original.
pub(crate) fn admitted<D>(
    before: impl Iterator<Item = D>,
    may_be: impl FnMut(&D) -> bool,
) -> impl Iterator<Item = D> {
    before.filter(may_be).take(COMPARED)
}

/// What is compared of a text before the text itself is, all of it found in one walk.
pub(crate) struct Sketch {
    /// The same for texts that are the same but for white space, and for hardly any others.
    pub(crate) hash: u64,
    /// Nothing for a text too short to have a shingle.
    pub(crate) signature: Option<Signature>,
}

impl Sketch {
    pub(crate) fn of(text: &str) -> Sketch {
        let mut least = [EMPTY; POSITIONS];
        let mut shingles = Shingles::default();
        // The sum over all shingles depends on every character of a text that has one.
        let mut sum = 0u64;
        for c in text.chars() {
            if let Some(hash) = shingles.push(c) {
                sum = sum.wrapping_add(hash);
                let position = (((hash >> 32) * POSITIONS as u64) >> 32) as usize;
                // EMPTY itself is no hash.
                least[position] = least[position].min((hash as u32).min(EMPTY - 1));
            }
        }
        let hash = sum ^ mix(shingles.first, shingles.last);
        let signature = (shingles.seen >= SHINGLE).then(|| Signature::filled(least));
        Sketch { hash, signature }
    }
}

/// The smallest hash among the shingles that fall to each position: of each its lower half, by which
/// two that differ look alike once in 65,536 times.
pub(crate) struct Signature([u16; POSITIONS]);

/// A position to which no shingle falls.
const EMPTY: u32 = u32::MAX;

impl Signature {
    /// Takes the lower halves, and fills positions that are empty. One at least must not be.
    fn filled(mut least: [u32; POSITIONS]) -> Signature {
        let filled = least;
        for (position, hash) in least.iter_mut().enumerate() {
            // An empty position borrows from one that a fixed sequence of its own leads to.
            let mut attempt = 0;
            while *hash == EMPTY {
                *hash = filled[(mix(position as u64, attempt) % POSITIONS as u64) as usize];
                attempt += 1;
            }
        }
        Signature(least.map(|hash| hash as u16))
    }

    fn band(&self, band: usize) -> u64 {
        let rows = &self.0[band * ROWS..(band + 1) * ROWS];
        rows.iter().fold(band as u64, |hash, &row| mix(hash, u64::from(row)))
    }

    /// By band, the number that texts share which meet in it.
    #[cfg(feature = "cluster")]
    pub(crate) fn bands(&self) -> impl Iterator<Item = u64> {
        (0..BANDS).map(|band| self.band(band))
    }

    /// Whether so many positions agree that the texts are worth comparing.
    pub(crate) fn looks_like(&self, other: &Signature) -> bool {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= WORTH_COMPARING
    }
}

/// The set of a text's shingles, by their hashes, in ascending order.
pub(crate) struct ShingleSet(Vec<u64>);

impl ShingleSet {
    pub(crate) fn of(text: &str) -> ShingleSet {
        let mut hashes: Vec<u64> = shingle_hashes(text).collect();
        hashes.sort_unstable();
        hashes.dedup();
        ShingleSet(hashes)
    }

    /// Whether two texts are near-duplicates, if they are to have at least so many shingles.
    pub(crate) fn alike(&self, other: &ShingleSet, least: usize) -> bool {
        self.0.len().min(other.0.len()) >= least && self.jaccard(other) >= NEAR_DUPLICATE
    }

    fn jaccard(&self, other: &ShingleSet) -> f64 {
        jaccard(&self.0, &other.0)
    }
}

fn shingle_hashes(text: &str) -> impl Iterator<Item = u64> {
    let mut shingles = Shingles::default();
    text.chars().filter_map(move |c| shingles.push(c))
}

/// A window over a text: its last characters that are no white space. A character has 21 bits, so
/// that two numbers hold five of them without loss: three and two.
#[derive(Default)]
struct Shingles {
    first: u64,
    last: u64,
    seen: usize,
}

impl Shingles {
    /// Moves on by a character; the hash of the shingle that it ends.
    fn push(&mut self, c: char) -> Option<u64> {
        if c.is_whitespace() {
            return None;
        }
        self.first = (self.first << 21 | self.last >> 21) & ((1 << 63) - 1);
        self.last = (self.last << 21 | u64::from(c)) & ((1 << 42) - 1);
        self.seen += 1;
        (self.seen >= SHINGLE).then(|| mix(self.first, self.last))
    }
}

/// Two numbers made into one that depends on every bit of both, the same in every run.
fn mix(a: u64, b: u64) -> u64 {
    // Digits of π: any constants without a pattern would do.
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        (product as u64) ^ (product >> 64) as u64
    };
    let once = fold(a ^ 0x243F_6A88_85A3_08D3, b ^ 0x1319_8A2E_0370_7344);
    fold(once ^ 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89)
}

/// |A ∩ B| / |A ∪ B| of two ascending sets; 0 if both are empty.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    match a.len() + b.len() - common {
        0 => 0.0,
        union => common as f64 / union as f64,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};

    use super::{NEAR_DUPLICATE, ShingleSet, Sketch, find, near_duplicates};
    use crate::corpus::{Date, Document};

    /// A text of `length` characters in which hardly any five repeat.
    fn text(seed: u32, length: u32) -> String {
        let character = |i: u32| {
            let mixed = (seed * 7919 + i).wrapping_mul(2_654_435_761) >> 16;
            char::from_u32(0x4E00 + mixed % 3000).unwrap_or('文')
        };
        (0..length).map(character).collect()
    }

    fn of_texts(texts: &[&str]) -> Vec<Option<usize>> {
        let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::of(text)).collect();
        let signatures: Vec<_> = sketches.iter().map(|sketch| sketch.signature.as_ref()).collect();
        find(texts, &signatures, |_, _| Some(1))
    }

    fn near(documents: &[&Document]) -> Vec<Option<usize>> {
        let sketches: Vec<Sketch> = documents.iter().map(|d| Sketch::of(&d.text)).collect();
        let signatures: Vec<_> = sketches.iter().map(|sketch| sketch.signature.as_ref()).collect();
        near_duplicates(documents, &signatures)
    }

    #[test]
    fn small_changes_make_near_duplicates_and_large_ones_do_not() {
        let original = text(1, 400);
        let with_headline = format!("本报讯（记者）\n{original}");
        let mut one_changed: Vec<char> = original.chars().collect();
        one_changed[200] = '改';
        let one_changed: String = one_changed.iter().collect();
        let half: String = original.chars().take(200).chain(text(2, 200).chars()).collect();
        let texts = [&original, &text(3, 400), &with_headline, &half, &one_changed, &text(3, 400)];
        let texts = texts.map(String::as_str);
        let expected = [None, None, Some(0), None, Some(0), Some(1)];
        assert_eq!(of_texts(&texts), expected);
    }

    #[test]
    fn the_notice_of_another_year_is_another_text() {
        let document = |date: &str, number: u32| Document {
            date: Date::parse(date),
            ..Document::of_text("", format!("{}第{number}次", text(1, 300)))
        };
        let documents = [
            document("2013-03-02", 1),
            document("2014-03-02", 2),
            document("2014-03-03", 3),
            document("2014", 4),
            document("", 5),
        ];
        let expected = [None, None, Some(1), Some(1), Some(0)];
        let documents: Vec<&Document> = documents.iter().collect();
        assert_eq!(near(&documents), expected);
    }

    #[test]
    fn the_next_notice_of_the_same_form_is_another_text() {
        let form =
            "会见来访的客人，双方就进一步深化各领域务实合作深入交换了意见，有关部门负责人参加。";
        let document = |date: &str, name: &str| Document {
            date: Date::parse(date),
            ..Document::of_text("", format!("{name}{form}{form}"))
        };
        let documents = [
            document("2020-07-16", "甲"),
            document("2020-07-17", "乙"),
            document("2020-07-16", "丙"),
        ];
        let documents: Vec<&Document> = documents.iter().collect();
        assert_eq!(near(&documents), [None, None, Some(0)]);
    }

    #[test]
    fn texts_without_a_shingle_are_alike_to_none() {
        assert_eq!(of_texts(&["", "修路", "", "修路"]), [None; 4]);
        assert_eq!(of_texts(&["修路建桥好", "修 路建桥\n好"]), [None, Some(0)]);
    }

    #[test]
    fn a_thousand_copies_have_one_original() {
        let copy = |n: u32| format!("{}第{n}份", text(1, 300));
        let texts: Vec<String> = (0..1000).map(copy).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = of_texts(&texts);
        assert_eq!(found[0], None);
        assert!(found[1..].iter().all(|&original| original == Some(0)));
    }

    #[test]
    fn the_coefficient_is_that_of_the_definition() {
        // 一二三四五 and 二三四五六 against the first alone: one of two.
        let jaccard = |a, b| ShingleSet::of(a).jaccard(&ShingleSet::of(b));
        assert_eq!(jaccard("一二三四五", "一二三四五六"), 0.5);
        assert_eq!(jaccard("一二三四五", "六七八九十"), 0.0);
    }

    fn edited() -> impl Strategy<Value = String> {
        let edits = proptest::collection::vec((0usize..300, "[甲乙丙]{0,12}"), 0..4);
        (0u32..6, edits).prop_map(|(seed, edits)| {
            let mut characters: Vec<char> = text(seed, 300).chars().collect();
            for (place, inserted) in edits {
                let place = place.min(characters.len());
                characters.splice(place..place, inserted.chars());
            }
            characters.into_iter().collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Against comparing every text with every original before it.
        #[test]
        fn finds_what_comparing_all_finds(texts in proptest::collection::vec(edited(), 0..30)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = of_texts(&texts);
            let sets: Vec<ShingleSet> = texts.iter().map(|text| ShingleSet::of(text)).collect();
            let mut originals: Vec<usize> = Vec::new();
            for (index, set) in sets.iter().enumerate() {
                let likeness = |&earlier: &usize| set.jaccard(&sets[earlier]);
                // Close to the threshold a pair may be overlooked, so only clear cases count.
                let clear = originals.iter().any(|original| likeness(original) > 0.9);
                let none = originals.iter().all(|original| likeness(original) < NEAR_DUPLICATE);
                prop_assert!(!(clear && found[index].is_none()), "{index} is overlooked");
                prop_assert!(!(none && found[index].is_some()), "{index} is no duplicate");
                match found[index] {
                    Some(original) => prop_assert_eq!(found[original], None),
                    None => originals.push(index),
                }
            }
        }

        #[test]
        fn any_number_of_threads_finds_the_same(texts in proptest::collection::vec(edited(), 0..20)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let with = |threads: usize| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| of_texts(&texts))
            };
            prop_assert_eq!(with(1), with(3));
        }
    }
}
