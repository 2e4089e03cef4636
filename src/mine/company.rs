//! The company that formulas keep: the words of the sentences in which they stand, counted.
//!
//! A sentence is cut at its mentions before the rest is segmented. So a formula is one word, however
//! it is written (四个自信, “两不愁、三保障”, 3个代表) and however new it is; and only where it is
//! mentioned, which adding it to the dictionary could not achieve: 一核 would then be cut out of
//! 第一核电站 too.

use rayon::prelude::*;

use super::Looked;
use crate::formula::Mention;
use crate::tally::{Collocates, Reach, Token, TokenSpan};
use crate::text::{Span, Text, Words};

/// The part of speech of a mention.
const FORMULA: &str = "formula";

/// Counts the words within reach of the labels that `wanted` lets through, in the sentences that
/// hold one of them.
pub(super) fn collocates(
    looked: &Looked,
    reach: Reach,
    wanted: impl Fn(u32) -> bool + Sync,
    dictionary: &Words,
) -> Collocates {
    let count = |mut counts: Collocates, (text, mentions): (&Text, &Vec<Mention>)| {
        let sentence_of = |mention: &Mention| text.sentence_at(mention.span.start as usize);
        for mentions in mentions.chunk_by(|a, b| sentence_of(a) == sentence_of(b)) {
            if mentions.iter().any(|mention| wanted(mention.label)) {
                let sentence = text.sentences()[sentence_of(&mentions[0])];
                let words = Sentence::of(looked, text, sentence, mentions, dictionary);
                let spans: Vec<TokenSpan> =
                    words.mentions.into_iter().filter(|mention| wanted(mention.label)).collect();
                let tokens: Vec<Token<'_>> = words
                    .tokens
                    .iter()
                    .map(|(word, part_of_speech)| Token { word, part_of_speech })
                    .collect();
                counts.add(&tokens, &spans, reach, &[]);
            }
        }
        counts
    };
    // Few parts: each merge has to match the words of two vocabularies.
    let part = looked.texts.len().div_ceil(8 * rayon::current_num_threads()).max(1);
    looked
        .texts
        .par_iter()
        .zip(&looked.mentions)
        .with_min_len(part)
        .fold(Collocates::default, count)
        .reduce(Collocates::default, Collocates::merge)
}

/// The words of a sentence, each with its part of speech, and which of them are mentions.
struct Sentence {
    tokens: Vec<(String, String)>,
    mentions: Vec<TokenSpan>,
}

impl Sentence {
    fn of(
        looked: &Looked,
        text: &Text,
        sentence: Span,
        mentions: &[Mention],
        dictionary: &Words,
    ) -> Sentence {
        let mut words = Sentence { tokens: Vec::new(), mentions: Vec::new() };
        let mut at = sentence.start as usize;
        for mention in mentions {
            words.push(text, at..mention.span.start as usize, dictionary);
            let index = words.tokens.len();
            words.tokens.push((looked.labels[mention.label as usize].clone(), FORMULA.to_string()));
            words.mentions.push(TokenSpan { label: mention.label, tokens: index..index + 1 });
            at = mention.span.end as usize;
        }
        words.push(text, at..sentence.end as usize, dictionary);
        words
    }

    /// Adds the words of a stretch without mentions. Punctuation is no word.
    fn push(&mut self, text: &Text, stretch: std::ops::Range<usize>, dictionary: &Words) {
        if stretch.start >= stretch.end {
            return;
        }
        let chars = &text.chars()[stretch];
        let written: String = chars.iter().collect();
        for word in dictionary.tagged(&written) {
            let chars = &chars[word.start..word.end];
            if chars.iter().any(|c| c.is_alphanumeric()) {
                self.tokens.push((chars.iter().collect(), word.tag.to_string()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Document};
    use crate::mine::Options;
    use crate::progress::Silent;

    fn looked(text: &str, dictionary: &Words) -> Looked {
        let document = Document {
            id: "a".into(),
            path: "a.txt".into(),
            title: None,
            date: None,
            date_from: None,
            source: None,
            source_from: None,
            metadata: Vec::new(),
            encoding: "UTF-8",
            text: text.into(),
        };
        let corpus = Corpus { documents: vec![document], ..Corpus::default() };
        Looked::at(corpus, &Options::default(), dictionary, &Silent)
    }

    #[test]
    fn a_formula_is_one_word_however_it_is_written() {
        let dictionary = Words::new();
        let looked = looked("村里对照“两不愁、三保障”逐户核查。\n雨停了。", &dictionary);
        let counts = collocates(&looked, Reach::Sentence, |_| true, &dictionary);
        let words: Vec<(&str, u64, u64)> = counts
            .counts(1)
            .into_iter()
            .map(|count| (count.token.word, count.left, count.right))
            .collect();
        assert!(words.contains(&("对照", 1, 0)), "{words:?}");
        assert!(words.contains(&("核查", 0, 1)), "{words:?}");
        assert!(words.iter().all(|(word, ..)| !word.contains(['愁', '“', '，', '。', '雨'])));
    }
}
