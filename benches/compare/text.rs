//! Writes what all programs of the comparison read, so that they read the same text.
//!
//! `text CORPUS OUT [SHARE]` takes every SHAREth document of a corpus (all if it is not given), cleans it
//! as tifa does and writes into the folder OUT: `text.txt`, a paragraph a line; `segments.tsv`, number of
//! the document and a run of Chinese characters a line; `spaced.txt`, the same runs with a space between
//! characters; and `segments.jsonl`, the same runs as documents for tifa, each run a sentence and each
//! paragraph a line.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use tifa::corpus::{ReadOptions, read};
use tifa::progress::Silent;
use tifa::text::{Text, is_han};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, out, rest @ ..] = arguments.as_slice() else {
        return Err(io::Error::other("what corpus, and where to?"));
    };
    let share = rest.first().map_or(Ok(1), |share| share.parse()).map_err(io::Error::other)?;
    let out = Path::new(out);
    std::fs::create_dir_all(out)?;
    let create = |name: &str| File::create(out.join(name)).map(BufWriter::new);
    let (mut plain, mut tsv) = (create("text.txt")?, create("segments.tsv")?);
    let (mut spaced, mut lines) = (create("spaced.txt")?, create("segments.jsonl")?);

    let documents = read(&[PathBuf::from(corpus)], &ReadOptions::default(), &Silent).documents;
    for (number, document) in documents.iter().step_by(share).enumerate() {
        let text = Text::new(&document.text);
        let mut sentences = String::new();
        for &paragraph in text.paragraphs() {
            let chars = &text.chars()[paragraph.range()];
            writeln!(plain, "{}", text.slice(paragraph))?;
            for segment in chars.split(|&c| !is_han(c)).filter(|segment| !segment.is_empty()) {
                let run: String = segment.iter().collect();
                writeln!(tsv, "{number}\t{run}")?;
                let letters: Vec<String> = segment.iter().map(char::to_string).collect();
                writeln!(spaced, "{}", letters.join(" "))?;
                sentences.extend([run.as_str(), "。"]);
            }
            sentences.push('\n');
        }
        let record = json!({ "id": number.to_string(), "text": sentences });
        writeln!(lines, "{record}")?;
    }
    [plain, tsv, spaced, lines].iter_mut().try_for_each(Write::flush)
}
