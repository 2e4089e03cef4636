//! `tifa score`: how well what is found agrees with annotated documents.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};
use tifa::mine::Rows;

use super::gold::{Agreement, Annotation, Found, compare};
use super::input::Seen;
use super::outcome::Outcome;
use super::plan::Score;
use super::threads::on_threads;
use super::{input, messages, progress};

/// Mines the documents, compares and prints.
pub(crate) fn run(plan: &Score) -> anyhow::Result<Outcome> {
    let gold = read_gold(&plan.gold)?;
    let progress = progress::shown(plan.running.quiet);
    let (found, omissions) = on_threads(plan.running.threads, || {
        let corpus = input::read(&plan.paths, &plan.options, &*progress)?;
        let Seen { looked, dictionary, omissions } = input::look(corpus, &plan.options, &*progress);
        let rows = Rows::of(&looked, &plan.options, &dictionary, &*progress);
        let mut found = Found::default();
        for row in &rows.mentions {
            found.mention(&row.document, &row.formula);
        }
        for row in &rows.expansions {
            found.expansion(&row.document, &row.formula, &row.items);
        }
        Ok((found, omissions))
    })?;
    print(&compare(&gold, &found), plan.errors)?;
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

fn read_gold(path: &Path) -> anyhow::Result<Vec<Annotation>> {
    let shown = path.display();
    let unreadable = || format!("the annotation {shown} cannot be read; check the path");
    let file = File::open(path).with_context(unreadable)?;
    let mut gold = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        let annotation = serde_json::from_str(&line).with_context(|| {
            format!("{shown}, line {}: this is no annotation of a document", number + 1)
        })?;
        gold.push(annotation);
    }
    if gold.is_empty() {
        bail!("the annotation {shown} holds no document");
    }
    Ok(gold)
}

fn print(agreement: &Agreement, errors: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Agreement { mentions, types, expansions, items, missed, spurious, wrong } = agreement;
    let scores =
        [("mentions", mentions), ("types", types), ("expansions", expansions), ("items", items)];
    for (name, counts) in scores {
        writeln!(out, "{name:<11} {counts}")?;
    }
    for (title, lines) in [("missed", missed), ("spurious", spurious), ("expansions", wrong)] {
        for line in lines.iter().take(errors) {
            writeln!(out, "{title}\t{line}")?;
        }
    }
    out.flush()
}
