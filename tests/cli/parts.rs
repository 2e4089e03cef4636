//! `tifa observe` and `tifa merge`: a corpus in parts gives the report that it gives at once.

use std::fs;

use serde_json::Value;

use crate::support::{Ended, Folder, Report, tifa};

const SAMPLE: &str = "data/sample";

/// Observes shares of a corpus and gives the paths of the parts.
fn observe(folder: &Folder, corpus: &str, shares: usize, more: &[&str]) -> Vec<String> {
    let share = |number: usize| {
        let part = folder.argument(&format!("{number}-of-{shares}.part"));
        let share = format!("{number}/{shares}");
        let line = ["observe", corpus, "--share", &share, "-o", &part, "--quiet"];
        let ended = tifa(&[&line, more].concat());
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        part
    };
    (1..=shares).map(share).collect()
}

fn merge(parts: &[String], out: &str, more: &[&str]) -> Ended {
    let parts = parts.iter().map(String::as_str);
    let line: Vec<&str> =
        ["merge"].into_iter().chain(parts).chain(["-o", out, "--quiet"]).collect();
    tifa(&[&line, more].concat())
}

fn mine(corpus: &str, out: &str, more: &[&str]) {
    let ended = tifa(&[&["mine", corpus, "-o", out, "--quiet"], more].concat());
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
}

/// A report without the name of the command.
fn of_any_command(mut report: Report) -> Report {
    let mut run = report.run();
    run.as_object_mut().unwrap().remove("command");
    report.0.insert("run.json".to_string(), run.to_string());
    report
}

/// News in which everything depends on other documents: a line that only five of them together make
/// furniture, a reprint, and an id that three records claim.
fn entangled_news(folder: &Folder) -> String {
    let story: String =
        (1..=60).map(|n| format!("第{n}户的水渠修好了，村里落实“四个不摘”。")).collect();
    for number in 0..7 {
        let text = format!(
            "清河县新闻网要闻汇总\n会议要求落实“三清单一承诺”，坚持修渠引水{number}。\n村里的水渠修好了。"
        );
        let record = serde_json::json!({ "id": "same", "text": text, "date": "2020-03-01" });
        folder.write(&format!("news/{number}.jsonl"), format!("{record}\n"));
    }
    for (name, date) in [("first", "2020-05-02"), ("again", "2020-05-04")] {
        let text = format!("{story}{name}");
        let record = serde_json::json!({ "id": name, "text": text, "date": date });
        folder.write(&format!("news/{name}.jsonl"), format!("{record}\n"));
    }
    folder.argument("news")
}

#[test]
fn parts_give_the_report_of_the_whole() {
    let folder = Folder::new();
    let news = entangled_news(&folder);
    for (name, corpus) in [("sample", SAMPLE), ("news", news.as_str())] {
        let report = format!("{name}-report");
        mine(corpus, &folder.argument(&report), &[]);
        let whole = of_any_command(folder.report(&report));
        for shares in [1, 2, 7] {
            let mut parts = observe(&folder, corpus, shares, &[]);
            parts.rotate_left(shares / 2);
            let ended = merge(&parts, &folder.argument("merged"), &[]);
            assert_eq!(ended.status, Some(0), "{}", ended.stderr);
            of_any_command(folder.report("merged")).assert_same(&whole);
        }
    }
    // What the whole makes of the news no part could have known.
    let news = folder.report("news-report");
    assert_eq!(news.column("furniture.csv", "documents"), ["7"]);
    let ids = news.column("documents.csv", "document");
    assert!(ids.contains(&"same~7".to_string()), "{ids:?}");
    assert!(news.column("documents.csv", "duplicate_of").contains(&"first".to_string()));
}

#[test]
fn options_of_a_report_are_those_of_mine() {
    let folder = Folder::new();
    let more = ["--window", "3", "--by", "year", "--min-count", "3", "--by-column", "source"];
    let more =
        [&more[..], &["--lexicon", "none", "--duplicates", "report", "--with", "quotes"]].concat();
    mine(SAMPLE, &folder.argument("whole"), &more);
    let parts = observe(&folder, SAMPLE, 3, &["--by-column", "source"]);
    assert_eq!(merge(&parts, &folder.argument("merged"), &more).status, Some(0));
    let whole = of_any_command(folder.report("whole"));
    of_any_command(folder.report("merged")).assert_same(&whole);
}

#[test]
fn a_part_that_is_not_whole_is_named_and_nothing_is_written() {
    let folder = Folder::new();
    let parts = observe(&folder, SAMPLE, 2, &[]);
    let out = folder.argument("out");
    assert_eq!(merge(&parts, &out, &[]).status, Some(0));
    let before = folder.report("out");

    let whole = fs::read(&parts[1]).unwrap();
    let mut damaged = whole.clone();
    // A byte of the packed texts, not of the directory.
    damaged[whole.len() / 3] ^= 1;
    let bad: [(&str, &[u8]); 5] = [
        ("cut.part", &whole[..whole.len() / 2]),
        ("cut-at-the-end.part", &whole[..whole.len() - 1]),
        ("damaged.part", &damaged),
        ("table.part", b"id,text\n1,\xE4\xBF\xAE\xE8\xB7\xAF\n"),
        ("empty.part", b""),
    ];
    for (name, bytes) in bad {
        let part = folder.write(name, bytes);
        let ended = merge(&[parts[0].clone(), part.clone()], &out, &["--min-count", "2"]);
        assert_eq!(ended.status, Some(2), "{name}");
        assert!(ended.stderr.contains(&part), "{}", ended.stderr);
        assert!(ended.stderr.contains("make it anew"), "{}", ended.stderr);
        folder.report("out").assert_same(&before);
    }
    let ended = merge(&[folder.argument("none.part")], &out, &[]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("none.part"), "{}", ended.stderr);
    folder.report("out").assert_same(&before);
}

#[test]
fn parts_that_do_not_go_together_are_refused() {
    let folder = Folder::new();
    let out = folder.argument("out");
    let parts = observe(&folder, SAMPLE, 2, &[]);
    let refused = |parts: &[&String], more: &[&str], why: &str| {
        let parts: Vec<String> = parts.iter().map(|part| part.to_string()).collect();
        let ended = merge(&parts, &out, more);
        assert_eq!(ended.status, Some(2), "{why}");
        assert!(ended.stderr.contains(why), "{}", ended.stderr);
        assert!(!folder.path("out").exists(), "{why}");
    };
    refused(&[&parts[0], &parts[1], &parts[0]], &[], "give each part once");
    refused(
        &[&parts[0], &parts[1]],
        &["--by-column", "省份"],
        "observe them with --by-column 省份",
    );
    let other = folder.argument("other.part");
    let line = ["observe", SAMPLE, "-o", &other, "--text-column", "讲话", "--quiet"];
    tifa(&line);
    refused(&[&parts[0], &other], &[], "observe both in one way");
}

#[test]
fn what_was_left_out_of_a_part_is_told_again() {
    let folder = Folder::new();
    folder.write("in/a.txt", "县里落实“四个不摘”。");
    folder.write("in/b.txt", b"\x00\x01\x02\x00\x00\x00\x00");
    let corpus = folder.argument("in");
    let part = folder.argument("a.part");
    assert_eq!(tifa(&["observe", &corpus, "-o", &part]).status, Some(1));
    let ended = merge(&[part], &folder.argument("out"), &[]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stderr.contains("b.txt"), "{}", ended.stderr);
    let run = folder.report("out").run();
    assert_eq!(run["omissions"].as_array().map(Vec::len), Some(1), "{run}");
    assert!(run["omissions"][0]["path"].as_str().is_some_and(|path| path.ends_with("b.txt")));
    assert_eq!(run["command"], Value::from("merge"));
}

#[test]
fn nothing_to_observe_leaves_no_part() {
    let folder = Folder::new();
    folder.write("in/notes.unknown", "?");
    let ended = tifa(&["observe", &folder.argument("in"), "-o", &folder.argument("a.part")]);
    assert_eq!(ended.status, Some(2));
    assert!(!folder.path("a.part").exists());
    let ended = tifa(&["observe", SAMPLE, "-o", &folder.argument("a.part"), "--share", "3/2"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("such as 2/7"), "{}", ended.stderr);
}
