//! Every format gives the same text.

use encoding_rs::{BIG5, GB18030};

use crate::support::{TEXT, gz, ids, read_folder, texts};

#[test]
fn every_format_gives_the_same_text() {
    let json = format!(r#"{{"id": "r", "title": "办事", "date": "2020-07-16", "text": "{TEXT}"}}"#);
    let csv = format!("编号,标题,日期,正文\nr,办事,2020年7月16日,\"{TEXT}\"\n");
    let tsv = format!("ID\tTitle\tDate\tContent\nr\t办事\t2020/7/16\t{TEXT}\n");
    let zst = |text: &str| zstd::encode_all(text.as_bytes(), 3).unwrap();
    let files: [(&str, Vec<u8>); 10] = [
        ("a.jsonl", json.clone().into()),
        ("a.ndjson", json.clone().into()),
        ("a.json", format!("[{json}]").into()),
        ("b.json", format!("{{\"total\": 1, \"data\": {{\"videoList\": [{json}]}}}}").into()),
        ("a.csv", csv.clone().into()),
        ("a.tsv", tsv.clone().into()),
        ("a.jsonl.gz", gz(json.as_bytes())),
        ("a.csv.zst", zst(&csv)),
        ("b.csv", csv.replace(',', ";").into()),
        ("c.csv", tsv.into()),
    ];
    for (name, bytes) in &files {
        let corpus = read_folder(&[(name, bytes)]);
        assert_eq!(corpus.omissions, [], "{name}");
        let [document] = &corpus.documents[..] else { panic!("{name}: {corpus:?}") };
        assert_eq!(document.text, TEXT, "{name}");
        assert_eq!(document.id, "r", "{name}");
        assert_eq!(document.title.as_deref(), Some("办事"), "{name}");
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2020-07-16"));
    }
    for (name, bytes) in [
        ("a.txt", TEXT.as_bytes().to_vec()),
        ("a.md", TEXT.as_bytes().to_vec()),
        ("a.txt.gz", gz(TEXT.as_bytes())),
        ("a.txt.zst", zst(TEXT)),
        ("a.TXT", format!("\u{FEFF}{TEXT}").into()),
        ("a.txt", GB18030.encode(TEXT).0.into_owned()),
    ] {
        let corpus = read_folder(&[(name, &bytes)]);
        assert_eq!((ids(&corpus), texts(&corpus)), (vec!["a"], vec![TEXT]), "{name}");
        assert_eq!(corpus.omissions, [], "{name}");
    }
}

#[test]
fn tables_may_be_in_any_encoding() {
    let csv =
        format!("標題,正文\n辦事,{}\n", "大家都說，說到就要做到，做不到不收兵。這件事要記住。");
    let big5 = BIG5.encode(&csv).0.into_owned();
    let utf16: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [big5, utf16, GB18030.encode(&csv).0.into_owned()] {
        let corpus = read_folder(&[("a.csv", &bytes)]);
        assert_eq!(corpus.documents[0].title.as_deref(), Some("辦事"));
        assert!(corpus.documents[0].text.ends_with("這件事要記住。"));
    }
}

#[test]
fn pages_and_markup_give_their_text() {
    let page = format!(
        "<html><meta charset=utf-8><title>三件事</title><body><ul class=nav><li><a href=/>首页</a></ul>\
         <div><p>时间：2020-07-16</p><p>{TEXT}</p><p>另一段，也是正文。</p></div></body></html>"
    );
    let article = format!("{TEXT}\n\n另一段，也是正文。");
    let wrong = GB18030.encode(&page).0.into_owned();
    let paragraphs = format!("<p>{TEXT}</p><p>另一段，也是正文。</p>");
    let json = serde_json::json!({"title": "三件事", "date": "2020-07-16", "content": paragraphs});
    let files: [(&str, Vec<u8>); 6] = [
        ("a.html", page.clone().into()),
        ("a.shtml.gz", gz(page.as_bytes())),
        ("a.txt", page.into()),
        ("a.jsp", wrong),
        ("a.json", json.to_string().into()),
        ("2020-07-16.md", format!("# 三件事\n{paragraphs}").into()),
    ];
    for (name, bytes) in &files {
        let corpus = read_folder(&[(name, bytes)]);
        let [document] = &corpus.documents[..] else { panic!("{name}: {corpus:?}") };
        assert_eq!(document.text.trim_start_matches("# 三件事\n"), article, "{name}");
        assert_eq!(document.title.as_deref(), Some("三件事"), "{name}");
        assert_eq!(document.date.unwrap().to_string(), "2020-07-16", "{name}");
    }
}
