//! `mentions.csv` and `variants.csv`.

use crate::formula::Mention;
use crate::mine::count::Labels;
use crate::mine::{Counter, Seen, Tally};
use crate::table::{MentionRow, VariantRow, sort};
use crate::tally::Usage;
use crate::text::Span;

/// How many characters of context a mention is shown with, on each side.
const CONTEXT: usize = 20;

/// The mentions in a document, in order.
pub(in crate::mine) fn mention_rows(counter: &Counter<'_>, seen: &Seen<'_>) -> Vec<MentionRow> {
    if seen.mentions.is_empty() {
        return Vec::new();
    }
    let original: Vec<char> = seen.document.text.chars().collect();
    let row = |mention| mention_row(counter, seen, &original, mention);
    seen.mentions.iter().map(row).collect()
}

fn mention_row(
    counter: &Counter<'_>,
    seen: &Seen<'_>,
    original: &[char],
    mention: &Mention,
) -> MentionRow {
    let text = seen.text;
    let span = text.original(mention.span);
    let formula = counter.plan.labels.name(mention.label);
    let kind = counter.decision.inventory.get(formula).map_or("", |verdict| verdict.kind.name());
    let paragraph = text.paragraphs()[text.paragraph_at(mention.span.start as usize)];
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let left = Span::new(start.saturating_sub(CONTEXT).max(paragraph.start as usize)..start);
    let right = Span::new(end..(end + CONTEXT).min(paragraph.end as usize).max(end));
    // The context is shown as printed, but on one line.
    let printed = |span: Span| original[text.original(span).range()].iter().collect::<String>();
    MentionRow {
        document: seen.document.id.clone(),
        start: span.start.into(),
        end: span.end.into(),
        surface: printed(mention.span),
        formula: formula.to_string(),
        kind,
        quoted: mention.quoted,
        left: on_one_line(&printed(left)),
        right: on_one_line(&printed(right)),
    }
}

/// Without line ends.
pub(in crate::mine) fn on_one_line(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect()
}

/// The spellings of the formulas, on one line.
pub(super) fn variant_rows(labels: &Labels, tally: &Tally) -> Vec<VariantRow> {
    let row = |((label, surface), usage): &((u32, Box<str>), Usage)| VariantRow {
        formula: labels.name(*label).to_string(),
        surface: surface.to_string(),
        mentions: usage.mentions,
        documents: usage.documents,
    };
    let mut rows: Vec<VariantRow> = tally.variants.as_slice().iter().map(row).collect();
    sort(&mut rows);
    rows
}
