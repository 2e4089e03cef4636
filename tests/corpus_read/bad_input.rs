//! What cannot be read is said, and the rest is read.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::{ProptestConfig, any, proptest};
use tifa::corpus::{Limits, ReadOptions, read};
use tifa::progress::Silent;

use crate::support::{TEXT, folder, gz, ids, only_omission, read_folder, read_with, texts};

#[test]
fn what_cannot_be_read_is_said_and_the_rest_read() {
    let folder = folder(&[
        ("good.txt", TEXT.as_bytes()),
        ("empty.txt", b" \n"),
        ("paper.txt", b"%PDF-1.4 \xE2\xE3"),
        ("noise.txt", &[0, 1, 2, 0, 0, 9, 0, 0]),
        ("bad.txt.gz", b"no gzip"),
        ("picture.png", b""),
        ("photo.png", b""),
        (".hidden.txt", b"hidden"),
    ]);
    let missing = folder.path().join("nowhere.txt");
    let paths = [folder.path().to_owned(), missing];
    let corpus = read(&paths, &ReadOptions::default(), &Silent);
    assert_eq!(ids(&corpus), ["good"]);
    let reason = |name: &str| {
        let mut of_file = corpus.omissions.iter().filter(|o| o.path.ends_with(name));
        let reason = of_file.next().unwrap_or_else(|| panic!("{name}")).reason.clone();
        assert!(of_file.next().is_none(), "{name}");
        reason
    };
    assert!(reason("nowhere.txt").contains("no such file"));
    assert!(reason("empty.txt").contains("no text"));
    assert!(reason("paper.txt").contains("PDF"));
    assert!(reason("noise.txt").contains("binary"));
    assert!(reason("bad.txt.gz").contains("decompressed"));
    let folder_name = folder.path().file_name().unwrap().to_str().unwrap();
    assert!(reason(folder_name).starts_with("2 files ending in .png"));
    assert_eq!(corpus.omissions.len(), 6);
}

#[test]
fn what_is_nested_without_end_is_said_to_be() {
    let (list, object) = ("[".repeat(100_000), "{\"a\":".repeat(100_000));
    for (name, text) in [("a.json", &list), ("b.json", &object), ("c.jsonl", &object)] {
        let corpus = read_folder(&[(name, text.as_bytes())]);
        assert!(only_omission(&corpus).contains("not valid JSON"), "{:?}", corpus.omissions);
    }
    let page = "<div>".repeat(100_000) + TEXT;
    let corpus = read_folder(&[("a.html", page.as_bytes())]);
    assert!(only_omission(&corpus).contains("nested too deeply"), "{:?}", corpus.omissions);
}

#[test]
fn numbers_or_tags_alone_are_no_text() {
    for (name, text) in [("a.txt", "19980101-01-001-001\n"), ("a.md", "<p></p>\n")] {
        let corpus = read_folder(&[(name, text.as_bytes())]);
        assert_eq!(only_omission(&corpus), "-: it holds no text", "{name}");
        assert!(corpus.documents.is_empty(), "{name}");
    }
}

#[test]
fn limits_stop_bombs_and_giants() {
    let limits =
        Limits { file_bytes: 1 << 20, document_bytes: 1 << 10, ratio: 100, ratio_from: 1 << 16 };
    let options = ReadOptions { limits, ..Default::default() };
    let zeros = gz(&vec![b' '; 900_000]);
    let long = "长".repeat(2000);
    let folder = folder(&[
        ("bomb.jsonl.gz", &zeros),
        ("giant.jsonl", &vec![b' '; (1 << 20) + 1]),
        ("long.txt", long.as_bytes()),
        ("line.jsonl", format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"短\"}}").as_bytes()),
        ("row.csv", format!("text\n{long}\n短\n").as_bytes()),
    ]);
    let corpus = read_with(&folder, &options);
    assert_eq!(texts(&corpus), ["短", "短"]);
    let reasons: Vec<&str> =
        corpus.omissions.iter().map(|omission| omission.reason.as_str()).collect();
    let [bomb, giant, line, long, row] = reasons[..] else { panic!("{reasons:?}") };
    assert!(bomb.contains("expands more than 100-fold"), "{bomb}");
    assert!(giant.contains("more than 1 MiB"), "{giant}");
    assert!(long.contains("more than 1 KiB"), "{long}");
    assert!(line.contains("larger than 1 KiB") && row.contains("larger than 1 KiB"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever a file holds, reading it ends, and every text in it is whole UTF-8.
    #[test]
    fn no_reader_panics(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        json in "[\\[\\]{}\":,a-c\\\\\n\r 0-9]{0,60}",
        table in "[\",;\t\n\ra文]{0,60}",
    ) {
        let folder = tempfile::TempDir::new().unwrap();
        let json = format!("{{\"text\": \"文\"}}\n{json}");
        let table = format!("id,text\n{table}");
        for name in ["a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.gz", "a.zst"] {
            fs::write(folder.path().join(name), &bytes).unwrap();
            fs::write(folder.path().join(format!("j{name}")), &json).unwrap();
            fs::write(folder.path().join(format!("t{name}")), &table).unwrap();
        }
        fs::write(folder.path().join("z.jsonl.gz"), gz(json.as_bytes())).unwrap();
        let paths: Vec<PathBuf> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        let corpus = read(&paths, &ReadOptions::default(), &Silent);
        assert!(corpus.documents.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
