//! Cuts an item down to its core: the lead-in before the first item (落实|病案首页、…), the rest of the
//! clause after the last one (七台河|的采沉区), marks and 等.

use super::label::Label;
use super::scope::Scope;
use crate::formula::numeral::{is_numeral, run_length, value};
use crate::formula::words::{AFTER_LINKS, CONJUNCTION_WORDS, LEAD_INS, is_measure_word};
use crate::text::{Words, is_quotation_mark};
use std::ops::Range;

/// Cuts the lead-in off the first item of a list whose front is open. The later items show where:
/// by what they all begin with, by their common length, by beginning with verbs or not; only then
/// do the words of the list of lead-ins.
pub(super) fn trim_first(
    scope: &Scope,
    items: &mut [Range<usize>],
    label: &Label,
    words: Option<&Words>,
) {
    let Some((first, others)) = items.split_first_mut() else { return };
    if others.is_empty() || first.start >= first.end {
        return;
    }
    let others: Vec<&[char]> = others.iter().map(|item| scope.slice(item.clone())).collect();
    let text = scope.slice(first.clone());
    let longest = others.iter().map(|item| item.len()).max().unwrap_or(0);
    let lead_in = by_lead_in(scope, first, &others, longest, label, words);
    // One shared character may be chance, unless it is of the label: a lead-in shortly before it is the
    // better place.
    let prefix = by_prefix(text, &others, label).map(|(shared, cut)| match lead_in {
        Some(lead_in)
            if shared == 1
                && lead_in < cut
                && cut - lead_in <= 4
                && !label.chars.contains(&text[cut])
                && !text[lead_in..cut].iter().any(|&c| is_numeral(c)) =>
        {
            lead_in
        }
        _ => cut,
    });
    let cut = prefix
        .or_else(|| by_length(text, &others, words))
        .or_else(|| by_conjunction(text, &others))
        .or(lead_in);
    if let Some(cut) = cut {
        first.start += cut;
    }
    // 通过了|关于…的决定: the particle goes with the verb before it.
    let text = scope.slice(first.clone());
    if text.len() > 2 && text[0] == '了' && text[1] != '解' {
        first.start += 1;
    }
}

/// How many characters all the others begin with, and where the first item does so too.
fn by_prefix(text: &[char], others: &[&[char]], label: &Label) -> Option<(usize, usize)> {
    let shared = (0..others[0].len())
        .take_while(|&i| others.iter().all(|other| other.get(i) == Some(&others[0][i])))
        .count();
    // One other item shares all of itself with itself; then only the head of the label can tell.
    let shared = match (others.len(), shared) {
        (1, _) if label.begins_with_head(others[0]) => label.head.len().clamp(1, 2),
        (1, _) => return None,
        (_, shared) => shared,
    };
    if shared == 0 {
        return None;
    }
    let prefix = &others[0][..shared.min(4)];
    let longest = others.iter().map(|other| other.len()).max().unwrap_or(0);
    let found = (0..text.len())
        .rev()
        .filter(|&at| {
            text[at..].starts_with(prefix) && text.len() - at > prefix.len().min(text.len() - 1)
        })
        .find(|&at| text.len() - at + 1 >= longest.min(3));
    let found = found.filter(|&at| shared > 1 || text.len() - at <= longest + 3)?;
    Some((shared, found))
}

/// Where the first item would be as long as all the others, if they are equally long and a word
/// begins there.
fn by_length(text: &[char], others: &[&[char]], words: Option<&Words>) -> Option<usize> {
    let length = others[0].len();
    let equal = others.iter().all(|other| other.len() == length);
    if !equal || text.len() <= length || length < 2 {
        return None;
    }
    let cut = text.len() - length;
    let alike =
        text.last() == others[0].last() && others.windows(2).all(|p| p[0].last() == p[1].last());
    let bounded = match words {
        Some(words) => words.ends(&text.iter().collect::<String>()).contains(&cut),
        None => LEAD_INS.suffix(&text[..cut]).is_some(),
    };
    ((others.len() > 1 || LEAD_INS.suffix(&text[..cut]).is_some()) && (alike || bounded))
        .then_some(cut)
}

/// Behind a conjunction that only the first item holds, if what is left is as long as the items that follow:
/// 围绕改革和|经济、政治、文化、生态文明. What joins items stands before the last of them, so this one joins
/// the list to what is no part of it.
fn by_conjunction(text: &[char], others: &[&[char]]) -> Option<usize> {
    let joins = |c: &char| matches!(c, '和' | '与' | '及');
    let (last, middle @ [second, _, ..]) = others.split_last()? else { return None };
    let alike = middle.iter().all(|other| other.len() == second.len());
    if !alike || second.len() < 2 || last.len() < 2 || others.iter().any(|o| o.iter().any(joins)) {
        return None;
    }
    let cut = text.len().checked_sub(second.len())?;
    (cut > 2 && joins(&text[cut - 1])).then_some(cut)
}

/// Behind the last lead-in, if what is left can be an item like the others.
fn by_lead_in(
    scope: &Scope,
    first: &Range<usize>,
    others: &[&[char]],
    longest: usize,
    label: &Label,
    words: Option<&Words>,
) -> Option<usize> {
    let text = scope.slice(first.clone());
    let verbs = others.iter().all(|other| LEAD_INS.prefix(other).is_some_and(|length| length > 1));
    if verbs && text.len() <= longest + 2 {
        return None;
    }
    let ends: Option<Vec<usize>> = words.map(|words| words.ends(&text.iter().collect::<String>()));
    let shortest = others.iter().map(|other| other.len()).min().unwrap_or(0);
    let mut best = None;
    let mut at = 0;
    let mut behind = 0;
    while at < text.len() {
        if let Some(close) = scope.closing(first.start + at).filter(|&close| close < first.end) {
            at = close + 1 - first.start;
            continue;
        }
        let begins = at == behind || ends.as_ref().is_none_or(|ends| ends.contains(&at));
        let Some(length) = LEAD_INS.prefix(&text[at..]).filter(|_| begins) else {
            at += 1;
            continue;
        };
        // 坚持|为人民服务、为社会主义服务 (“二为”): what the label counts is no lead-in.
        let counted = label.chars.contains(&text[at]) && length == 1;
        if counted && others.iter().all(|other| other.first() == Some(&text[at])) {
            break;
        }
        let cut = at + length;
        let sure = ends.as_ref().map_or(length > 1 || at == 0, |ends| ends.contains(&cut));
        let rest = &text[cut..];
        let whole = rest.len() >= 2 && rest.len() * 2 >= shortest || rest.len() >= shortest;
        let verb = LEAD_INS.prefix(rest).is_some_and(|length| length > 1);
        if sure && whole && rest.first() != Some(&'的') && (!verbs || verb) {
            best = Some(cut);
        }
        at = cut;
        behind = cut;
    }
    best
}

/// Cuts the rest of the clause off the last item of a list whose end is open: from 等, from a
/// numeral that counts the items once more (A和B两个方面), or from the 的 behind an item as long as
/// the others.
pub(super) fn trim_last(scope: &Scope, items: &mut [Range<usize>], n: usize) {
    let Some((last, others)) = items.split_last_mut() else { return };
    let cut = et_cetera(scope, last).or_else(|| counted_again(scope, last, n));
    if let Some(at) = cut.or_else(|| aspects(scope, last, others)) {
        last.end = at;
        return;
    }
    let longest = others.iter().map(|item| item.len()).max().unwrap_or(0);
    // 稳投资、稳预期|工作: the work on all of them. The front of the first may be open.
    if let Some((_, [second, middle @ ..])) = others.split_first()
        && !middle.is_empty()
        && middle.iter().all(|item| item.len() == second.len())
        && let Some(work) = scope.slice(last.clone()).strip_suffix(&['工', '作'])
        && work.len() == second.len()
    {
        last.end -= 2;
        return;
    }
    let plain = others.iter().all(|item| !scope.slice(item.clone()).contains(&'的'));
    if plain && last.len() > longest + 1 {
        let text = scope.slice(last.clone());
        if let Some(at) =
            text.iter().position(|&c| c == '的').filter(|&at| at >= 2 && at <= longest + 3)
        {
            last.end = last.start + at;
        }
    }
}

/// Where 方面 stands that makes aspects of all the items: 文化、科技、卫生|方面的事.
fn aspects(scope: &Scope, last: &Range<usize>, others: &[Range<usize>]) -> Option<usize> {
    let longest = others.iter().map(|item| item.len()).max()?;
    let own = others.iter().any(|item| scope.slice(item.clone()).ends_with(&['方', '面']));
    let mut pairs = scope.slice(last.clone()).windows(2);
    let place = pairs.position(|pair| pair == ['方', '面']).filter(|_| !own)?;
    (2..=longest + 1).contains(&place).then_some(last.start + place)
}

/// Cuts what all items modify off the last item of a list that runs to the end of its sentence: 有理想、有道德、有文化|的
/// 新人. The items have to show where, by their first or last character and by their length.
pub(super) fn trim_modified(scope: &Scope, items: &mut [Range<usize>]) {
    let Some((last, others)) = items.split_last_mut() else { return };
    let cut = counted_again(scope, last, others.len() + 1);
    if let Some(at) = cut.or_else(|| aspects(scope, last, others)) {
        last.end = at;
        return;
    }
    let others: Vec<&[char]> = others.iter().map(|item| scope.slice(item.clone())).collect();
    let text = scope.slice(last.clone());
    let (Some(place), Some(model)) = (text.iter().position(|&c| c == '的'), others.last()) else {
        return;
    };
    let shortest = others.iter().map(|other| other.len()).min().unwrap_or(0);
    let longest = others.iter().map(|other| other.len()).max().unwrap_or(0);
    let stem = &text[..place];
    let alike = |other: &&[char]| {
        !other.contains(&'的')
            && (other.first() == stem.first() && other.first() == model.first()
                || other.last() == stem.last() && other.last() == model.last())
    };
    if others.len() > 1
        && stem.len() >= 2
        && (shortest..=longest + 1).contains(&stem.len())
        && others.iter().all(alike)
    {
        last.end = last.start + place;
    }
}

/// Cuts the lead-in off the first item of a list after the label, where the next two show what the items
/// begin with: 推动|能源消费革命、能源供给革命、能源技术革命.
pub(super) fn trim_before_shared_start(scope: &Scope, items: &mut [Range<usize>]) {
    let [first, second, rest @ ..] = items else { return };
    let second = scope.slice(second.clone());
    let third = rest.first().map_or(&[][..], |third| scope.slice(third.clone()));
    let shared = second.iter().zip(third).take_while(|(a, b)| a == b).count();
    let text = scope.slice(first.clone());
    match (text, LEAD_INS.prefix(text)) {
        (_, Some(length)) if shared > 1 && text[length..].starts_with(&second[..2]) => {
            first.start += length;
        }
        // 把学习与工作相结合、理论与实践相结合: said once for all of them.
        (['把' | '将' | '要', _, ..], _) if second.first() != text.first() => first.start += 1,
        _ => {}
    }
}

/// Cuts a final 等 off the last item of a list whose end is given by marks.
pub(super) fn trim_open_end(scope: &Scope, items: &mut [Range<usize>]) {
    let Some(last) = items.last_mut() else { return };
    if let Some(at) = et_cetera(scope, last) {
        last.end = at;
    }
}

/// Cuts the predicate off the last item of a list after the label, where all the others end alike:
/// 所有权、承包权、经营权|分置并行.
pub(super) fn trim_behind_shared_end(scope: &Scope, items: &mut [Range<usize>]) {
    let Some((last, others)) = items.split_last_mut() else { return };
    let end = |item: &Range<usize>| scope.slice(item.clone()).last().copied();
    let Some(shared) = others.first().and_then(end).filter(|_| others.len() > 1) else { return };
    if others.iter().all(|item| end(item) == Some(shared)) && end(last) != Some(shared) {
        let text = scope.slice(last.clone());
        if let Some(at) = text.iter().rposition(|&c| c == shared).filter(|&at| at > 0) {
            last.end = last.start + at + 1;
        }
    }
}

/// Where 等 stands that closes a list.
pub(super) fn et_cetera(scope: &Scope, range: &Range<usize>) -> Option<usize> {
    let mut at = range.start + 1;
    while at < range.end {
        if let Some(close) = scope.closing(at).filter(|&close| close < range.end) {
            at = close + 1;
            continue;
        }
        let before = scope.chars[at - 1];
        let after = scope.chars.get(at + 1).filter(|_| at + 1 < range.end);
        let word = matches!(
            before,
            '平' | '高'
                | '中'
                | '初'
                | '同'
                | '对'
                | '均'
                | '优'
                | '劣'
                | '一'
                | '二'
                | '三'
                | '特'
                | '何'
                | '相'
                | '上'
                | '下'
        ) || matches!(after, Some('级' | '候' | '待' | '式' | '同' | '次' | '于'));
        if scope.chars[at] == '等' && !word {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether 等 leaves a list short of another number than `n`: 甲、乙、丙等十三个县 are no three.
pub(super) fn counted_otherwise(scope: &Scope, range: &Range<usize>, n: usize) -> bool {
    let Some(at) = et_cetera(scope, range) else { return false };
    let text = scope.slice(at + 1..range.end);
    let number = value(&text[..run_length(text)]);
    number.is_some_and(|number| u32::try_from(n) != Ok(number))
}

/// Where the items are counted once more: 两个 in A和B两个轮子.
pub(super) fn counted_again(scope: &Scope, range: &Range<usize>, n: usize) -> Option<usize> {
    let mut at = range.start + 2;
    while at < range.end {
        if let Some(close) = scope.closing(at).filter(|&close| close < range.end) {
            at = close + 1;
            continue;
        }
        let text = scope.slice(at..range.end);
        let run = run_length(text);
        if run > 0 {
            let counted = value(&text[..run]) == u32::try_from(n).ok();
            let measured = text
                .get(run)
                .is_some_and(|&c| is_measure_word(c) || matches!(c, '者' | '方' | '手'));
            if counted && measured {
                return Some(at);
            }
        }
        at += run.max(1);
    }
    None
}

/// The core of an item: no spaces, breaks, conjunctions, link words or 等 at its ends, no marks around
/// the whole of it.
pub(super) fn core(scope: &Scope, mut range: Range<usize>) -> Range<usize> {
    loop {
        let before = range.clone();
        while range.start < range.end && is_edge(scope, range.start) {
            range.start += 1;
        }
        while range.start < range.end && is_edge(scope, range.end - 1) {
            range.end -= 1;
        }
        let text = scope.slice(range.clone());
        if text.ends_with(&['等', '等']) {
            range.end -= 2;
        } else if text.len() > 2
            && text.ends_with(&['等'])
            && !matches!(text[text.len() - 2], '平' | '对' | '同' | '均' | '高' | '中')
        {
            range.end -= 1;
        }
        // “四个X”是A、B、C、D的简称.
        if matches!(scope.slice(range.clone()), [_, .., '的', '简' | '统' | '总' | '合', '称'])
        {
            range.end -= 3;
        }
        let text = scope.slice(range.clone());
        if let Some(length) = lead_conjunction(text) {
            range.start += length;
        }
        if range.len() > 2
            && is_quotation_mark(scope.chars[range.start])
            && scope.closing(range.start) == Some(range.end - 1)
        {
            range = range.start + 1..range.end - 1;
        }
        range = without_lone_marks(scope, range);
        if range == before {
            return range;
        }
    }
}

/// Without quotation marks at the ends whose partner is missing or outside.
fn without_lone_marks(scope: &Scope, mut range: Range<usize>) -> Range<usize> {
    let is_lone = |at: usize, range: &Range<usize>| {
        let partner = scope.partner(at).filter(|partner| range.contains(partner));
        is_quotation_mark(scope.chars[at]) && partner.is_none()
    };
    if !range.is_empty() && is_lone(range.start, &range) {
        range.start += 1;
    }
    if !range.is_empty() && is_lone(range.end - 1, &range) {
        range.end -= 1;
    }
    range
}

fn is_edge(scope: &Scope, at: usize) -> bool {
    scope.break_at(at).is_some() || scope.chars[at].is_whitespace()
}

fn lead_conjunction(text: &[char]) -> Option<usize> {
    if text.starts_with(&['以', '及']) || text.starts_with(&['还', '有']) {
        return Some(2);
    }
    let pair = text.get(..2)?;
    let word = CONJUNCTION_WORDS.contains(pair);
    (matches!(pair[0], '和' | '及' | '与') && !word && text.len() > 2).then_some(1)
}

/// The length of an explaining word at the start of a text: 即, 是指; also behind a word that takes up the label
/// (其|具体内容是) or sets it against another (则|是指).
pub(super) fn explaining(text: &[char]) -> Option<usize> {
    AFTER_LINKS.prefix(text).or_else(|| match text {
        ['其' | '则', link @ ..] => AFTER_LINKS.prefix(link).map(|length| length + 1),
        _ => None,
    })
}
