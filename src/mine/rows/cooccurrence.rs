//! `cooccurrence.csv`.

use crate::mine::Options;
use crate::mine::counted::Counted;
use crate::table::{CooccurrenceRow, Label, sort};
use crate::tally::Cooccurrences;

/// Formulas with formulas and with the other labels; those are not paired with each other.
pub(super) fn cooccurrence_rows(counted: &Counted, options: &Options) -> Vec<CooccurrenceRow> {
    let label = |label: u32| {
        let (class, name) = &counted.labels.names()[label as usize];
        Label { name: name.clone(), class: class.name() }
    };
    let formulas = counted.labels.formula_count();
    let mut rows = Vec::new();
    for &window in &options.windows {
        let counts = Cooccurrences::count(&counted.occurrences, &counted.extents, window, formulas);
        rows.extend(counts.pairs(options.min_together).filter_map(|pair| {
            let counts = pair.contingency()?;
            Some(CooccurrenceRow::new(window, label(pair.a), label(pair.b), counts))
        }));
    }
    sort(&mut rows);
    rows
}
