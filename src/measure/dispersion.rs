//! Dispersion: how evenly the mentions of a label are spread over the parts of a corpus (documents
//! or periods).
//!
//! A part without characters can hold nothing and is left out of all of this. With *f* for all
//! mentions, *vᵢ* for the share of them that stands in part *i*, and *sᵢ* for the share of the corpus
//! that part *i* makes up. Parts without a mention need not be given: [`Whole`] knows how many there
//! are and how large.

use serde::{Deserialize, Serialize};

/// A part of a corpus that holds mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Its mentions.
    pub count: u64,
    /// Its characters.
    pub size: u64,
}

/// All parts of a corpus, whether they hold mentions or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Whole {
    parts: u64,
    size: u64,
    smallest: u64,
}

impl Whole {
    /// The whole of parts of these sizes. Parts of size 0 are left out.
    pub fn of(sizes: impl Iterator<Item = u64>) -> Whole {
        let one = |size| Whole { parts: 1, size, smallest: size };
        sizes.filter(|size| *size > 0).map(one).fold(Whole::default(), Whole::merge)
    }

    /// The parts of two wholes together.
    pub fn merge(self, other: Whole) -> Whole {
        let smallest = match (self.parts, other.parts) {
            (0, _) => other.smallest,
            (_, 0) => self.smallest,
            _ => self.smallest.min(other.smallest),
        };
        Whole { parts: self.parts + other.parts, size: self.size + other.size, smallest }
    }

    /// How many parts there are.
    pub fn parts(&self) -> u64 {
        self.parts
    }

    /// The size of all parts together.
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Gries' deviation of proportions, DP = ½ Σ |*vᵢ* − *sᵢ*|: 0 if every part has its share of the
/// mentions, near 1 if they stand in a small part (Gries 2008).
///
/// `present` are the parts that hold mentions. None without mentions.
pub fn deviation_of_proportions(present: &[Part], whole: &Whole) -> Option<f64> {
    let present = || present.iter().filter(|part| part.size > 0);
    let mentions: u64 = present().map(|part| part.count).sum();
    if mentions == 0 || whole.size == 0 {
        return None;
    }
    let (mentions, size) = (u128::from(mentions), u128::from(whole.size));
    // vᵢ − sᵢ over one denominator, so that the difference is taken on whole numbers.
    let distances: u128 = present()
        .map(|part| (u128::from(part.count) * size).abs_diff(u128::from(part.size) * mentions))
        .sum();
    let covered: u128 = present().map(|part| u128::from(part.size)).sum();
    // Parts without mentions are as far off as they are large.
    let absent = size.saturating_sub(covered) * mentions;
    Some((distances + absent) as f64 / 2.0 / (mentions as f64 * size as f64))
}

/// DPnorm = DP / (1 − min *sᵢ*), which reaches 1 if all mentions stand in the smallest part
/// (Lijffijt and Gries 2012).
///
/// None without mentions, and with a single part, over which nothing can be spread.
pub fn normalised_deviation_of_proportions(present: &[Part], whole: &Whole) -> Option<f64> {
    if whole.parts < 2 {
        return None;
    }
    let largest = (whole.size - whole.smallest) as f64 / whole.size as f64;
    deviation_of_proportions(present, whole).map(|dp| (dp / largest).min(1.0))
}

/// Juilland's D = 1 − *V* / √(*n* − 1), where *V* is the standard deviation (over the population)
/// of the relative frequencies in the *n* parts divided by their mean: 1 if they are the same in
/// all parts, 0 if all mentions stand in one (Juilland, Brodin and Davidovitch 1970; with relative
/// frequencies, so that parts may differ in size, as in Gries 2008).
///
/// `present` are the parts that hold mentions. None without mentions, and with a single part.
pub fn juilland_d(present: &[Part], whole: &Whole) -> Option<f64> {
    let rates: Vec<f64> = present
        .iter()
        .filter(|part| part.size > 0 && part.count > 0)
        .map(|part| part.count as f64 / part.size as f64)
        .collect();
    if rates.is_empty() || whole.parts < 2 {
        return None;
    }
    let parts = whole.parts as f64;
    let sum = rates.iter().sum::<f64>();
    let mean = sum / parts;
    let absent = parts - rates.len() as f64;
    let squares = rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>();
    let variance = (squares + absent * mean * mean) / parts;
    let ratio = variance.sqrt() / mean / (parts - 1.0).sqrt();
    // 1 − ratio loses its digits where the ratio is nearly 1. It equals (1 − ratio²) / (1 + ratio), and
    // 1 − ratio² is a sum of products of different rates, none of them negative.
    let mut before = 0.0;
    let mut products = 0.0;
    for rate in rates {
        products += rate * before;
        before += rate;
    }
    let rest = 2.0 * products / (sum * sum) * (parts / (parts - 1.0));
    Some((rest / (1.0 + ratio)).min(1.0))
}
