//! Lists further before the label, to which 这 points back.

use super::before::is_numbered_label;
use super::certainty::{Likeness, Link, certainty, likeness};
use super::items::{Anchor, divide};
use super::label::Label;
use super::lead_in::{trim_first, trim_last};
use super::scope::{Break, Scope};
use super::{Found, Pattern};
use crate::text::Words;

/// The nearest list of exactly `n` items that 这 may point back to, in this sentence or the one before.
pub(super) fn back_reference(
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
