//! Markdown: plain text, but for a title and the HTML that it may hold.

use std::borrow::Cow;

use super::html::without_markup;

/// The first heading of the first level, as the title.
pub(super) fn title(text: &str) -> Option<String> {
    let heading = text.lines().find_map(|line| line.strip_prefix("# "))?;
    let heading = heading.trim().trim_end_matches('#').trim_end();
    (!heading.is_empty()).then(|| heading.to_owned())
}

/// The text without HTML tags, line by line. Markdown's own marks stay: they are few, and without
/// them headings would run into paragraphs.
pub(super) fn without_html(text: Cow<'_, str>) -> String {
    if !text.contains(['<', '&']) {
        return text.into_owned();
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match without_markup(line) {
            Some(stripped) => {
                clean.push_str(&stripped);
                clean.push_str(if line.ends_with('\n') { "\n" } else { "" });
            }
            None => clean.push_str(line),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::{title, without_html};

    #[test]
    fn the_first_heading_is_the_title() {
        assert_eq!(title("导语\n## 二级\n# 三件事 #\n# 后话").as_deref(), Some("三件事"));
        assert_eq!(title("#三件事"), None);
        assert_eq!(title("# "), None);
    }

    #[test]
    fn only_lines_with_tags_change() {
        let text = "# 三件事\r\n\r\n<p><b>修路</b>。</p><p>建桥。</p>\n- 1 < 2\n";
        let clean = "# 三件事\r\n\r\n修路。\n\n建桥。\n- 1 < 2\n";
        assert_eq!(without_html(text.into()), clean);
    }
}
