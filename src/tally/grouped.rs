//! How often labels stand in groups of documents: periods of time, sources, regions.

use std::hash::Hash;
use std::ops::AddAssign;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::frequency::labels_of;
use super::{Counts, Extent, Occurrences};

/// The size of a group of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupSize {
    /// Its documents.
    pub documents: u64,
    /// Their characters.
    pub characters: u64,
}

impl AddAssign for GroupSize {
    fn add_assign(&mut self, other: GroupSize) {
        self.documents += other.documents;
        self.characters += other.characters;
    }
}

/// How often a label stands in a group of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Its mentions.
    pub mentions: u64,
    /// Documents that mention it.
    pub documents: u64,
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Usage) {
        self.mentions += other.mentions;
        self.documents += other.documents;
    }
}

/// How often labels stand in groups of documents, each document in one group or in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grouped<K> {
    sizes: Counts<K, GroupSize>,
    usages: Counts<(u32, K), Usage>,
    ungrouped: u64,
}

impl<K> Default for Grouped<K> {
    fn default() -> Grouped<K> {
        Grouped { sizes: Counts::default(), usages: Counts::default(), ungrouped: 0 }
    }
}

impl<K: Ord + Clone + Hash + Send + Sync> Grouped<K> {
    /// Counts every label in every group. `extents` holds the size of each document by its ordinal,
    /// `group` tells a document's group by its ordinal.
    pub fn count(
        occurrences: &Occurrences,
        extents: &[Extent],
        group: impl Fn(usize) -> Option<K> + Sync,
    ) -> Grouped<K> {
        let mut sizes: FxHashMap<K, GroupSize> = FxHashMap::default();
        let mut ungrouped = 0;
        for (document, extent) in extents.iter().enumerate() {
            match group(document) {
                None => ungrouped += 1,
                Some(group) => {
                    let size = GroupSize { documents: 1, characters: extent.characters };
                    *sizes.entry(group).or_default() += size;
                }
            }
        }
        let usages = occurrences
            .par_documents()
            .fold(FxHashMap::default, |mut usages: FxHashMap<(u32, K), Usage>, document| {
                if let Some(group) = group(document[0].document as usize) {
                    for (label, mentions) in labels_of(document) {
                        let usage = Usage { mentions, documents: 1 };
                        *usages.entry((label, group.clone())).or_default() += usage;
                    }
                }
                usages
            })
            .map(Counts::new)
            .reduce(Counts::default, Counts::merge);
        Grouped { sizes: Counts::new(sizes), usages, ungrouped }
    }

    /// The counts over two sets of documents that have no document in common.
    pub fn merge(self, other: Grouped<K>) -> Grouped<K> {
        Grouped {
            sizes: self.sizes.merge(other.sizes),
            usages: self.usages.merge(other.usages),
            ungrouped: self.ungrouped + other.ungrouped,
        }
    }

    /// The groups that have documents, in order.
    pub fn groups(&self) -> impl Iterator<Item = (K, GroupSize)> + '_ {
        self.sizes.iter()
    }

    /// The size of a group; zeros for one without documents.
    pub fn size(&self, group: &K) -> GroupSize {
        self.sizes.get(group)
    }

    /// How often a label stands in a group.
    pub fn usage(&self, label: u32, group: K) -> Usage {
        self.usages.get(&(label, group))
    }

    /// The labels with the groups in which they stand, in the order of labels, then groups.
    pub fn usages(&self) -> impl Iterator<Item = (u32, K, Usage)> + '_ {
        self.usages.iter().map(|((label, group), usage)| (label, group, usage))
    }

    /// Documents that belong to no group.
    pub fn ungrouped(&self) -> u64 {
        self.ungrouped
    }
}
