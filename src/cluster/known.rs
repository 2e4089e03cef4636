//! What stages have to know of all documents.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Broken;
use crate::mine::{Decision, Plan};
use crate::text::{Furniture, FurniturePiece, RepeatedLines, Text, Words};

/// What stages have to know of all documents: more of it from pass to pass.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Whether documents that repeat another are counted all the same.
    pub count_duplicates: bool,
    /// The hashes of the lines that are furniture by repetition; none if furniture is kept.
    pub repeated_lines: Option<Vec<u64>>,
    /// How often a recurring phrase must occur, as on the command line; `auto` if nothing is said.
    pub min_count: String,
    /// The merged census of characters, for the search for phrases.
    pub census: Vec<u8>,
    /// The ranges of first characters in which phrases are searched.
    pub phrase_ranges: Vec<u8>,
    /// What was decided about labels.
    pub decision: Decision,
    /// What is counted.
    pub plan: Option<Plan>,
}

impl Known {
    /// Writes it for the workers.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Numbers, strings, and maps with strings as keys are always JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what [`Known::to_bytes`] gives.
    ///
    /// # Errors
    /// If it is nothing like it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Known, Broken> {
        serde_json::from_slice(bytes).map_err(Broken::json)
    }
}

/// Cleans texts as the first look does: without their furniture.
pub(super) struct Cleaner {
    repeated: Option<RepeatedLines>,
}

impl Cleaner {
    pub(super) fn new(known: &Known) -> Cleaner {
        let lines = known.repeated_lines.as_ref();
        Cleaner { repeated: lines.map(|lines| RepeatedLines::with(lines.iter().copied())) }
    }

    /// The clean text, and what was left out of it.
    pub(super) fn clean(&self, original: &str) -> (Text, Vec<FurniturePiece>) {
        let Some(repeated) = &self.repeated else { return (Text::new(original), Vec::new()) };
        let Furniture { spans, pieces } = Furniture::with(&[original], repeated);
        let spans = spans.first().map(Vec::as_slice).unwrap_or_default();
        (Text::without(original, spans), pieces)
    }
}

/// The dictionary, which is loaded once by each process.
pub fn dictionary() -> &'static Words {
    static DICTIONARY: OnceLock<Words> = OnceLock::new();
    DICTIONARY.get_or_init(Words::new)
}
