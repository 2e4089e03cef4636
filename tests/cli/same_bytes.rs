//! The same input gives the same bytes.

use std::fs;

use crate::support::{Folder, Report, root, tifa};

fn mine(folder: &Folder, arguments: &[&str]) -> Report {
    let out = folder.argument("out");
    let ended = tifa(&[&["mine", "-o", &out, "--quiet"], arguments].concat());
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    folder.report("out")
}

#[test]
fn for_any_number_of_threads() {
    let folder = Folder::new();
    let one = mine(&folder, &["data/sample", "--threads", "1"]);
    for threads in ["2", "8"] {
        mine(&folder, &["data/sample", "--threads", threads]).assert_same(&one);
    }
    let scan = |threads: &str| tifa(&["scan", "data/sample", "--threads", threads]).stdout;
    assert_eq!(scan("1"), scan("2"));
}

#[test]
fn for_any_order_of_the_paths() {
    let folder = Folder::new();
    let paths = ["data/sample/2016", "data/sample/news.jsonl", "data/sample/reports.csv"];
    let [a, b, c] = paths;
    let first = mine(&folder, &[a, b, c]);
    mine(&folder, &[c, a, b]).assert_same(&first);
    mine(&folder, &[b, c, a]).assert_same(&first);
}

#[test]
fn for_records_in_one_file_or_in_two() {
    let folder = Folder::new();
    let news = fs::read_to_string(root().join("data/sample/news.jsonl")).unwrap();
    let lines: Vec<&str> = news.split_inclusive('\n').collect();
    let (first, second) = lines.split_at(lines.len() / 3);
    let whole = folder.write("whole.jsonl", &news);
    let first = folder.write("z-first.jsonl", first.concat());
    let second = folder.write("a-second.jsonl", second.concat());

    let whole = mine(&folder, &[&whole]);
    let halves = mine(&folder, &[&first, &second]);
    mine(&folder, &[&second, &first]).assert_same(&halves);
    for table in whole.0.keys().filter(|name| name.ends_with(".csv")) {
        if table == "documents.csv" {
            // Only this table names files.
            let without_path = |report: &Report| report.without_column(table, "path");
            assert_eq!(without_path(&whole), without_path(&halves));
        } else {
            assert_eq!(whole.0[table], halves.0[table], "{table}");
        }
    }
}
