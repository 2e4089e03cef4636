//! Divides a stretch of text into exactly as many items as a numeral says, if it can be done.

use super::label::Label;
use super::scope::{Break, Scope};
use crate::formula::words::{CONJUNCTION_WORDS, CONJUNCTIONS};
use std::ops::Range;

/// A stretch of text divided into items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Division {
    /// The items, in order, not yet trimmed.
    pub(super) items: Vec<Range<usize>>,
    /// The strongest break that divides them.
    pub(super) level: Break,
    /// How many conjunctions divide them.
    pub(super) joined: usize,
    /// Whether they are only a part of a longer series.
    pub(super) cut: bool,
    /// Whether the stronger breaks group them as the numerals of the label do (2 + 3).
    pub(super) grouped: bool,
    /// Whether each begins with the head of the label or with one word that all of them share.
    pub(super) headed: bool,
}

/// The end of a stretch at which its list surely ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Both: the list fills the stretch.
    Both,
    /// The list begins where the stretch begins.
    Start,
    /// The list ends where the stretch ends.
    End,
}

/// Divides `range` into `n` items. Breaks decide first, the strongest level before the weaker ones;
/// then a conjunction may divide one item more; then what all items begin with.
pub(super) fn divide(
    scope: &Scope,
    range: Range<usize>,
    n: usize,
    anchor: Anchor,
    label: &Label,
) -> Option<Division> {
    let breaks = scope.breaks(range.clone());
    let mut levels: Vec<Break> = [Break::Semicolon, Break::Comma, Break::Item]
        .into_iter()
        .filter(|level| breaks.iter().any(|(_, kind)| kind == level))
        .collect();
    if levels.is_empty() {
        levels.push(Break::Item);
    }
    let divisions: Vec<(Break, Vec<Range<usize>>)> = levels
        .into_iter()
        .map(|level| (level, segments(scope, &range, &breaks, level)))
        .filter(|(_, items)| items.len() <= MAX_SEGMENTS && items.iter().all(|i| !i.is_empty()))
        .collect();
    let top = divisions.first().map_or(Break::Item, |(level, _)| *level);
    for (level, items) in &divisions {
        if items.len() == n {
            let grouped = *level == Break::Item && top > *level;
            if grouped
                && !groups_match(&divisions[0].1, items, anchor, label)
                && top == Break::Semicolon
            {
                continue;
            }
            let grouped = grouped && groups_match(&divisions[0].1, items, anchor, label);
            let items = first_clauses(scope, items, label);
            let headed = share_head(scope, &items, label);
            return Some(Division { items, level: top, joined: 0, cut: false, grouped, headed });
        }
    }
    if let Some(division) = with_conjunction(scope, &divisions, n, anchor, label) {
        return Some(division);
    }
    by_head(scope, &divisions, n, label)
        .or_else(|| part_of_series(scope, &divisions, n, anchor, label))
}

/// More segments than this are no list that a numeral counts.
const MAX_SEGMENTS: usize = 40;

/// The segments of `range` between breaks of at least `level`, without the spaces around them;
/// quotations that touch each other are segments too.
fn segments(
    scope: &Scope,
    range: &Range<usize>,
    breaks: &[(usize, Break)],
    level: Break,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let ends = breaks.iter().filter(|(_, kind)| *kind >= level).map(|&(at, _)| at);
    for end in ends.chain([range.end]) {
        let segment = trim_spaces(scope, start..end.max(start));
        match quotations_only(scope, segment.clone()) {
            Some(quotations) => out.extend(quotations),
            None => out.push(segment),
        }
        start = end + 1;
    }
    if out.len() > 1 && out.last().is_some_and(Range::is_empty) {
        out.pop();
    }
    out
}

fn trim_spaces(scope: &Scope, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && scope.chars[range.start] == ' ' {
        range.start += 1;
    }
    while range.start < range.end && scope.chars[range.end - 1] == ' ' {
        range.end -= 1;
    }
    range
}

/// The quotations of a segment that holds two or more of them and nothing else.
fn quotations_only(scope: &Scope, segment: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut out = Vec::new();
    let mut at = segment.start;
    while at < segment.end {
        let close = scope.closing(at).filter(|&close| close < segment.end)?;
        if !crate::text::is_quotation_mark(scope.chars[at]) {
            return None;
        }
        out.push(at..close + 1);
        at = close + 1;
    }
    (out.len() > 1).then_some(out)
}

/// Whether the numbers of items in the groups are the numerals of a chained label.
fn groups_match(
    groups: &[Range<usize>],
    items: &[Range<usize>],
    anchor: Anchor,
    label: &Label,
) -> bool {
    let counts = &label.counts;
    // One thing alone may be any clause: not before the label, where a verb leads to it (落实“三会一课”),
    // and not before two others (一X两Y).
    let telling = match counts.as_slice() {
        [1, 2] => false,
        _ => anchor != Anchor::End && label.counts_all(),
    };
    groups.len() == counts.len()
        && (telling || counts.iter().all(|&count| count > 1))
        && groups.iter().zip(counts).all(|(group, &count)| {
            let inside = |i: &&Range<usize>| group.start <= i.start && i.end <= group.end;
            items.iter().filter(inside).count() == count as usize
        })
}

/// Items of the form “X，so that Y” that all say their purpose alike are known by X.
fn first_clauses(scope: &Scope, items: &[Range<usize>], label: &Label) -> Vec<Range<usize>> {
    let clauses: Option<Vec<(usize, [char; 2])>> = items
        .iter()
        .map(|item| {
            let (comma, _) =
                scope.breaks_in(item.clone()).find(|(_, kind)| *kind == Break::Comma)?;
            let rest = scope.slice(comma + 1..item.end);
            Some((comma, [*rest.first()?, *rest.get(1)?]))
        })
        .collect();
    let headed = items.iter().all(|item| label.begins_with_head(scope.slice(item.clone())));
    match clauses {
        Some(clauses) if headed || clauses.windows(2).all(|pair| pair[0].1 == pair[1].1) => {
            items.iter().zip(clauses).map(|(item, (comma, _))| item.start..comma).collect()
        }
        _ => items.to_vec(),
    }
}

/// Whether all items begin with the head of the label, or with the same two characters.
fn share_head(scope: &Scope, items: &[Range<usize>], label: &Label) -> bool {
    items.iter().all(|item| label.begins_with_head(scope.slice(item.clone()))) || {
        let begins = |i: &Range<usize>| scope.slice(i.start..i.end.min(i.start + 2));
        items.len() > 2 && items.windows(2).all(|pair| begins(&pair[0]) == begins(&pair[1]))
    }
}

/// One segment too few: one of them is two, joined by a conjunction; or each of them is.
fn with_conjunction(
    scope: &Scope,
    divisions: &[(Break, Vec<Range<usize>>)],
    n: usize,
    anchor: Anchor,
    label: &Label,
) -> Option<Division> {
    for (level, segments) in divisions.iter().rev() {
        let top = divisions.first().map_or(*level, |(level, _)| *level);
        if segments.len() + 1 == n {
            // The last segment first: that is where a list has its conjunction. One in an open front
            // may join what stands before the list.
            let open_front = usize::from(anchor == Anchor::End && segments.len() > 1);
            for index in (open_front..segments.len()).rev() {
                let others: Vec<&Range<usize>> = segments
                    .iter()
                    .enumerate()
                    .filter(|&(i, _)| i != index)
                    .map(|(_, s)| s)
                    .collect();
                if let Some((left, right)) = split(scope, &segments[index], &others, anchor) {
                    let mut items = segments.clone();
                    items.splice(index..=index, [left, right]);
                    let grouped =
                        top > Break::Item && groups_match(&divisions[0].1, &items, anchor, label);
                    // Where commas stand too, a conjunction more or less proves nothing, unless all end alike.
                    if top > Break::Item && !grouped && !(level == &top && end_alike(scope, &items))
                    {
                        return None;
                    }
                    let headed = share_head(scope, &items, label);
                    return Some(Division {
                        items,
                        level: top,
                        joined: 1,
                        cut: false,
                        grouped,
                        headed,
                    });
                }
            }
        }
        if n >= 4 && top == Break::Item && segments.len() * 2 == n {
            let halves: Option<Vec<_>> =
                segments.iter().map(|s| split(scope, s, &[], Anchor::Both)).collect();
            if let Some(halves) = halves {
                let items: Vec<_> = halves.into_iter().flat_map(|(l, r)| [l, r]).collect();
                let headed = share_head(scope, &items, label);
                return Some(Division {
                    items,
                    level: top,
                    joined: n / 2,
                    cut: false,
                    grouped: false,
                    headed,
                });
            }
        }
    }
    None
}

/// Whether all items end in the same two characters, and are more than these.
fn end_alike(scope: &Scope, items: &[Range<usize>]) -> bool {
    let end =
        |item: &Range<usize>| scope.slice(item.end.saturating_sub(2).max(item.start)..item.end);
    items.len() > 2
        && items.iter().all(|item| item.len() > 2)
        && items.windows(2).all(|pair| end(&pair[0]) == end(&pair[1]))
}

/// Splits a segment at the conjunction that makes its halves most like the other items.
fn split(
    scope: &Scope,
    segment: &Range<usize>,
    others: &[&Range<usize>],
    anchor: Anchor,
) -> Option<(Range<usize>, Range<usize>)> {
    conjunctions(scope, segment)
        .into_iter()
        .map(|place| {
            let left = trim_spaces(scope, segment.start..place.start);
            (trim_comma(scope, left), trim_spaces(scope, place.end..segment.end))
        })
        .filter(|(left, right)| {
            left.len() >= 2 && right.len() >= 2 || { !left.is_empty() && left.len() == right.len() }
        })
        .max_by_key(|(left, right)| (likeness(scope, left, right, others, anchor), left.end))
}

fn trim_comma(scope: &Scope, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && scope.break_at(range.end - 1).is_some() {
        range.end -= 1;
    }
    range
}

/// How well two halves go with each other and with the other items: the same first or last
/// characters count for them, different lengths against.
fn likeness(
    scope: &Scope,
    left: &Range<usize>,
    right: &Range<usize>,
    others: &[&Range<usize>],
    anchor: Anchor,
) -> i64 {
    let first = |r: &Range<usize>| scope.slice(r.clone()).first().copied();
    let last = |r: &Range<usize>| scope.slice(r.clone()).last().copied();
    let mut score = 0;
    let mut compare = |a: &Range<usize>, b: &Range<usize>, open_front: bool| {
        score += 4 * i64::from(last(a) == last(b));
        score += 2 * i64::from(first(a) == first(b));
        let (a, b) = (a.len() as i64, b.len() as i64);
        score -= if open_front { (b - a).max(0) } else { (a - b).abs() };
    };
    if others.is_empty() {
        compare(left, right, anchor == Anchor::End);
    }
    for other in others {
        compare(left, other, false);
        compare(right, other, false);
    }
    score
}

/// The conjunctions of a range that stand outside of marks and are no part of a word.
pub(super) fn conjunctions(scope: &Scope, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some(close) = scope.closing(at).filter(|&close| close < range.end) {
            at = close + 1;
            continue;
        }
        match CONJUNCTIONS.prefix(scope.slice(at..range.end)) {
            Some(length) if length > 1 || !in_a_word(scope, at, range) => {
                out.push(at..at + length);
                at += length;
            }
            _ => at += 1,
        }
    }
    out
}

fn in_a_word(scope: &Scope, at: usize, range: &Range<usize>) -> bool {
    let word = |from: usize| {
        from >= range.start
            && from + 2 <= range.end
            && CONJUNCTION_WORDS.contains(scope.slice(from..from + 2))
    };
    word(at) || at.checked_sub(1).is_some_and(word)
}

/// Items that each begin with the head of the label (严禁…，…；严禁…), whatever divides them inside.
fn by_head(
    scope: &Scope,
    divisions: &[(Break, Vec<Range<usize>>)],
    n: usize,
    label: &Label,
) -> Option<Division> {
    let top = divisions.first().map_or(Break::Item, |(level, _)| *level);
    for (level, segments) in divisions {
        let headed: Vec<Range<usize>> = segments
            .iter()
            .filter(|segment| label.begins_with_head(scope.slice((*segment).clone())))
            .cloned()
            .collect();
        if headed.len() == n && *level >= Break::Item && n >= 2 {
            return Some(Division {
                items: headed,
                level: top,
                joined: 0,
                cut: false,
                grouped: false,
                headed: true,
            });
        }
    }
    None
}

/// The first or last `n` of a longer series, if these and no others are alike.
fn part_of_series(
    scope: &Scope,
    divisions: &[(Break, Vec<Range<usize>>)],
    n: usize,
    anchor: Anchor,
    label: &Label,
) -> Option<Division> {
    if anchor == Anchor::Both || n < 3 {
        return None;
    }
    for (level, segments) in divisions {
        if segments.len() <= n {
            continue;
        }
        let (items, next) = match anchor {
            Anchor::End => (&segments[segments.len() - n..], &segments[segments.len() - n - 1]),
            _ => (&segments[..n], &segments[n]),
        };
        let edge = |r: &Range<usize>, back: bool| {
            let slice = scope.slice(r.clone());
            if back { slice.last().copied() } else { slice.first().copied() }
        };
        let alike = |back: bool| {
            items.windows(2).all(|pair| edge(&pair[0], back) == edge(&pair[1], back))
                && edge(next, back) != edge(&items[0], back)
        };
        if alike(false) || alike(true) {
            let items = items.to_vec();
            let headed = share_head(scope, &items, label);
            return Some(Division {
                items,
                level: *level,
                joined: 0,
                cut: true,
                grouped: false,
                headed,
            });
        }
    }
    None
}
