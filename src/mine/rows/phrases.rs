//! `phrases.csv`.

use rayon::prelude::*;

use crate::corpus::Date;
use crate::mine::memory::Room;
use crate::mine::{Looked, MineError, Options};
use crate::phrase::{
    DocumentClauses, EncodedDocument, Phrase, Ranking, RepeatOptions, Sequences, TooLittleMemory,
    TooLong, rank, recurring,
};
use crate::progress::Progress;
use crate::table::{PhraseRow, Row};
use crate::text::{Span, Text, Words};

/// The ranked phrases, and what other thresholds would give.
#[derive(Default)]
pub(in crate::mine) struct PhraseRows {
    /// The rows of `phrases.csv`.
    pub(in crate::mine) rows: Vec<PhraseRow>,
    /// The fewest mentions of a listed phrase.
    pub(in crate::mine) min_count: u32,
    /// How many bounded phrases each of several thresholds would give, the lowest first.
    pub(in crate::mine) thresholds: Vec<(u32, u64)>,
}

/// Finds and ranks the recurring phrases.
pub(in crate::mine) fn phrase_rows(
    looked: &Looked,
    options: &Options,
    dictionary: &Words,
    progress: &dyn Progress,
) -> Result<PhraseRows, MineError> {
    let room = options.memory.map(|bound| looked.memory.beside(bound));
    let searching = RepeatOptions {
        min_count: options.min_count,
        memory: room.map(Room::left),
        ..RepeatOptions::default()
    };
    let sequences = sequences(looked).map_err(MineError::TooLong)?;
    let found = recurring(&sequences, &searching, progress).map_err(|error| match room {
        Some(room) => TooLittleMemory { needed: error.needed + room.taken, given: room.bound },
        None => error,
    })?;
    let (min_count, thresholds) = (found.min_count, found.thresholds.rows().to_vec());
    let ends = |text: &str| dictionary.ends(text);
    let ranking = rank(&sequences, found, Some(&ends));
    Ok(PhraseRows { rows: ranked_rows(ranking), min_count, thresholds })
}

/// The texts as the search for phrases sees them.
fn sequences(looked: &Looked) -> Result<Sequences, TooLong> {
    let encode_at = |&place: &usize| encode(&looked.text(place), looked.document(place).date);
    let mut sequences = Sequences::new();
    let places: Vec<usize> = (0..looked.mined.len()).collect();
    // In batches, so that few encoded documents wait to be joined to the others.
    for batch in places.chunks(BATCH) {
        sequences.par_extend(batch.par_iter().map(encode_at))?;
    }
    Ok(sequences)
}

/// The rows of ranked phrases, in the order of the table.
pub(crate) fn ranked_rows(ranking: Ranking) -> Vec<PhraseRow> {
    let mut rows: Vec<PhraseRow> = ranking.phrases.into_par_iter().map(phrase_row).collect();
    rows.par_sort_by(|a, b| a.order(b));
    rows
}

/// So many documents are encoded at once.
const BATCH: usize = 4096;

/// A document as the search for phrases sees it.
pub(crate) fn encode(text: &Text, date: Option<Date>) -> EncodedDocument {
    let quoted: Vec<Span> = text.quotations().iter().map(|quotation| quotation.inner).collect();
    EncodedDocument::new(&DocumentClauses {
        chars: text.chars(),
        clauses: text.sentences(),
        quoted: &quoted,
        date,
    })
}

fn phrase_row(phrase: Phrase) -> PhraseRow {
    let repeat = phrase.repeat;
    PhraseRow {
        phrase: phrase.text,
        length: repeat.length.into(),
        mentions: repeat.count.into(),
        documents: repeat.documents.into(),
        cohesion: shown(phrase.cohesion),
        left_entropy: shown(repeat.left_entropy),
        right_entropy: shown(repeat.right_entropy),
        quoted_share: Some(phrase.quoted_share),
        score: Some(phrase.score),
        first_date: repeat.first,
        last_date: repeat.last,
        pattern: phrase.pattern,
        within: phrase.within,
        within_share: phrase.within_share,
        furniture: phrase.furniture,
    }
}

/// The digits that a single-precision number has, without the noise that widening adds.
fn shown(value: f32) -> Option<f64> {
    value.to_string().parse().ok()
}
