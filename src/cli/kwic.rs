//! `tifa kwic`: the passages of a formula or phrase, one under the other.

use std::io::{self, BufWriter, Write};

use tifa::corpus::Omission;
use tifa::mine::{Concordance, Passage, on_one_line};
use tifa::progress::Progress;

use super::columns::{left_aligned, right_aligned, width};
use super::messages::{counted, say};
use super::outcome::Outcome;
use super::plan::Kwic;
use super::threads::on_threads;
use super::{input, messages, progress};

/// Finds the passages and prints them.
pub(crate) fn run(plan: &Kwic) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let found = on_threads(plan.running.threads, || find(plan, &*progress))?;
    let Found { concordance: Concordance { passages, as_formula }, omissions } = found;
    print(&passages, plan.width)?;
    if !plan.running.quiet {
        summarise(&plan.label, &passages, as_formula);
    }
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

struct Found {
    concordance: Concordance,
    omissions: Vec<Omission>,
}

fn find(plan: &Kwic, progress: &dyn Progress) -> anyhow::Result<Found> {
    let corpus = input::read(&plan.paths, &plan.options, progress)?;
    let omissions = corpus.omissions.clone();
    // No character is narrower than a column, so the width is context enough.
    let context = plan.width.into();
    let mut concordance = Concordance::of(&plan.label, corpus, context, &plan.options, progress);
    concordance.sort(plan.order);
    Ok(Found { concordance, omissions })
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
