//! Rows about time.

use std::cmp::Ordering;

use super::{Column, Row, Table};

/// A row of `timeline.csv`: a formula in a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimelineRow {
    /// The canonical form.
    pub formula: String,
    /// The period, in ISO 8601 style: `2020`, `2020-Q3`, `2020-07` or `2020-07-16`.
    pub period: String,
    /// Mentions in documents of the period; none if the period has no documents.
    pub mentions: Option<u64>,
    /// Documents of the period that mention it; none if the period has no documents.
    pub documents: Option<u64>,
    /// Mentions in a million characters of the period.
    pub per_million: Option<f64>,
    /// Part of the period's documents that mention it.
    pub document_share: Option<f64>,
    /// The weight of the burst that the period belongs to, 0 outside bursts; none if the period
    /// has no documents.
    pub burst: Option<f64>,
    /// The heat tier.
    pub heat: Option<&'static str>,
    /// All documents of the period.
    pub period_documents: u64,
    /// All characters of the period.
    pub period_characters: u64,
}

impl Row for TimelineRow {
    const TABLE: Table<Self> = Table {
        name: "timeline",
        description: "A formula in a period, ordered by formula, then by period. Documents whose \
                      date is missing, or less exact than the period, are left out; run.json says \
                      how many.",
        key: &["formula", "period"],
        columns: &[
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::text("period", "Period: 2020, 2020-Q3, 2020-07 or 2020-07-16.", |row| {
                (&row.period).into()
            }),
            Column::<Self>::integer(
                "mentions",
                "Mentions in documents of the period: 0 if none of them mentions it, empty if the \
                 period has no documents.",
                |row| row.mentions.into(),
            )
            .unit("mentions"),
            Column::<Self>::integer(
                "documents",
                "Documents of the period that mention it; empty if the period has no documents.",
                |row| row.documents.into(),
            )
            .unit("documents"),
            Column::<Self>::real(
                "per_million",
                "Mentions in a million characters of the period; empty if it has none.",
                |row| row.per_million.into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::share(
                "document_share",
                "Part of the period's documents that mention it; empty if it has none.",
                |row| row.document_share.into(),
            ),
            Column::<Self>::real(
                "burst",
                "Weight of the burst that the period belongs to (Kleinberg 2002), 0 outside \
                 bursts, empty if the period has no documents.",
                |row| row.burst.into(),
            )
            .at_least(0.0)
            .unit("nats"),
            Column::text(
                "heat",
                "Heat tier after the China Media Project, by share of documents; empty if the \
                 period has no documents.",
                |row| row.heat.into(),
            ),
            Column::<Self>::integer("period_documents", "All documents of the period.", |row| {
                row.period_documents.into()
            })
            .unit("documents"),
            Column::<Self>::integer("period_characters", "All characters of the period.", |row| {
                row.period_characters.into()
            })
            .unit("characters"),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.formula, &self.period).cmp(&(&other.formula, &other.period))
    }
}
