//! `tifa scan`: mentions as JSON Lines, for pipes.

use std::io::{self, BufWriter, Write};

use tifa::mine::Scanned;

use super::input::Seen;
use super::outcome::Outcome;
use super::plan::Scan;
use super::threads::on_threads;
use super::{input, messages, progress};

/// Finds the mentions and prints each as one line.
pub(crate) fn run(plan: &Scan) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let (lines, omissions) = on_threads(plan.running.threads, || {
        let corpus = input::read(&plan.paths, &plan.options, &*progress)?;
        let Seen { looked, dictionary, omissions } = input::look(corpus, &plan.options, &*progress);
        let lines = Scanned::all(&looked, &dictionary, lines_of);
        Ok((lines.into_iter().collect::<Result<Vec<_>, _>>()?, omissions))
    })?;
    print(&lines)?;
    messages::omissions(&omissions, None);
    Ok(Outcome::of(&omissions))
}

/// A line for each mention of a document.
fn lines_of(mentions: Vec<Scanned>) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for mention in mentions {
        serde_json::to_writer(&mut out, &mention)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn print(lines: &[Vec<u8>]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for lines in lines {
        out.write_all(lines)?;
    }
    out.flush()
}
