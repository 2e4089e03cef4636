//! From paths to a corpus: every file loaded, decoded and taken apart into documents.

use std::path::PathBuf;

use rayon::prelude::*;

use super::archive::read_zip;
use super::bytes::{Loaded, load};
use super::columns::Columns;
use super::delimited::read_delimited;
use super::docx::read_docx;
use super::encoding::{Damage, decode};
use super::format::Format;
use super::html::{declared_encoding, is_page, read_page};
use super::identity::{make_ids_unique, sort_documents};
use super::json::read_json;
use super::markdown;
use super::numbered_lines::articles;
use super::problems::Problems;
use super::record::{Contents, Origin};
use super::walk::{SourceFile, walk};
use super::{Document, Omission, ReadOptions};
use crate::progress::Progress;

/// Documents, and what had to be left out.
#[derive(Debug, Default)]
pub struct Corpus {
    /// In the order of their ids.
    pub documents: Vec<Document>,
    /// In the order of their paths.
    pub omissions: Vec<Omission>,
    /// The size of all files on disk.
    pub bytes: u64,
    /// How many files were read.
    pub files: u64,
}

/// What was read of a corpus, or of a part of it: documents that still claim the ids their records
/// give, whoever else claims them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// In no particular order.
    pub documents: Vec<Document>,
    /// What was left out, file by file in the order of the places.
    pub omissions: Vec<Omission>,
    /// The size of all files on disk.
    pub bytes: u64,
    /// How many files were read.
    pub files: u64,
}

impl Corpus {
    /// A corpus that was read at once.
    pub fn of(part: Reading) -> Corpus {
        let notes = vec![(); part.documents.len()];
        Corpus::join([(part, notes)]).0
    }

    /// A corpus that was read in parts, with a note on each document, which follows it to its place.
    /// The same documents in the same order come out however records were spread over the parts, and
    /// in whatever order the parts come.
    pub fn join<N: Send>(parts: impl IntoIterator<Item = (Reading, Vec<N>)>) -> (Corpus, Vec<N>) {
        let mut corpus = Corpus::default();
        let mut noted: Vec<(Document, N)> = Vec::new();
        for (part, notes) in parts {
            noted.extend(part.documents.into_iter().zip(notes));
            corpus.omissions.extend(part.omissions);
            corpus.bytes += part.bytes;
            corpus.files += part.files;
        }
        sort_documents(&mut noted);
        make_ids_unique(&mut noted);
        let (documents, notes) = noted.into_iter().unzip();
        corpus.documents = documents;
        // Stable: the omissions of one file stay in the order of their places.
        corpus.omissions.sort_by(|a, b| a.path.cmp(&b.path));
        (corpus, notes)
    }
}

/// Files from this size on are read one after another, each on all threads, so that never more
/// than one of them lies in memory twice: as bytes and as texts.
const LARGE: u64 = 32 << 20;

/// Reads all documents under `paths`. Whatever cannot be read becomes an [`Omission`]; the rest is
/// read. The same documents come out in the same order for any order of `paths`, any number of
/// threads, and however records are spread over files.
pub fn read(paths: &[PathBuf], options: &ReadOptions, progress: &dyn Progress) -> Corpus {
    Corpus::of(read_part(paths, options, progress))
}

/// Reads the documents under `paths` as a part of a corpus; [`Corpus::join`] puts parts together.
pub fn read_part(paths: &[PathBuf], options: &ReadOptions, progress: &dyn Progress) -> Reading {
    let (files, mut omissions) = walk(paths, options);
    let bytes = files.iter().map(|file| file.bytes).sum();
    let columns = Columns::new(options);
    progress.begin("reading", Some(bytes));
    let read_one = |file: &SourceFile| read_file(file, &columns, options, progress);
    let (large, small): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.bytes >= LARGE);
    let mut parts: Vec<(Vec<Document>, Vec<Omission>)> =
        small.into_par_iter().map(read_one).collect();
    parts.extend(large.into_iter().map(read_one));
    progress.end();

    let mut documents =
        Vec::with_capacity(parts.iter().map(|(documents, _)| documents.len()).sum());
    for (part, omitted) in parts {
        documents.extend(part);
        omissions.extend(omitted);
    }
    Reading { documents, omissions, bytes, files: files.len() as u64 }
}

fn read_file(
    file: &SourceFile,
    columns: &Columns,
    options: &ReadOptions,
    progress: &dyn Progress,
) -> (Vec<Document>, Vec<Omission>) {
    let mut problems = Problems::default();
    let loaded = match load(file, &options.limits, progress) {
        Ok(loaded) => loaded,
        Err(reason) => {
            problems.note(None, reason);
            return (Vec::new(), problems.into_omissions(&file.name));
        }
    };
    if file.format != Format::Zip {
        let documents = read_bytes(file, loaded, columns, options, &mut problems);
        return (documents, problems.into_omissions(&file.name));
    }
    let (mut documents, mut omissions) = (Vec::new(), Vec::new());
    read_zip(file, &loaded.bytes, &options.limits, &mut problems, |entry, loaded| {
        let mut problems = Problems::default();
        documents.extend(read_bytes(entry, loaded, columns, options, &mut problems));
        omissions.extend(problems.into_omissions(&entry.name));
    });
    omissions.extend(problems.into_omissions(&file.name));
    (documents, omissions)
}

fn read_bytes(
    file: &SourceFile,
    loaded: Loaded,
    columns: &Columns,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Vec<Document> {
    if file.format == Format::Word {
        let origin = Origin { file, encoding: "UTF-8", columns, document_bytes: u64::MAX };
        return match read_docx(&loaded.bytes, &options.limits) {
            Ok(text) if text.trim().is_empty() => no_text(problems),
            Ok(text) => vec![origin.text(text)],
            Err(reason) => {
                problems.note(None, reason);
                Vec::new()
            }
        };
    }
    if file.format == Format::Parquet {
        return read_columns(file, loaded, columns, options, problems);
    }
    let declared = match file.format {
        Format::Page => declared_encoding(&loaded.bytes),
        _ => None,
    };
    let decoded = match decode(&loaded.bytes, declared) {
        Ok(decoded) => decoded,
        Err(error) => {
            problems.note(None, error.to_string());
            return Vec::new();
        }
    };
    let cut = loaded.cut.is_some();
    if let Some(reason) = &loaded.cut {
        problems.note(None, reason.as_str());
    }
    // The break of an archive damages the last character; that has been said.
    if let Some(damage) = decoded.damage.filter(|damage| !(cut && damage.stretches == 1)) {
        note_damage(&damage, decoded.encoding, problems);
    }
    let document_bytes = options.limits.document_bytes;
    let origin = Origin { file, encoding: decoded.encoding, columns, document_bytes };
    let text = decoded.text;
    if file.format.is_one_document() && text.trim().is_empty() {
        return no_text(problems);
    }
    let contents = match file.format {
        Format::Text if !is_page(&text) => {
            return match articles(&text) {
                Some(articles) if articles.is_empty() => no_text(problems),
                Some(articles) => articles.into_iter().map(|found| origin.article(found)).collect(),
                None => vec![origin.text(text.into_owned())],
            };
        }
        Format::Text | Format::Page => match read_page(&text) {
            Ok(page) => return vec![origin.page(page)],
            Err(reason) => {
                problems.note(None, reason.to_string());
                return Vec::new();
            }
        },
        Format::Markdown => {
            let title = markdown::title(&text);
            let text = markdown::without_html(text);
            if text.trim().is_empty() {
                return no_text(problems);
            }
            return vec![Document { title, ..origin.text(text) }];
        }
        Format::JsonLines | Format::Json => read_json(&text, cut, &origin),
        Format::Delimited(delimiter) => read_delimited(&text, delimiter, cut, &origin),
        // Unpacked by now; an archive in an archive is not looked into.
        Format::Zip | Format::Parquet | Format::Word => return Vec::new(),
    };
    finish_records(contents, columns, problems)
}

fn no_text(problems: &mut Problems) -> Vec<Document> {
    problems.note(None, "it holds no text");
    Vec::new()
}

/// Reads a Parquet file, whose texts are UTF-8 by its format.
#[cfg(feature = "parquet")]
fn read_columns(
    file: &SourceFile,
    loaded: Loaded,
    columns: &Columns,
    options: &ReadOptions,
    problems: &mut Problems,
) -> Vec<Document> {
    let document_bytes = options.limits.document_bytes;
    let origin = Origin { file, encoding: "UTF-8", columns, document_bytes };
    match super::parquet_records::read_parquet(loaded.bytes, &origin) {
        Ok(contents) => finish_records(contents, columns, problems),
        Err(error) => {
            problems.note(None, format!("it is no whole Parquet file ({error}); fetch it again"));
            Vec::new()
        }
    }
}

#[cfg(not(feature = "parquet"))]
fn read_columns(
    _: &SourceFile,
    _: Loaded,
    _: &Columns,
    _: &ReadOptions,
    problems: &mut Problems,
) -> Vec<Document> {
    problems.note(
        None,
        "this tifa was built without the reader for Parquet; build it with `--features parquet`, or \
         save the table as CSV",
    );
    Vec::new()
}

fn note_damage(damage: &Damage, encoding: &str, problems: &mut Problems) {
    let place = damage.first_byte.map(|byte| format!("byte {byte}"));
    let stretches = match damage.stretches {
        1 => "a stretch of bytes is".to_owned(),
        count => format!("{count} stretches of bytes are"),
    };
    problems.note(
        place,
        format!("{stretches} not valid {encoding} and read as \u{FFFD}; fetch the file again"),
    );
}

pub(super) fn finish_records(
    contents: Contents,
    columns: &Columns,
    problems: &mut Problems,
) -> Vec<Document> {
    let Contents { documents, problems: found, columns_without_text, has_text_column } = contents;
    match columns_without_text {
        // One message for the file instead of one for each record.
        Some(names) if !has_text_column => {
            problems.note(None, columns.no_text_column(names.iter().map(String::as_str)));
            problems.merge(found.without_missing_texts());
        }
        _ => {
            problems.merge(found);
            if documents.is_empty() && problems.is_empty() {
                problems.note(None, "it holds no record");
            }
        }
    }
    documents
}
