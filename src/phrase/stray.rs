//! Words that are no part of a set phrase where they begin or end it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::CharSet;

/// Words that belong to what stands before them, point to the hour of writing, or join two things: no
/// set phrase begins with one.
const NEVER_FIRST: &str = "\
    一些 与 个 中 之 也 了 于 亿 亿元 今天 今年 今晚 他 他们 以及 们 但 位 余 你 倍 关于 其 \
    其中 再 则 到 去年 又 及 及其 双方 受 同时 名 后 和 因 因为 在 地 多 她 她们 它 它们 家 \
    对 对于 将 尤其 尤其是 就 已 已经 年 并 并且 当前 当天 我 我国 或 或者 所 据 日前 时 \
    明天 明年 昨天 昨晚 是 月 正 正在 此 特别 特别是 由 由于 的 目前 着 等 等等 而 而且 被 \
    要 该 起 过 近日 还 还是 这 这个 这些 这样 这种 那 那个 那些 都 里";

/// Words that belong to what stands after them, or hold an open place: no set phrase ends with one.
const NEVER_LAST: &str = "\
    一 一个 一些 一种 上午 下 下午 不 与 个 中 为 也 了 于 今天 今年 今晚 从 他 以 以及 但 \
    你 使 关于 其 再 凌晨 出席 则 到 前 去年 又 及 可 可以 各 同 后 向 和 因 因为 在 地 多 \
    她 它 对 对于 将 就 已 已经 并 并且 强调 得 必须 我 或 或者 所 把 指出 据 日前 时 明天 \
    昨天 昨晚 是 晚上 更 更加 有 正 正在 每 由 由于 的 着 第 等 给 而 而且 自 表示 被 要 \
    认为 让 该 说 起 近 近日 还 还是 这 这个 这些 进行 通过 那 那个 那些 都 里";

/// The characters of the longest stray word.
pub(super) const LONGEST_STRAY: usize = 3;

/// No phrase begins with these.
pub(super) static FIRST: LazyLock<StrayWords> =
    LazyLock::new(|| StrayWords::new(NEVER_FIRST, Side::First));
/// No phrase ends with these.
pub(super) static LAST: LazyLock<StrayWords> =
    LazyLock::new(|| StrayWords::new(NEVER_LAST, Side::Last));

/// Where stray words stand in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

/// Words that stray on one side of a phrase.
pub(super) struct StrayWords {
    side: Side,
    /// Each as one number, from its outermost character inwards.
    words: FxHashSet<u64>,
    /// The outermost characters: most phrases have none of them there.
    outermost: CharSet,
}

impl StrayWords {
    fn new(list: &str, side: Side) -> StrayWords {
        let mut words = FxHashSet::default();
        let mut outermost = CharSet::of(&[]);
        for word in list.split(' ') {
            let inwards: Vec<char> = match side {
                Side::First => word.chars().collect(),
                Side::Last => word.chars().rev().collect(),
            };
            outermost.insert(inwards[0]);
            words.insert(inwards.into_iter().fold(0, extend));
        }
        StrayWords { side, words, outermost }
    }

    /// The lengths, as bits, at which a phrase with these letters has a stray word on this side.
    pub(super) fn lengths(&self, letters: &[char]) -> u8 {
        let inwards = |index: usize| match self.side {
            Side::First => letters.get(index),
            Side::Last => letters.len().checked_sub(index + 1).map(|index| &letters[index]),
        };
        if !inwards(0).is_some_and(|&outermost| self.outermost.contains(outermost)) {
            return 0;
        }
        let (mut word, mut lengths) = (0, 0);
        for (index, &letter) in (0..LONGEST_STRAY).map_while(inwards).enumerate() {
            word = extend(word, letter);
            lengths |= u8::from(self.words.contains(&word)) << (index + 1);
        }
        lengths
    }
}

/// A short word as one number.
fn extend(word: u64, character: char) -> u64 {
    word << 21 | u64::from(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_unique() {
        for list in [NEVER_FIRST, NEVER_LAST] {
            let words: Vec<&str> = list.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{list}");
            let lengths = words.iter().map(|word| word.chars().count());
            assert!(lengths.into_iter().all(|length| (1..=LONGEST_STRAY).contains(&length)));
        }
    }

    #[test]
    fn words_are_read_from_the_outside_inwards() {
        let lengths =
            |words: &StrayWords, text: &str| words.lengths(&text.chars().collect::<Vec<char>>());
        // 和 ("and") may be a word at the beginning, 以及 ("as well as") too, but not 及以.
        assert_eq!(lengths(&FIRST, "和管护"), 1 << 1);
        assert_eq!(lengths(&FIRST, "以及"), 1 << 2);
        assert_eq!(lengths(&FIRST, "管护和"), 0);
        assert_eq!(lengths(&LAST, "管护和"), 1 << 1);
        assert_eq!(lengths(&LAST, "管护以及"), 1 << 1 | 1 << 2);
        assert_eq!(lengths(&LAST, ""), 0);
    }
}
