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

use super::symbol::Symbol;
use super::walk::Found;

/// The cohesion of every phrase, bucket by bucket. `letters` are the counts of single symbols, `total`
/// their sum; a phrase stands in the bucket of its first symbol.
pub(super) fn weakest_splits<S: Symbol>(
    symbols: &[S],
    letters: &[u32],
    buckets: &[Vec<Found>],
    total: u64,
) -> Vec<Vec<f32>> {
    // The number of the first phrase of each bucket among all.
    let offsets: Vec<usize> = buckets
        .iter()
        .scan(0, |end, bucket| {
            *end += bucket.len();
            Some(*end - bucket.len())
        })
        .collect();
    let ends = longest_ends(symbols, buckets, &offsets);
    let counts: Vec<u32> = buckets.iter().flatten().map(|found| found.repeat.count).collect();
    let one = |(bucket, &offset): (&Vec<Found>, &usize)| {
        let mut splits = Splits { letters, counts: &counts, ends: &ends, beginnings: Vec::new() };
        let weakest = |index| {
            splits.weakest(bucket, index, offset + index, phrase(symbols, &bucket[index]), total)
        };
        (0..bucket.len()).map(weakest).collect()
    };
    buckets.par_iter().zip(&offsets).map(one).collect()
}

/// An end of a phrase: where in the phrase it begins, and its number among all recorded phrases.
#[derive(Clone, Copy)]
struct End {
    begin: u32,
    number: u32,
}

/// For each recorded phrase, the longest of its ends that is recorded too; `begin` is 0 if there is none.
fn longest_ends<S: Symbol>(symbols: &[S], buckets: &[Vec<Found>], offsets: &[usize]) -> Vec<End> {
    let tables: Vec<Table> = buckets.par_iter().map(|bucket| Table::new(symbols, bucket)).collect();
    let one = |bucket: &Vec<Found>| {
        let mut hashes = Vec::new();
        let longest_end = |found| {
            let phrase = phrase(symbols, found);
            hashes_of_ends(phrase, &mut hashes);
            let recorded = |begin: usize| {
                let end = &phrase[begin..];
                let first = end[0].value() as usize;
                let bucket = &buckets[first];
                let is_it = |index: usize| self::phrase(symbols, &bucket[index]) == end;
                let index = tables[first].find(hashes[end.len() - 1], is_it)?;
                Some(End { begin: begin as u32, number: (offsets[first] + index) as u32 })
            };
            let begins = (1..phrase.len() - 1).filter(|&begin| phrase[begin].is_letter());
            begins.into_iter().find_map(recorded).unwrap_or(End { begin: 0, number: 0 })
        };
        bucket.iter().map(longest_end).collect::<Vec<End>>()
    };
    buckets.par_iter().flat_map_iter(one).collect()
}

struct Splits<'a> {
    letters: &'a [u32],
    /// The counts of all recorded phrases.
    counts: &'a [u32],
    /// Their longest recorded ends.
    ends: &'a [End],
    /// Scratch: length and count of the recorded beginnings of the phrase, itself first.
    beginnings: Vec<(usize, u64)>,
}

impl Splits<'_> {
    /// The cohesion of a phrase, given its place in its bucket and its number among all.
    fn weakest<S: Symbol>(
        &mut self,
        bucket: &[Found],
        index: usize,
        number: usize,
        phrase: &[S],
        total: u64,
    ) -> f32 {
        self.beginnings.clear();
        let mut ancestor = Some(index);
        while let Some(found) = ancestor.map(|index| &bucket[index]) {
            self.beginnings.push((found.repeat.length as usize, u64::from(found.repeat.count)));
            ancestor = found.parent.map(|parent| parent as usize);
        }

        // Between two recorded ends, the longest beginning goes with the same count of the end and
        // is the least frequent; so the weakest split is before an end that is recorded, or the first.
        let count = u64::from(self.counts[number]);
        let first_end = if phrase[1].is_letter() { 1 } else { 2 };
        let mut largest = 0;
        let mut consider = |begin: usize, count: u64, splits: &mut Self| {
            let length = if phrase[begin - 1].is_letter() { begin } else { begin - 1 };
            let beginning = match length {
                1 => u64::from(splits.letters[phrase[0].value() as usize]),
                _ => splits.count_of_beginning(length),
            };
            largest = largest.max(beginning * count);
        };
        let mut end = self.ends[number];
        let mut begin = end.begin as usize;
        if phrase.len() > first_end + 1 && begin != first_end {
            consider(first_end, count, self);
        }
        while end.begin > 0 {
            consider(begin, u64::from(self.counts[end.number as usize]), self);
            end = self.ends[end.number as usize];
            begin += end.begin as usize;
        }
        let last = phrase.len() - 1;
        consider(last, u64::from(self.letters[phrase[last].value() as usize]), self);
        npmi(count, largest, total)
    }

    fn count_of_beginning(&mut self, length: usize) -> u64 {
        while self.beginnings.last().is_some_and(|&(recorded, _)| recorded < length) {
            self.beginnings.pop();
        }
        // The phrase itself is always long enough.
        self.beginnings.last().map_or(0, |&(_, count)| count)
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

/// The hash of each end of a phrase, the shortest first.
fn hashes_of_ends<S: Symbol>(phrase: &[S], hashes: &mut Vec<u64>) {
    hashes.clear();
    hashes.extend(phrase.iter().rev().scan(0, |hash, &symbol| {
        *hash = extend(*hash, symbol);
        Some(*hash)
    }));
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
