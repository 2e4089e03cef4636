//! The two looks: every document is observed, the corpus decides, every document is searched.

use rayon::prelude::*;

use super::counted::occurrence;
use super::{Observation, Options};
use crate::corpus::{Corpus, Document};
use crate::formula::{Candidate, Evidence, Finder, Inventory, Mention, decide, observe};
use crate::progress::Progress;
use crate::tally::{Extent, Occurrence, Occurrences};
use crate::text::{Furniture, FurniturePiece, Span, Text, Words};

/// A corpus after both looks.
pub struct Looked {
    /// All documents, by id.
    pub documents: Vec<Document>,
    /// For each document, the earlier one that it repeats; [`Options::duplicates`] says whether such
    /// a document is mined.
    pub duplicate_of: Vec<Option<usize>>,
    /// The documents that were mined, as indexes into `documents`. Texts, mentions and the tallies
    /// number documents by their place in this list.
    pub mined: Vec<usize>,
    /// The page furniture that was left out of the texts; a piece's first document is one of those
    /// that were mined.
    pub furniture: Vec<FurniturePiece>,
    /// The clean texts.
    pub texts: Vec<Text>,
    /// What was decided.
    pub inventory: Inventory,
    /// The labels that are counted, in code-point order; a mention's label is an index into it.
    pub labels: Vec<String>,
    /// The mentions of each document, in order.
    pub mentions: Vec<Vec<Mention>>,
    /// What the corpus saw of its labels, without any background.
    pub evidence: Evidence,
    /// What would have been decided without the background, if there is one.
    pub alone: Option<Inventory>,
    /// The numbered labels that are no formulas and are not counted like them, with how often and
    /// where they stand; in code-point order.
    pub passed_over: Vec<PassedOver>,
}

/// A numbered label that is listed but kept out of the other tables.
#[derive(Debug, Clone)]
pub struct PassedOver {
    /// Its canonical form.
    pub label: String,
    /// Where it stands: the place of the document in the list of mined ones, and whether it is quoted.
    pub places: Vec<(usize, bool)>,
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
        let mined: Vec<usize> = (0..documents.len())
            .filter(|&document| keep || duplicate_of[document].is_none())
            .collect();

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
        let (texts, candidates): (Vec<Text>, Vec<Vec<Candidate>>) = looked.into_iter().unzip();
        let evidence = candidates
            .par_iter()
            .fold(Evidence::default, |sum, candidates| sum.merge(Evidence::of(candidates)))
            .reduce(Evidence::default, Evidence::merge);
        let alone =
            options.background.as_ref().map(|_| decide(&evidence, &options.lexicon, dictionary));
        let lent = match &options.background {
            Some(background) => &evidence.clone().merge(background.clone()),
            None => &evidence,
        };
        let inventory = decide(lent, &options.lexicon, dictionary);
        let counted = |form: &str| {
            inventory.get(form).is_some_and(|verdict| {
                verdict.kind.is_formula() || options.include.contains(&verdict.kind)
            })
        };
        let finder = Finder::new(&inventory, counted);
        progress.end();

        progress.begin("finding mentions", Some(total));
        let others = Finder::new(&inventory, |form| !counted(form));
        let found: Vec<(Vec<Mention>, Vec<Mention>)> = texts
            .par_iter()
            .zip(&candidates)
            .map(|(text, candidates)| {
                let mentions = finder.find(text, candidates, dictionary);
                let others = others.find(text, candidates, dictionary);
                progress.advance(text.chars().len() as u64 * 3);
                (mentions, others)
            })
            .collect();
        progress.end();
        let (mentions, other_mentions): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let passed_over = passed_over(others.names(), &other_mentions, &mentions);
        let labels = finder.names().to_vec();
        Looked {
            documents,
            duplicate_of,
            mined,
            furniture: furniture.pieces,
            texts,
            inventory,
            labels,
            mentions,
            evidence,
            alone,
            passed_over,
        }
    }

    /// The document at a place of the list of mined ones.
    pub fn document(&self, place: usize) -> &Document {
        &self.documents[self.mined[place]]
    }

    /// How large each mined document is.
    pub fn extents(&self) -> Vec<Extent> {
        let extent = |text: &Text| Extent {
            characters: text.chars().len() as u64,
            paragraphs: text.paragraphs().len() as u32,
            sentences: text.sentences().len() as u32,
        };
        self.texts.iter().map(extent).collect()
    }

    /// Where the labels stand, for counting, and besides them `others`.
    pub fn occurrences(&self, others: Vec<Occurrence>) -> Occurrences {
        let of_document = |(document, mentions): (usize, &Vec<Mention>)| {
            let text = &self.texts[document];
            mentions
                .iter()
                .map(|mention| {
                    occurrence(text, document, mention.span.start as usize, mention.label)
                })
                .collect::<Vec<_>>()
        };
        let mut occurrences = others;
        occurrences.extend(self.mentions.iter().enumerate().flat_map(of_document));
        Occurrences::new(occurrences)
    }
}

/// The labels that are passed over, where no counted label stands in the same place.
fn passed_over(
    names: &[String],
    others: &[Vec<Mention>],
    counted: &[Vec<Mention>],
) -> Vec<PassedOver> {
    let mut places: Vec<Vec<(usize, bool)>> = vec![Vec::new(); names.len()];
    for (place, (others, counted)) in others.iter().zip(counted).enumerate() {
        for mention in others {
            let next = counted.partition_point(|c| c.span.end <= mention.span.start);
            if counted.get(next).is_none_or(|c| mention.span.end <= c.span.start) {
                places[mention.label as usize].push((place, mention.quoted));
            }
        }
    }
    let with_places = names.iter().cloned().zip(places);
    with_places
        .filter(|(_, places)| !places.is_empty())
        .map(|(label, places)| PassedOver { label, places })
        .collect()
}
