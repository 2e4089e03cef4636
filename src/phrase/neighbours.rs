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
    /// Σ c log2 c over the other neighbours.
    sum: f64,
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
            sum: 0.0,
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
        } else {
            self.sum += count_log_count(count);
        }
    }

    /// The entropy in bits, of `count` occurrences: each boundary is like no other neighbour.
    pub(super) fn entropy(&self, count: u32) -> f32 {
        // Rounding may leave a hair less than nothing.
        let sum = self.sum + count_log_count(self.foreigners) + count_log_count(self.digits);
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

/// Most neighbours are met a few times only.
static SMALL: LazyLock<[f64; 256]> =
    LazyLock::new(|| std::array::from_fn(|count| exact_count_log_count(count as u32)));

fn count_log_count(count: u32) -> f64 {
    match SMALL.get(count as usize) {
        Some(&known) => known,
        None => exact_count_log_count(count),
    }
}

fn exact_count_log_count(count: u32) -> f64 {
    if count == 0 { 0.0 } else { f64::from(count) * f64::from(count).log2() }
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
    fn one_neighbour_has_no_entropy() {
        let mut right = Neighbours::new(OPENING_MARK);
        right.add(u32::from('中'), 1_000_003);
        assert_eq!(right.entropy(1_000_003), 0.0);
    }
}
