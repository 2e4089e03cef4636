//! The company that formulas keep: the words of the sentences in which they stand, counted.
//!
//! A sentence is cut at its mentions before the rest is segmented. So a formula is one word, however
//! it is written (四个自信, “两不愁、三保障”, 3个代表) and however new it is; and only where it is
//! mentioned, which adding it to the dictionary could not achieve: 一核 would then be cut out of
//! 第一核电站 too.
//!
//! Two tables count company: the collocates, at any distance, and the lineages, at a fixed one and
//! only of formulas that share a head. If the distance is the same, one count serves both.

use super::labels::Labels;
use super::lineage::{Heads, REACH};
use crate::formula::Mention;
use crate::mine::Seen;
use crate::tally::{Collocates, Reach, Token, TokenSpan};
use crate::text::{Span, Text, Words};

/// The part of speech of a mention.
const FORMULA: &str = "formula";

/// Counts the company of formulas.
pub(super) struct Companions<'a> {
    pub(super) labels: &'a Labels,
    pub(super) heads: &'a Heads,
    pub(super) dictionary: &'a Words,
    /// How far formulas reach for the collocates, if these are counted.
    pub(super) reach: Option<Reach>,
}

/// The words near formulas in some documents.
#[derive(Default)]
pub(super) struct Company {
    /// Those of all formulas, if they are counted.
    pub(super) collocates: Option<Collocates>,
    /// Those of formulas that share a head, if the collocates do not hold them already.
    pub(super) of_heads: Option<Collocates>,
}

impl Companions<'_> {
    /// Nothing counted yet.
    pub(super) fn none(&self) -> Company {
        Company {
            collocates: self.reach.map(|_| Collocates::default()),
            of_heads: (self.reach != Some(REACH)).then(Collocates::default),
        }
    }

    /// Counts the words within reach of formulas, in the sentences that hold one. Sentences are
    /// marked with the numbers of the heads that stand in them.
    pub(super) fn add(&self, company: &mut Company, seen: &Seen<'_>) {
        let sentence_of = |mention: &Mention| seen.text.sentence_at(mention.span.start as usize);
        for mentions in seen.mentions.chunk_by(|a, b| sentence_of(a) == sentence_of(b)) {
            let mut heads: Vec<u32> =
                mentions.iter().filter_map(|mention| self.heads.of_label(mention.label)).collect();
            heads.sort_unstable();
            heads.dedup();
            if company.collocates.is_none() && heads.is_empty() {
                continue;
            }
            let sentence = seen.text.sentences()[sentence_of(&mentions[0])];
            let mut words = self.words(seen.text, sentence, mentions);
            let tokens: Vec<Token<'_>> = words
                .tokens
                .iter()
                .map(|(word, part_of_speech)| Token { word, part_of_speech })
                .collect();
            if let (Some(collocates), Some(reach)) = (&mut company.collocates, self.reach) {
                collocates.add(&tokens, &words.mentions, reach, &heads);
            }
            if let Some(of_heads) = company.of_heads.as_mut().filter(|_| !heads.is_empty()) {
                words.mentions.retain(|mention| self.heads.of_label(mention.label).is_some());
                of_heads.add(&tokens, &words.mentions, REACH, &heads);
            }
        }
    }

    fn words(&self, text: &Text, sentence: Span, mentions: &[Mention]) -> Sentence {
        let mut words = Sentence { tokens: Vec::new(), mentions: Vec::new() };
        let mut at = sentence.start as usize;
        for mention in mentions {
            words.push(text, at..mention.span.start as usize, self.dictionary);
            let index = words.tokens.len();
            let name = self.labels.name(mention.label).to_string();
            words.tokens.push((name, FORMULA.to_string()));
            words.mentions.push(TokenSpan { label: mention.label, tokens: index..index + 1 });
            at = mention.span.end as usize;
        }
        words.push(text, at..sentence.end as usize, self.dictionary);
        words
    }
}

/// The words of a sentence, each with its part of speech, and which of them are mentions.
struct Sentence {
    tokens: Vec<(String, String)>,
    mentions: Vec<TokenSpan>,
}

impl Sentence {
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
    use crate::mine::{Looked, Options, OtherLabels};
    use crate::progress::Silent;
    use crate::tally::Quotes;

    #[test]
    fn a_formula_is_one_word_however_it_is_written() {
        let dictionary = Words::new();
        let document = Document::of_text("a", "村里对照“两不愁、三保障”逐户核查。\n雨停了。");
        let corpus = Corpus { documents: vec![document], ..Corpus::default() };
        let looked = Looked::at(corpus, &Options::default(), &dictionary, &Silent);
        let others = OtherLabels::default();
        let labels = Labels::with(looked.labels.clone(), &others, &[], &Quotes::default());
        let companions = Companions {
            labels: &labels,
            heads: &Heads::of(&labels),
            dictionary: &dictionary,
            reach: Some(Reach::Sentence),
        };
        let mut company = companions.none();
        looked.with_seen(&[0], |seen| companions.add(&mut company, &seen[0]));
        let counts = company.collocates.unwrap();
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
