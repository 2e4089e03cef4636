//! `tifa compare`: two corpora, or two periods of one.

use crate::support::{Folder, Report, tifa};

/// The row of a label: on which sides it was found, and how often on each.
fn row(report: &Report, label: &str) -> (String, String, String) {
    let column = |name: &str| report.column("keyness.csv", name);
    let at = column("label").iter().position(|found| found == label).expect(label);
    let cell = |name: &str| column(name)[at].clone();
    (cell("found_in"), cell("a_mentions"), cell("b_mentions"))
}

fn sides(found_in: &str, a: &str, b: &str) -> (String, String, String) {
    (found_in.to_string(), a.to_string(), b.to_string())
}

#[test]
fn two_corpora_are_compared_and_what_leads_each_is_said() {
    let folder = Folder::new();
    let north = folder.write("north/a.txt", "做到“两个维护”，做到“两个维护”，落实“六稳”。\n");
    folder.write("north/b.txt", "再讲“两个维护”，兼顾“六稳”。会上部署“双减”。\n");
    let south = folder.write("south/a.txt", "扎实做好“六稳”工作，抓好“六稳”，牢记“两个维护”。\n");
    let (north, south) = (
        north.trim_end_matches("/a.txt").to_string(),
        south.trim_end_matches("/a.txt").to_string(),
    );
    let out = folder.argument("out");
    let ended = tifa(&["compare", &north, &south, "-o", &out]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    for said in [
        "A: 2 documents",
        "B: 1 document",
        "Formulas more in A: 两个维护",
        "Formulas more in B: 六稳",
    ] {
        assert!(ended.stderr.contains(said), "{said} is not in\n{}", ended.stderr);
    }
    let report = folder.report("out");
    assert_eq!(row(&report, "两个维护"), sides("both", "3", "1"));
    assert_eq!(row(&report, "六稳"), sides("both", "2", "2"));
    assert_eq!(row(&report, "双减"), sides("a", "1", "0"));
}

#[test]
fn two_periods_are_named_by_the_date_that_parts_them() {
    let folder = Folder::new();
    let page = folder.write(
        "speeches.jsonl",
        concat!(
            r#"{"id": "x", "date": "2014-05-01", "text": "坚定“三个自信”。"}"#,
            "\n",
            r#"{"id": "y", "date": "2017-05-01", "text": "坚定“四个自信”，坚定“四个自信”。"}"#,
            "\n",
            r#"{"id": "z", "text": "坚定“四个自信”。"}"#,
            "\n",
        ),
    );
    let out = folder.argument("out");
    let ended = tifa(&["compare", &page, "--split-date", "2016", "-o", &out]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    for said in [
        "A (from 2016 on): 1 document",
        "B (before 2016): 1 document",
        "On neither side: 1 document",
    ] {
        assert!(ended.stderr.contains(said), "{said} is not in\n{}", ended.stderr);
    }
    let report = folder.report("out");
    assert_eq!(row(&report, "四个自信"), sides("a", "2", "0"));
    assert_eq!(row(&report, "三个自信"), sides("b", "0", "1"));
}

#[test]
fn a_side_without_documents_is_named_and_nothing_is_written() {
    let folder = Folder::new();
    let page = folder.write("2014-05-01.txt", "坚定“三个自信”。\n");
    let out = folder.argument("out");
    let ended = tifa(&["compare", &page, "--split-date", "2030", "-o", &out]);
    assert_eq!(ended.status, Some(2), "{}", ended.stderr);
    assert!(ended.stderr.contains('A'), "{}", ended.stderr);
    assert!(!folder.path("out").exists());
}
