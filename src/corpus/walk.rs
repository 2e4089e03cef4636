//! From the paths a user gives to the files to read.
//!
//! Folders are walked with symbolic links followed. Hidden files and folders (those whose name
//! begins with a dot) are passed over, as every file manager does, and so is what a `.tifaignore`
//! names. Other ignore files, such as `.gitignore`, have no say: a corpus often lies in a repository that ignores its own data, and no
//! document may vanish silently.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::format::{Compression, Format, READABLE, parse_name};
use super::problems::io_reason;
use super::{Date, InMemory, Omission, ReadOptions};

/// A file of globs, as in `.gitignore`, of what to pass over in its folder and below: for who
/// keeps with a corpus what is not of it.
pub(super) const IGNORE_FILE: &str = ".tifaignore";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceFile {
    pub(super) path: PathBuf,
    /// The path as the user would name it.
    pub(super) name: String,
    /// What the ids of its documents begin with.
    pub(super) id: String,
    pub(super) format: Format,
    pub(super) compression: Option<Compression>,
    /// What its name and folders say, for documents that do not say it themselves.
    pub(super) date: Option<Date>,
    /// The size on disk.
    pub(super) bytes: u64,
    /// The content, if it lies in memory already.
    pub(super) content: Option<Arc<[u8]>>,
}

/// The files under `paths` in the order of their ids, each once, and what cannot be read.
pub(super) fn walk(paths: &[PathBuf], options: &ReadOptions) -> (Vec<SourceFile>, Vec<Omission>) {
    let mut found = Found::default();
    if let Some(bad) = options.exclude.iter().find_map(|glob| bad_glob(glob)) {
        return (Vec::new(), vec![bad]);
    }
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => found.folder(path, options),
            Ok(metadata) => found.file(path, metadata.len()),
            Err(error) => found.omit(path, io_reason(&error)),
        }
    }
    if paths.len() > 1 || found.symlinks {
        keep_each_file_once(&mut found.files);
    }
    found.files.extend(options.in_memory.iter().map(in_memory));
    found.files.sort_unstable_by(|a, b| (&a.id, &a.name).cmp(&(&b.id, &b.name)));
    if let Some(share) = options.share {
        let mut places = 0..;
        found.files.retain(|_| places.next().is_some_and(|place| share.holds(place)));
        if !share.tells_omissions() {
            found.omissions.clear();
        }
    }
    (found.files, found.omissions)
}

fn in_memory(file: &InMemory) -> SourceFile {
    let name = parse_name(&file.file_name);
    SourceFile {
        path: PathBuf::from(&file.file_name),
        name: file.name.clone(),
        id: name.stem.to_owned(),
        format: name.format.unwrap_or(Format::Text),
        compression: name.compression,
        date: Date::from_path(&file.file_name),
        bytes: file.bytes.len() as u64,
        content: Some(Arc::clone(&file.bytes)),
    }
}

#[derive(Default)]
struct Found {
    files: Vec<SourceFile>,
    omissions: Vec<Omission>,
    symlinks: bool,
}

impl Found {
    fn omit(&mut self, path: &Path, reason: impl Into<String>) {
        let path = path.display().to_string();
        self.omissions.push(Omission { path, place: None, reason: reason.into() });
    }

    /// A path given directly: read whatever its name is, as text if that says nothing.
    fn file(&mut self, path: &Path, bytes: u64) {
        let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let name = parse_name(&file_name);
        self.files.push(SourceFile {
            path: path.to_owned(),
            name: path.display().to_string(),
            id: name.stem.to_owned(),
            format: name.format.unwrap_or(Format::Text),
            compression: name.compression,
            date: Date::from_path(&last_components(path, 4)),
            bytes,
            content: None,
        });
    }

    fn folder(&mut self, folder: &Path, options: &ReadOptions) {
        let (files_before, omissions_before) = (self.files.len(), self.omissions.len());
        let mut unknown: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .overrides(exclusions(folder, &options.exclude))
            .add_custom_ignore_filename(IGNORE_FILE)
            .sort_by_file_name(|a, b| a.cmp(b))
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.entry(folder, &entry, &mut unknown),
                Err(error) => self.walk_error(folder, &error),
            }
        }
        for (ending, (count, first)) in unknown {
            self.omit(folder, unknown_ending(&ending, count, &first.display().to_string()));
        }
        if self.files.len() == files_before && self.omissions.len() == omissions_before {
            self.omit(folder, format!("there is no file to read in it; read are {READABLE}"));
        }
    }

    fn entry(
        &mut self,
        folder: &Path,
        entry: &DirEntry,
        unknown: &mut BTreeMap<String, (usize, PathBuf)>,
    ) {
        self.symlinks |= entry.path_is_symlink();
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            return;
        }
        if !kind.is_file() {
            self.omit(entry.path(), "it is no regular file");
            return;
        }
        let file_name = entry.file_name().to_string_lossy();
        let name = parse_name(&file_name);
        let Some(format) = name.format else {
            unknown.entry(name.ending).or_insert((0, entry.path().to_owned())).0 += 1;
            return;
        };
        let path = entry.path();
        match entry.metadata() {
            Ok(metadata) => self.files.push(SourceFile {
                path: path.to_owned(),
                name: path.display().to_string(),
                id: relative_id(folder, path, name.stem),
                format,
                compression: name.compression,
                date: Date::from_path(&last_components(path, entry.depth() + 1)),
                bytes: metadata.len(),
                content: None,
            }),
            Err(error) => self.walk_error(folder, &error),
        }
    }

    fn walk_error(&mut self, folder: &Path, error: &ignore::Error) {
        let mut path = folder;
        let mut inner = error;
        loop {
            match inner {
                ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
                ignore::Error::WithDepth { err, .. }
                | ignore::Error::WithLineNumber { err, .. } => inner = err,
                ignore::Error::Loop { ancestor, child } => {
                    let reason = format!(
                        "this link leads back to {}, which is read already",
                        ancestor.display()
                    );
                    return self.omit(child, reason);
                }
                ignore::Error::Io(error) => return self.omit(path, io_reason(error)),
                other => return self.omit(path, other.to_string()),
            }
        }
    }
}

/// What is said of files whose ending is unknown.
pub(super) fn unknown_ending(ending: &str, count: usize, first: &str) -> String {
    let files = if count == 1 { "file" } else { "files" };
    let what = match ending {
        "" => "without an ending".to_owned(),
        ending => format!("ending in .{ending}"),
    };
    format!(
        "{count} {files} {what} left out (first: {first}): read are {READABLE}; a file given by \
         its own path is read whatever its name"
    )
}

/// `2019/0716/a` for `corpus/2019/0716/a.txt` in `corpus`, with `/` on every system.
fn relative_id(folder: &Path, path: &Path, stem: &str) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let mut id = String::new();
    for component in relative.parent().into_iter().flat_map(Path::components) {
        if let Component::Normal(name) = component {
            id.push_str(&name.to_string_lossy());
            id.push('/');
        }
    }
    id + stem
}

/// The end of a path. What stands before the folder that the user names says nothing about a
/// document: in `/home/li/2024-thesis/corpus/a.txt` the year is that of the thesis.
fn last_components(path: &Path, count: usize) -> String {
    let names: Vec<_> = path
        .components()
        .rev()
        .take(count)
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    names.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// A file reached twice (by two arguments or by a link) keeps its longest id, which names most of
/// the folders it lies in.
fn keep_each_file_once(files: &mut Vec<SourceFile>) {
    let mut keyed: Vec<(PathBuf, SourceFile)> = files
        .drain(..)
        .map(|file| (fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone()), file))
        .collect();
    keyed.sort_unstable_by(|(a_path, a), (b_path, b)| {
        let order = |file: &SourceFile| std::cmp::Reverse(file.id.len());
        (a_path, order(a), &a.id, &a.name).cmp(&(b_path, order(b), &b.id, &b.name))
    });
    keyed.dedup_by(|(later, _), (earlier, _)| later == earlier);
    files.extend(keyed.into_iter().map(|(_, file)| file));
}

/// An exclusion that cannot be understood stops the reading: what it was to keep out would
/// otherwise be counted.
fn bad_glob(glob: &str) -> Option<Omission> {
    let error = OverrideBuilder::new("").add(&format!("!{glob}")).err()?;
    Some(Omission {
        path: glob.to_owned(),
        place: None,
        reason: format!("this is no valid glob to exclude, so nothing was read: {error}"),
    })
}

fn exclusions(folder: &Path, globs: &[String]) -> Override {
    let mut builder = OverrideBuilder::new(folder);
    for glob in globs {
        // `bad_glob` has refused the invalid ones.
        let _ = builder.add(&format!("!{glob}"));
    }
    builder.build().unwrap_or_else(|_| Override::empty())
}
