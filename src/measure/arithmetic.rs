//! Arithmetic that loses no digits where two nearly equal numbers meet. The caller passes their
//! difference, which it knows from whole numbers more exactly than subtraction would give it.

/// log₂(`a` / `b`), where `difference` is `a` − `b`.
pub(super) fn log2_ratio(a: f64, b: f64, difference: f64) -> f64 {
    let relative = difference / b;
    // Away from 1 log2 itself is better: it is exact at powers of two.
    if relative.abs() < 0.5 { relative.ln_1p() / std::f64::consts::LN_2 } else { (a / b).log2() }
}

/// *o* ln(*o* / *e*) − (*o* − *e*) for an observed and an expected count, where
/// `difference` is *o* − *e*. Never negative.
///
/// Over all cells of a table the differences cancel, so that the sum of these is Σ *o* ln(*o* / *e*);
/// but each term by itself is already small where *o* is near *e*, and no digits are lost. For *o* near
/// *e* it is *e* Σ (−*u*)ᵏ / (*k* (*k* − 1)), *k* ≥ 2, with *u* = (*o* − *e*) / *e*. The idea is
/// Loader's (2000), *Fast and Accurate Computation of Binomial Probabilities* (there `bd0`).
pub(super) fn deviance(observed: f64, expected: f64, difference: f64) -> f64 {
    if observed == 0.0 {
        return expected;
    }
    if expected == 0.0 {
        // Only an impossible table has something where nothing can be.
        return f64::INFINITY;
    }
    let relative = difference / expected;
    if relative.abs() > 0.1 {
        return observed * (observed / expected).ln() - difference;
    }
    // The powers shrink at least tenfold, so that 20 terms reach below the last digit.
    let mut sum = 0.0;
    let mut power = relative * relative;
    for k in 2..22 {
        let k = f64::from(k);
        sum += power / (k * (k - 1.0));
        power *= -relative;
    }
    expected * sum
}

#[cfg(test)]
mod tests {
    use super::{deviance, log2_ratio};

    #[test]
    fn the_series_meets_the_logarithm() {
        for relative in [0.0999999_f64, -0.0999999] {
            let (expected, difference) = (50.0, 50.0 * relative);
            let observed: f64 = expected + difference;
            let plain = observed * (observed / expected).ln() - difference;
            let series = deviance(observed, expected, difference);
            assert!((plain - series).abs() < 1e-12 * plain, "{plain} {series}");
        }
    }

    #[test]
    fn a_ratio_near_one_keeps_its_digits() {
        // log₂(1 + x) is x / ln 2 but for x² for a very small x.
        let tiny = log2_ratio(1e9 + 1e-3, 1e9, 1e-3);
        assert!((tiny / (1e-12 / std::f64::consts::LN_2) - 1.0).abs() < 1e-11, "{tiny}");
        assert_eq!(log2_ratio(1.0, 1024.0, -1023.0), -10.0);
    }

    #[test]
    fn what_is_as_expected_deviates_by_nothing() {
        assert_eq!(deviance(7.0, 7.0, 0.0), 0.0);
        assert_eq!(deviance(0.0, 3.0, -3.0), 3.0);
        assert_eq!(deviance(0.0, 0.0, 0.0), 0.0);
    }
}
