//! The encoded corpus that recurring phrases are found in: one symbol per character, edges between
//! segments, and for each document where it begins and its date.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::encode::EncodedDocument;
use super::reprints::{Reprints, Sketch, first_prints};
use super::symbol::{Role, Symbol, is_pause, joiner, role};
use crate::corpus::Date;

/// The text is longer than positions of 32 bits can number (4,294,967,295 symbols, about 12 GB of
/// Chinese): mine it in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than 4,294,967,295 characters in one search for phrases: mine the corpus in parts")]
pub struct TooLong;

/// The documents handed over so far, encoded.
#[derive(Debug, Default)]
pub struct Sequences {
    pub(super) symbols: Symbols,
    /// The characters beyond the Basic Multilingual Plane that have a narrow symbol.
    astral: Astral,
    pub(super) documents: Vec<DocumentStart>,
    sketches: Vec<Sketch>,
    letters: u64,
}

/// Some documents in a row, to be put with others as one.
#[derive(Default)]
struct Stretch {
    symbols: Vec<u16>,
    /// Where characters stand that a narrow symbol cannot stand for by itself.
    astral: Vec<(usize, char)>,
    /// Where each document begins, and its date.
    documents: Vec<(usize, Option<Date>)>,
    sketches: Vec<Sketch>,
    letters: u64,
}

impl Stretch {
    fn with(mut self, document: EncodedDocument) -> Stretch {
        let start = self.symbols.len();
        let EncodedDocument { symbols, astral, letters, date, sketch } = document;
        let placed = |(offset, character): (u32, char)| (start + offset as usize, character);
        self.astral.extend(astral.into_iter().map(placed));
        self.documents.push((start, date));
        self.sketches.push(sketch);
        self.letters += letters;
        match self.symbols.is_empty() {
            true => self.symbols = symbols,
            false => self.symbols.extend_from_slice(&symbols),
        }
        self
    }
}

#[derive(Debug)]
pub(super) enum Symbols {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentStart {
    pub(super) position: u32,
    pub(super) date: Option<Date>,
}

impl Default for Symbols {
    fn default() -> Symbols {
        Symbols::Narrow(Vec::new())
    }
}

impl Sequences {
    /// No documents yet.
    pub fn new() -> Sequences {
        Sequences::default()
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// The number of letters: the size of the corpus to which probabilities refer.
    pub fn letters(&self) -> u64 {
        self.letters
    }

    /// Adds a document. Documents are numbered in the order they come.
    ///
    /// # Errors
    ///
    /// [`TooLong`] if the document does not fit any more; it is left out then.
    pub fn push(&mut self, document: EncodedDocument) -> Result<(), TooLong> {
        self.append(Stretch::default().with(document))
    }

    /// Adds documents that are encoded on all threads, in their order.
    ///
    /// # Errors
    ///
    /// [`TooLong`] if they do not all fit; some of the last are left out then.
    pub fn par_extend(
        &mut self,
        documents: impl IndexedParallelIterator<Item = EncodedDocument>,
    ) -> Result<(), TooLong> {
        // Enough to share them out evenly, and few, since memory is asked for and copied as a whole then.
        let size = documents.len().div_ceil(8 * rayon::current_num_threads()).max(1);
        let stretches: Vec<Stretch> =
            documents.fold_chunks(size, Stretch::default, Stretch::with).collect();
        self.symbols.reserve(stretches.iter().map(|stretch| stretch.symbols.len()).sum());
        stretches.into_iter().try_for_each(|stretch| self.append(stretch))
    }

    fn append(&mut self, stretch: Stretch) -> Result<(), TooLong> {
        let start = self.symbols.len();
        if start as u64 + stretch.symbols.len() as u64 > u64::from(u32::MAX) {
            return Err(TooLong);
        }
        let Stretch { symbols, astral, documents, sketches, letters } = stretch;
        let positions = documents
            .into_iter()
            .map(|(position, date)| DocumentStart { position: (start + position) as u32, date });
        self.documents.extend(positions);
        self.sketches.extend(sketches);
        self.letters += letters;
        self.symbols.extend(&symbols);
        for (position, character) in astral {
            self.set(start + position, character);
        }
        Ok(())
    }

    /// The stretch around a letter that tells its words: as far as the pauses on either side, or the edges
    /// of its segment, and no farther than [`CONTEXT`].
    pub(super) fn between_pauses(&self, letter: u32) -> Range<u32> {
        match &self.symbols {
            Symbols::Narrow(symbols) => between_pauses(symbols, letter),
            Symbols::Wide(symbols) => between_pauses(symbols, letter),
        }
    }

    /// Where a phrase stands, with what tells its words.
    pub(super) fn surroundings(&self, start: u32, length: u32) -> Range<u32> {
        let last = start + length - 1;
        self.between_pauses(start).start..self.between_pauses(last).end
    }

    /// The symbol of a character, if it has one.
    pub(super) fn symbol(&self, character: char) -> Option<u32> {
        match (&self.symbols, role(character)) {
            (_, Role::Break) => None,
            (_, Role::Joiner(symbol)) => Some(u32::from(symbol)),
            (Symbols::Wide(_), Role::Letter) => Some(u32::from(character)),
            (Symbols::Narrow(_), Role::Letter) => match u16::try_from(u32::from(character)) {
                Ok(symbol) => Some(u32::from(symbol)),
                Err(_) => self.astral.symbols.get(&character).map(|&symbol| u32::from(symbol)),
            },
        }
    }

    /// The letter that a symbol stands for, if it stands for one.
    pub(super) fn letter(&self, symbol: u32) -> Option<char> {
        match (&self.symbols, u16::try_from(symbol)) {
            _ if !symbol.is_letter() => None,
            (Symbols::Wide(_), _) => char::from_u32(symbol),
            (Symbols::Narrow(_), Ok(symbol)) => self.astral.character(symbol),
            (Symbols::Narrow(_), Err(_)) => None,
        }
    }

    fn set(&mut self, position: usize, character: char) {
        if let Symbols::Narrow(symbols) = &mut self.symbols {
            match self.astral.symbol(character) {
                Some(symbol) => return symbols[position] = symbol,
                None => self.symbols = Symbols::Wide(self.astral.widen(symbols)),
            }
        }
        if let Symbols::Wide(symbols) = &mut self.symbols {
            symbols[position] = u32::from(character);
        }
    }

    /// For each document, the first of the earlier ones that it prints again nearly unchanged, if any.
    pub fn first_prints(&self) -> Vec<Option<u32>> {
        first_prints(&self.sketches)
    }

    pub(super) fn reprints(&self) -> Reprints {
        Reprints::among(&self.sketches)
    }

    /// The characters at a stretch of symbols that holds no edge.
    pub(super) fn text(&self, start: u32, length: u32) -> String {
        let mut text = String::with_capacity(3 * length as usize);
        self.write(start..start + length, |character| text.push(character));
        text
    }

    /// The same, one by one.
    pub(super) fn write(&self, range: Range<u32>, mut write: impl FnMut(char)) {
        let range = range.start as usize..range.end as usize;
        match &self.symbols {
            Symbols::Narrow(symbols) => symbols[range]
                .iter()
                .filter_map(|&symbol| self.astral.character(symbol))
                .for_each(&mut write),
            Symbols::Wide(symbols) => symbols[range]
                .iter()
                .filter_map(|&symbol| joiner(symbol).or_else(|| char::from_u32(symbol)))
                .for_each(&mut write),
        }
    }
}

/// The symbols on either side of a letter that are looked at to tell its words. Hardly any text goes on for
/// so long without a pause.
const CONTEXT: usize = 32;

/// What [`Sequences::between_pauses`] says, of symbols.
pub(super) fn between_pauses<S: Symbol>(symbols: &[S], letter: u32) -> Range<u32> {
    let at = letter as usize;
    let is_end = |symbol: &S| symbol.is_edge() || is_pause(symbol.value());
    let nearby = &symbols[at.saturating_sub(CONTEXT)..at];
    let before = nearby.iter().rev().position(is_end).unwrap_or(nearby.len());
    let nearby = &symbols[at..symbols.len().min(at + 1 + CONTEXT)];
    let after = nearby.iter().position(is_end).unwrap_or(nearby.len());
    letter - before as u32..letter + after as u32
}

impl Symbols {
    pub(super) fn len(&self) -> usize {
        match self {
            Symbols::Narrow(symbols) => symbols.len(),
            Symbols::Wide(symbols) => symbols.len(),
        }
    }

    fn reserve(&mut self, more: usize) {
        match self {
            Symbols::Narrow(symbols) => symbols.reserve(more),
            Symbols::Wide(symbols) => symbols.reserve(more),
        }
    }

    fn extend(&mut self, more: &[u16]) {
        match self {
            Symbols::Narrow(symbols) => symbols.extend_from_slice(more),
            Symbols::Wide(symbols) => symbols.extend(more.iter().map(|&symbol| u32::from(symbol))),
        }
    }
}

/// Narrow symbols for characters beyond the Basic Multilingual Plane: the 2,048 code points that
/// UTF-16 keeps for surrogates are no characters, so they are free to stand for others. A corpus
/// with more different ones gets wide symbols.
#[derive(Debug, Default)]
struct Astral {
    symbols: FxHashMap<char, u16>,
    characters: Vec<char>,
}

impl Astral {
    const FIRST: u16 = 0xD800;
    const SLOTS: usize = 0x800;

    fn symbol(&mut self, character: char) -> Option<u16> {
        if let Some(&symbol) = self.symbols.get(&character) {
            return Some(symbol);
        }
        if self.characters.len() == Astral::SLOTS {
            return None;
        }
        let symbol = Astral::FIRST + self.characters.len() as u16;
        self.characters.push(character);
        self.symbols.insert(character, symbol);
        Some(symbol)
    }

    fn character(&self, symbol: u16) -> Option<char> {
        match symbol.checked_sub(Astral::FIRST) {
            Some(slot) if usize::from(slot) < Astral::SLOTS => {
                self.characters.get(usize::from(slot)).copied()
            }
            _ => joiner(u32::from(symbol)).or_else(|| char::from_u32(u32::from(symbol))),
        }
    }

    fn widen(&self, symbols: &[u16]) -> Vec<u32> {
        let widen = |&symbol: &u16| match symbol {
            symbol if symbol.is_letter() => self.character(symbol).map_or(0, u32::from),
            edge_or_joiner => u32::from(edge_or_joiner),
        };
        symbols.iter().map(widen).collect()
    }
}
