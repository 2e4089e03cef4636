//! Documents with the same text: fingerprints meet, then texts.

use super::position::{Position, tuple};
use super::rows::text;
use super::stage::{Broken, Stage};
use super::{Row, Rows, unpack};
use crate::corpus::{Firsts, Sketch};

/// Map over documents: to fingerprint, position.
#[derive(Default)]
pub(super) struct Fingerprints;

impl Stage for Fingerprints {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let document = unpack(row.value)?;
        let fingerprint = Sketch::of(&document.text).hash.to_be_bytes();
        out.push(&fingerprint, &Position::of(&document).bytes(), b"");
        Ok(())
    }
}

/// Reduce by fingerprint: where several documents share one, a request for the text of each: to id,
/// with the fingerprint and the position.
#[derive(Default)]
pub(super) struct SameFingerprint {
    /// The fingerprint of the rows that come now, and the position of the first of them until another
    /// one comes.
    fingerprint: Vec<u8>,
    first: Option<Vec<u8>>,
}

impl Stage for SameFingerprint {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if self.fingerprint != row.key {
            (self.fingerprint, self.first) = (row.key.to_vec(), Some(row.order.to_vec()));
            return Ok(());
        }
        let first = self.first.take();
        for position in first.as_deref().into_iter().chain([row.order]) {
            let id = Position::read(position)?.id;
            out.push(id.as_bytes(), b"", &[row.key, position].concat());
        }
        Ok(())
    }
}

/// Map over documents with such a request: to fingerprint, position, text.
#[derive(Default)]
pub(super) struct TextByFingerprint;

impl Stage for TextByFingerprint {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let Some((fingerprint, position)) = row.order.split_at_checked(8) else {
            return Err(Broken("a request for a text has no fingerprint".into()));
        };
        out.push(fingerprint, position, unpack(row.value)?.text.as_bytes());
        Ok(())
    }
}

/// Reduce by fingerprint: what repeats an earlier text word for word, to its id, with the id of that.
#[derive(Default)]
pub(super) struct SameText {
    fingerprint: Vec<u8>,
    firsts: Firsts<String, String>,
}

impl Stage for SameText {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if self.fingerprint != row.key {
            (self.fingerprint, self.firsts) = (row.key.to_vec(), Firsts::default());
        }
        let id = Position::read(row.order)?.id;
        if let Some(first) = self.firsts.add(id.clone(), text(row.value)?.to_owned()) {
            out.push(id.as_bytes(), EXACT, first.as_bytes());
        }
        Ok(())
    }
}

/// The orders of rows that say what a document repeats word for word, and nearly.
pub(super) const EXACT: &[u8] = b"exact";
pub(super) const NEAR: &[u8] = b"near";

/// Map over what repeats what: so that what repeats a document comes behind what that one repeats.
#[derive(Default)]
pub(super) struct Following;

impl Stage for Following {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        match row.order {
            NEAR => out.push(row.key, &tuple(&[b""]), row.value),
            _ => out.push(row.value, &tuple(&[b"followed by", row.key]), row.key),
        }
        Ok(())
    }
}

/// Reduce by what is repeated: each document that repeats another, to its id, with the id of a document
/// that repeats none.
#[derive(Default)]
pub(super) struct Original {
    /// A document that repeats another nearly, and the other.
    last: Option<(Vec<u8>, Vec<u8>)>,
}

impl Stage for Original {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if row.order == tuple(&[b""]) {
            out.push(row.key, b"", row.value);
            self.last = Some((row.key.to_vec(), row.value.to_vec()));
        } else {
            let original = self.last.as_ref().filter(|(of, _)| of == row.key);
            out.push(row.value, b"", original.map_or(row.key, |(_, original)| original));
        }
        Ok(())
    }
}
