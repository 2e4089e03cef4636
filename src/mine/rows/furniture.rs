//! `furniture.csv`.

use crate::mine::Looked;
use crate::table::{FurnitureRow, sort};

pub(super) fn furniture_rows(looked: &Looked) -> Vec<FurnitureRow> {
    let row = |piece: &crate::text::FurniturePiece| FurnitureRow {
        text: piece.text.clone(),
        form: piece.form.name(),
        documents: piece.documents,
        places: piece.places,
        document: looked.document(piece.first).id.clone(),
    };
    let mut rows: Vec<FurnitureRow> = looked.furniture.iter().map(row).collect();
    sort(&mut rows);
    rows
}
