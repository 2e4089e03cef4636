//! What is counted: where labels stand, and how large the documents are.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// One label at one place. Ordinals count from 0; those of paragraph and sentence start anew in
/// every document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// The ordinal of the document.
    pub document: u32,
    /// The ordinal of the paragraph within the document.
    pub paragraph: u32,
    /// The ordinal of the sentence within the document (not within the paragraph).
    pub sentence: u32,
    /// The label: a formula, a quoted phrase or a phrase, by a number that the caller gave it.
    pub label: u32,
}

/// How large a document is. Tallies need it also for documents in which no label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// Its characters.
    pub characters: u64,
    /// Its paragraphs.
    pub paragraphs: u32,
    /// Its sentences.
    pub sentences: u32,
}

/// Occurrences in order of document, so that each document's stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Occurrences(Vec<Occurrence>);

impl Occurrences {
    /// Brings occurrences into order, from whatever order they come in.
    pub fn new(mut occurrences: Vec<Occurrence>) -> Occurrences {
        occurrences.par_sort_unstable();
        Occurrences(occurrences)
    }

    /// All of them.
    pub fn as_slice(&self) -> &[Occurrence] {
        &self.0
    }

    /// The occurrences of each document that has any, document by document, in parallel.
    pub(super) fn par_documents(&self) -> impl ParallelIterator<Item = &[Occurrence]> {
        self.0.par_chunk_by(|a, b| a.document == b.document)
    }

    /// One more than the largest label.
    pub fn label_count(&self) -> usize {
        self.0.iter().map(|occurrence| occurrence.label as usize + 1).max().unwrap_or(0)
    }
}
