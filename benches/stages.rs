//! The stages of mining, each alone, with throughput in bytes of the original text.
//!
//! `cargo bench --bench stages` reads `data/sample`; set `TIFA_BENCH_CORPUS` to a file or folder for
//! figures that mean something, and `RAYON_NUM_THREADS` for the number of threads.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use tifa::corpus::{Document, ReadOptions, read};
use tifa::formula::observe;
use tifa::phrase::{DocumentClauses, EncodedDocument, RepeatOptions, Sequences, rank, recurring};
use tifa::progress::Silent;
use tifa::text::{Span, Text, Words};

fn documents() -> Vec<Document> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample").into();
    let path = std::env::var_os("TIFA_BENCH_CORPUS").map_or(sample, PathBuf::from);
    read(&[path], &ReadOptions::default(), &Silent).documents
}

fn encode(document: &Document, text: &Text) -> EncodedDocument {
    let quoted: Vec<Span> = text.quotations().iter().map(|quotation| quotation.inner).collect();
    EncodedDocument::new(&DocumentClauses {
        chars: text.chars(),
        clauses: text.sentences(),
        quoted: &quoted,
        date: document.date,
    })
}

fn joined(documents: &[Document], texts: &[Text]) -> Sequences {
    let mut sequences = Sequences::new();
    let encoded = documents.par_iter().zip(texts).map(|(document, text)| encode(document, text));
    sequences.par_extend(encoded).expect("a corpus for benchmarks is not that large");
    sequences
}

fn stages(criterion: &mut Criterion) {
    let documents = documents();
    let words = Words::new();
    let ends = |text: &str| words.ends(text);
    let bytes: u64 = documents.iter().map(|document| document.text.len() as u64).sum();
    let texts: Vec<Text> = documents.par_iter().map(|document| Text::new(&document.text)).collect();
    let encode_all = || joined(&documents, &texts);
    let sequences = encode_all();
    let find = || {
        recurring(&sequences, &RepeatOptions::default(), &Silent).expect("memory is not bounded")
    };
    let found = find();

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    group.bench_function("clean text", |bench| {
        bench
            .iter(|| documents.par_iter().map(|d| Text::new(&d.text).chars().len()).sum::<usize>());
    });
    group.bench_function("observe formulas", |bench| {
        bench.iter(|| texts.par_iter().map(|text| observe(text, &words).len()).sum::<usize>());
    });
    group.bench_function("encode for phrases", |bench| bench.iter(encode_all));
    group.bench_function("find recurring phrases", |bench| bench.iter(find));
    group.bench_function("rank recurring phrases", |bench| {
        let rank = |found| rank(black_box(&sequences), found, Some(&ends));
        bench.iter_batched(|| found.clone(), rank, BatchSize::PerIteration);
    });
    // What the whole is measured against: cutting the same text into words.
    group.bench_function("cut into words with jieba", |bench| {
        bench.iter(|| documents.par_iter().map(|d| words.ends(&d.text).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
