//! Dates as exact as the source gives them: a year, a month or a day.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A civil date of reduced precision (ISO 8601: `2020`, `2020-07`, `2020-07-16`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "DateParts", try_from = "DateParts")]
pub struct Date {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Year, month and day, as a date is written for another machine.
type DateParts = (i16, Option<u8>, Option<u8>);

impl From<Date> for DateParts {
    fn from(date: Date) -> DateParts {
        (date.year, date.month, date.day)
    }
}

impl TryFrom<DateParts> for Date {
    type Error = &'static str;

    fn try_from((year, month, day): DateParts) -> Result<Date, &'static str> {
        Date::new(year, month, day).ok_or("there is no such date")
    }
}

impl Date {
    /// A date, if such a day exists.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let valid = match (month, day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)
            }
            (None, Some(_)) => false,
        };
        valid.then_some(Date { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month (1 to 12), if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The quarter of the year (1 to 4), if the month is known.
    pub fn quarter(self) -> Option<u8> {
        self.month.map(|month| (month - 1) / 3 + 1)
    }

    /// Reads a text that is a date and nothing else but perhaps a time of day: `2020-07-16`,
    /// `2020/7/16`, `2020.7.16`, `2020年7月16日`, `20200716`, `202007`, `2020-07`, `2020年`, `2020`,
    /// `2020-07-16 09:48`, `2020-07-16T09:48:00+08:00`, with full-width digits too.
    ///
    /// A day that does not exist (`2020-02-30`) is refused, not rounded to its month.
    pub fn parse(text: &str) -> Option<Date> {
        let text = text.trim();
        let (date, rest) = date_at(text)?;
        let rest = rest.strip_prefix('T').unwrap_or(rest).trim_start();
        let is_time = |c: char| c.is_ascii_digit() || ":：.,+-Z时時分秒/ ".contains(c);
        // A weekday may stand between date and time: 2020年7月16日 星期四 09:48.
        let rest =
            ["星期", "周", "週"].iter().find_map(|w| rest.strip_prefix(w)).map_or(rest, |after| {
                after.trim_start_matches(|c| "一二三四五六日天".contains(c)).trim_start()
            });
        rest.chars().all(is_time).then_some(date)
    }

    /// The first day that a running text names in full (`发布时间：2020-07-16 09:48`).
    pub fn find_day(text: &str) -> Option<Date> {
        let mut after_digit = false;
        for (at, c) in text.char_indices() {
            let digit = digit(c).is_some();
            if digit
                && !after_digit
                && let Some((date, _)) = date_at(&text[at..])
                && date.day.is_some()
            {
                return Some(date);
            }
            after_digit = digit;
        }
        None
    }

    /// How many days lie between two dates at least: 0 if they may be the same day.
    pub fn days_apart(self, other: Date) -> u32 {
        let (first, last) = (self.first_and_last_day(), other.first_and_last_day());
        let gap = (first.0 - last.1).max(last.0 - first.1);
        u32::try_from(gap).unwrap_or(0)
    }

    /// The days that it may mean, counted from a fixed day.
    fn first_and_last_day(self) -> (i32, i32) {
        let first_month = self.month.unwrap_or(1);
        let last_month = self.month.unwrap_or(12);
        let last = self.day.unwrap_or_else(|| days_in_month(self.year, last_month));
        let first = day_number(self.year, first_month, self.day.unwrap_or(1));
        (first, day_number(self.year, last_month, last))
    }

    pub(super) fn precision(self) -> u8 {
        u8::from(self.month.is_some()) + u8::from(self.day.is_some())
    }
}

/// The date at the start of `text`, and what follows it.
fn date_at(text: &str) -> Option<(Date, &str)> {
    let (run, rest) = digits(text);
    match run.len() {
        4 => separated(number(&run)?, rest, &['-', '/', '.', '_', '年', '－', '．', '／']),
        _ => Some((compact(&run)?, rest)),
    }
}

/// What follows a year: `-07-16`, `年7月16日`, `-07`, or nothing that belongs to it.
pub(super) fn separated<'a>(
    year: i16,
    rest: &'a str,
    separators: &[char],
) -> Option<(Date, &'a str)> {
    let only_year = || Some((Date::new(year, None, None)?, rest));
    if !(1000..3000).contains(&year) {
        return None;
    }
    let Some(separator) = rest.chars().next().filter(|c| separators.contains(c)) else {
        return only_year();
    };
    let after_year = &rest[separator.len_utf8()..];
    let (month, after_month) = digits(after_year.trim_start_matches(' '));
    if !(1..=2).contains(&month.len()) {
        // 2020年政府工作报告 is a year; 2020.txt too.
        let rest = if separator == '年' { after_year } else { rest };
        return Some((Date::new(year, None, None)?, rest));
    }
    let month = number(&month)? as u8;
    let joined = if separator == '年' { '月' } else { separator };
    let Some(after) = after_month.strip_prefix(joined) else {
        return Some((Date::new(year, Some(month), None)?, after_month));
    };
    let (day, after_day) = digits(after.trim_start_matches(' '));
    if !(1..=2).contains(&day.len()) {
        let rest = if joined == '月' { after } else { after_month };
        return Some((Date::new(year, Some(month), None)?, rest));
    }
    let date = Date::new(year, Some(month), Some(number(&day)? as u8))?;
    Some((date, after_day.strip_prefix(['日', '号', '號']).unwrap_or(after_day)))
}

/// `20200716`, `202007`, and times after the day (`20200716094800`).
pub(super) fn compact(run: &str) -> Option<Date> {
    let year = number(run.get(..4)?)?;
    let two = |range| Some(number(run.get::<std::ops::Range<usize>>(range)?)? as u8);
    if !(1800..2100).contains(&year) {
        return None;
    }
    match run.len() {
        6 => Date::new(year, two(4..6), None),
        8 | 12 | 14 => Date::new(year, two(4..6), two(6..8)),
        _ => None,
    }
}

/// The digits at the start of `text` as ASCII, and what follows them.
pub(super) fn digits(text: &str) -> (String, &str) {
    let mut run = String::new();
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(d) => run.push(d),
            None => return (run, &text[at..]),
        }
    }
    (run, "")
}

/// An ASCII or full-width digit as an ASCII digit.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

pub(super) fn number(digits: &str) -> Option<i16> {
    digits.parse().ok()
}

/// The number of a day in the Gregorian calendar. Years begin in March here, so that the leap day
/// is the last of its year and the months before it have the lengths of a regular pattern.
fn day_number(year: i16, month: u8, day: u8) -> i32 {
    let (month, year) = (i32::from(month), i32::from(year));
    let (month, year) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + i32::from(day)
}

fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    use super::Date;

    fn parsed(text: &str) -> Option<String> {
        Date::parse(text).map(|date| date.to_string())
    }

    #[test]
    fn reads_the_usual_ways_of_writing_a_date() {
        for text in [
            "2020-07-16",
            "2020/7/16",
            "2020.7.16",
            "2020年7月16日",
            "2020年7月16日 星期四 09:48",
            "２０２０年７月１６日",
            "20200716",
            "2020-07-16 09:48",
            " 2020-07-16T09:48:00+08:00 ",
            "20200716094800",
        ] {
            assert_eq!(parsed(text).as_deref(), Some("2020-07-16"), "{text}");
        }
        for text in ["2020-07", "2020年7月", "202007", "2020/7"] {
            assert_eq!(parsed(text).as_deref(), Some("2020-07"), "{text}");
        }
        for text in ["1978", "1978年"] {
            assert_eq!(parsed(text).as_deref(), Some("1978"), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in
            ["", "昨天", "2020-02-30", "2020-13-01", "2019年2月29日", "20201301", "3118", "12-13"]
        {
            assert_eq!(parsed(text), None, "{text}");
        }
        assert_eq!(parsed("2020年政府工作报告"), None);
        assert_eq!(parsed("2020-07-16之前"), None);
    }

    #[test]
    fn finds_a_day_in_running_text() {
        let found = |text| Date::find_day(text).map(|date| date.to_string());
        assert_eq!(found("发布时间：2020-07-16 09:48").as_deref(), Some("2020-07-16"));
        assert_eq!(found("来源：本站 2020年2月30日 2020年3月1日").as_deref(), Some("2020-03-01"));
        assert_eq!(found("共2020人，7月16日"), None);
    }

    #[test]
    fn dates_that_may_be_the_same_day_are_not_apart() {
        let apart = |a, b| Date::parse(a).unwrap().days_apart(Date::parse(b).unwrap());
        assert_eq!(apart("2020-02-28", "2020-03-01"), 2);
        assert_eq!(apart("2021-03-01", "2021-02-28"), 1);
        assert_eq!(apart("2000-01-01", "2020-01-01"), 7305);
        assert_eq!(apart("2020", "2020-07-16"), 0);
        assert_eq!(apart("2020", "2021-01-31"), 31);
        assert_eq!(apart("2020-07", "2020-08-10"), 10);
    }

    #[test]
    fn quarters_need_a_month() {
        let quarter = |text| Date::parse(text).and_then(Date::quarter);
        assert_eq!(quarter("2020-01"), Some(1));
        assert_eq!(quarter("2020-03-31"), Some(1));
        assert_eq!(quarter("2020-04-01"), Some(2));
        assert_eq!(quarter("2020-12"), Some(4));
        assert_eq!(quarter("2020"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn never_panics(text in any::<String>(), digits in "[0-9０-９年月日/.-]{0,16}") {
            for text in [&text, &digits] {
                let _ = (Date::parse(text), Date::find_day(text));
            }
        }

        #[test]
        fn reads_back_what_it_writes(year in 1000i16..3000, month in 1u8..=12, day in 1u8..=31) {
            if let Some(date) = Date::new(year, Some(month), Some(day)) {
                prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
            }
        }
    }
}
