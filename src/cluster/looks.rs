//! The first look: facts and evidence of each part, then of all.

use serde::{Deserialize, Serialize};

use super::known::{Cleaner, Known, dictionary};
use super::merging::Merging;
use super::rows::text;
use super::stage::{Broken, Stage};
use super::{Row, Rows, unpack};
use crate::formula::observe;
use crate::mine::{Facts, Observed};

/// What is known of some documents after the first look.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FirstLook {
    /// Their sizes and dates.
    pub facts: Facts,
    /// What was observed in those that are counted.
    pub observed: Observed,
}

impl FirstLook {
    /// Of both sets of documents.
    fn merge(self, other: FirstLook) -> Result<FirstLook, Broken> {
        Ok(FirstLook {
            facts: self.facts.merge(other.facts),
            observed: self.observed.merge(other.observed),
        })
    }

    fn to_bytes(&self) -> Result<Vec<u8>, Broken> {
        serde_json::to_vec(self).map_err(Broken::json)
    }

    /// Reads the value of the row that `merge first looks` gives.
    ///
    /// # Errors
    /// If it is nothing like it.
    pub fn from_bytes(bytes: &[u8]) -> Result<FirstLook, Broken> {
        serde_json::from_slice(bytes).map_err(Broken::json)
    }
}

/// Map over documents, each with the one it repeats: one row for the part.
pub(super) struct FirstLooks {
    count_duplicates: bool,
    cleaner: Cleaner,
    looks: Merging<FirstLook>,
}

impl FirstLooks {
    pub(super) fn new(known: &[u8]) -> Result<FirstLooks, Broken> {
        let known = Known::from_bytes(known)?;
        Ok(FirstLooks {
            count_duplicates: known.count_duplicates,
            cleaner: Cleaner::new(&known),
            looks: Merging::default(),
        })
    }
}

impl Stage for FirstLooks {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        let document = unpack(row.value)?;
        text(row.order)?;
        let repeats = !row.order.is_empty();
        let mined = self.count_duplicates || !repeats;
        let mut look = FirstLook::default();
        look.facts.add(&document, repeats, mined);
        if mined {
            let (text, _) = self.cleaner.clean(&document.text);
            let candidates = observe(&text, dictionary());
            look.observed = Observed::of(&text, &candidates, document.date);
        }
        self.looks.add(look, FirstLook::merge)
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        finish(&mut self.looks, out)
    }
}

/// Merges the rows of several parts to one.
#[derive(Default)]
pub(super) struct MergeFirstLooks(Merging<FirstLook>);

impl Stage for MergeFirstLooks {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        self.0.add(FirstLook::from_bytes(row.value)?, FirstLook::merge)
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        finish(&mut self.0, out)
    }
}

fn finish(looks: &mut Merging<FirstLook>, out: &mut Rows) -> Result<(), Broken> {
    if let Some(look) = std::mem::take(looks).whole(FirstLook::merge)? {
        out.push(b"", b"", &look.to_bytes()?);
    }
    Ok(())
}
