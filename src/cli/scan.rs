//! `tifa scan`: mentions as JSON Lines, for pipes.

use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use serde::{Serialize, Serializer};
use tifa::formula::{Expansion, Mention, Shape, Site, Witness, expansion};
use tifa::text::Span;

use super::input::Seen;
use super::outcome::Outcome;
use super::passage::{Passage, passages};
use super::plan::Scan;
use super::threads::on_threads;
use super::{input, messages, progress};

/// How many characters of context a mention is shown with, on each side, as in `mentions.csv`.
const CONTEXT: usize = 20;

/// Finds the mentions and prints each as one line.
pub(crate) fn run(plan: &Scan) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let (lines, omissions) = on_threads(plan.running.threads, || {
        let corpus = input::read(&plan.paths, &plan.options, &*progress)?;
        let seen = input::look(corpus, &plan.options, &*progress);
        Ok((lines(&seen)?, seen.omissions))
    })?;
    print(&lines)?;
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

/// The lines of each document, in the order of the documents.
fn lines(seen: &Seen) -> serde_json::Result<Vec<Vec<u8>>> {
    let documents = seen.looked.mentions.par_iter().enumerate();
    documents.map(|(place, mentions)| lines_of(seen, place, mentions)).collect()
}

fn lines_of(seen: &Seen, place: usize, mentions: &[Mention]) -> serde_json::Result<Vec<u8>> {
    let Seen { looked, dictionary, .. } = seen;
    let text = &looked.texts[place];
    let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let passages = passages(looked.document(place), text, &spans, CONTEXT);
    let mut out = Vec::new();
    for (mention, passage) in mentions.iter().zip(&passages) {
        let formula = &looked.labels[mention.label as usize];
        let Some(verdict) = looked.decision.inventory.get(formula) else { continue };
        let site = Site { label: mention.span, outer: mention.outer };
        let shape = Shape::of(&formula.chars().collect::<Vec<char>>());
        let expansion = shape.and_then(|shape| expansion(text, &site, &shape, Some(dictionary)));
        let Passage { document, span, surface, left, right, .. } = passage;
        let line = Line {
            document,
            start: span.start,
            end: span.end,
            surface,
            formula,
            kind: verdict.kind.name(),
            quoted: mention.quoted,
            confidence: hundredths(verdict.confidence),
            evidence: evidence(&verdict.witnesses),
            left,
            right,
            expansion: expansion.map(Items::from),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// A mention as it is printed. The names are those of the columns of `mentions.csv` and
/// `formulas.csv`.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    surface: &'a str,
    formula: &'a str,
    kind: &'a str,
    quoted: bool,
    confidence: f64,
    #[serde(serialize_with = "as_object")]
    evidence: Vec<(&'static str, f64)>,
    left: &'a str,
    right: &'a str,
    /// What the text says at this place that the label stands for; null if it does not say.
    expansion: Option<Items>,
}

/// The names are those of the columns of `expansions.csv`.
#[derive(Serialize)]
struct Items {
    items: Vec<String>,
    expected: u32,
    complete: bool,
    pattern: &'static str,
}

impl From<Expansion> for Items {
    fn from(expansion: Expansion) -> Items {
        let Expansion { items, expected, complete, pattern, .. } = expansion;
        Items { items, expected, complete, pattern: pattern.name() }
    }
}

/// What each witness added to the log-odds, strongest first, without those that hardly spoke.
fn evidence(witnesses: &[(Witness, f64)]) -> Vec<(&'static str, f64)> {
    let added = witnesses
        .iter()
        .map(|&(witness, amount)| (witness.name(), hundredths(witness.weight() * amount)));
    let mut evidence: Vec<_> = added.filter(|(_, added)| added.abs() >= 0.05).collect();
    evidence.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    evidence
}

/// Two digits: more would pretend to know more.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn as_object<S: Serializer>(
    evidence: &[(&'static str, f64)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(evidence.iter().copied())
}

fn print(lines: &[Vec<u8>]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for lines in lines {
        out.write_all(lines)?;
    }
    out.flush()
}
