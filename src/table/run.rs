//! `run.json`: what a run was asked, what it found, what it left out, and what it cost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::corpus::Omission;

/// The record of a run. Everything but [`Run::performance`] is the same for the same input and
/// options, on any number of threads.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Run {
    /// The version of tifa.
    pub version: String,
    /// The subcommand, such as `mine`.
    pub command: String,
    /// The options that shape the result, defaults written out. What only changes the cost belongs
    /// into [`Performance::options`].
    pub options: BTreeMap<String, Value>,
    /// What was counted, such as documents and characters.
    pub counts: BTreeMap<String, u64>,
    /// The rows of every table.
    #[serde(default)]
    pub tables: BTreeMap<String, u64>,
    /// Input that was left out, and why, in order.
    pub omissions: Vec<OmissionEntry>,
    /// Every file of the report but this one. The next run into the same folder removes those of
    /// them that it does not write itself.
    #[serde(default)]
    pub files: Vec<String>,
    /// What the run cost: leave this key out when you compare two runs.
    pub performance: Performance,
}

/// Input that was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OmissionEntry {
    /// The file.
    pub path: String,
    /// The place in the file, if it is only a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What is wrong, and what to do about it.
    pub reason: String,
}

impl From<&Omission> for OmissionEntry {
    fn from(omission: &Omission) -> OmissionEntry {
        OmissionEntry {
            path: omission.path.clone(),
            place: omission.place.clone(),
            reason: omission.reason.clone(),
        }
    }
}

/// What a run cost. Differs from run to run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Performance {
    /// Options that do not shape the result, such as the number of threads.
    pub options: BTreeMap<String, Value>,
    /// Seconds in all.
    pub seconds: f64,
    /// The stages in the order in which they ran.
    pub stages: Vec<Stage>,
}

/// What one stage of a run cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The name.
    pub stage: String,
    /// How long it took.
    pub seconds: f64,
    /// How many bytes it worked through, if it can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}
