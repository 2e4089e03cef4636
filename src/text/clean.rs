//! From the original text to clean characters: invisible characters dropped, spaces and line ends
//! made alike, scripts folded, wrapped lines joined; with a map back to the original.

use std::sync::LazyLock;

use super::Span;
use super::fold::fold;

/// Clean characters and where each stood in the original.
pub(super) struct Clean {
    pub(super) chars: Vec<char>,
    pub(super) origin: Origin,
}

/// Where each clean character stood in the original text.
///
/// Most characters keep their distance to their neighbours, so only the places where the distance
/// changes are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// (clean index, original index) from which on both run in step.
    steps: Vec<(u32, u32)>,
}

impl Origin {
    /// Says where the next clean character stood. Only for characters in their order.
    fn push(&mut self, clean: u32, original: u32) {
        if self.steps.last().is_none_or(|&(c, o)| original - o != clean - c) {
            self.steps.push((clean, original));
        }
    }

    /// The original index of the clean character `clean`.
    pub(super) fn original(&self, clean: usize) -> usize {
        let clean = clean as u32;
        let step = self.steps.partition_point(|&(c, _)| c <= clean);
        match step.checked_sub(1).map(|step| self.steps[step]) {
            Some((c, o)) => (o + (clean - c)) as usize,
            None => clean as usize,
        }
    }
}

/// Leaves out some stretches of clean characters, in their order.
pub(super) fn without(clean: &Clean, left_out: &[Span]) -> Clean {
    let left: usize = left_out.iter().map(|span| span.len()).sum();
    let chars = Vec::with_capacity(clean.chars.len() - left);
    let mut out = Clean { chars, origin: Origin::default() };
    let mut left_out = left_out.iter().peekable();
    for (index, &c) in clean.chars.iter().enumerate() {
        while left_out.next_if(|span| span.end as usize <= index).is_some() {}
        if left_out.peek().is_none_or(|span| index < span.start as usize) {
            let original = clean.origin.original(index) as u32;
            out.origin.push(out.chars.len() as u32, original);
            out.chars.push(c);
        }
    }
    out
}

/// What every character of the Basic Multilingual Plane becomes: a line end, a space, its folded form
/// or itself; 0 if it is not text at all.
///
/// As with folding alone, a table answers in one look what is asked of every character of a corpus.
static CLEANED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let cleaned = |code: u16| {
        let Some(c) = char::from_u32(u32::from(code)) else { return 0 };
        let clean = match c {
            _ if is_line_end(c) => '\n',
            '\t' | '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
            // Zero-width marks, direction marks, soft hyphens and byte order marks are not text.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => '\0',
            '\u{AD}' | '\u{FEFF}' => '\0',
            c => fold(c),
        };
        clean as u32 as u16
    };
    (0..=u16::MAX).map(cleaned).collect()
});

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}')
}

/// Folds characters and spaces, unifies line ends, drops what is invisible and the characters of `left_out`,
/// line ends apart. One clean character for one original one, or none.
pub(super) fn clean(original: &str, left_out: &[Span]) -> Clean {
    let cleaned: &[u16] = &CLEANED;
    // Counting is cheap beside growing, and what is kept for the whole run has no room to spare.
    let mut chars = Vec::with_capacity(original.chars().count());
    let mut left_out = left_out.iter().copied();
    let mut gap = left_out.next().unwrap_or(NOTHING);
    let rest = clean_beginning(original, gap.start, cleaned, &mut chars);

    let first = chars.len() as u32;
    let mut steps = if first > 0 { vec![(0, 0)] } else { Vec::new() };
    // How far the last character has moved, which at first is no distance at all.
    let mut moved = if first > 0 { 0 } else { u32::MAX };
    let mut after_return = false;
    for (place, c) in (first..).zip(rest.chars()) {
        while gap.end <= place {
            gap = left_out.next().unwrap_or(NOTHING);
        }
        let clean = clean_character(c, cleaned);
        let dropped = match clean {
            '\0' => true,
            // CR LF is one line end.
            '\n' => c == '\n' && after_return,
            // In a gap too white space keeps apart what stands beside it, unless it is the plainest.
            ' ' if c != ' ' => false,
            _ => place >= gap.start,
        };
        after_return = c == '\r';
        if !dropped {
            let at = chars.len() as u32;
            if place - at != moved {
                moved = place - at;
                steps.push((at, place));
            }
            chars.push(clean);
        }
    }
    Clean { chars, origin: Origin { steps } }
}

/// Cleans so many characters, but stops where one may be dropped, which in most texts is nowhere. Returns
/// the rest.
fn clean_beginning<'a>(text: &'a str, most: u32, cleaned: &[u16], out: &mut Vec<char>) -> &'a str {
    let mut rest = text.chars();
    for _ in 0..most {
        let before = rest.as_str();
        let Some(c) = rest.next() else { break };
        let clean = clean_character(c, cleaned);
        if clean == '\0' || c == '\r' {
            return before;
        }
        out.push(clean);
    }
    rest.as_str()
}

fn clean_character(c: char, cleaned: &[u16]) -> char {
    let code = cleaned.get(c as usize).map_or(c as u32, |&code| u32::from(code));
    char::from_u32(code).unwrap_or(c)
}

/// A gap that is never reached.
const NOTHING: Span = Span { start: u32::MAX, end: u32::MAX };
