//! The stretch of text around a label: its marks paired, its breaks ranked.
//!
//! Whatever stands between quotation marks or brackets counts as one piece: a 、 inside “…” divides
//! nothing outside it.

use crate::text::{CharSet, Text};
use std::ops::Range;

/// What divides the items of a list, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// 、
    Item,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// ： and ——
    Colon,
    /// 。！？ and the end of a line
    Stop,
}

/// The characters around a label, with partners of marks.
pub(super) struct Scope<'a> {
    pub(super) chars: &'a [char],
    start: usize,
    end: usize,
    /// The places of all marks that are paired, in order, each with that of its partner: there are few.
    paired: Vec<(usize, usize)>,
}

/// Whatever may be one of a pair.
pub(super) static MARKS: CharSet = CharSet::of(&[
    '“', '”', '‘', '’', '「', '」', '『', '』', '〝', '〞', '〟', '"', '＂', '（', '）', '(', ')',
    '《', '》', '【', '】', '[', ']', '〔', '〕',
]);

/// Brackets, and line ends, which no pair of them spans.
static BRACKETS: CharSet =
    CharSet::of(&['（', '(', '《', '【', '[', '〔', '）', ')', '》', '】', ']', '〕', '\n']);

/// Whatever may be a break: [`Scope::break_at`] is asked of every character around a label.
static BREAKS: CharSet = CharSet::of(&[
    '、', '，', ',', '；', ';', '：', ':', '—', '。', '！', '？', '…', '\n', '!', '?',
]);

impl<'a> Scope<'a> {
    /// The scope `range`, cut to the text.
    pub(super) fn new(text: &'a Text, range: Range<usize>) -> Scope<'a> {
        let chars = text.chars();
        let end = range.end.min(chars.len());
        let start = range.start.min(end);
        let mut scope = Scope { chars, start, end, paired: Vec::new() };
        let quotations = text.quotations();
        let first = quotations.partition_point(|q| (q.outer.start as usize) < start);
        for quotation in &quotations[first..] {
            if quotation.outer.start as usize >= end {
                break;
            }
            scope.pair(
                quotation.outer.start as usize,
                (quotation.outer.end as usize).saturating_sub(1),
            );
        }
        scope.pair_brackets();
        scope.paired.sort_unstable();
        scope
    }

    fn pair(&mut self, open: usize, close: usize) {
        if open < close && open >= self.start && close < self.end {
            self.paired.extend([(open, close), (close, open)]);
        }
    }

    fn pair_brackets(&mut self) {
        let mut open: Vec<(usize, char)> = Vec::new();
        let chars = &self.chars[..self.end];
        let mut next = BRACKETS.next(chars, self.start);
        while next < self.end {
            let at = next;
            next = BRACKETS.next(chars, at + 1);
            match chars[at] {
                '（' | '(' => open.push((at, '(')),
                '《' => open.push((at, '《')),
                '【' | '[' | '〔' => open.push((at, '[')),
                '\n' => open.clear(),
                c @ ('）' | ')' | '》' | '】' | ']' | '〕') => {
                    let kind = match c {
                        '）' | ')' => '(',
                        '》' => '《',
                        _ => '[',
                    };
                    if let Some(index) = open.iter().rposition(|&(_, open)| open == kind) {
                        let (from, _) = open[index];
                        open.truncate(index);
                        self.pair(from, at);
                    }
                }
                _ => {}
            }
        }
    }

    /// The other mark of the pair that the character at `at` belongs to.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        if !MARKS.contains(*self.chars.get(at)?) {
            return None;
        }
        let place = self.paired.binary_search_by_key(&at, |&(mark, _)| mark).ok()?;
        Some(self.paired[place].1)
    }

    /// The partner of an opening mark at `at`.
    pub(super) fn closing(&self, at: usize) -> Option<usize> {
        self.partner(at).filter(|&close| close > at)
    }

    /// The partner of a closing mark at `at`.
    pub(super) fn opening(&self, at: usize) -> Option<usize> {
        self.partner(at).filter(|&open| open < at)
    }

    /// The characters of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a [char] {
        let end = range.end.min(self.chars.len());
        &self.chars[range.start.min(end)..end]
    }

    /// The break that the character at `at` makes, whatever stands around it.
    pub(super) fn break_at(&self, at: usize) -> Option<Break> {
        let c = *self.chars.get(at)?;
        if !BREAKS.contains(c) {
            return None;
        }
        let digit = |at: Option<usize>| {
            at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit)
        };
        let between_digits = || digit(at.checked_sub(1)) && digit(Some(at + 1));
        Some(match c {
            '、' => Break::Item,
            '，' => Break::Comma,
            ',' if !between_digits() => Break::Comma,
            '；' | ';' => Break::Semicolon,
            '：' => Break::Colon,
            ':' if !between_digits() => Break::Colon,
            '—' if self.chars.get(at + 1) == Some(&'—') => Break::Colon,
            '—' if at > 0 && self.chars[at - 1] == '—' => Break::Colon,
            '。' | '！' | '？' | '…' | '\n' | '!' | '?' => Break::Stop,
            _ => return None,
        })
    }

    /// The breaks of a range that no pair of marks inside it encloses, in order.
    pub(super) fn breaks(&self, range: Range<usize>) -> Vec<(usize, Break)> {
        self.breaks_in(range).collect()
    }

    /// As [`Scope::breaks`], one after the other: often the first of a kind is all that is wanted.
    pub(super) fn breaks_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Break)> {
        let end = range.end.min(self.end);
        let chars = &self.chars[..end];
        let mut at = range.start.max(self.start);
        let mut mark = self.first_paired(at);
        let mut next = BREAKS.next(chars, at);
        std::iter::from_fn(move || {
            loop {
                if next < at {
                    next = BREAKS.next(chars, at);
                }
                match self.paired.get(mark) {
                    Some(&(open, _)) if open < next => {
                        mark += 1;
                        if let Some(close) = self.closing(open).filter(|&close| close < end) {
                            at = at.max(close + 1);
                            mark = self.first_paired(at);
                        }
                    }
                    _ if next >= end => return None,
                    _ => {
                        at = next + 1;
                        if let Some(kind) = self.break_at(next) {
                            return Some((next, kind));
                        }
                    }
                }
            }
        })
    }

    /// The place in `paired` of the first mark from `at` on.
    fn first_paired(&self, at: usize) -> usize {
        self.paired.partition_point(|&(mark, _)| mark < at)
    }

    /// The first position from which text runs to `at` without leaving the pair of marks that
    /// encloses `at`.
    pub(super) fn left_bound(&self, at: usize) -> usize {
        let from = at.min(self.end);
        let mut mark = self.first_paired(from);
        while let Some((before, partner)) = mark.checked_sub(1).map(|last| self.paired[last]) {
            match partner {
                open if open < before => mark = self.first_paired(open),
                close if close >= at => return before + 1,
                _ => mark -= 1,
            }
        }
        from.min(self.start)
    }

    /// The last position to which text runs from `at` without leaving the pair of marks that
    /// encloses `at`.
    pub(super) fn right_bound(&self, at: usize) -> usize {
        let mut mark = self.first_paired(at);
        while let Some(&(to, partner)) = self.paired.get(mark) {
            match partner {
                close if close > to => mark = self.first_paired(close + 1),
                open if open < at => return to,
                _ => mark += 1,
            }
        }
        self.end
    }
}
