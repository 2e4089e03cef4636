//! From where and how a corpus was read, as far as it shows in the report.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::corpus::ReadOptions;

/// From where and how a corpus was read, as far as it shows in the report: what `run.json` says of it,
/// and what the parts of one corpus must have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The paths that were given, in order.
    paths: Vec<String>,
    /// The globs of what was passed over, in order.
    exclude: Vec<String>,
    /// The columns with id, text, title, date and source; none where they are guessed.
    columns: [Option<String>; 5],
    /// The other columns that are kept, in order.
    kept: Vec<String>,
}

impl Input {
    /// What is read from `paths` with these options.
    pub fn of(paths: &[PathBuf], read: &ReadOptions) -> Input {
        let columns = [
            &read.id_column,
            &read.text_column,
            &read.title_column,
            &read.date_column,
            &read.source_column,
        ];
        Input {
            paths: in_order(paths.iter().map(|path| path.display().to_string())),
            exclude: in_order(read.exclude.iter().cloned()),
            columns: columns.map(Clone::clone),
            kept: in_order(read.keep_metadata.iter().map(|name| name.to_lowercase())),
        }
    }

    /// Whether a column was kept.
    pub fn keeps(&self, column: &str) -> bool {
        self.kept.contains(&column.to_lowercase())
    }

    /// Adds what another part of the corpus was read from. False if it was read in another way, so
    /// that the same record would have given another document.
    pub fn add(&mut self, other: &Input) -> bool {
        let union = |a: &[String], b: &[String]| in_order(a.iter().chain(b).cloned());
        self.paths = union(&self.paths, &other.paths);
        self.exclude = union(&self.exclude, &other.exclude);
        let lower = |name: &Option<String>| name.as_ref().map(|name| name.to_lowercase());
        self.columns.iter().map(lower).eq(other.columns.iter().map(lower))
            && self.kept == other.kept
    }

    /// What `run.json` says of it, by name.
    pub fn options(&self) -> BTreeMap<String, Value> {
        let [id, text, title, date, source] = &self.columns;
        let options = [
            ("paths", json!(self.paths)),
            ("exclude", json!(self.exclude)),
            ("id_column", json!(id)),
            ("text_column", json!(text)),
            ("title_column", json!(title)),
            ("date_column", json!(date)),
            ("source_column", json!(source)),
        ];
        options.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }
}

fn in_order(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
