//! What of a document the search of a range needs.

use super::bytes::{Malformed, Reader, Writer};
use super::census::Plan;
use crate::corpus::Date;
use crate::phrase::encode::EncodedDocument;
use crate::phrase::reprints::Sketch;
use crate::phrase::sequences::between_pauses;
use crate::phrase::symbol::{EDGE_OF_CLAUSE, EDGE_OF_LINE, FIRST_LETTER, Symbol, joiner};

/// The segments of a document that hold a start in a range, with the edges around them, each from the
/// pause before the first such start on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    date: Option<Date>,
    stretches: Stretches,
}

/// Stretches of symbols, with edges before, between and after them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stretches {
    pub(super) symbols: Vec<u16>,
    /// Where characters stand that a narrow symbol cannot stand for.
    pub(super) astral: Vec<(u32, char)>,
}

impl Stretches {
    pub(super) fn push(&mut self, symbol: u32) {
        match u16::try_from(symbol) {
            Ok(symbol) => self.symbols.push(symbol),
            Err(_) => {
                let place = self.symbols.len() as u32;
                self.astral.extend(char::from_u32(symbol).map(|character| (place, character)));
                self.symbols.push(EDGE_OF_CLAUSE);
            }
        }
    }

    /// Ready to be put with others.
    pub(super) fn into_document(mut self, date: Option<Date>) -> EncodedDocument {
        if self.symbols.is_empty() {
            self.symbols.push(EDGE_OF_LINE);
        }
        // Three edges, so that three symbols can be read after each letter.
        self.symbols.extend([EDGE_OF_LINE; 3]);
        let Stretches { symbols, astral } = self;
        EncodedDocument { symbols, astral, letters: 0, date, sketch: Sketch::default() }
    }
}

pub(super) fn is_edge(symbol: &u16) -> bool {
    symbol.is_edge()
}

/// Whether a narrow symbol stands for an edge, a joiner or a character.
pub(super) fn is_symbol(symbol: &u16) -> bool {
    let is_letter = *symbol >= FIRST_LETTER && char::from_u32(u32::from(*symbol)).is_some();
    symbol.is_edge() || is_letter || joiner(u32::from(*symbol)).is_some()
}

impl EncodedDocument {
    /// What each range needs of the document, by its number; ranges that need nothing are left out.
    pub fn extracts(&self, plan: &Plan) -> Vec<(usize, Extract)> {
        let symbols = self.wide();
        let mut stretches = vec![Stretches::default(); plan.ranges()];
        let mut place = 0;
        while let Some(start) = symbols[place..].iter().position(|symbol| !symbol.is_edge()) {
            let start = place + start;
            let length = symbols[start..].iter().take_while(|symbol| !symbol.is_edge()).count();
            let end = start + length;
            // The edge before it, two if it is quoted, and that after it.
            let before = symbols[..start].iter().rev().take(2).take_while(|s| s.is_edge()).count();
            let after = symbols[end..].iter().take(2).take_while(|symbol| symbol.is_edge()).count();
            let mut sent = Vec::new();
            for at in start..end.saturating_sub(1) {
                let range = plan.range_of(symbols[at]);
                if !symbols[at].is_letter() || sent.contains(&range) {
                    continue;
                }
                sent.push(range);
                let stretches = &mut stretches[range];
                // What tells its words, and what stands before it, which may be a pause and a letter.
                let needed =
                    between_pauses(&symbols, at as u32).start.min(at.saturating_sub(2) as u32);
                let from = match needed as usize > start {
                    true => {
                        stretches.push(EDGE_OF_CLAUSE.into());
                        needed as usize
                    }
                    false => start - before,
                };
                symbols[from..end + after].iter().for_each(|&symbol| stretches.push(symbol));
            }
            place = end;
        }
        let extract = |stretches| Extract { date: self.date, stretches };
        let all = stretches.into_iter().map(extract).enumerate();
        all.filter(|(_, extract)| !extract.stretches.symbols.is_empty()).collect()
    }
}

impl Extract {
    pub(super) fn into_document(self) -> EncodedDocument {
        self.stretches.into_document(self.date)
    }

    /// The extract as bytes: two for each symbol and a few more.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.date(self.date);
        writer.symbols(&self.stretches.symbols, &self.stretches.astral);
        writer.bytes
    }

    /// The extract that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Extract, Malformed> {
        let mut reader = Reader::new(bytes, "extract");
        let date = reader.date()?;
        let (symbols, astral) = reader.symbols()?;
        reader.check(reader.is_at_end())?;
        Ok(Extract { date, stretches: Stretches { symbols, astral } })
    }
}
