//! Which phrase stands inside which longer one, and how often.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Longer phrases are not looked for inside others: hardly any is.
const LONGEST_INNER: usize = 32;

/// For each phrase, the most frequent other one that holds it, if any does; of equally frequent ones
/// the longest, then the first. `phrases` are texts, all different, with their counts.
pub(super) fn most_frequent_around(phrases: &[(&str, u32)]) -> Vec<Option<u32>> {
    let numbers: FxHashMap<&str, u32> =
        (0..).zip(phrases).map(|(number, &(text, _))| (text, number)).collect();
    let inner = |(outer, (text, _)): (usize, &(&str, u32))| {
        let mut inner = Vec::new();
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (index, &from) in starts.iter().enumerate() {
            for &to in starts[index + 1..].iter().skip(1).take(LONGEST_INNER - 1) {
                if to - from < text.len() {
                    inner
                        .extend(numbers.get(&text[from..to]).map(|&number| (number, outer as u32)));
                }
            }
        }
        inner
    };
    let pairs: Vec<(u32, u32)> = phrases.par_iter().enumerate().flat_map_iter(inner).collect();

    let rank = |number: u32| {
        let (text, count) = phrases[number as usize];
        (count, text.len(), std::cmp::Reverse(number))
    };
    let mut around: Vec<Option<u32>> = vec![None; phrases.len()];
    for (inner, outer) in pairs {
        let known = &mut around[inner as usize];
        if known.is_none_or(|known| rank(outer) > rank(known)) {
            *known = Some(outer);
        }
    }
    around
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_most_frequent_phrase_around() {
        let phrases =
            [("修渠", 50), ("修渠引水", 20), ("修渠植树", 30), ("引水", 20), ("先修渠引水", 20)];
        let around = most_frequent_around(&phrases);
        assert_eq!(around, [Some(2), Some(4), None, Some(4), None]);
    }
}
