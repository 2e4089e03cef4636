//! Reading a corpus from a folder as a user would have it: every format, and what goes wrong.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, GB18030};
use tempfile::TempDir;
use tifa::corpus::{Corpus, InMemory, Limits, ReadOptions, read};
use tifa::progress::Silent;

const TEXT: &str = "今年要办好三件事：修路、建桥、办学校。大家都说，说到就要做到，做不到不收兵。";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read_with(folder: &TempDir, options: &ReadOptions) -> Corpus {
    read(&[folder.path().to_owned()], options, &Silent)
}

fn read_folder(files: &[(&str, &[u8])]) -> Corpus {
    read_with(&folder(files), &ReadOptions::default())
}

fn ids(corpus: &Corpus) -> Vec<&str> {
    corpus.documents.iter().map(|document| document.id.as_str()).collect()
}

fn texts(corpus: &Corpus) -> Vec<&str> {
    corpus.documents.iter().map(|document| document.text.as_str()).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The one omission, as "place: reason".
fn only_omission(corpus: &Corpus) -> String {
    let [omission] = &corpus.omissions[..] else { panic!("{:?}", corpus.omissions) };
    format!("{}: {}", omission.place.as_deref().unwrap_or("-"), omission.reason)
}

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
fn the_same_documents_for_any_order_and_any_split() {
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let records =
        [line("c", "丙"), line("a", "甲一"), line("b", "乙"), line("a", "甲二"), line("a", "甲一")];
    let whole = folder(&[("all.jsonl", records.concat().as_bytes())]);
    let split = folder(&[
        ("z.jsonl", records[..2].concat().as_bytes()),
        ("y.jsonl", records[2..].concat().as_bytes()),
    ]);
    let options = ReadOptions::default();
    let paths = |names: [&str; 2]| names.map(|name| split.path().join(name));
    let expected = read_with(&whole, &options);
    assert_eq!(ids(&expected), ["a", "a~2", "a~3", "b", "c"]);
    for paths in [paths(["y.jsonl", "z.jsonl"]), paths(["z.jsonl", "y.jsonl"])] {
        let corpus = read(&paths, &options, &Silent);
        assert_eq!(ids(&corpus), ids(&expected));
        assert_eq!(texts(&corpus), texts(&expected));
    }
}

#[test]
fn a_file_reached_twice_is_read_once() {
    let folder = folder(&[("2019/a.txt", TEXT.as_bytes()), ("b.txt", "另一篇".as_bytes())]);
    let inner = folder.path().join("2019/a.txt");
    for paths in [[folder.path().to_owned(), inner.clone()], [inner, folder.path().to_owned()]] {
        let corpus = read(&paths, &ReadOptions::default(), &Silent);
        assert_eq!(ids(&corpus), ["2019/a", "b"]);
    }
}

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

#[test]
fn dates_that_are_none_are_said_once() {
    let csv = "date,text\n2020-02-30,甲\n昨天,乙\n2020-03-01,丙\n";
    let corpus = read_folder(&[("a.csv", csv.as_bytes())]);
    let dates: Vec<_> = corpus.documents.iter().map(|document| document.date.is_some()).collect();
    assert_eq!(dates, [false, false, true]);
    let omission = only_omission(&corpus);
    assert!(omission.starts_with("line 2: 2 records") && omission.contains("2020-02-30"));
}

#[test]
fn a_truncated_archive_is_read_up_to_the_break() {
    let line =
        |number: usize| format!("{{\"id\": {number}, \"text\": \"第{number}件：{TEXT}\"}}\n");
    let lines: String = (0..2000).map(line).collect();
    let whole = gz(lines.as_bytes());
    let corpus = read_folder(&[("a.jsonl.gz", &whole[..whole.len() / 2])]);
    let read = corpus.documents.len();
    assert!((200..2000).contains(&read), "{read}");
    assert!(corpus.documents.iter().all(|document| document.text.ends_with("不收兵。")));
    assert!(only_omission(&corpus).contains("breaks off"));

    let text = gz(TEXT.repeat(500).as_bytes());
    let corpus = read_folder(&[("a.txt.gz", &text[..text.len() / 2])]);
    assert!(TEXT.repeat(500).starts_with(corpus.documents[0].text.trim_end_matches('\u{FFFD}')));
    assert!(only_omission(&corpus).contains("breaks off"));

    let csv: String = (0..2000).map(|n| format!("{n},第{n}件：{TEXT}\n")).collect();
    let whole = zstd::encode_all(format!("id,text\n{csv}").as_bytes(), 1).unwrap();
    let corpus = read_folder(&[("a.csv.zst", &whole[..whole.len() - 5])]);
    assert!(corpus.documents.iter().all(|document| document.text.ends_with("不收兵。")));
    assert!(only_omission(&corpus).contains("decompress") || !corpus.documents.is_empty());
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_read_like_a_folder() {
    let json = format!("{{\"text\": \"{TEXT}\"}}\n");
    let bytes = zip(&[
        ("2019/0716/a.txt", TEXT.as_bytes()),
        ("b.jsonl.gz", &gz(json.as_bytes())),
        ("broken.csv", b"name\n1\n"),
        ("photo.png", b""),
        ("__MACOSX/a.txt", b"x"),
        (".hidden.txt", b"x"),
    ]);
    let corpus = read_folder(&[("news.zip", &bytes)]);
    assert_eq!(ids(&corpus), ["news/2019/0716/a", "news/b#1"]);
    assert_eq!(texts(&corpus), [TEXT, TEXT]);
    assert_eq!(corpus.documents[0].date.unwrap().to_string(), "2019-07-16");
    assert!(corpus.documents[1].path.ends_with("news.zip/b.jsonl.gz:1"));
    let [ending, column] = &corpus.omissions[..] else { panic!("{:?}", corpus.omissions) };
    assert!(ending.reason.starts_with("1 file ending in .png"));
    assert!(column.path.ends_with("news.zip/broken.csv"));

    let cut = read_folder(&[("news.zip", &bytes[..bytes.len() / 2])]);
    assert!(only_omission(&cut).contains("no whole zip archive"));
}

#[test]
fn an_archive_may_not_expand_without_end() {
    let spaces = vec![b' '; 900_000];
    let bytes = zip(&[("a.jsonl", &spaces), ("b.txt", TEXT.as_bytes())]);
    let ratio = Limits { ratio: 100, ratio_from: 1 << 16, ..Limits::default() };
    let total = Limits { file_bytes: 100_000, ..Limits::default() };
    for limits in [ratio, total] {
        let options = ReadOptions { limits, ..Default::default() };
        let corpus = read_with(&folder(&[("a.zip", &bytes)]), &options);
        assert_eq!(ids(&corpus), ["a/b"]);
        assert!(only_omission(&corpus).starts_with("a.jsonl: it "));
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_read() {
    let folder = folder(&[
        ("good.txt", TEXT.as_bytes()),
        ("empty.txt", b" \n"),
        ("paper.txt", b"%PDF-1.4 \xE2\xE3"),
        ("noise.txt", &[0, 1, 2, 0, 0, 9, 0, 0]),
        ("bad.txt.gz", b"no gzip"),
        ("picture.png", b""),
        ("photo.png", b""),
        (".hidden.txt", b"hidden"),
    ]);
    let missing = folder.path().join("nowhere.txt");
    let paths = [folder.path().to_owned(), missing];
    let corpus = read(&paths, &ReadOptions::default(), &Silent);
    assert_eq!(ids(&corpus), ["good"]);
    let reason = |name: &str| {
        let mut of_file = corpus.omissions.iter().filter(|o| o.path.ends_with(name));
        let reason = of_file.next().unwrap_or_else(|| panic!("{name}")).reason.clone();
        assert!(of_file.next().is_none(), "{name}");
        reason
    };
    assert!(reason("nowhere.txt").contains("no such file"));
    assert!(reason("empty.txt").contains("no text"));
    assert!(reason("paper.txt").contains("PDF"));
    assert!(reason("noise.txt").contains("binary"));
    assert!(reason("bad.txt.gz").contains("decompressed"));
    let folder_name = folder.path().file_name().unwrap().to_str().unwrap();
    assert!(reason(folder_name).starts_with("2 files ending in .png"));
    assert_eq!(corpus.omissions.len(), 6);
}

#[test]
fn numbers_or_tags_alone_are_no_text() {
    for (name, text) in [("a.txt", "19980101-01-001-001\n"), ("a.md", "<p></p>\n")] {
        let corpus = read_folder(&[(name, text.as_bytes())]);
        assert_eq!(only_omission(&corpus), "-: it holds no text", "{name}");
        assert!(corpus.documents.is_empty(), "{name}");
    }
}

#[test]
fn an_empty_folder_is_said() {
    assert!(only_omission(&read_folder(&[])).contains("no file to read"));
}

#[test]
fn a_file_given_directly_is_read_whatever_its_name() {
    let folder = folder(&[("notes.log", TEXT.as_bytes()), (".hidden", TEXT.as_bytes())]);
    let paths = ["notes.log", ".hidden"].map(|name| folder.path().join(name));
    let corpus = read(&paths, &ReadOptions::default(), &Silent);
    assert_eq!(ids(&corpus), [".hidden", "notes.log"]);
    assert_eq!(corpus.omissions, []);
}

#[test]
fn exclusions_pass_over_files() {
    let folder = folder(&[
        ("drafts/a.txt", TEXT.as_bytes()),
        ("b.txt", TEXT.as_bytes()),
        ("b.bak.txt", TEXT.as_bytes()),
    ]);
    let exclude = vec!["drafts/".to_owned(), "*.bak.txt".to_owned()];
    let corpus = read_with(&folder, &ReadOptions { exclude, ..Default::default() });
    assert_eq!(ids(&corpus), ["b"]);
    let exclude = vec!["a{".to_owned()];
    let corpus = read_with(&folder, &ReadOptions { exclude, ..Default::default() });
    assert!(corpus.documents.is_empty());
    assert!(only_omission(&corpus).contains("glob"));
}

#[test]
fn ignore_files_hide_nothing() {
    let corpus = read_folder(&[
        (".gitignore", b"*.txt\n"),
        (".git/config", b""),
        (".ignore", b"*\n"),
        ("a.txt", TEXT.as_bytes()),
    ]);
    assert_eq!(ids(&corpus), ["a"]);
}

#[cfg(unix)]
#[test]
fn an_ignore_file_of_its_own_is_obeyed() {
    let files: [(&str, &[u8]); 5] = [
        (".tifaignore", "drafts/\n*.csv\n!keep.csv\n".as_bytes()),
        ("a.txt", TEXT.as_bytes()),
        ("drafts/b.txt", TEXT.as_bytes()),
        ("c.csv", TEXT.as_bytes()),
        ("sub/.tifaignore", b"d.txt"),
    ];
    let folder = folder(&files);
    fs::write(folder.path().join("sub/d.txt"), TEXT).unwrap();
    fs::write(folder.path().join("sub/e.txt"), TEXT).unwrap();
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!((ids(&corpus), corpus.omissions.len()), (vec!["a", "sub/e"], 0));
}

#[test]
fn a_file_in_memory_is_read_like_one_on_the_disk() {
    let csv = format!("id,正文\nr,{TEXT}\n,\n");
    let file = InMemory {
        name: "standard input".to_owned(),
        file_name: "2019-07-16.csv.gz".to_owned(),
        bytes: gz(csv.as_bytes()).into(),
    };
    let options = ReadOptions { in_memory: vec![file], ..ReadOptions::default() };
    let corpus = read(&[], &options, &Silent);
    assert_eq!((ids(&corpus), texts(&corpus)), (vec!["r"], vec![TEXT]));
    assert_eq!(corpus.documents[0].path, "standard input:2");
    assert_eq!(corpus.omissions[0].path, "standard input");
}

#[test]
fn links_are_followed_and_loops_reported() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("sub/a.txt", TEXT.as_bytes())]);
    let link = |to: &Path, name: &str| symlink(to, folder.path().join(name)).unwrap();
    link(folder.path(), "sub/loop");
    link(&folder.path().join("sub/a.txt"), "linked.txt");
    link(Path::new("/nonexistent/b.txt"), "broken.txt");
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!(corpus.documents.len(), 1);
    let mut reasons = corpus.omissions.iter().map(|omission| omission.reason.as_str());
    assert!(reasons.next().unwrap().contains("no such file"));
    assert!(reasons.next().unwrap().contains("leads back"));
    assert!(reasons.next().is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[]);
    for bytes in [&b"a\xFF.txt"[..], b"a\xFE.txt"] {
        let name = std::ffi::OsStr::from_bytes(bytes);
        fs::write(folder.path().join(name), TEXT).unwrap();
    }
    let corpus = read_with(&folder, &ReadOptions::default());
    assert_eq!(ids(&corpus), ["a\u{FFFD}", "a\u{FFFD}~2"]);
}

#[test]
fn limits_stop_bombs_and_giants() {
    let limits =
        Limits { file_bytes: 1 << 20, document_bytes: 1 << 10, ratio: 100, ratio_from: 1 << 16 };
    let options = ReadOptions { limits, ..Default::default() };
    let zeros = gz(&vec![b' '; 900_000]);
    let long = "长".repeat(2000);
    let folder = folder(&[
        ("bomb.jsonl.gz", &zeros),
        ("giant.jsonl", &vec![b' '; (1 << 20) + 1]),
        ("long.txt", long.as_bytes()),
        ("line.jsonl", format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"短\"}}").as_bytes()),
        ("row.csv", format!("text\n{long}\n短\n").as_bytes()),
    ]);
    let corpus = read_with(&folder, &options);
    assert_eq!(texts(&corpus), ["短", "短"]);
    let reasons: Vec<&str> =
        corpus.omissions.iter().map(|omission| omission.reason.as_str()).collect();
    let [bomb, giant, line, long, row] = reasons[..] else { panic!("{reasons:?}") };
    assert!(bomb.contains("expands more than 100-fold"), "{bomb}");
    assert!(giant.contains("more than 1 MiB"), "{giant}");
    assert!(long.contains("more than 1 KiB"), "{long}");
    assert!(line.contains("larger than 1 KiB") && row.contains("larger than 1 KiB"));
}

#[test]
fn counts_files_and_bytes() {
    let corpus = read_folder(&[("a.txt", b"12345"), ("b.txt", b"678")]);
    assert_eq!((corpus.files, corpus.bytes), (2, 8));
}

mod any_bytes {
    use proptest::prelude::{ProptestConfig, any, proptest};

    use super::{PathBuf, ReadOptions, Silent, fs, gz, read};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Whatever a file holds, reading it ends, and every text in it is whole UTF-8.
        #[test]
        fn no_reader_panics(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            json in "[\\[\\]{}\":,a-c\\\\\n\r 0-9]{0,60}",
            table in "[\",;\t\n\ra文]{0,60}",
        ) {
            let folder = tempfile::TempDir::new().unwrap();
            let json = format!("{{\"text\": \"文\"}}\n{json}");
            let table = format!("id,text\n{table}");
            for name in ["a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.gz", "a.zst"] {
                fs::write(folder.path().join(name), &bytes).unwrap();
                fs::write(folder.path().join(format!("j{name}")), &json).unwrap();
                fs::write(folder.path().join(format!("t{name}")), &table).unwrap();
            }
            fs::write(folder.path().join("z.jsonl.gz"), gz(json.as_bytes())).unwrap();
            let paths: Vec<PathBuf> =
                fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
            let corpus = read(&paths, &ReadOptions::default(), &Silent);
            assert!(corpus.documents.windows(2).all(|pair| pair[0].id < pair[1].id));
        }
    }
}
