//! Which files are read, and that each is read once.

use std::fs;
use std::path::Path;

use tifa::corpus::{InMemory, ReadOptions, read};
use tifa::progress::Silent;

use crate::support::{TEXT, folder, gz, ids, only_omission, read_folder, read_with, texts};

#[test]
fn the_same_documents_for_any_order_and_any_split() {
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let records =
        [line("c", "丙"), line("a", "甲一"), line("b", "乙"), line("a", "甲二"), line("a", "甲一")];
    let whole = folder(&[("all.jsonl", records.concat().as_bytes())]);
    let split = folder(&[
        ("z.jsonl", records[..2].concat().as_bytes()),
        ("y.jsonl", records[2..].concat().as_bytes()),
    ]);
    let options = ReadOptions::default();
    let paths = |names: [&str; 2]| names.map(|name| split.path().join(name));
    let expected = read_with(&whole, &options);
    assert_eq!(ids(&expected), ["a", "a~2", "a~3", "b", "c"]);
    for paths in [paths(["y.jsonl", "z.jsonl"]), paths(["z.jsonl", "y.jsonl"])] {
        let corpus = read(&paths, &options, &Silent);
        assert_eq!(ids(&corpus), ids(&expected));
        assert_eq!(texts(&corpus), texts(&expected));
    }
}

#[test]
fn a_file_reached_twice_is_read_once() {
    let folder = folder(&[("2019/a.txt", TEXT.as_bytes()), ("b.txt", "另一篇".as_bytes())]);
    let inner = folder.path().join("2019/a.txt");
    for paths in [[folder.path().to_owned(), inner.clone()], [inner, folder.path().to_owned()]] {
        let corpus = read(&paths, &ReadOptions::default(), &Silent);
        assert_eq!(ids(&corpus), ["2019/a", "b"]);
    }
}

#[test]
fn an_empty_folder_is_said() {
    assert!(only_omission(&read_folder(&[])).contains("no file to read"));
}

#[test]
fn a_file_given_directly_is_read_whatever_its_name() {
    let folder = folder(&[("notes.log", TEXT.as_bytes()), (".hidden", TEXT.as_bytes())]);
    let paths = ["notes.log", ".hidden"].map(|name| folder.path().join(name));
    let corpus = read(&paths, &ReadOptions::default(), &Silent);
    assert_eq!(ids(&corpus), [".hidden", "notes.log"]);
    assert_eq!(corpus.omissions, []);
}

#[test]
fn exclusions_pass_over_files() {
    let folder = folder(&[
        ("drafts/a.txt", TEXT.as_bytes()),
        ("b.txt", TEXT.as_bytes()),
        ("b.bak.txt", TEXT.as_bytes()),
    ]);
    let exclude = vec!["drafts/".to_owned(), "*.bak.txt".to_owned()];
    let corpus = read_with(&folder, &ReadOptions { exclude, ..Default::default() });
    assert_eq!(ids(&corpus), ["b"]);
    let exclude = vec!["a{".to_owned()];
    let corpus = read_with(&folder, &ReadOptions { exclude, ..Default::default() });
    assert!(corpus.documents.is_empty());
    assert!(only_omission(&corpus).contains("glob"));
}

#[test]
fn ignore_files_hide_nothing() {
    let corpus = read_folder(&[
        (".gitignore", b"*.txt\n"),
        (".git/config", b""),
        (".ignore", b"*\n"),
        ("a.txt", TEXT.as_bytes()),
    ]);
    assert_eq!(ids(&corpus), ["a"]);
}

#[cfg(unix)]
#[test]
fn an_ignore_file_of_its_own_is_obeyed() {
    let files: [(&str, &[u8]); 5] = [
        (".tifaignore", "drafts/\n*.csv\n!keep.csv\n".as_bytes()),
        ("a.txt", TEXT.as_bytes()),
        ("drafts/b.txt", TEXT.as_bytes()),
        ("c.csv", TEXT.as_bytes()),
        ("sub/.tifaignore", b"d.txt"),
    ];
    let folder = folder(&files);
    fs::write(folder.path().join("sub/d.txt"), TEXT).unwrap();
    fs::write(folder.path().join("sub/e.txt"), TEXT).unwrap();
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!((ids(&corpus), corpus.omissions.len()), (vec!["a", "sub/e"], 0));
}

#[test]
fn a_file_in_memory_is_read_like_one_on_the_disk() {
    let csv = format!("id,正文\nr,{TEXT}\n,\n");
    let file = InMemory {
        name: "standard input".to_owned(),
        file_name: "2019-07-16.csv.gz".to_owned(),
        bytes: gz(csv.as_bytes()).into(),
    };
    let options = ReadOptions { in_memory: vec![file], ..ReadOptions::default() };
    let corpus = read(&[], &options, &Silent);
    assert_eq!((ids(&corpus), texts(&corpus)), (vec!["r"], vec![TEXT]));
    assert_eq!(corpus.documents[0].path, "standard input:2");
    assert_eq!(corpus.omissions[0].path, "standard input");
}

#[test]
fn links_are_followed_and_loops_reported() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("sub/a.txt", TEXT.as_bytes())]);
    let link = |to: &Path, name: &str| symlink(to, folder.path().join(name)).unwrap();
    link(folder.path(), "sub/loop");
    link(&folder.path().join("sub/a.txt"), "linked.txt");
    link(Path::new("/nonexistent/b.txt"), "broken.txt");
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!(corpus.documents.len(), 1);
    let mut reasons = corpus.omissions.iter().map(|omission| omission.reason.as_str());
    assert!(reasons.next().unwrap().contains("no such file"));
    assert!(reasons.next().unwrap().contains("leads back"));
    assert!(reasons.next().is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[]);
    for bytes in [&b"a\xFF.txt"[..], b"a\xFE.txt"] {
        let name = std::ffi::OsStr::from_bytes(bytes);
        fs::write(folder.path().join(name), TEXT).unwrap();
    }
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!(ids(&corpus), ["a\u{FFFD}", "a\u{FFFD}~2"]);
}

#[test]
fn counts_files_and_bytes() {
    let corpus = read_folder(&[("a.txt", b"12345"), ("b.txt", b"678")]);
    assert_eq!((corpus.files, corpus.bytes), (2, 8));
}
