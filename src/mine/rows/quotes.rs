//! `quotes.csv`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::per_million;
use crate::corpus::Date;
use crate::formula::canonical;
use crate::mine::Looked;
use crate::phrase::quoted_phrase;
use crate::table::{QuoteRow, sort};

pub(super) fn quote_rows(looked: &Looked) -> Vec<QuoteRow> {
    let characters: u64 = looked.texts.iter().map(|text| text.chars().len() as u64).sum();
    let counted: BTreeMap<String, QuoteCount> = looked
        .texts
        .par_iter()
        .enumerate()
        .fold(BTreeMap::new, |mut counts: BTreeMap<String, QuoteCount>, (place, text)| {
            let date = looked.document(place).date;
            let mut seen: BTreeMap<String, u64> = BTreeMap::new();
            for quotation in text.quotations() {
                if let Some(phrase) = quoted_phrase(&text.chars()[quotation.inner.range()]) {
                    *seen.entry(phrase).or_default() += 1;
                }
            }
            for (phrase, mentions) in seen {
                let one = QuoteCount { mentions, documents: 1, first: date, last: date };
                let count = counts.entry(phrase).or_default();
                *count = count.merge(one);
            }
            counts
        })
        .reduce(BTreeMap::new, |mut sum, part| {
            for (phrase, count) in part {
                let whole = sum.entry(phrase).or_default();
                *whole = whole.merge(count);
            }
            sum
        });
    let mut rows: Vec<QuoteRow> = counted
        .into_iter()
        .map(|(phrase, count)| {
            let form = canonical(&phrase);
            let verdict = looked.inventory.get(&form).filter(|verdict| verdict.kind.is_formula());
            let formula = verdict.map(|verdict| verdict.stands_for.clone().unwrap_or(form));
            QuoteRow {
                phrase,
                mentions: count.mentions,
                documents: count.documents,
                per_million: per_million(count.mentions, characters),
                first_date: count.first,
                last_date: count.last,
                formula,
            }
        })
        .collect();
    sort(&mut rows);
    rows
}

#[derive(Clone, Copy, Default)]
struct QuoteCount {
    mentions: u64,
    documents: u64,
    first: Option<Date>,
    last: Option<Date>,
}

impl QuoteCount {
    fn merge(self, other: QuoteCount) -> QuoteCount {
        let first = [self.first, other.first].into_iter().flatten().min();
        QuoteCount {
            mentions: self.mentions + other.mentions,
            documents: self.documents + other.documents,
            first,
            last: self.last.max(other.last),
        }
    }
}
