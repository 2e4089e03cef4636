//! `furniture.csv`.

use serde::{Deserialize, Serialize};

use crate::table::{FurnitureRow, sort};
use crate::tally::Counts;
use crate::text::{FurnitureForm, FurniturePiece};

/// The page furniture that was left out of some documents: what text, known by what form, from how
/// many places and documents. Two of these, of documents that have none in common, merge in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeftOut(Counts<(FurnitureForm, Box<str>), Places>);

/// Where a piece of furniture was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Places {
    documents: u64,
    places: u64,
    /// The first document in the order of ids.
    first: Option<Box<str>>,
}

impl std::ops::AddAssign for Places {
    fn add_assign(&mut self, other: Places) {
        self.documents += other.documents;
        self.places += other.places;
        self.first = [self.first.take(), other.first].into_iter().flatten().min();
    }
}

impl LeftOut {
    /// What was left out of some documents; `id` tells the id of a document by its ordinal, and
    /// documents come in the order of their ids.
    pub fn of<'a>(pieces: &[FurniturePiece], id: impl Fn(usize) -> &'a str) -> LeftOut {
        let places = |piece: &FurniturePiece| {
            let first = Some(id(piece.first).into());
            let places = Places { documents: piece.documents, places: piece.places, first };
            ((piece.form, piece.text.as_str().into()), places)
        };
        LeftOut(pieces.iter().map(places).collect())
    }

    /// What was left out of both sets of documents.
    pub fn merge(self, other: LeftOut) -> LeftOut {
        LeftOut(self.0.merge(other.0))
    }
}

pub(super) fn furniture_rows(left_out: &LeftOut) -> Vec<FurnitureRow> {
    let row = |((form, text), places): ((FurnitureForm, Box<str>), Places)| FurnitureRow {
        text: text.into(),
        form: form.name(),
        documents: places.documents,
        places: places.places,
        document: places.first.unwrap_or_default().into(),
    };
    let mut rows: Vec<FurnitureRow> = left_out.0.iter().map(row).collect();
    sort(&mut rows);
    rows
}
