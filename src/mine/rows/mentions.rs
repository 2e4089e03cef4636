//! `mentions.csv` and `variants.csv`.

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::formula::Mention;
use crate::mine::Looked;
use crate::table::{MentionRow, Row, VariantRow, sort};
use crate::text::{Span, Text};

/// How many characters of context a mention is shown with, on each side.
const CONTEXT: usize = 20;

pub(super) fn mention_rows(looked: &Looked) -> Vec<MentionRow> {
    let mut rows: Vec<MentionRow> = looked
        .mentions
        .par_iter()
        .enumerate()
        .filter(|(_, mentions)| !mentions.is_empty())
        .flat_map_iter(|(place, mentions)| {
            let document = looked.document(place);
            let text = &looked.texts[place];
            let original: Vec<char> = document.text.chars().collect();
            let rows: Vec<MentionRow> = mentions
                .iter()
                .map(|mention| mention_row(looked, &document.id, text, &original, mention))
                .collect();
            rows
        })
        .collect();
    rows.par_sort_by(|a, b| a.order(b));
    rows
}

fn mention_row(
    looked: &Looked,
    document: &str,
    text: &Text,
    original: &[char],
    mention: &Mention,
) -> MentionRow {
    let span = text.original(mention.span);
    let formula = &looked.labels[mention.label as usize];
    let kind = looked.inventory.get(formula).map_or("", |verdict| verdict.kind.name());
    let paragraph = text.paragraphs()[text.paragraph_at(mention.span.start as usize)];
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let left = Span::new(start.saturating_sub(CONTEXT).max(paragraph.start as usize)..start);
    let right = Span::new(end..(end + CONTEXT).min(paragraph.end as usize).max(end));
    // The context is shown as printed, but on one line.
    let shown = |context: Span| -> String {
        original[text.original(context).range()].iter().filter(|&&c| !is_line_end(c)).collect()
    };
    MentionRow {
        document: document.to_string(),
        start: span.start.into(),
        end: span.end.into(),
        surface: original[span.range()].iter().collect(),
        formula: formula.clone(),
        kind,
        quoted: mention.quoted,
        left: shown(left),
        right: shown(right),
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

pub(super) fn variant_rows(mentions: &[MentionRow]) -> Vec<VariantRow> {
    let mut variants: IndexMap<(&str, String), VariantRow> = IndexMap::new();
    let mut last_document: IndexMap<(&str, String), &str> = IndexMap::new();
    for mention in mentions {
        let surface: String = mention.surface.chars().filter(|&c| !is_line_end(c)).collect();
        let key = (mention.formula.as_str(), surface.clone());
        let row = variants.entry(key.clone()).or_insert_with(|| VariantRow {
            formula: mention.formula.clone(),
            surface,
            mentions: 0,
            documents: 0,
        });
        row.mentions += 1;
        // Mentions come document by document, so a new document shows as a change.
        if last_document.insert(key, &mention.document) != Some(&mention.document) {
            row.documents += 1;
        }
    }
    let mut rows: Vec<VariantRow> = variants.into_values().collect();
    sort(&mut rows);
    rows
}
