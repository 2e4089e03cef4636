//! Quotation marks: which open, which close, which pair was meant where they are wrong.
//!
//! Real text has “…“ and ”…” beside “…”, straight marks, corner brackets, nested pairs, and marks
//! that are never closed. Pairs never cross a line end: a mark left open there yields no quotation.

use super::Span;

/// A pair of quotation marks and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without the marks, and without white space just inside them.
    pub inner: Span,
    /// How many other pairs are around this one.
    pub depth: u8,
    /// Whether one of the marks was the wrong one (“…“, ”…”).
    pub repaired: bool,
}

/// A wrong pair (“x“) is believed only around so few characters; FIELD data: all real ones are short.
const MAX_REPAIRED: usize = 16;
/// A pair of straight marks is believed around so many characters.
const MAX_STRAIGHT: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open(char),
    /// Closes the opening mark it holds.
    Close(char),
    Straight,
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '“' | '‘' | '「' | '『' | '〝' => Mark::Open(c),
        '”' => Mark::Close('“'),
        '’' => Mark::Close('‘'),
        '」' => Mark::Close('「'),
        '』' => Mark::Close('『'),
        '〞' | '〟' => Mark::Close('〝'),
        '"' | '＂' => Mark::Straight,
        _ => return None,
    })
}

/// Every quotation mark.
pub(super) const QUOTATION_MARKS: [char; 13] =
    ['“', '”', '‘', '’', '「', '」', '『', '』', '〝', '〞', '〟', '"', '＂'];

/// Whether `c` is any quotation mark.
pub fn is_quotation_mark(c: char) -> bool {
    mark(c).is_some()
}

/// All quotations of one paragraph (a range of `chars` without a line end), by their start. `places`
/// holds the places of its quotation marks in order, and perhaps other places.
pub(super) fn quotations(chars: &[char], places: &[u32], out: &mut Vec<Quotation>) {
    let marks: Vec<(usize, Mark)> = places
        .iter()
        .map(|&at| at as usize)
        .filter_map(|at| mark(chars[at]).map(|mark| (at, mark)))
        .filter(|&(at, _)| !is_apostrophe(chars, at))
        .collect();
    if marks.is_empty() {
        return;
    }
    let first = out.len();
    // Open marks that wait for their partner: where, and which mark.
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut index = 0;
    while index < marks.len() {
        let (at, this) = marks[index];
        match this {
            Mark::Close(partner) => {
                if let Some(depth) = open.iter().rposition(|&(_, mark)| mark == partner) {
                    out.push(pair(chars, open[depth].0, at, depth, false));
                    open.truncate(depth);
                } else if let Some(close) = wrong_pair(chars, &marks, index) {
                    // ”…”: the first of two closing marks was meant to open.
                    out.push(pair(chars, at, close, open.len(), true));
                    index += 1;
                }
            }
            Mark::Open(mark) => {
                let waiting = open.last().filter(|&&(_, waiting)| waiting == mark).copied();
                match waiting {
                    // “…“: meant to close, unless it opens a pair of its own.
                    Some((start, _)) if closes(chars, &marks, index, start) => {
                        open.pop();
                        out.push(pair(chars, start, at, open.len(), true));
                    }
                    _ => open.push((at, mark)),
                }
            }
            Mark::Straight => match open.last() {
                Some(&(start, '"')) if at - start <= MAX_STRAIGHT => {
                    open.pop();
                    out.push(pair(chars, start, at, open.len(), false));
                }
                _ => open.push((at, '"')),
            },
        }
        index += 1;
    }
    out[first..].sort_by_key(|quotation| (quotation.outer.start, quotation.outer.end));
}

/// ’ between Latin letters is no quotation mark.
fn is_apostrophe(chars: &[char], at: usize) -> bool {
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    matches!(chars[at], '’' | '‘') && at > 0 && latin(chars.get(at - 1)) && latin(chars.get(at + 1))
}

/// Whether the opening mark number `index` was meant to close the one at `start`.
fn closes(chars: &[char], marks: &[(usize, Mark)], index: usize, start: usize) -> bool {
    let (at, Mark::Open(mark)) = marks[index] else { return false };
    if !believable(chars, start, at) {
        return false;
    }
    // After a comma, a conjunction or the like, a mark opens: “A、“B”.
    if matches!(chars[at - 1], '、' | '，' | '和' | '与' | '及' | '：' | ':' | ',') {
        return false;
    }
    match marks.get(index + 1) {
        // “A“B”: the middle mark opens B, unless B is far too long for that, or empty.
        Some(&(next, Mark::Close(partner))) if partner == mark => {
            next == at + 1 || !believable(chars, at, next)
        }
        _ => true,
    }
}

/// The closing mark that pairs with the closing mark number `index`, which nothing opened.
fn wrong_pair(chars: &[char], marks: &[(usize, Mark)], index: usize) -> Option<usize> {
    let (at, this) = marks[index];
    let &(next, following) = marks.get(index + 1)?;
    (following == this && believable(chars, at, next)).then_some(next)
}

/// Whether the characters between two equal marks look like something quoted: short, not empty, and
/// within one clause.
fn believable(chars: &[char], start: usize, end: usize) -> bool {
    let inner = &chars[start + 1..end];
    !inner.is_empty()
        && inner.len() <= MAX_REPAIRED
        && !inner.iter().any(|c| matches!(c, '。' | '，' | '！' | '？' | '；' | '：' | '《' | '》'))
        && inner[0] != '、'
}

fn pair(chars: &[char], open: usize, close: usize, depth: usize, repaired: bool) -> Quotation {
    let mut start = open + 1;
    let mut end = close;
    while start < end && chars[start] == ' ' {
        start += 1;
    }
    while start < end && chars[end - 1] == ' ' {
        end -= 1;
    }
    Quotation {
        outer: Span::new(open..close + 1),
        inner: Span::new(start..end),
        depth: depth.min(usize::from(u8::MAX)) as u8,
        repaired,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut out = Vec::new();
        let places: Vec<u32> = (0..chars.len() as u32).collect();
        quotations(&chars, &places, &mut out);
        out.iter().map(|quotation| chars[quotation.inner.range()].iter().collect()).collect()
    }

    #[test]
    fn pairs_marks_of_every_sort() {
        assert_eq!(
            inner("落实“四个不摘”、「一國兩制」和\"六稳\""),
            ["四个不摘", "一國兩制", "六稳"]
        );
        assert_eq!(inner("“反对‘四风’问题”"), ["反对‘四风’问题", "四风"]);
        assert_eq!(inner("“ 四人帮 ”被打倒"), ["四人帮"]);
    }

    #[test]
    fn repairs_wrong_marks() {
        assert_eq!(inner("共建“一带一路“倡议"), ["一带一路"]);
        assert_eq!(inner("共建”一带一路”倡议"), ["一带一路"]);
        assert_eq!(inner("“六稳“和“六保”"), ["六稳", "六保"]);
        assert_eq!(inner("“六稳“和“六保“任务"), ["六稳", "六保"]);
    }

    #[test]
    fn an_unclosed_mark_swallows_nothing() {
        assert_eq!(inner("他说：“要落实“四个不摘”"), ["四个不摘"]);
        assert_eq!(inner("落实四个不摘”、做好“六稳”"), ["六稳"]);
        assert!(inner("“没有下文").is_empty());
    }

    #[test]
    fn every_quotation_mark_is_listed() {
        let marks: Vec<char> = ('\0'..=char::MAX).filter(|&c| is_quotation_mark(c)).collect();
        let mut listed = QUOTATION_MARKS;
        listed.sort_unstable();
        assert_eq!(marks, listed);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert!(inner("it’s a dog’s life").is_empty());
    }
}
