//! What the first look found in some documents.

use serde::{Deserialize, Serialize};

use crate::corpus::Date;
use crate::formula::{Candidate, Evidence};
use crate::phrase::quoted_phrase;
use crate::tally::Quotes;
use crate::text::Text;

/// Evidence on numbered labels, and the quoted phrases, which need no decision. What was observed in
/// two sets of documents that have no document in common merges, in any order, to what was observed
/// in both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Observed {
    /// What was seen of each numbered label.
    pub evidence: Evidence,
    /// What was quoted, numbered or not.
    pub quotes: Quotes,
}

impl Observed {
    /// What some documents show: of each its clean text, the candidates in it, its date.
    pub fn of<'a>(
        documents: impl Iterator<Item = (&'a Text, &'a [Candidate], Option<Date>)> + Clone,
    ) -> Observed {
        let candidates = documents.clone().map(|(_, candidates, _)| candidates);
        let quoted = documents.map(|(text, _, date)| (date, quoted_phrases(text)));
        Observed { evidence: Evidence::of_documents(candidates), quotes: Quotes::count(quoted) }
    }

    /// What both sets of documents show.
    pub fn merge(self, other: Observed) -> Observed {
        Observed {
            evidence: self.evidence.merge(other.evidence),
            quotes: self.quotes.merge(other.quotes),
        }
    }
}

fn quoted_phrases(text: &Text) -> Vec<String> {
    let quotations = text.quotations().iter();
    let inner = quotations.map(|quotation| &text.chars()[quotation.inner.range()]);
    inner.filter_map(quoted_phrase).collect()
}
