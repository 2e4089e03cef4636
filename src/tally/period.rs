//! Periods of time: years, quarters, months and days.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::corpus::Date;

/// How long the periods of a time line are. Written and read as `year`, `quarter`, `month`, `day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodLength {
    /// A calendar year.
    Year,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar month.
    Month,
    /// A day.
    Day,
}

impl PeriodLength {
    /// All lengths, the longest first.
    pub const ALL: [PeriodLength; 4] =
        [PeriodLength::Year, PeriodLength::Quarter, PeriodLength::Month, PeriodLength::Day];

    /// The shortest length that leaves out no dated document for want of exactness, and makes not more
    /// than 60 periods from the first date to the last. Years suit always.
    pub fn suited_to(dates: &DateSpan) -> PeriodLength {
        const MOST_PERIODS: usize = 60;
        let suits = |length: &PeriodLength| {
            let period = |date: Option<Date>| Period::of(date?, *length);
            let exact = dates.exactness.is_some_and(|exactness| exactness >= *length);
            match (period(dates.first), period(dates.last)) {
                (Some(first), Some(last)) if exact => {
                    first.to(last).take(MOST_PERIODS + 1).count() <= MOST_PERIODS
                }
                _ => false,
            }
        };
        PeriodLength::ALL.into_iter().rev().find(suits).unwrap_or(PeriodLength::Year)
    }

    /// How many such periods a year has.
    pub fn in_a_year(self) -> f64 {
        match self {
            PeriodLength::Year => 1.0,
            PeriodLength::Quarter => 4.0,
            PeriodLength::Month => 12.0,
            PeriodLength::Day => 365.2425,
        }
    }
}

impl fmt::Display for PeriodLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PeriodLength::Year => "year",
            PeriodLength::Quarter => "quarter",
            PeriodLength::Month => "month",
            PeriodLength::Day => "day",
        })
    }
}

/// The dates of some documents, as far as the choice of periods depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DateSpan {
    /// The earliest date. A year counts as before all its months.
    pub first: Option<Date>,
    /// The latest date, likewise.
    pub last: Option<Date>,
    /// The shortest period that every one of the dates falls in: a year, a month or a day.
    pub exactness: Option<PeriodLength>,
}

impl DateSpan {
    /// The span of one date.
    pub fn of(date: Date) -> DateSpan {
        let exactness = match (date.month(), date.day()) {
            (None, _) => PeriodLength::Year,
            (Some(_), None) => PeriodLength::Month,
            (Some(_), Some(_)) => PeriodLength::Day,
        };
        DateSpan { first: Some(date), last: Some(date), exactness: Some(exactness) }
    }

    /// The span of all dates of both.
    pub fn merge(self, other: DateSpan) -> DateSpan {
        DateSpan {
            first: [self.first, other.first].into_iter().flatten().min(),
            last: self.last.max(other.last),
            exactness: [self.exactness, other.exactness].into_iter().flatten().min(),
        }
    }
}

/// What was given is no length of a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no period: give year, quarter, month or day")]
pub struct NoPeriodLength(String);

impl FromStr for PeriodLength {
    type Err = NoPeriodLength;

    fn from_str(text: &str) -> Result<PeriodLength, NoPeriodLength> {
        PeriodLength::ALL
            .into_iter()
            .find(|length| length.to_string() == text)
            .ok_or_else(|| NoPeriodLength(text.to_string()))
    }
}

/// One period. Shown as `2020`, `2020-Q3`, `2020-07` or `2020-07-16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    year: i16,
    /// From 1; 1 in a year that is not divided.
    month: u8,
    /// From 1; 1 in a month that is not divided.
    day: u8,
    length: PeriodLength,
}

impl Period {
    /// The period that a date falls in, if the date is exact enough to tell.
    pub fn of(date: Date, length: PeriodLength) -> Option<Period> {
        let year = date.year();
        let (month, day) = match length {
            PeriodLength::Year => (1, 1),
            PeriodLength::Quarter => ((date.month()? - 1) / 3 * 3 + 1, 1),
            PeriodLength::Month => (date.month()?, 1),
            PeriodLength::Day => (date.month()?, date.day()?),
        };
        Some(Period { year, month, day, length })
    }

    /// The period after this one.
    pub fn next(self) -> Period {
        let next_day = Date::new(self.year, Some(self.month), Some(self.day + 1));
        match self.length {
            PeriodLength::Day if next_day.is_some() => Period { day: self.day + 1, ..self },
            PeriodLength::Day | PeriodLength::Month => Period { day: 1, ..self.month_later(1) },
            PeriodLength::Quarter => self.month_later(3),
            PeriodLength::Year => self.month_later(12),
        }
    }

    /// The periods from this one to `last`, both included.
    pub fn to(self, last: Period) -> impl Iterator<Item = Period> {
        let following = move |period: &Period| (*period < last).then(|| period.next());
        std::iter::successors((self <= last).then_some(self), following)
    }

    fn month_later(self, months: u8) -> Period {
        let month = self.month - 1 + months;
        let year = self.year.saturating_add(i16::from(month / 12));
        Period { year, month: month % 12 + 1, ..self }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.length {
            PeriodLength::Year => Ok(()),
            PeriodLength::Quarter => write!(f, "-Q{}", (self.month - 1) / 3 + 1),
            PeriodLength::Month => write!(f, "-{:02}", self.month),
            PeriodLength::Day => write!(f, "-{:02}-{:02}", self.month, self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: u8, day: u8) -> Date {
        Date::new(year, Some(month), Some(day)).unwrap()
    }

    fn shown(from: Date, to: Date, length: PeriodLength) -> Vec<String> {
        let period = |date| Period::of(date, length).unwrap();
        period(from).to(period(to)).map(|period| period.to_string()).collect()
    }

    #[test]
    fn periods_follow_one_another() {
        let (from, to) = (date(2019, 12, 30), date(2020, 2, 3));
        assert_eq!(shown(from, to, PeriodLength::Year), ["2019", "2020"]);
        assert_eq!(shown(from, to, PeriodLength::Quarter), ["2019-Q4", "2020-Q1"]);
        assert_eq!(shown(from, to, PeriodLength::Month), ["2019-12", "2020-01", "2020-02"]);
        let days = shown(date(2020, 2, 28), date(2020, 3, 1), PeriodLength::Day);
        assert_eq!(days, ["2020-02-28", "2020-02-29", "2020-03-01"]);
        assert!(shown(to, from, PeriodLength::Month).is_empty());
    }

    #[test]
    fn a_date_that_is_not_exact_enough_falls_in_no_period() {
        let year = Date::new(2020, None, None).unwrap();
        let month = Date::new(2020, Some(7), None).unwrap();
        assert!(Period::of(year, PeriodLength::Year).is_some());
        assert!(Period::of(year, PeriodLength::Quarter).is_none());
        assert!(Period::of(month, PeriodLength::Month).is_some());
        assert!(Period::of(month, PeriodLength::Day).is_none());
    }

    #[test]
    fn the_length_suits_span_and_exactness() {
        let suited = |dates: &[Date]| {
            let spans = dates.iter().copied().map(DateSpan::of);
            PeriodLength::suited_to(&spans.fold(DateSpan::default(), DateSpan::merge))
        };
        assert_eq!(suited(&[date(2020, 3, 1), date(2020, 3, 31)]), PeriodLength::Day);
        assert_eq!(suited(&[date(2019, 3, 1), date(2021, 3, 31)]), PeriodLength::Month);
        assert_eq!(suited(&[date(2013, 1, 1), date(2021, 12, 31)]), PeriodLength::Quarter);
        assert_eq!(suited(&[date(1954, 1, 1), date(2021, 12, 31)]), PeriodLength::Year);
        let bare = Date::new(2020, None, None).unwrap();
        assert_eq!(suited(&[bare, date(2020, 3, 1)]), PeriodLength::Year);
        let month = Date::new(2020, Some(7), None).unwrap();
        assert_eq!(suited(&[date(2020, 3, 1), month]), PeriodLength::Month);
        assert_eq!(suited(&[]), PeriodLength::Year);
    }
}
