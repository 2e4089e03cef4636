//! Documents with nearly the same text: signatures meet in bands, then texts are compared pair by pair.

use super::position::{Position, lengthy, tuple, two};
use super::rows::text;
use super::same::NEAR;
use super::stage::{Broken, Stage};
use super::{Row, Rows, unpack};
use crate::corpus::{Date, Originals, ShingleSet, Signature, Sketch, admitted, least};

/// Map over documents, each with the one it repeats word for word: those that repeat none, to band,
/// position.
#[derive(Default)]
pub(super) struct Bands;

impl Stage for Bands {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if !row.order.is_empty() {
            return Ok(());
        }
        let document = unpack(row.value)?;
        let position = Position::of(&document).bytes();
        if let Some(signature) = Sketch::of(&document.text).signature {
            for (band, number) in (0u8..).zip(signature.bands()) {
                let mut key = vec![band];
                key.extend(number.to_be_bytes());
                out.push(&key, &position, b"");
            }
        }
        Ok(())
    }
}

/// Reduce by band: pairs worth comparing, to the position of the later one, with that of the earlier.
#[derive(Default)]
pub(super) struct Meeting {
    band: Vec<u8>,
    before: Vec<(Option<Date>, Vec<u8>)>,
}

impl Stage for Meeting {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if self.band != row.key {
            self.band = row.key.to_vec();
            self.before.clear();
        }
        let date = Position::read(row.order)?.date;
        let may_be = |(earlier, _): &&(Option<Date>, Vec<u8>)| least(date, *earlier).is_some();
        for (_, earlier) in admitted(self.before.iter(), may_be) {
            out.push(row.order, earlier, b"");
        }
        self.before.push((date, row.order.to_vec()));
        Ok(())
    }
}

/// Reduce by the later one of a pair: each pair once, as requests for the two texts: to id, with the
/// position of the later one.
#[derive(Default)]
pub(super) struct Pairs {
    last: Option<(Vec<u8>, Vec<u8>)>,
}

impl Stage for Pairs {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let (later, earlier) = (row.key, row.order);
        let of_last = self.last.as_ref().filter(|(last, _)| last == later);
        if of_last.is_some_and(|(_, last)| last == earlier) {
            return Ok(());
        }
        if of_last.is_none() {
            out.push(Position::read(later)?.id.as_bytes(), b"", later);
        }
        out.push(Position::read(earlier)?.id.as_bytes(), b"", later);
        self.last = Some((later.to_vec(), earlier.to_vec()));
        Ok(())
    }
}

/// Map over documents with such a request: to the position of the later one, that one itself first,
/// then the earlier ones in their order; with the text.
#[derive(Default)]
pub(super) struct TextByPair;

impl Stage for TextByPair {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let document = unpack(row.value)?;
        let own = Position::of(&document).bytes();
        let order = if own == row.order { Vec::new() } else { own };
        out.push(row.order, &order, document.text.as_bytes());
        Ok(())
    }
}

/// Reduce by the later one of pairs: those that are alike, all to one key, in the order of both
/// positions, with both ids.
#[derive(Default)]
pub(super) struct Alike {
    later: Option<Later>,
}

struct Later {
    bytes: Vec<u8>,
    position: Position,
    signature: Option<Signature>,
    shingles: ShingleSet,
}

impl Stage for Alike {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let written = text(row.value)?;
        if row.order.is_empty() {
            self.later = Some(Later {
                bytes: row.key.to_vec(),
                position: Position::read(row.key)?,
                signature: Sketch::of(written).signature,
                shingles: ShingleSet::of(written),
            });
            return Ok(());
        }
        let Some(later) = self.later.as_ref().filter(|later| later.bytes == row.key) else {
            return Err(Broken("a pair of documents lacks the later one".into()));
        };
        let earlier = Position::read(row.order)?;
        let signature = Sketch::of(written).signature;
        let looks_like = later.signature.as_ref().zip(signature.as_ref());
        let alike = looks_like.is_some_and(|(a, b)| a.looks_like(b))
            && least(later.position.date, earlier.date)
                .is_some_and(|least| later.shingles.alike(&ShingleSet::of(written), least));
        if alike {
            let ids = [later.position.id.as_bytes(), earlier.id.as_bytes()];
            out.push(b"", &tuple(&[&later.bytes, row.order]), &lengthy(ids));
        }
        Ok(())
    }
}

/// Reduce of all pairs in one place, in the order of both positions: near-duplicates, to id, with the
/// id of a document that is a near-duplicate of none. Holds the ids of the near-duplicates so far.
#[derive(Default)]
pub(super) struct NearDuplicates {
    originals: Originals<Vec<u8>>,
}

impl Stage for NearDuplicates {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let Some((later, earlier)) = two(row.value) else {
            return Err(Broken("a pair of documents lacks an id".into()));
        };
        if self.originals.is_duplicate(later.to_vec(), earlier.to_vec()) {
            out.push(later, NEAR, earlier);
        }
        Ok(())
    }
}
