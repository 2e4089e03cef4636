//! Dates in paths: archives of newspapers are folders of years, months and days.

use super::Date;
use super::date::{compact, digits, number, separated};

impl Date {
    /// The date that a path states in its folders or its file name (`2019/0716/a.txt`,
    /// `rmrb-1958-08.csv`, `2020-07-16_a.txt`, `20221024.md`): the most exact one; of equally
    /// exact ones the last.
    pub fn from_path(path: &str) -> Option<Date> {
        let path: Vec<char> = path.chars().map(|c| if c == '\\' { '/' } else { c }).collect();
        let mut best: Option<Date> = None;
        let mut at = 0;
        while at < path.len() {
            if !path[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let digits = path[at..].iter().take_while(|c| c.is_ascii_digit()).count();
            let glued = at.checked_sub(1).is_some_and(|i| path[i].is_ascii_alphabetic())
                || path.get(at + digits).is_some_and(|c| c.is_ascii_alphabetic());
            let text: String = path[at..].iter().take(24).collect();
            if let Some((date, _)) = path_date_at(&text)
                // Four digits inside a name such as `f1478b` are hardly a year.
                && (date.day().is_some() || !glued)
                && best.is_none_or(|best| date.precision() >= best.precision())
            {
                best = Some(date);
            }
            at += digits;
        }
        best
    }
}

/// The date at the start of `text` as paths write it, and what follows: folders may separate the
/// parts, month and day may stand together, and a year alone must lie in 1800 to 2099.
fn path_date_at(text: &str) -> Option<(Date, &str)> {
    let (run, rest) = digits(text);
    if run.len() != 4 {
        return Some((compact(&run)?, rest));
    }
    let year = number(&run)?;
    if !(1800..2100).contains(&year) {
        return None;
    }
    // 2019/0716/, 2019-0716
    if let Some(after) = rest.strip_prefix(['/', '-', '_', '.'])
        && let (run, rest) = digits(after)
        && run.len() == 4
        && let (Some(month), Some(day)) = (number(&run[..2]), number(&run[2..]))
        && let Some(date) = Date::new(year, Some(month as u8), Some(day as u8))
    {
        return Some((date, rest));
    }
    let only_year = Some((Date::new(year, None, None)?, rest));
    let Some((date, after)) = separated(year, rest, &['-', '/', '.', '_', '年']) else {
        return only_year;
    };
    // 2019/12.txt and 2019-3.txt are rather the twelfth and the third document of 2019.
    let written = &rest[..rest.len() - after.len()];
    let is_month = match written.chars().next() {
        Some('/') => after.starts_with('/'),
        Some('年') => true,
        _ => written.len() == 3,
    };
    if date.month().is_some() && date.day().is_none() && !is_month {
        return only_year;
    }
    Some((date, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Date;

    fn of_path(path: &str) -> Option<String> {
        Date::from_path(path).map(|date| date.to_string())
    }

    #[test]
    fn reads_folders_and_file_names() {
        let day = Some("2019-07-16");
        assert_eq!(of_path("news/2019/0716/a.txt").as_deref(), day);
        assert_eq!(of_path("news/2019/07/16/a.txt").as_deref(), day);
        assert_eq!(of_path("news/2019/7/16/a.txt").as_deref(), day);
        assert_eq!(of_path("2019-07-16_会议.txt").as_deref(), day);
        assert_eq!(of_path("xwlb-20190716.md").as_deref(), day);
        assert_eq!(of_path("xwlb20190716.md").as_deref(), day);
        assert_eq!(of_path(r"news\2019\0716\a.txt").as_deref(), day);
        assert_eq!(of_path("2019/0716/2018年总结.txt").as_deref(), day);
        assert_eq!(of_path("rmrb-titles-1958-08.csv").as_deref(), Some("1958-08"));
        assert_eq!(of_path("reports/2019年政府工作报告.txt").as_deref(), Some("2019"));
        assert_eq!(of_path("2018/2019.txt").as_deref(), Some("2019"));
        assert_eq!(of_path("2019/07/a.txt").as_deref(), Some("2019-07"));
        assert_eq!(of_path("2019/07.txt").as_deref(), Some("2019"));
        assert_eq!(of_path("2019-3.txt").as_deref(), Some("2019"));
        assert_eq!(of_path("2019-02-30.txt").as_deref(), Some("2019"));
    }

    #[test]
    fn finds_no_date_in_other_numbers() {
        for path in [
            "000_f1478b6fcad3448c.txt",
            "004_82694050c123f6d2.txt",
            "12-13-cm0116-translate-c.txt",
            "tw-3118.txt",
            "VIDE1357039302030829.txt",
        ] {
            assert_eq!(of_path(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), digits in "[0-9０-９/_.-]{0,16}") {
            let _ = (Date::from_path(&text), Date::from_path(&digits));
        }
    }
}
