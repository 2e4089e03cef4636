//! How often phrases are quoted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Frequency;
use crate::corpus::Date;

/// How often, in how many documents, and between which dates each phrase is quoted. Memory is bounded
/// by the different phrases.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quotes(BTreeMap<String, Frequency>);

impl Quotes {
    /// Adds the quoted phrases of one document, each as often as it is quoted there.
    pub fn add(&mut self, phrases: Vec<String>, date: Option<Date>) {
        let mut phrases = phrases;
        phrases.sort_unstable();
        let mut phrases = phrases.into_iter().peekable();
        while let Some(phrase) = phrases.next() {
            let mut mentions = 1;
            while phrases.next_if_eq(&phrase).is_some() {
                mentions += 1;
            }
            *self.0.entry(phrase).or_default() += Frequency::in_document(mentions, date);
        }
    }

    /// The quoted phrases of two sets of documents that have no document in common.
    pub fn merge(self, other: Quotes) -> Quotes {
        // The larger map takes the smaller one in: the sum is the same, the work is not.
        let (mut larger, smaller) =
            if self.0.len() >= other.0.len() { (self.0, other.0) } else { (other.0, self.0) };
        for (phrase, frequency) in smaller {
            *larger.entry(phrase).or_default() += frequency;
        }
        Quotes(larger)
    }

    /// The phrases in the order of their characters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Frequency)> {
        self.0.iter().map(|(phrase, frequency)| (phrase.as_str(), *frequency))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quotes(documents: &[Vec<String>]) -> Quotes {
        let mut quotes = Quotes::default();
        for (year, phrases) in (2018..).zip(documents) {
            quotes.add(phrases.clone(), Date::new(year, None, None));
        }
        quotes
    }

    proptest! {
        #[test]
        fn a_plain_count_agrees_and_two_halves_make_the_whole(
            documents in proptest::collection::vec(
                proptest::collection::vec("[甲乙]{1,2}", 0..6), 0..6),
        ) {
            let whole = quotes(&documents);
            for (phrase, frequency) in whole.iter() {
                let all = documents.iter().flatten().filter(|other| *other == phrase).count();
                let holding = documents.iter().filter(|own| own.iter().any(|o| o == phrase));
                prop_assert_eq!(frequency.mentions, all as u64);
                prop_assert_eq!(frequency.documents, holding.count() as u64);
            }
            let first = &documents[..documents.len().min(3)];
            // Years stand for documents here, so the second half keeps its own.
            let mut rest = Quotes::default();
            for (year, phrases) in (2018..).zip(&documents).skip(3) {
                rest.add(phrases.clone(), Date::new(year, None, None));
            }
            prop_assert_eq!(&quotes(first).merge(rest.clone()), &whole);
            prop_assert_eq!(rest.merge(quotes(first)), whole);
        }
    }
}
