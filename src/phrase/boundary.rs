//! Whether a phrase is bounded: whether it begins and ends where words do, and not with a word that
//! belongs to its surroundings.

use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::rank::WordEnds;
use super::repeat::Repeat;
use super::score::quoted_share;
use super::sequences::Sequences;

/// Words that belong to what stands before them, point to the hour of writing, or join two things: no
/// set phrase begins with one.
const NEVER_FIRST: &str = "\
    一些 与 个 中 之 也 了 于 亿 亿元 今天 今年 今晚 他 他们 以及 们 但 位 余 你 倍 关于 其 \
    其中 再 则 到 去年 又 及 及其 双方 受 同时 名 后 和 因 因为 在 地 多 她 她们 它 它们 家 \
    对 对于 将 尤其 尤其是 就 已 已经 年 并 并且 当前 当天 我 我国 或 或者 所 据 日前 时 \
    明天 明年 昨天 昨晚 是 月 正 正在 此 特别 特别是 由 由于 的 目前 着 等 等等 而 而且 被 \
    要 该 起 过 近日 还 还是 这 这个 这些 这样 这种 那 那个 那些 都 里";

/// Words that belong to what stands after them, or hold an open place: no set phrase ends with one.
const NEVER_LAST: &str = "\
    一 一个 一些 一种 上午 下 下午 不 与 个 中 为 也 了 于 今天 今年 今晚 从 他 以 以及 但 \
    你 使 关于 其 再 凌晨 出席 则 到 前 去年 又 及 可 可以 各 同 后 向 和 因 因为 在 地 多 \
    她 它 对 对于 将 就 已 已经 并 并且 强调 得 必须 我 或 或者 所 把 指出 据 日前 时 明天 \
    昨天 昨晚 是 晚上 更 更加 有 正 正在 每 由 由于 的 着 第 等 给 而 而且 自 表示 被 要 \
    认为 让 该 说 起 近 近日 还 还是 这 这个 这些 进行 通过 那 那个 那些 都 里";

static FIRST: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| NEVER_FIRST.split(' ').map(key).collect());
static LAST: LazyLock<FxHashSet<u64>> = LazyLock::new(|| NEVER_LAST.split(' ').map(key).collect());

/// The characters of the longest stray word.
const LONGEST_STRAY: usize = 3;

/// A short word as one number.
fn key(word: &str) -> u64 {
    word.chars().fold(0, extend)
}

fn extend(key: u64, character: char) -> u64 {
    key << 21 | u64::from(character)
}

/// The share of boundaries, or of quotations, at which no word test is needed: there the text itself
/// shows that the phrase begins or ends.
const SHOWN: f32 = 0.3;

/// The characters on either side of a phrase that tell its words.
pub(super) const CONTEXT: usize = 6;

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
    let numbered = || (0..).zip(phrases.iter().copied());
    let first = numbered().filter(|&(number, _)| !whole[number as usize]);
    let first = first.map(|(number, phrase)| Asked::new(number, phrase, phrase.start));
    let mut cut = vec![false; phrases.len()];
    for (number, seat) in seats(sequences, first.collect(), true, words) {
        whole[number as usize] = seat == Seat::Whole;
        cut[number as usize] = seat == Seat::Cut;
    }
    let last = numbered().filter(|&(number, _)| cut[number as usize]);
    let last = last.map(|(number, phrase)| Asked::new(number, phrase, phrase.latest));
    for (number, seat) in seats(sequences, last.collect(), false, words) {
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

/// Surroundings of phrases, to be cut into words at one go. A pause is cut from what it stands between,
/// so the stretches between pauses are cut one by one, each once.
#[derive(Default)]
struct Cutting {
    /// The stretches, each in a line.
    text: String,
    /// The characters of the text.
    length: usize,
    /// Where the stretch between two places of the corpus stands in the text.
    stretches: FxHashMap<(u32, u32), usize>,
    /// Where lines begin and end.
    edges: Vec<usize>,
    /// The surroundings of the phrase at hand.
    chars: Vec<char>,
}

impl Cutting {
    fn ask(&mut self, sequences: &Sequences, asked: &Asked, notice_stray: bool) -> Question {
        let window = sequences.surroundings(asked.place, asked.length);
        self.chars.clear();
        sequences.write(window.clone(), |character| self.chars.push(character));
        let begin = (asked.place - window.start) as usize;
        let end = begin + asked.length as usize;
        let letters = &self.chars[begin..end];
        let (first, last) = match notice_stray {
            true => {
                (strays(letters.iter(), &FIRST, false), strays(letters.iter().rev(), &LAST, true))
            }
            false => (0, 0),
        };
        let (first, last) = ((!asked.begins, first), (!asked.ends, last));
        Question {
            first: self.side(window.start, begin, begin, first),
            last: self.side(window.start, end, end - 1, last),
        }
    }

    /// What has to be known of one side: a place, and a letter of the phrase next to it.
    fn side(
        &mut self,
        offset: u32,
        at: usize,
        letter: usize,
        (must_be_boundary, stray): (bool, u8),
    ) -> Option<Side> {
        let from = self.chars[..letter].iter().rposition(is_pause).map_or(0, |pause| pause + 1);
        let pause = self.chars[letter..].iter().position(is_pause);
        let to = pause.map_or(self.chars.len(), |pause| letter + pause);
        let must_be_boundary = must_be_boundary && from < at && at < to;
        if !must_be_boundary && stray == 0 {
            return None;
        }
        let key = (offset + from as u32, offset + to as u32);
        let start = *self.stretches.entry(key).or_insert_with(|| {
            let start = self.length;
            self.text.extend(&self.chars[from..to]);
            self.text.push('\n');
            self.length += to - from + 1;
            self.edges.extend([start, self.length - 1]);
            start
        });
        Some(Side { at: start + at - from, must_be_boundary, stray })
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

fn is_pause(character: &char) -> bool {
    matches!(character, '、' | '，' | ',')
}

/// The lengths, as bits, at which the letters begin with a word of the list, or end with one if they come
/// from the last to the first.
fn strays<'a>(
    letters: impl Iterator<Item = &'a char>,
    list: &FxHashSet<u64>,
    backwards: bool,
) -> u8 {
    let mut word = 0;
    let mut lengths = 0;
    for (index, &letter) in letters.take(LONGEST_STRAY).enumerate() {
        word = match backwards {
            false => extend(word, letter),
            true => word | extend(0, letter) << (21 * index),
        };
        lengths |= u8::from(list.contains(&word)) << (index + 1);
    }
    lengths
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
    fn the_lists_are_sorted_and_unique() {
        for list in [NEVER_FIRST, NEVER_LAST] {
            let words: Vec<&str> = list.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{list}");
            let lengths = words.iter().map(|word| word.chars().count());
            assert!(lengths.into_iter().all(|length| (1..=LONGEST_STRAY).contains(&length)));
        }
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
