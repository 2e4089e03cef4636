//! Rows about phrases: what stands between quotation marks, and what recurs.

use std::cmp::Ordering;

use super::column::descending;
use super::{Column, Row, Table};
use crate::corpus::Date;

/// A row of `quotes.csv`: a quoted phrase.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuoteRow {
    /// What stands between the quotation marks.
    pub phrase: String,
    /// How often it is quoted.
    pub mentions: u64,
    /// Documents that quote it.
    pub documents: u64,
    /// Quotations in a million characters of the corpus.
    pub per_million: Option<f64>,
    /// Date of the earliest dated document that quotes it.
    pub first_date: Option<Date>,
    /// Date of the latest dated document that quotes it.
    pub last_date: Option<Date>,
    /// The formula that it is, if it is one.
    pub formula: Option<String>,
}

impl Row for QuoteRow {
    const TABLE: Table<Self> = Table {
        name: "quotes",
        description: "A phrase between quotation marks, ordered by mentions (most first), then by \
                      its characters.",
        key: &["phrase"],
        columns: &[
            Column::text("phrase", "What stands between the quotation marks.", |row| {
                (&row.phrase).into()
            }),
            Column::<Self>::integer("mentions", "How often it is quoted.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("documents", "Documents that quote it.", |row| {
                row.documents.into()
            })
            .unit("documents"),
            Column::<Self>::real(
                "per_million",
                "Quotations in a million characters of the corpus.",
                |row| row.per_million.into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::date("first_date", "Earliest date of a document that quotes it.", |row| {
                row.first_date.into()
            }),
            Column::date("last_date", "Latest date of a document that quotes it.", |row| {
                row.last_date.into()
            }),
            Column::text(
                "formula",
                "Canonical form of the formula that the phrase is; empty if it is none.",
                |row| (&row.formula).into(),
            ),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        other.mentions.cmp(&self.mentions).then_with(|| self.phrase.cmp(&other.phrase))
    }
}

/// A row of `phrases.csv`: a run of characters that recurs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PhraseRow {
    /// The characters.
    pub phrase: String,
    /// How many they are.
    pub length: u64,
    /// How often the phrase stands in the corpus.
    pub mentions: u64,
    /// Documents that hold it.
    pub documents: u64,
    /// How firmly its parts hold together, at the weakest place.
    pub cohesion: Option<f64>,
    /// Entropy of what stands before it.
    pub left_entropy: Option<f64>,
    /// Entropy of what stands after it.
    pub right_entropy: Option<f64>,
    /// Part of its mentions that stand between quotation marks.
    pub quoted_share: Option<f64>,
    /// What the phrases are ranked by.
    pub score: Option<f64>,
    /// Date of the earliest dated document that holds it.
    pub first_date: Option<Date>,
    /// Date of the latest dated document that holds it.
    pub last_date: Option<Date>,
    /// Its shape, such as `4+4`, if it has one.
    pub pattern: Option<String>,
    /// The most frequent listed phrase that it is part of.
    pub within: Option<String>,
    /// The mentions of that phrase as a part of its own.
    pub within_share: Option<f64>,
    /// Whether it stands in a fixed place of many documents.
    pub furniture: bool,
}

impl Row for PhraseRow {
    const TABLE: Table<Self> = Table {
        name: "phrases",
        description: "A run of characters that recurs, ordered by score, then by mentions (both \
                      highest first), then by its characters.",
        key: &["phrase"],
        columns: &[
            Column::text("phrase", "The characters that recur.", |row| (&row.phrase).into()),
            Column::<Self>::integer("length", "How many characters they are.", |row| {
                row.length.into()
            })
            .unit("characters"),
            Column::<Self>::integer(
                "mentions",
                "How often the phrase stands in the corpus.",
                |row| row.mentions.into(),
            )
            .unit("mentions"),
            Column::<Self>::integer("documents", "Documents that hold it.", |row| {
                row.documents.into()
            })
            .unit("documents"),
            Column::<Self>::real(
                "cohesion",
                "Normalised pointwise mutual information of its two parts, at the split where it \
                 is weakest.",
                |row| row.cohesion.into(),
            )
            .at_least(-1.0)
            .at_most(1.0),
            Column::<Self>::real("left_entropy", "Entropy of what stands before it.", |row| {
                row.left_entropy.into()
            })
            .at_least(0.0)
            .unit("bits"),
            Column::<Self>::real("right_entropy", "Entropy of what stands after it.", |row| {
                row.right_entropy.into()
            })
            .at_least(0.0)
            .unit("bits"),
            Column::share(
                "quoted_share",
                "Part of its mentions that stand between quotation marks.",
                |row| row.quoted_share.into(),
            ),
            Column::<Self>::real(
                "score",
                "What the phrases are ranked by; METHOD.md explains it.",
                |row| row.score.into(),
            ),
            Column::date("first_date", "Earliest date of a document that holds it.", |row| {
                row.first_date.into()
            }),
            Column::date("last_date", "Latest date of a document that holds it.", |row| {
                row.last_date.into()
            }),
            Column::text(
                "pattern",
                "Shape of the phrase, such as 4+4 (真抓实干、务求实效); empty if it has none.",
                |row| (&row.pattern).into(),
            ),
            Column::text(
                "within",
                "The most frequent listed phrase that this one is part of; empty if there is none.",
                |row| (&row.within).into(),
            ),
            Column::share(
                "within_share",
                "Mentions of that phrase as a part of the mentions of this one: what is left is why \
                 the shorter one is listed too.",
                |row| row.within_share.into(),
            ),
            Column::boolean(
                "furniture",
                "Whether it has a fixed place in many documents, as datelines and captions do.",
                |row| row.furniture.into(),
            ),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        descending(self.score, other.score)
            .then_with(|| other.mentions.cmp(&self.mentions))
            .then_with(|| self.phrase.cmp(&other.phrase))
    }
}
