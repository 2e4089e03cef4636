//! What the search of a range found, on its way to the last task.

use super::bytes::{Malformed, Reader, Writer};
use super::extract::{Stretches, is_edge};
use crate::phrase::repeat::{Place, Repeat};
use crate::phrase::walk::Found;

/// The closed phrases of a range with their figures, and no more of the text than the phrases and the
/// surroundings of two places of each.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPart {
    pub(super) stretches: Stretches,
    /// In the order of their first characters, a phrase before those that continue it. They stand in
    /// the stretches. Their hashes are not those of their symbols there.
    pub(super) phrases: Vec<Found>,
}

impl FoundPart {
    /// The number of phrases.
    pub fn phrases(&self) -> usize {
        self.phrases.len()
    }

    /// The part as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.symbols(&self.stretches.symbols, &self.stretches.astral);
        let mut before = 0;
        for Found { repeat, parent, .. } in &self.phrases {
            let Repeat { start, latest, length, count, documents, texts, quoted, openings, .. } =
                *repeat;
            writer.number((start - before).into());
            writer.number((latest - start).into());
            for number in [length, count, documents, texts, quoted, openings] {
                writer.number(number.into());
            }
            writer.float(repeat.left_entropy);
            writer.float(repeat.right_entropy);
            writer.float(repeat.left_edges);
            writer.float(repeat.right_edges);
            writer.date(repeat.first);
            writer.date(repeat.last);
            let place = PLACES.iter().position(|&place| place == repeat.place);
            writer.number(place.unwrap_or(0) as u64);
            writer.number(parent.map_or(0, |parent| u64::from(parent) + 1));
            before = start;
        }
        writer.bytes
    }

    /// The part that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<FoundPart, Malformed> {
        let mut reader = Reader::new(bytes, "part of a search");
        let (symbols, astral) = reader.symbols()?;
        let mut phrases = Vec::new();
        let mut before = 0u64;
        while !reader.is_at_end() {
            let start = before + reader.number()?.min(u32::MAX.into());
            let latest = start + reader.number()?.min(u32::MAX.into());
            before = start;
            let length = reader.small()?;
            // It stands between edges.
            reader.check(start > 0 && latest + u64::from(length) < symbols.len() as u64)?;
            reader.check(length >= 2)?;
            let (start, latest) = (start as u32, latest as u32);
            for at in [start, latest] {
                let inside = at as usize..(at + length) as usize;
                let is_inside = |place: usize| {
                    !is_edge(&symbols[place])
                        || astral.binary_search_by_key(&(place as u32), |&(at, _)| at).is_ok()
                };
                reader.check(inside.into_iter().all(is_inside))?;
            }
            let repeat = Repeat {
                start,
                latest,
                length,
                count: reader.small()?,
                documents: reader.small()?,
                texts: reader.small()?,
                quoted: reader.small()?,
                openings: reader.small()?,
                left_entropy: reader.float()?,
                right_entropy: reader.float()?,
                left_edges: reader.float()?,
                right_edges: reader.float()?,
                first: reader.date()?,
                last: reader.date()?,
                place: *PLACES
                    .get(reader.number()? as usize)
                    .ok_or(Malformed("part of a search"))?,
            };
            let parent = reader.small()?.checked_sub(1);
            phrases.push(Found { repeat, parent, hash: 0 });
        }
        Ok(FoundPart { stretches: Stretches { symbols, astral }, phrases })
    }
}

const PLACES: [Option<Place>; 4] =
    [None, Some(Place::Head), Some(Place::LineStart), Some(Place::LineEnd)];
