//! The first look: facts and evidence of each part, then of all.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::known::{Cleaner, Known, dictionary};
use super::merging::Merging;
use super::rows::text;
use super::stage::{Broken, Stage};
use super::{Row, Rows, unpack};
use crate::formula::{Evidence, observe};
use crate::mine::{Facts, Observed};
use crate::tally::Quotes;

/// What is known of some documents after the first look: what decides, and goes to whoever decides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FirstLook {
    /// Their sizes and dates.
    pub facts: Facts,
    /// What was seen of numbered labels in those that are counted.
    pub evidence: Evidence,
}

/// The key of first looks.
const LOOK: &[u8] = b"look";
/// The key of quoted phrases beside them, which are many and decide nothing.
pub(super) const QUOTES: &[u8] = b"quotes";

impl FirstLook {
    /// Reads the value of the row with the key `look` that `merge first looks` gives.
    ///
    /// # Errors
    /// If it is nothing like it.
    pub fn from_bytes(bytes: &[u8]) -> Result<FirstLook, Broken> {
        read(bytes)
    }
}

/// Reads the value of the row with the key `quotes` that `merge first looks` gives.
///
/// # Errors
/// If it is nothing like it.
pub fn quotes_from_bytes(bytes: &[u8]) -> Result<Quotes, Broken> {
    read(bytes)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Broken> {
    serde_json::from_slice(bytes).map_err(Broken::json)
}

fn written(value: &impl Serialize) -> Result<Vec<u8>, Broken> {
    serde_json::to_vec(value).map_err(Broken::json)
}

/// What is merged: facts, and what was observed.
type Look = (Facts, Observed);

fn merge(a: Look, b: Look) -> Result<Look, Broken> {
    Ok((a.0.merge(b.0), a.1.merge(b.1)))
}

/// Hands on the sum of looks, if there is any.
fn hand_on(looks: &mut Merging<Look>, out: &mut Rows) -> Result<(), Broken> {
    let Some((facts, observed)) = std::mem::take(looks).whole(merge)? else { return Ok(()) };
    let Observed { evidence, quotes } = observed;
    out.push(LOOK, b"", &written(&FirstLook { facts, evidence })?);
    out.push(QUOTES, b"", &written(&quotes)?);
    Ok(())
}

/// Map over documents, each with the one it repeats: for the part one row with what decides, and one with
/// the quoted phrases.
pub(super) struct FirstLooks {
    count_duplicates: bool,
    cleaner: Cleaner,
    looks: Merging<Look>,
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
        let mut look = Look::default();
        look.0.add(&document, repeats, mined);
        if mined {
            let (text, _) = self.cleaner.clean(&document.text);
            let candidates = observe(&text, dictionary());
            let shown = (&text, candidates.as_slice(), document.date);
            look.1 = Observed::of(std::iter::once(shown));
        }
        self.looks.add(look, merge)
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        hand_on(&mut self.looks, out)
    }
}

/// Merges the rows of several parts to one of each kind.
#[derive(Default)]
pub(super) struct MergeFirstLooks(Merging<Look>);

impl Stage for MergeFirstLooks {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        let mut look = Look::default();
        if row.key == QUOTES {
            look.1.quotes = quotes_from_bytes(row.value)?;
        } else {
            let FirstLook { facts, evidence } = FirstLook::from_bytes(row.value)?;
            (look.0, look.1.evidence) = (facts, evidence);
        }
        self.0.add(look, merge)
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        hand_on(&mut self.0, out)
    }
}
