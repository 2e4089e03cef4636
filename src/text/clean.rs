//! From the original text to clean characters: invisible characters dropped, spaces and line ends
//! made alike, scripts folded, wrapped lines joined; with a map back to the original.

use super::Span;
use super::fold::fold;
use super::wrap::wrapped_lines;

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
    last: Option<(u32, u32)>,
}

impl Origin {
    fn push(&mut self, clean: u32, original: u32) {
        let in_step = self.last.is_some_and(|(c, o)| clean == c + 1 && original == o + 1);
        if !in_step {
            self.steps.push((clean, original));
        }
        self.last = Some((clean, original));
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

/// Cleans `original` and drops the characters of `left_out`, line ends apart.
pub(super) fn clean(original: &str, left_out: &[Span]) -> Clean {
    let (chars, places) = tidy(original, left_out);
    let joins = wrapped_lines(&chars);
    let mut out = Clean { chars: Vec::with_capacity(chars.len()), origin: Origin::default() };
    let mut joins = joins.into_iter().peekable();
    for (index, (&c, &place)) in chars.iter().zip(&places).enumerate() {
        while joins.peek().is_some_and(|join| join.end as usize <= index) {
            joins.next();
        }
        if joins.peek().is_some_and(|join| join.range().contains(&index)) {
            continue;
        }
        out.origin.push(out.chars.len() as u32, place);
        out.chars.push(c);
    }
    out
}

/// Folds characters and spaces, unifies line ends, drops what is invisible. One clean character for
/// one original one, or none.
fn tidy(original: &str, left_out: &[Span]) -> (Vec<char>, Vec<u32>) {
    // Chinese text has three bytes a character; a little more room costs less than growing.
    let capacity = original.len() / 3 + 16;
    let mut chars = Vec::with_capacity(capacity);
    let mut places = Vec::with_capacity(capacity);
    let mut after_return = false;
    let mut left_out = left_out.iter().peekable();
    for (place, c) in original.chars().enumerate() {
        while left_out.next_if(|span| span.end as usize <= place).is_some() {}
        let kept = left_out.peek().is_none_or(|span| place < span.start as usize);
        let clean = match c {
            '\n' if after_return => None,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}' => Some('\n'),
            '\t' | '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
                Some(' ')
            }
            // Zero-width marks, direction marks, soft hyphens and byte order marks are not text.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => None,
            '\u{AD}' | '\u{FEFF}' | '\0' => None,
            c => kept.then(|| fold(c)),
        };
        after_return = c == '\r';
        if let Some(clean) = clean {
            chars.push(clean);
            places.push(place as u32);
        }
    }
    (chars, places)
}
