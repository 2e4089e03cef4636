//! The files in a `.zip` archive, as if it were a folder.

use std::collections::BTreeMap;
use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::bytes::{Loaded, load_from, size};
use super::encoding::decode;
use super::format::{Format, parse_name};
use super::problems::Problems;
use super::walk::{SourceFile, unknown_ending};
use super::{Date, Limits};

/// Gives every file in the archive `file`, which holds `bytes`, to `read`, in the order of the
/// archive; what cannot be read goes to `problems`.
pub(super) fn read_zip(
    file: &SourceFile,
    bytes: &[u8],
    limits: &Limits,
    problems: &mut Problems,
    mut read: impl FnMut(&SourceFile, Loaded),
) {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return problems.note(None, describe(&error)),
    };
    let mut unknown: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut files, mut left) = (0, limits.file_bytes);
    for index in 0..archive.len() {
        let (path, packed) = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => (file_name(entry.name_raw()), entry.compressed_size()),
            Err(error) => {
                problems.note(Some(format!("file {}", index + 1)), describe(&error));
                continue;
            }
        };
        if path.split('/').any(|name| name.starts_with('.') || name == "__MACOSX") {
            continue;
        }
        files += 1;
        let Some(entry_file) = entry_file(file, &path, packed) else {
            let ending = parse_name(&path).ending;
            unknown.entry(ending).or_insert((0, path)).0 += 1;
            continue;
        };
        let limits = Limits { file_bytes: left, ..limits.clone() };
        let loaded = match archive.by_index(index) {
            Ok(entry) => load_from(entry, &entry_file, true, &limits),
            Err(error) => Err(describe(&error)),
        };
        match loaded {
            Ok(loaded) => {
                left = left.saturating_sub(loaded.bytes.len() as u64);
                read(&entry_file, loaded);
            }
            Err(reason) => problems.note(Some(path), reason),
        }
        if left == 0 {
            let most = size(limits.file_bytes);
            return problems.note(None, format!("it holds more than {most} in all; split it"));
        }
    }
    for (ending, (count, first)) in unknown {
        problems.note(None, unknown_ending(&ending, count, &first));
    }
    if files == 0 {
        problems.note(None, "there is no file in it");
    }
}

/// A file of the archive; nothing if its ending is unknown, or that of another archive.
fn entry_file(archive: &SourceFile, path: &str, packed: u64) -> Option<SourceFile> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let name = parse_name(name);
    let format = name.format.filter(|&format| format != Format::Zip)?;
    let separator = if folder.is_empty() { "" } else { "/" };
    let id = format!("{}/{folder}{separator}{}", archive.id, name.stem);
    Some(SourceFile {
        path: archive.path.clone(),
        name: format!("{}/{path}", archive.name),
        date: Date::from_path(path).or(archive.date),
        id,
        format,
        compression: name.compression,
        bytes: packed,
        content: None,
    })
}

/// A name in an archive. Chinese Windows writes GBK and does not say so.
fn file_name(raw: &[u8]) -> String {
    let name = decode(raw, Some(encoding_rs::GB18030))
        .map_or_else(|_| String::from_utf8_lossy(raw), |decoded| decoded.text);
    name.replace('\\', "/")
}

fn describe(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            "it is locked with a password; unpack it first".to_owned()
        }
        ZipError::InvalidArchive(_) => {
            "it is no whole zip archive; fetch the file again".to_owned()
        }
        _ => format!("it cannot be unpacked ({error}); unpack it yourself"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_may_be_in_gbk() {
        assert_eq!(file_name("二〇二〇/会议.txt".as_bytes()), "二〇二〇/会议.txt");
        let gbk = encoding_rs::GBK.encode("新闻\\会议记录.txt").0;
        assert_eq!(file_name(&gbk), "新闻/会议记录.txt");
    }
}
