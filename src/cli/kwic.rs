//! `tifa kwic`: the passages of a formula or phrase, one under the other.
//!
//! A label that the corpus shows to be a formula is found as one: in every spelling, and not where
//! its characters stand by chance (三不 in 安倍晋三不顾). Anything else is found as written.

use std::cmp::Ordering;
use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use tifa::corpus::{Corpus, Document, Omission};
use tifa::formula::{Mention, Shape, canonical};
use tifa::mine::Looked;
use tifa::progress::Progress;
use tifa::text::{Span, Text, is_quotation_mark};

use super::args::Order;
use super::columns::{left_aligned, right_aligned, width};
use super::input::Seen;
use super::messages::{counted, say};
use super::outcome::Outcome;
use super::passage::{Passage, on_one_line, passages};
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

fn find(plan: &Kwic, progress: &dyn Progress) -> anyhow::Result<Found> {
    let corpus = input::read(&plan.paths, &plan.options, progress)?;
    let form = canonical(&plan.label);
    if Shape::of(&form.chars().collect::<Vec<char>>()).is_none() {
        // Nothing that a corpus says could make it a numbered formula: one look is enough.
        let passages = find_phrase(&corpus, plan, progress);
        return Ok(Found { passages, omissions: corpus.omissions, as_formula: false });
    }
    let Seen { looked, omissions, .. } = input::look(corpus, &plan.options, progress);
    // No character is narrower than a column, so the width is context enough.
    let passages = mentions(&looked, &form, plan.width.into());
    if !passages.is_empty() {
        return Ok(Found { passages, omissions, as_formula: true });
    }
    let documents: Vec<&Document> =
        (0..looked.mined.len()).map(|place| looked.document(place)).collect();
    let passages = as_written(&documents, &looked.texts, plan);
    Ok(Found { passages, omissions, as_formula: false })
}

/// The mentions of the formula `form`.
fn mentions(looked: &Looked, form: &str, context: usize) -> Vec<Passage> {
    let Ok(label) = looked.labels.binary_search_by(|label| label.as_str().cmp(form)) else {
        return Vec::new();
    };
    let in_document = |(place, mentions): (usize, &Vec<Mention>)| {
        let mentions = mentions.iter().filter(|mention| mention.label as usize == label);
        let spans: Vec<Span> = mentions.map(|mention| mention.span).collect();
        passages(looked.document(place), &looked.texts[place], &spans, context)
    };
    looked.mentions.par_iter().enumerate().flat_map_iter(in_document).collect()
}

/// The places of a phrase, in the documents that the tables count.
fn find_phrase(corpus: &Corpus, plan: &Kwic, progress: &dyn Progress) -> Vec<Passage> {
    let wanted = plan.options.duplicates;
    let duplicates = wanted.among(&corpus.documents);
    let documents = corpus.documents.iter().zip(&duplicates);
    let documents: Vec<&Document> = documents
        .filter(|(_, first)| wanted.are_counted() || first.is_none())
        .map(|(document, _)| document)
        .collect();
    let bytes = documents.iter().map(|document| document.text.len() as u64).sum();
    progress.begin("searching", Some(bytes));
    let texts: Vec<Text> = documents
        .par_iter()
        .map(|document| {
            progress.advance(document.text.len() as u64);
            Text::new(&document.text)
        })
        .collect();
    let passages = as_written(&documents, &texts, plan);
    progress.end();
    passages
}

/// The places where the label stands as written.
fn as_written(documents: &[&Document], texts: &[Text], plan: &Kwic) -> Vec<Passage> {
    let search = PhraseSearch::new(&plan.label);
    let documents = documents.par_iter().zip(texts);
    documents
        .flat_map_iter(|(document, text)| {
            passages(document, text, &search.find(text.chars()), plan.width.into())
        })
        .collect()
}

fn sort(passages: &mut [Passage], order: Order) {
    let place = |a: &Passage, b: &Passage| (&a.document, a.span).cmp(&(&b.document, b.span));
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

fn print(passages: &[Passage], columns: u16) -> io::Result<()> {
    let columns = columns.into();
    let nodes: Vec<String> = passages.iter().map(|passage| shown(&passage.surface)).collect();
    let widest = nodes.iter().map(|node| width(node)).max().unwrap_or(0);
    let mut out = BufWriter::new(io::stdout().lock());
    for (passage, node) in passages.iter().zip(&nodes) {
        let left = right_aligned(&shown(&passage.left), columns);
        let node = left_aligned(node, widest);
        let right = left_aligned(&shown(&passage.right), columns);
        let (document, start) = (&passage.document, passage.span.start);
        write!(out, "{left}  {node}  {right}  {document}:{start}")?;
        if let Some(date) = passage.date {
            write!(out, "  {date}")?;
        }
        writeln!(out)?;
    }
    out.flush()
}

/// On one line, without characters that move the cursor.
fn shown(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    on_one_line(&chars).replace(char::is_control, " ")
}

fn summarise(label: &str, passages: &[Passage], as_formula: bool) {
    if passages.is_empty() {
        return say(format_args!("{label} was not found."));
    }
    let documents: std::collections::BTreeSet<&str> =
        passages.iter().map(|passage| passage.document.as_str()).collect();
    say(format_args!(
        "{} in {}, found as {}.",
        counted(passages.len() as u64, "passage", "passages"),
        counted(documents.len() as u64, "document", "documents"),
        if as_formula { "a numbered formula" } else { "written" },
    ));
}
