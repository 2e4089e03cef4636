//! Lines, and where the prose of a document begins and ends.

use std::ops::Range;

use super::super::fold;
use super::super::segment::ends_sentence;
use super::Span;

/// A line with more characters is no furniture.
pub(super) const LONGEST: usize = 120;
/// A line without a full stop is prose from this length on, if it has a comma.
const PROSE: usize = 60;

/// A line that holds anything.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The first character in the original, white space aside.
    pub(super) start: usize,
    /// The number of characters.
    pub(super) length: usize,
    /// The characters, folded, without white space at the ends; none if there are more than [`LONGEST`],
    /// since nothing is looked for in such a line.
    pub(super) text: String,
    /// Whether a line without any text comes before.
    pub(super) after_blank: bool,
    /// Whether it says something in sentences.
    pub(super) is_prose: bool,
    /// The whole line as it is written, for what is looked for inside prose.
    pub(super) original: &'a str,
}

impl Line<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start..self.start + self.length)
    }
}

/// The lines of a text that hold anything.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut after_blank) = (0, false);
    for line in text.split(is_line_end) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            at += line.chars().count() + 1;
            after_blank = true;
            continue;
        }
        let before = line[..line.len() - line.trim_start().len()].chars().count();
        let length = trimmed.chars().count();
        let after = line[line.trim_end().len()..].chars().count();
        lines.push(Line {
            start: at + before,
            length,
            text: match length {
                ..=LONGEST => trimmed.chars().map(fold).collect(),
                _ => String::new(),
            },
            after_blank,
            is_prose: is_prose(trimmed, length),
            original: trimmed,
        });
        at += before + length + after + 1;
        after_blank = false;
    }
    lines
}

/// The lines from the first to the last one in prose; empty if there is none.
pub(super) fn body(lines: &[Line]) -> Range<usize> {
    let first = lines.iter().position(|line| line.is_prose);
    let last = lines.iter().rposition(|line| line.is_prose);
    match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}')
}

fn is_prose(line: &str, length: usize) -> bool {
    line.contains('。')
        || length >= PROSE && (line.contains(['，', ',', '；']) || line.ends_with(ends_sentence))
}
