//! Records that do not lie in a file, such as the rows of a table in memory or on a cluster.

use std::borrow::Cow;
use std::path::PathBuf;

use super::columns::Columns;
use super::format::Format;
use super::problems::Place;
use super::record::{Contents, Origin, Record};
use super::walk::SourceFile;
use super::{Document, Omission, ReadOptions};

/// Makes documents of records, one by one, as [`read`](fn@super::read) makes them of the records in a file.
#[derive(Debug)]
pub struct Records {
    columns: Columns,
    file: SourceFile,
    document_bytes: u64,
}

impl Records {
    /// For records of one table, which is called `name` in paths and messages.
    pub fn new(name: &str, options: &ReadOptions) -> Records {
        let file = SourceFile {
            path: PathBuf::new(),
            name: name.to_owned(),
            id: name.to_owned(),
            format: Format::JsonLines,
            compression: None,
            date: None,
            bytes: 0,
            content: None,
        };
        let document_bytes = options.limits.document_bytes;
        Records { columns: Columns::new(options), file, document_bytes }
    }

    /// Whether anything is read from a column of this name.
    pub fn wants(&self, column: &str) -> bool {
        !self.columns.wanted(column).is_nothing()
    }

    /// The document of the `number`th record (from 1), given by the names and values of its columns
    /// that are not empty; none if it has no text. And what could not be used of the record.
    pub fn document<'a>(
        &self,
        number: u64,
        fields: impl IntoIterator<Item = (&'a str, Cow<'a, str>)>,
    ) -> (Option<Document>, Vec<Omission>) {
        let mut record = Record::new(&self.columns);
        for (column, value) in fields {
            record.take(self.columns.wanted(column), 1, value);
        }
        let origin = Origin {
            file: &self.file,
            encoding: "UTF-8",
            columns: &self.columns,
            document_bytes: self.document_bytes,
        };
        let mut contents = Contents::default();
        origin.add_record(record, Place::Record(number), number, &mut contents);
        (contents.documents.pop(), contents.problems.into_omissions(&self.file.name))
    }
}
