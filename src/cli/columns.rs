//! Text in columns of a terminal, where a Chinese character takes two.

use unicode_width::UnicodeWidthChar;

/// The columns that a text takes, character by character: terminals differ on joined emoji.
pub(super) fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The end of `text`, at most so many columns of it, filled up on the left.
pub(super) fn right_aligned(text: &str, columns: usize) -> String {
    let mut taken = 0;
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            taken += c.width().unwrap_or(0);
            taken <= columns
        })
        .last()
        .map_or(text.len(), |(at, _)| at);
    let shown = &text[start..];
    format!("{}{shown}", " ".repeat(columns.saturating_sub(width(shown))))
}

/// The beginning of `text`, at most so many columns of it, filled up on the right.
pub(super) fn left_aligned(text: &str, columns: usize) -> String {
    let mut taken = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            taken += c.width().unwrap_or(0);
            taken > columns
        })
        .map_or(text.len(), |(at, _)| at);
    let shown = &text[..end];
    format!("{shown}{}", " ".repeat(columns.saturating_sub(width(shown))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(right_aligned("落实四个不摘", 8), "四个不摘");
        assert_eq!(right_aligned("不摘", 5), " 不摘");
        assert_eq!(right_aligned("四个不摘", 5), " 不摘");
        assert_eq!(left_aligned("四个不摘", 5), "四个 ");
        assert_eq!(left_aligned("1+N", 4), "1+N ");
    }

    proptest! {
        #[test]
        fn every_text_fills_its_columns(text in "[一两a1 “”，e\u{301}\u{200B}]{0,30}", columns in 0usize..20) {
            prop_assert_eq!(width(&right_aligned(&text, columns)), columns);
            prop_assert_eq!(width(&left_aligned(&text, columns)), columns);
        }
    }
}
