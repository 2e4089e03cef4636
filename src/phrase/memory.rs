//! How much memory a search takes, and how to make do with less: occurrences are collected and
//! sorted in several passes, each over a range of first symbols.

use std::ops::Range;

use super::closed::{Bucket, Found, Listable};
use super::cohesion::Table;

/// What the search for recurring phrases needs to know to keep within a bound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    /// The encoded corpus and the tables whose size does not depend on the passes.
    pub(super) fixed: u64,
    /// The positions at which a phrase can begin, and those of the most frequent symbol alone.
    pub(super) starts: u64,
    pub(super) largest: u64,
    /// The bytes of an occurrence.
    pub(super) occurrence: u64,
    pub(super) min_count: u64,
    /// Whether all closed phrases may be listed.
    pub(super) fragments: bool,
    /// The most bounded phrases that are listed, if they are limited.
    pub(super) rows: Option<u64>,
}

/// The phrases that a search keeps.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kept {
    closed: u64,
    listable: u64,
}

impl Kept {
    pub(super) fn of(buckets: &[Bucket]) -> Kept {
        Kept {
            closed: buckets.iter().map(|bucket| bucket.closed.len() as u64).sum(),
            listable: buckets.iter().map(|bucket| bucket.listable.len() as u64).sum(),
        }
    }

    /// Their bytes. They are handed over bucket by bucket, so that none is there twice.
    fn bytes(self) -> u64 {
        self.closed * size_of::<Found>() as u64 + self.listable * size_of::<Listable>() as u64
    }

    /// The bytes for comparing them once all are there, when occurrences are gone.
    fn bytes_to_compare(self) -> u64 {
        self.closed * Table::BYTES as u64 + self.listable * LISTING
    }
}

/// What it takes to choose and write out those that are listed, for each that may be. Most of it is a
/// copy of what is listed, a half of them or less, with its text.
const LISTING: u64 = 64;

/// The memory given does not suffice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the recurring phrases of this corpus need {} MB of memory, and {} MB are given",
    needed.div_ceil(1_000_000),
    given / 1_000_000
)]
pub struct TooLittleMemory {
    /// The least that would suffice, in bytes.
    pub needed: u64,
    /// What was given, in bytes.
    pub given: u64,
}

impl Need {
    /// The phrases that will be kept. In news 0.27 for every start and unit of the minimum count are
    /// closed, less if that is higher, of which 0.63 may be listed; near-duplicates add few.
    fn expected(&self) -> Kept {
        let closed = self.starts * 28 / 100 / self.min_count;
        let listable = if self.fragments { closed } else { closed * 65 / 100 };
        match self.rows {
            // A quarter more, since those of a pass are there before it is known that the next
            // threshold is the lowest that can be.
            Some(rows) if !self.fragments => {
                Kept { closed: closed.min(rows * 2), listable: listable.min(rows * 5 / 4) }
            }
            _ => Kept { closed, listable },
        }
    }

    /// The bytes if a pass holds so many starts.
    fn bytes(&self, starts: u64) -> u64 {
        let expected = self.expected();
        self.fixed + expected.bytes() + (self.occurrence * starts).max(expected.bytes_to_compare())
    }

    /// The least that suffices: one symbol in a pass.
    pub(super) fn least(&self) -> u64 {
        self.bytes(self.largest)
    }

    /// What the search will take at most, in bytes, within the bound if there is one.
    pub(super) fn most(&self, memory: Option<u64>) -> u64 {
        self.bytes(self.starts_in_pass(memory, Kept::default()).min(self.starts))
    }

    /// The starts that the next pass may hold, given the bytes that all may take and the phrases kept
    /// so far.
    pub(super) fn starts_in_pass(&self, memory: Option<u64>, kept: Kept) -> u64 {
        // No more than take twice the bytes of the corpus: more would not be faster.
        let most = (self.starts / 4).max(self.largest);
        let Some(memory) = memory else { return most };
        let phrases = self.expected().bytes().max(kept.bytes());
        let left = memory.saturating_sub(self.fixed + phrases) / self.occurrence;
        left.clamp(self.largest, most)
    }
}

/// The next symbols from `from` on whose counts add up to no more than `most`, at least one that counts.
pub(super) fn next_pass(counts: &[u32], from: usize, most: u64) -> Range<usize> {
    let mut sum = 0;
    for (symbol, &count) in counts.iter().enumerate().skip(from) {
        sum += u64::from(count);
        if sum > most && sum > u64::from(count) {
            return from..symbol;
        }
    }
    from..counts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_keeps_to_the_bound() {
        for rows in [None, Some(10_000)] {
            let need = Need {
                fixed: 1_000_000,
                starts: 10_000_000,
                largest: 200_000,
                occurrence: 16,
                min_count: 5,
                fragments: false,
                rows,
            };
            for memory in [need.least(), need.least() + 1, need.least() * 5 / 4, need.least() * 2] {
                assert!(need.most(Some(memory)) <= memory, "{memory}");
            }
            assert!(need.least() <= need.most(None));
        }
    }

    #[test]
    fn passes_cover_all_symbols_in_order() {
        let counts = [0, 3, 9, 2, 0, 2, 1, 0];
        for most in 1..20 {
            let (mut from, mut passes) = (0, Vec::new());
            while from < counts.len() {
                let pass = next_pass(&counts, from, most);
                assert_eq!(pass.start, from);
                let sum: u32 = counts[pass.clone()].iter().sum();
                let symbols = counts[pass.clone()].iter().filter(|&&count| count > 0).count();
                assert!(u64::from(sum) <= most || symbols == 1, "{pass:?} of {most}");
                from = pass.end;
                passes.push(pass);
            }
            assert!(passes.iter().all(|pass| !pass.is_empty()));
        }
        assert_eq!(next_pass(&counts, 0, 100), 0..8);
    }
}
