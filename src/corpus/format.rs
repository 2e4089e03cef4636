//! Which format and which compression a file has, by its name.

/// How the documents of a file are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One document.
    Text,
    /// One document with a title and perhaps some HTML.
    Markdown,
    /// A web page.
    Page,
    /// A record on each line.
    JsonLines,
    /// One list of records, or an object that holds one.
    Json,
    /// Records under a header row; the delimiter if the ending tells it.
    Delimited(Option<u8>),
    /// A document of Word.
    Word,
    /// Records in columns, with a directory at the end.
    Parquet,
    /// An archive of files.
    Zip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
}

impl Format {
    /// Whether the file is one document.
    pub(super) fn is_one_document(self) -> bool {
        matches!(self, Format::Text | Format::Markdown | Format::Page | Format::Word)
    }
}

/// What a file name tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// The name without the endings that are understood.
    pub(super) stem: &'a str,
    /// `None` if the ending is unknown.
    pub(super) format: Option<Format>,
    pub(super) compression: Option<Compression>,
    /// The ending before that of the compression, in lower case; empty if there is none.
    pub(super) ending: String,
}

/// The endings that are read, for messages.
pub(super) const READABLE: &str = ".txt, .md, .html, .shtml, .jsp, .docx, .jsonl, .ndjson, .json, \
                                   .csv, .tsv, each also .gz or .zst, .parquet, and .zip";

/// Takes a file name apart: `news.jsonl.gz` is gzip-compressed JSON Lines with the stem `news`.
pub(super) fn parse_name(name: &str) -> Name<'_> {
    let (stem, ending) = split(name);
    let (inner, compression) = match ending.to_ascii_lowercase().as_str() {
        "gz" => (stem, Some(Compression::Gzip)),
        "zst" | "zstd" => (stem, Some(Compression::Zstd)),
        _ => (name, None),
    };
    let ending = split(inner).1.to_ascii_lowercase();
    let format = match ending.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "shtml" | "xhtml" | "jsp" => Some(Format::Page),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "json" => Some(Format::Json),
        "csv" => Some(Format::Delimited(None)),
        "tsv" | "tab" => Some(Format::Delimited(Some(b'\t'))),
        "docx" => Some(Format::Word),
        "parquet" => Some(Format::Parquet),
        "zip" => Some(Format::Zip),
        _ => None,
    };
    let stem = match format {
        Some(_) => &inner[..inner.len() - ending.len() - 1],
        None => inner,
    };
    Name { stem, format, compression, ending }
}

/// A name and its ending, which is empty if there is none. `.txt` alone is a name.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{Compression, Format, parse_name};

    #[test]
    fn endings_tell_format_and_compression() {
        let name = parse_name("a.b.JSONL.GZ");
        assert_eq!(name.stem, "a.b");
        assert_eq!(name.format, Some(Format::JsonLines));
        assert_eq!(name.compression, Some(Compression::Gzip));
        assert_eq!(parse_name("a.csv").format, Some(Format::Delimited(None)));
        assert_eq!(parse_name("a.tsv.zst").compression, Some(Compression::Zstd));
        assert_eq!(parse_name("2019.07.16.txt").stem, "2019.07.16");
    }

    #[test]
    fn unknown_endings_stay_in_the_stem() {
        let name = parse_name("notes.Log");
        assert_eq!((name.stem, name.format, name.ending.as_str()), ("notes.Log", None, "log"));
        assert_eq!(parse_name("README").ending, "");
        assert_eq!(parse_name(".txt").format, None);
    }
}
