//! What a character is to a phrase: a letter, a joiner or a break; and the numbers that stand for
//! letters, joiners and the edges of segments in the encoded corpus.
//!
//! A *segment* is a stretch without a break. Breaks are the edges of clauses, white space, quotation
//! marks, brackets and every other sign that is neither a letter nor a joiner.
//! A *letter* is any letter or digit, and the signs that belong to names and amounts (`互联网+`, `60%`).
//! A *joiner* may stand inside a phrase but neither begins nor ends one: the pauses `、` and `，`, which
//! couplets contain (不忘初心、牢记使命, stay true to the mission), and the marks inside names and
//! numbers (`·`, `-`, `.`). A joiner that does not stand between two letters is a break.

use std::sync::LazyLock;

/// The edge of a segment inside a line.
pub(super) const EDGE_OF_CLAUSE: u16 = 0;
/// The edge of a segment at the start or end of a line, or at the end of a document.
pub(super) const EDGE_OF_LINE: u16 = 1;
/// The edge before a segment that begins among the first [`HEAD_LENGTH`] characters of a document.
pub(super) const EDGE_OF_HEAD: u16 = 2;
/// The edge between two segments that is but a mark that closes: of a quotation, title or bracket
/// that ends with the first of them.
pub(super) const CLOSING_MARK: u16 = 3;
/// The edge between two segments that is but a mark that opens.
pub(super) const OPENING_MARK: u16 = 4;
/// Stands, after the edge, before a segment that is the whole of a quotation.
pub(super) const WHOLE_BEGIN: u16 = 5;
/// Stands, before the edge, after a segment that is the whole of a quotation.
pub(super) const WHOLE_END: u16 = 6;

/// The characters that count as the head of a document, where datelines and mastheads stand.
pub(super) const HEAD_LENGTH: usize = 16;

/// The joiners, in the order of their symbols. The first three are pauses.
const JOINERS: [char; 12] = ['、', '，', ',', '·', '‧', '・', '•', '.', '．', '-', '－', '/'];
const FIRST_JOINER: u16 = 7;
const FIRST_INNER_MARK: u16 = FIRST_JOINER + 3;
pub(super) const FIRST_LETTER: u16 = 0x20;

/// What a character is to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Letter,
    /// With its symbol.
    Joiner(u16),
    Break,
}

/// The roles of the Basic Multilingual Plane, one byte each: every character of a corpus is looked
/// up, and asking Unicode each time would take most of the time of encoding.
static ROLES: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let role = |code: u16| match char::from_u32(u32::from(code)) {
        Some('+' | '＋' | '%' | '％' | '‰' | '℃') => LETTER,
        Some(character) if character.is_alphanumeric() => LETTER,
        Some(character) => match JOINERS.iter().position(|&joiner| joiner == character) {
            Some(index) => FIRST_JOINER as u8 + index as u8,
            None => BREAK,
        },
        None => BREAK,
    };
    (0..=u16::MAX).map(role).collect()
});
const BREAK: u8 = 0;
const LETTER: u8 = 1;

pub(super) fn role(character: char) -> Role {
    match ROLES.get(character as usize) {
        Some(&LETTER) => Role::Letter,
        Some(&BREAK) => Role::Break,
        Some(&joiner) => Role::Joiner(u16::from(joiner)),
        None if character.is_alphanumeric() => Role::Letter,
        None => Role::Break,
    }
}

/// A mark of a quotation, title or bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Opening,
    Closing,
    /// Opens or closes.
    Straight,
}

pub(super) fn mark(character: char) -> Option<Mark> {
    Some(match character {
        '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〔' | '[' => {
            Mark::Opening
        }
        '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']' => {
            Mark::Closing
        }
        '"' | '＂' => Mark::Straight,
        _ => return None,
    })
}

/// The joiner that a symbol stands for, if it stands for one.
pub(super) fn joiner(symbol: u32) -> Option<char> {
    let index = symbol.checked_sub(u32::from(FIRST_JOINER))?;
    JOINERS.get(index as usize).copied()
}

/// The wide symbols of a phrase: an order that does not depend on which characters beyond the Basic
/// Multilingual Plane a corpus has.
pub(super) fn wide(phrase: &str) -> impl Iterator<Item = u32> {
    phrase.chars().map(wide_symbol)
}

/// The wide symbol of a letter or joiner.
pub(super) fn wide_symbol(character: char) -> u32 {
    match role(character) {
        Role::Joiner(symbol) => u32::from(symbol),
        Role::Letter | Role::Break => u32::from(character),
    }
}

/// Whether this symbol is a pause.
pub(super) fn is_pause(symbol: u32) -> bool {
    (u32::from(FIRST_JOINER)..u32::from(FIRST_INNER_MARK)).contains(&symbol)
}

/// Whether a phrase is bounded by this symbol: an edge or a pause.
pub(super) fn is_boundary(symbol: u32) -> bool {
    symbol < u32::from(FIRST_INNER_MARK)
}

/// Whether a segment begins behind this symbol without being quoted, and not behind another's quotation.
pub(super) fn is_plain_edge(symbol: u32) -> bool {
    symbol <= u32::from(EDGE_OF_HEAD)
}

/// Whether this symbol is a comma: a pause in a sentence that goes on, but not one in a list.
pub(super) fn is_comma(symbol: u32) -> bool {
    symbol > u32::from(FIRST_JOINER) && symbol < u32::from(FIRST_INNER_MARK)
}

/// A symbol of the encoded corpus: 16 bits wide where the characters allow it, else 32.
///
/// Symbols are ordered by kind: edges, pauses, other joiners, letters.
pub(super) trait Symbol: Copy + Eq + Ord + Send + Sync + std::fmt::Debug {
    /// Four symbols in one number that sorts as they do.
    type Key: Copy + Ord + Send + Sync + Default;
    /// One more than the largest symbol.
    const ALPHABET: usize;

    fn value(self) -> u32;
    fn pack(symbols: [Self; 4]) -> Self::Key;
    /// The symbol in one of the columns 0 to 3 of a key.
    fn column(key: Self::Key, column: u32) -> Self;

    fn is_edge(self) -> bool {
        self.value() < u32::from(FIRST_JOINER)
    }
    fn is_letter(self) -> bool {
        self.value() >= u32::from(FIRST_LETTER)
    }
}

impl Symbol for u16 {
    type Key = u64;
    const ALPHABET: usize = 1 << 16;

    fn value(self) -> u32 {
        u32::from(self)
    }

    fn pack([a, b, c, d]: [u16; 4]) -> u64 {
        u64::from(a) << 48 | u64::from(b) << 32 | u64::from(c) << 16 | u64::from(d)
    }

    fn column(key: u64, column: u32) -> u16 {
        (key >> (48 - 16 * column)) as u16
    }
}

impl Symbol for u32 {
    type Key = u128;
    const ALPHABET: usize = char::MAX as usize + 1;

    fn value(self) -> u32 {
        self
    }

    fn pack([a, b, c, d]: [u32; 4]) -> u128 {
        u128::from(a) << 96 | u128::from(b) << 64 | u128::from(c) << 32 | u128::from(d)
    }

    fn column(key: u128, column: u32) -> u32 {
        (key >> (96 - 32 * column)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_their_symbols_do() {
        let narrow = [[5, 6, 7, 8], [5, 6, 8, 0], [5, 7, 0, 0], [6, 0, 0, 0u16]];
        assert!(narrow.map(u16::pack).is_sorted());
        let wide = narrow.map(|symbols| u32::pack(symbols.map(u32::from)));
        assert!(wide.is_sorted());
        for (column, expected) in (0..).zip([5, 6, 7, 8]) {
            assert_eq!(u16::column(u16::pack(narrow[0]), column), expected);
            assert_eq!(u32::column(wide[0], column), u32::from(expected));
        }
    }

    #[test]
    fn every_joiner_finds_its_way_back() {
        for character in JOINERS {
            let Role::Joiner(symbol) = role(character) else { panic!("{character} joins") };
            assert_eq!(joiner(u32::from(symbol)), Some(character));
            assert!(!symbol.is_edge() && !symbol.is_letter());
        }
        assert_eq!(joiner(u32::from(WHOLE_END)), None);
        assert_eq!(joiner(u32::from('中')), None);
    }

    #[test]
    fn letters_are_letters_in_every_script() {
        for character in "中〇㐀𠮷兩aＡ9９かナ+%é".chars() {
            assert_eq!(role(character), Role::Letter, "{character}");
        }
        for character in "。！？；：“”‘’「」『』（）()《》 \n\u{3000}—…\u{E000}\0".chars()
        {
            assert_eq!(role(character), Role::Break, "{character}");
        }
    }
}
