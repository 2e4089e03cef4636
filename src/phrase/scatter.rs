//! The positions where a phrase can begin, by their first symbol.

use std::ops::Range;

use rayon::prelude::*;

use super::symbol::Symbol;

/// How often each symbol occurs.
pub(super) struct Census {
    /// As a letter.
    pub(super) letters: Vec<u32>,
    /// As a letter at which a phrase can begin: one that is not the last of its segment.
    pub(super) starts: Vec<u32>,
}

impl Census {
    pub(super) fn take<S: Symbol>(symbols: &[S]) -> Census {
        let none = || Census { letters: vec![0; S::ALPHABET], starts: vec![0; S::ALPHABET] };
        // As many parts as threads: each has tables of its own.
        let size = symbols.len().div_ceil(rayon::current_num_threads()).max(1 << 16);
        let count = |(index, part): (usize, &[S])| {
            let mut census = none();
            let following = symbols.get((index + 1) * size);
            let followers = part[1..].iter().chain(following);
            for (symbol, follower) in part.iter().zip(followers) {
                let value = symbol.value() as usize;
                census.letters[value] += u32::from(symbol.is_letter());
                census.starts[value] += u32::from(symbol.is_letter() && !follower.is_edge());
            }
            census
        };
        symbols.par_chunks(size).enumerate().map(count).reduce(none, Census::plus)
    }

    fn plus(mut self, other: Census) -> Census {
        for (sum, more) in self.letters.iter_mut().zip(other.letters) {
            *sum += more;
        }
        for (sum, more) in self.starts.iter_mut().zip(other.starts) {
            *sum += more;
        }
        self
    }

    /// Ranges of symbols with about the same number of starts each.
    pub(super) fn groups(&self, min_count: u32, number: usize) -> Vec<Range<usize>> {
        let kept = |&count: &u32| if count >= min_count { u64::from(count) } else { 0 };
        let total: u64 = self.starts.iter().map(kept).sum();
        let mut groups = Vec::new();
        let (mut begin, mut sum) = (0, 0);
        for (symbol, count) in self.starts.iter().enumerate() {
            sum += kept(count);
            if sum * number as u64 >= total * (groups.len() as u64 + 1) {
                groups.push(begin..symbol + 1);
                begin = symbol + 1;
            }
        }
        groups.push(begin..self.starts.len());
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// The positions of the starts of a range of symbols, by symbol, ascending.
pub(super) struct Scattered {
    symbols: Range<usize>,
    /// For each symbol of the range, where its positions end.
    ends: Vec<usize>,
    positions: Vec<u32>,
}

impl Scattered {
    /// The symbols that have positions, with these.
    pub(super) fn buckets(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.symbols.clone().enumerate().filter_map(|(index, symbol)| {
            let start = if index == 0 { 0 } else { self.ends[index - 1] };
            let positions = &self.positions[start..self.ends[index]];
            (!positions.is_empty()).then_some((symbol, positions))
        })
    }
}

/// Collects the positions of each group of symbols; a symbol with fewer starts than `min_count` gets
/// none. Each group reads all symbols, since a safe program cannot let threads write into one array in
/// an order that only the data knows; reading in order is cheap.
pub(super) fn scatter<S: Symbol>(
    symbols: &[S],
    census: &Census,
    groups: &[Range<usize>],
    min_count: u32,
) -> Vec<Scattered> {
    groups.par_iter().map(|group| scatter_group(symbols, census, group, min_count)).collect()
}

fn scatter_group<S: Symbol>(
    symbols: &[S],
    census: &Census,
    group: &Range<usize>,
    min_count: u32,
) -> Scattered {
    let mut cursors = vec![usize::MAX; group.len()];
    let mut total = 0;
    for (cursor, &count) in cursors.iter_mut().zip(&census.starts[group.clone()]) {
        if count >= min_count {
            *cursor = total;
            total += count as usize;
        }
    }
    let mut positions = vec![0; total];
    for (position, pair) in symbols.windows(2).enumerate() {
        let index = (pair[0].value() as usize).wrapping_sub(group.start);
        if index < group.len() && pair[0].is_letter() && !pair[1].is_edge() {
            let cursor = &mut cursors[index];
            if let Some(slot) = positions.get_mut(*cursor) {
                *slot = position as u32;
                *cursor += 1;
            }
        }
    }
    let mut end = 0;
    for cursor in &mut cursors {
        if *cursor != usize::MAX {
            end = *cursor;
        }
        *cursor = end;
    }
    Scattered { symbols: group.clone(), ends: cursors, positions }
}
