//! The names of gambling sites, which spammers who copy a page put in the place of names in it.

use super::super::{Span, is_han};
use super::line::Line;

/// What such a site is for ...
const TRADES: &[&str] = &["体育", "娱乐", "彩票", "棋牌", "博彩", "电竞"];
/// ... and what is to be visited.
const VISITED: &[&str] = &[
    "官方网站",
    "官方网",
    "官网",
    "官方",
    "平台",
    "网址",
    "下载",
    "手机版",
    "注册",
    "登录",
    "入口",
    "APP",
    "App",
    "app",
];
/// Between the Latin letters of its name and its trade stand at most so many Chinese characters.
const BETWEEN: usize = 4;

/// The names of gambling sites in a line: Latin letters grown together with a trade and with what is
/// to be visited, such as xyzbet某某体育官网.
pub(super) fn spam(line: &Line) -> Vec<Span> {
    let text = line.original;
    // Most lines hold none, so this is looked at first.
    if !TRADES.iter().any(|trade| text.contains(trade)) {
        return Vec::new();
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut trades: Vec<(usize, usize)> = TRADES
        .iter()
        .flat_map(|trade| text.match_indices(trade).map(|(at, _)| (at, at + trade.len())))
        .collect();
    trades.sort_unstable();
    for (start, end) in trades {
        let (Some(start), Some(end)) = (name_before(text, start), visited_after(text, end)) else {
            continue;
        };
        let place = |byte: usize| line.start + text[..byte].chars().count();
        let span = Span::new(place(start)..place(end));
        if spans.last().is_none_or(|last| last.end <= span.start) {
            spans.push(span);
        }
    }
    spans
}

/// Where the Latin letters begin that belong to a trade at `trade`.
fn name_before(text: &str, trade: usize) -> Option<usize> {
    let before = &text[..trade];
    let between: usize =
        before.chars().rev().take(BETWEEN).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
    let letters = &before[..before.len() - between];
    let name = letters.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = letters.len() - name;
    let is_name = name >= 2 && letters[start..].bytes().any(|b| b.is_ascii_alphabetic());
    is_name.then_some(start)
}

/// Where what is to be visited ends, if it begins at `at`.
fn visited_after(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    while let Some(word) = VISITED.iter().find(|word| text[end..].starts_with(**word)) {
        end += word.len();
    }
    (end > at).then_some(end)
}
