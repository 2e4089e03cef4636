//! Dates, and the sources that stand beside them.

use tifa::corpus::FoundIn;

use crate::support::{TEXT, ids, only_omission, read_folder};

#[test]
fn ids_and_dates_come_from_the_path() {
    let corpus = read_folder(&[
        ("2019/0716/a.txt", TEXT.as_bytes()),
        ("2019/0716/b.jsonl", format!("\n{{\"text\": \"{TEXT}\"}}\n").as_bytes()),
    ]);
    assert_eq!(ids(&corpus), ["2019/0716/a", "2019/0716/b#2"]);
    for document in &corpus.documents {
        assert_eq!(document.date.unwrap().to_string(), "2019-07-16");
    }
    assert!(corpus.documents[1].path.ends_with("b.jsonl:2"));
}

#[test]
fn where_a_date_and_a_source_were_found_is_known() {
    let byline = format!("修好一条路\n发布时间：2020-07-16 来源：县报\n{TEXT}");
    let page = format!(
        "<html><meta name=pubdate content=2020-07-16><body><p>来源：县报</p><p>{TEXT}</p><p>{TEXT}</p>"
    );
    let record = format!(r#"{{"date": "2020-07-16", "source": "县报", "text": "{TEXT}"}}"#);
    let by_id = format!(r#"{{"id": "xwlb-20200716-01", "text": "{TEXT}"}}"#);
    let impossible = format!(r#"{{"date": "2020-02-30", "text": "{TEXT}"}}"#);
    let cases: [(&str, &str, Option<FoundIn>, Option<FoundIn>); 7] = [
        ("a.txt", &byline, Some(FoundIn::Text), Some(FoundIn::Text)),
        ("2020-07-16.txt", TEXT, Some(FoundIn::Path), None),
        ("a.html", &page, Some(FoundIn::Page), Some(FoundIn::Page)),
        ("a.jsonl", &record, Some(FoundIn::Record), Some(FoundIn::Record)),
        ("b.jsonl", &by_id, Some(FoundIn::Id), None),
        ("c.jsonl", &impossible, None, None),
        ("a.md", TEXT, None, None),
    ];
    for (name, text, date_from, source_from) in cases {
        let corpus = read_folder(&[(name, text.as_bytes())]);
        let document = &corpus.documents[0];
        assert_eq!((document.date_from, document.source_from), (date_from, source_from), "{name}");
        let day = date_from.map(|_| "2020-07-16".to_owned());
        assert_eq!(document.date.map(|date| date.to_string()), day, "{name}");
        assert_eq!(document.source.as_deref(), source_from.map(|_| "县报"), "{name}");
    }
}

#[test]
fn dates_that_are_none_are_said_once() {
    let csv = "date,text\n2020-02-30,甲\n昨天,乙\n2020-03-01,丙\n";
    let corpus = read_folder(&[("a.csv", csv.as_bytes())]);
    let dates: Vec<_> = corpus.documents.iter().map(|document| document.date.is_some()).collect();
    assert_eq!(dates, [false, false, true]);
    let omission = only_omission(&corpus);
    assert!(omission.starts_with("line 2: 2 records") && omission.contains("2020-02-30"));
}
