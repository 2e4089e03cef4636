//! Where labels stand in some documents.

use super::labels::LabelSearch;
use crate::corpus::Date;
use crate::mine::Seen;
use crate::tally::{Extent, Occurrence, Occurrences};

/// Where labels stand in some documents, and how large and of what date each document is, by its
/// ordinal among them.
pub(in crate::mine) struct Places {
    pub(in crate::mine) occurrences: Occurrences,
    pub(in crate::mine) extents: Vec<Extent>,
    pub(in crate::mine) dates: Vec<Option<Date>>,
}

impl Places {
    /// `others` finds the labels that are no formulas.
    pub(in crate::mine) fn of(documents: &[Seen<'_>], others: &LabelSearch) -> Places {
        let mut occurrences = Vec::new();
        for (document, seen) in (0..).zip(documents) {
            let text = seen.text;
            let formulas = seen.mentions.iter();
            let formulas = formulas.map(|mention| (mention.span.start as usize, mention.label));
            occurrences.extend(formulas.chain(others.find(text)).map(|(at, label)| Occurrence {
                document,
                paragraph: text.paragraph_at(at) as u32,
                sentence: text.sentence_at(at) as u32,
                label,
            }));
        }
        let extent = |seen: &Seen<'_>| Extent {
            characters: seen.text.chars().len() as u64,
            paragraphs: seen.text.paragraphs().len() as u32,
            sentences: seen.text.sentences().len() as u32,
        };
        Places {
            occurrences: Occurrences::new(occurrences),
            extents: documents.iter().map(extent).collect(),
            dates: documents.iter().map(|seen| seen.document.date).collect(),
        }
    }
}
