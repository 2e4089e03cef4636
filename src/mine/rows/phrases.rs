//! `phrases.csv`.

use rayon::prelude::*;

use crate::mine::{Looked, Options};
use crate::phrase::{DocumentClauses, RepeatOptions, Sequences, recurring};
use crate::progress::Progress;
use crate::table::{PhraseRow, Row};
use crate::text::Span;

/// The rows of `phrases.csv`.
pub(in crate::mine) fn phrase_rows(
    looked: &Looked,
    options: &Options,
    progress: &dyn Progress,
) -> Vec<PhraseRow> {
    let mut sequences = Sequences::new();
    for (place, text) in looked.texts.iter().enumerate() {
        let quoted: Vec<Span> = text.quotations().iter().map(|quotation| quotation.inner).collect();
        let document = DocumentClauses {
            chars: text.chars(),
            clauses: &text.clauses(),
            quoted: &quoted,
            date: looked.document(place).date,
        };
        if sequences.push(document).is_err() {
            break;
        }
    }
    let options = RepeatOptions { min_count: options.min_count, min_documents: 2 };
    let mut rows: Vec<PhraseRow> = recurring(&sequences, &options, progress)
        .into_par_iter()
        .map(|repeat| PhraseRow {
            phrase: repeat.text(&sequences),
            length: repeat.length.into(),
            mentions: repeat.count.into(),
            documents: repeat.documents.into(),
            cohesion: Some(repeat.cohesion.into()),
            left_entropy: Some(repeat.left_entropy.into()),
            right_entropy: Some(repeat.right_entropy.into()),
            quoted_share: Some(f64::from(repeat.quoted) / f64::from(repeat.count)),
            score: None,
            first_date: repeat.first,
            last_date: repeat.last,
        })
        .collect();
    rows.par_sort_by(|a, b| a.order(b));
    rows
}
