//! How much a phrase is like a slogan: the score that ranks phrases.
//!
//! `score = √cohesion · freedom · substance · independence · bearing · reach · spread`
//!
//! | factor | is | because |
//! |---|---|---|
//! | cohesion | the NPMI of the weakest split, not below 0 | its parts belong together |
//! | freedom | `1 - 2^-H`, H the lesser of the two branching entropies | it is not part of something longer |
//! | substance | `log2 n · min(3, n - 1) / 6`, n its letters without digits, up to 12 | a word of two or three characters is vocabulary, not a phrase; a number is an amount |
//! | independence | `1 - c/n`, c the mentions of the most frequent longer phrase around it | what mostly stands in one longer phrase is its part |
//! | bearing | `(1 - f) (½ + ½ s + q)`, q the quoted share, s = √(left edges · right edges), f = s⁶ (1 - q) | a slogan is quoted, or stands by itself in a clause; what *always* does so without being quoted introduces statements (数据显示, data show) |
//! | reach | `1 - o`, o the share of occurrences that begin a segment and are followed by a comma | what opens sentences sets a time or names a source (今年以来, since the beginning of this year); a slogan stands in their middle and at their end as well |
//! | spread | `log2(1 + documents)`, near-duplicates counted as one | many use it |
//!
//! A phrase that is furniture keeps a tenth of its score.

use super::repeat::Repeat;

/// The letters beyond which a phrase gains no more substance.
const LONGEST: f64 = 12.0;
/// What is left of the score of furniture.
const FURNITURE: f64 = 0.1;

/// What the score takes into account besides the figures of the repeat itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// The NPMI of its weakest split.
    pub(super) cohesion: f32,
    /// The letters of the phrase that are no digits.
    pub(super) letters: usize,
    /// The share of its occurrences that the most frequent longer phrase can account for.
    pub(super) within_share: f64,
    pub(super) is_furniture: bool,
}

pub(super) fn score(repeat: &Repeat, circumstances: &Circumstances) -> f64 {
    let Circumstances { cohesion, letters, within_share, is_furniture } = *circumstances;
    let cohesion = f64::from(cohesion).max(0.0);
    let freedom = 1.0 - (-f64::from(repeat.left_entropy.min(repeat.right_entropy))).exp2();
    let letters = (letters as f64).clamp(1.0, LONGEST);
    let substance = letters.log2() * (letters - 1.0).min(3.0) / 6.0;
    let independence = 1.0 - within_share;
    let quoted = quoted_share(repeat);
    let alone = (f64::from(repeat.left_edges) * f64::from(repeat.right_edges)).sqrt();
    let introduces = alone.powi(6) * (1.0 - quoted);
    let bearing = (1.0 - introduces) * (0.5 + 0.5 * alone + quoted);
    let opens = f64::from(repeat.openings) / f64::from(repeat.count);
    let reach = 1.0 - opens;
    let spread = f64::from(1 + repeat.texts).log2();
    let furniture = if is_furniture { FURNITURE } else { 1.0 };
    cohesion.sqrt() * freedom * substance * independence * bearing * reach * spread * furniture
}

pub(super) fn quoted_share(repeat: &Repeat) -> f64 {
    f64::from(repeat.quoted) / f64::from(repeat.count)
}
