//! What the page says of one formula beyond its row: where it stands, in what forms, when, beside what.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;

use super::PageInput;
use super::data::{Documents, FORMULAS};
use super::sheet::real;
use crate::table::{
    BurstRow, CollocateRow, CooccurrenceRow, ExpansionRow, MentionRow, TimelineRow, VariantRow,
};

/// Concordance lines of one formula, and of all together.
const LINES: usize = 200;
const LINES_IN_ALL: usize = 20_000;
/// Points of all time lines together.
const POINTS: usize = 150_000;
const VARIANTS: usize = 20;
const EXPANSIONS: usize = 5;
const SOURCES: usize = 15;
const COLLOCATES: usize = 15;
/// In each window.
const COMPANIONS: usize = 8;

/// A point of a time line: the place of its period, mentions, documents, heat.
type TimePoint = (usize, u64, u64, Option<&'static str>);

/// What the page says of one formula. Tuples keep the names of the fields out of a large page.
#[derive(Serialize)]
pub(super) struct Detail<'a> {
    /// Surface, mentions, documents.
    variants: Vec<(&'a str, u64, u64)>,
    expansions: Vec<Expansion<'a>>,
    expansions_total: usize,
    concordance: Vec<Line<'a>>,
    /// Source, mentions, documents.
    sources: Vec<(&'a str, u64, u64)>,
    /// Number of the period, mentions, documents, heat; periods without a mention are left out. None
    /// if there is no room for it.
    time: Option<Vec<TimePoint>>,
    /// First period, last period, weight.
    bursts: Vec<(&'a str, &'a str, Value)>,
    /// Word, together, left, right, log-likelihood, log Dice.
    collocates: Vec<(&'a str, u64, u64, u64, Value, Value)>,
    /// Window, other formula, together, log-likelihood, log Dice.
    companions: Vec<(String, &'a str, u64, Value, Value)>,
}

/// Document, start, end, left, surface, right, quoted.
type Line<'a> = (Option<usize>, u64, u64, &'a str, &'a str, &'a str, bool);

/// One list of items, and a place where it stands.
#[derive(Serialize)]
struct Expansion<'a> {
    items: &'a [String],
    complete: bool,
    documents: usize,
    pattern: &'static str,
    document: Option<usize>,
    start: u64,
    end: u64,
    /// Before it, itself, after it.
    passage: Option<&'a [String; 3]>,
}

/// The details of the leading formulas.
pub(super) fn details<'a>(
    input: &PageInput<'a>,
    sources: &[(&'a str, u64, u64)],
    documents: &mut Documents<'a>,
) -> Vec<Detail<'a>> {
    let formulas = &input.formulas[..input.formulas.len().min(FORMULAS)];
    let place: FxHashMap<&str, usize> =
        formulas.iter().enumerate().map(|(place, row)| (row.formula.as_str(), place)).collect();
    let group = Groups { place: &place };
    let mentions = group.of(input.mentions, |row| [row.formula.as_str()]);
    let expansions = group.of(input.expansions, |row| [row.formula.as_str()]);
    let bursts = group.of(input.bursts, |row| [row.formula.as_str()]);
    let pairs = group.of(input.cooccurrence, |row| [row.a.name.as_str(), row.b.name.as_str()]);

    let lines = lines_of_each(&mentions);
    let mut points_left = POINTS;
    let with_sources = !sources.is_empty();
    formulas
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let formula = row.formula.as_str();
            let time = points(run(input.timeline, formula, |row: &TimelineRow| &row.formula));
            let time = (time.len() <= points_left).then_some(time);
            points_left -= time.as_ref().map_or(0, Vec::len);
            let mut said = said(&expansions[place]);
            let expansions_total = said.len();
            said.truncate(EXPANSIONS);
            Detail {
                variants: run(input.variants, formula, |row: &VariantRow| &row.formula)
                    .iter()
                    .take(VARIANTS)
                    .map(|row| (row.surface.as_str(), row.mentions, row.documents))
                    .collect(),
                expansions: said
                    .into_iter()
                    .map(|(row, support)| expansion(row, support, documents))
                    .collect(),
                expansions_total,
                concordance: concordance(&mentions[place], lines, documents),
                sources: match with_sources {
                    true => by_source(&mentions[place], documents),
                    false => Vec::new(),
                },
                time,
                bursts: bursts[place]
                    .iter()
                    .map(|row: &&BurstRow| {
                        (row.first_period.as_str(), row.last_period.as_str(), real(row.weight))
                    })
                    .collect(),
                collocates: run(input.collocates, formula, |row: &CollocateRow| &row.formula)
                    .iter()
                    .take(COLLOCATES)
                    .map(collocate)
                    .collect(),
                companions: companions(formula, &pairs[place]),
            }
        })
        .collect()
}

/// Gathers the rows of the formulas that are shown.
struct Groups<'p> {
    place: &'p FxHashMap<&'p str, usize>,
}

impl Groups<'_> {
    fn of<'r, R, const N: usize>(
        &self,
        rows: &'r [R],
        formulas: impl Fn(&'r R) -> [&'r str; N],
    ) -> Vec<Vec<&'r R>> {
        let mut groups = vec![Vec::new(); self.place.len()];
        for row in rows {
            for formula in formulas(row) {
                if let Some(&place) = self.place.get(formula) {
                    groups[place].push(row);
                }
            }
        }
        groups
    }
}

/// The rows of one formula in a table that is ordered by formula.
fn run<'r, R>(rows: &'r [R], formula: &str, name: impl Fn(&R) -> &String) -> &'r [R] {
    let start = rows.partition_point(|row| name(row).as_str() < formula);
    let end = start + rows[start..].partition_point(|row| name(row) == formula);
    &rows[start..end]
}

fn points(rows: &[TimelineRow]) -> Vec<(usize, u64, u64, Option<&'static str>)> {
    rows.iter()
        .enumerate()
        .filter_map(|(period, row)| {
            let mentions = row.mentions.filter(|&mentions| mentions > 0)?;
            Some((period, mentions, row.documents.unwrap_or(0), row.heat))
        })
        .collect()
}

/// The most lines that every formula may have so that all together keep to their limit.
fn lines_of_each(mentions: &[Vec<&MentionRow>]) -> usize {
    let total = |lines: usize| mentions.iter().map(|rows| rows.len().min(lines)).sum::<usize>();
    (1..=LINES).rev().find(|&lines| total(lines) <= LINES_IN_ALL).unwrap_or(1)
}

/// Evenly spaced mentions in the order of their dates, undated ones last.
fn concordance<'a>(
    mentions: &[&'a MentionRow],
    lines: usize,
    documents: &mut Documents<'a>,
) -> Vec<Line<'a>> {
    let date = |row: &MentionRow| documents.row(&row.document).and_then(|document| document.date);
    let mut by_date: Vec<_> = mentions.iter().map(|row| (date(row), *row)).collect();
    // Stable, so that the places in a document keep their order.
    by_date.sort_by_key(|(date, _)| (date.is_none(), *date));
    let shown = by_date.len().min(lines);
    (0..shown)
        .map(|line| {
            let (_, row) = by_date[line * by_date.len() / shown];
            let document = documents.number(&row.document);
            (document, row.start, row.end, &*row.left, &*row.surface, &*row.right, row.quoted)
        })
        .collect()
}

fn by_source<'a>(
    mentions: &[&'a MentionRow],
    documents: &Documents<'a>,
) -> Vec<(&'a str, u64, u64)> {
    let mut counts: BTreeMap<&str, (u64, u64, &str)> = BTreeMap::new();
    for row in mentions {
        let document = documents.row(&row.document);
        let Some(source) = document.and_then(|row| row.source.as_deref()) else { continue };
        let count = counts.entry(source).or_default();
        count.0 += 1;
        // Mentions come document by document, so a new document shows as a change.
        count.1 += u64::from(count.2 != row.document);
        count.2 = &row.document;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(name, n)| (name, n.0, n.1)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.truncate(SOURCES);
    counts
}

/// The distinct lists of items with the number of documents that give them: complete ones first,
/// then by that number, then by their items.
fn said<'a>(rows: &[&'a ExpansionRow]) -> Vec<(&'a ExpansionRow, usize)> {
    let mut lists: BTreeMap<&[String], (&ExpansionRow, usize)> = BTreeMap::new();
    for row in rows {
        // A document has one row for each list that it gives.
        lists.entry(&row.items).or_insert((*row, 0)).1 += 1;
    }
    let mut lists: Vec<_> = lists.into_values().collect();
    lists.sort_by(|a, b| b.0.complete.cmp(&a.0.complete).then(b.1.cmp(&a.1)));
    lists
}

fn expansion<'a>(
    row: &'a ExpansionRow,
    documents_that_say_so: usize,
    documents: &mut Documents<'a>,
) -> Expansion<'a> {
    Expansion {
        items: &row.items,
        complete: row.complete,
        documents: documents_that_say_so,
        pattern: row.pattern,
        document: documents.number(&row.document),
        start: row.start,
        end: row.end,
        passage: (!row.passage[1].is_empty()).then_some(&row.passage),
    }
}

fn collocate(row: &CollocateRow) -> (&str, u64, u64, u64, Value, Value) {
    let measure = |measure: Option<f64>| measure.map_or(Value::Null, real);
    let log_dice =
        crate::measure::log_dice(row.counts.together(), row.mentions, row.counts.b_total());
    (
        &row.word,
        row.counts.together(),
        row.left,
        row.right,
        measure(row.counts.log_likelihood()),
        measure(log_dice),
    )
}

/// In each window, the formulas that it attracts most by log-likelihood.
fn companions<'a>(
    formula: &str,
    pairs: &[&'a CooccurrenceRow],
) -> Vec<(String, &'a str, u64, Value, Value)> {
    let mut companions = Vec::new();
    for pairs in pairs.chunk_by(|a, b| a.window == b.window) {
        let attracts = |row: &&CooccurrenceRow| {
            row.counts.expected().is_none_or(|expected| row.counts.together() as f64 > expected)
        };
        let strength = |row: &CooccurrenceRow| row.counts.log_likelihood().unwrap_or(0.0);
        let mut attracted: Vec<&CooccurrenceRow> = pairs.iter().copied().filter(attracts).collect();
        // Stable: equal ones keep the order of the table.
        attracted.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        companions.extend(attracted.into_iter().take(COMPANIONS).map(|row| {
            let other = if row.a.name == formula { &row.b.name } else { &row.a.name };
            let measure = |measure: Option<f64>| measure.map_or(Value::Null, real);
            let (likelihood, dice) = (row.counts.log_likelihood(), row.counts.log_dice());
            let window = row.window.to_string();
            (window, other.as_str(), row.counts.together(), measure(likelihood), measure(dice))
        }));
    }
    companions
}
