//! `tifa scan`: mentions as JSON Lines, for pipes.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};
use tifa::formula::{Verdict, Witness};
use tifa::mine::{Looked, mention_rows};
use tifa::table::MentionRow;

use super::outcome::Outcome;
use super::plan::Scan;
use super::threads::on_threads;
use super::{input, messages, progress};

/// Finds the mentions and prints each as one line.
pub(crate) fn run(plan: &Scan) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let (looked, rows, omissions) = on_threads(plan.running.threads, || {
        let corpus = input::read(&plan.paths, &plan.options, &*progress)?;
        let (looked, omissions) = input::look(corpus, &plan.options, &*progress);
        let rows = mention_rows(&looked);
        Ok((looked, rows, omissions))
    })?;
    print(&rows, &looked)?;
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

fn print(rows: &[MentionRow], looked: &Looked) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for row in rows {
        let verdict = looked.inventory.get(&row.formula);
        serde_json::to_writer(&mut out, &Line::new(row, verdict))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// A mention as it is printed. The names are those of the columns of `mentions.csv` and
/// `formulas.csv`.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    start: u64,
    end: u64,
    surface: &'a str,
    formula: &'a str,
    kind: &'a str,
    quoted: bool,
    confidence: Option<f64>,
    #[serde(serialize_with = "as_object")]
    evidence: Vec<(&'static str, f64)>,
    left: &'a str,
    right: &'a str,
}

impl<'a> Line<'a> {
    fn new(row: &'a MentionRow, verdict: Option<&Verdict>) -> Line<'a> {
        Line {
            document: &row.document,
            start: row.start,
            end: row.end,
            surface: &row.surface,
            formula: &row.formula,
            kind: row.kind,
            quoted: row.quoted,
            confidence: verdict.map(|verdict| hundredths(verdict.confidence)),
            evidence: verdict.map_or(Vec::new(), |verdict| evidence(&verdict.witnesses)),
            left: &row.left,
            right: &row.right,
        }
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
