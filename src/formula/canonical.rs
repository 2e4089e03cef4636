//! The canonical form of a label: what all its variants share.

use super::numeral::{chinese, is_numeral};
use crate::text::{fold, is_quotation_mark};

/// Whether `c` only separates the parts of a label (两不愁、三保障).
pub fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || is_quotation_mark(c)
        || matches!(
            c,
            '、' | '，'
                | ','
                | '·'
                | '•'
                | '・'
                | '—'
                | '–'
                | '-'
                | '－'
                | '─'
                | '《'
                | '》'
                | '/'
        )
}

/// The canonical form: simplified, without quotation marks, separators and white space; an Arabic
/// numeral in front of a Chinese word becomes Chinese (3个代表 is 三个代表), as does 二 before 个.
/// Sums keep their figures (1+N).
pub fn canonical(label: &str) -> String {
    let chars: Vec<char> =
        label.chars().filter(|&c| !is_separator(c)).map(|c| plus(fold(c))).collect();
    canonical_chars(&chars)
}

fn plus(c: char) -> char {
    if c == '＋' { '+' } else { c }
}

fn canonical_chars(chars: &[char]) -> String {
    if chars.contains(&'+') {
        return chars.iter().collect();
    }
    let mut out = String::with_capacity(chars.len() * 3);
    let mut at = 0;
    while at < chars.len() {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let numeral = chars.get(at + digits).filter(|&&next| !next.is_ascii());
        if (1..=2).contains(&digits)
            && numeral.is_some()
            && (at == 0 || !is_numeral(chars[at - 1]))
            && let Ok(value) = chars[at..at + digits].iter().collect::<String>().parse()
            && let Some(numeral) = chinese(value)
        {
            // 2不愁 is read 两不愁: 二 hardly ever heads a formula.
            out.push_str(if value == 2 { "两" } else { &numeral });
            at += digits;
        } else if digits > 0 {
            out.extend(&chars[at..at + digits]);
            at += digits;
        } else {
            let two = chars[at] == '二'
                && chars.get(at + 1) == Some(&'个')
                && (at == 0 || !is_numeral(chars[at - 1]));
            out.push(if two { '两' } else { chars[at] });
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_share_one_form() {
        for variant in
            ["两不愁、三保障", "兩不愁三保障", "“两不愁”“三保障”", "两不愁\n三保障", "2不愁3保障"]
        {
            assert_eq!(canonical(variant), "两不愁三保障", "{variant}");
        }
        assert_eq!(canonical("3个代表"), "三个代表");
        assert_eq!(canonical("３個代表"), "三个代表");
        assert_eq!(canonical("二个一百年"), "两个一百年");
        assert_eq!(canonical("16字方针"), "十六字方针");
    }

    #[test]
    fn what_differs_in_meaning_stays_apart() {
        assert_eq!(canonical("1+N"), "1+N");
        assert_eq!(canonical("16＋1"), "16+1");
        assert_eq!(canonical("十二个"), "十二个");
        assert_ne!(canonical("四个全面"), canonical("四个全面战略布局"));
    }
}
