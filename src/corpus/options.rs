//! What a caller may say about how a corpus is to be read.

use std::str::FromStr;
use std::sync::Arc;

/// How to read a corpus. [`Default`] guesses what it can.
///
/// A column is named as in the file; letter case does not matter. In a delimited file without a
/// header row it is given by its number, counting from 1.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The column that holds the id of a record; `None`: guess from the usual names.
    pub id_column: Option<String>,
    /// The column that holds the text; `None`: guess from the usual names.
    pub text_column: Option<String>,
    /// The column that holds the title; `None`: guess from the usual names.
    pub title_column: Option<String>,
    /// The column that holds the date; `None`: guess from the usual names.
    pub date_column: Option<String>,
    /// The column that names the publisher; `None`: guess from the usual names.
    pub source_column: Option<String>,
    /// Other columns to keep in [`Document::metadata`](super::Document::metadata).
    pub keep_metadata: Vec<String>,
    /// Globs of files and folders to pass over, relative to the folder that is walked, as in a
    /// `.gitignore` file. A path given directly is read even so.
    pub exclude: Vec<String>,
    /// Read only a share of the files, so that several machines can read one corpus together.
    pub share: Option<Share>,
    /// Files that are in memory already, such as standard input; they are read besides the paths.
    pub in_memory: Vec<InMemory>,
    /// How much one file may ask for.
    pub limits: Limits,
}

/// One of several shares of the files of a corpus: of the files in the order of their ids every
/// `of`th, beginning with the `number`th, counting from 1. Together the shares are the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which share.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Whether the file at a place of the list, counting from 0, is in this share.
    pub(super) fn holds(self, place: usize) -> bool {
        let of = self.of.max(1) as usize;
        place % of == (self.number.max(1) as usize - 1) % of
    }

    /// Whether this is the share that tells what could not even be listed: one of them has to.
    pub(super) fn tells_omissions(self) -> bool {
        self.holds(0)
    }
}

impl FromStr for Share {
    type Err = String;

    /// Reads `2/7`, the second of seven shares.
    fn from_str(text: &str) -> Result<Share, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| {
            Some(Share { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? })
        });
        numbers.filter(|share| (1..=share.of).contains(&share.number)).ok_or_else(|| {
            format!("`{text}` is no share: give the number of one and of how many, such as 2/7")
        })
    }
}

/// A file that lies in memory instead of on a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InMemory {
    /// What to call it in [`Document::path`](super::Document::path) and in messages.
    pub name: String,
    /// The file name it would have on a disk: it tells the format, and ids are made of it.
    pub file_name: String,
    /// Its content.
    pub bytes: Arc<[u8]>,
}

/// What one file may ask for, so that a bomb or a mistake cannot fill the memory.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest file, in bytes after decompression.
    pub file_bytes: u64,
    /// The largest document, in bytes after decompression: a text file, a line of JSON Lines, a
    /// record of a table.
    pub document_bytes: u64,
    /// How many times larger than the compressed file its content may be, once it is larger than
    /// [`Limits::ratio_from`].
    pub ratio: u64,
    /// The decompressed size in bytes from which [`Limits::ratio`] holds.
    pub ratio_from: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file_bytes: 4 << 30, document_bytes: 256 << 20, ratio: 1000, ratio_from: 64 << 20 }
    }
}
