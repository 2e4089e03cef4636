//! A place in a document, with what stands around it.

use crate::corpus::{Date, Document};
use crate::text::{Span, Text};

/// A place in a document, as printed there. The context does not leave the paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The id of the document.
    pub document: String,
    /// The date of the document.
    pub date: Option<Date>,
    /// Where it stands, in characters of the original text.
    pub span: Span,
    /// What stands there, as printed.
    pub surface: String,
    /// What stands before it, on one line.
    pub left: String,
    /// What stands after it, on one line.
    pub right: String,
}

/// The passages at `spans` of the clean text, with so many characters of context on each side.
pub(super) fn passages(
    document: &Document,
    text: &Text,
    spans: &[Span],
    context: usize,
) -> Vec<Passage> {
    if spans.is_empty() {
        return Vec::new();
    }
    let original: Vec<char> = document.text.chars().collect();
    let printed = |span: Span| &original[text.original(span).range()];
    spans
        .iter()
        .map(|&span| {
            let paragraph = text.paragraphs()[text.paragraph_at(span.start as usize)].range();
            let Span { start, end } = span;
            let (start, end) = (start as usize, end as usize);
            let left = start.saturating_sub(context).max(paragraph.start.min(start))..start;
            let right = end..(end + context).min(paragraph.end).max(end);
            Passage {
                document: document.id.clone(),
                date: document.date,
                span: text.original(span),
                surface: printed(span).iter().collect(),
                left: on_one_line(printed(Span::new(left))),
                right: on_one_line(printed(Span::new(right))),
            }
        })
        .collect()
}

/// The characters without the ends of lines.
pub fn on_one_line<'a>(chars: impl IntoIterator<Item = &'a char>) -> String {
    chars.into_iter().filter(|c| !matches!(c, '\n' | '\r')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_as_printed_and_stays_in_its_paragraph() {
        let document = Document::of_text("a", "第一段。\n縣裡落實「四個不摘」，不放鬆。\n第三段。");
        let text = Text::new(&document.text);
        let inner = text.quotations()[0].inner;
        let passages = passages(&document, &text, &[inner], 9);
        let [passage] = passages.as_slice() else { panic!("{passages:?}") };
        assert_eq!(passage.surface, "四個不摘");
        assert_eq!(passage.left, "縣裡落實「");
        assert_eq!(passage.right, "」，不放鬆。");
        assert_eq!(passage.span, Span::new(10..14));
    }
}
