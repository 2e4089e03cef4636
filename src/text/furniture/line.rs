//! Lines, and where the prose of a document begins and ends.

use std::borrow::Cow;
use std::ops::Range;

use super::super::segment::ends_sentence;
use super::super::{fold, fold_str};
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
    pub(super) text: Cow<'a, str>,
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
    for line in divide(text) {
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
                ..=LONGEST => folded(trimmed),
                _ => Cow::Borrowed(""),
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

/// What stands between line ends.
fn divide(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    // Hardly any text has other line ends than these two, for which there is a fast search.
    let others = memchr::memchr3(0x0B, 0x0C, 0xC2, bytes)
        .is_some_and(|_| text.contains(is_rare_end))
        || memchr::memmem::find(bytes, "\u{2028}".as_bytes()).is_some()
        || memchr::memmem::find(bytes, "\u{2029}".as_bytes()).is_some();
    if others {
        return text.split(|c| matches!(c, '\n' | '\r') || is_rare_end(c)).collect();
    }
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]);
    let line = |end| &text[std::mem::replace(&mut start, end + 1)..end];
    ends.map(line).collect()
}

fn is_rare_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}')
}

fn folded(line: &str) -> Cow<'_, str> {
    match line.chars().all(|c| fold(c) == c) {
        true => Cow::Borrowed(line),
        false => Cow::Owned(fold_str(line)),
    }
}

fn is_prose(line: &str, length: usize) -> bool {
    // A whole search is seldom needed: most paragraphs end in it.
    line.ends_with('。')
        || memchr::memmem::find(line.as_bytes(), "。".as_bytes()).is_some()
        || length >= PROSE && (line.contains(['，', ',', '；']) || line.ends_with(ends_sentence))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn lines_end_where_any_line_end_stands(text in "[路·\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}\u{2014}]{0,6}") {
            let ends = |c| matches!(c, '\n' | '\r') || is_rare_end(c);
            prop_assert_eq!(divide(&text), text.split(ends).collect::<Vec<_>>());
        }
    }
}
