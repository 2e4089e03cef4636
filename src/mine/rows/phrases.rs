//! `phrases.csv`.

use rayon::prelude::*;

use crate::mine::{Looked, Options};
use crate::phrase::{
    DocumentClauses, EncodedDocument, MinCount, Phrase, RankOptions, RepeatOptions, Sequences,
    rank, recurring,
};
use crate::progress::Progress;
use crate::table::PhraseRow;
use crate::text::{Span, Words};

/// The rows of `phrases.csv`.
pub(in crate::mine) fn phrase_rows(
    looked: &Looked,
    options: &Options,
    dictionary: &Words,
    progress: &dyn Progress,
) -> Vec<PhraseRow> {
    let sequences = sequences(looked);
    let options =
        RepeatOptions { min_count: MinCount::Count(options.min_count), ..RepeatOptions::default() };
    let Ok(found) = recurring(&sequences, &options, progress) else { return Vec::new() };
    let ends = |text: &str| dictionary.ends(text);
    let ranking = rank(&sequences, &found.repeats, &RankOptions::default(), Some(&ends));
    ranking.phrases.into_par_iter().map(row).collect()
}

fn sequences(looked: &Looked) -> Sequences {
    let mut sequences = Sequences::new();
    // In batches, so that few encoded documents wait to be joined to the others.
    for (batch, texts) in looked.texts.chunks(BATCH).enumerate() {
        let encode = |(place, text): (usize, &crate::text::Text)| {
            let quoted: Vec<Span> = text.quotations().iter().map(|q| q.inner).collect();
            EncodedDocument::new(&DocumentClauses {
                chars: text.chars(),
                clauses: text.sentences(),
                quoted: &quoted,
                date: looked.document(batch * BATCH + place).date,
                group: None,
            })
        };
        let encoded: Vec<EncodedDocument> = texts.par_iter().enumerate().map(encode).collect();
        for document in encoded {
            if sequences.push(document).is_err() {
                return sequences;
            }
        }
    }
    sequences
}

const BATCH: usize = 4096;

fn row(phrase: Phrase) -> PhraseRow {
    let Phrase { text, repeat, quoted_share, score, .. } = phrase;
    PhraseRow {
        phrase: text,
        length: repeat.length.into(),
        mentions: repeat.count.into(),
        documents: repeat.documents.into(),
        cohesion: Some(repeat.cohesion.into()),
        left_entropy: Some(repeat.left_entropy.into()),
        right_entropy: Some(repeat.right_entropy.into()),
        quoted_share: Some(quoted_share),
        score: Some(score),
        first_date: repeat.first,
        last_date: repeat.last,
    }
}
