//! Sparse counts that merge.

use std::cmp::Ordering;
use std::hash::Hash;
use std::ops::AddAssign;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Counts of the keys that occur, in the order of the keys. Two of them merge in one walk, and the
/// same counts are always the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts<K, V>(Vec<(K, V)>);

impl<K, V> Default for Counts<K, V> {
    fn default() -> Counts<K, V> {
        Counts(Vec::new())
    }
}

impl<K: Ord + Clone + Hash, V: AddAssign + Clone + Default> Counts<K, V> {
    /// Brings what was counted in a hash map into order.
    pub(super) fn new(counted: FxHashMap<K, V>) -> Counts<K, V> {
        let mut counts: Vec<_> = counted.into_iter().collect();
        counts.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Counts(counts)
    }

    /// The keys with their counts, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (K, V)> + '_ {
        self.0.iter().cloned()
    }

    /// The same as a slice.
    pub fn as_slice(&self) -> &[(K, V)] {
        &self.0
    }

    /// How many keys occur.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The count of one key, zero if it does not occur.
    pub fn get(&self, key: &K) -> V {
        let place = self.0.binary_search_by(|(other, _)| other.cmp(key));
        place.map_or(V::default(), |index| self.0[index].1.clone())
    }

    /// The counts whose keys lie from `first` to `last`, both included.
    pub fn range(&self, first: K, last: K) -> impl Iterator<Item = (K, V)> + '_ {
        let start = self.0.partition_point(|(key, _)| *key < first);
        self.0[start..].iter().cloned().take_while(move |(key, _)| *key <= last)
    }

    /// Both counts together.
    pub fn merge(self, other: Counts<K, V>) -> Counts<K, V> {
        if self.is_empty() {
            return other;
        }
        let mut merged = Vec::with_capacity(self.len().max(other.len()));
        let (mut left, mut right) = (self.0.into_iter().peekable(), other.0.into_iter().peekable());
        while let (Some((a, _)), Some((b, _))) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                Ordering::Less => merged.extend(left.next()),
                Ordering::Greater => merged.extend(right.next()),
                Ordering::Equal => {
                    merged.extend(left.next());
                    if let (Some((_, sum)), Some((_, count))) = (merged.last_mut(), right.next()) {
                        *sum += count;
                    }
                }
            }
        }
        merged.extend(left);
        merged.extend(right);
        Counts(merged)
    }
}

/// Adds up the counts of equal keys.
impl<K: Ord + Clone + Hash, V: AddAssign + Clone + Default> FromIterator<(K, V)> for Counts<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(counted: I) -> Counts<K, V> {
        let mut sums: FxHashMap<K, V> = FxHashMap::default();
        for (key, count) in counted {
            *sums.entry(key).or_default() += count;
        }
        Counts::new(sums)
    }
}
