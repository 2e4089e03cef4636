//! Counting: from some documents, in which mentions were found, to a tally and to the rows that tell
//! of one document each.

use super::company::Companions;
use super::given::GivenLists;
use super::labels::LabelSearch;
use super::lineage::{Heads, steps};
use super::{Places, Plan, Tally};
use crate::formula::{Mention, Shape};
use crate::mine::rows::{column_value, expansion_rows, mention_rows, on_one_line};
use crate::mine::{Decision, Seen};
use crate::table::{ExpansionRow, MentionRow};
use crate::tally::{
    Cooccurrences, Counts, Frequencies, Frequency, Grouped, Spread, Timeline, Usage,
};
use crate::text::Words;

/// Counts documents by a plan. What that takes is made ready once, wherever documents are counted.
pub struct Counter<'a> {
    pub(in crate::mine) decision: &'a Decision,
    pub(in crate::mine) plan: &'a Plan,
    pub(in crate::mine) dictionary: &'a Words,
    /// By formula.
    pub(in crate::mine) shapes: Vec<Option<Shape>>,
    others: LabelSearch,
    heads: Heads,
}

/// What some documents add to the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// What the tables need that tell of all documents together.
    pub tally: Tally,
    /// The mentions in these documents, not yet in the order of the table.
    pub mentions: Vec<MentionRow>,
    /// What these documents say that formulas stand for, not yet in the order of the table.
    pub expansions: Vec<ExpansionRow>,
}

impl Counted {
    /// What both sets of documents add.
    ///
    /// None if they were not counted by the same plan.
    pub fn merge(mut self, other: Counted) -> Option<Counted> {
        self.mentions.extend(other.mentions);
        self.expansions.extend(other.expansions);
        Some(Counted { tally: self.tally.merge(other.tally)?, ..self })
    }
}

impl<'a> Counter<'a> {
    /// Makes the counting ready.
    pub fn new(decision: &'a Decision, plan: &'a Plan, dictionary: &'a Words) -> Counter<'a> {
        let shape = |form: &str| Shape::of(&form.chars().collect::<Vec<_>>());
        Counter {
            decision,
            plan,
            dictionary,
            shapes: plan.labels.formulas().map(shape).collect(),
            others: LabelSearch::new(&plan.labels),
            heads: Heads::of(&plan.labels),
        }
    }

    /// Counts some documents; also none, for what other counts merge with.
    pub fn count(&self, documents: &[Seen<'_>]) -> Counted {
        let plan = self.plan;
        let Places { occurrences, extents, dates } = Places::of(documents, &self.others);
        let together = |&window| {
            let formulas = plan.labels.formula_count();
            (window, Cooccurrences::count(&occurrences, &extents, window, formulas))
        };
        let by_value = |column: &String| {
            let value =
                |place: usize| Some(column_value(documents[place].document, column)?.into());
            (column.clone(), Grouped::count(&occurrences, &extents, value))
        };
        let companions = Companions {
            labels: &plan.labels,
            heads: &self.heads,
            dictionary: self.dictionary,
            reach: plan.reach,
        };
        let mut company = companions.none();
        documents.iter().for_each(|seen| companions.add(&mut company, seen));

        let mentions: Vec<Vec<MentionRow>> =
            documents.iter().map(|seen| mention_rows(self, seen)).collect();
        let expansions: Vec<Vec<(u32, ExpansionRow)>> =
            documents.iter().map(|seen| expansion_rows(self, seen)).collect();
        let passed_over = |seen: &'_ Seen<'_>| {
            let date = seen.document.date;
            of_each(seen.passed_over)
                .into_iter()
                .map(move |(label, mentions)| (label, Frequency::in_document(mentions, date)))
        };
        let tally = Tally {
            frequencies: Frequencies::count(&occurrences, &dates),
            quoted: quoted(documents.iter().flat_map(|seen| seen.mentions)),
            spread: Spread::count(&occurrences, &extents),
            timeline: Timeline::count(&occurrences, &extents, &dates, plan.by),
            cooccurrences: plan.windows.iter().map(together).collect(),
            columns: plan.columns.iter().map(by_value).collect(),
            collocates: company.collocates,
            company: company.of_heads,
            steps: documents.iter().flat_map(|seen| steps(seen, &self.heads)).collect(),
            variants: variants(documents, &mentions),
            given: GivenLists::of(expansions.iter().map(Vec::as_slice)),
            passed_over: documents.iter().flat_map(passed_over).collect(),
            passed_over_quoted: quoted(documents.iter().flat_map(|seen| seen.passed_over)),
        };
        Counted {
            tally,
            mentions: mentions.into_iter().flatten().collect(),
            expansions: expansions.into_iter().flatten().map(|(_, row)| row).collect(),
        }
    }
}

/// The labels of one document, in order, with how often each stands in it.
fn of_each(mentions: &[Mention]) -> Vec<(u32, u64)> {
    let mut labels: Vec<u32> = mentions.iter().map(|mention| mention.label).collect();
    labels.sort_unstable();
    labels.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

fn quoted<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Counts<u32, u64> {
    mentions.filter(|mention| mention.quoted).map(|mention| (mention.label, 1)).collect()
}

/// How often, and in how many documents, each label is spelt in each way.
fn variants(documents: &[Seen<'_>], rows: &[Vec<MentionRow>]) -> Counts<(u32, Box<str>), Usage> {
    let of_document = |(seen, rows): (&Seen<'_>, &Vec<MentionRow>)| {
        let spelt = seen.mentions.iter().zip(rows);
        let mut spelt: Vec<(u32, Box<str>)> =
            spelt.map(|(mention, row)| (mention.label, on_one_line(&row.surface).into())).collect();
        spelt.sort_unstable();
        let runs = spelt.chunk_by(|a, b| a == b);
        let usage = |run: &[(u32, Box<str>)]| {
            (run[0].clone(), Usage { mentions: run.len() as u64, documents: 1 })
        };
        runs.map(usage).collect::<Vec<_>>()
    };
    documents.iter().zip(rows).flat_map(of_document).collect()
}
