//! What people look at: the page and the network files.

use crate::mine::Rows;
use crate::report::{Lang, Network, PageInput, page};
use crate::table::{ReportFolder, Run, WriteError};

/// Writes `index.html`, `network.gexf` and `network.graphml`.
pub(super) fn write(
    folder: &ReportFolder,
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
    };
    folder.write_file("index.html", page(&input).as_bytes())?;
    let network = Network::of(&rows.formulas, &rows.cooccurrence);
    folder.write_file("network.gexf", network.gexf().as_bytes())?;
    folder.write_file("network.graphml", network.graphml().as_bytes())
}
