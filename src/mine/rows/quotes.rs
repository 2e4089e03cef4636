//! `quotes.csv`.

use super::per_million;
use crate::formula::{Inventory, canonical};
use crate::table::{QuoteRow, sort};
use crate::tally::Quotes;

/// The quoted phrases of texts with so many characters.
pub(super) fn quote_rows(quotes: &Quotes, inventory: &Inventory, characters: u64) -> Vec<QuoteRow> {
    let mut rows: Vec<QuoteRow> = quotes
        .iter()
        .map(|(phrase, frequency)| {
            let form = canonical(phrase);
            let verdict = inventory.get(&form).filter(|verdict| verdict.kind.is_formula());
            let formula = verdict.map(|verdict| verdict.stands_for.clone().unwrap_or(form));
            QuoteRow {
                phrase: phrase.to_string(),
                mentions: frequency.mentions,
                documents: frequency.documents,
                per_million: per_million(frequency.mentions, characters),
                first_date: frequency.first_date,
                last_date: frequency.last_date,
                formula,
            }
        })
        .collect();
    sort(&mut rows);
    rows
}
