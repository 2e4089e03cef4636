//! `formulas.csv`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::per_million;
use super::timeline::LabelTime;
use crate::formula::{Shape, Verdict, skeleton};
use crate::measure::{deviation_of_proportions, juilland_d, normalised_deviation_of_proportions};
use crate::mine::counted::Counted;
use crate::mine::{Looked, PassedOver};
use crate::table::{ExpansionRow, FormulaRow, MentionRow, sort};
use crate::tally::{Frequencies, Spread};

pub(super) fn formula_rows(
    looked: &Looked,
    counted: &Counted,
    times: &[LabelTime],
    mentions: &[MentionRow],
    expansions: &[ExpansionRow],
) -> Vec<FormulaRow> {
    let characters = counted.characters();
    let frequencies = Frequencies::count(&counted.occurrences, &counted.dates);
    let spread = Spread::count(&counted.occurrences, &counted.extents);
    let mut quoted = vec![0u64; looked.labels.len()];
    for mention in looked.mentions.iter().flatten() {
        quoted[mention.label as usize] += u64::from(mention.quoted);
    }
    let mut variants: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for mention in mentions {
        variants.entry(&mention.formula).or_default().insert(&mention.surface);
    }
    let supported = supported(expansions);
    let mut rows: Vec<FormulaRow> = looked
        .labels
        .par_iter()
        .enumerate()
        .filter_map(|(label, form)| {
            let frequency = frequencies.get(label as u32);
            let verdict = looked.inventory.get(form)?;
            if frequency.mentions == 0 {
                return None;
            }
            let expansion = supported.get(form.as_str());
            let parts = spread.parts(label as u32);
            Some(FormulaRow {
                formula: form.clone(),
                kind: verdict.kind.name(),
                expected_items: expected(form),
                mentions: frequency.mentions,
                documents: frequency.documents,
                per_million: per_million(frequency.mentions, characters),
                dispersion: normalised_deviation_of_proportions(&parts, spread.whole()),
                quoted_share: Some(quoted[label] as f64 / frequency.mentions as f64),
                first_date: frequency.first_date,
                last_date: frequency.last_date,
                variants: variants.get(form.as_str()).map_or(0, |surfaces| surfaces.len() as u64),
                expansion: expansion.map(|best| best.items.to_vec()).unwrap_or_default(),
                expansion_support: expansion.map(|best| best.documents),
                confidence: Some(rounded(verdict.confidence)),
                evidence: evidence(looked, form, verdict),
                dp: deviation_of_proportions(&parts, spread.whole()),
                juilland_d: juilland_d(&parts, spread.whole()),
                peak: times[label].peak.clone(),
                bursts: times[label].bursts,
                heat: times[label].heat,
                family: family(form),
            })
        })
        .collect();
    rows.extend(looked.passed_over.iter().filter_map(|label| other_row(looked, label, characters)));
    sort(&mut rows);
    rows
}

/// The row of a numbered label that is no formula: how often it stands, and no more.
fn other_row(looked: &Looked, label: &PassedOver, characters: u64) -> Option<FormulaRow> {
    let verdict = looked.inventory.get(&label.label)?;
    let mentions = label.places.len() as u64;
    let mut documents: Vec<usize> = label.places.iter().map(|&(place, _)| place).collect();
    documents.dedup();
    let dates = || documents.iter().filter_map(|&place| looked.document(place).date);
    let quoted = label.places.iter().filter(|&&(_, quoted)| quoted).count();
    Some(FormulaRow {
        formula: label.label.clone(),
        kind: verdict.kind.name(),
        expected_items: expected(&label.label),
        mentions,
        documents: documents.len() as u64,
        per_million: per_million(mentions, characters),
        quoted_share: Some(quoted as f64 / mentions as f64),
        first_date: dates().min(),
        last_date: dates().max(),
        confidence: Some(rounded(verdict.confidence)),
        ..FormulaRow::default()
    })
}

fn family(form: &str) -> Option<String> {
    let label: Vec<char> = form.chars().collect();
    Some(skeleton(&label, &Shape::of(&label)?))
}

fn expected(form: &str) -> Option<u64> {
    let label: Vec<char> = form.chars().collect();
    Shape::of(&label)?.expected().first().map(|&items| items.into())
}

/// Two digits: more would pretend to know more.
fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

/// The witnesses that spoke, strongest first, each with what it added to the log-odds; last, what a
/// background corpus changed.
fn evidence(looked: &Looked, form: &str, verdict: &Verdict) -> Vec<String> {
    let mut said: Vec<(f64, &'static str)> = verdict
        .witnesses
        .iter()
        .map(|&(witness, amount)| (witness.weight() * amount, witness.name()))
        .filter(|&(added, _)| added.abs() >= 0.05)
        .collect();
    said.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    let mut said: Vec<String> =
        said.into_iter().map(|(added, name)| format!("{name} {added:+.1}")).collect();
    if let Some(alone) = &looked.alone {
        match alone.get(form) {
            None => said.push("Background alone".to_string()),
            Some(own) if rounded(own.confidence) != rounded(verdict.confidence) => {
                said.push(format!("Background from {}", rounded(own.confidence)));
            }
            Some(_) => {}
        }
    }
    said
}

/// The expansion of a formula that most documents give.
struct Supported<'a> {
    items: &'a [String],
    documents: u64,
}

/// For each formula the complete expansion that most documents give; of several the surest, then the
/// shortest, then the first in the order of their items. A document that gives it with more words at
/// its edges (涉及的工商、税务、质监 for 工商、税务、质监) gives it too.
fn supported(expansions: &[ExpansionRow]) -> BTreeMap<&str, Supported<'_>> {
    let mut given: BTreeMap<&str, Lists<'_>> = BTreeMap::new();
    for row in expansions.iter().filter(|row| row.complete) {
        let said = given.entry(&row.formula).or_default().entry(&row.items).or_default();
        said.documents.insert(&row.document);
        said.certainty = said.certainty.max(row.certainty);
    }
    given.into_iter().filter_map(|(form, lists)| Some((form, best_supported(&lists)?))).collect()
}

/// The lists given for one formula, and where.
type Lists<'a> = BTreeMap<&'a [String], Said<'a>>;

/// Who gives a list, and how sure the surest reading of it is.
#[derive(Default)]
struct Said<'a> {
    documents: BTreeSet<&'a str>,
    certainty: f64,
}

fn best_supported<'a>(lists: &Lists<'a>) -> Option<Supported<'a>> {
    let supported = lists.iter().map(|(&items, said)| {
        let gives = lists.iter().filter(|(longer, _)| is_core_of(items, longer));
        let documents: BTreeSet<&str> =
            gives.flat_map(|(_, said)| &said.documents).copied().collect();
        (Supported { items, documents: documents.len() as u64 }, said.certainty)
    });
    let best = supported.min_by(|(a, surer), (b, sure)| {
        (b.documents.cmp(&a.documents))
            .then(sure.total_cmp(surer))
            .then_with(|| (length(a.items), a.items).cmp(&(length(b.items), b.items)))
    });
    best.map(|(supported, _)| supported)
}

/// Whether a list is the same as another but for words before its first item or after its last.
fn is_core_of(items: &[String], longer: &[String]) -> bool {
    let Some((first, rest)) = items.split_first() else { return false };
    let Some((longer_first, longer_rest)) = longer.split_first() else { return false };
    let (Some((last, inner)), Some((longer_last, longer_inner))) =
        (rest.split_last(), longer_rest.split_last())
    else {
        return items == longer;
    };
    longer_first.ends_with(first.as_str())
        && longer_last.starts_with(last.as_str())
        && inner == longer_inner
}

fn length(items: &[String]) -> usize {
    items.iter().map(|item| item.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(document: &str, items: &[&str]) -> ExpansionRow {
        ExpansionRow {
            document: document.to_string(),
            formula: "三证合一".to_string(),
            items: items.iter().map(|item| item.to_string()).collect(),
            complete: true,
            ..ExpansionRow::default()
        }
    }

    #[test]
    fn a_list_with_more_words_at_its_edges_supports_the_list_itself() {
        let rows = [
            row("a", &["涉及的工商", "税务", "质监"]),
            row("b", &["工商", "税务", "质监的登记"]),
            row("c", &["工商", "税务", "质监"]),
            row("d", &["工商", "税务", "社保"]),
            row("e", &["工商", "税务", "社保"]),
        ];
        let best = &supported(&rows)["三证合一"];
        assert_eq!(best.items.join("、"), "工商、税务、质监");
        assert_eq!(best.documents, 3);
    }
}
