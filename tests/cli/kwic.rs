//! `tifa kwic`: concordance lines.

use crate::support::{Folder, tifa, tifa_reading};

const NEWS: &str = "\
{\"id\": \"b\", \"date\": \"2019-05-01\", \"text\": \"会议强调“两不愁、三保障”这个标准。\"}
{\"id\": \"a\", \"date\": \"2020-06-12\", \"text\": \"县里要解决兩不愁三保障的突出问题。\"}
{\"id\": \"c\", \"text\": \"本县“两不愁三保障”已经落实。\"}
";

/// The documents, which are called by one letter, in the order of the lines.
fn documents(stdout: &str) -> String {
    let is_document = |word: &&str| word.as_bytes().get(1) == Some(&b':');
    let document = |line: &str| line.split(' ').find(is_document).map(|word| word[..1].to_string());
    stdout.lines().map(|line| document(line).unwrap()).collect()
}

#[test]
fn a_formula_is_found_in_every_spelling_and_aligned() {
    let folder = Folder::new();
    let news = folder.write("news.jsonl", NEWS);
    for label in ["两不愁三保障", "两不愁、三保障", "“2不愁3保障”", "兩不愁三保障"]
    {
        let ended = tifa(&["kwic", label, &news, "--width", "12"]);
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        let expected = [
            "  县里要解决  兩不愁三保障    的突出问题。  a:5  2020-06-12\n",
            "   会议强调“  两不愁、三保障  ”这个标准。   b:5  2019-05-01\n",
            "       本县“  两不愁三保障    ”已经落实。   c:3\n",
        ]
        .concat();
        assert_eq!(ended.stdout, expected, "{label}");
        assert!(ended.stderr.contains("3 passages in 3 documents"), "{}", ended.stderr);
    }
}

#[test]
fn lines_are_sorted_as_asked() {
    let folder = Folder::new();
    let news = folder.write("news.jsonl", NEWS);
    for (order, expected) in [
        ("document", "abc"),
        ("date", "bac"),
        // 决 U+51B3, 县 U+53BF, 调 U+8C03.
        ("left", "acb"),
        // 已 U+5DF2, 的 U+7684, 这 U+8FD9.
        ("right", "cab"),
    ] {
        let ended = tifa(&["kwic", "两不愁三保障", &news, "--sort", order]);
        assert_eq!(documents(&ended.stdout), expected, "{order}");
    }
}

#[test]
fn what_is_no_formula_is_found_as_written() {
    let folder = Folder::new();
    let text = "不忘初心、牢记使命。要“不忘初心”“牢记使命”，也要不忘\n\n初心牢记使命。";
    let text = folder.write("a.txt", text);
    let ended = tifa(&["kwic", "不忘初心、牢记使命", &text]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout.lines().count(), 2, "{}", ended.stdout);
    assert!(ended.stderr.contains("found as written"), "{}", ended.stderr);
}

#[test]
fn what_is_nowhere_is_said() {
    let ended = tifa_reading(&["kwic", "四个不摘", "-"], "没有什么。".as_bytes());
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), ""));
    assert!(ended.stderr.contains("四个不摘 was not found"), "{}", ended.stderr);
    let nothing = tifa(&["kwic", "“”", "data/sample"]);
    assert_eq!(nothing.status, Some(2));
}
