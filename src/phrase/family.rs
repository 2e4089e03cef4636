//! Which phrase stands inside which longer one, and how often.

use rayon::prelude::*;

use super::symbol::wide;

/// Longer phrases are not looked for inside others: hardly any is.
const LONGEST_INNER: usize = 32;

/// For each phrase, the most frequent other one that holds it, if any does; of equally frequent ones
/// the longest, then the first in the order of symbols. `phrases` are texts, all different, with their counts.
pub(super) fn most_frequent_around(phrases: &[(&str, u32)]) -> Vec<Option<u32>> {
    let table = Table::new(phrases);
    let add_inner = |mut held: Held, (outer, &(text, _)): (usize, &(&str, u32))| {
        held.letters.clear();
        held.letters.extend(text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)));
        let mut start = 0;
        for (from, &(end, first)) in held.letters.iter().enumerate() {
            let mut hash = extend(0, first);
            for &(end, letter) in held.letters[from + 1..].iter().take(LONGEST_INNER - 1) {
                hash = extend(hash, letter);
                let part = start..end;
                if table.may_have(hash) && part.len() < text.len() {
                    let inner = table.find(hash, &text[part]);
                    held.pairs.extend(inner.map(|inner| (inner, outer as u32)));
                }
            }
            start = end;
        }
        held
    };
    let held = phrases.par_iter().enumerate().fold(Held::default, add_inner);
    let pairs: Vec<Vec<(u32, u32)>> = held.map(|held| held.pairs).collect();

    let order = |a: u32, b: u32| {
        let ((a, m), (b, n)) = (phrases[a as usize], phrases[b as usize]);
        m.cmp(&n).then(a.len().cmp(&b.len())).then_with(|| wide(b).cmp(wide(a)))
    };
    let mut around: Vec<Option<u32>> = vec![None; phrases.len()];
    for (inner, outer) in pairs.into_iter().flatten() {
        let known = &mut around[inner as usize];
        if known.is_none_or(|known| order(outer, known).is_gt()) {
            *known = Some(outer);
        }
    }
    around
}

/// What some of the phrases hold.
#[derive(Default)]
struct Held {
    /// Phrases, each with one that holds it.
    pairs: Vec<(u32, u32)>,
    /// The letters of the phrase at hand, and where they end.
    letters: Vec<(usize, char)>,
}

/// Finds a phrase by its hash, which grows with it character by character: open addressing, each slot
/// with the upper half of a hash and a number from 1 (0 is an empty slot).
struct Table<'a> {
    phrases: &'a [(&'a str, u32)],
    slots: Vec<(u32, u32)>,
    /// A bit for the hash of each phrase, eight for each slot. Most parts of phrases
    /// are no phrases, and these bits, which fit into a cache, tell so of nearly all.
    known: Vec<u8>,
}

impl<'a> Table<'a> {
    fn new(phrases: &'a [(&'a str, u32)]) -> Table<'a> {
        let size = (phrases.len() * 2 + 1).next_power_of_two();
        let mut table = Table { phrases, slots: vec![(0, 0); size], known: vec![0; size] };
        let hash = |(text, _): &(&str, u32)| text.chars().fold(0, extend);
        let hashes: Vec<u64> = phrases.par_iter().map(hash).collect();
        for (number, hash) in (1..).zip(hashes) {
            let (mut slot, tag) = (table.slot(hash), tag(hash));
            while table.slots[slot].1 != 0 {
                slot = table.slot(slot as u64 + 1);
            }
            table.slots[slot] = (tag, number);
            let (byte, bit) = table.bit(hash);
            table.known[byte] |= bit;
        }
        table
    }

    fn slot(&self, hash: u64) -> usize {
        (hash as usize) & (self.slots.len() - 1)
    }

    fn bit(&self, hash: u64) -> (usize, u8) {
        ((hash >> 3) as usize & (self.known.len() - 1), 1 << (hash & 7))
    }

    /// Whether a phrase with this hash may be there.
    fn may_have(&self, hash: u64) -> bool {
        let (byte, bit) = self.bit(hash);
        self.known[byte] & bit != 0
    }

    fn find(&self, hash: u64, text: &str) -> Option<u32> {
        let (mut slot, tag) = (self.slot(hash), tag(hash));
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (other, number) if other == tag && self.phrases[number as usize - 1].0 == text => {
                    return Some(number - 1);
                }
                _ => slot = self.slot(slot as u64 + 1),
            }
        }
    }
}

fn extend(hash: u64, character: char) -> u64 {
    let hash = (hash ^ u64::from(character)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    // The upper bits of a product are the well-mixed ones.
    hash ^ hash >> 32
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
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
