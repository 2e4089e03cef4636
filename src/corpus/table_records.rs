//! A table that lies in memory: a record a row, known by the names of its columns.

use std::borrow::Cow;

use rayon::prelude::*;

use super::columns::{Columns, Role, Wanted};
use super::format::{Format, parse_name};
use super::problems::{Place, Problems};
use super::read::finish_records;
use super::record::{Contents, Origin, Record};
use super::walk::SourceFile;
use super::{Corpus, Date, ReadOptions, Reading};
use crate::progress::Progress;

/// Records that lie in memory as a table, such as a data frame.
pub trait RecordTable: Sync {
    /// The names of the columns.
    fn columns(&self) -> Vec<String>;
    /// The number of rows.
    fn rows(&self) -> usize;
    /// A cell as text; none if it is null. Both numbers count from 0.
    fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>>;
}

/// So many rows are one piece of work.
const ROWS: usize = 512;

/// Makes a corpus of a table: the same documents as of a file with these records.
///
/// `name` is what [`Document::path`](super::Document::path) and messages call the table, and ids of
/// records without one begin with it (`table#17`); it may end like the name of a file.
pub fn read_table(
    table: &dyn RecordTable,
    name: &str,
    options: &ReadOptions,
    progress: &dyn Progress,
) -> Corpus {
    let columns = Columns::new(options);
    let names = table.columns();
    let wanted: Vec<(usize, Wanted)> = names
        .iter()
        .map(|name| columns.wanted(name))
        .enumerate()
        .filter(|(_, wanted)| !wanted.is_nothing())
        .collect();
    let file = SourceFile {
        path: name.into(),
        name: name.to_owned(),
        id: parse_name(name).stem.to_owned(),
        format: Format::JsonLines,
        compression: None,
        date: Date::from_path(name),
        bytes: 0,
        content: None,
    };
    let document_bytes = options.limits.document_bytes;
    let origin = Origin { file: &file, encoding: "UTF-8", columns: &columns, document_bytes };
    let mut contents = Contents::default();
    if wanted.iter().any(|(_, wanted)| wanted.is(Role::Text)) {
        progress.begin("reading", None);
        let starts = (0..table.rows()).into_par_iter().step_by(ROWS);
        let parts: Vec<Contents> = starts
            .map(|start| {
                let mut part = Contents::default();
                for row in start..table.rows().min(start + ROWS) {
                    let mut record = Record::new(&columns);
                    for &(column, wanted) in &wanted {
                        if let Some(cell) = table.cell(row, column) {
                            record.take(wanted, 1, cell);
                        }
                    }
                    let number = row as u64 + 1;
                    origin.add_record(record, Place::Record(number), number, &mut part);
                }
                part
            })
            .collect();
        parts.into_iter().for_each(|part| contents.merge(part));
        progress.end();
        contents.has_text_column = true;
    } else {
        contents.columns_without_text = Some(names);
    }
    let mut problems = Problems::default();
    let documents = finish_records(contents, &columns, &mut problems);
    let bytes = documents.iter().map(|document| document.text.len() as u64).sum();
    let omissions = problems.into_omissions(name);
    Corpus::of(Reading { documents, omissions, bytes, files: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{FoundIn, InMemory, read};
    use crate::progress::Silent;

    struct Rows(Vec<&'static str>, Vec<Vec<Option<&'static str>>>);

    impl RecordTable for Rows {
        fn columns(&self) -> Vec<String> {
            self.0.iter().map(ToString::to_string).collect()
        }
        fn rows(&self) -> usize {
            self.1.len()
        }
        fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
            self.1[row][column].map(Cow::Borrowed)
        }
    }

    fn news() -> Rows {
        Rows(
            vec!["编号", "日期", "views", "正文", "来源"],
            vec![
                vec![Some("b"), Some("2020-07-16"), Some("7"), Some("县里修路。"), None],
                vec![Some("a"), Some("去年"), None, Some(" 乡里通电。"), Some("日报")],
                vec![None, Some("2021"), None, Some("<p>村里办学。</p>"), Some("")],
                vec![Some("c"), None, None, None, None],
            ],
        )
    }

    #[test]
    fn a_table_gives_the_documents_of_a_file_with_its_records() {
        let table = news();
        let corpus = read_table(&table, "news.jsonl", &ReadOptions::default(), &Silent);
        let line = |row: &Vec<Option<&str>>| {
            let cells = table.0.iter().zip(row).filter_map(|(name, cell)| Some((*name, (*cell)?)));
            let object: serde_json::Map<String, serde_json::Value> =
                cells.map(|(name, cell)| (name.to_owned(), cell.into())).collect();
            serde_json::to_string(&object).unwrap()
        };
        let lines: Vec<String> = table.1.iter().map(line).collect();
        let bytes = lines.join("\n").into_bytes().into();
        let (name, file_name) = ("news.jsonl".to_string(), "news.jsonl".to_string());
        let options = ReadOptions {
            in_memory: vec![InMemory { name, file_name, bytes }],
            ..ReadOptions::default()
        };
        let mut of_file = read(&[], &options, &Silent);
        for document in &mut of_file.documents {
            document.path = document.path.replace(':', "#");
        }
        assert_eq!(corpus.documents, of_file.documents);
        let ids: Vec<&str> = corpus.documents.iter().map(|document| &*document.id).collect();
        assert_eq!(ids, ["a", "b", "news#3"]);
        assert_eq!(corpus.documents[1].date_from, Some(FoundIn::Record));
        let reasons: Vec<&str> =
            corpus.omissions.iter().map(|omission| &*omission.reason).collect();
        assert_eq!(
            reasons,
            ["a record without text left out", "“去年” is no date; write it like 2020-07-16"]
        );
    }

    #[test]
    fn a_table_without_a_text_says_which_columns_it_has() {
        let options = ReadOptions { text_column: Some("body".into()), ..ReadOptions::default() };
        let corpus = read_table(&news(), "table", &options, &Silent);
        assert!(corpus.documents.is_empty());
        let reason = &corpus.omissions[0].reason;
        assert!(reason.starts_with("no column is named body; the columns are: 编号"), "{reason}");
        let empty = Rows(vec!["text"], Vec::new());
        let corpus = read_table(&empty, "table", &ReadOptions::default(), &Silent);
        assert_eq!(corpus.omissions[0].reason, "it holds no record");
    }
}
