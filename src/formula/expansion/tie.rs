//! What ties a label to a list before it: nothing, 的, 这, 等 with a modifier, 简称, a bracket around the
//! label alone.

use super::certainty::Link;
use super::items::conjunctions;
use super::lead_in::{core, et_cetera};
use super::scope::{Break, Scope};
use crate::formula::words::{BEFORE_LINKS, LEAD_INS};
use std::ops::Range;

/// What ends before the label and how the label is tied to it.
pub(super) struct Tie {
    /// One past the last character of the list.
    pub(super) end: usize,
    /// Where the text that may hold the list begins.
    pub(super) left: usize,
    pub(super) link: Link,
    /// Whether 等 closes the list.
    pub(super) open: bool,
    /// Whether 这 points back, maybe over some words.
    pub(super) back: bool,
}

/// Reads the link between list and label from the right to the left.
pub(super) fn tie(scope: &Scope, outer: &Range<usize>, left: usize) -> Option<Tie> {
    let mut tie = Tie { end: outer.start, left, link: Link::Touching, open: false, back: false };
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
            tie.left = scope.left_bound(open);
        }
    }
    loop {
        let text = scope.slice(tie.left..tie.end);
        if text.last() == Some(&' ') {
            tie.end -= 1;
        } else if let Some(length) = BEFORE_LINKS.suffix(text) {
            let word = scope.slice(tie.end - length..tie.end);
            tie.open |= word.first() == Some(&'等');
            tie.back |= word.first() == Some(&'这');
            let explains = explains(word);
            tie.link = tie.link.max(if explains { Link::Explaining } else { Link::Joining });
            tie.end -= length;
        } else {
            break;
        }
    }
    // A、B、C，这“三个X”: the break goes with 这; without it, a label behind a break is an item itself.
    match tie.end.checked_sub(1).filter(|&at| at >= tie.left).and_then(|at| scope.break_at(at)) {
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
        modifier_behind_et_cetera(scope, &mut tie);
    }
    Some(tie)
}

/// Whether a link says that the label is a name for the list (简称, 也就是) and does not only join them.
fn explains(link: &[char]) -> bool {
    let joins = matches!(link, ['这'] | ['这', '个' | '些' | '一'] | ['等' | '为' | '于', ..]);
    !joins && link.last() != Some(&'的')
}

/// A、B、C等防疫“三X”: what stands between 等 and the label is no item.
fn modifier_behind_et_cetera(scope: &Scope, tie: &mut Tie) {
    let Some(segment) = last_segment(scope, tie.left, tie.end) else { return };
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
