//! How often a phrase has to occur to be listed: fixed, by the size of the corpus, or found from
//! how many phrases each threshold would give.

use std::fmt;
use std::str::FromStr;

/// The minimum count as the user gives it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum MinCount {
    /// The lowest threshold of the ladder that gives no more than [`AUTOMATIC_ROWS`] bounded phrases.
    #[default]
    Automatic,
    /// A number of occurrences.
    Count(u32),
    /// Occurrences in a million letters.
    PerMillion(f64),
}

/// The bounded phrases that the automatic threshold allows for. A good half of them turn out to be
/// fragments when words are looked at, so that a spreadsheet holds the rest with ease.
pub const AUTOMATIC_ROWS: u64 = 200_000;

/// The thresholds that are offered.
pub const LADDER: [u32; 16] = [2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 100, 150, 200, 300, 500, 1_000];

/// Bounded phrases by their counts, as they are found. Sums do not depend on the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reached {
    /// How many reach so many steps of the [`LADDER`] and no more.
    steps: [u64; LADDER.len() + 1],
}

impl Reached {
    /// Adds a bounded phrase.
    pub(super) fn add(&mut self, count: u32) {
        self.steps[LADDER.partition_point(|&step| step <= count)] += 1;
    }

    pub(super) fn merge(&mut self, other: &Reached) {
        self.steps.iter_mut().zip(other.steps).for_each(|(sum, number)| *sum += number);
    }
}

/// How many phrases each threshold of the [`LADDER`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    rows: Vec<(u32, u64)>,
}

impl Thresholds {
    /// The bounded phrases that reach each threshold. Thresholds below the minimum count of the search
    /// are left out.
    pub(super) fn new(reached: &Reached, searched: u32) -> Thresholds {
        let mut sum = 0;
        let mut rows: Vec<(u32, u64)> = (LADDER.into_iter().zip(&reached.steps[1..]).rev())
            .map(|(step, number)| {
                sum += number;
                (step, sum)
            })
            .collect();
        rows.reverse();
        rows.retain(|&(step, _)| step >= searched);
        Thresholds { rows }
    }

    /// Each threshold with the number of phrases that reach it, the lowest threshold first.
    pub fn rows(&self) -> &[(u32, u64)] {
        &self.rows
    }

    /// The lowest threshold that gives no more than `most` phrases, else the highest.
    pub fn at_most(&self, most: u64) -> u32 {
        let fitting = self.rows.iter().find(|&&(_, rows)| rows <= most);
        fitting.or(self.rows.last()).map_or(LADDER[0], |&(threshold, _)| threshold)
    }
}

impl MinCount {
    /// The number of occurrences to search for: for [`MinCount::Automatic`] the lowest that may be
    /// chosen afterwards, which grows with the corpus, since in a large one chance repeats more.
    pub(super) fn to_search(self, letters: u64) -> u32 {
        match self {
            MinCount::Automatic if letters < 1_000_000 => 2,
            MinCount::Automatic if letters < 10_000_000 => 3,
            MinCount::Automatic => 5,
            MinCount::Count(count) => count.max(2),
            MinCount::PerMillion(rate) => {
                ((rate * letters as f64 / 1e6).ceil()).clamp(2.0, f64::from(u32::MAX)) as u32
            }
        }
    }

    /// The number of occurrences to list, once the search is done.
    pub(super) fn to_list(self, letters: u64, thresholds: &Thresholds) -> u32 {
        match self {
            MinCount::Automatic => thresholds.at_most(AUTOMATIC_ROWS),
            given => given.to_search(letters),
        }
    }

    /// The most bounded phrases that are listed, if they are limited.
    pub(super) fn rows(self) -> Option<u64> {
        (self == MinCount::Automatic).then_some(AUTOMATIC_ROWS)
    }
}

impl fmt::Display for MinCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MinCount::Automatic => f.write_str("auto"),
            MinCount::Count(count) => count.fmt(f),
            MinCount::PerMillion(rate) => write!(f, "{rate}-per-million"),
        }
    }
}

/// A minimum count that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no minimum count: write `auto`, a number such as `10`, or a rate such as `0.5-per-million`"
)]
pub struct MinCountError(String);

impl FromStr for MinCount {
    type Err = MinCountError;

    fn from_str(text: &str) -> Result<MinCount, MinCountError> {
        let wrong = || MinCountError(text.to_owned());
        if text == "auto" {
            return Ok(MinCount::Automatic);
        }
        match text.strip_suffix("-per-million") {
            Some(rate) => match rate.parse::<f64>() {
                Ok(rate) if rate.is_finite() && rate > 0.0 => Ok(MinCount::PerMillion(rate)),
                _ => Err(wrong()),
            },
            None => match text.parse() {
                Ok(count) if count > 0 => Ok(MinCount::Count(count)),
                _ => Err(wrong()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(counts: &[u32]) -> Reached {
        let mut reached = Reached::default();
        counts.iter().for_each(|&count| reached.add(count));
        reached
    }

    #[test]
    fn each_threshold_tells_its_rows() {
        let thresholds = Thresholds::new(&reached(&[2, 3, 4, 5, 8, 30, 2000]), 2);
        assert_eq!(thresholds.rows()[..5], [(2, 7), (3, 6), (5, 4), (8, 3), (10, 2)]);
        assert_eq!(thresholds.rows().last(), Some(&(1000, 1)));
        assert_eq!(thresholds.at_most(6), 3);
        assert_eq!(thresholds.at_most(2), 10);
        assert_eq!(thresholds.at_most(0), 1000);
    }

    #[test]
    fn no_threshold_lies_below_the_search() {
        let thresholds = Thresholds::new(&reached(&[4, 5, 6]), 5);
        assert_eq!(thresholds.rows()[0], (5, 2));
        assert_eq!(MinCount::Automatic.to_list(20_000_000, &thresholds), 5);
    }

    #[test]
    fn a_minimum_count_is_read_in_three_ways() {
        assert_eq!("auto".parse(), Ok(MinCount::Automatic));
        assert_eq!("12".parse(), Ok(MinCount::Count(12)));
        assert_eq!("0.5-per-million".parse(), Ok(MinCount::PerMillion(0.5)));
        assert_eq!(MinCount::PerMillion(0.5).to_search(21_000_000), 11);
        for wrong in ["", "0", "-1", "x", "-per-million", "0-per-million", "inf-per-million", "1.5"]
        {
            assert!(wrong.parse::<MinCount>().is_err(), "{wrong}");
        }
    }
}
