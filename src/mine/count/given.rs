//! The lists of items that documents give for formulas, counted: which is given most?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::table::ExpansionRow;
use crate::tally::Counts;

/// How many documents give just these complete lists for a formula. A document may give several, and
/// counts once for all that are alike; so what is counted are the sets of lists that documents give.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::mine) struct GivenLists(Counts<(u32, Vec<GivenList>), u64>);

/// A complete list of items, with the certainty in hundredths that they belong to the formula.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct GivenList {
    items: Vec<String>,
    certainty: u32,
}

/// The list for a formula that most documents give.
pub(in crate::mine) struct Supported<'a> {
    pub(in crate::mine) items: &'a [String],
    pub(in crate::mine) documents: u64,
}

impl GivenLists {
    /// The lists of some documents: for each document its rows with the numbers of their formulas.
    pub(super) fn of<'r>(documents: impl Iterator<Item = &'r [(u32, ExpansionRow)]>) -> GivenLists {
        let of_document = |rows: &'r [(u32, ExpansionRow)]| {
            let mut lists: BTreeMap<u32, Vec<GivenList>> = BTreeMap::new();
            for (label, row) in rows.iter().filter(|(_, row)| row.complete) {
                let certainty = (row.certainty * 100.0).round() as u32;
                let list = GivenList { items: row.items.clone(), certainty };
                lists.entry(*label).or_default().push(list);
            }
            lists.into_iter().map(|(label, mut lists)| {
                lists.sort_unstable();
                ((label, lists), 1)
            })
        };
        GivenLists(documents.flat_map(of_document).collect())
    }

    /// The lists of two sets of documents that have no document in common.
    pub(super) fn merge(self, other: GivenLists) -> GivenLists {
        GivenLists(self.0.merge(other.0))
    }

    /// The different lists that are given for a formula.
    pub(super) fn lists(&self, label: u32) -> BTreeSet<&[String]> {
        let lists = self.sets(label).flat_map(|(lists, _)| lists);
        lists.map(|list| list.items.as_slice()).collect()
    }

    /// The complete list that most documents give for a formula; of several the surest, then the
    /// shortest, then the first in the order of their items. A document that gives it with more words
    /// at its edges (涉及的工商、税务、质监 for 工商、税务、质监) gives it too.
    pub(in crate::mine) fn best(&self, label: u32) -> Option<Supported<'_>> {
        let mut surest: BTreeMap<&[String], u32> = BTreeMap::new();
        for list in self.sets(label).flat_map(|(lists, _)| lists) {
            let certainty = surest.entry(&list.items).or_default();
            *certainty = list.certainty.max(*certainty);
        }
        let supported = surest.into_iter().map(|(items, certainty)| {
            let give = |lists: &[GivenList]| lists.iter().any(|l| is_core_of(items, &l.items));
            let documents = self.sets(label).filter(|(lists, _)| give(lists));
            (Supported { items, documents: documents.map(|(_, count)| count).sum() }, certainty)
        });
        let best = supported.min_by(|(a, sure_a), (b, sure_b)| {
            (b.documents.cmp(&a.documents))
                .then(sure_b.cmp(sure_a))
                .then_with(|| (length(a.items), a.items).cmp(&(length(b.items), b.items)))
        });
        best.map(|(supported, _)| supported)
    }

    /// The sets of lists that documents give for a formula, with the number of such documents.
    fn sets(&self, label: u32) -> impl Iterator<Item = (&[GivenList], u64)> {
        let all = self.0.as_slice();
        let start = all.partition_point(|((other, _), _)| *other < label);
        let own = all[start..].iter().take_while(move |((other, _), _)| *other == label);
        own.map(|((_, lists), count)| (lists.as_slice(), *count))
    }
}

/// Whether a list is the same as another but for words before its first item or after its last.
fn is_core_of(items: &[String], longer: &[String]) -> bool {
    let Some((first, rest)) = items.split_first() else { return false };
    let Some((longer_first, longer_rest)) = longer.split_first() else { return false };
    let (Some((last, inner)), Some((longer_last, longer_inner))) =
        (rest.split_last(), longer_rest.split_last())
    else {
        return items == longer;
    };
    longer_first.ends_with(first.as_str())
        && longer_last.starts_with(last.as_str())
        && inner == longer_inner
}

fn length(items: &[String]) -> usize {
    items.iter().map(|item| item.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One document that gives these lists for the formula 3.
    fn document(lists: &[&[&str]]) -> Vec<(u32, ExpansionRow)> {
        let row = |items: &&[&str]| ExpansionRow {
            items: items.iter().map(|item| item.to_string()).collect(),
            complete: true,
            ..ExpansionRow::default()
        };
        lists.iter().map(|items| (3, row(items))).collect()
    }

    fn given(documents: &[Vec<(u32, ExpansionRow)>]) -> GivenLists {
        GivenLists::of(documents.iter().map(Vec::as_slice))
    }

    #[test]
    fn a_list_with_more_words_at_its_edges_supports_the_list_itself() {
        let documents = [
            document(&[&["涉及的工商", "税务", "质监"]]),
            document(&[&["工商", "税务", "质监的登记"]]),
            document(&[&["工商", "税务", "质监"]]),
            document(&[&["工商", "税务", "社保"]]),
            document(&[&["工商", "税务", "社保"]]),
        ];
        let lists = given(&documents);
        let best = lists.best(3).unwrap();
        assert_eq!(best.items.join("、"), "工商、税务、质监");
        assert_eq!(best.documents, 3);
        assert!(lists.best(2).is_none() && lists.best(4).is_none());
        let (a, b) = (given(&documents[..2]), given(&documents[2..]));
        assert_eq!(b.merge(a), lists);
    }

    #[test]
    fn a_document_that_gives_a_list_twice_supports_it_once() {
        let twice = document(&[&["工商", "税务", "质监"], &["工商", "税务", "质监的登记"]]);
        assert_eq!(given(&[twice]).best(3).unwrap().documents, 1);
    }
}
