//! Finding a phrase as it is written.

use crate::formula::is_separator;
use crate::text::{Span, fold};

/// A phrase to look for in clean text.
pub(super) struct PhraseSearch {
    /// What stands between separators, folded as clean text is.
    parts: Vec<Vec<char>>,
}

impl PhraseSearch {
    /// Between the parts of `phrase`, as it is separated, any separators may stand, or none.
    pub(super) fn new(phrase: &str) -> PhraseSearch {
        let folded: Vec<char> = phrase.chars().map(fold).collect();
        let parts = folded.split(|&c| is_separator(c)).filter(|part| !part.is_empty());
        PhraseSearch { parts: parts.map(<[char]>::to_vec).collect() }
    }

    /// The places where it stands, in order, none over another.
    pub(super) fn find(&self, chars: &[char]) -> Vec<Span> {
        let Some(&first) = self.parts.first().and_then(|part| part.first()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = chars[at..].iter().position(|&c| c == first) {
            let start = at + next;
            at = match self.end(chars, start) {
                Some(end) => {
                    found.push(Span::new(start..end));
                    end
                }
                None => start + 1,
            };
        }
        found
    }

    /// Where it ends if it begins at `start`.
    fn end(&self, chars: &[char], start: usize) -> Option<usize> {
        let mut at = start;
        for (number, part) in self.parts.iter().enumerate() {
            if number > 0 {
                // Not over the end of a paragraph.
                let between = chars[at..].iter();
                at += between.take_while(|&&c| c != '\n' && is_separator(c)).count();
            }
            if !chars[at..].starts_with(part) {
                return None;
            }
            at += part.len();
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(phrase: &str, text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let found = PhraseSearch::new(phrase).find(&chars);
        found.into_iter().map(|span| chars[span.range()].iter().collect()).collect()
    }

    #[test]
    fn a_separator_stands_for_any_and_for_none() {
        let text = "不忘初心、牢记使命，“不忘初心”“牢记使命”，不忘初心牢记使命，不忘初心\n牢记使命";
        let expected = ["不忘初心、牢记使命", "不忘初心”“牢记使命", "不忘初心牢记使命"];
        assert_eq!(find("不忘初心，牢记使命", text), expected);
        assert_eq!(find("不忘初心牢记使命", text), ["不忘初心牢记使命"]);
    }

    #[test]
    fn places_do_not_overlap_and_traditional_is_folded() {
        assert_eq!(find("哈哈", "哈哈哈哈哈"), ["哈哈", "哈哈"]);
        assert_eq!(find("兩岸", "两岸"), ["两岸"]);
        assert!(find("、", "、、").is_empty());
    }
}
