//! Keyness: what distinguishes two corpora.
//!
//! With *a* and *b* for the counts of a label in corpus A and corpus B, *c* and *d* for their sizes
//! in characters: *a* / *c* and *b* / *d* are the relative frequencies.

use super::arithmetic::{deviance, log2_ratio};

/// The counts of one label in two corpora.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyness {
    /// Count in A.
    pub a: u64,
    /// Size of A in characters.
    pub a_size: u64,
    /// Count in B.
    pub b: u64,
    /// Size of B in characters.
    pub b_size: u64,
}

/// What is taken for a count of 0 where its logarithm is needed, as in Hardie (2014).
const ZERO: f64 = 0.5;

impl Keyness {
    /// Count in a million characters of A. None if A is empty.
    pub fn a_per_million(&self) -> Option<f64> {
        per_million(self.a, self.a_size)
    }

    /// Count in a million characters of B. None if B is empty.
    pub fn b_per_million(&self) -> Option<f64> {
        per_million(self.b, self.b_size)
    }

    /// Log-likelihood G² = 2 (*a* ln(*a* / *E*ₐ) + *b* ln(*b* / *E*ᵦ)) with *E*ₐ = *c* (*a* + *b*) /
    /// (*c* + *d*) and likewise *E*ᵦ; 0 ln 0 = 0 (Rayson and Garside 2000).
    ///
    /// Says how sure it is that the two differ, not how much. None if a corpus is empty.
    pub fn log_likelihood(&self) -> Option<f64> {
        if self.a_size == 0 || self.b_size == 0 {
            return None;
        }
        let size = self.a_size as f64 + self.b_size as f64;
        let count = self.a as f64 + self.b as f64;
        let difference = self.excess() as f64 / size;
        let expected = |part: u64| part as f64 * count / size;
        let sum = deviance(self.a as f64, expected(self.a_size), difference)
            + deviance(self.b as f64, expected(self.b_size), -difference);
        Some(2.0 * sum)
    }

    /// %DIFF = 100 (*a* / *c* − *b* / *d*) / (*b* / *d*): by how many per cent the relative frequency
    /// in A is above that in B (Gabrielatos and Marchi 2012).
    ///
    /// None if B does not hold the label, where it would be infinite, or if a corpus is empty.
    pub fn percent_difference(&self) -> Option<f64> {
        let possible = self.b > 0 && self.a_size > 0 && self.b_size > 0;
        possible.then(|| 100.0 * self.excess() as f64 / (self.b as f64 * self.a_size as f64))
    }

    /// Log ratio = log₂((*a* / *c*) / (*b* / *d*)): 1 is twice as frequent in A, −1 half as frequent. A
    /// count of 0 is taken as 0.5 (Hardie 2014).
    ///
    /// None if neither corpus holds the label, or if a corpus is empty.
    pub fn log_ratio(&self) -> Option<f64> {
        let (a, b) = self.positive_counts()?;
        let (c, d) = (self.a_size as f64, self.b_size as f64);
        let (a, b) = (a * d, b * c);
        let difference = if self.a > 0 && self.b > 0 { self.excess() as f64 } else { a - b };
        Some(log2_ratio(a, b, difference))
    }

    /// The confidence interval of the log ratio: log ratio ± *z* √(1/*a* − 1/*c* + 1/*b* − 1/*d*) /
    /// ln 2, the interval for the logarithm of a relative risk (Katz et al. 1978), where *z* = 1.96
    /// gives 95 %. A count of 0 is taken as 0.5.
    ///
    /// None where the log ratio is, and if a count is larger than its corpus.
    pub fn log_ratio_interval(&self, z: f64) -> Option<(f64, f64)> {
        let (a, b) = self.positive_counts()?;
        let (c, d) = (self.a_size as f64, self.b_size as f64);
        let variance = (1.0 / a - 1.0 / c) + (1.0 / b - 1.0 / d);
        if a > c || b > d {
            return None;
        }
        let reach = z * variance.sqrt() / std::f64::consts::LN_2;
        self.log_ratio().map(|ratio| (ratio - reach, ratio + reach))
    }

    /// Simple maths = (*fₐ* + *k*) / (*fᵦ* + *k*) with the frequencies in a million characters and a
    /// constant *k*: the larger, the more frequent the labels that come out on top (Kilgarriff 2009).
    ///
    /// None if a corpus is empty, and if both frequencies and *k* are 0.
    pub fn simple_maths(&self, k: f64) -> Option<f64> {
        let ratio = (self.a_per_million()? + k) / (self.b_per_million()? + k);
        ratio.is_finite().then_some(ratio)
    }

    /// *a·d* − *b·c*, exactly.
    fn excess(&self) -> i128 {
        let a = u128::from(self.a) * u128::from(self.b_size);
        let b = u128::from(self.b) * u128::from(self.a_size);
        let magnitude = i128::try_from(a.abs_diff(b)).unwrap_or(i128::MAX);
        if a < b { -magnitude } else { magnitude }
    }

    fn positive_counts(&self) -> Option<(f64, f64)> {
        let known = (self.a > 0 || self.b > 0) && self.a_size > 0 && self.b_size > 0;
        let positive = |count: u64| if count == 0 { ZERO } else { count as f64 };
        known.then(|| (positive(self.a), positive(self.b)))
    }
}

/// Count in a million characters. None without characters.
pub fn per_million(count: u64, characters: u64) -> Option<f64> {
    (characters > 0).then(|| count as f64 * 1e6 / characters as f64)
}
