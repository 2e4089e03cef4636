//! `collocates.csv`.

use rayon::prelude::*;

use crate::mine::count::Labels;
use crate::table::{CollocateRow, sort};
use crate::tally::Collocates;

/// The words that stand near a formula at least `min_together` times.
pub(super) fn collocate_rows(
    labels: &Labels,
    collocates: &Collocates,
    min_together: u64,
) -> Vec<CollocateRow> {
    let mut rows: Vec<CollocateRow> = collocates
        .counts(min_together)
        .into_par_iter()
        .filter_map(|count| {
            Some(CollocateRow {
                formula: labels.name(count.label).to_string(),
                word: count.token.word.to_string(),
                counts: count.contingency()?,
                mentions: count.mentions,
                part_of_speech: count.token.part_of_speech.to_string(),
                left: count.left,
                right: count.right,
            })
        })
        .collect();
    sort(&mut rows);
    rows
}
