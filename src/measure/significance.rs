//! How likely chance alone is, for one test and for many.

/// The probability that a value of χ² with one degree of freedom is at least `statistic`:
/// erfc(√(*x* / 2)). It turns a log-likelihood into a p-value.
pub fn chi_squared_p_value(statistic: f64) -> f64 {
    libm::erfc((statistic.max(0.0) / 2.0).sqrt())
}

/// p-values adjusted for how many tests were made, by the step-up procedure of Benjamini and Hochberg
/// (1995): call significant what stays below *q*, and at most a share *q* of them is expected to be
/// false. The result is in the order of the input.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let tests = p_values.len() as f64;
    let mut descending: Vec<usize> = (0..p_values.len()).collect();
    descending.sort_by(|&i, &j| p_values[j].total_cmp(&p_values[i]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    for (larger, &index) in descending.iter().enumerate() {
        let rank = tests - larger as f64;
        least = least.min(p_values[index] * tests / rank);
        adjusted[index] = least;
    }
    adjusted
}
