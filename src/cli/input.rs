//! What every command that looks at texts begins with: reading the input, and looking at it twice.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tifa::corpus::{self, Corpus, InMemory, Omission, ReadOptions};
use tifa::mine::{Looked, Options};
use tifa::progress::Progress;
use tifa::text::Words;

use super::messages;

/// Reads the documents under `paths`; `-` is standard input.
///
/// # Errors
/// If nothing could be read; what was left out has been named by then.
pub(super) fn read(
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Progress,
) -> anyhow::Result<Corpus> {
    let mut options = options.read.clone();
    let files = take_stdin(paths, &mut options)?;
    let corpus = corpus::read(&files, &options, progress);
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

/// The paths without `-`; if it is among them, standard input is read into `options`.
///
/// # Errors
/// If standard input cannot be read.
pub(super) fn take_stdin(
    paths: &[PathBuf],
    options: &mut ReadOptions,
) -> anyhow::Result<Vec<PathBuf>> {
    let is_stdin = |path: &&PathBuf| path.as_path() == Path::new("-");
    if paths.iter().any(|path| is_stdin(&path)) {
        if io::stdin().is_terminal() {
            messages::say(
                "Reading a text from the terminal; end it with Ctrl-D (Windows: Ctrl-Z).",
            );
        }
        let mut bytes = Vec::new();
        // One byte more than may be, so that reading says that it is too large.
        let most = options.limits.file_bytes.saturating_add(1);
        let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
        read.context("standard input cannot be read")?;
        let name = "standard input".to_string();
        let file_name = format!("stdin{}", ending(&bytes));
        options.in_memory.push(InMemory { name, file_name, bytes: bytes.into() });
    }
    Ok(paths.iter().filter(|path| !is_stdin(path)).cloned().collect())
}

/// The ending that a file with this content would have, since standard input has no name.
fn ending(bytes: &[u8]) -> &'static str {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match text {
        _ if bytes.starts_with(b"\x1F\x8B") => ".txt.gz",
        _ if bytes.starts_with(b"\x28\xB5\x2F\xFD") => ".txt.zst",
        _ if bytes.starts_with(b"PK\x03\x04") => ".zip",
        [b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => ".jsonl",
        [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => ".json",
        _ => ".txt",
    }
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn what_comes_without_a_name_is_known_by_its_beginning() {
        assert_eq!(ending("县里修路。".as_bytes()), ".txt");
        assert_eq!(ending(b"\xEF\xBB\xBF {\"text\": 1}\n"), ".jsonl");
        assert_eq!(ending(b"[\n {\"text\": 1}]"), ".json");
        assert_eq!(ending("[视频] {修路}".as_bytes()), ".txt");
        assert_eq!(ending(b"PK\x03\x04"), ".zip");
        assert_eq!(ending(b""), ".txt");
    }
}
