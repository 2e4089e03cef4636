//! `tifa score`: figures that were computed by hand.

use crate::support::{Folder, tifa};

#[test]
fn scores_are_those_computed_by_hand() {
    let folder = Folder::new();
    let gold = folder.write(
        "gold.jsonl",
        r#"{"doc": "a", "formulas": {"四个不摘": 2, "六稳": 1, "八项规定": 1}, "expansions": {"四个不摘": ["责任", "不摘政策", "不摘帮扶", "不摘监管"], "六稳": ["稳就业", "稳金融"]}}

{"doc": "b", "formulas": {"两不愁三保障": 1}, "parts": {"两不愁三保障": ["两不愁", "三保障"]}, "marginal": ["一带一路"]}
"#,
    );
    // a: 四个不摘 twice with its items, 六稳 once without, no 八项规定, and 四风 that nobody wants.
    folder.write(
        "corpus/a.txt",
        "落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。\n“四个不摘”要管用，做好“六稳”，反对“四风”。\n",
    );
    // b: the label once too often, and a marginal one.
    folder.write("corpus/b.txt", "落实“两不愁三保障”，对接“一带一路”，“两不愁三保障”是底线。\n");
    let corpus = folder.argument("corpus");
    let ended = tifa(&["score", &gold, &corpus, "--errors", "5"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    // Mentions: right 2 + 1 + 1, wrong 四风 and one 两不愁三保障, missing 八项规定: 4/6, 4/5, 8/11.
    // Types: right 3, wrong 四风, missing 八项规定.
    // Expansions: 四个不摘 right, 六稳 missing. Items: its two are missing.
    let expected = "\
mentions    precision 0.667  recall 0.800  F1 0.727  (tp 4 fp 2 fn 1)
types       precision 0.750  recall 0.750  F1 0.750  (tp 3 fp 1 fn 1)
expansions  precision 1.000  recall 0.500  F1 0.667  (tp 1 fp 0 fn 1)
items       precision 1.000  recall 0.667  F1 0.800  (tp 4 fp 0 fn 2)
missed\ta\t八项规定\t0/1
spurious\ta\t四风\t1
expansions\ta\t六稳\t(none)\tgold 稳就业|稳金融
";
    assert_eq!(ended.stdout, expected);
    let short = tifa(&["score", &gold, &corpus]).stdout;
    assert_eq!(short.lines().count(), 4, "{short}");
}

#[test]
fn the_sample_agrees_with_its_annotation() {
    let ended = tifa(&["score", "tests/fixtures/sample-gold.jsonl", "data/sample"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let f1 = |measure: &str| -> f64 {
        let line = ended.stdout.lines().find(|line| line.starts_with(measure)).unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        words[words.iter().position(|&word| word == "F1").unwrap() + 1].parse().unwrap()
    };
    assert!(f1("mentions") >= 0.95, "{}", ended.stdout);
}

#[test]
fn annotation_that_cannot_be_read_is_named_with_its_line() {
    let folder = Folder::new();
    let broken = folder.write("gold.jsonl", "{\"doc\": \"a\", \"formulas\": {}}\n{\"doc\": 1}\n");
    let ended = tifa(&["score", &broken, "data/sample"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("gold.jsonl, line 2"), "{}", ended.stderr);
    let missing = tifa(&["score", "gone.jsonl", "data/sample"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("gone.jsonl"), "{}", missing.stderr);
}
