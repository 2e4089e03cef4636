//! The two things reading yields: documents, and what had to be left out.

use super::Date;

/// One text with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The record's id, or the path relative to the argument, without extension. Unique in a run:
    /// the second document that claims an id becomes `id~2`, the third `id~3`, in the order of
    /// their texts, so that neither the order of the files nor how records are spread over them
    /// matters.
    pub id: String,
    /// The file it was read from, as the user would name it, with the line of a record
    /// (`a.jsonl:17`) or its number in a list (`a.json#17`).
    pub path: String,
    /// The title, if the source gives one.
    pub title: Option<String>,
    /// The date of publication, as exact as the source gives it.
    pub date: Option<Date>,
    /// Where the date was found; none if there is no date.
    pub date_from: Option<FoundIn>,
    /// Who published it, if the source says so.
    pub source: Option<String>,
    /// Where the source was found; none if it is not known.
    pub source_from: Option<FoundIn>,
    /// The other columns that [`ReadOptions::keep_metadata`](super::ReadOptions::keep_metadata)
    /// asks for, as (column, value), in that order; a column that the record lacks is missing.
    pub metadata: Vec<(String, String)>,
    /// The name of the encoding the bytes were decoded from, as in the Encoding Standard (`UTF-8`).
    pub encoding: &'static str,
    /// The original decoded text. Every `start` and `end` in a table counts its characters.
    pub text: String,
}

impl Document {
    /// A text of which nothing else is known; its id stands for the path too.
    pub fn of_text(id: impl Into<String>, text: impl Into<String>) -> Document {
        let id = id.into();
        Document {
            path: id.clone(),
            id,
            title: None,
            date: None,
            date_from: None,
            source: None,
            source_from: None,
            metadata: Vec::new(),
            encoding: "UTF-8",
            text: text.into(),
        }
    }
}

/// Where a date or a source was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundIn {
    /// A column or key of the record.
    Record,
    /// What a web page says in its metadata or round its headline.
    Page,
    /// A line round the headline of a plain text, or the number of the line.
    Text,
    /// The file name or a folder.
    Path,
    /// The id of the record.
    Id,
}

impl FoundIn {
    /// All places.
    const ALL: [FoundIn; 5] =
        [FoundIn::Record, FoundIn::Page, FoundIn::Text, FoundIn::Path, FoundIn::Id];

    /// The place with a name.
    pub fn from_name(name: &str) -> Option<FoundIn> {
        FoundIn::ALL.into_iter().find(|place| place.name() == name)
    }

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            FoundIn::Record => "record",
            FoundIn::Page => "page",
            FoundIn::Text => "text",
            FoundIn::Path => "path",
            FoundIn::Id => "id",
        }
    }
}

/// A piece of input that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Omission {
    /// The file.
    pub path: String,
    /// The place in the file, such as `line 17`, if it is only a part.
    pub place: Option<String>,
    /// What is wrong, and what the user can do about it.
    pub reason: String,
}
