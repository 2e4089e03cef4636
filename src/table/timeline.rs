//! Rows about time.

use std::cmp::Ordering;

use super::column::{CLASS, descending};
use super::{Column, Row, Table};
use crate::measure::{Batch, BurstOptions, Heat, HeatScale, bursts, per_million};
use crate::tally::{Period, PeriodLength, PeriodUsage};

/// The time line of one formula, as rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TimeLine {
    /// A row for every period.
    pub rows: Vec<TimelineRow>,
    /// The bursts.
    pub bursts: Vec<BurstRow>,
    /// The period in which the largest share of documents mentions the formula; of several such,
    /// the one with most mentions, then the earliest. None if it is not mentioned in any period
    /// that is large enough to compare.
    pub peak: Option<Period>,
    /// The highest heat of a period; none without periods.
    pub heat: Option<Heat>,
}

/// A period is large enough to compare its shares with others if it has at least this part of the
/// documents that periods with documents have on average. Otherwise the one document of a thin year
/// would make every formula in it boil.
const COMPARABLE: f64 = 0.1;

impl TimeLine {
    /// The time line of a label from its counts in all periods; `class` is what sort of label it is.
    pub fn new(
        class: &'static str,
        formula: &str,
        points: &[PeriodUsage],
        length: PeriodLength,
        burst_options: &BurstOptions,
        scale: &HeatScale,
    ) -> TimeLine {
        let batch = |point: &PeriodUsage| Batch {
            relevant: point.usage.documents,
            documents: point.size.documents,
        };
        let found = bursts(&points.iter().map(batch).collect::<Vec<_>>(), burst_options);
        let comparable = comparable(points);
        let heats: Vec<Option<Heat>> = points
            .iter()
            .map(|point| {
                let documents = point.size.documents;
                let tier = scale.tier(point.usage.documents, documents, length.in_a_year());
                tier.filter(|_| documents >= comparable)
            })
            .collect();
        let rows = points.iter().zip(&heats).enumerate().map(|(index, (point, heat))| {
            let within = found.iter().find(|burst| (burst.start..burst.end).contains(&index));
            let known = point.size.documents > 0;
            TimelineRow {
                formula: formula.to_string(),
                period: point.period.to_string(),
                mentions: known.then_some(point.usage.mentions),
                documents: known.then_some(point.usage.documents),
                per_million: per_million(point.usage.mentions, point.size.characters),
                document_share: share(point),
                burst: known.then(|| within.map_or(0.0, |burst| burst.weight)),
                heat: heat.map(Heat::name),
                period_documents: point.size.documents,
                period_characters: point.size.characters,
                class,
            }
        });
        let burst_rows = found.iter().map(|burst| {
            let points = &points[burst.start..burst.end];
            BurstRow {
                formula: formula.to_string(),
                first_period: points[0].period.to_string(),
                last_period: points[points.len() - 1].period.to_string(),
                weight: burst.weight,
                mentions: points.iter().map(|point| point.usage.mentions).sum(),
                documents: points.iter().map(|point| point.usage.documents).sum(),
                class,
            }
        });
        TimeLine {
            rows: rows.collect(),
            bursts: burst_rows.collect(),
            peak: peak(points, comparable),
            heat: heats.iter().flatten().copied().max(),
        }
    }
}

fn share(point: &PeriodUsage) -> Option<f64> {
    let documents = point.size.documents;
    (documents > 0).then(|| point.usage.documents as f64 / documents as f64)
}

/// The fewest documents of a period that is large enough to compare.
fn comparable(points: &[PeriodUsage]) -> u64 {
    let filled = points.iter().filter(|point| point.size.documents > 0).count();
    let documents: u64 = points.iter().map(|point| point.size.documents).sum();
    (documents as f64 / filled.max(1) as f64 * COMPARABLE).ceil() as u64
}

fn peak(points: &[PeriodUsage], comparable: u64) -> Option<Period> {
    let mentioned = points
        .iter()
        .filter(|point| point.usage.mentions > 0 && point.size.documents >= comparable);
    // `min_by` takes the first of equal ones, which is the earliest.
    let highest = mentioned.min_by(|a, b| {
        descending(share(a), share(b)).then_with(|| b.usage.mentions.cmp(&a.usage.mentions))
    });
    highest.map(|point| point.period)
}

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
    /// What sort of label it is: `formula`, `quote` or `phrase`.
    pub class: &'static str,
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
                "Heat tier after the China Media Project, by share of documents: cold, tepid, warm, \
                 hot, scalding, boiling; empty if the period has no documents, or less than a tenth \
                 of the average.",
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
            Column::text("class", CLASS, |row| row.class.into()),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.formula, &self.period).cmp(&(&other.formula, &other.period))
    }
}

/// A row of `bursts.csv`: a stretch of time in which a formula is mentioned much more than usual.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BurstRow {
    /// The canonical form.
    pub formula: String,
    /// The first period of the burst.
    pub first_period: String,
    /// Its last period.
    pub last_period: String,
    /// How much cheaper the burst state explains these periods than the base state.
    pub weight: f64,
    /// Mentions in these periods.
    pub mentions: u64,
    /// Documents of these periods that mention it.
    pub documents: u64,
    /// What sort of label it is: `formula`, `quote` or `phrase`.
    pub class: &'static str,
}

impl Row for BurstRow {
    const TABLE: Table<Self> = Table {
        name: "bursts",
        description: "A stretch of periods in which a formula is mentioned much more than usual \
                      (Kleinberg 2002), ordered by weight (highest first), then by formula and \
                      period.",
        key: &["formula", "first_period"],
        columns: &[
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::text("first_period", "First period of the burst.", |row| {
                (&row.first_period).into()
            }),
            Column::text("last_period", "Last period of the burst.", |row| {
                (&row.last_period).into()
            }),
            Column::<Self>::real(
                "weight",
                "By how much the burst state costs less than the base state over these periods.",
                |row| row.weight.into(),
            )
            .at_least(0.0)
            .unit("nats"),
            Column::<Self>::integer("mentions", "Mentions in these periods.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::<Self>::integer(
                "documents",
                "Documents of these periods that mention it.",
                |row| row.documents.into(),
            )
            .unit("documents"),
            Column::text("class", CLASS, |row| row.class.into()),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        descending(Some(self.weight), Some(other.weight)).then_with(|| {
            (&self.formula, &self.first_period).cmp(&(&other.formula, &other.first_period))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Date;
    use crate::tally::{GroupSize, Usage};

    fn time_line(counts: &[(u64, u64)]) -> TimeLine {
        let point = |(year, &(documents, of)): (i16, &(u64, u64))| PeriodUsage {
            period: Period::of(Date::new(year, None, None).unwrap(), PeriodLength::Year).unwrap(),
            size: GroupSize { documents: of, characters: of * 1000 },
            usage: Usage { mentions: documents, documents },
        };
        let points: Vec<_> = (2010..).zip(counts).map(point).collect();
        let (options, scale) = (BurstOptions::default(), HeatScale::default());
        TimeLine::new("formula", "四个自信", &points, PeriodLength::Year, &options, &scale)
    }

    #[test]
    fn a_period_without_mention_is_zero_and_one_without_documents_is_empty() {
        let line = time_line(&[(0, 50), (0, 0), (40, 50)]);
        let mentions: Vec<_> = line.rows.iter().map(|row| row.mentions).collect();
        assert_eq!(mentions, [Some(0), None, Some(40)]);
        let shares: Vec<_> = line.rows.iter().map(|row| row.document_share).collect();
        assert_eq!(shares, [Some(0.0), None, Some(0.8)]);
        let bursts: Vec<_> = line.rows.iter().map(|row| row.burst.map(|w| w > 0.0)).collect();
        assert_eq!(bursts, [Some(false), None, Some(true)]);
        assert_eq!(line.rows[1].heat, None);
        assert_eq!(line.rows[2].per_million, Some(800.0));
    }

    #[test]
    fn the_peak_is_the_largest_share_not_the_largest_count() {
        let line = time_line(&[(10, 1000), (8, 100), (0, 100), (8, 100)]);
        assert_eq!(line.peak.unwrap().to_string(), "2011");
        assert_eq!(time_line(&[(0, 10)]).peak, None);
        assert_eq!(time_line(&[(9, 1000), (8, 1000), (2, 2)]).peak.unwrap().to_string(), "2010");
        assert_eq!(line.heat, Some(Heat::Boiling));
    }
}
