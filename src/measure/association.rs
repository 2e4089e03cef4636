//! Association: how much more often two things stand together than chance would have it.
//!
//! Everything follows from four counts, the 2×2 table of [`Contingency`]. With *O* for the joint
//! count, *A* and *B* for the two totals and *N* for the number of units, chance expects
//! *E* = *A·B* / *N* joint units. The names and formulas are those of Evert (2005), *The Statistics
//! of Word Cooccurrences*, unless a measure names another source.
//!
//! Differences such as *O* − *E* are taken on whole numbers: *O* − *E* = (*O·N* − *A·B*) / *N*, so
//! that a pair that is nearly independent loses no digits to cancellation.

use super::arithmetic::{deviance, log2_ratio};

/// How two things stand in units of text (sentences, paragraphs, documents …): a 2×2 table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contingency {
    together: u64,
    a_total: u64,
    b_total: u64,
    units: u64,
}

impl Contingency {
    /// The table of two things, if these counts can belong together: `together` at most each
    /// total, and all the units that hold one or the other at most `units`.
    pub fn new(together: u64, a_total: u64, b_total: u64, units: u64) -> Option<Contingency> {
        let either = u128::from(a_total) + u128::from(b_total);
        let possible = together <= a_total
            && together <= b_total
            && either - u128::from(together) <= u128::from(units);
        possible.then_some(Contingency { together, a_total, b_total, units })
    }

    /// The same table with first and second exchanged.
    pub fn swapped(self) -> Contingency {
        Contingency { a_total: self.b_total, b_total: self.a_total, ..self }
    }

    /// *O*: units that hold both.
    pub fn together(&self) -> u64 {
        self.together
    }

    /// *A*: units that hold the first.
    pub fn a_total(&self) -> u64 {
        self.a_total
    }

    /// *B*: units that hold the second.
    pub fn b_total(&self) -> u64 {
        self.b_total
    }

    /// *N*: all units.
    pub fn units(&self) -> u64 {
        self.units
    }

    /// *E* = *A·B* / *N*: the joint units to expect if the two were independent.
    ///
    /// None without units.
    pub fn expected(&self) -> Option<f64> {
        (self.units > 0).then(|| self.totals_product() / self.units as f64)
    }

    /// Pointwise mutual information, log₂(*O* / *E*), in bits (Church and Hanks 1990).
    ///
    /// None if the two never stand together, where it would be −∞.
    pub fn pmi(&self) -> Option<f64> {
        let observed = self.together as f64 * self.units as f64;
        (self.together > 0)
            .then(|| log2_ratio(observed, self.totals_product(), self.excess() as f64))
    }

    /// Normalised PMI, PMI / −log₂(*O* / *N*), from −1 (never together) over 0 (independent) to 1
    /// (never apart) (Bouma 2009).
    ///
    /// −1, its limit, if the two exist but never stand together; none if one of them does not
    /// exist, and if both stand in every unit, where it would be 0 / 0.
    pub fn npmi(&self) -> Option<f64> {
        if self.together == 0 {
            return (self.a_total > 0 && self.b_total > 0).then_some(-1.0);
        }
        let apart = self.units - self.together;
        if apart == 0 {
            return None;
        }
        let surprise = log2_ratio(self.units as f64, self.together as f64, apart as f64);
        // Rounding must not push a pair that is never apart beyond 1.
        self.pmi().map(|pmi| (pmi / surprise).clamp(-1.0, 1.0))
    }

    /// Log-likelihood ratio G² = 2 Σ *o* ln(*o* / *e*) over all four cells of the table, where a
    /// cell with *o* = 0 adds 0 (Dunning 1993).
    ///
    /// It is as large for pairs that avoid as for pairs that attract each other; whether *O* is above
    /// *E* tells which. Asymptotically χ² distributed with one degree of freedom. None without units.
    pub fn log_likelihood(&self) -> Option<f64> {
        if self.units == 0 {
            return None;
        }
        let units = self.units as f64;
        let (a, b) = (self.a_total, self.b_total);
        let (not_a, not_b) = (self.units - a, self.units - b);
        let either = a - self.together + b;
        let difference = self.excess() as f64 / units;
        let cell = |observed: u64, row: u64, column: u64, difference: f64| {
            deviance(observed as f64, row as f64 * column as f64 / units, difference)
        };
        let sum = cell(self.together, a, b, difference)
            + cell(a - self.together, a, not_b, -difference)
            + cell(b - self.together, not_a, b, -difference)
            + cell(self.units - either, not_a, not_b, difference);
        Some(2.0 * sum)
    }

    /// t-score, (*O* − *E*) / √*O* (Church et al. 1991).
    ///
    /// None if the two never stand together.
    pub fn t_score(&self) -> Option<f64> {
        (self.together > 0).then(|| self.difference() / (self.together as f64).sqrt())
    }

    /// z-score, (*O* − *E*) / √*E* (Dennis 1965).
    ///
    /// None if *E* = 0.
    pub fn z_score(&self) -> Option<f64> {
        let expected = self.expected().filter(|expected| *expected > 0.0)?;
        Some(self.difference() / expected.sqrt())
    }

    /// Dice coefficient, 2*O* / (*A* + *B*), from 0 to 1 (Dice 1945).
    ///
    /// None if neither exists.
    pub fn dice(&self) -> Option<f64> {
        let sum = self.a_total as f64 + self.b_total as f64;
        (sum > 0.0).then(|| 2.0 * self.together as f64 / sum)
    }

    /// logDice of the two: see [`log_dice`].
    pub fn log_dice(&self) -> Option<f64> {
        log_dice(self.together, self.a_total, self.b_total)
    }

    /// Jaccard coefficient, *O* / (*A* + *B* − *O*), from 0 to 1 (Jaccard 1901).
    ///
    /// None if neither exists.
    pub fn jaccard(&self) -> Option<f64> {
        let either = (self.a_total - self.together) as f64 + self.b_total as f64;
        (either > 0.0).then(|| self.together as f64 / either)
    }

    /// ΔP(b|a), *O* / *A* − (*B* − *O*) / (*N* − *A*): how much more likely the second is in a unit
    /// that holds the first than in one that does not, from −1 to 1 (Ellis 2006, Gries 2013).
    ///
    /// None if the first stands in no unit or in all.
    pub fn delta_p_b_given_a(&self) -> Option<f64> {
        self.delta_p(self.a_total)
    }

    /// ΔP(a|b), *O* / *B* − (*A* − *O*) / (*N* − *B*): the same with the second as the cue.
    ///
    /// None if the second stands in no unit or in all.
    pub fn delta_p_a_given_b(&self) -> Option<f64> {
        self.delta_p(self.b_total)
    }

    fn delta_p(&self, cue: u64) -> Option<f64> {
        let without = self.units - cue;
        // Both fractions over one denominator: (O·N − A·B) / (cue · (N − cue)).
        (cue > 0 && without > 0).then(|| self.excess() as f64 / (cue as f64 * without as f64))
    }

    /// *O* − *E*.
    fn difference(&self) -> f64 {
        self.excess() as f64 / self.units as f64
    }

    /// *O·N* − *A·B*, exactly: counts stay far below 2⁶³, and saturation keeps even others safe.
    fn excess(&self) -> i128 {
        let observed = u128::from(self.together) * u128::from(self.units);
        let expected = u128::from(self.a_total) * u128::from(self.b_total);
        let magnitude = i128::try_from(observed.abs_diff(expected)).unwrap_or(i128::MAX);
        if observed < expected { -magnitude } else { magnitude }
    }

    fn totals_product(&self) -> f64 {
        self.a_total as f64 * self.b_total as f64
    }
}

/// logDice, 14 + log₂(Dice), at most 14 where the joint count is at most each total; one point less
/// is half as often together; it does not depend on the size of the corpus (Rychlý 2008).
///
/// None if the two never stand together, where it would be −∞.
pub fn log_dice(together: u64, a_total: u64, b_total: u64) -> Option<f64> {
    let sum = a_total as f64 + b_total as f64;
    (together > 0 && sum > 0.0).then(|| 14.0 + (2.0 * together as f64 / sum).log2())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_example_of_dunning() {
        // "the swiss", table 3 of Dunning (1993): −2 log λ = 270.72.
        let table = Contingency::new(110, 2552, 221, 31777).unwrap();
        assert!((table.log_likelihood().unwrap() - 270.72).abs() < 0.005);
    }

    #[test]
    fn impossible_counts_make_no_table() {
        assert!(Contingency::new(3, 2, 5, 10).is_none());
        assert!(Contingency::new(3, 5, 2, 10).is_none());
        assert!(Contingency::new(0, 6, 5, 10).is_none());
        assert!(Contingency::new(u64::MAX, u64::MAX, u64::MAX, u64::MAX).is_some());
    }

    #[test]
    fn what_is_undefined_is_none() {
        let apart = Contingency::new(0, 3, 4, 10).unwrap();
        assert_eq!((apart.pmi(), apart.t_score(), apart.log_dice()), (None, None, None));
        assert_eq!((apart.npmi(), apart.dice()), (Some(-1.0), Some(0.0)));
        let everywhere = Contingency::new(5, 5, 5, 5).unwrap();
        assert_eq!((everywhere.pmi(), everywhere.npmi()), (Some(0.0), None));
        assert_eq!(everywhere.delta_p_b_given_a(), None);
        let nothing = Contingency::new(0, 0, 0, 0).unwrap();
        assert_eq!((nothing.expected(), nothing.log_likelihood()), (None, None));
        assert_eq!((nothing.z_score(), nothing.dice(), nothing.jaccard()), (None, None, None));
    }

    prop_compose! {
        fn table()(a in 0u64.., b in 0u64.., units in 0u64.., joint in 0u64..) -> Contingency {
            let units = units.max(1);
            let (a, b) = (a % units, b % units);
            let least = (u128::from(a) + u128::from(b)).saturating_sub(units.into()) as u64;
            let together = least + joint % (a.min(b) - least + 1);
            Contingency::new(together, a, b, units).unwrap()
        }
    }

    proptest! {
        #[test]
        fn measures_stay_in_their_ranges(table in table()) {
            let within = |value: Option<f64>, low: f64, high: f64| {
                value.is_none_or(|value| low <= value && value <= high)
            };
            prop_assert!(within(table.npmi(), -1.0, 1.0));
            prop_assert!(within(table.log_likelihood(), 0.0, f64::MAX));
            prop_assert!(within(table.dice(), 0.0, 1.0));
            prop_assert!(within(table.log_dice(), f64::MIN, 14.0));
            prop_assert!(within(table.jaccard(), 0.0, 1.0));
            prop_assert!(within(table.delta_p_b_given_a(), -1.0, 1.0));
            for value in [table.expected(), table.pmi(), table.t_score(), table.z_score()] {
                prop_assert!(value.is_none_or(f64::is_finite));
            }
        }

        #[test]
        fn the_two_may_change_places(table in table()) {
            let swapped = table.swapped();
            prop_assert_eq!(table.pmi(), swapped.pmi());
            prop_assert_eq!(table.dice(), swapped.dice());
            prop_assert_eq!(table.delta_p_b_given_a(), swapped.delta_p_a_given_b());
        }
    }
}
