//! Whether a phrase is bounded: whether it begins and ends where words do, and not with a word that
//! belongs to its surroundings.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

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

static FIRST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NEVER_FIRST.split(' ').collect());
static LAST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NEVER_LAST.split(' ').collect());

/// A phrase in a place of the text, cut into words.
pub(super) struct Surroundings {
    /// What stands in front of it, it, and what follows it, within its segment.
    pub(super) text: String,
    /// Where in `text` the phrase stands, in characters.
    pub(super) begin: usize,
    pub(super) end: usize,
}

/// How a phrase sits in its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) begins_with_word: bool,
    pub(super) ends_with_word: bool,
    /// Whether it begins or ends with a function word that belongs elsewhere.
    pub(super) has_stray_word: bool,
}

/// Looks at the words of the surroundings. `ends` tells where words end, in characters.
pub(super) fn seat(surroundings: &Surroundings, ends: &[usize]) -> Seat {
    let Surroundings { text, begin, end } = surroundings;
    let is_boundary = |at: usize| at == 0 || ends.contains(&at);
    let (begins_with_word, ends_with_word) = (is_boundary(*begin), is_boundary(*end));
    let chars: Vec<char> = text.chars().collect();
    let word = |from: usize, to: usize| chars[from..to].iter().collect::<String>();

    let first_end = ends.iter().copied().find(|at| at > begin).unwrap_or(*end);
    let last_begin = ends.iter().copied().rfind(|at| at < end).unwrap_or(0);
    let stray_first =
        begins_with_word && first_end <= *end && FIRST.contains(word(*begin, first_end).as_str());
    let stray_last =
        ends_with_word && last_begin >= *begin && LAST.contains(word(last_begin, *end).as_str());
    Seat { begins_with_word, ends_with_word, has_stray_word: stray_first || stray_last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat_of(words: &[&str], phrase: &str) -> Seat {
        let text = words.concat();
        let begin = text[..text.find(phrase).expect("it is there")].chars().count();
        let end = begin + phrase.chars().count();
        let ends: Vec<usize> = words
            .iter()
            .scan(0, |end, word| {
                *end += word.chars().count();
                Some(*end)
            })
            .collect();
        seat(&Surroundings { text, begin, end }, &ends)
    }

    #[test]
    fn the_lists_are_sorted_and_unique() {
        for list in [NEVER_FIRST, NEVER_LAST] {
            let words: Vec<&str> = list.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{list}");
            assert!(words.iter().all(|word| !word.is_empty()));
        }
    }

    #[test]
    fn a_half_word_is_noticed() {
        let words = ["加快", "水渠", "建设", "进度"];
        let whole = seat_of(&words, "水渠建设");
        assert!(whole.begins_with_word && whole.ends_with_word && !whole.has_stray_word);
        assert!(!seat_of(&words, "渠建设").begins_with_word);
        assert!(!seat_of(&words, "水渠建").ends_with_word);
    }

    #[test]
    fn a_stray_function_word_is_noticed() {
        let words = ["水渠", "的", "建设", "和", "管护"];
        assert!(seat_of(&words, "的建设").has_stray_word);
        assert!(seat_of(&words, "建设和").has_stray_word);
        assert!(!seat_of(&words, "建设和管护").has_stray_word);
        // The same character inside a word strays nowhere.
        assert!(!seat_of(&["走向", "和平"], "和平").has_stray_word);
        assert!(!seat_of(&["共同", "参与"], "共同参与").has_stray_word);
    }
}
