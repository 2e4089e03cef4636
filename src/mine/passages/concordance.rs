//! A concordance: the passages of a formula or phrase.
//!
//! A label that the corpus shows to be a formula is found as one: in every spelling, and not where
//! its characters stand by chance (三不 in 安倍晋三不顾). Anything else is found as written.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::prelude::*;

use super::passage::{Passage, passages};
use super::phrase_search::PhraseSearch;
use crate::corpus::{Corpus, Document};
use crate::formula::{Mention, Shape, canonical};
use crate::mine::{Looked, Options};
use crate::progress::Progress;
use crate::text::{Span, Text, Words, is_quotation_mark};

/// The passages of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// In the order of the documents, unless [sorted](Concordance::sort) otherwise.
    pub passages: Vec<Passage>,
    /// Whether the label was found as a formula, in every spelling, and not as it is written.
    pub as_formula: bool,
}

/// The order of the lines of a concordance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConcordanceOrder {
    /// By document and place.
    #[default]
    Document,
    /// By what stands to the left, the nearest character first.
    Left,
    /// By what stands to the right.
    Right,
    /// By date; what has none comes last.
    Date,
}

impl Concordance {
    /// Finds `label` in the documents that the tables count, with up to `context` characters on each
    /// side. Of the other kinds of numbered labels those are found in every spelling that
    /// [`Options::include`] names.
    pub fn of(
        label: &str,
        corpus: Corpus,
        context: usize,
        options: &Options,
        progress: &dyn Progress,
    ) -> Concordance {
        let form = canonical(label);
        if Shape::of(&form.chars().collect::<Vec<char>>()).is_none() {
            // Nothing that a corpus says could make it a numbered formula: one look is enough.
            let passages = find_phrase(label, &corpus, context, options, progress);
            return Concordance { passages, as_formula: false };
        }
        let looked = Looked::at(corpus, options, &Words::new(), progress);
        let passages = mentions(&looked, &form, context);
        if !passages.is_empty() {
            return Concordance { passages, as_formula: true };
        }
        let documents: Vec<&Document> =
            (0..looked.mined.len()).map(|place| looked.document(place)).collect();
        let passages = as_written(label, &documents, |place| looked.text(place), context);
        Concordance { passages, as_formula: false }
    }

    /// Puts the passages in order; those that are equal in it stand by document and place.
    pub fn sort(&mut self, order: ConcordanceOrder) {
        let place = |a: &Passage, b: &Passage| (&a.document, a.span).cmp(&(&b.document, b.span));
        self.passages.par_sort_by(|a, b| {
            let first = match order {
                ConcordanceOrder::Left => letters(&a.left).rev().cmp(letters(&b.left).rev()),
                ConcordanceOrder::Right => letters(&a.right).cmp(letters(&b.right)),
                ConcordanceOrder::Date => {
                    (a.date.is_none(), a.date).cmp(&(b.date.is_none(), b.date))
                }
                ConcordanceOrder::Document => Ordering::Equal,
            };
            first.then_with(|| place(a, b))
        });
    }
}

/// The mentions of the formula `form`.
fn mentions(looked: &Looked, form: &str, context: usize) -> Vec<Passage> {
    let Ok(label) = looked.labels.binary_search_by(|label| label.as_str().cmp(form)) else {
        return Vec::new();
    };
    let in_document = |(place, mentions): (usize, &Vec<Mention>)| {
        let mentions = mentions.iter().filter(|mention| mention.label as usize == label);
        let spans: Vec<Span> = mentions.map(|mention| mention.span).collect();
        passages(looked.document(place), &looked.text(place), &spans, context)
    };
    looked.mentions.par_iter().enumerate().flat_map_iter(in_document).collect()
}

/// The places of a phrase, in the documents that the tables count.
fn find_phrase(
    phrase: &str,
    corpus: &Corpus,
    context: usize,
    options: &Options,
    progress: &dyn Progress,
) -> Vec<Passage> {
    let wanted = options.duplicates;
    let duplicates = wanted.among(&corpus.documents);
    let documents = corpus.documents.iter().zip(&duplicates);
    let documents: Vec<&Document> = documents
        .filter(|(_, first)| wanted.are_counted() || first.is_none())
        .map(|(document, _)| document)
        .collect();
    let bytes = documents.iter().map(|document| document.text.len() as u64).sum();
    progress.begin("searching", Some(bytes));
    let texts: Vec<Text> = documents
        .par_iter()
        .map(|document| {
            progress.advance(document.text.len() as u64);
            Text::new(&document.text)
        })
        .collect();
    let passages = as_written(phrase, &documents, |place| Cow::Borrowed(&texts[place]), context);
    progress.end();
    passages
}

/// The places where the phrase stands as written. `text` gives the clean text of a document by its place.
fn as_written<'a>(
    phrase: &str,
    documents: &[&Document],
    text: impl Fn(usize) -> Cow<'a, Text> + Sync,
    context: usize,
) -> Vec<Passage> {
    let search = PhraseSearch::new(phrase);
    let in_document = |(place, document): (usize, &&Document)| {
        let text = text(place);
        passages(document, &text, &search.find(text.chars()), context)
    };
    documents.par_iter().enumerate().flat_map_iter(in_document).collect()
}

/// What neighbours are compared by: a quotation mark round the label would hide them.
fn letters(context: &str) -> impl DoubleEndedIterator<Item = char> {
    context.chars().filter(|&c| !c.is_whitespace() && !is_quotation_mark(c))
}
