//! Paragraphs and sentences.

use super::quotation::QUOTATION_MARKS;
use super::{BLOCK, CharSet, Picker, Span, is_han};

/// Whether `c` ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '．' | '｡')
}

/// What divides a text into paragraphs, sentences and quotations.
static MARKS: CharSet = {
    let mut marks = CharSet::of(&['\n', '。', '！', '？', '!', '?', '．', '｡']);
    let mut index = 0;
    while index < QUOTATION_MARKS.len() {
        marks.insert(QUOTATION_MARKS[index]);
        index += 1;
    }
    marks
};

/// The places of all characters that divide the text, in order: line ends, sentence punctuation and
/// quotation marks. They are few, so that whoever looks for one of them need not look at the rest.
pub(super) fn marks(chars: &[char]) -> Vec<u32> {
    let mut marks = Vec::new();
    let mut picker = Picker::new();
    for (first, block) in (0..).step_by(BLOCK).zip(chars.chunks(BLOCK)) {
        let others = picker.pick(first, block.iter().map(|&c| !is_han(c)));
        marks.extend(others.iter().filter(|&&place| MARKS.contains(chars[place as usize])));
    }
    marks
}

/// The places of line ends among the marks of a text.
pub(super) fn line_ends(chars: &[char], marks: &[u32]) -> Vec<usize> {
    marks.iter().map(|&at| at as usize).filter(|&at| chars[at] == '\n').collect()
}

/// The places that lie in `span`, taken from the front of `places`; those before it are passed over.
pub(super) fn within<'a>(places: &mut &'a [u32], span: Span) -> &'a [u32] {
    let before = places.iter().take_while(|&&place| place < span.start).count();
    let rest = &places[before..];
    let (inside, after) = rest.split_at(rest.iter().take_while(|&&at| at < span.end).count());
    *places = after;
    inside
}

/// The lines that hold anything, without the white space at their ends.
pub(super) fn paragraphs(chars: &[char], line_ends: &[usize]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in line_ends.iter().copied().chain([chars.len()]) {
        let line = &chars[start..end];
        let before = line.iter().take_while(|&&c| c == ' ').count();
        let after = line[before..].iter().rev().take_while(|&&c| c == ' ').count();
        if before < line.len() {
            out.push(Span::new(start + before..end - after));
        }
        start = end + 1;
    }
    out
}

/// The sentences of one paragraph, whose marks are given: up to and with 。！？ and the marks and
/// brackets that close after.
pub(super) fn sentences(chars: &[char], paragraph: Span, marks: &[u32], out: &mut Vec<Span>) {
    let mut start = paragraph.start as usize;
    let end = paragraph.end as usize;
    for mark in marks.iter().map(|&mark| mark as usize) {
        if mark < start || !ends_sentence(chars[mark]) {
            continue;
        }
        let mut at = mark + 1;
        while at < end && (ends_sentence(chars[at]) || closes(chars[at])) {
            at += 1;
        }
        out.push(Span::new(start..at));
        while at < end && chars[at] == ' ' {
            at += 1;
        }
        start = at;
    }
    if start < end {
        out.push(Span::new(start..end));
    }
}

/// The clauses of one sentence: what 。！？；： and the like bound. Commas stay inside, since couplets
/// hold them (不忘初心、牢记使命).
pub(super) fn clauses(chars: &[char], sentence: Span, out: &mut Vec<Span>) {
    let bounds = |c: char| ends_sentence(c) || matches!(c, '；' | '：' | ';' | ':' | '…');
    let mut start = sentence.start as usize;
    for at in sentence.range() {
        if bounds(chars[at]) {
            if start < at {
                out.push(Span::new(start..at));
            }
            start = at + 1;
        }
    }
    if start < sentence.end as usize {
        out.push(Span::new(start..sentence.end as usize));
    }
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】')
}
