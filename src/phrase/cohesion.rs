//! How firmly a phrase holds together: normalised pointwise mutual information of its weakest split.
//!
//! For a phrase `w` split into a beginning `u` and an end `v`,
//! `NPMI = ln(p(w) / (p(u) p(v))) / -ln p(w)` (Bouma 2009, Normalized (Pointwise) Mutual Information in
//! Collocation Extraction), with `p` the count over the letters of the corpus. The cohesion of `w` is the
//! least of these over all its splits. A joiner at the split belongs to neither side.
//!
//! Only closed phrases have been counted, and that suffices. The count of a beginning `u` is that of the
//! shortest closed phrase on the way to `w` that is at least as long. An end `v` of `w` that has
//! not been recorded is preceded by the same letter everywhere, so it occurs as often as the next longer
//! end.

use rayon::prelude::*;

use super::hash::{Hash, Hashes};
use super::symbol::Symbol;
use super::walk::Found;

/// What the cohesion of a phrase is computed from.
pub(super) struct Cohesion<'a, S> {
    symbols: &'a [S],
    /// The counts of single symbols.
    letters: &'a [u64],
    /// Their sum.
    total: u64,
    /// All closed phrases, each in the bucket of its first symbol.
    buckets: &'a [Vec<Found>],
    /// Where a phrase stands in its bucket.
    tables: Vec<Table>,
}

/// Memory that is used again for the next phrase.
#[derive(Default)]
pub(super) struct Scratch {
    /// Length and count of the recorded beginnings of the phrase, itself first.
    beginnings: Vec<(usize, u64)>,
    hashes: Hashes,
}

impl<'a, S: Symbol> Cohesion<'a, S> {
    pub(super) fn new(
        symbols: &'a [S],
        letters: &'a [u64],
        total: u64,
        buckets: &'a [Vec<Found>],
    ) -> Cohesion<'a, S> {
        let tables = buckets.par_iter().map(|bucket| Table::new(bucket)).collect();
        Cohesion { symbols, letters, total, buckets, tables }
    }

    /// The cohesion of a phrase, given its place in its bucket.
    pub(super) fn of(&self, bucket: usize, index: usize, scratch: &mut Scratch) -> f32 {
        let bucket = &self.buckets[bucket];
        let phrase = phrase(self.symbols, &bucket[index]);
        let beginnings = &mut scratch.beginnings;
        beginnings.clear();
        let mut ancestor = Some(index);
        while let Some(found) = ancestor.map(|index| &bucket[index]) {
            beginnings.push((found.repeat.length as usize, u64::from(found.repeat.count)));
            ancestor = found.parent.map(|parent| parent as usize);
        }
        scratch.hashes.set(phrase.iter().map(|symbol| symbol.value()));

        // Between two recorded ends, the longest beginning goes with the same count of the end and
        // is the least frequent; so the weakest split is before an end that is recorded, or the first.
        let count = u64::from(bucket[index].repeat.count);
        let first = if phrase[1].is_letter() { 1 } else { 2 };
        let last = phrase.len() - 1;
        let mut largest = 0;
        let mut consider = |beginning: u64, end: u64| {
            largest = largest.max(u128::from(beginning) * u128::from(end));
        };
        for begin in (first..last).filter(|&begin| phrase[begin].is_letter()) {
            let recorded = self.count(&phrase[begin..], scratch.hashes.end(begin));
            if let Some(end) = recorded.or((begin == first).then_some(count)) {
                consider(self.count_before(phrase, begin, beginnings), end);
            }
        }
        let end = self.letters[phrase[last].value() as usize];
        consider(self.count_before(phrase, last, beginnings), end);
        npmi(count, largest, self.total)
    }

    /// The count of a phrase of two symbols or more, if it is recorded.
    fn count(&self, phrase: &[S], hash: Hash) -> Option<u64> {
        let first = phrase[0].value() as usize;
        let bucket = &self.buckets[first];
        let is_it = |index: usize| self::phrase(self.symbols, &bucket[index]) == phrase;
        let index = self.tables[first].find(hash, is_it)?;
        Some(u64::from(bucket[index].repeat.count))
    }

    /// The count of what stands before a split. Splits have to come from left to right, since
    /// beginnings that are too short are dropped.
    fn count_before(&self, phrase: &[S], begin: usize, beginnings: &mut Vec<(usize, u64)>) -> u64 {
        let length = if phrase[begin - 1].is_letter() { begin } else { begin - 1 };
        if length == 1 {
            return self.letters[phrase[0].value() as usize];
        }
        while beginnings.last().is_some_and(|&(recorded, _)| recorded < length) {
            beginnings.pop();
        }
        // The phrase itself is always long enough.
        beginnings.last().map_or(0, |&(_, count)| count)
    }
}

fn phrase<'a, S>(symbols: &'a [S], found: &Found) -> &'a [S] {
    &symbols[found.repeat.start as usize..][..found.repeat.length as usize]
}

/// `largest` is the product of the counts of the two sides of the weakest split.
fn npmi(count: u64, largest: u128, total: u64) -> f32 {
    let (count, largest, total) = (count as f64, largest as f64, total as f64);
    ((count * total / largest).ln() / (total / count).ln()) as f32
}

/// Finds phrases of one bucket by their hash: open addressing, each slot with the bits of a hash and an
/// index from 1 (0 is an empty slot).
struct Table {
    slots: Vec<(u32, u32)>,
}

impl Table {
    fn new(bucket: &[Found]) -> Table {
        let size =
            if bucket.is_empty() { 0 } else { (bucket.len() * 3 / 2 + 1).next_power_of_two() };
        let mut slots = vec![(0, 0); size];
        let mask = size.wrapping_sub(1);
        for (number, found) in (1..).zip(bucket) {
            let bits = found.hash;
            let mut slot = bits as usize;
            while slots[slot & mask].1 != 0 {
                slot += 1;
            }
            slots[slot & mask] = (bits, number);
        }
        Table { slots }
    }

    fn find(&self, hash: Hash, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let bits = hash.bits();
        let mut slot = bits as usize;
        loop {
            match self.slots[slot & mask] {
                (_, 0) => return None,
                (other, number) if other == bits && is_it(number as usize - 1) => {
                    return Some(number as usize - 1);
                }
                _ => slot += 1,
            }
        }
    }
}
