//! Rows that compare: two corpora, and the documents of one value of a column with all others.

use std::cmp::Ordering;

use super::column::{CLASS, descending};
use super::{Column, Row, Table};
use crate::measure::{Keyness, benjamini_hochberg, chi_squared_p_value};

/// What is known of a label in two corpora.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedLabel {
    /// What sort of label it is: `formula`, `quote` or `phrase`.
    pub class: &'static str,
    /// The label.
    pub label: String,
    /// Its mentions in both corpora, and their sizes.
    pub counts: Keyness,
    /// Documents of A that mention it.
    pub a_documents: u64,
    /// Documents of B that mention it.
    pub b_documents: u64,
}

/// How corpora are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComparisonOptions {
    /// The constant of simple maths, in mentions per million characters.
    pub simple_maths: f64,
    /// How many standard errors the interval of the log ratio reaches.
    pub interval: f64,
}

impl Default for ComparisonOptions {
    /// A constant of 1, and an interval of 95 %.
    fn default() -> ComparisonOptions {
        ComparisonOptions { simple_maths: 1.0, interval: 1.959963984540054 }
    }
}

/// A row of `keyness.csv`: a label in two corpora.
#[derive(Debug, Clone, PartialEq)]
pub struct KeynessRow {
    /// What was counted.
    pub compared: ComparedLabel,
    /// p-value of the log-likelihood.
    pub p_value: Option<f64>,
    /// The same, adjusted for the number of labels compared.
    pub p_adjusted: Option<f64>,
    /// Confidence interval of the log ratio.
    pub log_ratio_interval: Option<(f64, f64)>,
    /// Simple maths, with the constant of the options.
    pub simple_maths: Option<f64>,
}

impl KeynessRow {
    /// The rows of all labels that are compared, in order. They must be given together, since each
    /// further label is a further test and weakens the evidence of all.
    pub fn all(labels: Vec<ComparedLabel>, options: &ComparisonOptions) -> Vec<KeynessRow> {
        let p_value =
            |label: &ComparedLabel| label.counts.log_likelihood().map(chi_squared_p_value);
        let p_values: Vec<f64> = labels.iter().filter_map(p_value).collect();
        let mut adjusted = benjamini_hochberg(&p_values).into_iter();
        let mut rows: Vec<KeynessRow> = labels
            .into_iter()
            .map(|compared| {
                let p_value = p_value(&compared);
                KeynessRow {
                    p_value,
                    p_adjusted: p_value.and_then(|_| adjusted.next()),
                    log_ratio_interval: compared.counts.log_ratio_interval(options.interval),
                    simple_maths: compared.counts.simple_maths(options.simple_maths),
                    compared,
                }
            })
            .collect();
        super::sort(&mut rows);
        rows
    }

    fn found_in(&self) -> &'static str {
        match (self.compared.counts.a, self.compared.counts.b) {
            (0, 0) => "none",
            (_, 0) => "a",
            (0, _) => "b",
            _ => "both",
        }
    }
}

const SHARE_OF_CHANCE: &str = "Probability of a log-likelihood as high as this by chance (chi-squared \
                               with one degree of freedom), if mentions were independent of each \
                               other, which within a document they are not.";

impl Row for KeynessRow {
    const TABLE: Table<Self> = Table {
        name: "keyness",
        description: "A label in two corpora, A and B, ordered by where it is found (both, only a, \
                      only b), then by log-likelihood (highest first), then by label.",
        key: &["class", "label"],
        columns: &[
            Column::text("class", "What sort of label: formula, quote or phrase.", |row| {
                row.compared.class.into()
            }),
            Column::text("label", "The label.", |row| (&row.compared.label).into()),
            Column::text(
                "found_in",
                "Where it is found: both; a (new, if A is the later); b (vanished).",
                |row| row.found_in().into(),
            ),
            Column::<Self>::integer("a_mentions", "Mentions in A.", |row| {
                row.compared.counts.a.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("a_documents", "Documents of A that mention it.", |row| {
                row.compared.a_documents.into()
            })
            .unit("documents"),
            Column::<Self>::integer("b_mentions", "Mentions in B.", |row| {
                row.compared.counts.b.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("b_documents", "Documents of B that mention it.", |row| {
                row.compared.b_documents.into()
            })
            .unit("documents"),
            Column::<Self>::real(
                "a_per_million",
                "Mentions in a million characters of A.",
                |row| row.compared.counts.a_per_million().into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::<Self>::real(
                "b_per_million",
                "Mentions in a million characters of B.",
                |row| row.compared.counts.b_per_million().into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::<Self>::real("log_likelihood", LOG_LIKELIHOOD, |row| {
                row.compared.counts.log_likelihood().into()
            })
            .at_least(0.0),
            Column::share("p_value", SHARE_OF_CHANCE, |row| row.p_value.into()),
            Column::share(
                "p_adjusted",
                "The p-value adjusted for the number of labels compared (Benjamini and Hochberg \
                 1995): of the labels below 0.05, one in twenty is expected to be there by chance.",
                |row| row.p_adjusted.into(),
            ),
            Column::<Self>::real(
                "percent_difference",
                "%DIFF: by how many per cent the relative frequency in A is above that in B \
                 (Gabrielatos and Marchi 2012); empty if B does not hold it.",
                |row| row.compared.counts.percent_difference().into(),
            )
            .at_least(-100.0)
            .unit("per cent"),
            Column::<Self>::real("log_ratio", LOG_RATIO, |row| {
                row.compared.counts.log_ratio().into()
            }),
            Column::real(
                "log_ratio_low",
                "Lower end of the confidence interval of the log ratio, of 95 % unless the run set \
                 another (Katz et al. 1978).",
                |row: &KeynessRow| row.log_ratio_interval.map(|(low, _)| low).into(),
            ),
            Column::real(
                "log_ratio_high",
                "Upper end of the same interval.",
                |row: &KeynessRow| row.log_ratio_interval.map(|(_, high)| high).into(),
            ),
            Column::<Self>::real(
                "simple_maths",
                "(a_per_million + k) / (b_per_million + k) where k is 1 unless the run set another (Kilgarriff 2009).",
                |row| row.simple_maths.into(),
            )
            .at_least(0.0),
            Column::<Self>::integer("a_characters", "Size of A.", |row| {
                row.compared.counts.a_size.into()
            })
            .unit("characters"),
            Column::<Self>::integer("b_characters", "Size of B.", |row| {
                row.compared.counts.b_size.into()
            })
            .unit("characters"),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        let place = |row: &KeynessRow| match row.found_in() {
            "both" => 0,
            "a" => 1,
            "b" => 2,
            _ => 3,
        };
        let likelihood = |row: &KeynessRow| row.compared.counts.log_likelihood();
        (place(self).cmp(&place(other)))
            .then_with(|| descending(likelihood(self), likelihood(other)))
            .then_with(|| self.compared.label.cmp(&other.compared.label))
            .then_with(|| self.compared.class.cmp(other.compared.class))
    }
}

const LOG_LIKELIHOOD: &str = "Log-likelihood of the two frequencies (Rayson and Garside 2000): how \
                              sure it is that they differ, not how much.";
const LOG_RATIO: &str = "Binary logarithm of the ratio of the relative frequencies: 1 is twice as \
                         frequent; a count of 0 is taken as 0.5 (Hardie 2014).";

/// A row of `by_column.csv`: a formula in the documents that have one value in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByColumnRow {
    /// The column, such as `source`.
    pub column: String,
    /// The value.
    pub value: String,
    /// The canonical form.
    pub formula: String,
    /// Mentions in the documents with this value (A) and in all others that have a value (B).
    pub counts: Keyness,
    /// Documents with this value that mention the formula.
    pub documents: u64,
    /// All documents with this value.
    pub value_documents: u64,
    /// What sort of label it is: `formula`, `quote` or `phrase`.
    pub class: &'static str,
}

impl Row for ByColumnRow {
    const TABLE: Table<Self> = Table {
        name: "by_column",
        description: "A formula in the documents that have one value in a column, ordered by column, \
                      value, then by mentions (most first), then by formula. Formulas that a value \
                      never has are left out: their count is 0.",
        key: &["column", "value", "formula"],
        columns: &[
            Column::text("column", "The column of the input, such as source.", |row| {
                (&row.column).into()
            }),
            Column::text("value", "The value in that column.", |row| (&row.value).into()),
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::<Self>::integer("mentions", "Mentions in documents with this value.", |row| {
                row.counts.a.into()
            })
            .unit("mentions"),
            Column::<Self>::integer(
                "documents",
                "Documents with this value that mention it.",
                |row| row.documents.into(),
            )
            .unit("documents"),
            Column::<Self>::real(
                "per_million",
                "Mentions in a million characters of documents with this value.",
                |row| row.counts.a_per_million().into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::share(
                "document_share",
                "Part of the documents with this value that mention it.",
                |row: &ByColumnRow| {
                    let all = row.value_documents;
                    (all > 0).then(|| row.documents as f64 / all as f64).into()
                },
            ),
            Column::<Self>::integer("value_documents", "All documents with this value.", |row| {
                row.value_documents.into()
            })
            .unit("documents"),
            Column::<Self>::integer("value_characters", "All their characters.", |row| {
                row.counts.a_size.into()
            })
            .unit("characters"),
            Column::<Self>::real(
                "log_likelihood",
                "Log-likelihood against all documents with another value (Rayson and Garside \
                 2000); empty if there are none.",
                |row| row.counts.log_likelihood().into(),
            )
            .at_least(0.0),
            Column::<Self>::real(
                "log_ratio",
                "Binary logarithm of the relative frequency over that in all documents with another \
                 value; a count of 0 is taken as 0.5 (Hardie 2014); empty if there are none.",
                |row| row.counts.log_ratio().into(),
            ),
            Column::text("class", CLASS, |row| row.class.into()),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.column, &self.value)
            .cmp(&(&other.column, &other.value))
            .then_with(|| other.counts.a.cmp(&self.counts.a))
            .then_with(|| self.formula.cmp(&other.formula))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(label: &str, a: u64, b: u64) -> ComparedLabel {
        ComparedLabel {
            class: "formula",
            label: label.into(),
            counts: Keyness { a, a_size: 10_000, b, b_size: 20_000 },
            a_documents: a.min(3),
            b_documents: b.min(3),
        }
    }

    #[test]
    fn new_and_vanished_labels_stand_apart() {
        let labels = vec![
            label("三个自信", 0, 9),
            label("四个自信", 9, 0),
            label("两会", 5, 10),
            label("六稳", 9, 2),
        ];
        let rows = KeynessRow::all(labels, &ComparisonOptions::default());
        let order: Vec<_> =
            rows.iter().map(|row| (row.compared.label.as_str(), row.found_in())).collect();
        assert_eq!(
            order,
            [("六稳", "both"), ("两会", "both"), ("四个自信", "a"), ("三个自信", "b")]
        );
    }

    #[test]
    fn more_labels_make_each_less_sure() {
        let alone = KeynessRow::all(vec![label("六稳", 9, 2)], &ComparisonOptions::default());
        let labels = vec![label("六稳", 9, 2), label("两会", 5, 10), label("三农", 6, 12)];
        let among = KeynessRow::all(labels, &ComparisonOptions::default());
        assert_eq!(alone[0].p_value, among[0].p_value);
        assert!(alone[0].p_adjusted < among[0].p_adjusted);
    }
}
