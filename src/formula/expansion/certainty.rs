//! How sure an expansion is: a sum of what speaks for it and against it.
//!
//! | evidence | weight |
//! |---|---|
//! | the right number of items: 4 or more / 3 / 2 | 0.70 / 0.50 / 0.35 |
//! | an explaining link (即, 是指, 包括, ：, brackets) | + 0.30 |
//! | a joining link (的, 这, 等, 组成的) | + 0.25 |
//! | a weak link (是, 就是, 要求, ——, the sentence before; 指 behind a comma) | + 0.10 |
//! | nothing between list and label | + 0.05 |
//! | the items share their head, or the head of the label, or come in the groups of the label | + 0.25 |
//! | the items share their last or first character or their length, or hold one of the label's head | + 0.15 |
//! | commas divide items before the label | − 0.15 |
//! | the items are part of a longer series | − 0.25 |
//!
//! Two readings have no list to weigh: a numbered list of the right length has 0.9 behind an
//! explaining link (0.8 if it numbers two things), 0.7 behind a weak one, 0.55 if only a comma or a
//! sentence end stands between; 既…也… has 0.8, or 0.6 behind a mere comma.
//!
//! The numbers follow the error rates that were read: with 4 or more items a list that touches the
//! label is nearly always its expansion, with 2 or 3 about two times in three.

use super::items::Division;
use super::label::Label;
use super::scope::{Break, Scope};
use std::ops::Range;

/// How a list and a label are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// Nothing stands between them.
    Touching,
    /// 是, 就是, 要求, ——, 指 behind a comma, or a sentence end.
    Weak,
    /// 的, 这, 等.
    Joining,
    /// 即, 是指, 包括, ：, brackets.
    Explaining,
}

/// From this certainty on an expansion is believed.
pub(super) const ENOUGH: f64 = 0.5;

/// How alike the items are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    None,
    Some,
    Strong,
}

/// How alike the trimmed items are.
pub(super) fn likeness(
    scope: &Scope,
    items: &[Range<usize>],
    division: &Division,
    label: &Label,
) -> Likeness {
    let texts: Vec<&[char]> = items.iter().map(|item| scope.slice(item.clone())).collect();
    let same = |key: &dyn Fn(&[char]) -> Option<char>| {
        texts.windows(2).all(|pair| key(pair[0]) == key(pair[1]))
    };
    let in_head =
        |which: &dyn Fn((bool, bool)) -> bool| texts.iter().all(|text| which(label.head_in(text)));
    let last = same(&|text| text.last().copied());
    let whole_head = texts.iter().all(|text| label.whole_head_in(text));
    if division.grouped || division.headed || whole_head || (last && in_head(&|(_, last)| last)) {
        return Likeness::Strong;
    }
    let length = texts.windows(2).all(|pair| pair[0].len() == pair[1].len());
    let first = same(&|text| text.first().copied());
    if first || last || length || in_head(&|(first, _)| first) || in_head(&|(_, last)| last) {
        Likeness::Some
    } else {
        Likeness::None
    }
}

/// Whether a list is so telling that it counts even beside a label that texts hardly ever explain: as many
/// items as that are no chance, four only if they are alike.
pub(super) fn is_telling(n: usize, likeness: Likeness, division: &Division) -> bool {
    let many = n >= 5 || n == 4 && likeness == Likeness::Strong;
    !division.cut && (division.grouped || many)
}

/// The certainty of a division, between 0 and 1.
pub(super) fn certainty(
    n: usize,
    link: Link,
    likeness: Likeness,
    division: &Division,
    before: bool,
) -> f64 {
    let mut sum: f64 = match n {
        0..=2 => 0.35,
        3 => 0.50,
        _ => 0.70,
    };
    sum += match link {
        Link::Explaining => 0.30,
        Link::Joining => 0.25,
        Link::Weak => 0.10,
        Link::Touching => 0.05,
    };
    sum += match likeness {
        Likeness::Strong => 0.25,
        Likeness::Some => 0.15,
        Likeness::None => 0.0,
    };
    if before && division.level > Break::Item && !division.grouped {
        sum -= 0.15;
    }
    if division.cut {
        sum -= 0.25;
    }
    sum.clamp(0.0, 1.0)
}
