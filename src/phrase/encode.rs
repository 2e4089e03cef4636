//! One document, encoded: its segments as symbols with edges between them.

use std::ops::Range;

use super::reprints::{Sketch, hash_of_long};
use super::symbol::{
    CLOSING_MARK, EDGE_OF_CLAUSE, EDGE_OF_HEAD, EDGE_OF_LINE, HEAD_LENGTH, Mark, OPENING_MARK,
    Role, WHOLE_BEGIN, WHOLE_END, mark, role,
};
use crate::corpus::Date;
use crate::text::{Span, is_han};

/// The letters from which on a segment is looked at for monotony, and then every how many.
const LONG_SEGMENT: usize = 256;
const STEP: usize = 128;
/// The longest period of what repeats itself.
const LONGEST_PERIOD: usize = 16;

/// One document as the search for recurring phrases sees it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentClauses<'a> {
    /// The clean text.
    pub chars: &'a [char],
    /// What no phrase crosses, in order and apart from each other: clauses, or sentences, since
    /// punctuation inside breaks phrases as well, but for the comma and the enumeration comma.
    pub clauses: &'a [Span],
    /// What stands between quotation marks, without the marks, in order of start.
    pub quoted: &'a [Span],
    /// The date of the document.
    pub date: Option<Date>,
}

/// A document ready to be put with the others. Encoding is the part of the work that does not
/// depend on other documents, so that it can be done for many documents at once.
#[derive(Debug, Clone)]
pub struct EncodedDocument {
    pub(super) symbols: Vec<u16>,
    /// Where characters stand that a narrow symbol cannot stand for by itself.
    pub(super) astral: Vec<(u32, char)>,
    pub(super) letters: u64,
    pub(super) date: Option<Date>,
    /// By which near-duplicates are known.
    pub(super) sketch: Sketch,
}

impl EncodedDocument {
    /// Encodes a document. Spans that reach beyond the text are cut short.
    pub fn new(document: &DocumentClauses<'_>) -> EncodedDocument {
        let chars = document.chars;
        let mut encoder = Encoder {
            document,
            encoded: EncodedDocument {
                symbols: Vec::with_capacity(chars.len() + chars.len() / 8 + 4),
                astral: Vec::new(),
                letters: 0,
                date: document.date,
                sketch: Sketch::default(),
            },
            segment: None,
            end: 0,
            quotation: 0,
            hashes: Vec::new(),
        };
        for clause in document.clauses {
            let end = (clause.end as usize).min(chars.len());
            let start = (clause.start as usize).min(end);
            encoder.clause(start..end);
        }
        // Three edges, so that three symbols can be read after each letter.
        encoder.encoded.symbols.extend([EDGE_OF_LINE; 3]);
        EncodedDocument { sketch: Sketch::new(encoder.hashes), ..encoder.encoded }
    }

    /// What near-duplicates of it are known by.
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    /// Its symbols, wide enough for all characters.
    pub(super) fn wide(&self) -> Vec<u32> {
        let mut wide: Vec<u32> = self.symbols.iter().map(|&symbol| u32::from(symbol)).collect();
        for &(place, character) in &self.astral {
            if let Some(symbol) = wide.get_mut(place as usize) {
                *symbol = u32::from(character);
            }
        }
        wide
    }
}

struct Encoder<'a> {
    document: &'a DocumentClauses<'a>,
    encoded: EncodedDocument,
    segment: Option<Segment>,
    /// One past the last letter so far.
    end: usize,
    /// The first quotation that begins after the segments that are closed.
    quotation: usize,
    /// Those of the long segments.
    hashes: Vec<u32>,
}

/// The segment at hand.
#[derive(Clone, Copy)]
struct Segment {
    /// Where it begins in the text.
    start: usize,
    /// Where it begins among the symbols.
    symbols: usize,
    /// Whether the symbol before it says that it is the whole of a quotation, as it may be.
    may_be_whole: bool,
}

impl Encoder<'_> {
    fn clause(&mut self, clause: Range<usize>) {
        let chars = self.document.chars;
        let mut pause = None;
        let mut at = clause.start;
        while at < clause.end {
            let rest = &chars[at..clause.end];
            let letters = rest.iter().position(|&c| !is_letter(c)).unwrap_or(rest.len());
            if letters > 0 {
                self.letters(at..at + letters, pause.take());
                at += letters;
                continue;
            }
            match role(chars[at]) {
                Role::Joiner(symbol) if self.segment.is_some() && pause.is_none() => {
                    pause = Some(symbol);
                }
                _ => {
                    self.close();
                    pause = None;
                }
            }
            at += 1;
        }
        self.close();
    }

    /// Adds letters in a row, joined to those before them by a joiner, or else right behind them or first
    /// in a segment.
    fn letters(&mut self, letters: Range<usize>, mut joiner: Option<u16>) {
        let mut at = letters.start;
        while at < letters.end {
            self.cut_monotony(at);
            let start = match self.segment {
                Some(segment) => segment.start,
                None => {
                    joiner = None;
                    self.open(at)
                }
            };
            self.encoded.symbols.extend(joiner.take());
            let to = letters.end.min(next_look(start, at));
            self.write(at..to);
            at = to;
        }
    }

    /// Begins a segment at a letter, and says where.
    fn open(&mut self, at: usize) -> usize {
        let DocumentClauses { chars, quoted, .. } = *self.document;
        self.encoded.symbols.push(if at < HEAD_LENGTH {
            EDGE_OF_HEAD
        } else if self.end == 0 {
            EDGE_OF_LINE
        } else {
            self.edge(&chars[self.end.min(at)..at])
        });
        while quoted.get(self.quotation).is_some_and(|span| (span.start as usize) < self.end) {
            self.quotation += 1;
        }
        let begins = quoted.get(self.quotation).is_some_and(|span| span.start as usize <= at);
        if begins {
            self.encoded.symbols.push(WHOLE_BEGIN);
        }
        let symbols = self.encoded.symbols.len();
        self.segment = Some(Segment { start: at, symbols, may_be_whole: begins });
        at
    }

    /// The edge that the characters between two segments make.
    fn edge(&self, gap: &[char]) -> u16 {
        // A straight mark closes what was a quotation, else it opens one.
        let after_whole = self.encoded.symbols.last() == Some(&WHOLE_END);
        let is = |kind| {
            gap.iter().all(|&character| match mark(character) {
                Some(Mark::Straight) => after_whole == (kind == Mark::Closing),
                other => other == Some(kind),
            })
        };
        if gap.contains(&'\n') {
            EDGE_OF_LINE
        } else if gap.is_empty() {
            EDGE_OF_CLAUSE
        } else if is(Mark::Closing) {
            CLOSING_MARK
        } else if is(Mark::Opening) {
            OPENING_MARK
        } else {
            EDGE_OF_CLAUSE
        }
    }

    /// Writes down the symbols of letters.
    fn write(&mut self, letters: Range<usize>) {
        self.end = letters.end;
        self.encoded.letters += letters.len() as u64;
        let letters = &self.document.chars[letters];
        let symbols = &mut self.encoded.symbols;
        if letters.iter().all(|&letter| u32::from(letter) <= u32::from(u16::MAX)) {
            return symbols.extend(letters.iter().map(|&letter| letter as u32 as u16));
        }
        for &letter in letters {
            let symbol = u16::try_from(u32::from(letter)).unwrap_or_else(|_| {
                self.encoded.astral.push((symbols.len() as u32, letter));
                EDGE_OF_CLAUSE
            });
            symbols.push(symbol);
        }
    }

    /// Ends the segment at hand before a letter, if it has been repeating itself for long: such a
    /// stretch is data, not language, and every part of it would recur.
    fn cut_monotony(&mut self, at: usize) {
        let Some(segment) = self.segment else { return };
        if next_look(segment.start, at - 1) != at {
            return;
        }
        let recent = &self.document.chars[at - STEP..at];
        let repeats = |period: &usize| recent[*period..] == recent[..STEP - period];
        if (1..=LONGEST_PERIOD).any(|period| repeats(&period)) {
            self.close();
        }
    }

    /// Ends the segment at hand after its last letter.
    fn close(&mut self) {
        let Some(Segment { start, symbols: begin, may_be_whole }) = self.segment.take() else {
            return;
        };
        self.hashes.extend(hash_of_long(&self.encoded.symbols[begin..]));
        if !may_be_whole {
            return;
        }
        let DocumentClauses { chars, quoted, .. } = *self.document;
        let is_whole = |span: &Span| {
            let end = (span.end as usize).min(chars.len());
            end >= self.end && chars[self.end..end].iter().all(|&c| role(c) != Role::Letter)
        };
        let begin_before = |span: &&Span| span.start as usize <= start;
        if quoted[self.quotation..].iter().take_while(begin_before).any(is_whole) {
            self.encoded.symbols.push(WHOLE_END);
        } else {
            // No more than the edge before it is.
            self.encoded.symbols[begin - 1] = self.encoded.symbols[begin - 2];
        }
    }
}

/// Where a segment with this start is next looked at for monotony after the letter at `at`.
fn next_look(start: usize, at: usize) -> usize {
    start + ((at - start) / STEP + 1).max(LONG_SEGMENT / STEP) * STEP
}

fn is_letter(character: char) -> bool {
    // Most are, and this is quicker to tell.
    is_han(character) || role(character) == Role::Letter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::symbol::Symbol;

    fn segments(text: &str) -> Vec<usize> {
        let chars: Vec<char> = text.chars().collect();
        let clauses = [Span::new(0..chars.len())];
        let document =
            DocumentClauses { chars: &chars, clauses: &clauses, quoted: &[], date: None };
        let encoded = EncodedDocument::new(&document);
        let segments = encoded.symbols.split(|symbol| symbol.is_edge()).map(<[u16]>::len);
        segments.filter(|&length| length > 0).collect()
    }

    #[test]
    fn what_repeats_itself_for_long_is_cut() {
        let cut = segments(&"口吐".repeat(5000));
        assert_eq!(cut.iter().sum::<usize>(), 10_000);
        assert!(cut.iter().all(|&length| length <= LONG_SEGMENT));
        // A long text without punctuation is not.
        let long: String = ('\u{4E00}'..='\u{9000}').collect();
        assert_eq!(segments(&long), [long.chars().count()]);
    }

    #[test]
    fn joiners_stay_only_between_letters() {
        assert_eq!(segments("、甲、乙，，丙·丁·、"), [3, 3]);
        assert_eq!(segments("甲 乙（丙）"), [1, 1, 1]);
    }
}
