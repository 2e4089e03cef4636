//! The two looks: every document is observed, the corpus decides, every document is searched.

use rayon::prelude::*;

use super::{
    Counted, Counter, Decision, Facts, Found, Observation, Observed, Options, Search, Seen,
};
use crate::corpus::{Corpus, Document};
use crate::formula::{Candidate, Evidence, Mention, observe};
use crate::progress::Progress;
use crate::tally::Quotes;
use crate::text::{Furniture, FurniturePiece, Span, Text, Words};

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
    /// What the corpus saw of its labels, without any background, if it is to be kept: it is large.
    pub evidence: Option<Evidence>,
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

/// How many of so many documents are worked through at a time: few batches, since the sums of each
/// have to be merged, but enough to share out evenly.
fn batch_size(documents: usize) -> usize {
    documents.div_ceil(8 * rayon::current_num_threads()).max(1)
}

impl Looked {
    /// Takes both looks at a corpus.
    pub fn at(
        corpus: Corpus,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        Looked::again(corpus, Vec::new(), options, dictionary, progress)
    }

    /// The same for a corpus whose documents have been looked at before, each by itself; without
    /// observations, none has.
    pub(super) fn again(
        corpus: Corpus,
        observations: Vec<Observation>,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        let duplicate_of = options.duplicates.among(&corpus.documents);
        let documents = corpus.documents;
        Looked::with(documents, observations, duplicate_of, options, dictionary, progress)
    }

    /// Takes both looks at documents of which it is known which repeat others.
    pub fn at_documents(
        documents: Vec<Document>,
        duplicate_of: Vec<Option<usize>>,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        Looked::with(documents, Vec::new(), duplicate_of, options, dictionary, progress)
    }

    fn with(
        documents: Vec<Document>,
        observations: Vec<Observation>,
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
        // What was seen before holds if the same was left out.
        let seen = |document: usize, left_out: &[Span]| {
            let before = observations.get(document)?;
            (before.left_out == left_out).then(|| before.candidates.clone())
        };
        let looked: Vec<(Text, Vec<Candidate>)> = originals
            .par_iter()
            .zip(&furniture.spans)
            .zip(&mined)
            .map(|((original, left_out), &document)| {
                let text = Text::without(original, left_out);
                let candidates =
                    seen(document, left_out).unwrap_or_else(|| observe(&text, dictionary));
                progress.advance(original.len() as u64);
                (text, candidates)
            })
            .collect();
        progress.end();

        progress.begin("deciding", None);
        // One for each thread, since most labels of one are those of another.
        let batch = looked.len().div_ceil(rayon::current_num_threads()).max(1);
        let observed = looked
            .par_chunks(batch)
            .zip(mined.par_chunks(batch))
            .map(|(looked, mined)| {
                let dates = mined.iter().map(|&document| documents[document].date);
                let shown = looked.iter().zip(dates);
                Observed::of(shown.map(|((text, candidates), date)| (text, &**candidates, date)))
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
            evidence: options.keep_evidence.as_ref().map(|_| observed.evidence),
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
        let count = self.mined.len();
        let size = batch_size(count);
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
