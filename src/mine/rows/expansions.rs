//! `expansions.csv`.

use rayon::prelude::*;

use crate::formula::{Mention, Shape, Site, expansion};
use crate::mine::Looked;
use crate::table::{ExpansionRow, sort};
use crate::text::Words;

/// What each document says that each of its formulas stands for. Where a document says the same
/// twice, the first place is given.
pub(super) fn expansion_rows(looked: &Looked, dictionary: &Words) -> Vec<ExpansionRow> {
    let shapes: Vec<Option<Shape>> =
        looked.labels.iter().map(|form| Shape::of(&form.chars().collect::<Vec<_>>())).collect();
    let mut rows: Vec<ExpansionRow> = looked
        .mentions
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, mentions)| {
            let mut rows: Vec<ExpansionRow> = Vec::new();
            for mention in mentions {
                let Some(shape) = &shapes[mention.label as usize] else { continue };
                let Some(row) = expansion_row(looked, place, mention, shape, dictionary) else {
                    continue;
                };
                let said = |earlier: &ExpansionRow| {
                    earlier.formula == row.formula && earlier.items == row.items
                };
                if !rows.iter().any(said) {
                    rows.push(row);
                }
            }
            rows
        })
        .collect();
    sort(&mut rows);
    rows
}

fn expansion_row(
    looked: &Looked,
    place: usize,
    mention: &Mention,
    shape: &Shape,
    dictionary: &Words,
) -> Option<ExpansionRow> {
    let text = &looked.texts[place];
    let site = Site { label: mention.span, outer: mention.outer };
    let found = expansion(text, &site, shape, Some(dictionary))?;
    let span = text.original(found.span);
    Some(ExpansionRow {
        document: looked.document(place).id.clone(),
        formula: looked.labels[mention.label as usize].clone(),
        found: found.items.len() as u64,
        expected: Some(found.expected.into()),
        complete: found.complete,
        pattern: found.pattern.name(),
        items: found.items,
        start: span.start.into(),
        end: span.end.into(),
        certainty: (found.certainty * 100.0).round() / 100.0,
    })
}
