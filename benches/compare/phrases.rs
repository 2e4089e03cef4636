//! Only the recurring phrases of a corpus, from reading it to the ranking.
//!
//! `phrases CORPUS MIN_COUNT OUT [--closed]` writes phrase, mentions and documents, a phrase a line,
//! in the order of the ranking; with `--closed` it writes every closed phrase, in no less than one document,
//! fragments included, and does not rank.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use rayon::prelude::*;
use tifa::corpus::{Document, ReadOptions, read};
use tifa::phrase::{
    DocumentClauses, EncodedDocument, MinCount, RankOptions, RepeatOptions, Sequences, rank,
    recurring,
};
use tifa::progress::Silent;
use tifa::text::{Span, Text, Words};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, min_count, out, rest @ ..] = arguments.as_slice() else {
        return Err(io::Error::other("what corpus, what minimum count, and where to?"));
    };
    let closed = rest.iter().any(|argument| argument == "--closed");
    let documents = read(&[PathBuf::from(corpus)], &ReadOptions::default(), &Silent).documents;
    let mut sequences = Sequences::new();
    for batch in documents.chunks(4096) {
        let encoded: Vec<EncodedDocument> = batch.par_iter().map(encode).collect();
        for document in encoded {
            sequences.push(document).map_err(io::Error::other)?;
        }
    }
    let options = RepeatOptions {
        min_count: min_count.parse::<MinCount>().map_err(io::Error::other)?,
        min_documents: if closed { 1 } else { RepeatOptions::default().min_documents },
        ..RepeatOptions::default()
    };
    let found = recurring(&sequences, &options, &Silent).map_err(io::Error::other)?;
    let mut file = BufWriter::new(File::create(out)?);
    if closed {
        for repeat in found.repeats() {
            let text = repeat.text(&sequences);
            writeln!(file, "{text}\t{}\t{}", repeat.count, repeat.documents)?;
        }
    } else {
        let words = Words::new();
        let ends = |text: &str| words.ends(text);
        let ranking = rank(&sequences, found, &RankOptions::default(), Some(&ends));
        for phrase in &ranking.phrases {
            let repeat = &phrase.repeat;
            writeln!(file, "{}\t{}\t{}", phrase.text, repeat.count, repeat.documents)?;
        }
    }
    file.flush()
}

fn encode(document: &Document) -> EncodedDocument {
    let text = Text::new(&document.text);
    let quoted: Vec<Span> = text.quotations().iter().map(|quotation| quotation.inner).collect();
    EncodedDocument::new(&DocumentClauses {
        chars: text.chars(),
        clauses: text.sentences(),
        quoted: &quoted,
        date: document.date,
    })
}
