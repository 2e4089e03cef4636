//! How often a phrase has to occur to be listed: fixed, by the size of the corpus, or found from
//! how many phrases each threshold would give.

use std::fmt;
use std::str::FromStr;

use super::repeat::Repeat;

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

/// How many phrases each threshold of the [`LADDER`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    rows: Vec<(u32, u64)>,
}

impl Thresholds {
    /// Counts the bounded repeats that reach each threshold. Thresholds below the minimum count of the
    /// search are left out.
    pub(super) fn new<'a>(repeats: impl Iterator<Item = &'a Repeat>, searched: u32) -> Thresholds {
        let offered: Vec<u32> = LADDER.into_iter().filter(|&step| step >= searched).collect();
        let mut reached = vec![0; offered.len() + 1];
        for repeat in repeats {
            if repeat.is_bounded() {
                reached[offered.partition_point(|&step| step <= repeat.count)] += 1;
            }
        }
        let mut sum = 0;
        let mut rows: Vec<(u32, u64)> = (0..offered.len())
            .rev()
            .map(|index| {
                sum += reached[index + 1];
                (offered[index], sum)
            })
            .collect();
        rows.reverse();
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

    fn repeats(counts: &[u32]) -> Vec<Repeat> {
        let entropy = |count: u32| if count % 10 == 9 { 0.5 } else { 2.0 };
        let one = |&count: &u32| Repeat {
            count,
            left_entropy: entropy(count),
            right_entropy: 3.0,
            ..Repeat::EMPTY
        };
        counts.iter().map(one).collect()
    }

    #[test]
    fn each_threshold_tells_its_rows() {
        let thresholds = Thresholds::new(repeats(&[2, 3, 4, 5, 8, 9, 30, 2000]).iter(), 2);
        assert_eq!(thresholds.rows()[..5], [(2, 7), (3, 6), (5, 4), (8, 3), (10, 2)]);
        assert_eq!(thresholds.rows().last(), Some(&(1000, 1)));
        assert_eq!(thresholds.at_most(6), 3);
        assert_eq!(thresholds.at_most(2), 10);
        assert_eq!(thresholds.at_most(0), 1000);
    }

    #[test]
    fn no_threshold_lies_below_the_search() {
        let thresholds = Thresholds::new(repeats(&[5, 6]).iter(), 5);
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
