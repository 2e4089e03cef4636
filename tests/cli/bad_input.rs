//! Input that cannot be used: each piece is named with its place, the rest is mined, and an earlier
//! report is never harmed.

use std::fs::File;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{Ended, Folder, Report, tifa};

const GOOD: &str = "县里落实“四个不摘”，做好“六稳”。\n";

/// Mines the folder `corpus`, in which one page is good.
fn mine(folder: &Folder) -> (Ended, Report) {
    folder.write("corpus/good.txt", GOOD);
    let (corpus, out) = (folder.argument("corpus"), folder.argument("out"));
    let ended = tifa(&["mine", &corpus, "-o", &out]);
    (ended, folder.report("out"))
}

/// The run left something out, said so with all of `parts` in one line, and recorded it.
#[track_caller]
fn assert_left_out(ended: &Ended, report: &Report, parts: &[&str]) {
    assert_eq!(ended.status, Some(1), "{}", ended.stderr);
    let named = ended.stderr.lines().any(|line| parts.iter().all(|part| line.contains(part)));
    assert!(named, "no line holds {parts:?}:\n{}", ended.stderr);
    let omissions = report.run()["omissions"].clone();
    let recorded = omissions.as_array().unwrap().iter().any(|omission| {
        let omission = omission.to_string();
        parts.iter().all(|part| omission.contains(part))
    });
    assert!(recorded, "run.json does not hold {parts:?}: {omissions}");
}

#[track_caller]
fn assert_documents(report: &Report, documents: &[&str]) {
    assert_eq!(report.column("documents.csv", "document"), documents);
}

#[test]
fn a_missing_path_is_named() {
    let folder = Folder::new();
    let good = folder.write("good.txt", GOOD);
    let (missing, out) = (folder.argument("gone.txt"), folder.argument("out"));
    let ended = tifa(&["mine", &good, &missing, "-o", &out]);
    let report = folder.report("out");
    assert_left_out(&ended, &report, &["gone.txt", "no such file", "check how it is spelled"]);
    assert_documents(&report, &["good"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let secret = folder.write("corpus/secret.txt", GOOD);
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    let may_read_all = File::open(&secret).is_ok();
    let (ended, report) = mine(&folder);
    if may_read_all {
        // The system lets its administrator read it all the same.
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        return assert_documents(&report, &["good", "secret"]);
    }
    assert_left_out(&ended, &report, &["secret.txt", "permission"]);
    assert_documents(&report, &["good"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = Folder::new();
    folder.write("corpus/good.txt", GOOD);
    std::os::unix::fs::symlink("gone.txt", folder.path("corpus/dangling.txt")).unwrap();
    std::os::unix::fs::symlink("round.txt", folder.path("corpus/round.txt")).unwrap();
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["dangling.txt", "no such file"]);
    assert_left_out(&ended, &report, &["round.txt"]);
    assert_documents(&report, &["good"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_is_named() {
    let folder = Folder::new();
    // Its first page is mapped in no process, so reading it fails for everybody.
    folder.write("corpus/good.txt", GOOD);
    std::os::unix::fs::symlink("/proc/self/mem", folder.path("corpus/failing.txt")).unwrap();
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["failing.txt", "cannot be read"]);
    assert_documents(&report, &["good"]);
}

#[test]
fn an_empty_folder_is_named() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("empty")).unwrap();
    let good = folder.write("good.txt", GOOD);
    let (empty, out) = (folder.argument("empty"), folder.argument("out"));
    let ended = tifa(&["mine", &good, &empty, "-o", &out]);
    let report = folder.report("out");
    assert_left_out(&ended, &report, &["empty", "no file to read"]);
    assert_documents(&report, &["good"]);
}

#[test]
fn binary_bytes_are_not_taken_for_text() {
    let folder = Folder::new();
    let bytes: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2654435761) >> 13) as u8).collect();
    folder
        .write("corpus/picture.txt", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes.as_slice()].concat());
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["picture.txt", "text"]);
    assert_documents(&report, &["good"]);
}

#[test]
fn a_truncated_archive_is_read_up_to_the_break() {
    let folder = Folder::new();
    // Different figures in every line, so that the archive is long enough to be cut.
    let lines: String = (0..4000u64)
        .map(|n| format!("第{}号：落实“四个不摘”，抓好“六稳”。\n", n * n * 7919 % 1_000_003))
        .collect();
    let mut archive = GzEncoder::new(Vec::new(), Compression::default());
    archive.write_all(lines.as_bytes()).unwrap();
    let archive = archive.finish().unwrap();
    folder.write("corpus/cut.txt.gz", &archive[..archive.len() / 2]);
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["cut.txt.gz"]);
    assert_documents(&report, &["cut", "good"]);
    let characters: usize = report.column("documents.csv", "characters")[0].parse().unwrap();
    let all = lines.chars().count();
    assert!((all / 4..all).contains(&characters), "{characters} of {all}");
}

#[test]
fn a_broken_line_in_the_middle_is_named_and_the_others_are_mined() {
    let folder = Folder::new();
    folder.write(
        "corpus/news.jsonl",
        "{\"id\": \"n1\", \"text\": \"落实“四个不摘”。\"}\n\
         {\"id\": \"n2\", \"text\": \"落实“四个\n\
         {\"id\": \"n3\", \"text\": \"做好“六稳”。\"}\n",
    );
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["news.jsonl", "line 2"]);
    assert_documents(&report, &["good", "n1", "n3"]);
}

#[test]
fn a_table_without_a_text_column_is_named_with_its_columns() {
    let folder = Folder::new();
    folder.write("corpus/table.csv", "编号,讲话\n1,落实“四个不摘”。\n");
    let (ended, report) = mine(&folder);
    assert_left_out(&ended, &report, &["table.csv", "讲话", "--text-column"]);
    assert_documents(&report, &["good"]);
}

#[test]
fn more_omissions_than_fit_are_counted() {
    let folder = Folder::new();
    for number in 0..13 {
        folder.write(&format!("corpus/empty-{number:02}.txt"), "");
    }
    let (ended, report) = mine(&folder);
    assert_eq!(ended.status, Some(1));
    let named = ended.stderr.lines().filter(|line| line.contains("empty-")).count();
    assert_eq!(named, 10, "{}", ended.stderr);
    assert!(ended.stderr.contains("and 3 more, see "), "{}", ended.stderr);
    assert_eq!(report.run()["omissions"].as_array().unwrap().len(), 13);
}

#[test]
fn nothing_readable_is_said_and_harms_no_earlier_report() {
    let folder = Folder::new();
    let (_, report) = mine(&folder);
    let out = folder.argument("out");
    std::fs::create_dir(folder.path("empty")).unwrap();
    for input in ["gone", "empty"] {
        let input = folder.argument(input);
        for command in ["mine", "scan", "kwic", "score"] {
            let gold = "tests/fixtures/sample-gold.jsonl";
            let ended = match command {
                "mine" => tifa(&["mine", &input, "-o", &out]),
                "kwic" => tifa(&["kwic", "六稳", &input]),
                "score" => tifa(&["score", gold, &input]),
                other => tifa(&[other, &input]),
            };
            assert_eq!(ended.status, Some(2), "{command}: {}", ended.stderr);
            assert!(ended.stderr.contains(&input), "{command}: {}", ended.stderr);
            assert!(ended.stderr.contains("no document could be read"), "{}", ended.stderr);
            assert_eq!(ended.stdout, "");
        }
        folder.report("out").assert_same(&report);
    }
    // Nor does a folder stay behind that was made for a report that never came.
    let (gone, new) = (folder.argument("gone"), folder.argument("new"));
    assert_eq!(tifa(&["mine", &gone, "-o", &new]).status, Some(2));
    assert!(!folder.path("new").exists());
}

#[test]
fn a_report_that_cannot_be_written_is_said_before_the_work() {
    let folder = Folder::new();
    let (good, file) = (folder.write("good.txt", GOOD), folder.write("file", "in the way"));
    let ended = tifa(&["mine", &good, "-o", &file]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains(&file) && ended.stderr.contains("-o"), "{}", ended.stderr);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "in the way");
}

#[test]
fn a_text_may_end_anywhere() {
    let folder = Folder::new();
    let text = "县里落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管，“两不愁三保障”工作";
    let ends = text.char_indices().map(|(at, _)| &text[..at]).filter(|text| !text.is_empty());
    for (number, start) in ends.enumerate() {
        folder.write(&format!("corpus/{number:02}.txt"), start);
    }
    let (ended, report) = mine(&folder);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let mentions = report.column("mentions.csv", "formula");
    assert!(mentions.iter().filter(|formula| *formula == "四个不摘").count() > 20, "{mentions:?}");
}
