//! How often phrases are quoted.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Counts, Frequency};
use crate::corpus::Date;

/// How often, in how many documents, and between which dates each phrase is quoted. Memory is bounded
/// by the different phrases.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quotes(Counts<Box<str>, Frequency>);

impl Quotes {
    /// Counts the quoted phrases of some documents: for each of them its date, and the phrases as
    /// often as they are quoted there.
    pub fn count(documents: impl Iterator<Item = (Option<Date>, Vec<String>)>) -> Quotes {
        let mut counts: FxHashMap<Box<str>, Frequency> = FxHashMap::default();
        for (date, mut phrases) in documents {
            phrases.sort_unstable();
            let mut phrases = phrases.into_iter().peekable();
            while let Some(phrase) = phrases.next() {
                let mut mentions = 1;
                while phrases.next_if_eq(&phrase).is_some() {
                    mentions += 1;
                }
                *counts.entry(phrase.into()).or_default() += Frequency::in_document(mentions, date);
            }
        }
        Quotes(Counts::new(counts))
    }

    /// The quoted phrases of two sets of documents that have no document in common.
    pub fn merge(self, other: Quotes) -> Quotes {
        Quotes(self.0.merge(other.0))
    }

    /// The phrases in the order of their characters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Frequency)> {
        self.0.as_slice().iter().map(|(phrase, frequency)| (&**phrase, *frequency))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_count_agrees_and_two_halves_make_the_whole(
            documents in proptest::collection::vec(
                (2018i16..2021, proptest::collection::vec("[甲乙]{1,2}", 0..6)), 0..6),
            cut in 0usize..6,
        ) {
            let quotes = |documents: &[(i16, Vec<String>)]| {
                let dated = |(year, phrases): &(i16, Vec<String>)| {
                    (Date::new(*year, None, None), phrases.clone())
                };
                Quotes::count(documents.iter().map(dated))
            };
            let whole = quotes(&documents);
            for (phrase, frequency) in whole.iter() {
                let holding: Vec<_> = documents
                    .iter()
                    .filter(|(_, own)| own.iter().any(|other| other == phrase))
                    .collect();
                let all = holding.iter().flat_map(|(_, own)| own).filter(|other| *other == phrase);
                let year = |year: Option<&i16>| Date::new(*year?, None, None);
                let years = || holding.iter().map(|(year, _)| year);
                let expected = Frequency {
                    mentions: all.count() as u64,
                    documents: holding.len() as u64,
                    first_date: year(years().min()),
                    last_date: year(years().max()),
                };
                prop_assert_eq!(frequency, expected);
            }
            let (left, right) = documents.split_at(cut.min(documents.len()));
            prop_assert_eq!(&quotes(left).merge(quotes(right)), &whole);
            prop_assert_eq!(&quotes(right).merge(quotes(left)), &whole);
        }
    }
}
