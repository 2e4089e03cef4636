//! One document after both looks.

use crate::corpus::Document;
use crate::formula::Mention;
use crate::text::Text;

/// A mined document with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its clean text.
    pub text: &'a Text,
    /// The mentions of labels that are counted, in order.
    pub mentions: &'a [Mention],
    /// The mentions of labels that are passed over, in order.
    pub passed_over: &'a [Mention],
}
