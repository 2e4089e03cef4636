//! The same text in every format, compression and encoding gives the same mentions.

use std::io::Write;

use tifa::corpus::{InMemory, ReadOptions, read};
use tifa::mine::{Looked, Options, Rows};
use tifa::progress::Silent;
use tifa::text::Words;

/// Two paragraphs as they stand in every format.
const PARAGRAPHS: [&str; 2] = [
    "县里开会强调，要落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管，确保“两不愁、三保障”不出问题。",
    "会议指出，做好“六稳”工作、落实“六保”任务，守住“三农”这块压舱石；对“1+N”方案和八项规定要一抓到底。",
];

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// The text in every format, in UTF-8.
fn formats() -> Vec<(&'static str, String)> {
    let text = PARAGRAPHS.join("\n");
    let json = serde_json::json!({ "text": text });
    let nested = serde_json::json!({ "code": 0, "data": { "list": [{ "正文": PARAGRAPHS }] } });
    let html: String = PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let in_json = serde_json::json!([{ "content": html }]);
    let page =
        format!("<html><head><title>会议</title></head><body><div>{html}</div></body></html>");
    let quoted = text.replace('"', "\"\"");
    vec![
        ("txt", text.clone()),
        ("txt", text.replace('\n', "\r\n")),
        ("txt", format!("{}　　{}", '\u{FEFF}', text.replace("”", "\u{200B}”"))),
        ("md", format!("{text}\n")),
        ("html", page),
        ("jsonl", json.to_string()),
        ("json", format!("[{json:#}]")),
        ("json", nested.to_string()),
        ("json", in_json.to_string()),
        ("csv", format!("id,正文\r\n1,\"{quoted}\"\r\n")),
        ("csv", format!("id;text\n1;\"{quoted}\"\n")),
        ("tsv", format!("id\ttext\n1\t\"{quoted}\"\n")),
    ]
}

#[test]
fn in_every_format_and_encoding() {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (ending, text) in formats() {
        let encoded = [
            text.clone().into_bytes(),
            encoding_rs::GB18030.encode(&text).0.into_owned(),
            [
                &[0xFF, 0xFE][..],
                &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
            ]
            .concat(),
        ];
        for bytes in encoded {
            files.push((format!("a.{ending}.gz"), gz(&bytes)));
            files.push((format!("a.{ending}.zst"), zstd::encode_all(&bytes[..], 3).unwrap()));
            files.push(("a.zip".to_string(), zip(&format!("b/a.{ending}"), &bytes)));
            files.push((format!("a.{ending}"), bytes));
        }
    }
    let dictionary = Words::new();
    let options = Options { collocates: None, phrases: false, ..Options::default() };
    let mut expected: Option<Vec<String>> = None;
    for (number, (name, bytes)) in files.into_iter().enumerate() {
        let file = InMemory { name: name.clone(), file_name: name.clone(), bytes: bytes.into() };
        let reading = ReadOptions { in_memory: vec![file], ..ReadOptions::default() };
        let corpus = read(&[], &reading, &Silent);
        assert_eq!(corpus.omissions, [], "{name} ({number})");
        let looked = Looked::at(corpus, &options, &dictionary, &Silent);
        let rows = Rows::of(&looked, &options, &dictionary, &Silent);
        let mentions = rows.mentions.iter();
        let mut found: Vec<String> = mentions
            .map(|row| format!("{} {} {} {}", row.surface, row.formula, row.kind, row.quoted))
            .collect();
        found.extend(rows.expansions.iter().map(|row| row.items.join("|")));
        // Zero-width characters stay in what is shown as it was written.
        found.iter_mut().for_each(|cell| cell.retain(|c| c != '\u{200B}'));
        assert!(found.iter().any(|mention| mention.contains("两不愁三保障")), "{found:?}");
        assert_eq!(expected.get_or_insert_with(|| found.clone()), &found, "{name} ({number})");
    }
}
