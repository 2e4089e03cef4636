//! A cheap question: does a list of the right length end where an unquoted label begins?

use super::certainty::Link;
use super::items::{Anchor, divide};
use super::label::Label;
use super::scope::{Break, MARKS, Scope};
use super::series::is_series_of_objects;
use super::tie::Tie;
use crate::formula::words::CONJUNCTIONS;
use crate::text::{CharSet, Text};

/// Whether a list of exactly `expected` items ends right before the character `at`: a witness for an
/// unquoted label there (A、B、C、D四个X). Looks at the clause before `at` only, and takes
/// neither 的 nor 这 nor 等 as a link.
pub fn list_touching(text: &Text, at: usize, expected: u32) -> bool {
    const REACH: usize = 160;
    let n = expected as usize;
    if !(2..=36).contains(&n) || at == 0 || at > text.chars().len() {
        return false;
    }
    let from = at.saturating_sub(REACH);
    if !may_end_a_list(&text.chars()[from..at], n) {
        return false;
    }
    let scope = Scope::new(text, from..at);
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
    let tie = Tie { end: at, left, link: Link::Touching, open: false, back: false };
    divide(&scope, start..at, n, Anchor::End, &label).is_some_and(|division| {
        !division.cut && !is_series_of_objects(&scope, &division.items, &tie, &division)
    })
}

/// Whether the clause at the end of `before` holds anything that could divide it into `n` items: most
/// hold nothing, and reading marks and breaks in pairs would only show the same.
fn may_end_a_list(before: &[char], n: usize) -> bool {
    let mut rest = before;
    while let Some((&c, front)) = rest.split_last() {
        // Inside of pairs, breaks divide nothing, and quotations that touch are items.
        let divides = c == '、' || MARKS.contains(c);
        if divides || n == 2 && CONJUNCTIONS.suffix(rest).is_some() {
            return true;
        }
        if ENDS.contains(c) {
            return false;
        }
        rest = front;
    }
    false
}

/// What surely ends the clause of a list.
static ENDS: CharSet = CharSet::of(&['，', '；', ';', '：', '。', '！', '？', '…', '\n', '!', '?']);
