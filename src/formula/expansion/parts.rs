//! Chained labels that a text spells out part by part: “两X”是指…，“三Y”是指….

use super::after::explained;
use super::label::Label;
use super::scope::Scope;
use super::{Found, Pattern};
use crate::formula::canonical;
use crate::formula::shape::Shape;
use crate::text::{Words, is_quotation_mark};
use std::ops::Range;

/// The first part is explained at most so far behind the label.
const MAX_GAP: usize = 24;
/// The next part is explained at most so far behind the last item of the one before.
const MAX_STEP: usize = 60;

/// Adds the reading of the parts of a chained label one after the other.
pub(super) fn parts(
    scope: &Scope,
    outer: &Range<usize>,
    label: &Label,
    words: Option<&Words>,
    found: &mut Vec<Found>,
) {
    if label.segments.len() < 2 || label.counts.len() != label.segments.len() {
        return;
    }
    let mut at = outer.end;
    let mut reach = MAX_GAP;
    let mut items = Vec::new();
    let mut certainty: f64 = 1.0;
    for &(start, end) in &label.segments {
        let part: Vec<char> =
            canonical(&label.chars[start..end].iter().collect::<String>()).chars().collect();
        let Some(place) = find(scope, at, reach, &part) else { return };
        let after = place + part.len();
        let after = if scope.chars.get(after).copied().is_some_and(is_quotation_mark) {
            after + 1
        } else {
            after
        };
        let Some(shape) = Shape::of(&part) else { return };
        let part = Label::new(part, &shape);
        let Some(&n) = part.expected.first() else { return };
        let right = scope.right_bound(after);
        let Some(reading) = explained(scope, after, right, n as usize, &part, words) else {
            return;
        };
        certainty = certainty.min(reading.certainty);
        at = reading.items.last().map_or(after, |item| item.end);
        reach = MAX_STEP;
        items.extend(reading.items);
    }
    let expected = items.len();
    found.push(Found { items, pattern: Pattern::Parts, expected, certainty });
}

/// Where a part stands within reach of `at`.
fn find(scope: &Scope, at: usize, reach: usize, part: &[char]) -> Option<usize> {
    let text = scope.slice(at..at + reach + part.len());
    text.windows(part.len().max(1)).position(|window| window == part).map(|place| at + place)
}
