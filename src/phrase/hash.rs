//! A hash of symbols from which the hash of each part follows: that of the whole less that of what
//! stands before the part (Karp and Rabin 1987, Efficient randomized pattern-matching algorithms).

/// The value at `FACTOR` of the polynomial that has the symbols as coefficients, modulo 2^64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash(u64);

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hash {
    /// The hash of no symbols.
    pub(super) const NOTHING: Hash = Hash(0);

    /// The hash with one more symbol.
    pub(super) fn and(self, symbol: u32) -> Hash {
        Hash(self.0.wrapping_mul(FACTOR).wrapping_add(u64::from(symbol)))
    }

    /// 32 bits that differ well: the upper half of a product with all bits of the hash.
    pub(super) fn bits(self) -> u32 {
        (self.0.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
    }
}

/// The hashes of the beginnings of a phrase, from which those of its ends follow.
#[derive(Default)]
pub(super) struct Hashes {
    /// The hash of the first symbols, and the factor by so many symbols; none first.
    beginnings: Vec<(u64, u64)>,
}

impl Hashes {
    /// Takes the next phrase.
    pub(super) fn set(&mut self, symbols: impl Iterator<Item = u32>) {
        self.beginnings.clear();
        self.beginnings.push((0, 1));
        self.beginnings.extend(symbols.scan((Hash::NOTHING, 1u64), |(hash, power), symbol| {
            *hash = hash.and(symbol);
            *power = power.wrapping_mul(FACTOR);
            Some((hash.0, *power))
        }));
    }

    /// The hash of the symbols of the phrase from the place `begin` on.
    pub(super) fn end(&self, begin: usize) -> Hash {
        let last = self.beginnings.len() - 1;
        let (whole, before) = (self.beginnings[last].0, self.beginnings[begin].0);
        Hash(whole.wrapping_sub(before.wrapping_mul(self.beginnings[last - begin].1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_an_end_is_that_of_its_symbols() {
        let symbols = [0x4E2D, 0x56FD, 7, 0x20000, 0x4E2D, 0x4E2D];
        let mut hashes = Hashes::default();
        hashes.set(symbols.into_iter());
        for begin in 0..symbols.len() {
            let end = symbols[begin..].iter().fold(Hash::NOTHING, |hash, &symbol| hash.and(symbol));
            assert_eq!(hashes.end(begin), end);
        }
    }
}
