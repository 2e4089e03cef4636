//! What people look at: the page and the network files.

use super::{Looked, Rows};
use crate::report::{Lang, Network, PageInput, page};
use crate::table::{ReportFolder, Run, WriteError};

/// Writes `index.html`, `network.gexf` and `network.graphml`.
pub(super) fn write(
    folder: &ReportFolder,
    looked: &Looked,
    rows: &Rows,
    run: &Run,
    lang: Lang,
) -> Result<(), WriteError> {
    let input = PageInput {
        lang,
        run,
        documents: &rows.documents,
        mentions: &rows.mentions,
        formulas: &rows.formulas,
        variants: &rows.variants,
        expansions: &rows.expansions,
        lineages: &rows.lineages,
        quotes: &rows.quotes,
        phrases: &rows.phrases,
        cooccurrence: &rows.cooccurrence,
        collocates: rows.collocates.as_deref().unwrap_or_default(),
        timeline: &rows.timeline,
        bursts: &rows.bursts,
        original: &|document, start, end| original(looked, document, start, end),
    };
    folder.write_file("index.html", page(&input).as_bytes())?;
    let network = Network::of(&rows.formulas, &rows.cooccurrence);
    folder.write_file("network.gexf", network.gexf().as_bytes())?;
    folder.write_file("network.graphml", network.graphml().as_bytes())
}

/// A part of a document's original text.
fn original(looked: &Looked, document: &str, start: u64, end: u64) -> Option<String> {
    let place = looked.documents.binary_search_by(|other| other.id.as_str().cmp(document)).ok()?;
    let (start, end) = (start as usize, end as usize);
    let text = &looked.documents[place].text;
    Some(text.chars().skip(start).take(end.saturating_sub(start)).collect())
}
