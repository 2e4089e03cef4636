//! The two looks: every document is observed, the corpus decides, every document is searched.

use std::borrow::Cow;

use rayon::prelude::*;

use super::texts::Texts;
use super::{Decision, Facts, Found, Observation, Observed, Search, Seen};
use crate::corpus::{Corpus, Document};
use crate::formula::{Candidate, Evidence, Mention, observe};
use crate::mine::memory::Memory;
use crate::mine::{Counted, Counter, Options};
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
    texts: Texts,
    /// What the run takes of the memory.
    pub(in crate::mine) memory: Memory,
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

/// Where all that a batch of documents needs has to be made for it, it has so many.
const SMALL_BATCH: usize = 256;

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
    pub(in crate::mine) fn again(
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

        let first = FirstLook {
            documents: &documents,
            mined: &mined,
            left_out: &furniture.spans,
            observations: &observations,
            dictionary,
        };
        let memory = Memory::of(options.memory, &documents);
        progress.begin("observing", Some(total));
        let advance = |place: usize| progress.advance(first.original(place).len() as u64);
        let kept: Option<Vec<FirstSeen>> = memory.has_room_for_texts().then(|| {
            let look = |place| {
                advance(place);
                first.at(place)
            };
            (0..mined.len()).into_par_iter().map(look).collect()
        });
        let look = |place: usize| match &kept {
            Some(kept) => Cow::Borrowed(&kept[place]),
            None => Cow::Owned(first.at(place)),
        };
        // One batch for each thread, since most labels of one are those of another; but many where
        // all that a batch needs has to be made for it.
        let batch = match kept {
            Some(_) => mined.len().div_ceil(rayon::current_num_threads()).max(1),
            None => SMALL_BATCH,
        };
        let observe_batch = |places: &[usize]| {
            let seen: Vec<Cow<'_, FirstSeen>> = places.iter().map(|&place| look(place)).collect();
            let dates = places.iter().map(|&place| documents[mined[place]].date);
            if kept.is_none() {
                places.iter().for_each(|&place| advance(place));
            }
            let shown = seen.iter().zip(dates);
            Observed::of(shown.map(|(seen, date)| (&seen.text, &*seen.candidates, date)))
        };
        let places: Vec<usize> = (0..mined.len()).collect();
        let observed =
            places.par_chunks(batch).map(observe_batch).reduce(Observed::default, Observed::merge);
        progress.end();

        progress.begin("deciding", None);
        let decision = Decision::of(&observed.evidence, options, dictionary);
        let search = Search::new(&decision);
        progress.end();

        progress.begin("finding mentions", Some(total));
        let found: Vec<Found> = places
            .par_iter()
            .map(|&place| {
                let seen = look(place);
                let found = search.find(&seen.text, &seen.candidates, dictionary);
                advance(place);
                found
            })
            .collect();
        progress.end();
        let texts = match kept {
            Some(kept) => Texts::Kept(kept.into_iter().map(|seen| seen.text).collect()),
            None => Texts::MadeAgain(furniture.spans),
        };
        let (mentions, passed_over) =
            found.into_iter().map(|found| (found.mentions, found.passed_over)).unzip();
        Looked {
            documents,
            duplicate_of,
            mined,
            facts,
            furniture: furniture.pieces,
            texts,
            memory,
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

    /// The clean text of the document at a place of the list of mined ones.
    pub fn text(&self, place: usize) -> Cow<'_, Text> {
        self.texts.of(place, &self.document(place).text)
    }

    /// Works with what was found in some documents, given by their places in the list of mined ones.
    pub(in crate::mine) fn with_seen<T>(
        &self,
        places: &[usize],
        work: impl FnOnce(&[Seen<'_>]) -> T,
    ) -> T {
        let texts: Vec<Cow<'_, Text>> = places.iter().map(|&place| self.text(place)).collect();
        let seen = texts.iter().zip(places).map(|(text, &place)| Seen {
            document: self.document(place),
            text,
            mentions: &self.mentions[place],
            passed_over: &self.passed_over[place],
        });
        work(&seen.collect::<Vec<_>>())
    }

    /// Works through the mined documents in parallel, a batch of their places at a time.
    pub(in crate::mine) fn batches<T: Send>(
        &self,
        work: impl Fn(&[usize]) -> T + Sync + Send,
    ) -> impl ParallelIterator<Item = T> {
        let count = self.mined.len();
        let size = match self.texts {
            Texts::Kept(_) => batch_size(count),
            Texts::MadeAgain(_) => SMALL_BATCH,
        };
        (0..count.div_ceil(size)).into_par_iter().map(move |batch| {
            let places: Vec<usize> = (batch * size..count.min((batch + 1) * size)).collect();
            work(&places)
        })
    }

    /// Counts all mined documents, batch by batch in parallel.
    pub fn count(&self, counter: &Counter<'_>) -> Counted {
        let of_batch = |batch: &[usize]| Some(self.with_seen(batch, |seen| counter.count(seen)));
        let counted = self.batches(of_batch).try_reduce_with(Counted::merge);
        // One plan counted them all, so there is nothing only if there was no document.
        counted.flatten().unwrap_or_else(|| counter.count(&[]))
    }
}

/// The first look at documents whose furniture is known.
struct FirstLook<'a> {
    documents: &'a [Document],
    mined: &'a [usize],
    left_out: &'a [Vec<Span>],
    /// What was seen before, by document; none if nothing was.
    observations: &'a [Observation],
    dictionary: &'a Words,
}

/// What the first look sees in one document.
#[derive(Clone)]
struct FirstSeen {
    text: Text,
    candidates: Vec<Candidate>,
}

impl FirstLook<'_> {
    fn original(&self, place: usize) -> &str {
        &self.documents[self.mined[place]].text
    }

    fn at(&self, place: usize) -> FirstSeen {
        let left_out = &self.left_out[place];
        let text = Text::without(self.original(place), left_out);
        // What was seen before holds if the same was left out.
        let before = self.observations.get(self.mined[place]);
        let candidates = match before.filter(|before| before.left_out == *left_out) {
            Some(before) => before.candidates.clone(),
            None => observe(&text, self.dictionary),
        };
        FirstSeen { text, candidates }
    }
}
