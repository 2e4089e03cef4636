//! What every command that looks at texts begins with: reading the input, and looking at it twice.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::TempDir;
use tifa::corpus::{self, Corpus, Omission};
use tifa::mine::{Looked, Options};
use tifa::progress::Progress;
use tifa::text::Words;

use super::messages;

/// Reads the documents under `paths`; `-` is one text from standard input.
///
/// # Errors
/// If nothing could be read; what was left out has been named by then.
pub(super) fn read(
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Progress,
) -> anyhow::Result<Corpus> {
    let stdin = match paths.iter().any(|path| is_stdin(path)) {
        true => Some(Stdin::read()?),
        false => None,
    };
    let files: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let files = match &stdin {
        Some(stdin) => [files, vec![stdin.file.clone()]].concat(),
        None => files,
    };
    let mut corpus = corpus::read(&files, &options.read, progress);
    if let Some(stdin) = &stdin {
        stdin.rename(&mut corpus);
    }
    if corpus.documents.is_empty() {
        messages::omissions(&corpus.omissions, None);
        return Err(nothing_read());
    }
    Ok(corpus)
}

/// A corpus after both looks, the dictionary they were taken with, and what was left out.
pub(super) struct Seen {
    pub(super) looked: Looked,
    pub(super) dictionary: Words,
    pub(super) omissions: Vec<Omission>,
}

/// Takes both looks at what was read.
pub(super) fn look(corpus: Corpus, options: &Options, progress: &dyn Progress) -> Seen {
    let omissions = corpus.omissions.clone();
    let dictionary = Words::new();
    let looked = Looked::at(corpus, options, &dictionary, progress);
    Seen { looked, dictionary, omissions }
}

/// What is said if there is no document.
pub(super) fn nothing_read() -> anyhow::Error {
    anyhow::anyhow!("nothing to mine: no document could be read")
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Standard input, kept in a file so that it is decoded like every other one.
struct Stdin {
    file: PathBuf,
    _folder: TempDir,
}

impl Stdin {
    fn read() -> anyhow::Result<Stdin> {
        if io::stdin().is_terminal() {
            messages::say(
                "Reading a text from the terminal; end it with Ctrl-D (Windows: Ctrl-Z).",
            );
        }
        let keep = || -> io::Result<Stdin> {
            let folder = tempfile::Builder::new().prefix("tifa-").tempdir()?;
            let file = folder.path().join("stdin.txt");
            io::copy(&mut io::stdin().lock(), &mut File::create(&file)?)?;
            Ok(Stdin { file, _folder: folder })
        };
        keep().context("standard input cannot be read")
    }

    /// Calls it what the user calls it.
    fn rename(&self, corpus: &mut Corpus) {
        let file = self.file.display().to_string();
        let paths = corpus.documents.iter_mut().map(|document| &mut document.path);
        let paths = paths.chain(corpus.omissions.iter_mut().map(|omission| &mut omission.path));
        for path in paths.filter(|path| **path == file) {
            *path = "standard input".to_string();
        }
    }
}
