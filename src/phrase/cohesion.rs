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

use super::recurring::Found;
use super::symbol::Symbol;

/// The cohesion of every phrase, bucket by bucket. `letters` are the counts of single symbols, `total`
/// their sum; a phrase stands in the bucket of its first symbol.
pub(super) fn weakest_splits<S: Symbol>(
    symbols: &[S],
    letters: &[u32],
    buckets: &[Vec<Found>],
    total: u64,
) -> Vec<Vec<f32>> {
    let tables: Vec<Table> = buckets.par_iter().map(|bucket| Table::new(symbols, bucket)).collect();
    let one = |bucket: &Vec<Found>| {
        let mut splits = Splits {
            symbols,
            letters,
            buckets,
            tables: &tables,
            hashes: Vec::new(),
            beginnings: Vec::new(),
        };
        (0..bucket.len()).map(|index| splits.weakest(bucket, index, total)).collect()
    };
    buckets.par_iter().map(one).collect()
}

struct Splits<'a, S> {
    symbols: &'a [S],
    letters: &'a [u32],
    buckets: &'a [Vec<Found>],
    tables: &'a [Table],
    /// Scratch: the hash of each end of the phrase, the shortest first.
    hashes: Vec<u64>,
    /// Scratch: length and count of the recorded beginnings of the phrase, itself first.
    beginnings: Vec<(usize, u64)>,
}

impl<S: Symbol> Splits<'_, S> {
    fn weakest(&mut self, bucket: &[Found], index: usize, total: u64) -> f32 {
        let phrase = phrase(self.symbols, &bucket[index]);
        self.hashes.clear();
        self.hashes.extend(phrase.iter().rev().scan(0, |hash, &symbol| {
            *hash = extend(*hash, symbol);
            Some(*hash)
        }));
        self.beginnings.clear();
        let mut ancestor = Some(index);
        while let Some(found) = ancestor.map(|index| &bucket[index]) {
            self.beginnings.push((found.repeat.length as usize, u64::from(found.repeat.count)));
            ancestor = found.parent.map(|parent| parent as usize);
        }

        let count = u64::from(bucket[index].repeat.count);
        let mut end_count = count;
        let mut largest = 0;
        for split in (1..phrase.len()).filter(|&split| phrase[split].is_letter()) {
            let beginning = if phrase[split - 1].is_letter() { split } else { split - 1 };
            let beginning_count = match beginning {
                1 => u64::from(self.letters[phrase[0].value() as usize]),
                _ => self.count_of_beginning(beginning),
            };
            if let Some(recorded) = self.count_of_end(&phrase[split..]) {
                end_count = recorded;
            }
            largest = largest.max(beginning_count * end_count);
        }
        npmi(count, largest, total)
    }

    fn count_of_beginning(&mut self, length: usize) -> u64 {
        while self.beginnings.last().is_some_and(|&(recorded, _)| recorded < length) {
            self.beginnings.pop();
        }
        // The phrase itself is always long enough.
        self.beginnings.last().map_or(0, |&(_, count)| count)
    }

    fn count_of_end(&self, end: &[S]) -> Option<u64> {
        let first = end[0].value() as usize;
        if end.len() == 1 {
            return Some(u64::from(self.letters[first]));
        }
        let (table, bucket) = (&self.tables[first], &self.buckets[first]);
        let found = table.find(self.hashes[end.len() - 1], |index| {
            phrase(self.symbols, &bucket[index]) == end
        })?;
        Some(u64::from(bucket[found].repeat.count))
    }
}

fn phrase<'a, S>(symbols: &'a [S], found: &Found) -> &'a [S] {
    &symbols[found.repeat.start as usize..][..found.repeat.length as usize]
}

/// `largest` is the product of the counts of the two sides of the weakest split.
fn npmi(count: u64, largest: u64, total: u64) -> f32 {
    let (count, largest, total) = (count as f64, largest as f64, total as f64);
    ((count * total / largest).ln() / (total / count).ln()) as f32
}

/// The hash of a symbol followed by what has the hash given.
fn extend<S: Symbol>(hash: u64, symbol: S) -> u64 {
    (hash.rotate_left(5) ^ u64::from(symbol.value())).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Finds phrases of one bucket by their hash: open addressing, each slot with the upper half of a hash
/// and an index from 1 (0 is an empty slot).
struct Table {
    slots: Vec<(u32, u32)>,
}

impl Table {
    fn new<S: Symbol>(symbols: &[S], bucket: &[Found]) -> Table {
        let mut slots =
            vec![
                (0, 0);
                if bucket.is_empty() { 0 } else { (bucket.len() * 3 / 2 + 1).next_power_of_two() }
            ];
        let mask = slots.len().wrapping_sub(1);
        for (number, found) in (1..).zip(bucket) {
            let hash =
                phrase(symbols, found).iter().rev().fold(0, |hash, &symbol| extend(hash, symbol));
            let (mut slot, tag) = place_and_tag(hash);
            while slots[slot & mask].1 != 0 {
                slot += 1;
            }
            slots[slot & mask] = (tag, number);
        }
        Table { slots }
    }

    fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let (mut slot, tag) = place_and_tag(hash);
        loop {
            match self.slots[slot & mask] {
                (_, 0) => return None,
                (other, number) if other == tag && is_it(number as usize - 1) => {
                    return Some(number as usize - 1);
                }
                _ => slot += 1,
            }
        }
    }
}

fn place_and_tag(hash: u64) -> (usize, u32) {
    // The upper bits of a product are the well-mixed ones.
    ((hash >> 20) as usize & 0xFFFF_FFFF, (hash >> 32) as u32)
}
