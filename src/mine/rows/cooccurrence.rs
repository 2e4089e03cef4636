//! `cooccurrence.csv`.

use crate::measure::Contingency;
use crate::mine::Looked;
use crate::mine::counted::Counted;
use crate::table::{CooccurrenceRow, sort};
use crate::tally::{Cooccurrences, Window};

/// A pair of formulas is listed if it stands together at least so often.
const MIN_TOGETHER: u64 = 1;

pub(super) fn cooccurrence_rows(
    looked: &Looked,
    counted: &Counted,
    windows: &[Window],
) -> Vec<CooccurrenceRow> {
    let mut rows = Vec::new();
    for &window in windows {
        let counts = Cooccurrences::count(&counted.occurrences, &counted.extents, window, u32::MAX);
        rows.extend(counts.pairs(MIN_TOGETHER).filter_map(|pair| {
            let counts = Contingency::new(pair.together, pair.a_total, pair.b_total, pair.units)?;
            let name = |label: u32| looked.labels[label as usize].clone();
            Some(CooccurrenceRow::new(window, name(pair.a), name(pair.b), counts))
        }));
    }
    sort(&mut rows);
    rows
}
