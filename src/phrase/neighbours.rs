//! What stands on one side of a phrase, over all its occurrences.

use std::sync::LazyLock;

use super::repeat::Place;
use super::symbol::{EDGE_OF_HEAD, EDGE_OF_LINE, is_boundary};

/// The neighbours on one side.
pub(super) struct Neighbours {
    /// The mark that belongs to the segment beyond.
    foreign: u32,
    foreigners: u32,
    digits: u32,
    boundaries: u32,
    lines: u32,
    heads: u32,
    /// Σ c log2 c over the other neighbours, in units of 2^-[`FRACTION`].
    sum: u128,
}

impl Neighbours {
    /// None yet. `foreign` is the mark that turns its back on the phrase on this side.
    pub(super) fn new(foreign: u16) -> Neighbours {
        Neighbours {
            foreign: u32::from(foreign),
            foreigners: 0,
            digits: 0,
            boundaries: 0,
            lines: 0,
            heads: 0,
            sum: 0,
        }
    }

    /// Adds a neighbour that was met `count` times.
    pub(super) fn add(&mut self, symbol: u32, count: u32) {
        if symbol == self.foreign {
            self.foreigners += count;
        } else if is_boundary(symbol) {
            self.boundaries += count;
            self.lines += if symbol == u32::from(EDGE_OF_LINE) { count } else { 0 };
            self.heads += if symbol == u32::from(EDGE_OF_HEAD) { count } else { 0 };
        } else if is_digit(symbol) {
            self.digits += count;
        } else if count > 1 {
            self.sum += count_log_count(count);
        }
    }

    /// The entropy in bits, of `count` occurrences: each boundary is like no other neighbour.
    pub(super) fn entropy(&self, count: u32) -> f32 {
        let sum = self.sum + count_log_count(self.foreigners) + count_log_count(self.digits);
        let sum = sum as f64 / (1u64 << FRACTION) as f64;
        // Rounding may leave a hair less than nothing.
        (f64::from(count).log2() - sum / f64::from(count)).max(0.0) as f32
    }

    /// The share of edges and pauses, without foreign marks.
    pub(super) fn boundary_share(&self, count: u32) -> f32 {
        self.boundaries as f32 / count as f32
    }
}

/// The place in which at least four fifths of the occurrences stand.
pub(super) fn place(left: &Neighbours, right: &Neighbours, count: u32) -> Option<Place> {
    let mostly = |number: u32| u64::from(number) * 5 >= u64::from(count) * 4;
    if mostly(left.heads) {
        Some(Place::Head)
    } else if mostly(right.lines) {
        Some(Place::LineEnd)
    } else if mostly(left.lines + left.heads) {
        Some(Place::LineStart)
    } else {
        None
    }
}

fn is_digit(symbol: u32) -> bool {
    (u32::from('0')..=u32::from('9')).contains(&symbol)
}

/// The fractional bits of sums. They hold every c log2 c as exactly as a double does, so that a sum
/// does not depend on the order in which neighbours come.
const FRACTION: u32 = 52;

/// Most neighbours are met a few times only.
static SMALL: LazyLock<[u64; 256]> =
    LazyLock::new(|| std::array::from_fn(|count| exact_count_log_count(count as u32) as u64));

/// `count` log2 `count`, in units of 2^-[`FRACTION`].
fn count_log_count(count: u32) -> u128 {
    match SMALL.get(count as usize) {
        Some(&known) => u128::from(known),
        None => exact_count_log_count(count),
    }
}

fn exact_count_log_count(count: u32) -> u128 {
    let value = f64::from(count.max(1)) * f64::from(count.max(1)).log2();
    (value * (1u64 << FRACTION) as f64) as u128
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::symbol::{CLOSING_MARK, EDGE_OF_CLAUSE, OPENING_MARK};

    #[test]
    fn edges_are_neighbours_of_their_own() {
        let mut left = Neighbours::new(CLOSING_MARK);
        left.add(u32::from(EDGE_OF_CLAUSE), 4);
        assert_eq!(left.entropy(4), 2.0);
        assert_eq!(left.boundary_share(4), 1.0);
        left.add(u32::from('中'), 4);
        // Four neighbours once each and one four times: 4 · 1/8 · 3 + 1/2 · 1.
        assert_eq!(left.entropy(8), 2.0);
        assert_eq!(left.boundary_share(8), 0.5);
    }

    #[test]
    fn digits_are_one_neighbour_and_so_are_foreign_marks() {
        let mut left = Neighbours::new(CLOSING_MARK);
        (u32::from('0')..=u32::from('9')).for_each(|digit| left.add(digit, 3));
        assert_eq!(left.entropy(30), 0.0);
        left.add(u32::from(CLOSING_MARK), 30);
        assert_eq!(left.entropy(60), 1.0);
        assert_eq!(left.boundary_share(60), 0.0);
    }

    #[test]
    fn the_order_of_neighbours_does_not_matter() {
        let mut numbers: Vec<u32> = (1..400).map(|n| n * 7919 % 1009 + 1).collect();
        let total = numbers.iter().sum();
        let entropy = |numbers: &[u32]| {
            let mut left = Neighbours::new(CLOSING_MARK);
            (0x4E00..).zip(numbers).for_each(|(symbol, &count)| left.add(symbol, count));
            left.entropy(total).to_bits()
        };
        let forwards = entropy(&numbers);
        numbers.reverse();
        assert_eq!(entropy(&numbers), forwards);
        numbers.sort_unstable();
        assert_eq!(entropy(&numbers), forwards);
    }

    #[test]
    fn one_neighbour_has_no_entropy() {
        let mut right = Neighbours::new(OPENING_MARK);
        right.add(u32::from('中'), 1_000_003);
        assert_eq!(right.entropy(1_000_003), 0.0);
    }
}
