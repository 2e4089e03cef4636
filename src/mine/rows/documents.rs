//! `documents.csv`.

use crate::corpus::FoundIn;
use crate::mine::Looked;
use crate::table::{DocumentRow, sort};

pub(super) fn document_rows(looked: &Looked) -> Vec<DocumentRow> {
    let mut rows: Vec<DocumentRow> = looked
        .documents
        .iter()
        .zip(&looked.duplicate_of)
        .map(|(document, duplicate_of)| DocumentRow {
            document: document.id.clone(),
            path: document.path.clone(),
            title: document.title.clone(),
            date: document.date,
            source: document.source.clone(),
            encoding: document.encoding,
            characters: document.text.chars().count() as u64,
            mentions: None,
            formulas: None,
            date_from: document.date_from.map(FoundIn::name),
            source_from: document.source_from.map(FoundIn::name),
            duplicate_of: duplicate_of.map(|first| looked.documents[first].id.clone()),
        })
        .collect();
    for (place, mentions) in looked.mentions.iter().enumerate() {
        let mut labels: Vec<u32> = mentions.iter().map(|mention| mention.label).collect();
        labels.sort_unstable();
        labels.dedup();
        let row = &mut rows[looked.mined[place]];
        row.mentions = Some(mentions.len() as u64);
        row.formulas = Some(labels.len() as u64);
    }
    sort(&mut rows);
    rows
}
