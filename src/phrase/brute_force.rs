//! The search for recurring phrases against its definition, applied to every substring of small texts.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rayon::prelude::*;

use super::recurring::search as search_all;
use super::symbol::{HEAD_LENGTH, Role, role};
use super::walk::Wanted;
use super::{
    DocumentClauses, EncodedDocument, MinCount, Phrase, Place, Repeat, RepeatOptions, Sequences,
    Thresholds, rank, recurring,
};
use crate::corpus::Date;
use crate::progress::Silent;
use crate::text::Span;

/// A document as the test writes it: `。` ends a clause, `“` and `”` quote.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) year: Option<i16>,
}

pub(super) fn encoded(document: &Written) -> EncodedDocument {
    let chars: Vec<char> = document.text.chars().collect();
    let clauses: Vec<Span> = split(&chars, "。\n");
    let quoted: Vec<Span> = quotations(&chars);
    let date = document.year.and_then(|year| Date::new(year, None, None));
    EncodedDocument::new(&DocumentClauses {
        chars: &chars,
        clauses: &clauses,
        quoted: &quoted,
        date,
    })
}

pub(super) fn sequences(written: &[Written]) -> Sequences {
    let mut sequences = Sequences::new();
    for document in written {
        sequences.push(encoded(document)).expect("a small text fits");
    }
    sequences
}

/// The same, encoded on all threads.
fn sequences_at_once(written: &[Written]) -> Sequences {
    let mut sequences = Sequences::new();
    sequences.par_extend(written.par_iter().map(encoded)).expect("a small text fits");
    sequences
}

fn split(chars: &[char], at: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || at.contains(chars[i])) {
        if start < end {
            spans.push(Span::new(start..end));
        }
        start = end + 1;
    }
    spans
}

fn quotations(chars: &[char]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open = None;
    for (index, character) in chars.iter().enumerate() {
        match character {
            '“' => open = Some(index + 1),
            '”' => spans.extend(open.take().map(|open| Span::new(open..index))),
            _ => {}
        }
    }
    spans
}

/// What the figures of a phrase should be.
#[derive(Debug, Clone, PartialEq)]
struct Expected {
    count: u32,
    documents: u32,
    texts: u32,
    quoted: u32,
    openings: u32,
    first: Option<Date>,
    last: Option<Date>,
    left_entropy: f64,
    right_entropy: f64,
    cohesion: f64,
    place: Option<Place>,
}

/// An occurrence, with what the definition needs of its surroundings.
struct Occurrence {
    document: usize,
    left: Neighbour,
    right: Neighbour,
    quoted: bool,
    /// Whether it begins a segment that is not quoted, and a comma follows.
    opens: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Neighbour {
    Symbol(char),
    Digit,
    Pause,
    Edge {
        line: bool,
        head: bool,
    },
    /// A quotation mark that belongs to the segment next to this one.
    Foreign,
}

/// A stretch between breaks: its characters, and what is known of its place.
struct Segment {
    document: usize,
    chars: Vec<char>,
    left: Neighbour,
    right: Neighbour,
    quoted: bool,
}

/// The stretches of a document, found by rewriting: a joiner that does not join becomes a break.
fn segments(number: usize, text: &str) -> Vec<Segment> {
    let chars: Vec<char> = text.chars().collect();
    let letter = |index: Option<usize>| {
        index.and_then(|i| chars.get(i)).is_some_and(|&c| role(c) == Role::Letter)
    };
    let kept = |index: usize| match role(chars[index]) {
        Role::Letter => true,
        Role::Joiner(_) => letter(index.checked_sub(1)) && letter(Some(index + 1)),
        Role::Break => false,
    };
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for index in (0..chars.len()).filter(|&index| kept(index)) {
        match ranges.last_mut() {
            Some(range) if range.end == index => range.end += 1,
            _ => ranges.push(index..index + 1),
        }
    }
    let quotations = quotations(&chars);
    let whole = |range: &std::ops::Range<usize>| {
        quotations.iter().any(|quotation| {
            let outside = quotation.range().filter(|index| !range.contains(index));
            quotation.start as usize <= range.start
                && range.end <= quotation.end as usize
                && !outside.clone().any(|index| letter(Some(index)))
        })
    };
    let quoted: Vec<bool> = ranges.iter().map(whole).collect();
    let edge_before = |index: usize| {
        let head = ranges[index].start < HEAD_LENGTH;
        let gap = index.checked_sub(1).map(|previous| ranges[previous].end..ranges[index].start);
        let line = gap.is_none_or(|gap| chars[gap].contains(&'\n'));
        (head, line)
    };
    (0..ranges.len())
        .map(|index| {
            let (head, line) = edge_before(index);
            // Between two segments, marks that close are foreign to the second, those that open to the
            // first.
            let gap = |index: usize| {
                let gap: String =
                    chars[ranges[index - 1].end..ranges[index].start].iter().collect();
                if edge_before(index).0 { String::new() } else { gap }
            };
            let foreign_left =
                index > 0 && !gap(index).is_empty() && gap(index).replace('”', "").is_empty();
            let last = index + 1 == ranges.len();
            let foreign_right =
                !last && !gap(index + 1).is_empty() && gap(index + 1).replace('“', "").is_empty();
            // A head outranks a line start; a quotation mark hides both.
            let left = match foreign_left && !quoted[index] {
                true => Neighbour::Foreign,
                false => Neighbour::Edge {
                    line: line && !head && !quoted[index],
                    head: head && !quoted[index],
                },
            };
            let line_end = last || edge_before(index + 1) == (false, true);
            let right = match foreign_right && !quoted[index] {
                true => Neighbour::Foreign,
                false => Neighbour::Edge { line: line_end && !quoted[index], head: false },
            };
            Segment {
                document: number,
                chars: chars[ranges[index].clone()].to_vec(),
                left,
                right,
                quoted: quoted[index],
            }
        })
        .collect()
}

fn expected(
    written: &[Written],
    first_prints: &[Option<u32>],
    min_count: u32,
    min_documents: u32,
) -> BTreeMap<String, Expected> {
    let segments: Vec<Segment> =
        (0..).zip(written).flat_map(|(n, w)| segments(n, &w.text)).collect();
    let letters =
        segments.iter().flat_map(|s| &s.chars).filter(|&&c| role(c) == Role::Letter).count();
    let mut occurrences: BTreeMap<Vec<char>, Vec<Occurrence>> = BTreeMap::new();
    for segment in &segments {
        let chars = &segment.chars;
        let neighbour = |index: usize| match chars[index] {
            '、' | '，' | ',' => Neighbour::Pause,
            '0'..='9' => Neighbour::Digit,
            character => Neighbour::Symbol(character),
        };
        for start in 0..chars.len() {
            for end in start + 1..=chars.len() {
                if role(chars[start]) == Role::Letter && role(chars[end - 1]) == Role::Letter {
                    occurrences.entry(chars[start..end].to_vec()).or_default().push(Occurrence {
                        document: segment.document,
                        left: if start == 0 { segment.left } else { neighbour(start - 1) },
                        right: if end == chars.len() { segment.right } else { neighbour(end) },
                        quoted: segment.quoted && start == 0 && end == chars.len(),
                        opens: !segment.quoted
                            && start == 0
                            && segment.left != Neighbour::Foreign
                            && chars.get(end).is_some_and(|next| "，,".contains(*next)),
                    });
                }
            }
        }
    }
    let count = |phrase: &[char]| occurrences[phrase].len();
    let held_everywhere = |phrase: &[char]| {
        occurrences.iter().any(|(longer, places)| {
            longer.len() > phrase.len()
                && places.len() == count(phrase)
                && longer.windows(phrase.len()).any(|window| window == phrase)
        })
    };
    let cohesion = |phrase: &[char]| {
        let p = |phrase: &[char]| count(phrase) as f64 / letters as f64;
        let trimmed = |part: &[char]| match role(part[part.len() - 1]) {
            Role::Letter => part.to_vec(),
            _ => part[..part.len() - 1].to_vec(),
        };
        (1..phrase.len())
            .filter(|&split| role(phrase[split]) == Role::Letter)
            .map(|split| {
                let (begin, end) = (trimmed(&phrase[..split]), &phrase[split..]);
                (p(phrase) / (p(&begin) * p(end))).ln() / -p(phrase).ln()
            })
            .fold(f64::INFINITY, f64::min)
    };
    let mut expected = BTreeMap::new();
    for (phrase, places) in &occurrences {
        let documents: BTreeSet<usize> = places.iter().map(|place| place.document).collect();
        let text = |&document: &usize| first_prints[document].unwrap_or(document as u32);
        let texts: BTreeSet<u32> = documents.iter().map(text).collect();
        let enough = places.len() as u32 >= min_count.max(2) && texts.len() as u32 >= min_documents;
        if phrase.len() < 2 || !enough || held_everywhere(phrase) {
            continue;
        }
        let dates = || documents.iter().filter_map(|&d| Date::new(written[d].year?, None, None));
        let share = |holds: &dyn Fn(&Occurrence) -> bool| {
            places.iter().filter(|place| holds(place)).count() as f64 / places.len() as f64
        };
        let head = |place: &Occurrence| matches!(place.left, Neighbour::Edge { head: true, .. });
        let line = |n: Neighbour| matches!(n, Neighbour::Edge { line: true, .. });
        let place = if share(&head) >= 0.8 {
            Some(Place::Head)
        } else if share(&|place| line(place.right)) >= 0.8 {
            Some(Place::LineEnd)
        } else if share(&|place| head(place) || line(place.left)) >= 0.8 {
            Some(Place::LineStart)
        } else {
            None
        };
        let figures = Expected {
            count: places.len() as u32,
            documents: documents.len() as u32,
            texts: texts.len() as u32,
            quoted: places.iter().filter(|place| place.quoted).count() as u32,
            openings: places.iter().filter(|place| place.opens).count() as u32,
            first: dates().min(),
            last: dates().max(),
            left_entropy: entropy(places.iter().map(|place| place.left)),
            right_entropy: entropy(places.iter().map(|place| place.right)),
            cohesion: cohesion(phrase),
            place,
        };
        expected.insert(phrase.iter().collect(), figures);
    }
    expected
}

/// Entropy of the neighbours in bits; an edge or a pause is like no other neighbour.
fn entropy(neighbours: impl Iterator<Item = Neighbour>) -> f64 {
    let mut counts: Vec<(Neighbour, f64)> = Vec::new();
    for neighbour in neighbours {
        match counts.iter_mut().find(|(other, _)| *other == neighbour) {
            Some((Neighbour::Symbol(_) | Neighbour::Digit | Neighbour::Foreign, count)) => {
                *count += 1.0
            }
            _ => counts.push((neighbour, 1.0)),
        }
    }
    let total: f64 = counts.iter().map(|(_, count)| count).sum();
    counts.iter().map(|(_, count)| -(count / total) * (count / total).log2()).sum()
}

/// All closed phrases, so that the cohesion of all is computed.
fn options(min_count: u32, min_documents: u32) -> RepeatOptions {
    let min_count = MinCount::Count(min_count);
    RepeatOptions { min_count, min_documents, fragments: true, memory: None }
}

fn search(sequences: &Sequences, options: &RepeatOptions) -> Vec<Repeat> {
    let found = recurring(sequences, options, &Silent).expect("memory is not bounded");
    found.repeats().copied().collect()
}

fn check(written: &[Written], min_count: u32, min_documents: u32) {
    let sequences = sequences(written);
    let options = options(min_count, min_documents);
    let found = recurring(&sequences, &options, &Silent).expect("memory is not bounded");
    let found = rank(&sequences, found, None).phrases;
    let expected = expected(written, &sequences.first_prints(), min_count, min_documents);
    let unique: BTreeSet<&String> = found.iter().map(|phrase| &phrase.text).collect();
    assert_eq!(unique.len(), found.len(), "each phrase is found once");
    assert_eq!(unique, expected.keys().collect(), "phrases");
    for phrase in &found {
        compare(&phrase.text, &phrase.repeat, phrase.cohesion, &expected[&phrase.text]);
    }

    let without = RepeatOptions { fragments: false, ..options };
    let listed = recurring(&sequences, &without, &Silent).expect("memory is not bounded");
    let listed = rank(&sequences, listed, None).phrases;
    let figures = |phrase: &Phrase| (phrase.text.clone(), phrase.repeat, phrase.cohesion);
    let mut listed: Vec<_> = listed.iter().map(figures).collect();
    let bounded = found.iter().filter(|phrase| phrase.repeat.is_bounded());
    let mut bounded: Vec<_> = bounded.map(figures).collect();
    listed.sort_by(|a, b| a.0.cmp(&b.0));
    bounded.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(listed, bounded, "what is bounded is the same whether or not the rest is listed");
}

fn compare(text: &str, found: &Repeat, cohesion: f32, expected: &Expected) {
    let rounded = Expected {
        count: found.count,
        documents: found.documents,
        texts: found.texts,
        quoted: found.quoted,
        openings: found.openings,
        first: found.first,
        last: found.last,
        place: found.place,
        ..expected.clone()
    };
    assert_eq!(&rounded, expected, "{text}");
    assert_eq!(found.length as usize, text.chars().count(), "{text}");
    for (name, found, expected) in [
        ("left entropy", found.left_entropy, expected.left_entropy),
        ("right entropy", found.right_entropy, expected.right_entropy),
        ("cohesion", cohesion, expected.cohesion),
    ] {
        assert!(
            (f64::from(found) - expected).abs() < 1e-4,
            "{text}: {name} {found}, not {expected}"
        );
    }
}

/// Few letters, so that phrases recur; a joiner of each kind; a letter beyond the basic plane; breaks,
/// quotation marks that need not match, and lines.
pub(super) fn documents() -> impl Strategy<Value = Vec<Written>> {
    let text = "[甲乙丙𠮷12甲乙甲乙甲乙、·。“”\n]{0,40}";
    // Half of them have nothing in the first places, so that nothing stands at the head.
    let text = (prop_oneof![Just(""), Just("                ")], text)
        .prop_map(|(a, b)| a.to_owned() + &b);
    let document =
        (text, prop::option::of(2000..2004i16)).prop_map(|(text, year)| Written { text, year });
    prop::collection::vec(document, 0..5)
}

pub(super) fn repeated() -> impl Strategy<Value = Vec<Written>> {
    // Long copies with changes here and there.
    (documents(), "[甲乙丙、]{20,60}", 1..4usize, 1..4usize).prop_map(
        |(mut all, text, copies, cut)| {
            for copy in 0..copies {
                let text = text.chars().skip(copy * cut).collect();
                all.push(Written { text, year: None });
            }
            all
        },
    )
}

proptest! {
    #[test]
    fn agrees_with_the_definition(
        written in prop_oneof![documents(), repeated()],
        min_count in 1..4u32,
        min_documents in 1..3u32,
    ) {
        check(&written, min_count, min_documents);
    }
    #[test]
    fn does_not_depend_on_the_number_of_passes(written in repeated()) {
        let sequences = sequences(&written);
        let with = |memory| {
            let options = RepeatOptions { memory, ..options(2, 1) };
            recurring(&sequences, &options, &Silent).map(|found| found.repeats().copied().collect::<Vec<Repeat>>())
        };
        // The least that suffices allows one symbol in a pass.
        let needed = with(Some(0)).expect_err("nothing is too little").needed;
        prop_assert!(with(Some(needed - 1)).is_err());
        prop_assert_eq!(with(Some(needed)), with(None));
    }

    #[test]
    fn a_limit_leaves_what_reaches_its_threshold(
        written in repeated(),
        rows in 0..40u64,
        fragments: bool,
    ) {
        let sequences = sequences(&written);
        let unlimited = Wanted { min_count: 2, min_documents: 1, fragments, rows: None };
        let limited = Wanted { rows: Some(rows), ..unlimited };
        let with = |wanted| search_all(&sequences, wanted, None, &Silent).expect("memory is not bounded");
        let (mut all, some) = (with(unlimited), with(limited));
        let floor = Thresholds::new(&all.reached, 2).at_most(rows);
        all.buckets.iter_mut().for_each(|bucket| bucket.keep_frequent(floor));
        prop_assert_eq!(some.reached, all.reached);
        prop_assert_eq!(some.buckets, all.buckets);
    }

    #[test]
    fn does_not_depend_on_the_number_of_threads(written in repeated()) {
        let options = options(2, 1);
        let alone = search(&sequences(&written), &options);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads start").install(|| search(&sequences_at_once(&written), &options))
        };
        prop_assert_eq!(&with(1), &alone);
        prop_assert_eq!(&with(2), &alone);
        prop_assert_eq!(&with(5), &alone);
    }
}

proptest! {
    // Wide symbols take large tables, so fewer cases.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn does_not_depend_on_the_width_of_symbols(written in repeated()) {
        // More letters than 16 bits can number, each in a clause of its own so that no phrase is added.
        let letters = ('\u{20000}'..='\u{2A6DF}').chain('\u{3400}'..='\u{9FFF}').chain('가'..='힣');
        let letters = Written { text: letters.flat_map(|c| [c, '。']).collect(), year: None };
        let wide = sequences_at_once(&[vec![letters], written.clone()].concat());
        let narrow = sequences(&written);
        let figures = |sequences: &Sequences| -> BTreeMap<String, (u32, u32, f32)> {
            search(sequences, &options(2, 1))
                .iter()
                .map(|r| (r.text(sequences), (r.count, r.documents, r.left_entropy)))
                .collect()
        };
        prop_assert_eq!(figures(&wide), figures(&narrow));
    }
}

#[test]
fn a_couplet_is_one_phrase_and_its_halves_are_absorbed() {
    let text = "学习“守正、出新”专题。开展“守正、出新”活动。";
    let sequences = sequences(&[Written { text: text.to_owned(), year: None }]);
    let options = options(2, 1);
    let found = search(&sequences, &options);
    let texts: Vec<String> = found.iter().map(|repeat| repeat.text(&sequences)).collect();
    assert_eq!(texts, ["守正、出新"]);
    assert_eq!(found[0].quoted, 2);
}

#[test]
fn an_empty_corpus_has_no_phrases() {
    for written in [vec![], vec![Written { text: "。\n“”、".to_owned(), year: None }]] {
        assert!(search(&sequences(&written), &RepeatOptions::default()).is_empty());
    }
}
