//! How much memory a search takes, and how to make do with less: occurrences are collected and
//! sorted in several passes, each over a range of first symbols.

use std::ops::Range;

use super::walk::Found;

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
}

/// The memory given does not suffice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "recurring phrases of this corpus need {} MB of memory, {} MB are left for them: allow more, ask for \
     a higher minimum count, or leave phrases out",
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
    /// The phrases that will be found, with some to spare. In news 0.27 for every start and unit of
    /// the minimum count are found, less if that is higher; near-duplicates add few.
    fn expected_rows(&self) -> u64 {
        self.starts * 35 / 100 / self.min_count
    }

    /// The bytes for phrases found, with a quarter to spare, and for comparing them once all are. They are
    /// handed over bucket by bucket, so that none is there twice.
    fn rows(&self, rows: u64) -> u64 {
        rows * (size_of::<Found>() as u64 * 5 / 4 + 32)
    }

    /// The bytes for a pass over so many starts.
    fn pass(&self, starts: u64) -> u64 {
        self.occurrence * starts
    }

    /// The least that suffices: one symbol in a pass.
    pub(super) fn least(&self) -> u64 {
        self.fixed + self.rows(self.expected_rows()) + self.pass(self.largest)
    }

    /// What the search will take at most, in bytes, within the bound if there is one.
    pub(super) fn most(&self, memory: Option<u64>) -> u64 {
        let starts = self.starts_in_pass(memory, 0).min(self.starts);
        self.fixed + self.rows(self.expected_rows()) + self.pass(starts)
    }

    /// The starts that the next pass may hold, given the bytes that all may take and the phrases found
    /// so far.
    pub(super) fn starts_in_pass(&self, memory: Option<u64>, found: u64) -> u64 {
        // Without a bound, as many as take twice the bytes of the corpus: more would not be faster.
        let Some(memory) = memory else { return (self.starts / 4).max(self.largest) };
        let rows = self.rows(self.expected_rows().max(found));
        let left = memory.saturating_sub(self.fixed + rows) / self.occurrence;
        left.max(self.largest)
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
        let need = Need {
            fixed: 1_000_000,
            starts: 10_000_000,
            largest: 200_000,
            occurrence: 16,
            min_count: 5,
        };
        for memory in [need.least(), need.least() + 1, need.least() * 5 / 4, need.least() * 2] {
            assert!(need.most(Some(memory)) <= memory, "{memory}");
        }
        assert!(need.least() <= need.most(None));
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
