//! Records of JSON, line by line or in a list.

use crate::support::{TEXT, only_omission, read_folder, texts};

#[test]
fn a_broken_line_is_named_and_the_rest_read() {
    let corpus = read_folder(&[(
        "a.jsonl",
        b"{\"text\": \"one\"}\n{\"text\": \"two\n{\"text\": \"three\"}\n[1]\n{\"text\": \" \"}\n",
    )]);
    assert_eq!(texts(&corpus), ["one", "three"]);
    let places: Vec<_> =
        corpus.omissions.iter().map(|omission| omission.place.as_deref().unwrap()).collect();
    assert_eq!(places, ["line 2", "line 4", "line 5"]);
    assert!(corpus.omissions[0].reason.starts_with("not valid JSON"));
    assert!(corpus.omissions[2].reason.contains("without text"));
}

#[test]
fn thousands_of_broken_lines_make_a_handful_of_messages() {
    let lines = "{\"text\": \"fine\"}\n{broken\n".repeat(3000);
    let corpus = read_folder(&[("a.jsonl", lines.as_bytes())]);
    assert_eq!(corpus.documents.len(), 3000);
    assert_eq!(corpus.omissions.len(), 21);
    assert!(corpus.omissions[20].reason.starts_with("2980 more"));
}

#[test]
fn lines_are_numbered_through_a_large_file() {
    let mut lines = String::new();
    for number in 1..=60_000 {
        lines += &format!("{{\"id\": \"{number:05}\", \"text\": \"{TEXT}\"}}\n");
    }
    lines += "{broken\n";
    let corpus = read_folder(&[("a.jsonl", lines.as_bytes())]);
    assert!(only_omission(&corpus).starts_with("line 60001:"));
    for (document, number) in corpus.documents.iter().zip(1..) {
        assert!(document.path.ends_with(&format!("a.jsonl:{number}")));
        assert_eq!(document.id, format!("{number:05}"));
    }
}

#[test]
fn json_under_the_wrong_ending_is_read() {
    let corpus = read_folder(&[
        ("a.json", b"{\"text\": \"1\"}\n{\"text\": \"2\"}\n"),
        ("b.jsonl", b"[{\"text\": \"3\"},\n {\"text\": \"4\"}]"),
        ("c.jsonl", b"{\n  \"text\": \"5\"\n}\n"),
        ("d.jsonl", b"{\"text\": \n{\"text\": \"6\"}\n"),
    ]);
    assert_eq!(texts(&corpus), ["1", "2", "3", "4", "5", "6"]);
    assert!(only_omission(&corpus).starts_with("line 1:"));
}

#[test]
fn nested_fields_and_lists_of_paragraphs_are_found() {
    let json = r#"{"videoList": [{"video_id": 7, "detail": {"title": "题", "id": "V7",
        "content": ["一段。", "二段。"], "pubtime": "2019-04-16 19:05:04"}, "tags": [{"text": 1}]}]}"#;
    let corpus = read_folder(&[("a.json", json.as_bytes())]);
    let [document] = &corpus.documents[..] else { panic!("{corpus:?}") };
    assert_eq!(document.id, "V7");
    assert_eq!(document.text, "一段。\n二段。");
    assert_eq!(document.date.unwrap().to_string(), "2019-04-16");
}

#[test]
fn a_list_that_breaks_off_is_read_so_far() {
    let corpus = read_folder(&[("a.json", b"[{\"text\": \"1\"},\n{\"text\": \"2\"},\n{\"te")]);
    assert_eq!(texts(&corpus), ["1", "2"]);
    assert!(only_omission(&corpus).starts_with("line 3: not valid JSON"));
}
