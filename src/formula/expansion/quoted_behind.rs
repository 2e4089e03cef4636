//! A definition that sets its list in quotation marks: “四不两直”是指检查时采取“不发通知、…、不用陪同”和“直奔基层、
//! 直插现场”的方式. What stands between link and quotation is no part of the list.

use super::after::Opening;
use super::certainty::{Link, certainty, likeness};
use super::items::{Anchor, Division, divide};
use super::label::Label;
use super::lead_in::trim_open_end;
use super::scope::{Break, Scope};
use super::{Found, Pattern};
use crate::text::is_quotation_mark;
use std::ops::Range;

/// A definition is at most so long.
const MAX_DEFINITION: usize = 120;

/// The quoted list of `n` items, or the quoted lists that have as many items as the numerals of a
/// chain say, in the sentence that begins at an opening behind an explaining link.
pub(super) fn quoted_behind(
    scope: &Scope,
    opening: &Opening,
    right: usize,
    n: usize,
    label: &Label,
) -> Option<Found> {
    if opening.link < Link::Explaining || opening.loose || n < 3 || label.is_name() && n < 4 {
        return None;
    }
    let limit = right.min(opening.at + MAX_DEFINITION);
    let quotations = quotations(scope, sentences(scope, opening.at..limit, 1));
    let whole = quotations.iter().find_map(|inner| list(scope, inner, n, label));
    let (items, division) = whole.or_else(|| groups(scope, &quotations, label))?;
    let alike = likeness(scope, &items, &division, label);
    let certainty = certainty(items.len(), Link::Explaining, alike, &division, false);
    Some(Found { expected: items.len(), items, pattern: Pattern::After, certainty })
}

/// The quoted list of `n` items soon behind a label, tied to it by nothing but the head that each item begins with:
/// 以两个确保为目标…“确保…、确保…”.
pub(super) fn repeating_head(
    scope: &Scope,
    at: usize,
    right: usize,
    n: usize,
    label: &Label,
) -> Option<Found> {
    const REACH: usize = 80;
    if label.head.len() < 2 || label.counts.len() != 1 {
        return None;
    }
    // In this sentence or the next.
    let near = sentences(scope, at..right.min(at + REACH), 2);
    quotations(scope, near).iter().find_map(|inner| {
        let (items, _) = list(scope, inner, n, label)?;
        let headed = items.iter().all(|item| scope.slice(item.clone()).starts_with(&label.head));
        headed.then_some(Found { items, pattern: Pattern::After, expected: n, certainty: 0.8 })
    })
}

/// The first so many sentences of a range, the one at its start being the first.
fn sentences(scope: &Scope, range: Range<usize>, count: usize) -> Range<usize> {
    let stops = scope.breaks_in(range.clone()).filter(|&(_, kind)| kind == Break::Stop);
    let end = stops.map(|(at, _)| at).nth(count - 1).unwrap_or(range.end);
    range.start..end
}

/// What stands inside the quotation marks of a range, outermost ones only.
fn quotations(scope: &Scope, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match scope.closing(at).filter(|&close| close < range.end) {
            Some(close) => {
                if is_quotation_mark(scope.chars[at]) {
                    out.push(at + 1..close);
                }
                at = close + 1;
            }
            None => at += 1,
        }
    }
    out
}

fn list(
    scope: &Scope,
    inner: &Range<usize>,
    n: usize,
    label: &Label,
) -> Option<(Vec<Range<usize>>, Division)> {
    let mut division = divide(scope, inner.clone(), n, Anchor::Both, label)?;
    let mut items = std::mem::take(&mut division.items);
    trim_open_end(scope, &mut items);
    // Conjunctions inside a quotation join the words of one item as often as items, but before the last
    // of several items one joins that to them: A、B、C和D.
    let divided = match (division.joined, items.as_slice()) {
        (0, _) => true,
        (1, [.., before, last]) => {
            n >= 4 && scope.breaks_in(before.end..last.start).next().is_none()
        }
        _ => false,
    };
    (!division.cut && divided).then_some((items, division))
}

/// One quotation for each numeral of a chain, in their order.
fn groups(
    scope: &Scope,
    quotations: &[Range<usize>],
    label: &Label,
) -> Option<(Vec<Range<usize>>, Division)> {
    let parts = label.counts.len();
    if parts < 2 || label.counts.iter().any(|&count| count < 2) {
        return None;
    }
    quotations.windows(parts).find_map(|window| {
        let lists: Option<Vec<_>> = window
            .iter()
            .zip(&label.counts)
            .map(|(inner, &count)| list(scope, inner, count as usize, label))
            .collect();
        let lists = lists?;
        let grouped = Division { grouped: true, ..lists.first()?.1.clone() };
        Some((lists.into_iter().flat_map(|(items, _)| items).collect(), grouped))
    })
}
