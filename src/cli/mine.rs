//! `tifa mine`: every table, and a few lines that say what was found and where to look first.

use std::path::Path;

use tifa::corpus::Duplicates;
use tifa::mine::{MineError, Summary};
use tifa::progress::Progress;
use tifa::table::Run;

use super::allocator::give_back_at_once;
use super::input::{nothing_read, take_stdin};
use super::messages::{self, counted, grouped, say};
use super::outcome::Outcome;
use super::plan::{Mine, Reporting};
use super::progress;
use super::threads::on_threads;

/// Mines and reports.
pub(crate) fn run(plan: &Mine) -> anyhow::Result<Outcome> {
    let Mine { paths, reporting } = plan;
    let mut options = reporting.options.clone();
    let paths = take_stdin(paths, &mut options.read)?;
    report(reporting, |record, progress| {
        tifa::mine::mine(&paths, &reporting.out, &options, record, progress)
    })
}

/// Lets a report be written, and says what was found.
pub(super) fn report(
    plan: &Reporting,
    work: impl FnOnce(Run, &dyn Progress) -> Result<Summary, MineError> + Send,
) -> anyhow::Result<Outcome> {
    let progress = progress::shown(plan.running.quiet);
    let record = plan.record.clone();
    if plan.options.memory.is_some() {
        give_back_at_once();
    }
    let mined = on_threads(plan.running.threads, || Ok(work(record, &*progress)))?;
    let summary = match mined {
        Ok(summary) => summary,
        Err(MineError::NoDocument(omissions)) => {
            messages::omissions(&omissions, None);
            return Err(nothing_read());
        }
        Err(error) => return Err(error.into()),
    };
    if !plan.running.quiet {
        read(&summary, plan.options.duplicates);
        uncounted(&summary);
    }
    let run_json = plan.out.join("run.json").display().to_string();
    messages::omissions(&summary.omissions, Some(&run_json));
    if !plan.running.quiet {
        found(&summary, plan.options.phrases);
        #[cfg(feature = "xlsx")]
        shortened(&summary);
        where_to_look(&plan.out);
    }
    Ok(Outcome::of(&summary.omissions))
}

fn read(summary: &Summary, duplicates: Duplicates) {
    let span = match (summary.first_date, summary.last_date) {
        (Some(first), Some(last)) if first != last => format!(", dated {first} to {last}"),
        (Some(date), _) => format!(", dated {date}"),
        (None, _) => ", none dated".to_string(),
    };
    say(format_args!(
        "Read {} from {}: {}{span}.",
        counted(summary.documents, "document", "documents"),
        counted(summary.files, "file", "files"),
        counted(summary.characters, "character", "characters"),
    ));
    if summary.furniture > 0 {
        say(format_args!(
            "Left out of the texts: {} of page furniture (furniture.csv).",
            counted(summary.furniture, "piece", "pieces"),
        ));
    }
    if summary.duplicates > 0 {
        say(format_args!(
            "{}: {} of another, whole or nearly so (duplicate_of in documents.csv).",
            if duplicates.are_counted() { "Counted too" } else { "Not counted" },
            counted(summary.duplicates, "document that is a copy", "documents that are copies"),
        ));
    }
}

/// What is in the tables of documents but not in those of time or of columns.
fn uncounted(summary: &Summary) {
    let undated =
        [(summary.undated, "no date"), (summary.inexact_dates, "a date less exact than that")];
    let undated: Vec<String> = undated
        .into_iter()
        .filter(|&(documents, _)| documents > 0)
        .map(|(documents, has)| {
            format!("{} with {has}", counted(documents, "document", "documents"))
        })
        .collect();
    if !undated.is_empty() {
        say(format_args!("In no period of timeline.csv: {}.", undated.join(", ")));
    }
    for (column, &documents) in summary.without_value.iter().filter(|&(_, &n)| n > 0) {
        let documents = counted(documents, "document", "documents");
        say(format_args!("In no row of by_column.csv for {column}: {documents} without a value."));
    }
}

fn found(summary: &Summary, phrases: bool) {
    let phrases = match phrases {
        true => format!(", {}", counted(summary.phrases, "recurring phrase", "recurring phrases")),
        false => String::new(),
    };
    say(format_args!(
        "Found {} in {}, {}{phrases}.",
        counted(summary.formulas, "formula", "formulas"),
        counted(summary.mentions, "mention", "mentions"),
        counted(summary.quotes, "quoted phrase", "quoted phrases"),
    ));
    if let Some((used, thresholds)) = &summary.thresholds {
        let others: Vec<String> = thresholds
            .iter()
            .filter(|&&(_, rows)| rows > 0)
            .take(6)
            .map(|&(count, rows)| format!("{count}: {}", grouped(rows)))
            .collect();
        say(format_args!(
            "Phrases are listed from {used} mentions on. Candidates by --min-count: {}.",
            others.join(", "),
        ));
    }
    let leading: Vec<String> = summary
        .leading
        .iter()
        .map(|(formula, mentions)| format!("{formula} {}", grouped(*mentions)))
        .collect();
    if !leading.is_empty() {
        say(format_args!("Most frequent: {}.", leading.join(", ")));
    }
}

/// What the workbook lacks.
#[cfg(feature = "xlsx")]
fn shortened(summary: &Summary) {
    for table in &summary.shortened {
        say(format_args!(
            "tables.xlsx cannot hold all of {name}: it lacks {} and the ends of {}, which {name}.csv \
             has.",
            counted(table.rows_left_out, "row", "rows"),
            counted(table.cells_cut, "cell", "cells"),
            name = table.table,
        ));
    }
}

fn where_to_look(out: &Path) {
    say(format_args!(
        "Open {} in a browser; {} has the passage of every mention.",
        out.join("index.html").display(),
        out.join("mentions.csv").display(),
    ));
}
