//! How often each character occurs, and the ranges of characters that follow from that.

use std::collections::BTreeMap;

use super::bytes::{Malformed, Reader, Writer};
use crate::phrase::encode::EncodedDocument;
use crate::phrase::symbol::Symbol;

/// How often each character occurs in some documents, and how often a phrase can begin with it.
/// Censuses of different documents merge, in any order, to that of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    documents: u64,
    /// By the code of the character, below [`Census::TABLE`].
    common: Vec<Counts>,
    others: BTreeMap<u32, Counts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    /// Occurrences as a letter.
    letters: u64,
    /// Those at which a phrase can begin: not the last of their segment.
    starts: u64,
}

impl Default for Census {
    fn default() -> Census {
        let common = vec![Counts::default(); Census::TABLE];
        Census { documents: 0, common, others: BTreeMap::new() }
    }
}

impl Census {
    const TABLE: usize = 1 << 16;

    /// Counts a document.
    pub fn add(&mut self, document: &EncodedDocument) {
        self.documents += 1;
        let symbols = document.wide();
        // Edges end the document, so that a letter always has a symbol after it.
        for pair in symbols.windows(2).filter(|pair| pair[0].is_letter()) {
            let counts = self.counts(pair[0]);
            counts.letters += 1;
            counts.starts += u64::from(!pair[1].is_edge());
        }
    }

    /// Adds the counts of other documents.
    pub fn merge(&mut self, other: &Census) {
        self.documents += other.documents;
        for (symbol, counts) in other.counted() {
            let sum = self.counts(symbol);
            sum.letters += counts.letters;
            sum.starts += counts.starts;
        }
    }

    /// The documents counted.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// All letters: the size of the corpus to which probabilities refer.
    pub fn letters(&self) -> u64 {
        self.counted().map(|(_, counts)| counts.letters).sum()
    }

    /// The places at which a phrase can begin.
    pub fn starts(&self) -> u64 {
        self.counted().map(|(_, counts)| counts.starts).sum()
    }

    /// The letters, each with its number.
    pub(super) fn each_letter(&self) -> impl Iterator<Item = (char, u64)> {
        let character = |(symbol, counts): (u32, &Counts)| {
            char::from_u32(symbol).map(|character| (character, counts.letters))
        };
        self.counted().filter_map(character)
    }

    /// Splits the characters into ranges with about equal numbers of starts; one range at least. A range
    /// may be empty if one character has more than its share.
    pub fn plan(&self, ranges: usize) -> Plan {
        let ranges = ranges.clamp(1, Census::TABLE) as u64;
        let total = u128::from(self.starts());
        let (mut bounds, mut sum) = (Vec::new(), 0);
        for (symbol, counts) in self.counted() {
            // A character goes to the range in which the middle of its starts lies.
            let middle = u128::from(2 * sum + counts.starts);
            let share = |range: usize| total * 2 * (range as u128 + 1);
            while (bounds.len() as u64) + 1 < ranges
                && middle * u128::from(ranges) >= share(bounds.len())
            {
                bounds.push(symbol);
            }
            sum += counts.starts;
        }
        bounds.resize(ranges as usize - 1, u32::MAX);
        Plan { bounds }
    }

    fn counts(&mut self, symbol: u32) -> &mut Counts {
        match self.common.get_mut(symbol as usize) {
            Some(counts) => counts,
            None => self.others.entry(symbol).or_default(),
        }
    }

    fn counted(&self) -> impl Iterator<Item = (u32, &Counts)> {
        let common = (0..).zip(&self.common).filter(|(_, counts)| counts.letters > 0);
        common.chain(self.others.iter().map(|(&symbol, counts)| (symbol, counts)))
    }

    /// The census as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(self.documents);
        let mut before = 0;
        for (symbol, counts) in self.counted() {
            writer.number((symbol - before).into());
            writer.number(counts.letters);
            writer.number(counts.starts);
            before = symbol;
        }
        writer.bytes
    }

    /// The census that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Census, Malformed> {
        let mut reader = Reader::new(bytes, "census");
        let mut census = Census { documents: reader.number()?, ..Census::default() };
        let mut symbol = 0u32;
        while !reader.is_at_end() {
            let step = reader.small()?;
            reader.check(step > 0)?;
            symbol = symbol.saturating_add(step);
            reader.check(char::from_u32(symbol).is_some_and(|_| symbol.is_letter()))?;
            let (letters, starts) = (reader.number()?, reader.number()?);
            reader.check(0 < letters && starts <= letters && letters < 1 << 48)?;
            *census.counts(symbol) = Counts { letters, starts };
        }
        Ok(census)
    }
}

/// Ranges of first characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The codes at which the second and later ranges begin.
    bounds: Vec<u32>,
}

impl Plan {
    /// The number of ranges, numbered from 0.
    pub fn ranges(&self) -> usize {
        self.bounds.len() + 1
    }

    /// The range of a letter.
    pub(super) fn range_of(&self, letter: u32) -> usize {
        self.bounds.partition_point(|&bound| bound <= letter)
    }

    /// The plan as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.bounds.iter().for_each(|&bound| writer.number(bound.into()));
        writer.bytes
    }

    /// The plan that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Plan, Malformed> {
        let mut reader = Reader::new(bytes, "plan");
        let mut bounds = Vec::new();
        while !reader.is_at_end() {
            bounds.push(reader.small()?);
        }
        reader.check(bounds.is_sorted())?;
        Ok(Plan { bounds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn census(counts: &[(char, u64)]) -> Census {
        let mut census = Census::default();
        for &(character, starts) in counts {
            *census.counts(character.into()) = Counts { letters: starts, starts };
        }
        census
    }

    #[test]
    fn ranges_have_about_equal_numbers_of_starts() {
        let census = census(&[('一', 3), ('丁', 3), ('七', 4), ('万', 2), ('𠮷', 8)]);
        let plan = census.plan(2);
        let ranges: Vec<usize> =
            "一丁七万𠮷".chars().map(|character| plan.range_of(character.into())).collect();
        assert_eq!(ranges, [0, 0, 0, 1, 1]);
        assert_eq!(census.plan(0).ranges(), 1);
        assert_eq!(census.plan(9).ranges(), 9);
        assert_eq!(Census::default().plan(3).ranges(), 3);
        assert_eq!(Plan::from_bytes(&plan.to_bytes()), Ok(plan));
        assert_eq!(Census::from_bytes(&census.to_bytes()), Ok(census));
    }
}
