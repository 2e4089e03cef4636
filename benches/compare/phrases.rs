//! Only the recurring phrases of a corpus, from reading it to the ranking.
//!
//! `phrases CORPUS MIN_COUNT OUT [--closed]` writes phrase, mentions and documents, a phrase a line,
//! in the order of the ranking; with `--closed` it writes every closed phrase, in no less than one document,
//! fragments included, and does not rank.

#[expect(dead_code, reason = "of the allocator of the program, only that it is used")]
#[path = "../../src/cli/allocator.rs"]
mod allocator;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use rayon::prelude::*;
use tifa::corpus::{Document, ReadOptions, read};
use tifa::phrase::{
    DocumentClauses, EncodedDocument, MinCount, Phrase, RepeatOptions, Sequences, rank, recurring,
};
use tifa::progress::Silent;
use tifa::text::{Span, Text, Words};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, min_count, out, rest @ ..] = arguments.as_slice() else {
        return Err(io::Error::other("what corpus, what minimum count, and where to?"));
    };
    let closed = rest.iter().any(|argument| argument == "--closed");
    let path = [PathBuf::from(corpus)];
    let reading = || read(&path, &ReadOptions::default(), &Silent).documents;
    let (documents, words) = rayon::join(reading, Words::new);
    let mut sequences = Sequences::new();
    sequences.par_extend(documents.par_iter().map(encode)).map_err(io::Error::other)?;
    documents.into_par_iter().for_each(drop);
    let options = RepeatOptions {
        min_count: min_count.parse::<MinCount>().map_err(io::Error::other)?,
        min_documents: if closed { 1 } else { RepeatOptions::default().min_documents },
        fragments: closed,
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
        let ends = |text: &str| words.ends(text);
        // A program that ends gives all its memory back at once; piece by piece takes longer.
        let ranking = ManuallyDrop::new(rank(&sequences, found, Some(&ends)));
        let lines = |phrases: &[Phrase]| {
            let mut lines = Vec::new();
            for Phrase { text, repeat, .. } in phrases {
                writeln!(lines, "{text}\t{}\t{}", repeat.count, repeat.documents)?;
            }
            Ok(lines)
        };
        let lines: io::Result<Vec<Vec<u8>>> = ranking.phrases.par_chunks(4096).map(lines).collect();
        for lines in lines? {
            file.write_all(&lines)?;
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
