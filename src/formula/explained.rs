//! Whether a label that is not quoted begins a sentence, a line or a heading, and is followed by a list of as
//! many items as it promises: 五清：清理…；清理…；三不政策（不…、不…、不…）.

use super::canonical::canonical;
use super::cues::{Cue, Cues};
use super::expansion::{Site, expansion};
use super::kind::Kind;
use super::numeral::is_chinese_numeral;
use super::shape::Shape;
use super::words;
use crate::text::{Span, Text};

/// Whether the label at the start of a bare run begins a sentence or a heading and is explained there.
pub(super) fn is_explained(text: &Text, run: Span, cues: Cues) -> bool {
    let before = &text.chars()[..run.start as usize];
    (cues.has(Cue::Opens) || is_headed_by_number(before)) && explains(text, run)
}

/// Whether what stands before a label is the number of a heading or of an item, or introduces it: （二）, 三、, 1.,
/// 内容：.
fn is_headed_by_number(before: &[char]) -> bool {
    match before {
        [.., number, '、' | '.' | '．'] => number.is_ascii_digit() || is_chinese_numeral(*number),
        _ => matches!(before, [.., '）' | ')' | '：' | ':']),
    }
}

/// Whether the label at the start of a bare run is followed by a list of as many items as it promises.
fn explains(text: &Text, run: Span) -> bool {
    let chars = text.chars();
    let length = introduced(&chars[run.range()]);
    let end = run.start as usize + length;
    // Where no link follows inside of the run, punctuation has to link.
    let linked = end < run.end as usize
        || matches!(
            chars[end..],
            ['：' | ':' | '（' | '(' | '\n', ..] | ['，' | ',', '即' | '是' | '指', ..]
        );
    if !linked {
        return false;
    }
    let label = Span::new(run.start as usize..end);
    let form: Vec<char> = canonical(&text.slice(label)).chars().collect();
    let Some(shape) = Shape::of(&form) else { return false };
    // 两地：甲、乙: two things behind a numeral and a noun are seldom more than two things.
    if shape.kind == Kind::Bare && shape.expected() == [2] {
        return false;
    }
    let found = expansion(text, &Site { label, outer: label }, &shape, None);
    found.is_some_and(|found| found.complete && found.span.start >= label.end)
}

/// How much of a bare run is a label, if the run goes on to say what it stands for: up to the first link,
/// and without a head noun before that.
pub(super) fn introduced(run: &[char]) -> usize {
    let links = |&at: &usize| words::AFTER_LINKS.prefix(&run[at..]).is_some();
    let end = (2..run.len()).find(links).unwrap_or(run.len());
    let tail = words::TAIL_NOUNS.suffix(&run[..end]).unwrap_or(0);
    if end < tail + 2 { end } else { end - tail }
}
