//! What stands around a candidate and speaks for it or against it.

use serde::{Deserialize, Serialize};

use super::numeral::is_chinese_numeral;
use super::words;
use crate::text::{Span, Text, is_quotation_mark};

/// One thing seen around a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// A head noun follows that names a policy or the like: “五位一体”总体布局.
    TailNoun,
    /// A verb stands before that takes a policy or the like: 落实“四个不摘”.
    LeadVerb,
    /// A noun follows that shows the quotation to be a name: “嫦娥三号”卫星.
    NameNoun,
    /// Another quoted numbered label stands beside it: “六稳”“六保”.
    Companion,
    /// Punctuation or the end of a line follows.
    Closed,
    /// A list touches it from before.
    ListBefore,
    /// It begins a sentence.
    Opens,
    /// A list beside it has as many items as its numerals promise.
    Expanded,
    /// Words follow that begin to say what it is: 即, 就是, ：. Of a bare run: a list follows of as many
    /// items as the label at its start promises.
    Defined,
    /// A word stands before that introduces another name: 荣获“五星勋章”.
    NameLead,
    /// 第 or a figure stands before: an ordinal or a date.
    Ordinal,
}

/// A set of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cues(u16);

impl Cue {
    /// Every cue, in the order of their bits.
    pub const ALL: [Cue; 11] = [
        Cue::TailNoun,
        Cue::LeadVerb,
        Cue::NameNoun,
        Cue::Companion,
        Cue::Closed,
        Cue::ListBefore,
        Cue::Opens,
        Cue::Expanded,
        Cue::Defined,
        Cue::NameLead,
        Cue::Ordinal,
    ];
}

impl Cues {
    /// Whether the set holds a cue.
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    pub(super) fn set(&mut self, cue: Cue, seen: bool) {
        if seen {
            self.0 |= 1 << cue as u8;
        }
    }

    /// The cues around a label that ends where `outer` ends (with its quotation marks, if any).
    pub(super) fn around(text: &Text, outer: Span) -> Cues {
        let mut cues = Cues::before(text, outer.start as usize);
        let chars = text.chars();
        let after = &chars[outer.end as usize..(outer.end as usize + 12).min(chars.len())];
        // “以案四说”警示|教育: the head noun may have a word of its own before it.
        let phrase = after
            .iter()
            .skip(1)
            .take_while(|c| c.is_alphanumeric() && !matches!(c, '的' | '和'))
            .count();
        let mut tails = (0..=4.min(phrase + 1)).filter_map(|skip| after.get(skip..));
        let tail = tails.any(|tail| words::TAIL_NOUNS.prefix(tail).is_some());
        cues.set(Cue::TailNoun, tail);
        let defines = DEFINITIONS.iter().any(|link| after.starts_with(link));
        cues.set(Cue::Defined, defines);
        cues.set(Cue::NameNoun, words::NAME_NOUNS.prefix(after).is_some());
        cues.set(Cue::Closed, after.first().is_none_or(|c| !c.is_alphanumeric()));
        if companion_after(after) {
            cues.set(Cue::Companion, true);
        }
        cues
    }

    /// The cues before a label that begins at `start`.
    pub(super) fn before(text: &Text, start: usize) -> Cues {
        let mut cues = Cues::default();
        let chars = text.chars();
        let before = &chars[start.saturating_sub(24)..start];
        cues.set(Cue::LeadVerb, words::LEAD_VERBS.suffix(before).is_some());
        cues.set(Cue::NameLead, words::NAME_LEADS.suffix(before).is_some());
        cues.set(Cue::Companion, companion_before(before));
        let opens =
            before.last().is_none_or(|c| matches!(c, '。' | '；' | '\n' | '！' | '？' | ' '));
        cues.set(Cue::Opens, opens);
        cues.set(Cue::Ordinal, before.last().is_some_and(|&c| c == '第' || c.is_ascii_digit()));
        cues.set(Cue::ListBefore, before.contains(&'、'));
        cues
    }
}

/// What begins to say what a label is, right after it.
pub(super) const DEFINITIONS: &[&[char]] = &[
    &['：'],
    &[':'],
    &['即'],
    &['，', '即'],
    &['就', '是'],
    &['，', '就', '是'],
    &['是', '指'],
    &['指', '的', '是'],
    &['（'],
    &['('],
    &['包', '括'],
];

/// “六稳”、“六保”: after the label, perhaps after 、 or 和, a quotation opens with a numeral.
fn companion_after(after: &[char]) -> bool {
    let mut rest = after.iter().copied().skip_while(|c| matches!(c, '、' | '和' | '与' | '，'));
    rest.next().is_some_and(is_quotation_mark) && rest.next().is_some_and(is_chinese_numeral)
}

fn companion_before(before: &[char]) -> bool {
    let mut rest =
        before.iter().rev().copied().skip_while(|c| matches!(c, '、' | '和' | '与' | '，'));
    if !rest.next().is_some_and(is_quotation_mark) {
        return false;
    }
    let mut last = None;
    for c in rest {
        if is_quotation_mark(c) {
            return last.is_some_and(is_chinese_numeral);
        }
        last = Some(c);
    }
    false
}
