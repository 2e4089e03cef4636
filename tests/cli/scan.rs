//! `tifa scan`: mentions as JSON Lines.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Folder, TIFA, root, tifa, tifa_reading};

fn lines(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_text_on_standard_input_is_scanned() {
    let text = "兩不愁三保障要落實。县里落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。";
    for arguments in [&["scan"][..], &["scan", "-"]] {
        let ended = tifa_reading(arguments, text.as_bytes());
        assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
        let found = lines(&ended.stdout);
        assert_eq!(found.len(), 2, "{}", ended.stdout);
        assert_eq!(found[0]["surface"], "兩不愁三保障");
        assert_eq!(found[0]["formula"], "两不愁三保障");
        assert_eq!(found[0]["quoted"], false);
        let second = &found[1];
        assert_eq!(second["document"], "stdin");
        assert_eq!((second["start"].as_u64(), second["end"].as_u64()), (Some(15), Some(19)));
        assert_eq!(second["kind"], "classified");
        assert_eq!(second["quoted"], true);
        assert_eq!(second["left"], "兩不愁三保障要落實。县里落实“");
        assert_eq!(second["right"], "”：不摘责任、不摘政策、不摘帮扶、不摘监");
        let confidence = second["confidence"].as_f64().unwrap();
        assert!((0.5..=1.0).contains(&confidence), "{confidence}");
        assert!(second["evidence"]["Known"].as_f64().unwrap() > 0.0);
        let items = json!(["不摘责任", "不摘政策", "不摘帮扶", "不摘监管"]);
        assert_eq!(second["expansion"]["items"], items);
        assert_eq!(second["expansion"]["complete"], true);
        assert!(found[0]["expansion"].is_null());
    }
}

#[test]
fn standard_input_is_decoded_like_a_file() {
    let (text, _, _) = encoding_rs::GB18030.encode("各地区各部门落实“四个不摘”的要求，防止返贫。");
    let ended = tifa_reading(&["scan", "-"], &text);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_eq!(lines(&ended.stdout)[0]["formula"], "四个不摘");
}

#[test]
fn standard_input_without_text_is_named() {
    let ended = tifa_reading(&["scan"], b"");
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("standard input: it holds no text"), "{}", ended.stderr);
}

#[test]
fn scan_finds_what_mine_finds() {
    let folder = Folder::new();
    let out = folder.argument("out");
    assert_eq!(tifa(&["mine", "data/sample", "-o", &out]).status, Some(0));
    let report = folder.report("out");
    let found = lines(&tifa(&["scan", "data/sample"]).stdout);
    for column in ["document", "formula", "kind", "start", "left", "right"] {
        let text = |line: &Value| match &line[column] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let scanned: Vec<String> = found.iter().map(text).collect();
        assert_eq!(scanned, report.column("mentions.csv", column), "{column}");
    }
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let mut child = Command::new(TIFA)
        .args(["scan", "data/sample"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
