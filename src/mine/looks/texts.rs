//! The clean texts of the mined documents.

use std::borrow::Cow;

use crate::text::{Span, Text};

/// The clean texts of the mined documents: kept, or, where memory is short, made again from the original
/// wherever they are needed. Cleaning is a small part of the work, and a clean text takes twice the memory
/// of the original.
#[derive(Debug)]
pub(super) enum Texts {
    /// All texts.
    Kept(Vec<Text>),
    /// What to leave out of each original.
    MadeAgain(Vec<Vec<Span>>),
}

impl Texts {
    /// The text at a place of the list of mined documents, given its original.
    pub(super) fn of(&self, place: usize, original: &str) -> Cow<'_, Text> {
        match self {
            Texts::Kept(texts) => Cow::Borrowed(&texts[place]),
            Texts::MadeAgain(left_out) => Cow::Owned(Text::without(original, &left_out[place])),
        }
    }
}
