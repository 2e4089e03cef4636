//! Expansions: the items that a document gives for a numbered label beside one of its mentions.
//!
//! The numerals of the label say how many items to expect. Every list that touches the label, or that
//! a link word ties to it, is divided into that many items if it can be; what speaks for each reading
//! is summed up (`certainty.rs`), and the surest one wins.

mod after;
mod back_reference;
mod before;
mod certainty;
mod enumeration;
mod items;
mod label;
mod lead_in;
mod parts;
mod pattern;
mod quoted_behind;
mod scope;
mod series;
mod tie;
mod touching;

#[cfg(test)]
mod tests;

pub use pattern::Pattern;
pub use touching::list_touching;

use super::shape::Shape;
use crate::formula::canonical;
use crate::text::{Span, Text, Words};
use certainty::ENOUGH;
use label::Label;
use scope::Scope;
use std::ops::Range;

/// Where a label stands, in clean characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// The label without quotation marks.
    pub label: Span,
    /// The label with its quotation marks, if it has any; else the same.
    pub outer: Span,
}

/// The items that a text gives for a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// The items, in order, each reduced to its core.
    pub items: Vec<String>,
    /// Where each item stands, in clean characters.
    pub spans: Vec<Span>,
    /// From the first item to the last, in clean characters.
    pub span: Span,
    /// How the text gives them.
    pub pattern: Pattern,
    /// How many items the numerals of the label promise.
    pub expected: u32,
    /// Whether as many were found. A list that ends in 等 may be shorter.
    pub complete: bool,
    /// How sure it is that these are the items of this label, 0 to 1; a score that ranks, not a
    /// probability. Complete expansions are at 0.5 or above, incomplete ones below. A list of 4 or
    /// more that touches the label starts at 0.75, one of 3 at 0.55, one of 2 at 0.4; a joining link
    /// (的, 这) adds 0.2, an explaining one (即, brackets) 0.25, likeness of the items up to 0.25.
    pub certainty: f64,
}

/// So far before a label a list may begin, in characters.
const REACH_BEFORE: usize = 400;
/// So far after a label a list may end, in characters.
const REACH_AFTER: usize = 1600;
/// The certainty of a list that 等 leaves short.
const INCOMPLETE: f64 = 0.3;

/// A reading of the text beside a label.
struct Found {
    items: Vec<Range<usize>>,
    pattern: Pattern,
    expected: usize,
    certainty: f64,
}

/// The expansion that a text gives for a label at one of its mentions, if it gives one there.
///
/// `words` sharpens where the first item of a list before the label begins; without it only the word
/// lists decide.
pub fn expansion(
    text: &Text,
    site: &Site,
    shape: &Shape,
    words: Option<&Words>,
) -> Option<Expansion> {
    let size = text.chars().len();
    let (start, end) = (site.outer.start as usize, site.outer.end as usize);
    if start >= end || end > size || !site.outer.contains(site.label) {
        return None;
    }
    let chars: Vec<char> = canonical(&text.slice(site.label)).chars().collect();
    let label = Label::new(chars, shape);
    let from = text.paragraphs()[text.paragraph_at(start)].start as usize;
    let from = from.min(start).max(start.saturating_sub(REACH_BEFORE));
    let scope = Scope::new(text, from..end + REACH_AFTER);
    let outer = start..end;
    let mut found = Vec::new();
    parts::parts(&scope, &outer, &label, words, &mut found);
    // Parts that are explained one by one leave nothing to weigh.
    if found.is_empty() {
        after::after(&scope, &outer, &label, words, &mut found);
        before::before(&scope, &outer, &label, words, &mut found);
    }
    // Of readings that are equally sure the first found stands: those after the label are explicit.
    let mut best: Option<Found> = None;
    for reading in found {
        if best.as_ref().is_none_or(|best| reading.certainty > best.certainty) {
            best = Some(reading);
        }
    }
    best.and_then(|reading| finish(&scope, reading))
}

/// Cleans the items; no expansion if one of them is empty then.
fn finish(scope: &Scope, found: Found) -> Option<Expansion> {
    let items: Vec<Range<usize>> =
        found.items.into_iter().map(|item| lead_in::core(scope, item)).collect();
    if items.is_empty() || items.iter().any(Range::is_empty) {
        return None;
    }
    let complete = items.len() == found.expected;
    if complete && found.certainty < ENOUGH {
        return None;
    }
    let start = items.iter().map(|item| item.start).min()?;
    let end = items.iter().map(|item| item.end).max()?;
    Some(Expansion {
        items: items.iter().map(|i| scope.slice(i.clone()).iter().collect()).collect(),
        spans: items.iter().map(|item| Span::new(item.clone())).collect(),
        span: Span::new(start..end),
        pattern: found.pattern,
        expected: found.expected as u32,
        complete,
        certainty: found.certainty,
    })
}
