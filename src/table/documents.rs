//! Rows about single texts: the documents and the mentions in them.

use std::cmp::Ordering;

use super::{Column, Row, Table};
use crate::corpus::Date;

/// A row of `documents.csv`: a document that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentRow {
    /// The record's id, or the path relative to the argument, without extension.
    pub document: String,
    /// The file it was read from.
    pub path: String,
    /// The title, if the source gives one.
    pub title: Option<String>,
    /// The date of publication, if known.
    pub date: Option<Date>,
    /// Who published it, if known.
    pub source: Option<String>,
    /// The encoding of the bytes, as named in the Encoding Standard.
    pub encoding: &'static str,
    /// Characters of the original decoded text.
    pub characters: u64,
    /// Mentions of formulas in it; none for a duplicate that is not counted.
    pub mentions: Option<u64>,
    /// Distinct formulas in it; none for a duplicate that is not counted.
    pub formulas: Option<u64>,
    /// The document that this one repeats.
    pub duplicate_of: Option<String>,
    /// Where the date was found.
    pub date_from: Option<&'static str>,
    /// Where the source was found.
    pub source_from: Option<&'static str>,
}

impl Row for DocumentRow {
    const TABLE: Table<Self> = Table {
        name: "documents",
        description: "A document that was read, ordered by its id.",
        key: &["document"],
        columns: &[
            Column::text(
                "document",
                "Id of the document: the record's id, or the path relative to the argument, \
                 without extension. Every other table refers to it.",
                |row| (&row.document).into(),
            ),
            Column::text(
                "path",
                "File the document was read from, with the line of a record (a.jsonl:17).",
                |row| (&row.path).into(),
            ),
            Column::text("title", "Title; empty if the source gives none.", |row| {
                (&row.title).into()
            }),
            Column::date("date", "Date of publication, as exact as the source gives it.", |row| {
                row.date.into()
            }),
            Column::text("source", "Who published it; empty if unknown.", |row| {
                (&row.source).into()
            }),
            Column::text(
                "encoding",
                "Encoding the bytes were decoded from, by its name in the Encoding Standard.",
                |row| row.encoding.into(),
            ),
            Column::<Self>::integer("characters", "Length of the original decoded text.", |row| {
                row.characters.into()
            })
            .unit("characters"),
            Column::<Self>::integer(
                "mentions",
                "Mentions of formulas in the document; empty for a duplicate that is not counted.",
                |row| row.mentions.into(),
            ),
            Column::<Self>::integer(
                "formulas",
                "Distinct formulas in the document; empty for a duplicate that is not counted.",
                |row| row.formulas.into(),
            ),
            Column::text(
                "duplicate_of",
                "Id of the document that this one repeats: the same text, white space aside, or \
                 nearly the same published within a month; empty if it repeats none or duplicates \
                 were not looked for.",
                |row| (&row.duplicate_of).into(),
            ),
            Column::text(
                "date_from",
                "Where the date was found: record (a column or key), page (what a web page says of \
                 itself), text (a line round the headline), path (folders and file name) or id; \
                 empty without a date.",
                |row| row.date_from.into(),
            ),
            Column::text(
                "source_from",
                "Where the source was found, in the same words; empty if it is unknown.",
                |row| row.source_from.into(),
            ),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.document, &self.path).cmp(&(&other.document, &other.path))
    }
}

/// A row of `mentions.csv`: one place where a formula stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentionRow {
    /// The document.
    pub document: String,
    /// First character, counted from 0 in the original decoded text.
    pub start: u64,
    /// One past the last character.
    pub end: u64,
    /// The text from `start` to `end`.
    pub surface: String,
    /// The canonical form.
    pub formula: String,
    /// The kind of formula.
    pub kind: &'static str,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// The text just before it.
    pub left: String,
    /// The text just after it.
    pub right: String,
}

impl Row for MentionRow {
    const TABLE: Table<Self> = Table {
        name: "mentions",
        description: "A place where a formula stands, ordered by document and place.",
        key: &["document", "start", "end", "formula"],
        columns: &[
            Column::text("document", "Id of the document.", |row| (&row.document).into()),
            Column::<Self>::integer(
                "start",
                "First character of the mention, counted from 0 in Unicode scalar values of the \
                 document's original decoded text.",
                |row| row.start.into(),
            )
            .unit("characters"),
            Column::<Self>::integer("end", "One past the last character of the mention.", |row| {
                row.end.into()
            })
            .unit("characters"),
            Column::text("surface", "The original text from start to end.", |row| {
                (&row.surface).into()
            }),
            Column::text(
                "formula",
                "Canonical form: without quotation marks, separators and white space, simplified.",
                |row| (&row.formula).into(),
            ),
            Column::text(
                "kind",
                "Kind of formula: classified, bare, chained, inner or sum; with --include also \
                 announcement, period or word.",
                |row| row.kind.into(),
            ),
            Column::boolean("quoted", "Whether it stands between quotation marks.", |row| {
                row.quoted.into()
            }),
            Column::text("left", "Text just before the mention, in the same document.", |row| {
                (&row.left).into()
            }),
            Column::text("right", "Text just after the mention, in the same document.", |row| {
                (&row.right).into()
            }),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.document, self.start, self.end, &self.formula).cmp(&(
            &other.document,
            other.start,
            other.end,
            &other.formula,
        ))
    }
}
