//! Recurring phrases ranked as slogans, without the fragments.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::boundary::{Seat, seat};
use super::family::most_frequent_around;
use super::pattern::pattern;
use super::repeat::Repeat;
use super::score::{Circumstances, quoted_share, score};
use super::sequences::Sequences;

/// Tells where the words of a stretch of text end, in characters from its start.
pub type WordEnds<'a> = &'a (dyn Fn(&str) -> Vec<usize> + Sync);

/// Which phrases are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RankOptions {
    /// List fragments as well: what is not bounded, cuts through a word, or begins or ends with a
    /// stray function word.
    pub fragments: bool,
}

/// A recurring phrase in the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The phrase.
    pub text: String,
    /// Its figures.
    pub repeat: Repeat,
    /// How many of its occurrences are the whole of a quotation, as a share.
    pub quoted_share: f64,
    /// What the phrases are ranked by; see METHOD.md.
    pub score: f64,
    /// The shape of the phrase, such as `4+4`, if it has one.
    pub pattern: Option<String>,
    /// The most frequent listed phrase that this one is part of.
    pub within: Option<String>,
    /// The mentions of that phrase, as a share of the mentions of this one: what is left says why
    /// the shorter one is listed too.
    pub within_share: Option<f64>,
    /// Whether it is furniture: it has a fixed place in many documents.
    pub furniture: bool,
}

/// The ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The phrases, by score, then count (both highest first), then text.
    pub phrases: Vec<Phrase>,
    /// How many were left out as fragments.
    pub fragments: usize,
}

/// Ranks what [`recurring`](fn@super::recurring) found in the same sequences. Without `words`, what
/// begins or ends inside a word is not noticed.
pub fn rank(
    sequences: &Sequences,
    repeats: &[Repeat],
    options: &RankOptions,
    words: Option<WordEnds<'_>>,
) -> Ranking {
    let listed: Vec<(String, &Repeat)> = repeats
        .par_iter()
        .filter(|repeat| options.fragments || is_phrase(sequences, repeat, words))
        .map(|repeat| (repeat.text(sequences), repeat))
        .collect();
    let fragments = repeats.len() - listed.len();

    let counts: Vec<(&str, u32)> =
        listed.iter().map(|(text, r)| (text.as_str(), r.count)).collect();
    let around = most_frequent_around(&counts);
    let furniture = Furniture { documents: sequences.documents() };
    let mut phrases: Vec<Phrase> = listed
        .par_iter()
        .zip(around)
        .map(|((text, repeat), around)| {
            let around = around.map(|number| counts[number as usize]);
            let within_share =
                around.map(|(_, count)| (f64::from(count) / f64::from(repeat.count)).min(1.0));
            let is_furniture = furniture.is(repeat);
            let letters = text.chars().filter(|c| c.is_alphabetic() || "+%".contains(*c)).count();
            let circumstances =
                Circumstances { letters, within_share: within_share.unwrap_or(0.0), is_furniture };
            Phrase {
                text: text.clone(),
                repeat: **repeat,
                quoted_share: quoted_share(repeat),
                score: score(repeat, &circumstances),
                pattern: pattern(text),
                within: around.map(|(text, _)| text.to_owned()),
                within_share,
                furniture: is_furniture,
            }
        })
        .collect();
    phrases.par_sort_unstable_by(order);
    Ranking { phrases, fragments }
}

fn order(a: &Phrase, b: &Phrase) -> Ordering {
    let by_score = b.score.total_cmp(&a.score);
    by_score.then(b.repeat.count.cmp(&a.repeat.count)).then_with(|| a.text.cmp(&b.text))
}

/// A phrase in a fixed place of many documents is furniture: a dateline, a caption, a closing formula.
struct Furniture {
    documents: usize,
}

impl Furniture {
    /// Many documents: one in five hundred, and ten.
    fn is(&self, repeat: &Repeat) -> bool {
        let texts = repeat.texts as usize;
        repeat.place.is_some()
            && quoted_share(repeat) < 0.5
            && texts >= 10
            && texts * 500 >= self.documents
    }
}

/// The share of boundaries, or of quotations, at which no word test is needed: there the text itself
/// shows that the phrase begins or ends.
const SHOWN: f32 = 0.3;

fn is_phrase(sequences: &Sequences, repeat: &Repeat, words: Option<WordEnds<'_>>) -> bool {
    if !repeat.is_bounded() {
        return false;
    }
    let Some(ends) = words else { return true };
    if quoted_share(repeat) >= 0.5 {
        return true;
    }
    let seat_at = |position| {
        let surroundings = sequences.surroundings(position, repeat.length);
        seat(&surroundings, &ends(&surroundings.text))
    };
    let fits = |seat: &Seat| {
        (seat.begins_with_word || repeat.left_edges >= SHOWN)
            && (seat.ends_with_word || repeat.right_edges >= SHOWN)
    };
    let first = seat_at(repeat.start);
    // A cut may be an accident of one place, a stray word hardly is.
    !first.has_stray_word && (fits(&first) || fits(&seat_at(repeat.latest)))
}
