//! Recurring phrases ranked as slogans, without the fragments.

use rayon::prelude::*;

use super::boundary::are_whole;
use super::closed::{Bucket, Listable};
use super::cohesion::{Cohesion, Scratch};
use super::family::most_frequent_around;
use super::pattern::pattern;
use super::recurring::Recurring;
use super::repeat::Repeat;
use super::score::{Circumstances, quoted_share, score};
use super::sequences::{Sequences, Symbols};
use super::symbol::Symbol;
use crate::text::is_han;

/// Tells where the words of a text end, in characters from its start. A line end is the end of a word
/// whether or not it is told.
pub type WordEnds<'a> = &'a (dyn Fn(&str) -> Vec<usize> + Sync);

/// A recurring phrase in the ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The phrase.
    pub text: String,
    /// Its figures.
    pub repeat: Repeat,
    /// Normalised pointwise mutual information of its weakest split in two (-1 to 1).
    pub cohesion: f32,
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
    /// How many bounded phrases were left out as fragments: they cut through a word, or begin or end with
    /// a stray function word.
    pub fragments: usize,
}

/// A phrase to be listed.
struct Listed {
    repeat: Repeat,
    text: String,
    cohesion: f32,
}

/// A phrase with what it is ranked by.
#[derive(Clone, Copy)]
struct Placed {
    number: usize,
    score: f64,
    within_share: Option<f64>,
    furniture: bool,
}

impl Listed {
    fn placed(&self, number: usize, within_share: Option<f64>, furniture: bool) -> Placed {
        let circumstances = Circumstances {
            cohesion: self.cohesion,
            letters: self.text.chars().filter(|&c| is_counted(c)).count(),
            within_share: within_share.unwrap_or(0.0),
            is_furniture: furniture,
        };
        Placed { number, score: score(&self.repeat, &circumstances), within_share, furniture }
    }

    fn phrase(&self, placed: Placed, within: Option<String>) -> Phrase {
        let Placed { score, within_share, furniture, .. } = placed;
        Phrase {
            text: self.text.clone(),
            repeat: self.repeat,
            cohesion: self.cohesion,
            quoted_share: quoted_share(&self.repeat),
            score,
            pattern: pattern(&self.text),
            within,
            within_share,
            furniture,
        }
    }
}

/// Ranks what [`recurring`](fn@super::recurring) found in the same sequences, without fragments unless
/// they were asked for. Without `words`, what begins or ends inside a word is not noticed.
pub fn rank(sequences: &Sequences, found: Recurring, words: Option<WordEnds<'_>>) -> Ranking {
    let places = places(sequences, &found, words);
    let fragments = found.repeats().count() - places.len();
    let listed = match &sequences.symbols {
        Symbols::Narrow(symbols) => listed(sequences, symbols, &found, &places),
        Symbols::Wide(symbols) => listed(sequences, symbols, &found, &places),
    };
    let furniture = Furniture { documents: found.documents };
    drop((found, places));
    let counts: Vec<(&str, u32)> =
        listed.par_iter().map(|listed| (listed.text.as_str(), listed.repeat.count)).collect();
    let around = most_frequent_around(&counts);
    let place = |(number, listed): (usize, &Listed)| {
        let within_share = around[number].map(|around| {
            let count = counts[around as usize].1;
            (f64::from(count) / f64::from(listed.repeat.count)).min(1.0)
        });
        listed.placed(number, within_share, furniture.is(&listed.repeat))
    };
    let mut placed: Vec<Placed> = listed.par_iter().enumerate().map(place).collect();
    let order = |a: &Placed, b: &Placed| {
        let ((a_text, a_count), (b_text, b_count)) = (counts[a.number], counts[b.number]);
        let by_score = b.score.total_cmp(&a.score);
        by_score.then(b_count.cmp(&a_count)).then_with(|| a_text.cmp(b_text))
    };
    // Only now are rows made: they are too large to be sorted quickly.
    placed.par_sort_unstable_by(order);
    let phrase = |placed: Placed| {
        let within = around[placed.number].map(|around| counts[around as usize].0.to_owned());
        listed[placed.number].phrase(placed, within)
    };
    Ranking { phrases: placed.into_par_iter().map(phrase).collect(), fragments }
}

/// Where the phrases that are listed stand: a bucket, and a place among those there that may be listed.
fn places(
    sequences: &Sequences,
    found: &Recurring,
    words: Option<WordEnds<'_>>,
) -> Vec<(u32, u32)> {
    let in_bucket = |(number, bucket): (u32, &Bucket)| {
        (0..bucket.listable.len() as u32).map(move |place| (number, place))
    };
    let mut places: Vec<(u32, u32)> = (0..).zip(&found.buckets).flat_map(in_bucket).collect();
    if let Some(words) = words.filter(|_| !found.fragments) {
        let phrases: Vec<&Repeat> = found.repeats().collect();
        let mut whole = are_whole(sequences, &phrases, words).into_iter();
        places.retain(|_| whole.next() == Some(true));
    }
    places
}

fn listed<S: Symbol>(
    sequences: &Sequences,
    symbols: &[S],
    found: &Recurring,
    places: &[(u32, u32)],
) -> Vec<Listed> {
    let cohesion = Cohesion::new(symbols, &found.letters, found.total, &found.buckets);
    let one = |scratch: &mut Scratch, &(bucket, place): &(u32, u32)| {
        let bucket = bucket as usize;
        let Listable { index, repeat } = found.buckets[bucket].listable[place as usize];
        let text = repeat.text(sequences);
        Listed { repeat, text, cohesion: cohesion.of(bucket, index as usize, scratch) }
    };
    places.par_iter().map_init(Scratch::default, one).collect()
}

/// Whether a character counts for the length of a phrase. Most are Han, which is quicker to tell.
fn is_counted(c: char) -> bool {
    is_han(c) || c.is_alphabetic() || matches!(c, '+' | '%')
}

/// A phrase in a fixed place of many documents is furniture: a dateline, a caption, a closing formula.
struct Furniture {
    documents: u64,
}

impl Furniture {
    /// Many documents: one in five hundred, and ten.
    fn is(&self, repeat: &Repeat) -> bool {
        let texts = u64::from(repeat.texts);
        repeat.place.is_some()
            && quoted_share(repeat) < 0.5
            && texts >= 10
            && texts * 500 >= self.documents
    }
}
