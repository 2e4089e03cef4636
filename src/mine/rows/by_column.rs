//! `by_column.csv`.

use std::collections::BTreeMap;

use crate::corpus::Document;
use crate::measure::Keyness;
use crate::mine::Tally;
use crate::mine::count::Labels;
use crate::table::{ByColumnRow, sort};
use crate::tally::{GroupSize, Grouped};

/// The rows of all columns, and for each column how many mined documents have no value in it.
pub(super) fn by_column_rows(
    labels: &Labels,
    tally: &Tally,
) -> (Vec<ByColumnRow>, BTreeMap<String, u64>) {
    let mut rows = Vec::new();
    let mut without = BTreeMap::new();
    for (column, groups) in &tally.columns {
        without.insert(column.clone(), groups.ungrouped());
        rows.extend(of_column(labels, column, groups));
    }
    sort(&mut rows);
    (rows, without)
}

/// The value of a document in a column; white space alone is none.
pub(in crate::mine) fn column_value<'a>(document: &'a Document, column: &str) -> Option<&'a str> {
    let kept = document.metadata.iter().find(|(name, _)| name.eq_ignore_ascii_case(column));
    let value = match kept {
        Some((_, value)) => Some(value.as_str()),
        None if column.eq_ignore_ascii_case("source") => document.source.as_deref(),
        None => None,
    };
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn of_column(labels: &Labels, column: &str, groups: &Grouped<Box<str>>) -> Vec<ByColumnRow> {
    let mut all = GroupSize::default();
    for (_, size) in groups.groups() {
        all += size;
    }
    let mut everywhere: BTreeMap<u32, u64> = BTreeMap::new();
    for (label, _, usage) in groups.usages() {
        *everywhere.entry(label).or_default() += usage.mentions;
    }
    groups
        .usages()
        .filter_map(|(label, value, usage)| {
            let size = groups.size(&value);
            let (class, name) = labels.get(label)?;
            Some(ByColumnRow {
                column: column.to_string(),
                value: value.into(),
                formula: name.to_string(),
                counts: Keyness {
                    a: usage.mentions,
                    a_size: size.characters,
                    b: everywhere[&label] - usage.mentions,
                    b_size: all.characters - size.characters,
                },
                documents: usage.documents,
                value_documents: size.documents,
                class: class.name(),
            })
        })
        .collect()
}
