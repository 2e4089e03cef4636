//! Newspapers in one file whose every line begins with day, page, article and paragraph
//! (`19980101-01-001-004`), as the corpus of the People's Daily of 1998 is handed around.
//!
//! Left in place the numbers would read as dates and stick to the text.

use super::Date;

/// The length of `19980101-01-001`, which names an article.
const ARTICLE: usize = 15;

/// The length of `19980101-01-001-004`, which names a paragraph.
const PARAGRAPH: usize = 19;

/// One article: the lines that share day, page and article number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Article<'a> {
    /// Day, page and article.
    pub(super) id: &'a str,
    pub(super) date: Option<Date>,
    /// The line of the file where it begins, from 1.
    pub(super) line: u64,
    /// The first paragraph, which is the headline.
    pub(super) title: &'a str,
    /// All paragraphs without their numbers, one to a line.
    pub(super) text: String,
}

/// The articles of a text, if its lines are numbered so; lines without a number belong to the
/// article before them.
pub(super) fn articles(text: &str) -> Option<Vec<Article<'_>>> {
    let first_lines = text.lines().filter(|line| !line.trim().is_empty()).take(10);
    let numbered: Vec<bool> = first_lines.map(|line| number(line).is_some()).collect();
    let count = numbered.iter().filter(|&&numbered| numbered).count();
    if numbered.first() != Some(&true) || 2 * count < numbered.len() {
        return None;
    }
    let mut articles: Vec<Article<'_>> = Vec::new();
    for (line, place) in text.lines().zip(1..) {
        let (id, paragraph) = match number(line) {
            Some(number) => (Some(&number[..ARTICLE]), line[PARAGRAPH..].trim()),
            None => (None, line.trim()),
        };
        if paragraph.is_empty() {
            continue;
        }
        match articles.last_mut().filter(|last| id.is_none_or(|id| id == last.id)) {
            Some(article) => {
                article.text.push('\n');
                article.text.push_str(paragraph);
            }
            None => articles.push(Article {
                id: id.unwrap_or_default(),
                date: id.and_then(|id| Date::parse(&id[..8])),
                line: place,
                title: paragraph,
                text: paragraph.to_owned(),
            }),
        }
    }
    Some(articles)
}

/// The number at the start of a line.
fn number(line: &str) -> Option<&str> {
    let number = line.get(..PARAGRAPH)?;
    let shape = number.bytes().zip(b"00000000-00-000-000").all(|(byte, shape)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == *shape,
    });
    shape.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn lines_with_one_number_are_one_article() {
        let text = "20200716-01-001-001三件事\r\n20200716-01-001-002修路。\r\n续行。\r\n\r\n\
                    20200716-01-002-001另一篇\r\n";
        let articles = articles(text).unwrap();
        let [first, second] = &articles[..] else { panic!("{articles:?}") };
        assert_eq!((first.id, first.title, first.line), ("20200716-01-001", "三件事", 1));
        assert_eq!(first.text, "三件事\n修路。\n续行。");
        assert_eq!(first.date.unwrap().to_string(), "2020-07-16");
        assert_eq!((second.id, second.line), ("20200716-01-002", 5));
    }

    #[test]
    fn other_texts_have_no_articles() {
        for text in ["", "\n", "今天修路。\n20200716-01-001-001", "20200716-1-1-1 修路", "20200716"]
        {
            assert_eq!(articles(text), None, "{text}");
        }
    }
}
