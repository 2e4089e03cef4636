//! Tables: columns found, named and kept, and rows that are broken.

use tifa::corpus::ReadOptions;

use crate::support::{folder, ids, only_omission, read_folder, read_with, texts};

#[test]
fn a_table_without_a_text_column_names_its_columns() {
    let csv = "name,views\n甲,3\n";
    let omission = only_omission(&read_folder(&[("a.csv", csv.as_bytes())]));
    assert!(omission.contains("--text-column"), "{omission}");
    assert!(omission.contains("name, views"), "{omission}");

    let json = "{\"name\": \"甲\", \"views\": 3}\n".repeat(5);
    let omission = only_omission(&read_folder(&[("a.jsonl", json.as_bytes())]));
    assert!(omission.contains("name, views"), "{omission}");

    let options = ReadOptions { text_column: Some("NAME".into()), ..Default::default() };
    let corpus = read_with(&folder(&[("a.csv", csv.as_bytes())]), &options);
    assert_eq!(texts(&corpus), ["甲"]);
}

#[test]
fn a_table_without_a_header_is_read_by_column_numbers() {
    let csv = "头一条,1958-08-01\n第二条,1958-08-02\n";
    let omission = only_omission(&read_folder(&[("a.csv", csv.as_bytes())]));
    assert!(omission.contains("by its number"), "{omission}");
    let options = ReadOptions {
        text_column: Some("1".into()),
        date_column: Some("2".into()),
        ..Default::default()
    };
    let corpus = read_with(&folder(&[("a.csv", csv.as_bytes())]), &options);
    assert_eq!(texts(&corpus), ["头一条", "第二条"]);
    assert_eq!(corpus.documents[0].date.unwrap().to_string(), "1958-08-01");
    assert_eq!(ids(&corpus), ["a#1", "a#2"]);
}

#[test]
fn rows_of_the_wrong_width_are_named_by_line() {
    let csv = "\nid,text\n1,\"甲\n甲\"\n2,乙,丙\n3,丁\n\n\r\n4\n5,戊\n";
    let corpus = read_folder(&[("a.csv", csv.as_bytes())]);
    assert_eq!(texts(&corpus), ["甲\n甲", "丁", "戊"]);
    let places: Vec<_> = corpus.omissions.iter().map(|o| o.place.as_deref().unwrap()).collect();
    assert_eq!(places, ["line 5", "line 9"]);
    assert!(corpus.omissions[0].reason.contains("3 cells"));
}

#[test]
fn an_unclosed_quotation_mark_costs_one_row() {
    let csv = "id,text\n1,甲\n2,\"乙\n3,丙\n4,丁\n5,戊\n";
    let corpus = read_folder(&[("a.csv", csv.as_bytes())]);
    assert_eq!(texts(&corpus), ["甲", "丙", "丁", "戊"]);
    assert!(only_omission(&corpus).starts_with("line 3:"), "{:?}", corpus.omissions);

    // Closed by the next stray mark, with the right number of cells.
    let csv = "id,text\n1,\"甲\n2,乙\n3,\"丙\n4,丁\n";
    let corpus = read_folder(&[("a.csv", csv.as_bytes())]);
    assert_eq!(texts(&corpus), ["乙", "丁"]);
    assert_eq!(corpus.omissions.len(), 2);
}

#[test]
fn kept_columns_become_metadata() {
    let options = ReadOptions {
        keep_metadata: vec!["Region".into(), "id".into(), "none".into()],
        ..Default::default()
    };
    let csv = "id,text,region,page\n1,甲,北方,4\n";
    let json = "{\"id\": 2, \"text\": \"乙\", \"region\": \"南方\"}";
    let corpus =
        read_with(&folder(&[("a.csv", csv.as_bytes()), ("b.jsonl", json.as_bytes())]), &options);
    let metadata = |index: usize| corpus.documents[index].metadata.clone();
    let pairs = |region: &str, id: &str| {
        vec![("Region".to_owned(), region.to_owned()), ("id".to_owned(), id.to_owned())]
    };
    assert_eq!(metadata(0), pairs("北方", "1"));
    assert_eq!(metadata(1), pairs("南方", "2"));
}
