//! Clean text with a map back to the original: joined lines, quotation pairs, sentences, script
//! folding, words. Does no I/O and fails on no string.

mod char_set;
mod clean;
mod fold;
mod furniture;
mod pick;
mod quotation;
mod segment;
mod span;
mod words;
mod wrap;

pub use char_set::{CharSet, is_han};
pub use fold::{fold, fold_str};
pub use furniture::{
    Furniture, FurnitureForm, FurniturePiece, Places, RepeatedLines, short_line_places,
};
pub(crate) use pick::{BLOCK, Picker};
pub use quotation::{Quotation, is_quotation_mark};
pub use segment::ends_sentence;
pub use span::Span;
pub use words::{Word, Words, stands_apart};

use clean::{Clean, Origin};

/// A document's text, cleaned and divided.
///
/// Clean characters are simplified and half-width, wrapped lines are joined, invisible characters
/// are gone. Every [`Span`] here counts clean characters; [`Text::original`] leads back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    chars: Vec<char>,
    origin: Origin,
    paragraphs: Vec<Span>,
    sentences: Vec<Span>,
    quotations: Vec<Quotation>,
}

impl Text {
    /// Cleans and divides an original text. Never fails.
    pub fn new(original: &str) -> Text {
        Text::without(original, &[])
    }

    /// As [`Text::new`], leaving out some stretches of the original, given in its characters, in
    /// order and apart from each other. Line ends stay.
    pub fn without(original: &str, left_out: &[Span]) -> Text {
        let mut clean = clean::clean(original, left_out);
        let mut marks = segment::marks(&clean.chars);
        let mut line_ends = segment::line_ends(&clean.chars, &marks);
        let joins = wrap::wrapped_lines(&clean.chars, &line_ends);
        if !joins.is_empty() {
            clean = clean::without(&clean, &joins);
            marks = segment::marks(&clean.chars);
            line_ends = segment::line_ends(&clean.chars, &marks);
        }
        let Clean { chars, origin } = clean;
        let paragraphs = segment::paragraphs(&chars, &line_ends);
        let mut sentences = Vec::new();
        let mut quotations = Vec::new();
        let mut marks = marks.as_slice();
        for &paragraph in &paragraphs {
            let marks = segment::within(&mut marks, paragraph);
            segment::sentences(&chars, paragraph, marks, &mut sentences);
            quotation::quotations(&chars, marks, &mut quotations);
        }
        Text { chars, origin, paragraphs, sentences, quotations }
    }

    /// The clean characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The clean characters of a span, as a string.
    pub fn slice(&self, span: Span) -> String {
        self.chars[span.range()].iter().collect()
    }

    /// The same stretch in the characters of the original text.
    pub fn original(&self, span: Span) -> Span {
        let start = self.origin.original(span.start as usize);
        let end = match span.end.checked_sub(1) {
            Some(last) if !span.is_empty() => self.origin.original(last as usize) + 1,
            _ => start,
        };
        Span::new(start..end)
    }

    /// The lines that hold anything, in order.
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// The sentences, in order; each lies in one paragraph.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The clauses, in order: what sentence punctuation, colons and line ends bound.
    pub fn clauses(&self) -> Vec<Span> {
        let mut clauses = Vec::new();
        for &sentence in &self.sentences {
            segment::clauses(&self.chars, sentence, &mut clauses);
        }
        clauses
    }

    /// The quotations, by their start; an outer one before those in it.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The number of the sentence that holds the character `at`.
    pub fn sentence_at(&self, at: usize) -> usize {
        position(&self.sentences, at)
    }

    /// The number of the paragraph that holds the character `at`.
    pub fn paragraph_at(&self, at: usize) -> usize {
        position(&self.paragraphs, at)
    }
}

fn position(spans: &[Span], at: usize) -> usize {
    spans.partition_point(|span| span.start as usize <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn surface(original: &str, text: &Text, span: Span) -> String {
        original
            .chars()
            .skip(span_original(text, span).0)
            .take(span_original(text, span).1)
            .collect()
    }

    fn span_original(text: &Text, span: Span) -> (usize, usize) {
        let span = text.original(span);
        (span.start as usize, span.len())
    }

    #[test]
    fn offsets_lead_back_over_joined_lines() {
        let line = "县里把帮扶责任落到每一个村每一户每一个人";
        let original = format!(
            "{}\n县里把帮扶责任落到每一个村聚焦“两不\n愁三保障“的标准",
            [line; 8].join("\r\n")
        );
        let text = Text::new(&original);
        let quotation = text.quotations()[0];
        assert_eq!(text.slice(quotation.inner), "两不愁三保障");
        assert_eq!(surface(&original, &text, quotation.inner), "两不\n愁三保障");
        assert!(quotation.repaired);
    }

    #[test]
    fn divides_into_paragraphs_and_sentences() {
        let text = Text::new("　　第一句。“第二句！”第三句\n\n第二段。");
        let sentences: Vec<String> = text.sentences().iter().map(|&s| text.slice(s)).collect();
        assert_eq!(sentences, ["第一句。", "“第二句！”", "第三句", "第二段。"]);
        assert_eq!(text.paragraphs().len(), 2);
        assert_eq!(text.paragraph_at(text.chars().len() - 1), 1);
    }

    proptest! {
        #[test]
        fn never_fails_and_keeps_its_places(original in "[一两不愁三保障“”‘’「」\"。，！\\r\\n \u{3000}\u{200B}兩a1]{0,200}|\\PC{0,100}") {
            let text = Text::new(&original);
            let original: Vec<char> = original.chars().collect();
            for at in 0..text.chars().len() {
                let span = text.original(Span::new(at..at + 1));
                prop_assert_eq!(span.len(), 1);
                let c = original[span.start as usize];
                let clean = text.chars()[at];
                prop_assert!(clean == fold(c) || clean == ' ' || clean == '\n');
            }
            for quotation in text.quotations() {
                prop_assert!(quotation.outer.contains(quotation.inner));
            }
            for sentence in text.sentences() {
                prop_assert!(!sentence.is_empty());
                let paragraph = text.paragraphs()[text.paragraph_at(sentence.start as usize)];
                prop_assert!(paragraph.contains(*sentence));
            }
        }
    }
}
