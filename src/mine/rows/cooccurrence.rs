//! `cooccurrence.csv`.

use crate::mine::Tally;
use crate::mine::count::Labels;
use crate::table::{CooccurrenceRow, Label, sort};

/// Formulas with formulas and with the other labels, which are not paired with each other: the pairs
/// that stand together at least `min_together` times.
pub(super) fn cooccurrence_rows(
    labels: &Labels,
    tally: &Tally,
    min_together: u64,
) -> Vec<CooccurrenceRow> {
    let label = |label: u32| {
        let (class, name) = labels.get(label)?;
        Some(Label { name: name.to_string(), class: class.name() })
    };
    let mut rows = Vec::new();
    for (window, counts) in &tally.cooccurrences {
        rows.extend(counts.pairs(min_together).filter_map(|pair| {
            let counts = pair.contingency()?;
            Some(CooccurrenceRow::new(*window, label(pair.a)?, label(pair.b)?, counts))
        }));
    }
    sort(&mut rows);
    rows
}
