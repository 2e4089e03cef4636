//! `tifa compare`: what distinguishes two corpora, or two periods of one.

use tifa::mine::{Comparison, MineError, Sides};

use super::messages::{self, counted, say};
use super::outcome::Outcome;
use super::plan::Compare;
use super::progress;
use super::threads::on_threads;

/// Compares and reports.
pub(crate) fn run(plan: &Compare) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let compared = on_threads(plan.running.threads, || {
        let record = plan.record.clone();
        Ok(tifa::mine::compare(&plan.sides, &plan.out, &plan.options, record, &*progress))
    })?;
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(error) => {
            if let MineError::NoDocumentOn(_, omissions) = &error {
                messages::omissions(omissions, None);
            }
            return Err(error.into());
        }
    };
    let run_json = plan.out.join("run.json").display().to_string();
    messages::omissions(&comparison.omissions, Some(&run_json));
    if !plan.running.quiet {
        found(&plan.sides, &comparison);
        say(format_args!(
            "Look first at {}: log_ratio says how much a label differs, p_adjusted how surely.",
            plan.out.join("keyness.csv").display(),
        ));
    }
    Ok(Outcome::of(&comparison.omissions))
}

fn found(sides: &Sides, comparison: &Comparison) {
    for (name, size) in [("A", comparison.a), ("B", comparison.b)] {
        say(format_args!(
            "{name}{}: {}, {}.",
            side(sides, name),
            counted(size.documents, "document", "documents"),
            counted(size.characters, "character", "characters"),
        ));
    }
    if comparison.on_no_side > 0 {
        say(format_args!(
            "On neither side: {} without a date, or with one that is not exact enough.",
            counted(comparison.on_no_side, "document", "documents"),
        ));
    }
    let [both, only_a, only_b] = comparison.labels;
    say(format_args!(
        "Compared {}; {} only in A, {} only in B.",
        counted(both, "label that both have", "labels that both have"),
        messages::grouped(only_a),
        messages::grouped(only_b),
    ));
    for (class, sides) in &comparison.leading {
        for (name, labels) in ["A", "B"].iter().zip(sides).filter(|(_, labels)| !labels.is_empty())
        {
            let plural = match *class {
                "formula" => "Formulas",
                "quote" => "Quoted phrases",
                _ => "Phrases",
            };
            say(format_args!("{plural} more in {name}: {}.", labels.join(", ")));
        }
    }
}

/// What the letters stand for, as far as two letters need it.
fn side(sides: &Sides, name: &str) -> String {
    match sides {
        Sides::Corpora { .. } => String::new(),
        Sides::Split { date, .. } if name == "A" => format!(" (from {date} on)"),
        Sides::Split { date, .. } => format!(" (before {date})"),
    }
}
