//! Folding of scripts and widths, one character to one character, so that offsets survive.

use std::sync::LazyLock;

static TRADITIONAL: &str = include_str!("../../data/traditional.txt");

/// The folded form of every character of the Basic Multilingual Plane that changes, 0 elsewhere.
///
/// A table of 128 KB answers in one look what a hash map would answer in a dozen steps; folding
/// touches every character of a corpus. The few folded characters of other planes are left alone.
static FOLDED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut table = vec![0u16; 0x10000].into_boxed_slice();
    let mut set = |from: char, to: char| {
        if let (Ok(from), Ok(to)) = (u16::try_from(u32::from(from)), u16::try_from(u32::from(to))) {
            table[usize::from(from)] = to;
        }
    };
    for line in TRADITIONAL.lines().filter(|line| !line.starts_with('#')) {
        let mut pair = line.chars();
        if let (Some(from), Some(to)) = (pair.next(), pair.next()) {
            set(from, to);
        }
    }
    for from in ('０'..='９').chain('Ａ'..='Ｚ').chain('ａ'..='ｚ').chain(['＋']) {
        if let Some(to) = char::from_u32(u32::from(from) - 0xFEE0) {
            set(from, to);
        }
    }
    table
});

/// Folds traditional characters to simplified ones and full-width letters, digits and `＋` to ASCII.
///
/// Words are not exchanged (軟體 becomes 软体, not 软件): that would alter the evidence.
pub fn fold(c: char) -> char {
    let code = u32::from(c);
    if !(0x80..=0xFFFF).contains(&code) {
        return c;
    }
    match FOLDED[code as usize] {
        0 => c,
        folded => char::from_u32(u32::from(folded)).unwrap_or(c),
    }
}

/// Folds every character of a string. The number of characters stays the same.
pub fn fold_str(text: &str) -> String {
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_and_width_but_not_words() {
        assert_eq!(fold_str("兩不愁三保障"), "两不愁三保障");
        assert_eq!(fold_str("３個代表，１＋Ｎ"), "3个代表，1+N");
        assert_eq!(fold_str("軟體"), "软体");
        assert_eq!(fold_str("著名 abc “”"), "著名 abc “”");
    }

    #[test]
    fn the_table_is_sorted_unique_and_one_to_one() {
        let rows: Vec<&str> = TRADITIONAL.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() > 3000);
        assert!(rows.iter().all(|row| row.chars().count() == 2));
        assert!(rows.windows(2).all(|pair| pair[0].chars().next() < pair[1].chars().next()));
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for code in 0..0x10000u32 {
            if let Some(c) = char::from_u32(code) {
                assert_eq!(fold(fold(c)), fold(c), "{c}");
            }
        }
    }
}
