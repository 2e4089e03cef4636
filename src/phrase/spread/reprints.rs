//! Which documents print others again, found by the keys of their sketches.

use std::collections::BTreeMap;

use super::bytes::{Malformed, Reader, Writer};
use crate::phrase::reprints::{Sketch, firsts, repeats};

/// Among all documents that have a key of their sketches in common, in any order, those that print an
/// earlier one again: (earlier, later). Documents are ordered by their ids.
pub fn repeats_of_key(mut documents: Vec<(String, Sketch)>) -> Vec<(String, String)> {
    documents.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let pairs = repeats(documents.iter().map(|(id, sketch)| (id.as_str(), sketch)));
    pairs.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

/// For each document that prints an earlier one again, the first one that it does, from the pairs of all
/// keys in any order.
pub fn first_prints(pairs: Vec<(String, String)>) -> BTreeMap<String, String> {
    let mut ids: Vec<&String> =
        pairs.iter().flat_map(|(earlier, later)| [earlier, later]).collect();
    ids.sort_unstable();
    ids.dedup();
    let number = |id: &String| ids.partition_point(|&other| other < id) as u32;
    let pairs = pairs.iter().map(|(earlier, later)| (number(earlier), number(later))).collect();
    let first = firsts(ids.len(), pairs);
    let named = |(id, first): (&&String, Option<u32>)| {
        first.map(|first| ((*id).clone(), ids[first as usize].clone()))
    };
    ids.iter().zip(first).filter_map(named).collect()
}

impl Sketch {
    /// The sketch as bytes, four for each of its numbers.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut before = 0;
        for &hash in &self.0 {
            writer.number((hash - before).into());
            before = hash;
        }
        writer.bytes
    }

    /// The sketch that bytes stand for.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if they stand for none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Sketch, Malformed> {
        let mut reader = Reader::new(bytes, "sketch");
        let (mut hashes, mut hash) = (Vec::new(), 0u32);
        while !reader.is_at_end() {
            let step = reader.small()?;
            reader.check(hashes.is_empty() || step > 0)?;
            hash = hash.checked_add(step).ok_or(Malformed("sketch"))?;
            hashes.push(hash);
        }
        Ok(Sketch(hashes.into_boxed_slice()))
    }
}
