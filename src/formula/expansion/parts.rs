//! Chained labels that a text spells out part by part: “两X”是指…，“三Y”是指….

use super::after::{explained, openings};
use super::certainty::Link;
use super::label::Label;
use super::scope::{Break, Scope};
use super::{Found, Pattern};
use crate::formula::canonical;
use crate::formula::shape::Shape;
use crate::text::{Words, is_quotation_mark};
use std::ops::Range;

/// The first part is explained at most so far behind the label.
const MAX_GAP: usize = 24;
/// One thing is named in at most so many characters.
const MAX_ONE: usize = 20;
/// How sure it is that a part which counts one thing stands for what is named behind it.
const SURE_OF_ONE: f64 = 0.7;
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
    if label.segments.len() < 2 || !label.counts_all() {
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
        let right = scope.right_bound(after);
        let reading = match part.expected.first() {
            Some(&n) => explained(scope, after, right, n as usize, &part, words)
                .map(|reading| (reading.items, reading.certainty)),
            None => one_thing(scope, after, right, &part).map(|item| (vec![item], SURE_OF_ONE)),
        };
        let Some((explained, sure)) = reading else { return };
        certainty = certainty.min(sure);
        at = explained.last().map_or(after, |item| item.end);
        reach = MAX_STEP;
        items.extend(explained);
    }
    let expected = items.len();
    // 一X双Y is hardly ever spelled out so, and two clauses behind 即 are soon found.
    if expected < 3 {
        return;
    }
    found.push(Found { items, pattern: Pattern::Parts, expected, certainty });
}

/// What a part that counts one thing stands for: “一核”即县城核心区.
fn one_thing(scope: &Scope, at: usize, right: usize, part: &Label) -> Option<Range<usize>> {
    if part.counts != [1] {
        return None;
    }
    let opening = openings(scope, at, right, part)
        .into_iter()
        .find(|opening| opening.link == Link::Explaining && !opening.loose)?;
    let mut breaks = scope.breaks_in(opening.at..right);
    let end = breaks.find(|&(_, kind)| kind > Break::Item).map_or(right, |(at, _)| at);
    (opening.at < end && end - opening.at <= MAX_ONE).then_some(opening.at..end)
}

/// Where a part stands within reach of `at`.
fn find(scope: &Scope, at: usize, reach: usize, part: &[char]) -> Option<usize> {
    let text = scope.slice(at..at + reach + part.len());
    text.windows(part.len().max(1)).position(|window| window == part).map(|place| at + place)
}
