//! Every measure against values that other programs computed: scipy, nltk, pandas, and the formula
//! of the source with 60 digits. `tests/fixtures/measures/generate.py` makes the values.

use std::path::Path;

use tifa::measure::{
    Batch, BurstOptions, Contingency, Keyness, Part, Whole, benjamini_hochberg, bursts,
    chi_squared_p_value, deviation_of_proportions, juilland_d, normalised_deviation_of_proportions,
};

const TOLERANCE: f64 = 1e-9;
/// The 97.5 % quantile of the normal distribution: 95 % lie within ± this.
const Z_95: f64 = 1.959963984540054;

/// The records of a fixture, without its header.
fn records(name: &str) -> Vec<csv::StringRecord> {
    let path = Path::new("tests/fixtures/measures").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(records.len() > 40, "{name} has only {} records", records.len());
    records
}

fn integer(record: &csv::StringRecord, index: usize) -> u64 {
    record[index].parse().unwrap()
}

fn real(text: &str) -> f64 {
    text.parse().unwrap()
}

/// Pairs of numbers, `3/100 5/200`.
fn pairs(text: &str) -> Vec<(u64, u64)> {
    let pair = |pair: &str| {
        let (first, second) = pair.split_once('/').unwrap();
        (first.parse().unwrap(), second.parse().unwrap())
    };
    text.split_whitespace().map(pair).collect()
}

fn assert_close(computed: f64, reference: f64, what: &csv::StringRecord) {
    let distance = (computed - reference).abs();
    assert!(distance <= TOLERANCE * reference.abs(), "{computed} {what:?}");
}

/// Compares with the last field of a record, where nothing stands for an undefined value.
fn assert_agrees(computed: Option<f64>, record: &csv::StringRecord) {
    let reference = &record[record.len() - 1];
    match computed {
        None => assert_eq!(reference, "", "{record:?}"),
        Some(_) if reference.is_empty() => panic!("{computed:?} {record:?}"),
        Some(computed) => assert_close(computed, real(reference), record),
    }
}

#[test]
fn association() {
    for record in records("association.csv") {
        let [together, a, b, units] = [0, 1, 2, 3].map(|index| integer(&record, index));
        let table = Contingency::new(together, a, b, units).unwrap();
        let value = |table: &Contingency| match &record[4] {
            "expected" => table.expected(),
            "pmi" => table.pmi(),
            "npmi" => table.npmi(),
            "log_likelihood" => table.log_likelihood(),
            "t_score" => table.t_score(),
            "z_score" => table.z_score(),
            "dice" => table.dice(),
            "log_dice" => table.log_dice(),
            "jaccard" => table.jaccard(),
            "delta_p_b_given_a" => table.delta_p_b_given_a(),
            "delta_p_a_given_b" => table.delta_p_a_given_b(),
            other => panic!("no measure {other}"),
        };
        assert_agrees(value(&table), &record);
    }
}

#[test]
fn dispersion() {
    for record in records("dispersion.csv") {
        let parts = pairs(&record[0]);
        let whole = Whole::of(parts.iter().map(|(_, size)| *size));
        let present: Vec<Part> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|&(count, size)| Part { count, size })
            .collect();
        let value = match &record[1] {
            "dp" => deviation_of_proportions(&present, &whole),
            "dp_norm" => normalised_deviation_of_proportions(&present, &whole),
            "juilland_d" => juilland_d(&present, &whole),
            other => panic!("no measure {other}"),
        };
        assert_agrees(value, &record);
    }
}

#[test]
fn keyness() {
    for record in records("keyness.csv") {
        let [a, a_size, b, b_size] = [0, 1, 2, 3].map(|index| integer(&record, index));
        let keyness = Keyness { a, a_size, b, b_size };
        let value = match &record[4] {
            "a_per_million" => keyness.a_per_million(),
            "b_per_million" => keyness.b_per_million(),
            "log_likelihood" => keyness.log_likelihood(),
            "percent_difference" => keyness.percent_difference(),
            "log_ratio" => keyness.log_ratio(),
            "log_ratio_low" => keyness.log_ratio_interval(Z_95).map(|(low, _)| low),
            "log_ratio_high" => keyness.log_ratio_interval(Z_95).map(|(_, high)| high),
            "simple_maths_1" => keyness.simple_maths(1.0),
            "simple_maths_100" => keyness.simple_maths(100.0),
            other => panic!("no measure {other}"),
        };
        assert_agrees(value, &record);
    }
}

#[test]
fn significance() {
    for record in records("significance.csv") {
        match &record[1] {
            "p_value" => assert_agrees(Some(chi_squared_p_value(real(&record[0]))), &record),
            "benjamini_hochberg" => {
                let input: Vec<f64> = record[0].split_whitespace().map(real).collect();
                let reference: Vec<f64> = record[3].split_whitespace().map(real).collect();
                let adjusted = benjamini_hochberg(&input);
                assert_eq!(adjusted.len(), reference.len());
                for (adjusted, reference) in adjusted.into_iter().zip(reference) {
                    assert_close(adjusted, reference, &record);
                }
            }
            other => panic!("no measure {other}"),
        }
    }
}

/// The dynamic programme against trying every sequence of states.
#[test]
fn burst() {
    for record in records("bursts.csv") {
        let batches: Vec<Batch> = pairs(&record[0])
            .into_iter()
            .map(|(relevant, documents)| Batch { relevant, documents })
            .collect();
        let options = BurstOptions { scaling: real(&record[1]), gamma: real(&record[2]) };
        let found = bursts(&batches, &options);
        let reference: Vec<&str> = record[3].split_whitespace().collect();
        assert_eq!(found.len(), reference.len(), "{found:?} {record:?}");
        for (burst, reference) in found.iter().zip(reference) {
            let (place, weight) = reference.split_once(':').unwrap();
            assert_eq!(format!("{}-{}", burst.start, burst.end), place, "{record:?}");
            assert_close(burst.weight, real(weight), &record);
        }
    }
}
