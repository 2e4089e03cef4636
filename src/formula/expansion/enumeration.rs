//! Numbered lists: 一是…二是…, 一要…, 第一，…, 首先…其次…, （一）…, 1.….

use super::after::Opening;
use super::certainty::Link;
use super::label::MAX_ITEMS;
use super::scope::{Break, Scope};
use super::{Found, Pattern};
use crate::formula::numeral::chinese;
use std::ops::Range;
use std::sync::LazyLock;

/// The ways in which a style of numbering writes one number.
type Marks = Vec<Vec<char>>;

/// For every style, its marks for 1, 2, 3 and so on: one more than a numeral can count.
static MARKS: LazyLock<Vec<Vec<Marks>>> = LazyLock::new(|| {
    let marks = |style: &Style, n: u32| -> Marks {
        style(n).iter().map(|mark| mark.chars().collect()).collect()
    };
    STYLES.iter().map(|style| (1..=MAX_ITEMS + 1).map(|n| marks(style, n)).collect()).collect()
});

/// The length of the mark at the start of `text` that a style sets before its item number `number`.
fn mark_at(text: &[char], style: &[Marks], number: usize) -> Option<usize> {
    let marks = style.get(number.checked_sub(1)?)?;
    marks.iter().find(|mark| text.starts_with(mark)).map(|mark| mark.len())
}

/// How a style of numbering writes the number `n`.
type Style = fn(u32) -> Vec<String>;

const STYLES: [Style; 9] = [
    |n| words(n, "", &["是", "要"]),
    |n| {
        words(
            n,
            "第",
            &["，", "、", "：", "是", ",", "步，", "步：", "种是", "个是", "类是", "条是", "点是"],
        )
    },
    |n| words(n, "（", &["）"]),
    |n| words(n, "(", &[")"]),
    |n| words(n, "", &["、"]),
    |n| words(n, "其", &["，", "是"]),
    |n| vec![format!("{n}."), format!("{n}、"), format!("{n}．")],
    |n| {
        ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩']
            .get(n as usize - 1)
            .map(|c| c.to_string())
            .into_iter()
            .collect()
    },
    |n| {
        let words: &[&str] = match n {
            1 => &["首先"],
            2 => &["其次"],
            3 => &["再次", "然后", "第三", "最后"],
            4 => &["最后", "第四", "再次"],
            _ => &["最后"],
        };
        words.iter().map(|word| word.to_string()).collect()
    },
];

fn words(n: u32, before: &str, after: &[&str]) -> Vec<String> {
    match chinese(n) {
        Some(numeral) => after.iter().map(|after| format!("{before}{numeral}{after}")).collect(),
        None => Vec::new(),
    }
}

/// The numbered list of exactly `n` items that begins at an opening.
pub(super) fn enumeration(
    scope: &Scope,
    opening: &Opening,
    right: usize,
    n: usize,
) -> Option<Found> {
    if n < 2 {
        return None;
    }
    let items = MARKS.iter().find_map(|style| numbered(scope, opening.at, right, n, style))?;
    let certainty = match (opening.link, n) {
        (Link::Explaining, 2) => 0.8,
        (Link::Explaining, _) => 0.9,
        (Link::Weak, _) => 0.7,
        _ if opening.loose && n < 3 => return None,
        _ => 0.55,
    };
    Some(Found { items, pattern: Pattern::Enumeration, expected: n, certainty })
}

/// Whether a numbered list begins at `at`, of whatever length.
pub(super) fn begins_enumeration(scope: &Scope, at: usize, right: usize) -> bool {
    let text = scope.slice(at..right);
    MARKS.iter().any(|style| mark_at(text, style, 1).is_some())
}

fn numbered(
    scope: &Scope,
    at: usize,
    right: usize,
    n: usize,
    style: &[Marks],
) -> Option<Vec<Range<usize>>> {
    let starts = |at: usize, number: usize| mark_at(scope.slice(at..right), style, number);
    let mut places = vec![(at, starts(at, 1)?)];
    for (place, _) in scope.breaks_in(at..right) {
        let next = behind_spaces(scope, place + 1, right);
        let number = places.len() + 1;
        if places.len() == n && starts(next, 1).is_some() {
            // Another list begins: that it goes on to higher numbers says nothing of this one.
            break;
        }
        if let Some(length) = starts(next, number) {
            if places.len() == n {
                // One number more: the list counts something else.
                return None;
            }
            places.push((next, length));
        }
    }
    if places.len() != n {
        return None;
    }
    let items = places
        .iter()
        .enumerate()
        .map(|(index, &(place, length))| {
            let limit = places.get(index + 1).map_or(right, |&(next, _)| next);
            let start = behind_spaces(scope, place + length, limit);
            let end = first_clause(scope, start, limit);
            start..end
        })
        .collect();
    Some(items)
}

fn behind_spaces(scope: &Scope, mut at: usize, right: usize) -> usize {
    while at < right
        && (scope.chars[at].is_whitespace() || matches!(scope.chars[at], '，' | ',' | '：'))
    {
        at += 1;
    }
    at
}

fn first_clause(scope: &Scope, start: usize, limit: usize) -> usize {
    scope
        .breaks_in(start..limit)
        .find(|&(at, kind)| kind > Break::Item && at > start)
        .map_or(limit, |(at, _)| at)
}
