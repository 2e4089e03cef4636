//! Which line ends are only the end of a line on some screen, not the end of anything said.
//!
//! Forum pages, transcripts and text copied from PDF break every line at a fixed width. Such a page
//! shows it: most of its long lines have nearly the same width, and none is longer. Text that is
//! not wrapped has paragraphs of all lengths, and there no line is joined.

use super::Span;

/// A wrapped page has at least this many lines of the full width.
const MIN_FULL_LINES: usize = 6;
/// Lines narrower than this (in columns of a fixed-width screen) are headings, not wrapped text.
const MIN_WIDTH: usize = 30;
/// Punctuation that may not begin a line, and half-width characters, make full lines differ by this
/// many columns.
const TOLERANCE: usize = 6;

/// The stretches of white space around line ends that are only wraps, in order. Where lines end is told.
pub(super) fn wrapped_lines(chars: &[char], line_ends: &[usize]) -> Vec<Span> {
    // Most texts have too few lines to be wrapped, and counting them is far cheaper than measuring.
    if line_ends.len() + 1 < MIN_FULL_LINES {
        return Vec::new();
    }
    let lines = lines(chars, line_ends);
    let Some(width) = wrap_width(&lines) else { return Vec::new() };
    let mut joins = Vec::new();
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let full = (width.saturating_sub(TOLERANCE)..=width + TOLERANCE).contains(&line.width);
        // A blank line or an indent begins a paragraph whatever the width.
        let continues = next.width > 0 && next.blanks_before <= line.blanks_before;
        if full && continues && !between_latin(chars, line, next) {
            joins.push(Span::new(line.text.end as usize..next.text.start as usize));
        }
    }
    joins
}

/// A line of fewer characters is too narrow to be full.
const TOO_SHORT: usize = (MIN_WIDTH - TOLERANCE).div_ceil(2);

struct Line {
    /// The line without the white space at its ends.
    text: Span,
    blanks_before: usize,
    /// In columns; of a line that is too short to be full, in characters.
    width: usize,
}

fn lines(chars: &[char], line_ends: &[usize]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(line_ends.len() + 1);
    let mut start = 0;
    for end in line_ends.iter().copied().chain([chars.len()]) {
        let line = &chars[start..end];
        let blanks_before = line.iter().take_while(|&&c| c == ' ').count();
        let blanks_after = line[blanks_before..].iter().rev().take_while(|&&c| c == ' ').count();
        let text = Span::new(start + blanks_before..start + line.len() - blanks_after);
        // Most lines of a page that is not wrapped are short, and how narrow they are does not matter.
        let width = match text.len() < TOO_SHORT {
            true => text.len(),
            false => columns(&chars[text.range()]),
        };
        lines.push(Line { text, blanks_before, width });
        start = end + 1;
    }
    lines
}

/// The columns of a fixed-width screen that a line takes: two for a Chinese character, one for ASCII.
fn columns(line: &[char]) -> usize {
    line.len() + line.iter().map(|&c| u32::from(c >= '\u{2014}')).sum::<u32>() as usize
}

/// The width at which the page was wrapped, if it was.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> =
        lines.iter().map(|line| line.width).filter(|&width| width >= MIN_WIDTH).collect();
    if widths.len() < MIN_FULL_LINES {
        return None;
    }
    widths.sort_unstable();
    let within = |from: usize, to: usize| {
        widths.partition_point(|&w| w <= to) - widths.partition_point(|&w| w < from)
    };
    let (full, width) = widths
        .iter()
        .map(|&width| (within(width.saturating_sub(TOLERANCE), width), width))
        .max_by_key(|&(full, width)| (full, width))?;
    let longer = within(width + TOLERANCE + 1, usize::MAX);
    (full >= MIN_FULL_LINES && full * 2 >= widths.len() && longer * 10 <= full).then_some(width)
}

/// Two Latin words must not grow together; the line end then stays, which only costs a join.
fn between_latin(chars: &[char], line: &Line, next: &Line) -> bool {
    let last = chars[line.text.range()].last();
    let first = chars[next.text.range()].first();
    matches!((last, first), (Some(a), Some(b)) if a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let is_line_end = |&at: &usize| chars[at] == '\n';
        let line_ends: Vec<usize> = (0..chars.len()).filter(is_line_end).collect();
        let joins = wrapped_lines(&chars, &line_ends);
        (0..chars.len())
            .filter(|i| !joins.iter().any(|join| join.range().contains(i)))
            .map(|i| chars[i])
            .collect()
    }

    #[test]
    fn joins_lines_of_one_width() {
        let line = "县里把帮扶责任落到每一个村每一户每一个人";
        let text = format!("通知\n{}\n", [line; 8].join("\n"));
        assert_eq!(joined(&text).lines().count(), 2);
    }

    #[test]
    fn leaves_lines_of_uneven_width() {
        let text = "短讯一则报道了县里的会议情况和部署要求\n".to_string()
            + "这一条报道长得多，说的是春耕备耕的进展，以及各地怎样把农资送到田间地头，怎样安排农技人员下乡\n"
            + "第三条不长不短，说的是一座水库除险加固工程完工\n"
            + "第四条报道很长很长，从开头说到结尾，把一个村的变化讲得清清楚楚，连一户人家的账本也没有漏下，读来让人觉得真实可信\n"
            + "第五条说的是一所乡村小学的新操场和新老师\n"
            + "第六条也不短，讲的是县城老旧小区改造之后居民的日常生活有了哪些变化\n";
        assert_eq!(joined(&text), text);
    }

    #[test]
    fn a_blank_line_or_an_indent_stays() {
        let line = "县里把帮扶责任落到每一个村每一户每一个人";
        let text = format!("{}\n\n  {}\n{}", [line; 4].join("\n"), line, [line; 4].join("\n"));
        assert_eq!(joined(&text).lines().count(), 3);
    }
}
