//! What only looks like a list before a label: a series of verbs whose last object is the label.

use super::certainty::Link;
use super::items::{Division, conjunctions};
use super::scope::Scope;
use super::tie::Tie;
use crate::formula::words::{LEAD_INS, NOMINAL_VERBS};
use std::ops::Range;

/// Whether the last item governs the label (增强A、坚定B、做到“两个X”) instead of standing before it.
pub(super) fn is_series_of_objects(
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
    let governs = governs(text) && !are_nouns_with_their_verbs(scope, others, text);
    let alike = division.headed || (same_end && others.len() > 1);
    if governs && !tie.open && !alike {
        return true;
    }
    // The last one alone begins with a verb: 扫黄、打非、整治新闻“三假”; but 学习型、服务型、创新型“三型”.
    let odd = !alike && verb(last) && !others.iter().skip(usize::from(others.len() > 1)).all(verb);
    // Two or three verbs with their objects are more often just that: 抓A、促B、管好农村“三资”.
    let few = items.len() <= 3 && verb(last) && !same_end;
    (odd || few) && tie.link == Link::Touching && !division.headed
}

/// Whether the last of several items ends in a verb for its own noun, as the others may (产业升级、旅游开发、乡村创建):
/// in a series of verbs with their objects, the items before it begin with verbs.
fn are_nouns_with_their_verbs(scope: &Scope, others: &[Range<usize>], last: &[char]) -> bool {
    let begins = |text: &[char]| LEAD_INS.prefix(text).is_some();
    let Some((_, inner)) = others.split_first().filter(|(_, inner)| inner.len() > 1) else {
        return false;
    };
    let same_length = inner.iter().all(|item| item.len() == last.len());
    same_length
        && last.len() >= 4
        && !begins(last)
        && !inner.iter().any(|item| begins(scope.slice(item.clone())))
}

/// Whether a text ends in a verb whose object follows: 坚决落实, but not 隐患治理.
fn governs(text: &[char]) -> bool {
    let Some(length) = LEAD_INS.suffix(text) else { return false };
    let (before, verb) = text.split_at(text.len() - length);
    // Particles and prepositions govern what follows; 校对, 所以 and 方向 end in none.
    if matches!(verb, ['了' | '着' | '到' | '把' | '将' | '从' | '以' | '使' | '让' | '对' | '向'])
    {
        return !matches!(
            before.last(),
            Some(
                '校' | '可'
                    | '所'
                    | '去'
                    | '方'
                    | '导'
                    | '取'
                    | '走'
                    | '动'
                    | '意'
                    | '倾'
                    | '流'
                    | '双'
            )
        );
    }
    let alone = before.is_empty() || LEAD_INS.suffix(before) == Some(before.len());
    alone || (length > 1 && !NOMINAL_VERBS.contains(verb))
}
