//! One document after both looks, and where labels stand in some of them.

use super::labels::LabelSearch;
use crate::corpus::{Date, Document};
use crate::formula::Mention;
use crate::tally::{Extent, Occurrence, Occurrences};
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

/// Where labels stand in some documents, and how large and of what date each document is, by its
/// ordinal among them.
pub(super) struct Places {
    pub(super) occurrences: Occurrences,
    pub(super) extents: Vec<Extent>,
    pub(super) dates: Vec<Option<Date>>,
}

impl Places {
    /// `others` finds the labels that are no formulas.
    pub(super) fn of(documents: &[Seen<'_>], others: &LabelSearch) -> Places {
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
