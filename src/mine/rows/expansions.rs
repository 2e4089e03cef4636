//! `expansions.csv`.

use crate::formula::{Mention, Shape, Site, expansion};
use crate::mine::{Counter, Seen};
use crate::table::ExpansionRow;
use crate::text::Span;

/// What a document says that each of its formulas stands for, with the formula's number. Where it
/// says the same twice, the first place is given.
pub(in crate::mine) fn expansion_rows(
    counter: &Counter<'_>,
    seen: &Seen<'_>,
) -> Vec<(u32, ExpansionRow)> {
    let mut rows: Vec<(u32, ExpansionRow)> = Vec::new();
    for mention in seen.mentions {
        let Some(Some(shape)) = counter.shapes.get(mention.label as usize) else { continue };
        let Some(row) = expansion_row(counter, seen, mention, shape) else { continue };
        let said = |(earlier, given): &(u32, ExpansionRow)| {
            *earlier == mention.label && given.items == row.items
        };
        if !rows.iter().any(said) {
            rows.push((mention.label, row));
        }
    }
    rows
}

/// Characters of the passage before and after an expansion, and of the expansion itself.
const AROUND: usize = 40;
const PASSAGE: usize = 300;

/// What stands in the original text before a span, the span as far as a passage goes, and what stands
/// after that.
fn passage(original: &str, span: Span) -> [String; 3] {
    let (start, end) =
        (span.start as usize, (span.end as usize).min(span.start as usize + PASSAGE));
    let from = start.saturating_sub(AROUND);
    let mut chars = original.chars().skip(from);
    [start - from, end - start, AROUND].map(|count| chars.by_ref().take(count).collect())
}

fn expansion_row(
    counter: &Counter<'_>,
    seen: &Seen<'_>,
    mention: &Mention,
    shape: &Shape,
) -> Option<ExpansionRow> {
    let site = Site { label: mention.span, outer: mention.outer };
    let found = expansion(seen.text, &site, shape, Some(counter.dictionary))?;
    let span = seen.text.original(found.span);
    Some(ExpansionRow {
        document: seen.document.id.clone(),
        formula: counter.plan.labels.name(mention.label).to_string(),
        found: found.items.len() as u64,
        expected: Some(found.expected.into()),
        complete: found.complete,
        pattern: found.pattern.name(),
        items: found.items,
        start: span.start.into(),
        end: span.end.into(),
        certainty: (found.certainty * 100.0).round() / 100.0,
        passage: passage(&seen.document.text, span),
    })
}
