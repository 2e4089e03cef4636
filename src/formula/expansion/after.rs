//! Lists after the label: in brackets, behind a link word, or announced by the label alone.

use super::before::holds_head;
use super::certainty::{Likeness, Link, certainty, is_telling, likeness};
use super::enumeration::{begins_enumeration, enumeration};
use super::items::{Anchor, Division, divide};
use super::label::Label;
use super::lead_in::{
    counted_again, counted_otherwise, explaining, trim_before_shared_start, trim_behind_shared_end,
    trim_first, trim_last, trim_modified, trim_open_end,
};
use super::quoted_behind::{quoted_behind, repeating_head};
use super::scope::{Break, Scope};
use super::{ENOUGH, Found, Pattern};
use crate::formula::words::WEAK_LINKS;
use crate::text::{Words, is_quotation_mark};
use std::ops::Range;

/// A head noun that belongs to the label (工程 in “十个全覆盖”工程包括…) is at most so long.
const MAX_TAIL: usize = 8;
/// So many characters from the link on, a colon belongs to it.
const MAX_LEAD: usize = 16;

/// A place after the label where a list may begin, and what ties it to the label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) link: Link,
    /// Whether only a comma or a sentence end stands between.
    pub(super) loose: bool,
    /// Whether no head noun stands between.
    pub(super) direct: bool,
}

impl Opening {
    fn new(at: usize, link: Link) -> Opening {
        Opening { at, link, loose: false, direct: true }
    }
}

/// Adds the readings of what stands after the label.
pub(super) fn after(
    scope: &Scope,
    outer: &Range<usize>,
    label: &Label,
    words: Option<&Words>,
    found: &mut Vec<Found>,
) {
    let right = scope.right_bound(outer.end);
    for &n in &label.expected {
        found.extend(explained(scope, outer.end, right, n as usize, label, words));
    }
}

/// The surest reading of what stands from `at` on as `n` items.
pub(super) fn explained(
    scope: &Scope,
    at: usize,
    right: usize,
    n: usize,
    label: &Label,
    words: Option<&Words>,
) -> Option<Found> {
    let mut best = brackets(scope, at, right, n, label);
    for opening in openings(scope, at, right, label) {
        let readings = [
            enumeration(scope, &opening, right, n),
            behind(scope, &opening, right, n, label, words),
            quoted_behind(scope, &opening, right, n, label),
            enumeration_behind_definition(scope, &opening, right, n),
        ];
        for reading in readings.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| reading.certainty > best.certainty) {
                best = Some(reading);
            }
        }
    }
    best.filter(|best| best.certainty >= ENOUGH)
        .or_else(|| repeating_head(scope, at, right, n, label))
}

/// The numbered list that a definition ends in: “三X”是指下列三种物品：1.…2.…3.…
fn enumeration_behind_definition(
    scope: &Scope,
    opening: &Opening,
    right: usize,
    n: usize,
) -> Option<Found> {
    const MAX_DEFINITION: usize = 60;
    if opening.loose || opening.link < Link::Explaining {
        return None;
    }
    let limit = right.min(opening.at + MAX_DEFINITION);
    let mut breaks = scope.breaks_in(opening.at..limit);
    let colon = breaks.find(|(_, kind)| matches!(kind, Break::Colon | Break::Stop))?;
    enumeration(scope, &behind_colon(scope, colon, right)?, right, n)
}

/// “四X”（A、B、C、D）, with a head noun between them or not.
fn brackets(scope: &Scope, at: usize, right: usize, n: usize, label: &Label) -> Option<Found> {
    let open = (at..right.min(at + MAX_TAIL + 1))
        .take_while(|&at| scope.break_at(at).is_none())
        .find(|&at| matches!(scope.chars[at], '（' | '('))?;
    let close = scope.closing(open).filter(|&close| close < right)?;
    let inside = open + 1..close;
    let length = explaining(scope.slice(inside.clone())).unwrap_or(0);
    let opening = Opening::new(skip_breaks(scope, inside.start + length, close), Link::Explaining);
    if let Some(found) = enumeration(scope, &opening, close, n) {
        return Some(found);
    }
    let mut division = divide(scope, opening.at..close, n, Anchor::Both, label)?;
    let mut items = std::mem::take(&mut division.items);
    trim_open_end(scope, &mut items);
    let alike = likeness(scope, &items, &division, label);
    let certainty = certainty(n, Link::Explaining, alike, &division, false);
    Some(Found { items, pattern: Pattern::Brackets, expected: n, certainty })
}

fn skip_breaks(scope: &Scope, mut at: usize, end: usize) -> usize {
    let skipped = |at: usize| matches!(scope.chars[at], '，' | ',' | '：' | ':');
    while at < end && (skipped(at) || scope.chars[at].is_whitespace()) {
        at += 1;
    }
    at
}

/// Where the list begins behind a link that ends at `at`: 具体来说，就是|A、B.
fn behind_link(scope: &Scope, at: usize, right: usize) -> usize {
    let next = skip_breaks(scope, at, right);
    match scope.slice(next..right) {
        ['就', '是', ..] => skip_breaks(scope, next + 2, right),
        _ => next,
    }
}

/// The places after the label where a list may begin.
pub(super) fn openings(scope: &Scope, at: usize, right: usize, label: &Label) -> Vec<Opening> {
    if let Some(answer) = answer(scope, at, right) {
        // An answer that names the label again explains that mention.
        let again = label.opens(scope.slice(answer.at..right));
        return if again { Vec::new() } else { vec![answer] };
    }
    let mut out = Vec::new();
    let mut tail = at;
    // A head noun may stand before the link, but no marks and no break.
    while tail < right && tail <= at + MAX_TAIL {
        let text = scope.slice(tail..right);
        let touches = tail == at;
        if let Some(length) =
            explaining(text).filter(|&length| length > 1 || touches || text[0] == '即')
        {
            let next = behind_link(scope, tail + length, right);
            out.push(Opening::new(next, Link::Explaining));
            break;
        }
        // A weak link counts right behind the label, or with a colon.
        if let Some(length) = WEAK_LINKS.prefix(text) {
            let next = skip_breaks(scope, tail + length, right);
            let colon = scope.break_at(tail + length) == Some(Break::Colon);
            let copula = matches!(text[0], '是' | '为' | '就' | '指' | '由');
            // 就是 does with a head noun before it, where 是 and 为 say something of the noun.
            let emphatic = text.starts_with(&['就', '是']);
            let direct = (touches && copula || emphatic) && next == tail + length;
            if colon || direct {
                let link = if colon { Link::Explaining } else { Link::Weak };
                out.push(Opening::new(next, link));
            }
            if colon {
                break;
            }
        }
        if let Some(kind) = scope.break_at(tail) {
            out.extend(behind_break(scope, tail, kind, right, touches));
            break;
        }
        if touches {
            out.extend(at_once(scope, at, right, label));
        }
        let leaves = matches!(text[0], '和' | '与' | '及' | '对' | '把' | '被' | '在' | '了');
        if leaves || scope.partner(tail).is_some() || is_quotation_mark(scope.chars[tail]) {
            break;
        }
        tail += 1;
    }
    let explains = |opening: &&Opening| opening.link == Link::Explaining && !opening.loose;
    if let Some(&Opening { at, .. }) = out.iter().find(explains) {
        // “四个一样”，即巡护时要做到：A、B、C、D. A few words and a colon lead from the link to the list.
        let next = scope.breaks_in(at..right.min(at + MAX_LEAD)).next();
        out.extend(next.and_then(|next| behind_colon(scope, next, right)));
        out.extend(behind_clause(scope, at, right));
    }
    out
}

/// “三课堂”固定课堂、流动课堂、特色课堂: a list may follow at once, if its first item shows whose it is.
fn at_once(scope: &Scope, at: usize, right: usize, label: &Label) -> Option<Opening> {
    let (end, _) = scope.breaks_in(at..right).next().filter(|&(_, kind)| kind == Break::Item)?;
    let first = scope.slice(at..end);
    let own = label.begins_with_head(first) || label.whole_head_in(first);
    own.then_some(Opening { at, link: Link::Touching, loose: true, direct: true })
}

/// “三看”：选人用人时，要看A、看B、看C. One clause leads from the link to a list, which runs to the end of the sentence.
fn behind_clause(scope: &Scope, at: usize, right: usize) -> Option<Opening> {
    let mut breaks = scope.breaks_in(at..right);
    let (comma, _) = breaks.next().filter(|&(_, kind)| kind == Break::Comma)?;
    let mut rest = breaks.map(|(_, kind)| kind);
    let listed = rest.next() == Some(Break::Item);
    let ends = rest.find(|&kind| kind != Break::Item).is_none_or(|kind| kind == Break::Stop);
    let next = skip_breaks(scope, comma + 1, right);
    (listed && ends).then(|| Opening::new(next, Link::Weak))
}

/// What a break opens, if it is a colon to which a link has led.
fn behind_colon(scope: &Scope, (at, kind): (usize, Break), right: usize) -> Option<Opening> {
    let opening = Opening::new(skip_breaks(scope, at + 1, right), Link::Explaining);
    (kind == Break::Colon).then_some(opening)
}

/// “五个到村”是什么？答：一是… The list answers the question in which the label stands.
fn answer(scope: &Scope, at: usize, right: usize) -> Option<Opening> {
    const MAX_QUESTION: usize = 14;
    let end = (at..right.min(at + MAX_QUESTION)).find(|&at| scope.break_at(at).is_some())?;
    let asked = scope.slice(at..end);
    let asks = |word: [char; 2]| asked.windows(2).any(|pair| pair == word);
    let asks = asks(['什', '么']) || asks(['哪', '些']) || asks(['哪', '几']);
    let mark = matches!(scope.chars[end], '？' | '?');
    if !(mark || asks && scope.chars[end] == '\n') {
        return None;
    }
    let mut next = end;
    while next < right && (scope.break_at(next).is_some() || scope.chars[next].is_whitespace()) {
        next += 1;
    }
    let answers = scope.slice(next..right).starts_with(&['答']);
    let next = if answers { skip_breaks(scope, next + 1, right) } else { next };
    (asks || answers).then(|| Opening::new(next, Link::Explaining))
}

/// What a break after the label opens: ： a list; ， and 。 only with a link word, a numbered list, or
/// items that show by themselves whose they are.
fn behind_break(
    scope: &Scope,
    at: usize,
    kind: Break,
    right: usize,
    direct: bool,
) -> Option<Opening> {
    let dash = scope.chars[at] == '—';
    let next = skip_breaks(scope, at + 1 + usize::from(dash), right);
    let text = scope.slice(next..right);
    if let Some(length) = explaining(text).filter(|&length| length > 1 || text[0] == '即') {
        return Some(Opening::new(behind_link(scope, next + length, right), Link::Explaining));
    }
    let defining = match text {
        ['就', '是', ..] => 2,
        // Not 指出, 指导 and the like.
        ['指', next, ..] if !"出导示挥定标数引望责明向派".contains(*next) => 1,
        _ => 0,
    };
    if defining > 0 && kind == Break::Comma {
        return Some(Opening::new(skip_breaks(scope, next + defining, right), Link::Weak));
    }
    match kind {
        Break::Colon => Some(Opening::new(next, if dash { Link::Weak } else { Link::Explaining })),
        Break::Comma | Break::Stop => {
            Some(Opening { at: next, link: Link::Touching, loose: true, direct })
        }
        _ => None,
    }
}

/// The list that begins at an opening.
fn behind(
    scope: &Scope,
    opening: &Opening,
    right: usize,
    n: usize,
    label: &Label,
    words: Option<&Words>,
) -> Option<Found> {
    if opening.at >= right || begins_enumeration(scope, opening.at, right) {
        return None;
    }
    let chance = label.is_name() || label.counts.iter().all(|&count| count == 1);
    if n == 2
        && !chance
        && opening.direct
        && let Some(found) = both(scope, opening, right)
    {
        return Some(found);
    }
    let mut ends = ends(scope, opening.at, right);
    // A和B两个轮子相互协调: the numeral ends the list before any break does, and says that it is one.
    let first = ends.first().copied().unwrap_or(right);
    let counted = counted_again(scope, &(opening.at..first), n).filter(|_| !opening.loose);
    ends.splice(0..0, counted);
    let mut best: Option<Found> = None;
    for end in ends {
        let link = if Some(end) == counted { Link::Explaining } else { opening.link };
        let opening = &Opening { link, ..*opening };
        let Some(mut division) = divide(scope, opening.at..end, n, Anchor::Start, label) else {
            continue;
        };
        let mut items = std::mem::take(&mut division.items);
        if items.last().is_some_and(|last| counted_otherwise(scope, last, n)) {
            continue;
        }
        match opening.loose {
            true => trim_first(scope, &mut items, label, words),
            false => trim_before_shared_start(scope, &mut items),
        }
        // A list that runs to the end of its sentence needs hardly a cut, unless it may be one clause.
        match scope.break_at(end) == Some(Break::Stop) && n > 2 {
            true => trim_modified(scope, &mut items),
            false => trim_last(scope, &mut items, n),
        }
        let alike = likeness(scope, &items, &division, label);
        if opening.link > Link::Weak && division.level == Break::Item && !division.headed {
            trim_behind_shared_end(scope, &mut items);
        }
        if !believable(scope, opening, &items, &division, alike, label) {
            continue;
        }
        let certainty = certainty(n, opening.link, alike, &division, false);
        if best.as_ref().is_none_or(|best| certainty > best.certainty) {
            best = Some(Found { items, pattern: Pattern::After, expected: n, certainty });
        }
    }
    best
}

/// Where a list that begins at `at` may end: at the nearest break of each level.
fn ends(scope: &Scope, at: usize, right: usize) -> Vec<usize> {
    let mut breaks = scope.breaks_in(at..right).peekable();
    let mut ends: Vec<usize> = Vec::new();
    for level in [Break::Comma, Break::Semicolon, Break::Colon] {
        while breaks.next_if(|(_, kind)| *kind < level).is_some() {}
        let end = breaks.peek().map_or(right, |&(at, _)| at);
        if !ends.contains(&end) && end > at {
            ends.push(end);
        }
    }
    ends
}

/// Whether a division behind an opening can be the expansion.
fn believable(
    scope: &Scope,
    opening: &Opening,
    items: &[Range<usize>],
    division: &Division,
    alike: Likeness,
    label: &Label,
) -> bool {
    let texts: Vec<&[char]> = items.iter().map(|item| scope.slice(item.clone())).collect();
    let headed = texts.iter().all(|text| label.begins_with_head(text));
    let telling = is_telling(items.len(), alike, division);
    let weak = (label.counts_weakly(items.len()) || label.is_name()) && !telling;
    if opening.loose {
        let named = texts.len() > 2 && texts.iter().all(|text| label.whole_head_in(text));
        let ones = label.head == ['一']
            && texts.len() > 2
            && texts.iter().all(|text| text.first() == Some(&'一'));
        return (headed || named || ones || label.heads_each(&texts)) && !weak;
    }
    let chained_name = label.is_name() && label.counts.len() > 1;
    if weak && (opening.link < Link::Explaining || chained_name || !holds_head(scope, items, label))
    {
        return false;
    }
    let clauses = division.level == Break::Comma && !division.grouped;
    match opening.link {
        Link::Explaining => {
            !clauses || alike > Likeness::None || (items.len() >= 3 && label.counts.len() == 1)
        }
        _ if items.len() == 2 => alike == Likeness::Strong,
        _ => (alike > Likeness::None || items.len() >= 4) && !(clauses && alike < Likeness::Strong),
    }
}

/// “一X双Y”，既要A，也要B: a pair of clauses tied by their first words.
fn both(scope: &Scope, opening: &Opening, right: usize) -> Option<Found> {
    const PAIRS: [(&str, &[&str]); 3] = [
        ("既", &["也", "又", "还"]),
        ("不仅", &["还", "也", "而且", "更"]),
        ("一方面", &["另一方面"]),
    ];
    let starts = |at: usize, word: &str| {
        let text = scope.slice(at..right);
        word.chars().enumerate().all(|(i, c)| text.get(i) == Some(&c)).then(|| word.chars().count())
    };
    let (length, seconds) =
        PAIRS.iter().find_map(|(first, seconds)| Some((starts(opening.at, first)?, *seconds)))?;
    // 不仅…还 behind a mere comma goes on with the sentence more often than it explains.
    if opening.loose && starts(opening.at, "既").is_none() {
        return None;
    }
    let breaks = scope.breaks(opening.at..right);
    let &(comma, _) = breaks.iter().find(|(_, kind)| *kind == Break::Comma)?;
    let second = skip_breaks(scope, comma + 1, right);
    let skip = seconds.iter().find_map(|word| starts(second, word))?;
    let end = breaks
        .iter()
        .find(|&&(at, kind)| at > second && kind > Break::Item)
        .map_or(right, |&(at, _)| at);
    let bare = |at: usize| if scope.slice(at..right).first() == Some(&'要') { at + 1 } else { at };
    let items = vec![bare(opening.at + length)..comma, bare(second + skip)..end];
    let certainty = if opening.loose { 0.6 } else { 0.8 };
    items.iter().all(|item| item.start < item.end).then_some(Found {
        items,
        pattern: Pattern::After,
        expected: 2,
        certainty,
    })
}
