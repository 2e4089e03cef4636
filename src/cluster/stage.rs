//! What a stage is, and the stages by name.

use super::rows::{Row, Rows};
use super::{counting, furniture, looks, near, phrases, same};

/// Why a stage cannot go on: it was given rows that no stage before it gives, or more than it can hold.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub(super) String);

impl Broken {
    pub(super) fn json(error: serde_json::Error) -> Broken {
        Broken(format!("the rows between two stages are damaged: {error}"))
    }
}

/// One step of the work on one part of the rows.
pub trait Stage: Send {
    /// Takes the next row.
    ///
    /// # Errors
    /// If it is no row of the stage before.
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken>;

    /// Is told that there are no more rows.
    ///
    /// # Errors
    /// If they ended too early.
    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        let _ = out;
        Ok(())
    }
}

/// A stage by its name, with the bytes of what it has to know of all parts, if anything.
///
/// # Errors
/// If there is no such stage, or the bytes are not what it has to know.
pub fn stage(name: &str, known: &[u8]) -> Result<Box<dyn Stage>, Broken> {
    Ok(match name {
        "fingerprints" => Box::new(same::Fingerprints),
        "same fingerprint" => Box::new(same::SameFingerprint::default()),
        "text by fingerprint" => Box::new(same::TextByFingerprint),
        "same text" => Box::new(same::SameText::default()),
        "bands" => Box::new(near::Bands),
        "meeting" => Box::new(near::Meeting::default()),
        "pairs" => Box::new(near::Pairs::default()),
        "text by pair" => Box::new(near::TextByPair),
        "alike" => Box::new(near::Alike::default()),
        "near-duplicates" => Box::new(near::NearDuplicates::default()),
        "following" => Box::new(same::Following),
        "original" => Box::new(same::Original::default()),
        "lines" => Box::new(furniture::Lines::default()),
        "repeated lines" => Box::new(furniture::Repeated::default()),
        "first look" => Box::new(looks::FirstLooks::new(known)?),
        "merge first looks" => Box::new(looks::MergeFirstLooks::default()),
        "count" => Box::new(counting::Count::new(known)?),
        "merge tallies" => Box::new(counting::MergeTallies::default()),
        "census" => Box::new(phrases::TakeCensus::new(known)?),
        "merge censuses" => Box::new(phrases::MergeCensuses::default()),
        "reprints" => Box::new(phrases::Reprints::default()),
        "first prints" => Box::new(phrases::FirstPrints::default()),
        "extracts" => Box::new(phrases::Extracts::new(known)?),
        "search range" => Box::new(phrases::SearchRange::new(known)?),
        "rank phrases" => Box::new(phrases::RankPhrases::new(known)?),
        _ => return Err(Broken(format!("there is no stage {name}"))),
    })
}
