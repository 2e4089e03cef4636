//! Paragraphs and sentences.

use super::Span;

/// Whether `c` ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '．' | '｡')
}

/// The lines that hold anything, without the white space at their ends.
pub(super) fn paragraphs(chars: &[char]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in chars.split(|&c| c == '\n') {
        let before = line.iter().take_while(|&&c| c == ' ').count();
        let after = line[before..].iter().rev().take_while(|&&c| c == ' ').count();
        if before < line.len() {
            out.push(Span::new(start + before..start + line.len() - after));
        }
        start += line.len() + 1;
    }
    out
}

/// The sentences of one paragraph: up to and with 。！？ and the marks and brackets that close after.
pub(super) fn sentences(chars: &[char], paragraph: Span, out: &mut Vec<Span>) {
    let mut start = paragraph.start as usize;
    let end = paragraph.end as usize;
    let mut at = start;
    while at < end {
        if ends_sentence(chars[at]) {
            at += 1;
            while at < end && (ends_sentence(chars[at]) || closes(chars[at])) {
                at += 1;
            }
            out.push(Span::new(start..at));
            while at < end && chars[at] == ' ' {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
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
