//! Lists before the label.

use super::certainty::{Likeness, Link, certainty, likeness};
use super::items::{Anchor, Division, conjunctions, divide};
use super::label::Label;
use super::lead_in::{core, et_cetera, trim_first, trim_last, trim_open_end};
use super::scope::{Break, Scope};
use super::{Found, INCOMPLETE, Pattern};
use crate::formula::numeral::is_chinese_numeral;
use crate::formula::words::{BEFORE_LINKS, CONJUNCTIONS, LEAD_INS, NOMINAL_VERBS};
use crate::text::{Text, Words, is_quotation_mark};
use std::ops::Range;

/// What ends before the label and how the label is tied to it.
struct Tie {
    /// One past the last character of the list.
    end: usize,
    link: Link,
    /// Whether 等 closes the list.
    open: bool,
    /// Whether 这 points back, maybe over some words.
    back: bool,
}

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

/// Reads the link between list and label from the right to the left.
fn tie(scope: &Scope, outer: &Range<usize>, left: usize) -> Option<Tie> {
    let mut tie = Tie { end: outer.start, link: Link::Touching, open: false, back: false };
    let mut left = left;
    // A label alone in brackets behind a list: A、B（“两X”）.
    if left > 0
        && matches!(scope.chars[left - 1], '（' | '(')
        && scope.right_bound(outer.end) == outer.end
    {
        let open = left - 1;
        let inside = core(scope, left..outer.start);
        if inside.is_empty() || BEFORE_LINKS.contains(scope.slice(inside)) {
            tie.end = open;
            tie.link = Link::Explaining;
            left = scope.left_bound(open);
        }
    }
    loop {
        let text = scope.slice(left..tie.end);
        if text.last() == Some(&' ') {
            tie.end -= 1;
        } else if let Some(length) = BEFORE_LINKS.suffix(text) {
            let word = scope.slice(tie.end - length..tie.end);
            tie.open |= word.first() == Some(&'等');
            tie.back |= word.first() == Some(&'这');
            let explains = !matches!(word[0], '的' | '这' | '等');
            tie.link = tie.link.max(if explains { Link::Explaining } else { Link::Joining });
            tie.end -= length;
        } else {
            break;
        }
    }
    // A、B、C，这“三个X”: the break goes with 这; without it, a label behind a break is an item itself.
    match tie.end.checked_sub(1).filter(|&at| at >= left).and_then(|at| scope.break_at(at)) {
        Some(Break::Item | Break::Semicolon | Break::Colon) => return None,
        Some(Break::Comma)
            if tie.link >= Link::Joining && (tie.back || tie.link == Link::Explaining) =>
        {
            tie.end -= 1
        }
        Some(Break::Stop) if tie.back => {
            tie.link = Link::Weak.max(tie.link);
            tie.end -= 1;
        }
        Some(_) => return None,
        None => {}
    }
    if !tie.open {
        modifier_behind_et_cetera(scope, left, &mut tie);
    }
    Some(tie)
}

/// A、B、C等防疫“三X”: what stands between 等 and the label is no item.
fn modifier_behind_et_cetera(scope: &Scope, left: usize, tie: &mut Tie) {
    let Some(segment) = last_segment(scope, left, tie.end) else { return };
    if let Some(at) = et_cetera(scope, &segment) {
        let modifier = scope.slice(at + 1..tie.end);
        let joins = !conjunctions(scope, &(at + 1..tie.end)).is_empty();
        if modifier.len() <= 8 && !joins && LEAD_INS.suffix(modifier).is_none() {
            tie.end = at;
            tie.open = true;
            tie.link = tie.link.max(Link::Joining);
        }
    }
}

fn last_segment(scope: &Scope, left: usize, end: usize) -> Option<Range<usize>> {
    let start = scope.breaks(left..end).last().map_or(left, |&(at, _)| at + 1);
    (start < end).then_some(start..end)
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
        trim_first(scope, &mut items, label, words);
        let alike = likeness(scope, &items, &division, label);
        if items.iter().any(|item| is_numbered_label(scope, item)) {
            continue;
        }
        // Clauses are a list only if they are built alike, or if they are many.
        let clauses = division.level > Break::Item && !division.grouped;
        if clauses && (alike == Likeness::None || (n < 4 && alike < Likeness::Strong)) {
            continue;
        }
        // Two things joined are chance, unless they are alike or the label says 双.
        let double = label.chars.first() == Some(&'双') && items.iter().all(|item| item.len() >= 4);
        let pair = n == 2 && alike == Likeness::None && tie.link < Link::Explaining && !tie.back;
        if pair && !(double && tie.link == Link::Touching && division.joined == 1) {
            continue;
        }
        if label.is_name() && tie.link < Link::Explaining && !holds_head(scope, &items, label) {
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
    starts.extend([at, behind_label].into_iter().filter(|&at| at > clause));
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

/// Whether a range is a quoted label that begins with a numeral: “六稳”.
fn is_numbered_label(scope: &Scope, range: &Range<usize>) -> bool {
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

/// Whether the last item governs the label (增强A、坚定B、做到“两个X”) instead of standing before it.
fn is_series_of_objects(
    scope: &Scope,
    items: &[Range<usize>],
    tie: &Tie,
    division: &Division,
) -> bool {
    let Some((last, others)) = items.split_last() else { return true };
    let text = scope.slice(last.clone());
    // “A、B和“两X””: the label is an item itself.
    let tail = last.end.saturating_sub(2).max(last.start)..last.end;
    if conjunctions(scope, &tail).last().is_some_and(|place| place.end == last.end) {
        return true;
    }
    let same_end = others.iter().all(|item| scope.slice(item.clone()).last() == text.last());
    let verb = |item: &Range<usize>| {
        LEAD_INS.prefix(scope.slice(item.clone())).is_some_and(|length| length > 1)
    };
    let governs = governs(text);
    if governs && !tie.open && !(same_end && others.len() > 1) && !division.headed {
        return true;
    }
    // The last one alone begins with a verb: 扫黄、打非、整治新闻“三假”.
    let odd =
        verb(last) && !others.iter().skip(usize::from(others.len() > 1)).all(|item| verb(item));
    // Two or three verbs with their objects are more often just that: 抓A、促B、管好农村“三资”.
    let few = items.len() <= 3 && verb(last) && !same_end;
    (odd || few) && tie.link == Link::Touching && !division.headed
}

/// Whether a text ends in a verb whose object follows: 坚决落实, but not 隐患治理.
fn governs(text: &[char]) -> bool {
    let Some(length) = LEAD_INS.suffix(text) else { return false };
    let (before, verb) = text.split_at(text.len() - length);
    // Particles and prepositions govern what follows; 校对 and 所以 end in none.
    if matches!(verb, ['了' | '着' | '把' | '将' | '从' | '以' | '使' | '让' | '对']) {
        return !matches!(before.last(), Some('校' | '可' | '所'));
    }
    let alone = before.is_empty() || LEAD_INS.suffix(before) == Some(before.len());
    alone || (length > 1 && !NOMINAL_VERBS.contains(verb))
}

/// The nearest list of exactly `n` items that 这 may point back to, in this sentence or the one before.
fn back_reference(
    scope: &Scope,
    left: usize,
    end: usize,
    n: usize,
    label: &Label,
    words: Option<&Words>,
) -> Option<Found> {
    if n < 3 {
        return None;
    }
    let breaks = scope.breaks(left..end);
    let mut bounds = vec![left];
    bounds.extend(breaks.iter().filter(|(_, kind)| *kind > Break::Item).map(|&(at, _)| at + 1));
    bounds.push(end + 1);
    let stops = |from: usize| {
        breaks
            .iter()
            .filter(|&&(at, kind)| at >= from && at + 1 < end && kind == Break::Stop)
            .count()
    };
    for pair in bounds.windows(2).rev() {
        let stretch = pair[0]..pair[1] - 1;
        if stops(pair[0]) > 1 || stretch.start >= stretch.end {
            break;
        }
        let Some(mut division) = divide(scope, stretch, n, Anchor::End, label) else { continue };
        let mut items = std::mem::take(&mut division.items);
        trim_last(scope, &mut items, n);
        trim_first(scope, &mut items, label, words);
        let alike = likeness(scope, &items, &division, label);
        if division.cut
            || (n == 3 && alike < Likeness::Strong)
            || items.iter().any(|item| is_numbered_label(scope, item))
        {
            continue;
        }
        let certainty = certainty(n, Link::Weak, alike, &division, true);
        return Some(Found { items, pattern: Pattern::BackReference, expected: n, certainty });
    }
    None
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

/// Whether a list of exactly `expected` items ends right before the character `at`: a witness for an
/// unquoted label there (A、B、C、D四个X). Looks at the clause before `at` only, and takes
/// neither 的 nor 这 nor 等 as a link.
pub fn list_touching(text: &Text, at: usize, expected: u32) -> bool {
    const REACH: usize = 160;
    let n = expected as usize;
    if !(2..=36).contains(&n) || at == 0 || at > text.chars().len() {
        return false;
    }
    let scope = Scope::new(text, at.saturating_sub(REACH)..at);
    let left = scope.left_bound(at);
    let start = scope
        .breaks(left..at)
        .iter()
        .rev()
        .find(|(_, kind)| *kind > Break::Item)
        .map_or(left, |&(at, _)| at + 1);
    if start >= at {
        return false;
    }
    let label = Label {
        chars: Vec::new(),
        head: Vec::new(),
        counts: vec![expected],
        expected: vec![expected],
        segments: Vec::new(),
    };
    let tie = Tie { end: at, link: Link::Touching, open: false, back: false };
    divide(&scope, start..at, n, Anchor::End, &label).is_some_and(|division| {
        !division.cut && !is_series_of_objects(&scope, &division.items, &tie, &division)
    })
}
