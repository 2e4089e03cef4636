//! Closed phrases as the search keeps them.
//!
//! Most of them are listed by nobody: they have no neighbours of their own on one side, or stand in too few
//! texts. But the cohesion of others follows from their counts, so of every closed phrase as much is
//! kept as that needs, and figures only of those that may be listed.

use std::num::NonZeroU32;

use super::repeat::Repeat;

/// A closed phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// A place where it stands, in symbols of the encoded corpus; the first if it has figures.
    pub(super) start: u32,
    /// Its length in symbols.
    pub(super) length: u32,
    /// How often it occurs.
    pub(super) count: u32,
    /// How far before it, in the same bucket, the longest closed phrase stands that this one continues.
    pub(super) parent: Option<NonZeroU32>,
    /// The bits of the hash of its symbols.
    pub(super) hash: u32,
}

/// A closed phrase that may be listed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Listable {
    /// Its place among the closed phrases of its bucket.
    pub(super) index: u32,
    /// Its figures.
    pub(super) repeat: Repeat,
}

/// The closed phrases that begin with one symbol. Boxed, since there is a bucket for every symbol that
/// could be, and most are empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Bucket {
    /// All of them, a phrase before those that continue it.
    pub(super) closed: Box<[Found]>,
    /// Those that may be listed, in the same order.
    pub(super) listable: Box<[Listable]>,
}

impl Bucket {
    /// Keeps the phrases that occur often enough. What a kept phrase continues is more frequent still,
    /// so it is kept as well.
    pub(super) fn keep_frequent(&mut self, min_count: u32) {
        let mut kept = 0;
        let place = |found: &Found| {
            let place = kept;
            kept += u32::from(found.count >= min_count);
            place
        };
        let places: Vec<u32> = self.closed.iter().map(place).collect();
        let mut closed = std::mem::take(&mut self.closed).into_vec();
        for (index, found) in closed.iter_mut().enumerate() {
            let parent = |distance: NonZeroU32| {
                let parent = places.get(index.checked_sub(distance.get() as usize)?)?;
                NonZeroU32::new(places[index] - parent)
            };
            found.parent = found.parent.and_then(parent);
        }
        closed.retain(|found| found.count >= min_count);
        self.closed = closed.into_boxed_slice();
        let mut listable = std::mem::take(&mut self.listable).into_vec();
        listable.retain_mut(|listable| {
            listable.index = places[listable.index as usize];
            listable.repeat.count >= min_count
        });
        self.listable = listable.into_boxed_slice();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_still_knows_what_it_continues() {
        let found = |count, parent| {
            let parent = NonZeroU32::new(parent);
            Found { start: 0, length: 2, count, parent, hash: 0 }
        };
        let listable = |index, count| {
            let repeat = Repeat { count, ..Repeat::EMPTY };
            Listable { index, repeat }
        };
        let mut bucket = Bucket {
            closed: [found(9, 0), found(2, 1), found(7, 2), found(3, 1), found(5, 2)].into(),
            listable: [listable(2, 7), listable(3, 3), listable(4, 5)].into(),
        };
        bucket.keep_frequent(4);
        assert_eq!(*bucket.closed, [found(9, 0), found(7, 1), found(5, 1)]);
        assert_eq!(*bucket.listable, [listable(1, 7), listable(2, 5)]);
    }
}
