//! Sets of characters that are asked for every character of a corpus.

/// Characters of the Basic Multilingual Plane, one bit for each.
///
/// A table of 8 KB, which stays in the nearest cache, answers in one look what a comparison with each
/// of a dozen characters would answer in as many.
#[derive(Debug, Clone)]
pub struct CharSet {
    bits: [u64; WORDS],
}

const WORDS: usize = 0x1_0000 / 64;

impl CharSet {
    /// The set of some characters. Those of other planes cannot be in it.
    pub const fn of(characters: &[char]) -> CharSet {
        let mut set = CharSet { bits: [0; WORDS] };
        let mut index = 0;
        while index < characters.len() {
            set.insert(characters[index]);
            index += 1;
        }
        set
    }

    /// Adds a character; one of another plane is not added.
    pub const fn insert(&mut self, c: char) {
        let code = c as usize;
        if code < 0x1_0000 {
            self.bits[code / 64] |= 1 << (code % 64);
        }
    }

    /// Adds all characters of another set.
    pub fn add(&mut self, other: &CharSet) {
        self.bits.iter_mut().zip(other.bits).for_each(|(bits, other)| *bits |= other);
    }

    /// Whether the set holds `c`.
    pub const fn contains(&self, c: char) -> bool {
        let code = c as usize;
        code < 0x1_0000 && self.bits[code / 64] >> (code % 64) & 1 == 1
    }

    /// The place of the first character from `from` on that is in the set; the length of `chars` if
    /// there is none.
    pub fn next(&self, chars: &[char], from: usize) -> usize {
        let rest = chars.get(from..).unwrap_or_default();
        rest.iter().position(|&c| self.contains(c)).map_or(chars.len(), |at| from + at)
    }
}

/// Whether `c` is of the block that holds most Chinese characters, and nothing but those.
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn holds_what_was_put_in_and_nothing_else() {
        const SET: CharSet = CharSet::of(&['一', '\n', '\u{FFFF}', '𠮷']);
        let held: Vec<char> = ('\0'..=char::MAX).filter(|&c| SET.contains(c)).collect();
        assert_eq!(held, ['\n', '一', '\u{FFFF}']);
        let chars: Vec<char> = "第一\n".chars().collect();
        assert_eq!([0, 1, 2, 3, 4].map(|from| SET.next(&chars, from)), [1, 1, 2, 3, 3]);
    }
}
