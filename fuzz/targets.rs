//! What is fuzzed: each target takes any bytes, and must neither panic nor break what is promised.

use std::sync::LazyLock;

use tifa::corpus::{Corpus, Date, InMemory, ReadOptions, read};
use tifa::formula::{
    Evidence, Finder, Lexicon, Shape, Site, canonical, decide, expansion as expansion_at, observe,
};
use tifa::progress::Silent;
use tifa::text::{Furniture, Span, Text, Words};

static WORDS: LazyLock<Words> = LazyLock::new(Words::new);
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Reads bytes as a file of this name.
fn read_as(file_name: &str, bytes: &[u8]) -> Corpus {
    let file = InMemory { name: "a".into(), file_name: file_name.to_owned(), bytes: bytes.into() };
    let corpus =
        read(&[], &ReadOptions { in_memory: vec![file], ..ReadOptions::default() }, &Silent);
    // Whatever it is, something is said about it.
    assert!(!corpus.documents.is_empty() || !corpus.omissions.is_empty());
    for document in &corpus.documents {
        assert!(!document.text.trim().is_empty(), "a document without text");
    }
    assert!(corpus.documents.windows(2).all(|pair| pair[0].id < pair[1].id));
    corpus
}

pub(crate) fn decode(bytes: &[u8]) {
    read_as("a.txt", bytes);
    read_as("a.md", bytes);
}

pub(crate) fn html(bytes: &[u8]) {
    read_as("a.html", bytes);
}

pub(crate) fn csv(bytes: &[u8]) {
    read_as("a.csv", bytes);
    read_as("a.tsv", bytes);
}

pub(crate) fn json(bytes: &[u8]) {
    read_as("a.json", bytes);
    read_as("a.jsonl", bytes);
}

pub(crate) fn archive(bytes: &[u8]) {
    for name in ["a.zip", "a.txt.gz", "a.jsonl.zst"] {
        read_as(name, bytes);
    }
}

pub(crate) fn word(bytes: &[u8]) {
    read_as("a.docx", bytes);
}

pub(crate) fn parquet(bytes: &[u8]) {
    read_as("a.parquet", bytes);
}

pub(crate) fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for date in [Date::parse(&text), Date::find_day(&text), Date::from_path(&text)] {
        let Some(date) = date else { continue };
        // Whatever is found is a day that there is, and is read again as it is written.
        assert_eq!(Date::parse(&date.to_string()), Some(date), "{text}");
    }
}

/// A text, checked against what it was made of.
fn cleaned(original: &str, left_out: &[Span]) -> Text {
    let text = Text::without(original, left_out);
    let length = original.chars().count();
    let mut last = None;
    for at in 0..text.chars().len() {
        let span = text.original(Span::new(at..at + 1));
        assert!(span.len() == 1 && (span.end as usize) <= length);
        assert!(last < Some(span.start), "places are in order");
        last = Some(span.start);
    }
    for &sentence in text.sentences() {
        let paragraph = text.paragraphs()[text.paragraph_at(sentence.start as usize)];
        assert!(!sentence.is_empty() && paragraph.contains(sentence));
    }
    text
}

pub(crate) fn clean(bytes: &[u8]) {
    let original = String::from_utf8_lossy(bytes);
    let text = cleaned(&original, &[]);
    for clause in text.clauses() {
        assert!(!clause.is_empty() && clause.end as usize <= text.chars().len());
    }
}

pub(crate) fn furniture(bytes: &[u8]) {
    let original = String::from_utf8_lossy(bytes);
    // Six copies, so that what repeats is found too.
    let furniture = Furniture::of(&[&*original; 6]);
    let original_chars: Vec<char> = original.chars().collect();
    for spans in &furniture.spans {
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let text = cleaned(&original, spans);
        let left: usize = spans.iter().map(|span| span.len()).sum();
        assert!(text.chars().len() <= original_chars.len() && left <= original_chars.len());
    }
}

pub(crate) fn quotation(bytes: &[u8]) {
    let original = String::from_utf8_lossy(bytes);
    let text = Text::new(&original);
    let mut last = 0;
    for quotation in text.quotations() {
        assert!(quotation.outer.contains(quotation.inner));
        assert!(quotation.outer.end as usize <= text.chars().len());
        assert!(last <= quotation.outer.start, "quotations are in order");
        last = quotation.outer.start;
    }
}

pub(crate) fn formula(bytes: &[u8]) {
    let original = String::from_utf8_lossy(bytes);
    let text = Text::new(&original);
    let candidates = observe(&text, &WORDS);
    let inventory = decide(&Evidence::of(&candidates), &LEXICON, &WORDS);
    let finder = Finder::new(&inventory, |_| true);
    let mut end = 0;
    for mention in finder.find(&text, &candidates, &WORDS) {
        assert!(mention.span.start >= end && mention.span.end as usize <= text.chars().len());
        end = mention.span.end;
        let label = &finder.names()[mention.label as usize];
        assert_eq!(*label, canonical(label), "names are canonical");
    }
}

pub(crate) fn expansion(bytes: &[u8]) {
    let original = String::from_utf8_lossy(bytes);
    let text = Text::new(&original);
    for candidate in observe(&text, &WORDS) {
        let label: Vec<char> = candidate.form.chars().collect();
        let Some(shape) = Shape::of(&label) else { continue };
        let site = Site { label: candidate.span, outer: candidate.span };
        if let Some(found) = expansion_at(&text, &site, &shape, Some(&WORDS)) {
            assert!(found.items.iter().all(|item| !item.is_empty()), "{:?}", found.items);
        }
    }
}
