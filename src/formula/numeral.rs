//! Numerals: which characters count, and how much.

use crate::text::CharSet;

/// Whether `c` is a numeral character of a formula: Chinese numerals with 两 and 双, and ASCII
/// digits (full-width ones are folded before).
pub(super) fn is_numeral(c: char) -> bool {
    is_chinese_numeral(c) || c.is_ascii_digit()
}

/// The Chinese numerals, 两 and 双 included.
pub(super) const CHINESE_NUMERALS: [char; 17] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '双', '百', '千', '万', '〇',
    '零',
];

/// Whether `c` is a Chinese numeral, 两 and 双 included.
pub(super) fn is_chinese_numeral(c: char) -> bool {
    static SET: CharSet = CharSet::of(&CHINESE_NUMERALS);
    SET.contains(c)
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '双' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The number of numeral characters at the start of `chars`.
pub(super) fn run_length(chars: &[char]) -> usize {
    chars.iter().take_while(|&&c| is_numeral(c)).count()
}

/// The value of a whole numeral: 三 is 3, 十六 is 16, 二十四 is 24, 12 is 12. `None` for what is not
/// one numeral (七八), and for the round 百, 千, 万 that stand for "many" (千企帮千村).
pub(super) fn value(numeral: &[char]) -> Option<u32> {
    if numeral.iter().all(char::is_ascii_digit) {
        return numeral.iter().collect::<String>().parse().ok();
    }
    let mut total = 0;
    let mut pending: Option<u32> = None;
    for &c in numeral {
        match (c, pending) {
            ('十', waiting) if total == 0 => {
                total = waiting.unwrap_or(1) * 10;
                pending = None;
            }
            (c, None) => pending = Some(digit(c)?),
            _ => return None,
        }
    }
    Some(total + pending.unwrap_or(0)).filter(|&value| value > 0)
}

/// The Chinese numeral for 1 to 99.
pub(super) fn chinese(value: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10, value % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_string(),
        2..=9 => format!("{}十", DIGITS[tens as usize]),
        _ => return None,
    };
    (value > 0).then(|| tens + DIGITS[ones as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numeral: &str) -> Option<u32> {
        value(&numeral.chars().collect::<Vec<_>>())
    }

    #[test]
    fn values() {
        assert_eq!(of("三"), Some(3));
        assert_eq!(of("两"), Some(2));
        assert_eq!(of("十"), Some(10));
        assert_eq!(of("十六"), Some(16));
        assert_eq!(of("二十四"), Some(24));
        assert_eq!(of("12"), Some(12));
        assert_eq!(of("七八"), None);
        assert_eq!(of("千"), None);
    }

    #[test]
    fn every_small_number_survives_the_round_trip() {
        for number in 1..100 {
            assert_eq!(of(&chinese(number).unwrap()), Some(number));
        }
    }
}
