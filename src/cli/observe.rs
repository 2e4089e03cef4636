//! `tifa observe`: the first look at a part of a corpus, written into a file.

use tifa::corpus::read_part;
use tifa::mine::{Input, Part};

use super::input::{nothing_read, take_stdin};
use super::messages::{self, counted, say};
use super::outcome::Outcome;
use super::plan::Observe;
use super::progress;
use super::threads::on_threads;

/// Reads, looks and writes.
pub(crate) fn run(plan: &Observe) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let mut read = plan.read.clone();
    let paths = take_stdin(&plan.paths, &mut read)?;
    let reading = on_threads(plan.running.threads, || Ok(read_part(&paths, &read, &*progress)))?;
    let omissions = reading.omissions.clone();
    messages::omissions(&omissions, None);
    // A share of a few files may hold none, and the other shares go on without it.
    if reading.documents.is_empty() && read.share.is_none() {
        return Err(nothing_read());
    }
    let input = Input::of(&plan.paths, &plan.read);
    let part = on_threads(plan.running.threads, || Ok(Part::observe(reading, input, &*progress)))?;
    part.write(&plan.out)?;
    if !plan.running.quiet {
        let candidates = part.observations.iter().map(|seen| seen.candidates.len() as u64).sum();
        say(format_args!(
            "Read {} from {} and saw {} in them; `tifa merge` makes a report of {} and the other parts.",
            counted(part.reading.documents.len() as u64, "document", "documents"),
            counted(part.reading.files, "file", "files"),
            counted(
                candidates,
                "place where a formula may stand",
                "places where formulas may stand"
            ),
            plan.out.display(),
        ));
    }
    Ok(Outcome::of(&omissions))
}
