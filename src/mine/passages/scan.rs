//! The mentions of a document one by one, each with all that is known of it.

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::passage::{Passage, passages};
use crate::formula::{Expansion, Mention, Shape, Site, Witness, expansion};
use crate::mine::Looked;
use crate::text::{Span, Words};

/// How many characters of context a mention is shown with, on each side, as in `mentions.csv`.
const CONTEXT: usize = 20;

/// A mention with all that is known of it. The names are those of the columns of `mentions.csv` and
/// `formulas.csv`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scanned {
    /// The id of the document.
    pub document: String,
    /// Where it begins, in characters of the original text.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// What stands there, as printed.
    pub surface: String,
    /// The formula, in its canonical form.
    pub formula: String,
    /// The kind of the formula.
    pub kind: &'static str,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// How sure it is that the label is a formula: from 0 to 1, in hundredths.
    pub confidence: f64,
    /// What each witness added to the log-odds, strongest first, without those that hardly spoke.
    #[serde(serialize_with = "as_object")]
    pub evidence: Vec<(&'static str, f64)>,
    /// Up to 20 characters before it, on one line, within the paragraph.
    pub left: String,
    /// Up to 20 characters after it.
    pub right: String,
    /// What the text says at this place that the label stands for; none if it does not say.
    pub expansion: Option<ScannedExpansion>,
}

/// What a label stands for at one place. The names are those of the columns of `expansions.csv`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScannedExpansion {
    /// The items.
    pub items: Vec<String>,
    /// How many items the label announces.
    pub expected: u32,
    /// Whether all of them are there.
    pub complete: bool,
    /// How the items stand beside the label.
    pub pattern: &'static str,
}

impl From<Expansion> for ScannedExpansion {
    fn from(expansion: Expansion) -> ScannedExpansion {
        let Expansion { items, expected, complete, pattern, .. } = expansion;
        ScannedExpansion { items, expected, complete, pattern: pattern.name() }
    }
}

impl Scanned {
    /// The mentions of each mined document, in the order of the documents, turned into something by
    /// `each` while the next ones are made.
    pub fn all<T: Send>(
        looked: &Looked,
        dictionary: &Words,
        each: impl Fn(Vec<Scanned>) -> T + Sync,
    ) -> Vec<T> {
        let documents = looked.mentions.par_iter().enumerate();
        documents
            .map(|(place, mentions)| each(of_document(looked, dictionary, place, mentions)))
            .collect()
    }
}

fn of_document(
    looked: &Looked,
    dictionary: &Words,
    place: usize,
    mentions: &[Mention],
) -> Vec<Scanned> {
    let text = &*looked.text(place);
    let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let passages = passages(looked.document(place), text, &spans, CONTEXT);
    let scanned = |(mention, passage): (&Mention, Passage)| {
        let formula = &looked.labels[mention.label as usize];
        let verdict = looked.decision.inventory.get(formula)?;
        let site = Site { label: mention.span, outer: mention.outer };
        let shape = Shape::of(&formula.chars().collect::<Vec<char>>());
        let expansion = shape.and_then(|shape| expansion(text, &site, &shape, Some(dictionary)));
        let Passage { document, span, surface, left, right, .. } = passage;
        Some(Scanned {
            document,
            start: span.start,
            end: span.end,
            surface,
            formula: formula.clone(),
            kind: verdict.kind.name(),
            quoted: mention.quoted,
            confidence: hundredths(verdict.confidence),
            evidence: evidence(&verdict.witnesses),
            left,
            right,
            expansion: expansion.map(ScannedExpansion::from),
        })
    };
    mentions.iter().zip(passages).filter_map(scanned).collect()
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
