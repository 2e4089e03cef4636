//! Quoted phrases: which quotations are phrases, and how their spellings merge.

/// The longest quoted phrase, in characters. Of longer quotations in news hardly one recurs.
const LONGEST: usize = 40;
/// The longest quotation that may end like a sentence. In news such short ones are mottoes
/// (小康不小康，关键看老乡。), which stand without the mark as well; longer ones are speech.
const LONGEST_SENTENCE: usize = 14;

/// The canonical form of what stands between two quotation marks, if it is a phrase.
///
/// White space and inner quotation marks are dropped, and so are signs at both ends that are not part
/// of a phrase; separators inside (`、`) stay. A phrase has 2 to 40 characters and no sentence
/// punctuation inside; with a sentence mark at its end it has no more than 14.
///
/// ```
/// use tifa::phrase::quoted_phrase;
///
/// let canonical = |inner: &str| quoted_phrase(&inner.chars().collect::<Vec<_>>());
/// assert_eq!(canonical(" 守正、出新"), Some("守正、出新".to_owned()));
/// assert_eq!(canonical("先看病，后付费！"), Some("先看病，后付费".to_owned()));
/// assert_eq!(canonical("快走。下雨了"), None);
/// ```
pub fn quoted_phrase(inner: &[char]) -> Option<String> {
    let dropped =
        |c: &char| c.is_whitespace() || is_invisible(*c) || "“”‘’「」『』\"＂".contains(*c);
    let kept: Vec<char> = inner.iter().copied().filter(|c| !dropped(c)).collect();
    let ends_like_a_sentence = kept.last().is_some_and(|&last| is_sentence_mark(last));

    let is_edge = |c: &char| is_sentence_mark(*c) || "，、,：:；;—-·".contains(*c);
    let first = kept.iter().position(|c| !is_edge(c))?;
    let last = kept.iter().rposition(|c| !is_edge(c))?;
    let phrase = &kept[first..=last];

    let longest = if ends_like_a_sentence { LONGEST_SENTENCE } else { LONGEST };
    let is_phrase = (2..=longest).contains(&phrase.len())
        && !phrase.iter().any(|&c| is_sentence_mark(c) || c == '；')
        && phrase.iter().any(|c| c.is_alphanumeric());
    is_phrase.then(|| phrase.iter().collect())
}

fn is_sentence_mark(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(inner: &str) -> Option<String> {
        quoted_phrase(&inner.chars().collect::<Vec<_>>())
    }

    #[test]
    fn spellings_of_one_phrase_merge() {
        for spelling in [
            "河湖清、家园美",
            "河湖清、 家园美",
            "河湖\n清、家园美",
            "河湖清、家园美。",
            "‘河湖清’、‘家园美’",
        ] {
            assert_eq!(canonical(spelling).as_deref(), Some("河湖清、家园美"), "{spelling}");
        }
    }

    #[test]
    fn speech_is_no_phrase() {
        let long = "我们村的路今年终于修好了，孩子上学方便多了。";
        assert_eq!(canonical(long), None);
        assert_eq!(canonical("回来了！吃饭吧"), None);
        assert_eq!(canonical("先修路；再架桥"), None);
    }

    #[test]
    fn a_phrase_has_two_to_forty_characters() {
        assert_eq!(canonical("稳"), None);
        assert_eq!(canonical("……"), None);
        assert_eq!(canonical("、，"), None);
        assert_eq!(canonical(""), None);
        assert_eq!(canonical(&"长".repeat(40)), Some("长".repeat(40)));
        assert_eq!(canonical(&"长".repeat(41)), None);
    }

    proptest! {
        #[test]
        fn a_canonical_form_is_its_own(inner in "[甲乙a1、，。！“” \n…]{0,20}|\\PC{0,50}") {
            if let Some(form) = canonical(&inner) {
                prop_assert_eq!(canonical(&form), Some(form));
            }
        }
    }
}
