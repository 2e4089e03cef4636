//! The search spread over workers and ranges against the same search in one place.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Census, Extract, FoundPart, Plan, RangeSearch, finish, first_prints, repeats_of_key};
use crate::phrase::brute_force::{Written, documents, encoded, repeated, sequences};
use crate::phrase::{
    EncodedDocument, MinCount, Ranking, Repeat, RepeatOptions, Sketch, rank, recurring,
};
use crate::progress::Silent;

/// Words of two characters from the start of each line, so that context tells.
fn words(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut ends = Vec::new();
    for line in text.split('\n') {
        let length = line.chars().count();
        ends.extend((at..at + length).step_by(2).skip(1));
        at += length + 1;
    }
    ends
}

/// The ranking without the positions of phrases, which are in other sequences.
fn without_positions(mut ranking: Ranking) -> Ranking {
    for phrase in &mut ranking.phrases {
        phrase.repeat = Repeat { start: 0, latest: 0, ..phrase.repeat };
    }
    ranking
}

/// What each worker has: ids and documents.
type Workers = Vec<Vec<(String, EncodedDocument)>>;

fn spread(workers: &Workers, ranges: usize, options: &RepeatOptions) -> Ranked {
    let mut census = Census::default();
    for documents in workers.iter().rev() {
        let mut part = Census::default();
        documents.iter().for_each(|(_, document)| part.add(document));
        census.merge(&Census::from_bytes(&part.to_bytes()).expect("it was written so"));
    }
    let all = || workers.iter().rev().flatten();

    let mut by_key: BTreeMap<u32, Vec<(String, Sketch)>> = BTreeMap::new();
    for (id, document) in all() {
        let sketch = document.sketch();
        let sent = Sketch::from_bytes(&sketch.to_bytes()).expect("it was written so");
        assert_eq!(&sent, sketch);
        for key in sketch.keys() {
            by_key.entry(key).or_default().push((id.clone(), sent.clone()));
        }
    }
    let pairs = by_key.into_values().rev().flat_map(repeats_of_key).collect();
    let first_prints = first_prints(pairs);

    let plan = Plan::from_bytes(&census.plan(ranges).to_bytes()).expect("it was written so");
    let search = |range| RangeSearch::new(&plan, range, &census, options);
    let mut searches: Vec<RangeSearch> = (0..plan.ranges()).map(search).collect();
    for (id, document) in all() {
        for (range, extract) in document.extracts(&plan) {
            let sent = Extract::from_bytes(&extract.to_bytes()).expect("it was written so");
            searches[range].add(id, first_prints.get(id).map(String::as_str), sent);
        }
    }
    let part = |search: RangeSearch| {
        let part = search.finish(&Silent).expect("memory is not bounded");
        FoundPart::from_bytes(&part.to_bytes()).expect("it was written so")
    };
    let parts = searches.into_iter().rev().map(part).collect();
    let finished = finish(parts, &census, options, Some(&words)).expect("few phrases");
    let thresholds = finished.thresholds.rows().to_vec();
    (finished.min_count, thresholds, without_positions(finished.ranking))
}

type Ranked = (u32, Vec<(u32, u64)>, Ranking);

fn in_one_place(written: &[Written], options: &RepeatOptions) -> Ranked {
    let sequences = sequences(written);
    let found = recurring(&sequences, options, &Silent).expect("memory is not bounded");
    let (min_count, thresholds) = (found.min_count, found.thresholds.rows().to_vec());
    let ranking = rank(&sequences, found, Some(&words));
    (min_count, thresholds, without_positions(ranking))
}

/// Documents that have long sentences in common, so that some print others again, and characters
/// beyond the basic plane.
fn reprinted() -> impl Strategy<Value = Vec<Written>> {
    let sentences = prop::collection::vec("[甲乙丙丁戊己庚辛𠮷𠮶]{8,12}", 8);
    let choices = prop::collection::vec(
        prop::sample::subsequence((0..8usize).collect::<Vec<_>>(), 4..9),
        1..6,
    );
    (sentences, choices).prop_map(|(sentences, choices)| {
        let text =
            |choice: Vec<usize>| choice.into_iter().map(|n| sentences[n].clone() + "。").collect();
        choices.into_iter().map(|choice| Written { text: text(choice), year: Some(2001) }).collect()
    })
}

/// Documents that go on without a pause for longer than is looked at round a phrase.
fn rambling() -> impl Strategy<Value = Vec<Written>> {
    let half = || "[甲乙]{30,50}";
    let document = (half(), half());
    prop::collection::vec(document, 2..5).prop_map(|documents| {
        let written = |(before, after): (String, String)| Written {
            text: before + "丙丁戊" + &after,
            year: None,
        };
        documents.into_iter().map(written).collect()
    })
}

proptest! {
    #[test]
    fn is_the_same_as_in_one_place(
        written in prop_oneof![documents(), repeated(), reprinted(), rambling()],
        homes in prop::collection::vec(0..5usize, 12),
        ranges in 1..6usize,
        min_count in prop_oneof![Just(MinCount::Automatic), (1..4u32).prop_map(MinCount::Count)],
        min_documents in 1..3u32,
        fragments: bool,
    ) {
        let mut workers: Workers = vec![Vec::new(); 5];
        for (number, (document, &home)) in written.iter().zip(&homes).enumerate() {
            workers[home].push((format!("{number:03}"), encoded(document)));
        }
        let options = RepeatOptions { min_count, min_documents, fragments, memory: None };
        prop_assert_eq!(
            spread(&workers, ranges, &options),
            in_one_place(&written, &options)
        );
    }

    #[test]
    fn bytes_that_were_changed_are_refused_or_do_no_harm(
        written in repeated(),
        at: prop::sample::Index,
        byte: u8,
    ) {
        let options = RepeatOptions { min_documents: 1, ..RepeatOptions::default() };
        let mut census = Census::default();
        written.iter().for_each(|document| census.add(&encoded(document)));
        let plan = census.plan(1);
        let mut search = RangeSearch::new(&plan, 0, &census, &options);
        let mut changed = RangeSearch::new(&plan, 0, &census, &options);
        for (number, document) in written.iter().enumerate() {
            for (_, extract) in encoded(document).extracts(&plan) {
                let mut bytes = extract.to_bytes();
                let place = at.index(bytes.len());
                bytes[place] = byte;
                search.add(&number.to_string(), None, extract);
                if let Ok(extract) = Extract::from_bytes(&bytes) {
                    changed.add(&number.to_string(), None, extract);
                }
            }
        }
        changed.finish(&Silent).expect("memory is not bounded");
        let mut bytes = search.finish(&Silent).expect("memory is not bounded").to_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        if let Ok(part) = FoundPart::from_bytes(&bytes) {
            let _ = finish(vec![part], &census, &options, Some(&words));
        }
        let mut bytes = census.to_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _ = Census::from_bytes(&bytes).map(|census| census.plan(3));
    }
}
