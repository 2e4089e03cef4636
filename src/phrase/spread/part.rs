//! What the search of a range found, on its way to the last task.

use std::num::NonZeroU32;

use super::bytes::{Malformed, Reader, Writer};
use super::extract::{Stretches, is_edge};
use crate::phrase::closed::{Found, Listable};
use crate::phrase::repeat::{Place, Repeat};

/// The closed phrases of a range, the figures of those that may be listed, and no more of the text than
/// the phrases, and of the latter the surroundings of two places.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPart {
    pub(super) stretches: Stretches,
    /// In the order of their first characters, a phrase before those that continue it. They stand in
    /// the stretches. Their hashes are not those of their symbols there.
    pub(super) closed: Vec<Found>,
    /// Those that may be listed.
    pub(super) listable: Vec<Listable>,
}

impl FoundPart {
    /// The number of closed phrases.
    pub fn phrases(&self) -> usize {
        self.closed.len()
    }

    /// The part as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.symbols(&self.stretches.symbols, &self.stretches.astral);
        let mut before = 0;
        let mut listable = self.listable.iter().peekable();
        for (index, &Found { start, length, count, parent, .. }) in (0..).zip(&self.closed) {
            let listed = listable.next_if(|listable| listable.index == index);
            writer.number((start - before).into());
            writer.number(length.into());
            writer.number(count.into());
            let parent = parent.map_or(0, NonZeroU32::get);
            writer.number(u64::from(parent) << 1 | u64::from(listed.is_some()));
            before = start;
            let Some(Listable { repeat, .. }) = listed else { continue };
            let Repeat { latest, documents, texts, quoted, openings, .. } = *repeat;
            for number in [latest - start, documents, texts, quoted, openings] {
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
        }
        writer.bytes
    }

    /// The part that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<FoundPart, Malformed> {
        let mut reader = Reader::new(bytes, WHAT);
        let (symbols, astral) = reader.symbols()?;
        // A phrase stands between edges.
        let is_inside = |place: usize| {
            !is_edge(&symbols[place])
                || astral.binary_search_by_key(&(place as u32), |&(at, _)| at).is_ok()
        };
        let stands = |start: u64, length: u32| {
            let end = start + u64::from(length);
            start > 0 && end < symbols.len() as u64 && (start as usize..end as usize).all(is_inside)
        };
        let (mut closed, mut listable) = (Vec::new(), Vec::new());
        let mut before = 0;
        while !reader.is_at_end() {
            let start = before + u64::from(reader.small()?);
            let (length, count) = (reader.small()?, reader.small()?);
            reader.check(length >= 2 && stands(start, length))?;
            before = start;
            let parent = reader.number()?;
            let is_listable = parent & 1 == 1;
            let parent = u32::try_from(parent >> 1).map_err(|_| Malformed(WHAT))?;
            let (start, index) = (start as u32, closed.len() as u32);
            closed.push(Found { start, length, count, parent: NonZeroU32::new(parent), hash: 0 });
            if !is_listable {
                continue;
            }
            let latest = u64::from(start) + u64::from(reader.small()?);
            reader.check(stands(latest, length))?;
            let repeat = Repeat {
                start,
                latest: latest as u32,
                length,
                count,
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
                place: *PLACES.get(reader.number()? as usize).ok_or(Malformed(WHAT))?,
            };
            listable.push(Listable { index, repeat });
        }
        Ok(FoundPart { stretches: Stretches { symbols, astral }, closed, listable })
    }
}

/// What the bytes stand for.
pub(super) const WHAT: &str = "part of a search";

const PLACES: [Option<Place>; 4] =
    [None, Some(Place::Head), Some(Place::LineStart), Some(Place::LineEnd)];
