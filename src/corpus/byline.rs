//! Date and source as a text or a page states them round its headline: `来源：本报 发布时间：2020-07-16`.

use std::borrow::Cow;

use super::Date;

/// A byline has fewer characters.
pub(super) const LINE: usize = 80;
/// In a plain text a byline is one of the first lines.
const LINES: usize = 15;

const DATE_LABELS: [&str; 7] =
    ["发布时间", "更新时间", "发布日期", "发表时间", "發布時間", "发文日期", "时间"];
const SOURCE_LABELS: [&str; 7] =
    ["信息来源", "稿件来源", "文章来源", "来源", "來源", "发布机构", "发布人"];

/// Date and source, as far as they are stated.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) date: Option<Date>,
    pub(super) source: Option<String>,
}

impl Byline {
    /// The byline of a plain text.
    pub(super) fn of_text(text: &str) -> Byline {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
        // What is said in a sentence is about other things.
        Byline::among(lines.take_while(|line| !line.contains('。')).map(Cow::Borrowed))
    }

    /// Date and source from the short ones among some lines.
    pub(super) fn among<'a>(lines: impl Iterator<Item = Cow<'a, str>>) -> Byline {
        let mut found = Byline::default();
        let mut unlabelled = None;
        for text in lines {
            if text.chars().count() >= LINE {
                continue;
            }
            if found.date.is_none() {
                let labelled = DATE_LABELS.iter().find_map(|label| after_label(&text, label));
                found.date = labelled.and_then(Date::find_day);
            }
            if found.source.is_none() {
                let labelled = SOURCE_LABELS.iter().find_map(|label| after_label(&text, label));
                found.source = labelled.and_then(source_name);
            }
            // A line that is a date and a time, as under most headlines.
            if unlabelled.is_none() {
                unlabelled = Date::parse(&text)
                    .or_else(|| if found.source.is_some() { Date::find_day(&text) } else { None })
                    .filter(|date| date.day().is_some());
            }
        }
        found.date = found.date.or(unlabelled);
        found
    }
}

/// Whether a short line states a date or a source.
pub(super) fn is_labelled(line: &str) -> bool {
    let mut labels = DATE_LABELS.iter().chain(&SOURCE_LABELS);
    line.chars().count() < LINE && labels.any(|label| after_label(line, label).is_some())
}

/// What follows `label` and a colon.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(label)?;
    rest.trim_start().strip_prefix(['：', ':']).map(str::trim_start)
}

/// The name at the start of what follows a label.
fn source_name(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['-', '—', ' ', '\u{3000}', '【', '《']);
    let end = text.find(|c: char| c.is_whitespace() || "|｜,，;；】》(（".contains(c));
    let name = &text[..end.unwrap_or(text.len())];
    let other = DATE_LABELS.iter().chain(&SOURCE_LABELS).any(|label| name.starts_with(label));
    (!name.is_empty() && name.chars().count() <= 20 && !other).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Byline;

    fn byline(text: &str) -> (Option<String>, Option<String>) {
        let Byline { date, source } = Byline::of_text(text);
        (date.map(|date| date.to_string()), source)
    }

    #[test]
    fn a_plain_text_may_state_its_date_and_source() {
        let (day, source) = (Some("2020-07-16".to_owned()), Some("县报".to_owned()));
        let text = "修好一条路\n\n发布时间：2020-07-16 03:40 来源：县报\n县里修好了路。";
        assert_eq!(byline(text), (day.clone(), source.clone()));
        assert_eq!(byline("修路\n2020年07月16日09:48 来源:县报\n正文。"), (day.clone(), source));
        assert_eq!(byline("修路\n2020年7月16日\n正文。"), (day, None));
    }

    #[test]
    fn what_the_text_tells_is_no_byline() {
        assert_eq!(byline("路在2020年7月16日修好。\n来源：县报"), (None, None));
        assert_eq!(byline("时间：不早了\n2020年2月30日"), (None, None));
    }
}
