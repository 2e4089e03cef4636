//! Rows about what was left out of the texts.

use std::cmp::Ordering;

use super::{Column, Row, Table};

/// A row of `furniture.csv`: a text that is no part of the documents it stands in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FurnitureRow {
    /// The text.
    pub text: String,
    /// How it was recognised.
    pub form: &'static str,
    /// In how many documents it was left out.
    pub documents: u64,
    /// In how many places it was left out.
    pub places: u64,
    /// The first of these documents.
    pub document: String,
}

impl Row for FurnitureRow {
    const TABLE: Table<Self> = Table {
        name: "furniture",
        description: "A text that was taken for page furniture and left out of everything that is \
                      counted, ordered by places (most first), then by form and text; none with \
                      --keep-furniture.",
        key: &["text", "form"],
        columns: &[
            Column::text("text", "The text: a line, or a name in it that is spam.", |row| {
                (&row.text).into()
            }),
            Column::text(
                "form",
                "How it was recognised: navigation, links, credit, advertisement, copyright, forum \
                 and spam by their form; repeated: a line at the edge of several documents.",
                |row| row.form.into(),
            ),
            Column::<Self>::integer("documents", "Documents it was left out of.", |row| {
                row.documents.into()
            }),
            Column::<Self>::integer("places", "Places in which it was left out.", |row| {
                row.places.into()
            }),
            Column::text("document", "Id of the first of these documents.", |row| {
                (&row.document).into()
            }),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        other
            .places
            .cmp(&self.places)
            .then_with(|| (self.form, &self.text).cmp(&(other.form, &other.text)))
    }
}
