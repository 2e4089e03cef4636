//! `tifa kwic`: the passages of a formula or phrase, one under the other.
//!
//! A label that the corpus shows to be a formula is found as one: in every spelling, and not where
//! its characters stand by chance (三不 in 安倍晋三不顾). Anything else is found as written.

use std::cmp::Ordering;
use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use tifa::corpus::{Corpus, Date, Document, Omission, exact_duplicates};
use tifa::formula::{Shape, canonical};
use tifa::mine::Looked;
use tifa::progress::Progress;
use tifa::text::{Span, Text, is_quotation_mark};

use super::args::Order;
use super::columns::{left_aligned, right_aligned, width};
use super::messages::{counted, say};
use super::outcome::Outcome;
use super::phrase_search::PhraseSearch;
use super::plan::Kwic;
use super::threads::on_threads;
use super::{input, messages, progress};

/// Finds the passages and prints them.
pub(crate) fn run(plan: &Kwic) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let found = on_threads(plan.running.threads, || find(plan, &*progress))?;
    let Found { mut passages, omissions, as_formula } = found;
    sort(&mut passages, plan.order);
    print(&passages, plan.width)?;
    if !plan.running.quiet {
        summarise(&plan.label, &passages, as_formula);
    }
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

struct Found {
    passages: Vec<Passage>,
    omissions: Vec<Omission>,
    as_formula: bool,
}

/// A place in a document, with what stands around it as printed, on one line.
struct Passage {
    document: String,
    date: Option<Date>,
    /// Where it begins, in characters of the original text.
    start: u32,
    left: String,
    node: String,
    right: String,
}

fn find(plan: &Kwic, progress: &dyn Progress) -> anyhow::Result<Found> {
    let corpus = input::read(&plan.paths, &plan.options, progress)?;
    let form = canonical(&plan.label);
    let shape = Shape::of(&form.chars().collect::<Vec<char>>());
    if shape.is_none() {
        // Nothing that a corpus says could make it a numbered formula.
        let (passages, omissions) = find_in(corpus, plan, progress);
        return Ok(Found { passages, omissions, as_formula: false });
    }
    let (looked, omissions) = input::look(corpus, &plan.options, progress);
    let passages = mentions(&looked, &form, plan.width);
    let as_formula = !passages.is_empty();
    let passages = match as_formula {
        true => passages,
        false => as_written(looked.mined.iter().map(|&at| &looked.documents[at]), &looked.texts, plan),
    };
    Ok(Found { passages, omissions, as_formula })
}

fn find_in(
    corpus: Corpus,
    plan: &Kwic,
    progress: &dyn Progress,
) -> (Vec<Passage>, Vec<Omission>) {
    let duplicates = exact_duplicates(&corpus.documents);
    let documents = corpus.documents.iter().zip(&duplicates);
    let documents: Vec<&Document> =
        documents.filter(|(_, first)| first.is_none()).map(|(document, _)| document).collect();
    let bytes = documents.iter().map(|document| document.text.len() as u64).sum();
    progress.begin("searching", Some(bytes));
    let texts: Vec<Text> = documents
        .par_iter()
        .map(|document| {
            progress.advance(document.text.len() as u64);
            Text::new(&document.text)
        })
        .collect();
    let passages = as_written(documents.into_iter(), &texts, plan);
    progress.end();
    (passages, corpus.omissions)
}

/// The mentions of the formula `form`.
fn mentions(looked: &Looked, form: &str, width: usize) -> Vec<Passage> {
    let Ok(label) = looked.labels.binary_search_by(|label| label.as_str().cmp(form)) else {
        return Vec::new();
    };
    let in_document = |(place, mentions): (usize, &Vec<tifa::formula::Mention>)| {
        let spans: Vec<Span> = mentions
            .iter()
            .filter(|mention| mention.label as usize == label)
            .map(|mention| mention.span)
            .collect();
        passages(looked.document(place), &looked.texts[place], &spans, width)
    };
    looked.mentions.par_iter().enumerate().flat_map_iter(in_document).collect()
}

/// The places where the label stands as written.
fn as_written<'a>(
    documents: impl Iterator<Item = &'a Document>,
    texts: &[Text],
    plan: &Kwic,
) -> Vec<Passage> {
    let search = PhraseSearch::new(&plan.label);
    let documents: Vec<(&Document, &Text)> = documents.zip(texts).collect();
    documents
        .into_par_iter()
        .flat_map_iter(|(document, text)| {
            passages(document, text, &search.find(text.chars()), plan.width)
        })
        .collect()
}

fn passages(document: &Document, text: &Text, spans: &[Span], width: usize) -> Vec<Passage> {
    if spans.is_empty() {
        return Vec::new();
    }
    let original: Vec<char> = document.text.chars().collect();
    let shown = |span: Span| -> String {
        let printed = original[text.original(span).range()].iter();
        let on_one_line = printed.filter(|c| !matches!(c, '\n' | '\r'));
        on_one_line.map(|&c| if c.is_control() { ' ' } else { c }).collect()
    };
    spans
        .iter()
        .map(|&span| {
            let paragraph = text.paragraphs()[text.paragraph_at(span.start as usize)].range();
            let Span { start, end } = span;
            let (start, end) = (start as usize, end as usize);
            // No character is narrower than a column, so this is enough.
            let left = start.saturating_sub(width).max(paragraph.start.min(start))..start;
            let right = end..(end + width).min(paragraph.end).max(end);
            Passage {
                document: document.id.clone(),
                date: document.date,
                start: text.original(span).start,
                left: shown(Span::new(left)),
                node: shown(span),
                right: shown(Span::new(right)),
            }
        })
        .collect()
}

fn sort(passages: &mut [Passage], order: Order) {
    let place = |a: &Passage, b: &Passage| (&a.document, a.start).cmp(&(&b.document, b.start));
    passages.par_sort_by(|a, b| {
        let first = match order {
            Order::Left => letters(&a.left).rev().cmp(letters(&b.left).rev()),
            Order::Right => letters(&a.right).cmp(letters(&b.right)),
            // What has no date comes last.
            Order::Date => (a.date.is_none(), a.date).cmp(&(b.date.is_none(), b.date)),
            Order::Document => Ordering::Equal,
        };
        first.then_with(|| place(a, b))
    });
}

/// What neighbours are compared by: a quotation mark round the label would hide them.
fn letters(context: &str) -> impl DoubleEndedIterator<Item = char> {
    context.chars().filter(|&c| !c.is_whitespace() && !is_quotation_mark(c))
}

fn print(passages: &[Passage], columns: usize) -> io::Result<()> {
    let node = passages.iter().map(|passage| width(&passage.node)).max().unwrap_or(0);
    let mut out = BufWriter::new(io::stdout().lock());
    for passage in passages {
        let left = right_aligned(&passage.left, columns);
        let middle = left_aligned(&passage.node, node);
        let right = left_aligned(&passage.right, columns);
        let (document, start) = (&passage.document, passage.start);
        write!(out, "{left}  {middle}  {right}  {document}:{start}")?;
        if let Some(date) = passage.date {
            write!(out, "  {date}")?;
        }
        writeln!(out)?;
    }
    out.flush()
}

fn summarise(label: &str, passages: &[Passage], as_formula: bool) {
    let mut documents: Vec<&str> =
        passages.iter().map(|passage| passage.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    if passages.is_empty() {
        return say(format_args!("{label} was not found."));
    }
    say(format_args!(
        "{} in {}, found as {}.",
        counted(passages.len() as u64, "passage", "passages"),
        counted(documents.len() as u64, "document", "documents"),
        if as_formula { "a numbered formula" } else { "written" },
    ));
}
