//! `collocates.csv`.

use rayon::prelude::*;

use crate::mine::company::collocates;
use crate::mine::{CollocateOptions, Looked};
use crate::table::{CollocateRow, sort};
use crate::text::Words;

pub(super) fn collocate_rows(
    looked: &Looked,
    options: &CollocateOptions,
    dictionary: &Words,
) -> Vec<CollocateRow> {
    let counts = collocates(looked, options.reach, |_| true, dictionary);
    let mut rows: Vec<CollocateRow> = counts
        .counts(options.min_together)
        .into_par_iter()
        .filter_map(|count| {
            Some(CollocateRow {
                formula: looked.labels[count.label as usize].clone(),
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
