//! Which column of a record is its text, its title, its date, its source, its id.

use rustc_hash::FxHashMap;

use super::problems::excerpt;
use super::{Date, ReadOptions};

/// What a column can be to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Text,
    Title,
    Date,
    Source,
}

/// How many roles there are.
pub(super) const ROLES: usize = 5;

/// The names by which a column is recognised, in lower case, the surest first.
const USUAL_NAMES: [(Role, &[&str]); ROLES] = [
    (
        Role::Id,
        &["id", "doc_id", "docid", "document_id", "article_id", "编号", "編號", "序号", "序號"],
    ),
    (
        Role::Text,
        &[
            "text",
            "content",
            "body",
            "fulltext",
            "full_text",
            "article",
            "正文",
            "内容",
            "內容",
            "文本",
            "全文",
            "文章",
            "文章内容",
            "正文内容",
            "新闻内容",
            "內文",
            "原文",
            "content_text",
            "raw_text",
        ],
    ),
    (
        Role::Title,
        &["title", "headline", "标题", "標題", "题目", "題目", "文章标题", "新闻标题", "篇名"],
    ),
    (
        Role::Date,
        &[
            "date",
            "pubdate",
            "pub_date",
            "publish_date",
            "published",
            "pubtime",
            "pub_time",
            "publish_time",
            "published_at",
            "datetime",
            "日期",
            "发布日期",
            "發布日期",
            "发布时间",
            "發布時間",
            "发表时间",
            "发表日期",
            "出版日期",
            "时间",
            "時間",
            "time",
            "year",
            "年份",
        ],
    ),
    (
        Role::Source,
        &[
            "source",
            "publisher",
            "newspaper",
            "media",
            "来源",
            "來源",
            "出处",
            "出處",
            "报纸",
            "報紙",
            "媒体",
            "媒體",
            "发布机构",
            "發布機構",
        ],
    ),
];

/// What a column of a certain name is wanted for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted {
    /// For each [`Role`], how good a name it is for that: 0 is best.
    pub(super) ranks: [Option<u16>; ROLES],
    /// Its place among the metadata to keep.
    pub(super) metadata: Option<usize>,
}

impl Wanted {
    pub(super) fn is(self, role: Role) -> bool {
        self.ranks[role as usize].is_some()
    }

    pub(super) fn is_nothing(self) -> bool {
        self.metadata.is_none() && self.ranks.iter().all(Option::is_none)
    }
}

/// The columns that are wanted, by name.
#[derive(Debug)]
pub(super) struct Columns {
    wanted: FxHashMap<String, Wanted>,
    /// The names of the metadata to keep, as the user wrote them.
    pub(super) metadata: Vec<String>,
    /// The column given for each role.
    given: [Option<String>; ROLES],
}

impl Columns {
    pub(super) fn new(options: &ReadOptions) -> Columns {
        let given = [
            options.id_column.clone(),
            options.text_column.clone(),
            options.title_column.clone(),
            options.date_column.clone(),
            options.source_column.clone(),
        ];
        let mut wanted: FxHashMap<String, Wanted> = FxHashMap::default();
        for (role, usual) in USUAL_NAMES {
            let role = role as usize;
            let names: Vec<String> = match &given[role] {
                Some(name) => vec![normalized(name)],
                None => usual.iter().map(|&name| name.to_owned()).collect(),
            };
            for (rank, name) in names.into_iter().enumerate() {
                wanted.entry(name).or_default().ranks[role] = Some(rank as u16);
            }
        }
        for (place, name) in options.keep_metadata.iter().enumerate() {
            wanted.entry(normalized(name)).or_default().metadata = Some(place);
        }
        Columns { wanted, metadata: options.keep_metadata.clone(), given }
    }

    /// What the column `name` is wanted for; nothing if for nothing.
    pub(super) fn wanted(&self, name: &str) -> Wanted {
        let exact = self.wanted.get(name);
        exact.or_else(|| self.wanted.get(&normalized(name))).copied().unwrap_or_default()
    }

    /// The columns as numbers, if the user gave them so: for a table without a header row.
    pub(super) fn numbered(&self) -> Option<Vec<(usize, Wanted)>> {
        let numbers = self.wanted.keys().filter(|name| self.given_number(name).is_some());
        let mut numbers: Vec<(usize, Wanted)> = numbers
            .filter_map(|name| Some((self.given_number(name)?, self.wanted[name])))
            .collect();
        numbers.sort_unstable_by_key(|&(number, _)| number);
        let text = numbers.iter().any(|(_, wanted)| wanted.is(Role::Text));
        text.then_some(numbers)
    }

    fn given_number(&self, name: &str) -> Option<usize> {
        let given = self.given.iter().flatten().chain(&self.metadata);
        given.into_iter().any(|given| normalized(given) == name).then_some(())?;
        name.parse().ok().filter(|&number| number > 0)
    }

    /// Why no text was found among columns of these names, and what to do.
    pub(super) fn no_text_column<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let names: Vec<String> = names.into_iter().take(30).map(excerpt).collect();
        // Only the cells of a row are dates and numbers; the names of columns are words.
        let is_value = |name: &String| name.parse::<f64>().is_ok() || Date::parse(name).is_some();
        let hint = match names.iter().any(is_value) {
            true => "; if that is no header row, give each column by its number, from 1",
            false => "",
        };
        let names = names.join(", ");
        match &self.given[Role::Text as usize] {
            Some(given) => format!("no column is named {given}; the columns are: {names}{hint}"),
            None => format!(
                "no column is named like a text; name the right one by --text-column; the columns \
                 are: {names}{hint}"
            ),
        }
    }
}

fn normalized(name: &str) -> String {
    name.trim().trim_start_matches('\u{FEFF}').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Columns, ROLES, Role, USUAL_NAMES};
    use crate::corpus::ReadOptions;

    fn rank(columns: &Columns, name: &str, role: Role) -> Option<u16> {
        columns.wanted(name).ranks[role as usize]
    }

    #[test]
    fn roles_are_listed_in_their_order() {
        for (index, (role, names)) in USUAL_NAMES.iter().enumerate() {
            assert_eq!(*role as usize, index);
            assert!(names.iter().all(|name| *name == name.to_lowercase()));
        }
        assert_eq!(USUAL_NAMES.len(), ROLES);
    }

    #[test]
    fn usual_names_are_guessed_in_any_letter_case() {
        let columns = Columns::new(&ReadOptions::default());
        assert_eq!(rank(&columns, "TEXT", Role::Text), Some(0));
        assert_eq!(rank(&columns, " Content ", Role::Text), Some(1));
        assert!(rank(&columns, "发布时间", Role::Date).is_some());
        assert_eq!(rank(&columns, "views", Role::Text), None);
    }

    #[test]
    fn a_given_name_is_the_only_one() {
        let options = ReadOptions { text_column: Some("Abstract".into()), ..Default::default() };
        let columns = Columns::new(&options);
        assert_eq!(rank(&columns, "abstract", Role::Text), Some(0));
        assert_eq!(rank(&columns, "text", Role::Text), None);
        assert_eq!(rank(&columns, "title", Role::Title), Some(0));
    }

    #[test]
    fn numbers_stand_for_columns_without_names() {
        let options = ReadOptions {
            text_column: Some("1".into()),
            date_column: Some("3".into()),
            ..Default::default()
        };
        let numbered = Columns::new(&options).numbered().unwrap();
        assert_eq!(numbered.iter().map(|&(number, _)| number).collect::<Vec<_>>(), [1, 3]);
        assert!(Columns::new(&ReadOptions::default()).numbered().is_none());
    }
}
