//! Whether a phrase is bounded: whether it begins and ends where words do, and not with a word that
//! belongs to its surroundings.

/// Words that belong to what stands before them, or join two things: no set phrase begins with one.
const NEVER_FIRST: &[&str] = &[
    "与", "个", "中", "之", "也", "了", "于", "亿", "亿元", "以及", "们", "但", "位", "余", "倍",
    "再", "则", "到", "又", "及", "及其", "同时", "名", "后", "和", "在", "地", "多", "家", "将",
    "就", "已", "已经", "年", "并", "并且", "或", "或者", "所", "时", "是", "月", "正", "正在",
    "的", "着", "等", "等等", "而", "而且", "被", "要", "起", "过", "还", "还是", "都", "里",
];

/// Words that belong to what stands after them, or hold an open place: no set phrase ends with one.
const NEVER_LAST: &[&str] = &[
    "一", "一个", "一些", "一种", "下", "不", "与", "个", "中", "为", "也", "了", "于", "以",
    "以及", "但", "使", "其", "再", "则", "到", "前", "又", "及", "可", "可以", "各", "同", "后",
    "向", "和", "在", "地", "多", "对", "将", "就", "已", "已经", "并", "并且", "得", "必须", "或",
    "或者", "所", "把", "时", "是", "更", "更加", "有", "正", "正在", "每", "的", "着", "第", "等",
    "给", "而", "而且", "自", "被", "要", "让", "该", "起", "近", "还", "还是", "这", "进行", "那",
    "都", "里",
];

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
    let is_in = |list: &[&str], word: String| list.binary_search(&word.as_str()).is_ok();

    let first_end = ends.iter().copied().find(|at| at > begin).unwrap_or(*end);
    let last_begin = ends.iter().copied().rfind(|at| at < end).unwrap_or(0);
    let stray_first =
        begins_with_word && first_end <= *end && is_in(NEVER_FIRST, word(*begin, first_end));
    let stray_last =
        ends_with_word && last_begin >= *begin && is_in(NEVER_LAST, word(last_begin, *end));
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
    fn lists_can_be_searched() {
        assert!(NEVER_FIRST.is_sorted_by(|a, b| a < b));
        assert!(NEVER_LAST.is_sorted_by(|a, b| a < b));
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
