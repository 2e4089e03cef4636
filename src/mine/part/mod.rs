//! A part of a corpus after the first look, as a value that can be written, read and put together with
//! other parts: `tifa observe` makes one, `tifa merge` mines several as if they had been read at once.
//!
//! A part keeps its documents and what was seen in each of them. What no part can know alone (which ids
//! are claimed twice, which documents repeat others, which lines are page furniture, what is a formula)
//! is found when the parts are together.

#[cfg(feature = "parquet")]
mod file;
mod input;

pub use input::Input;

use std::path::PathBuf;

use super::{Observation, Options};
use crate::corpus::{Corpus, Reading};
use crate::formula::observe;
use crate::progress::Progress;
use crate::text::{Furniture, Text, Words};
use rayon::prelude::*;

/// A part of a corpus after the first look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The documents, with the ids that their records claim, and what was left out.
    pub reading: Reading,
    /// What was seen in each document.
    pub observations: Vec<Observation>,
    /// From where and how it was read.
    pub input: Input,
}

/// What parts of a corpus are together.
#[derive(Debug, Default)]
pub struct Joined {
    /// The corpus, as if it had been read at once.
    pub corpus: Corpus,
    /// What was seen in each of its documents.
    pub observations: Vec<Observation>,
    /// From where and how it was read.
    pub input: Input,
}

/// A part that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// It cannot be opened, read or written.
    #[error("{path}: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is no part, or not a whole one.
    #[error(
        "{path} is no part that `tifa observe` wrote, or not the whole of one ({reason}): make it anew, \
         or copy it again",
        path = path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another tifa wrote it.
    #[error(
        "{path} was written by tifa {found}, and this is tifa {ours}: observe it again with this one",
        path = path.display(),
        ours = env!("CARGO_PKG_VERSION")
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The version that wrote it.
        found: String,
    },
    /// It was read in another way than the first part.
    #[error(
        "{path} was observed with other names of columns than {first} (--id-column, --text-column, \
         --title-column, --date-column, --source-column or --by-column): observe both in one way",
        path = path.display(),
        first = first.display()
    )]
    Input {
        /// The file.
        path: PathBuf,
        /// The first part.
        first: PathBuf,
    },
    /// The same documents are in two parts.
    #[error(
        "{path} holds the same documents as {first}: give each part once",
        path = path.display(),
        first = first.display()
    )]
    Twice {
        /// The file.
        path: PathBuf,
        /// The other one.
        first: PathBuf,
    },
    /// A column was not kept when the parts were observed.
    #[error("the parts do not hold the column {0}: observe them with --by-column {0}")]
    Column(String),
    /// This tifa cannot read or write parts.
    #[error(
        "this tifa was built without files of parts; build one that has them: cargo install --path . \
         --features parquet"
    )]
    NotBuilt,
}

impl Part {
    /// Takes the first look at what was read.
    pub fn observe(reading: Reading, input: Input, progress: &dyn Progress) -> Part {
        let dictionary = Words::new();
        let originals: Vec<&str> =
            reading.documents.iter().map(|document| document.text.as_str()).collect();
        let total: usize = originals.iter().map(|original| original.len()).sum();
        let furniture = Furniture::of(&originals);
        progress.begin("observing", Some(total as u64));
        let observations = originals
            .par_iter()
            .zip(furniture.spans)
            .map(|(original, left_out)| {
                let text = Text::without(original, &left_out);
                progress.advance(original.len() as u64);
                Observation { candidates: observe(&text, &dictionary), left_out }
            })
            .collect();
        progress.end();
        Part { reading, observations, input }
    }

    /// Puts parts, each with the name of its file, together.
    ///
    /// # Errors
    /// If the parts were read in different ways, if one of them is there twice, or if they lack a
    /// column that `options` ask for.
    pub fn join(parts: Vec<(PathBuf, Part)>, options: &Options) -> Result<Joined, PartError> {
        let mut joined = Joined::default();
        let Some((first, Part { input, .. })) = parts.first() else { return Ok(joined) };
        for column in &options.by_columns {
            // Every document has a source, be it empty.
            if !column.eq_ignore_ascii_case("source") && !input.keeps(column) {
                return Err(PartError::Column(column.clone()));
            }
        }
        joined.input = input.clone();
        for (index, (path, part)) in parts.iter().enumerate() {
            if !joined.input.add(&part.input) {
                return Err(PartError::Input { path: path.clone(), first: first.clone() });
            }
            let documents = &part.reading.documents;
            let same = |(_, other): &&(PathBuf, Part)| other.reading.documents == *documents;
            let twice = parts[..index].iter().filter(|_| !documents.is_empty()).find(same);
            if let Some((first, _)) = twice {
                return Err(PartError::Twice { path: path.clone(), first: first.clone() });
            }
        }
        let parts = parts.into_iter().map(|(_, part)| (part.reading, part.observations));
        (joined.corpus, joined.observations) = Corpus::join(parts);
        // What several parts were told of is one thing.
        joined.corpus.omissions.dedup();
        Ok(joined)
    }
}

#[cfg(not(feature = "parquet"))]
impl Part {
    /// Not in this build.
    ///
    /// # Errors
    /// Always.
    pub fn write(&self, _: &std::path::Path) -> Result<(), PartError> {
        Err(PartError::NotBuilt)
    }

    /// Not in this build.
    ///
    /// # Errors
    /// Always.
    pub fn read(_: &std::path::Path) -> Result<Part, PartError> {
        Err(PartError::NotBuilt)
    }
}
