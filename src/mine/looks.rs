//! The two looks: every document is observed, the corpus decides, every document is searched.

use rayon::prelude::*;

use super::Options;
use super::counted::occurrence;
use crate::corpus::{Corpus, Document, exact_duplicates};
use crate::formula::{Candidate, Evidence, Finder, Inventory, Mention, decide, observe};
use crate::progress::Progress;
use crate::tally::{Extent, Occurrences};
use crate::text::{Text, Words};

/// A corpus after both looks.
pub struct Looked {
    /// All documents, by id.
    pub documents: Vec<Document>,
    /// For each document, the earlier one that it repeats; such a document is not mined.
    pub duplicate_of: Vec<Option<usize>>,
    /// The documents that were mined, as indexes into `documents`. Texts, mentions and the tallies
    /// number documents by their place in this list.
    pub mined: Vec<usize>,
    /// The clean texts.
    pub texts: Vec<Text>,
    /// What was decided.
    pub inventory: Inventory,
    /// The labels that are counted, in code-point order; a mention's label is an index into it.
    pub labels: Vec<String>,
    /// The mentions of each document, in order.
    pub mentions: Vec<Vec<Mention>>,
    /// How much of the decision rested on: forms seen quoted, runs seen bare.
    pub evidence: Evidence,
}

impl Looked {
    /// Takes both looks at a corpus.
    pub fn at(
        corpus: Corpus,
        options: &Options,
        dictionary: &Words,
        progress: &dyn Progress,
    ) -> Looked {
        let documents = corpus.documents;
        let duplicate_of = exact_duplicates(&documents);
        let total: u64 = documents.iter().map(|document| document.text.len() as u64).sum();

        let mined: Vec<usize> =
            (0..documents.len()).filter(|&document| duplicate_of[document].is_none()).collect();

        progress.begin("observing", Some(total));
        let looked: Vec<(Text, Vec<Candidate>)> = mined
            .par_iter()
            .map(|&document| {
                let original = &documents[document].text;
                let text = Text::new(original);
                let candidates = observe(&text, dictionary);
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
        let inventory = decide(&evidence, &options.lexicon, dictionary);
        let counted = |form: &str| {
            inventory.get(form).is_some_and(|verdict| {
                verdict.kind.is_formula() || options.include.contains(&verdict.kind)
            })
        };
        let finder = Finder::new(&inventory, counted);
        progress.end();

        progress.begin("finding mentions", Some(total));
        let mentions: Vec<Vec<Mention>> = texts
            .par_iter()
            .zip(&candidates)
            .map(|(text, candidates)| {
                let mentions = finder.find(text, candidates, dictionary);
                progress.advance(text.chars().len() as u64 * 3);
                mentions
            })
            .collect();
        progress.end();
        let labels = finder.names().to_vec();
        Looked { documents, duplicate_of, mined, texts, inventory, labels, mentions, evidence }
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

    /// Where the labels stand, for counting.
    pub fn occurrences(&self) -> Occurrences {
        let of_document = |(document, mentions): (usize, &Vec<Mention>)| {
            let text = &self.texts[document];
            mentions
                .iter()
                .map(|mention| {
                    occurrence(text, document, mention.span.start as usize, mention.label)
                })
                .collect::<Vec<_>>()
        };
        Occurrences::new(self.mentions.iter().enumerate().flat_map(of_document).collect())
    }
}
