//! The search of one range.

use super::SpreadError;
use super::census::{Census, Plan};
use super::extract::{Extract, Stretches};
use super::part::FoundPart;
use crate::phrase::occurrence::{Corpus, dates};
use crate::phrase::recurring::{RepeatOptions, closed_phrases};
use crate::phrase::repeat::Repeat;
use crate::phrase::reprints::Reprints;
use crate::phrase::sequences::{Sequences, Symbols};
use crate::phrase::symbol::{EDGE_OF_CLAUSE, wide_symbol};
use crate::phrase::walk::Found;
use crate::progress::Progress;

/// Finds the closed phrases that begin with a character of one range.
#[derive(Debug)]
pub struct RangeSearch {
    plan: Plan,
    range: usize,
    min_count: u32,
    memory: Option<u64>,
    documents: Vec<Sent>,
}

/// A document, as far as it was sent.
#[derive(Debug)]
struct Sent {
    id: String,
    first_print: Option<String>,
    extract: Extract,
}

impl RangeSearch {
    /// A search that has no documents yet. `census` is that of all documents, and `plan` follows from it.
    pub fn new(plan: &Plan, range: usize, census: &Census, options: &RepeatOptions) -> RangeSearch {
        let min_count = options.min_count.to_search(census.letters());
        let memory = options.memory;
        RangeSearch { plan: plan.clone(), range, min_count, memory, documents: Vec::new() }
    }

    /// Takes what one document has for the range. Documents may come in any order, each once. `first_print`
    /// is the document that it prints again, if any.
    pub fn add(&mut self, id: &str, first_print: Option<&str>, extract: Extract) {
        let (id, first_print) = (id.to_owned(), first_print.map(str::to_owned));
        self.documents.push(Sent { id, first_print, extract });
    }

    /// Searches. Runs on the current rayon pool.
    ///
    /// # Errors
    ///
    /// [`SpreadError::TooLong`] and [`SpreadError::TooLittleMemory`] if the range is too large.
    pub fn finish(self, progress: &dyn Progress) -> Result<FoundPart, SpreadError> {
        let RangeSearch { plan, range, min_count, memory, mut documents } = self;
        documents.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let reprints = reprints(&documents);
        let mut sequences = Sequences::new();
        for document in documents {
            sequences.push(document.extract.into_document())?;
        }
        let wanted = |symbol: usize| {
            let letter = sequences.letter(symbol as u32);
            letter.is_some_and(|letter| plan.range_of(letter.into()) == range)
        };
        let dates = &dates(&sequences.documents);
        let (documents, reprints) = (&sequences.documents[..], &reprints);
        let buckets = match &sequences.symbols {
            Symbols::Narrow(symbols) => {
                let corpus = Corpus { symbols, documents, reprints, dates };
                closed_phrases(corpus, min_count, wanted, memory, progress)?.0
            }
            Symbols::Wide(symbols) => {
                let corpus = Corpus { symbols, documents, reprints, dates };
                closed_phrases(corpus, min_count, wanted, memory, progress)?.0
            }
        };
        Ok(part(&sequences, buckets))
    }
}

/// The texts of documents in their order: the number of the first document here that has the same text.
fn reprints(documents: &[Sent]) -> Reprints {
    let text = |document: &Sent| document.first_print.clone().unwrap_or(document.id.clone());
    let mut texts: Vec<(String, u32)> =
        (0..).zip(documents).map(|(number, document)| (text(document), number)).collect();
    texts.sort_unstable();
    let mut first = vec![None; documents.len()];
    for same in texts.chunk_by(|a, b| a.0 == b.0) {
        same[1..].iter().for_each(|&(_, number)| first[number as usize] = Some(same[0].1));
    }
    Reprints::new(&first)
}

/// The phrases, with as much of the text as is looked at later.
fn part(sequences: &Sequences, buckets: Vec<Vec<Found>>) -> FoundPart {
    let mut stretches = Stretches::default();
    stretches.push(EDGE_OF_CLAUSE.into());
    let mut copy = |start: u32, length: u32, with_surroundings: bool| {
        let range = match with_surroundings {
            true => sequences.surroundings(start, length),
            false => start..start + length,
        };
        let place = stretches.symbols.len() as u32 + (start - range.start);
        sequences.write(range, |character| stretches.push(wide_symbol(character)));
        stretches.push(EDGE_OF_CLAUSE.into());
        place
    };
    let mut phrases = Vec::with_capacity(buckets.iter().map(Vec::len).sum());
    for found in buckets.into_iter().flatten() {
        let Repeat { start, latest, length, .. } = found.repeat;
        // What is not bounded is not listed, so its surroundings are not looked at.
        let bounded = found.repeat.is_bounded();
        let start = copy(start, length, bounded);
        let latest = if bounded { copy(latest, length, true) } else { start };
        phrases.push(Found { repeat: Repeat { start, latest, ..found.repeat }, ..found });
    }
    FoundPart { stretches, phrases }
}
