//! `documents.csv`.

use rayon::prelude::*;

use crate::corpus::{Document, FoundIn};
use crate::formula::Mention;
use crate::mine::Looked;
use crate::table::DocumentRow;

/// The row of a document, with the id of the one that it repeats and the mentions in it; none if it is
/// not mined.
pub fn document_row(
    document: &Document,
    duplicate_of: Option<&str>,
    mentions: Option<&[Mention]>,
) -> DocumentRow {
    let distinct = |mentions: &[Mention]| {
        let mut labels: Vec<u32> = mentions.iter().map(|mention| mention.label).collect();
        labels.sort_unstable();
        labels.dedup();
        labels.len() as u64
    };
    DocumentRow {
        document: document.id.clone(),
        path: document.path.clone(),
        title: document.title.clone(),
        date: document.date,
        source: document.source.clone(),
        encoding: document.encoding,
        characters: document.text.chars().count() as u64,
        mentions: mentions.map(|mentions| mentions.len() as u64),
        formulas: mentions.map(distinct),
        date_from: document.date_from.map(FoundIn::name),
        source_from: document.source_from.map(FoundIn::name),
        duplicate_of: duplicate_of.map(str::to_string),
    }
}

pub(super) fn document_rows(looked: &Looked) -> Vec<DocumentRow> {
    let mut mentions: Vec<Option<&[Mention]>> = vec![None; looked.documents.len()];
    for (&document, own) in looked.mined.iter().zip(&looked.mentions) {
        mentions[document] = Some(own);
    }
    looked
        .documents
        .par_iter()
        .zip(&looked.duplicate_of)
        .zip(mentions)
        .map(|((document, duplicate_of), mentions)| {
            let duplicate_of = duplicate_of.map(|first| looked.documents[first].id.as_str());
            document_row(document, duplicate_of, mentions)
        })
        .collect()
}
