//! Whether a phrase is bounded: whether it begins and ends where words do, and not with a word that
//! belongs to its surroundings.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::rank::WordEnds;
use super::repeat::Repeat;
use super::score::quoted_share;
use super::sequences::Sequences;
use super::stray::{FIRST, LAST, LONGEST_STRAY};

/// The share of boundaries, or of quotations, at which no word test is needed: there the text itself
/// shows that the phrase begins or ends.
const SHOWN: f32 = 0.3;

/// So many phrases are cut into words at once.
const BATCH: usize = 256;

/// For each phrase, whether it is mostly quoted, or else begins and ends where words do in one of two
/// places, the first and the last, and with no stray word in the first. A cut may be an accident of one
/// place, a stray word hardly is.
pub(super) fn are_whole(
    sequences: &Sequences,
    phrases: &[&Repeat],
    words: WordEnds<'_>,
) -> Vec<bool> {
    let mut whole: Vec<bool> =
        phrases.par_iter().map(|phrase| quoted_share(phrase) >= 0.5).collect();
    let mut cut = vec![false; phrases.len()];
    let first = asked(phrases, |number| !whole[number], |phrase| phrase.start);
    for (number, seat) in seats(sequences, first, true, words) {
        whole[number as usize] = seat == Seat::Whole;
        cut[number as usize] = seat == Seat::Cut;
    }
    let last = asked(phrases, |number| cut[number], |phrase| phrase.latest);
    for (number, seat) in seats(sequences, last, false, words) {
        whole[number as usize] = seat == Seat::Whole;
    }
    whole
}

/// A phrase in one place. All that is needed of it stands together, since places are visited in another
/// order than phrases.
#[derive(Clone, Copy)]
struct Asked {
    place: u32,
    number: u32,
    length: u32,
    /// Whether the text shows that it begins there.
    begins: bool,
    /// Whether the text shows that it ends there.
    ends: bool,
}

impl Asked {
    fn new(number: u32, phrase: &Repeat, place: u32) -> Asked {
        let (begins, ends) = (phrase.left_edges >= SHOWN, phrase.right_edges >= SHOWN);
        Asked { place, number, length: phrase.length, begins, ends }
    }
}

/// Some of the phrases, each in one place.
fn asked(
    phrases: &[&Repeat],
    is_asked: impl Fn(usize) -> bool + Sync,
    place: fn(&Repeat) -> u32,
) -> Vec<Asked> {
    let numbered = phrases.par_iter().enumerate().filter(|&(number, _)| is_asked(number));
    numbered.map(|(number, phrase)| Asked::new(number as u32, phrase, place(phrase))).collect()
}

/// How a phrase sits in its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// It begins and ends where words do, or the text shows that it does.
    Whole,
    /// It begins or ends inside a word.
    Cut,
    /// It begins or ends with a function word that belongs elsewhere.
    Stray,
}

/// The seats of phrases, with their numbers.
fn seats(
    sequences: &Sequences,
    mut asked: Vec<Asked>,
    notice_stray: bool,
    words: WordEnds<'_>,
) -> Vec<(u32, Seat)> {
    // In the order of the text: many phrases have a place in the same sentence, and so the same words.
    asked.par_sort_unstable_by_key(|asked| (asked.place, asked.number));
    let batch = |asked: &[Asked]| {
        let mut cutting = Cutting::default();
        let ask = |asked| cutting.ask(sequences, asked, notice_stray);
        let questions: Vec<Question> = asked.iter().map(ask).collect();
        let boundaries = cutting.boundaries(words);
        let answer =
            |(asked, question): (&Asked, Question)| (asked.number, question.answer(&boundaries));
        asked.iter().zip(questions).map(answer).collect::<Vec<(u32, Seat)>>()
    };
    asked.par_chunks(BATCH).flat_map_iter(batch).collect()
}

/// What is asked of the words of a phrase on each side, if anything is.
struct Question {
    first: Option<Side>,
    last: Option<Side>,
}

/// One side of a phrase.
#[derive(Clone, Copy)]
struct Side {
    /// Where the phrase begins or ends in the text that is cut.
    at: usize,
    /// Whether it has to be a boundary of words.
    must_be_boundary: bool,
    /// The lengths, as bits, at which a word of the phrase on this side would be a stray one.
    stray: u8,
}

impl Question {
    /// `boundaries` tells of each place in the text that was cut whether it is a boundary of words.
    fn answer(&self, boundaries: &[bool]) -> Seat {
        let is_boundary = |at: Option<usize>| at.and_then(|at| boundaries.get(at)) == Some(&true);
        let strays = |side: Side, other: &dyn Fn(usize) -> Option<usize>| {
            let length = (1..=LONGEST_STRAY).find(|&length| is_boundary(other(length)));
            is_boundary(Some(side.at)) && length.is_some_and(|length| side.stray >> length & 1 == 1)
        };
        let is_cut = |side: Side| side.must_be_boundary && !is_boundary(Some(side.at));
        let Question { first, last } = *self;
        if first.is_some_and(|side| strays(side, &|length| side.at.checked_add(length)))
            || last.is_some_and(|side| strays(side, &|length| side.at.checked_sub(length)))
        {
            Seat::Stray
        } else if first.is_some_and(is_cut) || last.is_some_and(is_cut) {
            Seat::Cut
        } else {
            Seat::Whole
        }
    }
}

/// Stretches of the corpus, to be cut into words at one go. A pause is cut from what it stands between,
/// so what stands between pauses is cut by itself, and once for all phrases that begin or end there.
#[derive(Default)]
struct Cutting {
    /// The stretches, each in a line.
    text: String,
    /// The characters of the text.
    length: usize,
    /// Where the stretch between two places of the corpus stands in the text.
    stretches: FxHashMap<Range<u32>, usize>,
    /// Where lines begin and end.
    edges: Vec<usize>,
    /// The first or last letters of the phrase at hand.
    letters: Vec<char>,
}

impl Cutting {
    fn ask(&mut self, sequences: &Sequences, asked: &Asked, notice_stray: bool) -> Question {
        let (begin, end) = (asked.place, asked.place + asked.length);
        let (first, last) = match notice_stray {
            true => self.strays(sequences, begin, end),
            false => (0, 0),
        };
        Question {
            first: self.side(sequences, begin, begin, (!asked.begins, first)),
            last: self.side(sequences, end, end - 1, (!asked.ends, last)),
        }
    }

    /// The lengths, as bits, at which a phrase would begin and end with a stray word.
    fn strays(&mut self, sequences: &Sequences, begin: u32, end: u32) -> (u8, u8) {
        let few = (end - begin).min(LONGEST_STRAY as u32);
        let first = FIRST.lengths(self.read(sequences, begin..begin + few));
        let last = LAST.lengths(self.read(sequences, end - few..end));
        (first, last)
    }

    fn read(&mut self, sequences: &Sequences, range: Range<u32>) -> &[char] {
        self.letters.clear();
        sequences.write(range, |character| self.letters.push(character));
        &self.letters
    }

    /// What has to be known of one side: a place, and a letter of the phrase next to it.
    fn side(
        &mut self,
        sequences: &Sequences,
        at: u32,
        letter: u32,
        (must_be_boundary, stray): (bool, u8),
    ) -> Option<Side> {
        if !must_be_boundary && stray == 0 {
            return None;
        }
        let stretch = sequences.between_pauses(letter);
        let must_be_boundary = must_be_boundary && stretch.start < at && at < stretch.end;
        if !must_be_boundary && stray == 0 {
            return None;
        }
        let offset = (at - stretch.start) as usize;
        let start = *self.stretches.entry(stretch.clone()).or_insert_with(|| {
            let start = self.length;
            sequences.write(stretch.clone(), |character| self.text.push(character));
            self.text.push('\n');
            self.length += stretch.len() + 1;
            self.edges.extend([start, self.length - 1]);
            start
        });
        Some(Side { at: start + offset, must_be_boundary, stray })
    }

    /// Cuts the text into words.
    fn boundaries(&self, words: WordEnds<'_>) -> Vec<bool> {
        let mut boundaries = vec![false; self.length + 1];
        if self.length > 0 {
            for at in words(&self.text).into_iter().chain(self.edges.iter().copied()) {
                if let Some(boundary) = boundaries.get_mut(at) {
                    *boundary = true;
                }
            }
        }
        boundaries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::{DocumentClauses, EncodedDocument};
    use crate::text::Span;

    /// How a phrase sits in a text that is cut into these words.
    fn seat_of(words: &[&str], phrase: &str) -> Seat {
        let text = words.concat();
        let chars: Vec<char> = text.chars().collect();
        let clauses = [Span::new(0..chars.len())];
        let mut sequences = Sequences::new();
        let document =
            DocumentClauses { chars: &chars, clauses: &clauses, quoted: &[], date: None };
        sequences.push(EncodedDocument::new(&document)).expect("a small text fits");
        // An edge stands before the text.
        let begin = 1 + text[..text.find(phrase).expect("it is there")].chars().count() as u32;
        let length = phrase.chars().count() as u32;
        let repeat = Repeat { start: begin, length, count: 1, ..Repeat::EMPTY };
        let cut = |asked: &str| -> Vec<usize> {
            let lines = asked.lines().flat_map(|line| {
                let start = text.find(line).expect("a stretch of the text");
                let mut at = 0;
                let ends = words.iter().map(move |word| {
                    at += word.len();
                    at
                });
                let within = ends.filter(move |&end| end > start && end < start + line.len());
                within.map(move |end| line[..end - start].to_owned()).chain([line.to_owned()])
            });
            // The tests ask for one line only.
            assert_eq!(asked.lines().count(), 1, "{asked}");
            lines.map(|beginning| beginning.chars().count()).collect()
        };
        let found = seats(&sequences, vec![Asked::new(0, &repeat, begin)], true, &cut);
        found[0].1
    }

    #[test]
    fn a_half_word_is_noticed() {
        let words = ["加快", "水渠", "建设", "进度"];
        assert_eq!(seat_of(&words, "水渠建设"), Seat::Whole);
        assert_eq!(seat_of(&words, "渠建设"), Seat::Cut);
        assert_eq!(seat_of(&words, "水渠建"), Seat::Cut);
    }

    #[test]
    fn a_stray_function_word_is_noticed() {
        let words = ["水渠", "的", "建设", "和", "管护"];
        assert_eq!(seat_of(&words, "的建设"), Seat::Stray);
        assert_eq!(seat_of(&words, "建设和"), Seat::Stray);
        assert_eq!(seat_of(&words, "建设和管护"), Seat::Whole);
        // The same character inside a word strays nowhere.
        assert_eq!(seat_of(&["走向", "和平"], "和平"), Seat::Whole);
        assert_eq!(seat_of(&["共同", "参与"], "共同参与"), Seat::Whole);
    }

    #[test]
    fn a_pause_is_a_boundary() {
        assert_eq!(seat_of(&["水渠", "、", "管护员"], "管护"), Seat::Cut);
        assert_eq!(seat_of(&["水渠", "、", "管护员"], "管护员"), Seat::Whole);
        assert_eq!(seat_of(&["修", "渠", "，", "和", "管护"], "和管护"), Seat::Stray);
    }
}
