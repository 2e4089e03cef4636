//! Folders of made-up files, and what reading them gives.

use std::fs;
use std::io::Write;

use tempfile::TempDir;
use tifa::corpus::{Corpus, ReadOptions, read};
use tifa::progress::Silent;

pub(crate) const TEXT: &str =
    "今年要办好三件事：修路、建桥、办学校。大家都说，说到就要做到，做不到不收兵。";

pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

pub(crate) fn read_with(folder: &TempDir, options: &ReadOptions) -> Corpus {
    read(&[folder.path().to_owned()], options, &Silent)
}

pub(crate) fn read_folder(files: &[(&str, &[u8])]) -> Corpus {
    read_with(&folder(files), &ReadOptions::default())
}

pub(crate) fn ids(corpus: &Corpus) -> Vec<&str> {
    corpus.documents.iter().map(|document| document.id.as_str()).collect()
}

pub(crate) fn texts(corpus: &Corpus) -> Vec<&str> {
    corpus.documents.iter().map(|document| document.text.as_str()).collect()
}

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The one omission, as "place: reason".
pub(crate) fn only_omission(corpus: &Corpus) -> String {
    let [omission] = &corpus.omissions[..] else { panic!("{:?}", corpus.omissions) };
    format!("{}: {}", omission.place.as_deref().unwrap_or("-"), omission.reason)
}
