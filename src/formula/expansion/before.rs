//! Lists before the label.

use super::back_reference::back_reference;
use super::certainty::{Likeness, Link, certainty, is_telling, likeness};
use super::items::{Anchor, conjunctions, divide};
use super::label::Label;
use super::lead_in::{et_cetera, trim_first, trim_last, trim_open_end};
use super::scope::{Break, Scope};
use super::series::is_series_of_objects;
use super::tie::{Tie, tie};
use super::{Found, INCOMPLETE, Pattern};
use crate::formula::numeral::is_chinese_numeral;
use crate::formula::words::{CONJUNCTIONS, is_measure_word};
use crate::text::{Words, is_quotation_mark};
use std::ops::Range;

/// Adds the readings of what stands before the label.
pub(super) fn before(
    scope: &Scope,
    outer: &Range<usize>,
    label: &Label,
    words: Option<&Words>,
    found: &mut Vec<Found>,
) {
    let left = scope.left_bound(outer.start);
    let Some(tie) = tie(scope, outer, left) else { return };
    let left = tie.left;
    for &n in &label.expected {
        let n = n as usize;
        if let Some(reading) =
            quoted(scope, &tie, n, label).or_else(|| touching(scope, left, &tie, n, label, words))
        {
            found.push(reading);
            return;
        }
    }
    if tie.back {
        for &n in &label.expected {
            found.extend(back_reference(scope, left, tie.end, n as usize, label, words));
        }
    }
    if tie.open && found.is_empty() {
        found.extend(incomplete(scope, left, &tie, label, words));
    }
}

/// A list inside quotation marks or brackets that touches the link: “A、B、C”的“三个X”.
fn quoted(scope: &Scope, tie: &Tie, n: usize, label: &Label) -> Option<Found> {
    let close = tie.end.checked_sub(1)?;
    let open = scope.opening(close)?;
    let quotation = is_quotation_mark(scope.chars[open]);
    if !quotation || (tie.link == Link::Touching && n < 3) {
        return None;
    }
    let mut division = divide(scope, open + 1..close, n, Anchor::Both, label)?;
    if division.joined > 0 && n > 2 && division.joined * 2 == n {
        return None;
    }
    let mut items = std::mem::take(&mut division.items);
    trim_open_end(scope, &mut items);
    let alike = likeness(scope, &items, &division, label);
    let link = tie.link.max(Link::Joining);
    let certainty = certainty(n, link, alike, &division, false);
    Some(Found { items, pattern: Pattern::QuotedBefore, expected: n, certainty })
}

/// A list that ends where the link or the label begins.
fn touching(
    scope: &Scope,
    left: usize,
    tie: &Tie,
    n: usize,
    label: &Label,
    words: Option<&Words>,
) -> Option<Found> {
    let enough = if n == 2 { Link::Explaining } else { Link::Joining };
    if label.counts_weakly(n) && tie.link < enough {
        return None;
    }
    let mut best: Option<Found> = None;
    for start in starts(scope, left, tie.end) {
        let Some(mut division) = divide(scope, start..tie.end, n, Anchor::End, label) else {
            continue;
        };
        let mut items = std::mem::take(&mut division.items);
        if tie.link < Link::Explaining && is_series_of_objects(scope, &items, tie, &division) {
            continue;
        }
        trim_last(scope, &mut items, n);
        if tie.link == Link::Joining {
            trim_predicate(scope, &mut items);
        }
        if !trim_preposition(scope, &mut items) {
            continue;
        }
        trim_first(scope, &mut items, label, words);
        // Only now is the first item no longer than it should be.
        if !ends_in_head(scope, &items, label) {
            trim_last(scope, &mut items, n);
        }
        let alike = likeness(scope, &items, &division, label);
        if items.iter().any(|item| is_numbered_label(scope, item)) {
            continue;
        }
        // Clauses are a list only if they are built alike; many that a link ties to the label may
        // differ more.
        let clauses = division.level > Break::Item && !division.grouped;
        if clauses
            && (alike == Likeness::None
                || ((n < 4 || tie.link == Link::Touching) && alike < Likeness::Strong))
        {
            continue;
        }
        // Two things joined are chance, unless they are alike or the label says 双.
        let double = label.chars.first() == Some(&'双') && items.iter().all(|item| item.len() >= 4);
        // One character of a head that no item holds is too little to tell three things from chance.
        let bare = label.head.len() == 1 && n <= 3 && !holds_head(scope, &items, label);
        if bare && alike == Likeness::None && tie.link == Link::Touching {
            continue;
        }
        let pair = n == 2 && alike == Likeness::None && tie.link < Link::Explaining && !tie.back;
        if pair && !(double && tie.link == Link::Touching && division.joined == 1) {
            continue;
        }
        let telling = is_telling(n, alike, &division) || holds_head(scope, &items, label);
        if label.is_name() && tie.link < Link::Explaining && !telling {
            continue;
        }
        let certainty = certainty(n, tie.link, alike, &division, true);
        if best.as_ref().is_none_or(|best| certainty > best.certainty) {
            best = Some(Found { items, pattern: Pattern::Before, expected: n, certainty });
        }
    }
    best.filter(|best| best.certainty >= super::ENOUGH)
}

/// Whether each item holds a character of the head of the label.
pub(super) fn holds_head(scope: &Scope, items: &[Range<usize>], label: &Label) -> bool {
    items.iter().all(|item| {
        let (first, last) = label.head_in(scope.slice(item.clone()));
        first || last
    })
}

/// Whether the last item ends in a character that the label counts (风险发生的概率上升 for 四降一升), so that what stands
/// behind its 的 is its own; not if the label itself stands there (共享的发展理念).
fn ends_in_head(scope: &Scope, items: &[Range<usize>], label: &Label) -> bool {
    let Some(last) = items.last().map(|item| scope.slice(item.clone())) else { return false };
    let behind = last.iter().position(|&c| c == '的').map_or(last, |at| &last[at + 1..]);
    last.last().is_some_and(|end| label.chars.contains(end)) && !label.chars.ends_with(behind)
}

/// A、B、C是某某的“三X”: the predicate belongs to no item.
fn trim_predicate(scope: &Scope, items: &mut [Range<usize>]) {
    let place = |item: &Range<usize>| scope.slice(item.clone()).iter().position(|&c| c == '是');
    let Some((last, others)) = items.split_last_mut() else { return };
    if let Some(at) = place(last).filter(|&at| at >= 2)
        && others.iter().all(|item| place(item).is_none())
    {
        last.end = last.start + at;
    }
}

/// 以A、B为“双X” names A and B, and 为 is no part of B, nor is 任 or 是. Behind any other preposition the label is the
/// object of a clause and the items are no list of it (首次实现在“两X”): false.
fn trim_preposition(scope: &Scope, items: &mut [Range<usize>]) -> bool {
    let Some(last) = items.last_mut() else { return true };
    match scope.slice(last.clone()) {
        [.., '作' | '成' | '认' | '因' | '行', '为'] => true,
        [_, .., '为'] => {
            last.end -= 1;
            true
        }
        // 由A、B任“双X”; but 主任, 责任.
        [_, .., '担', '任'] => {
            last.end -= 2;
            true
        }
        [.., '主' | '责' | '信' | '重' | '专' | '前' | '历' | '继', '任'] => true,
        [_, .., '任'] => {
            last.end -= 1;
            true
        }
        // A和B是“双X”.
        [_, _, .., '是'] => {
            last.end -= 1;
            true
        }
        [.., '实', '现', '在'] => false,
        [.., '存' | '现' | '内' | '潜' | '自' | '所', '在'] => true,
        [_, .., '在' | '将' | '把' | '被' | '使' | '让' | '给'] => false,
        _ => true,
    }
}

/// Where a list that ends at `end` may begin: behind the 等 of another list, behind another label,
/// behind the nearest comma, semicolon, colon or stop.
fn starts(scope: &Scope, left: usize, end: usize) -> Vec<usize> {
    let breaks = scope.breaks(left..end);
    let mut starts: Vec<usize> = Vec::new();
    let clause =
        breaks.iter().rev().find(|(_, kind)| *kind > Break::Item).map_or(left, |&(at, _)| at + 1);
    let mut at = clause;
    while let Some(next) = et_cetera(scope, &(at..end)) {
        at = next + 1;
    }
    let behind_label = behind_last_label(scope, left, end);
    let behind_count = behind_last_count(scope, clause, end);
    starts.extend([at, behind_label, behind_count].into_iter().filter(|&at| at > clause));
    starts.sort_unstable_by(|a, b| b.cmp(a));
    for level in [Break::Comma, Break::Semicolon, Break::Colon] {
        let start =
            breaks.iter().rev().find(|(_, kind)| *kind >= level).map_or(left, |&(at, _)| at + 1);
        if !starts.contains(&start) {
            starts.push(start);
        }
    }
    starts
}

/// A list does not reach back over another label: “两X”和|A、B、C“三Y”.
fn behind_last_label(scope: &Scope, left: usize, end: usize) -> usize {
    let mut at = end;
    while at > left {
        if let Some(open) = scope.opening(at - 1).filter(|&open| open >= left) {
            let joined = at < end && scope.break_at(at) != Some(Break::Item);
            if joined && is_numbered_label(scope, &(open..at)) {
                let rest = scope.slice(at..end);
                return at + CONJUNCTIONS.prefix(rest).unwrap_or(0);
            }
            at = open;
        } else {
            at -= 1;
        }
    }
    left
}

/// Behind the conjunction that follows another counted list: 甲、乙两种语言以及|A、B、C“三X”.
fn behind_last_count(scope: &Scope, left: usize, end: usize) -> usize {
    let counted = |at: usize| {
        let before = scope.slice(at.saturating_sub(8).max(left)..at);
        before
            .windows(2)
            .any(|pair| is_chinese_numeral(pair[0]) && pair[0] != '一' && is_measure_word(pair[1]))
    };
    let places = conjunctions(scope, &(left..end));
    places.iter().rev().find(|place| counted(place.start)).map_or(left, |place| place.end)
}

/// Whether a range is a quoted label that begins with a numeral: “六稳”.
pub(super) fn is_numbered_label(scope: &Scope, range: &Range<usize>) -> bool {
    let range = core_spaces(scope, range.clone());
    range.len() >= 4
        && range.len() <= 14
        && is_quotation_mark(scope.chars[range.start])
        && scope.closing(range.start) == Some(range.end - 1)
        && is_chinese_numeral(scope.chars[range.start + 1])
}

fn core_spaces(scope: &Scope, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && scope.chars[range.start] == ' ' {
        range.start += 1;
    }
    while range.start < range.end && scope.chars[range.end - 1] == ' ' {
        range.end -= 1;
    }
    range
}

/// A list that 等 leaves shorter than the numeral says.
fn incomplete(
    scope: &Scope,
    left: usize,
    tie: &Tie,
    label: &Label,
    words: Option<&Words>,
) -> Option<Found> {
    let expected = *label.expected.first()? as usize;
    if expected < 3 || label.counts_weakly(expected) || label.is_name() {
        return None;
    }
    let start = *starts(scope, left, tie.end).first()?;
    let segments = scope.breaks(start..tie.end).len() + 1;
    if segments < 2 || segments >= expected {
        return None;
    }
    let mut division = divide(scope, start..tie.end, segments, Anchor::End, label)?;
    let mut items = std::mem::take(&mut division.items);
    trim_first(scope, &mut items, label, words);
    trim_last(scope, &mut items, segments);
    Some(Found { items, pattern: Pattern::Before, expected, certainty: INCOMPLETE })
}
