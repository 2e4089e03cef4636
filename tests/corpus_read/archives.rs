//! What is packed.

use std::io::Write;

use tifa::corpus::{Limits, ReadOptions};

use crate::support::{TEXT, folder, gz, ids, only_omission, read_folder, read_with, texts};

#[test]
fn a_truncated_archive_is_read_up_to_the_break() {
    let line =
        |number: usize| format!("{{\"id\": {number}, \"text\": \"第{number}件：{TEXT}\"}}\n");
    let lines: String = (0..2000).map(line).collect();
    let whole = gz(lines.as_bytes());
    let corpus = read_folder(&[("a.jsonl.gz", &whole[..whole.len() / 2])]);
    let read = corpus.documents.len();
    assert!((200..2000).contains(&read), "{read}");
    assert!(corpus.documents.iter().all(|document| document.text.ends_with("不收兵。")));
    assert!(only_omission(&corpus).contains("breaks off"));

    let text = gz(TEXT.repeat(500).as_bytes());
    let corpus = read_folder(&[("a.txt.gz", &text[..text.len() / 2])]);
    assert!(TEXT.repeat(500).starts_with(corpus.documents[0].text.trim_end_matches('\u{FFFD}')));
    assert!(only_omission(&corpus).contains("breaks off"));

    let csv: String = (0..2000).map(|n| format!("{n},第{n}件：{TEXT}\n")).collect();
    let whole = zstd::encode_all(format!("id,text\n{csv}").as_bytes(), 1).unwrap();
    let corpus = read_folder(&[("a.csv.zst", &whole[..whole.len() - 5])]);
    assert!(corpus.documents.iter().all(|document| document.text.ends_with("不收兵。")));
    assert!(only_omission(&corpus).contains("decompress") || !corpus.documents.is_empty());
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_read_like_a_folder() {
    let json = format!("{{\"text\": \"{TEXT}\"}}\n");
    let bytes = zip(&[
        ("2019/0716/a.txt", TEXT.as_bytes()),
        ("b.jsonl.gz", &gz(json.as_bytes())),
        ("broken.csv", b"name\n1\n"),
        ("photo.png", b""),
        ("__MACOSX/a.txt", b"x"),
        (".hidden.txt", b"x"),
    ]);
    let corpus = read_folder(&[("news.zip", &bytes)]);
    assert_eq!(ids(&corpus), ["news/2019/0716/a", "news/b#1"]);
    assert_eq!(texts(&corpus), [TEXT, TEXT]);
    assert_eq!(corpus.documents[0].date.unwrap().to_string(), "2019-07-16");
    assert!(corpus.documents[1].path.ends_with("news.zip/b.jsonl.gz:1"));
    let [ending, column] = &corpus.omissions[..] else { panic!("{:?}", corpus.omissions) };
    assert!(ending.reason.starts_with("1 file ending in .png"));
    assert!(column.path.ends_with("news.zip/broken.csv"));

    let cut = read_folder(&[("news.zip", &bytes[..bytes.len() / 2])]);
    assert!(only_omission(&cut).contains("no whole zip archive"));
}

#[test]
fn an_archive_may_not_expand_without_end() {
    let spaces = vec![b' '; 900_000];
    let bytes = zip(&[("a.jsonl", &spaces), ("b.txt", TEXT.as_bytes())]);
    let ratio = Limits { ratio: 100, ratio_from: 1 << 16, ..Limits::default() };
    let total = Limits { file_bytes: 100_000, ..Limits::default() };
    for limits in [ratio, total] {
        let options = ReadOptions { limits, ..Default::default() };
        let corpus = read_with(&folder(&[("a.zip", &bytes)]), &options);
        assert_eq!(ids(&corpus), ["a/b"]);
        assert!(only_omission(&corpus).starts_with("a.jsonl: it "));
    }
}
