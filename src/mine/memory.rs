//! What a run takes of the memory, and how it makes do with less.

use crate::corpus::Document;

/// What a run without a bound takes at most, by experience, for each byte of the texts.
const USUAL: u64 = 7;
/// What the program takes that has read nothing yet, most of it the dictionary.
const PROGRAM: u64 = 62_000_000;
/// What a document takes besides its text and title: what is known of it, and what was found in it.
const DOCUMENT: u64 = 700;

/// The memory of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memory {
    bound: Option<u64>,
    /// The bytes of the texts.
    texts: u64,
    documents: u64,
}

impl Memory {
    /// The memory for these documents, if no more than `bound` bytes are to be taken in all.
    pub(super) fn of(bound: Option<u64>, documents: &[Document]) -> Memory {
        let texts = documents.iter().map(|document| document.text.len() as u64).sum();
        Memory { bound, texts, documents: documents.len() as u64 }
    }

    /// Whether there is room to keep the clean texts.
    pub(super) fn has_room_for_texts(&self) -> bool {
        self.bound.is_none_or(|bound| bound >= PROGRAM + self.texts * USUAL)
    }

    /// What a bound leaves beside the texts and what is known of them.
    pub(super) fn beside(&self, bound: u64) -> Room {
        let clean = if self.has_room_for_texts() { self.texts * 2 } else { 0 };
        Room { bound, taken: PROGRAM + self.texts + clean + self.documents * DOCUMENT }
    }
}

/// Memory in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// What may be taken in all.
    pub(super) bound: u64,
    /// What is taken.
    pub(super) taken: u64,
}

impl Room {
    /// What is left.
    pub(super) fn left(self) -> u64 {
        self.bound.saturating_sub(self.taken)
    }
}
