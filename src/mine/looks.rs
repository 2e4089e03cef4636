//! The two looks: every document is observed, the corpus decides, every document is searched.

use rayon::prelude::*;

use super::{Counted, Counter, Decision, Facts, Found, Observed, Options, Search, Seen};
use crate::corpus::{Corpus, Document};
use crate::formula::{Candidate, Evidence, Mention, observe};
use crate::progress::Progress;
use crate::tally::Quotes;
use crate::text::{Furniture, FurniturePiece, Text, Words};

/// A corpus after both looks.
pub struct Looked {
    /// All documents, by id.
    pub documents: Vec<Document>,
    /// For each document, the earlier one that it repeats; [`Options::duplicates`] says whether such
    /// a document is mined.
    pub duplicate_of: Vec<Option<usize>>,
    /// The documents that were mined, as indexes into `documents`. Texts and mentions number
    /// documents by their place in this list.
    pub mined: Vec<usize>,
    /// Size and dates of the documents.
    pub facts: Facts,
    /// The page furniture that was left out of the texts; a piece's first document is one of those
    /// that were mined.
    pub furniture: Vec<FurniturePiece>,
    /// The clean texts.
    pub texts: Vec<Text>,
    /// What the corpus saw of its labels, without any background.
    pub evidence: Evidence,
    /// What is quoted in the texts.
    pub quotes: Quotes,
    /// What was decided.
    pub decision: Decision,
    /// The labels that are counted, in code-point order; a mention's label is an index into it.
    pub labels: Vec<String>,
    /// The mentions of each document, in order.
    pub mentions: Vec<Vec<Mention>>,
    /// The mentions of labels that are passed over, numbered as in [`Decision::passed_over`].
    pub passed_over: Vec<Vec<Mention>>,
}

impl Looked {
    /// Takes both looks at a corpus.
    pub fn at(
        corpus: Corpus,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        let duplicate_of = options.duplicates.among(&corpus.documents);
        Looked::at_documents(corpus.documents, duplicate_of, options, dictionary, progress)
    }

    /// Takes both looks at documents of which it is known which repeat others.
    pub fn at_documents(
        documents: Vec<Document>,
        duplicate_of: Vec<Option<usize>>,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        let total: u64 = documents.iter().map(|document| document.text.len() as u64).sum();

        let keep = options.duplicates.are_counted();
        let is_mined = |document: usize| keep || duplicate_of[document].is_none();
        let mined: Vec<usize> =
            (0..documents.len()).filter(|&document| is_mined(document)).collect();
        let mut facts = Facts::default();
        for (place, document) in documents.iter().enumerate() {
            facts.add(document, duplicate_of[place].is_some(), is_mined(place));
        }

        let originals: Vec<&str> =
            mined.iter().map(|&document| documents[document].text.as_str()).collect();
        let furniture = match options.keep_furniture {
            true => Furniture::none(originals.len()),
            false => Furniture::of(&originals),
        };

        progress.begin("observing", Some(total));
        let looked: Vec<(Text, Vec<Candidate>)> = originals
            .par_iter()
            .zip(&furniture.spans)
            .map(|(original, left_out)| {
                let text = Text::without(original, left_out);
                let candidates = observe(&text, dictionary);
                progress.advance(original.len() as u64);
                (text, candidates)
            })
            .collect();
        progress.end();

        progress.begin("deciding", None);
        let observed = looked
            .par_iter()
            .zip(&mined)
            .fold(Observed::default, |sum, ((text, candidates), &document)| {
                sum.merge(Observed::of(text, candidates, documents[document].date))
            })
            .reduce(Observed::default, Observed::merge);
        let decision = Decision::of(&observed.evidence, options, dictionary);
        let search = Search::new(&decision);
        progress.end();

        progress.begin("finding mentions", Some(total));
        let found: Vec<Found> = looked
            .par_iter()
            .map(|(text, candidates)| {
                let found = search.find(text, candidates, dictionary);
                progress.advance(text.chars().len() as u64 * 3);
                found
            })
            .collect();
        progress.end();
        let texts = looked.into_iter().map(|(text, _)| text).collect();
        let (mentions, passed_over) =
            found.into_iter().map(|found| (found.mentions, found.passed_over)).unzip();
        Looked {
            documents,
            duplicate_of,
            mined,
            facts,
            furniture: furniture.pieces,
            texts,
            evidence: observed.evidence,
            quotes: observed.quotes,
            labels: decision.labels(),
            decision,
            mentions,
            passed_over,
        }
    }

    /// The document at a place of the list of mined ones.
    pub fn document(&self, place: usize) -> &Document {
        &self.documents[self.mined[place]]
    }

    /// What was found in the document at a place of the list of mined ones.
    pub fn seen(&self, place: usize) -> Seen<'_> {
        Seen {
            document: self.document(place),
            text: &self.texts[place],
            mentions: &self.mentions[place],
            passed_over: &self.passed_over[place],
        }
    }

    /// Works through the mined documents in parallel, a batch of their places at a time.
    pub(super) fn batches<T: Send>(
        &self,
        work: impl Fn(&[usize]) -> T + Sync + Send,
    ) -> impl ParallelIterator<Item = T> {
        // Few batches, since the sums of each have to be merged; but enough to share out evenly.
        let size = self.mined.len().div_ceil(8 * rayon::current_num_threads()).max(1);
        let count = self.mined.len();
        (0..count.div_ceil(size)).into_par_iter().map(move |batch| {
            let places: Vec<usize> = (batch * size..count.min((batch + 1) * size)).collect();
            work(&places)
        })
    }

    /// Counts all mined documents, batch by batch in parallel.
    pub fn count(&self, counter: &Counter<'_>) -> Counted {
        let of_batch = |batch: &[usize]| {
            let seen: Vec<Seen<'_>> = batch.iter().map(|&place| self.seen(place)).collect();
            Some(counter.count(&seen))
        };
        let counted = self.batches(of_batch).try_reduce_with(Counted::merge);
        // One plan counted them all, so there is nothing only if there was no document.
        counted.flatten().unwrap_or_else(|| counter.count(&[]))
    }
}
