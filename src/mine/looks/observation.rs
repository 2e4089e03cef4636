//! What the first look saw in one document.

use serde::{Deserialize, Serialize};

use crate::formula::Candidate;
use crate::text::Span;

/// What the first look saw in one document, and without what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The stretches of the original text that were left out as page furniture. What is seen depends on
    /// them, and they on the other documents, so that a document whose furniture turns out to be other
    /// has to be looked at again.
    pub left_out: Vec<Span>,
    /// Every place where a numbered label may stand.
    pub candidates: Vec<Candidate>,
}
