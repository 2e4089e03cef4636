//! `by_column.csv`.

use std::collections::BTreeMap;

use crate::corpus::Document;
use crate::measure::Keyness;
use crate::mine::Looked;
use crate::mine::counted::Counted;
use crate::table::{ByColumnRow, sort};
use crate::tally::{GroupSize, Grouped, Usage};

/// The rows of all columns, and for each column how many mined documents have no value in it.
pub(super) fn by_column_rows(
    looked: &Looked,
    counted: &Counted,
    columns: &[String],
) -> (Vec<ByColumnRow>, BTreeMap<String, u64>) {
    let mut rows = Vec::new();
    let mut without = BTreeMap::new();
    for column in columns {
        let groups = group(looked, counted, column);
        without.insert(column.clone(), groups.counts.ungrouped());
        rows.extend(groups.rows(counted, column));
    }
    sort(&mut rows);
    (rows, without)
}

/// The documents by their value in one column.
struct Groups<'a> {
    values: Vec<&'a str>,
    counts: Grouped<u32>,
}

fn group<'a>(looked: &'a Looked, counted: &Counted, column: &str) -> Groups<'a> {
    let value_of = |place: usize| value(looked.document(place), column);
    let mut values: Vec<&str> = (0..looked.mined.len()).filter_map(value_of).collect();
    values.sort_unstable();
    values.dedup();
    let number = |place| values.binary_search(&value_of(place)?).ok().map(|index| index as u32);
    let counts = Grouped::count(&counted.occurrences, &counted.extents, number);
    Groups { values, counts }
}

/// The value of a document in a column; white space alone is none.
fn value<'a>(document: &'a Document, column: &str) -> Option<&'a str> {
    let kept = document.metadata.iter().find(|(name, _)| name.eq_ignore_ascii_case(column));
    let value = match kept {
        Some((_, value)) => Some(value.as_str()),
        None if column.eq_ignore_ascii_case("source") => document.source.as_deref(),
        None => None,
    };
    value.map(str::trim).filter(|value| !value.is_empty())
}

impl Groups<'_> {
    fn rows(&self, counted: &Counted, column: &str) -> Vec<ByColumnRow> {
        let mut all = GroupSize::default();
        for (_, size) in self.counts.groups() {
            all += size;
        }
        let mut everywhere = vec![Usage::default(); counted.labels.names().len()];
        for (label, _, usage) in self.counts.usages() {
            everywhere[label as usize] += usage;
        }
        self.counts
            .usages()
            .map(|(label, value, usage)| {
                let size = self.counts.size(&value);
                let (class, name) = &counted.labels.names()[label as usize];
                ByColumnRow {
                    column: column.to_string(),
                    value: self.values[value as usize].to_string(),
                    formula: name.clone(),
                    counts: Keyness {
                        a: usage.mentions,
                        a_size: size.characters,
                        b: everywhere[label as usize].mentions - usage.mentions,
                        b_size: all.characters - size.characters,
                    },
                    documents: usage.documents,
                    value_documents: size.documents,
                    class: class.name(),
                }
            })
            .collect()
    }
}
