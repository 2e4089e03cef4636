//! The encoded corpus that recurring phrases are found in: one symbol per character, edges between
//! segments, and for each document where it begins and its date.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::symbol::{
    CLOSING, EDGE_OF_CLAUSE, EDGE_OF_HEAD, EDGE_OF_LINE, HEAD_LENGTH, OPENING, Role, Symbol,
    joiner, role,
};
use crate::corpus::Date;
use crate::text::Span;

/// One document as the search for recurring phrases sees it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentClauses<'a> {
    /// The clean text.
    pub chars: &'a [char],
    /// The clauses, in order and apart from each other: what sentence punctuation and line ends
    /// bound. Commas stay inside; a phrase never crosses from one clause to the next.
    pub clauses: &'a [Span],
    /// What stands between quotation marks, without the marks, in order of start.
    pub quoted: &'a [Span],
    /// The date of the document.
    pub date: Option<Date>,
}

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
    characters: u64,
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
        self.characters
    }

    /// Adds a document. Documents are numbered in the order they come.
    ///
    /// # Errors
    ///
    /// [`TooLong`] if the document does not fit any more; it is left out then.
    pub fn push(&mut self, document: DocumentClauses<'_>) -> Result<(), TooLong> {
        let before = self.symbols.len();
        // Each character needs at most itself and three edges.
        if before as u64 + 4 * document.chars.len() as u64 + 4 > u64::from(u32::MAX) {
            return Err(TooLong);
        }
        self.documents.push(DocumentStart { position: before as u32, date: document.date });
        let segments = segments(&document);
        let mut previous: Option<&Segment> = None;
        for segment in &segments {
            let gap = previous.map_or(0, |p| p.range.end)..segment.range.start;
            if previous.is_some_and(|previous| previous.quoted) {
                self.symbols.push(CLOSING);
            }
            let touching = !segment.quoted && previous.is_none_or(|previous| !previous.quoted);
            if segment.range.start < HEAD_LENGTH {
                self.symbols.push(EDGE_OF_HEAD);
            } else if previous.is_none() || document.chars[gap].contains(&'\n') {
                self.symbols.push(EDGE_OF_LINE);
            } else if touching {
                self.symbols.push(EDGE_OF_CLAUSE);
            }
            if segment.quoted {
                self.symbols.push(OPENING);
            }
            for &character in &document.chars[segment.range.clone()] {
                self.push_character(character);
            }
            previous = Some(segment);
        }
        if previous.is_some_and(|previous| previous.quoted) {
            self.symbols.push(CLOSING);
        }
        self.symbols.push(EDGE_OF_LINE);
        Ok(())
    }

    /// The characters at a stretch of symbols that holds no edge.
    pub(super) fn text(&self, start: u32, length: u32) -> String {
        let range = start as usize..(start + length) as usize;
        match &self.symbols {
            Symbols::Narrow(symbols) => {
                symbols[range].iter().filter_map(|&symbol| self.astral.character(symbol)).collect()
            }
            Symbols::Wide(symbols) => symbols[range]
                .iter()
                .filter_map(|&symbol| joiner(symbol).or_else(|| char::from_u32(symbol)))
                .collect(),
        }
    }

    fn push_character(&mut self, character: char) {
        let symbol = match role(character) {
            Role::Joiner(symbol) => symbol,
            _ => {
                self.characters += 1;
                match (&mut self.symbols, u16::try_from(u32::from(character))) {
                    (Symbols::Narrow(_), Ok(symbol)) => symbol,
                    (Symbols::Narrow(symbols), Err(_)) => match self.astral.symbol(character) {
                        Some(symbol) => symbol,
                        None => {
                            let mut wide = self.astral.widen(symbols);
                            wide.push(u32::from(character));
                            self.symbols = Symbols::Wide(wide);
                            return;
                        }
                    },
                    (Symbols::Wide(symbols), _) => return symbols.push(u32::from(character)),
                }
            }
        };
        self.symbols.push(symbol);
    }
}

impl Symbols {
    fn len(&self) -> usize {
        match self {
            Symbols::Narrow(symbols) => symbols.len(),
            Symbols::Wide(symbols) => symbols.len(),
        }
    }

    fn push(&mut self, symbol: u16) {
        match self {
            Symbols::Narrow(symbols) => symbols.push(symbol),
            Symbols::Wide(symbols) => symbols.push(u32::from(symbol)),
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

/// A stretch of characters without a break, from a letter to a letter.
struct Segment {
    range: Range<usize>,
    /// Whether it is the whole of a quotation.
    quoted: bool,
}

fn segments(document: &DocumentClauses<'_>) -> Vec<Segment> {
    let chars = document.chars;
    let mut cuts: Vec<usize> = Vec::with_capacity(document.quoted.len() * 2);
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(document.quoted.len());
    for quoted in document.quoted {
        let range = within(quoted.range(), chars.len());
        cuts.extend([range.start, range.end]);
        whole.push(trim(chars, range));
    }
    cuts.sort_unstable();
    whole.sort_unstable_by_key(|range| (range.start, range.end));

    let mut segments = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    for clause in document.clauses {
        let clause = within(clause.range(), chars.len());
        let mut start = clause.start;
        let mut add = |start: usize, end: usize| {
            let range = trim(chars, start..end);
            if !range.is_empty() {
                let key = (range.start, range.end);
                let quoted = whole.binary_search_by_key(&key, |r| (r.start, r.end)).is_ok();
                segments.push(Segment { range, quoted });
            }
        };
        for index in clause.clone() {
            while cuts.next_if(|&cut| cut < index).is_some() {}
            if cuts.next_if_eq(&index).is_some() {
                add(start, index);
                start = index;
            }
            let broken = match role(chars[index]) {
                Role::Letter => false,
                Role::Break => true,
                // Between two letters it joins them; anything else is a break.
                Role::Joiner(_) => {
                    let next = (index + 1 < clause.end).then(|| role(chars[index + 1]));
                    next != Some(Role::Letter)
                        || index == start
                        || role(chars[index - 1]) != Role::Letter
                }
            };
            if broken {
                add(start, index);
                start = index + 1;
            }
        }
        add(start, clause.end);
    }
    segments
}

fn within(range: Range<usize>, length: usize) -> Range<usize> {
    range.start.min(length)..range.end.min(length).max(range.start.min(length))
}

/// Without what is not a letter at both ends.
fn trim(chars: &[char], range: Range<usize>) -> Range<usize> {
    let is_letter = |&character: &char| role(character) == Role::Letter;
    let stretch = &chars[range.clone()];
    match (stretch.iter().position(is_letter), stretch.iter().rposition(is_letter)) {
        (Some(first), Some(last)) => range.start + first..range.start + last + 1,
        _ => range.start..range.start,
    }
}
