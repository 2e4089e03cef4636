//! `formulas.csv`.

use rayon::prelude::*;

use super::per_million;
use super::timeline::LabelTime;
use crate::formula::{Shape, Verdict, skeleton};
use crate::measure::{deviation_of_proportions, juilland_d, normalised_deviation_of_proportions};
use crate::mine::count::Labels;
use crate::mine::{Decision, Tally};
use crate::table::{FormulaRow, sort};

/// The formulas that are mentioned, and below them the labels that are passed over. `times` holds the
/// time line of every label.
pub(super) fn formula_rows(
    decision: &Decision,
    labels: &Labels,
    tally: &Tally,
    times: &[LabelTime],
) -> Vec<FormulaRow> {
    let characters = tally.characters();
    let mut variants = vec![0; labels.formulas().len()];
    for ((label, _), _) in tally.variants.as_slice() {
        if let Some(count) = variants.get_mut(*label as usize) {
            *count += 1;
        }
    }
    let forms: Vec<&str> = labels.formulas().collect();
    let mut rows: Vec<FormulaRow> = forms
        .into_par_iter()
        .zip(variants)
        .enumerate()
        .filter_map(|(place, (form, variants))| {
            let label = place as u32;
            let frequency = tally.frequencies.get(label);
            let verdict = decision.inventory.get(form)?;
            if frequency.mentions == 0 {
                return None;
            }
            let expansion = tally.given.best(label);
            let (parts, whole) = (tally.spread.parts(label), tally.spread.whole());
            let time = times.get(place).cloned().unwrap_or_default();
            Some(FormulaRow {
                formula: form.to_string(),
                kind: verdict.kind.name(),
                expected_items: expected(form),
                mentions: frequency.mentions,
                documents: frequency.documents,
                per_million: per_million(frequency.mentions, characters),
                dispersion: normalised_deviation_of_proportions(&parts, whole),
                quoted_share: Some(tally.quoted.get(&label) as f64 / frequency.mentions as f64),
                first_date: frequency.first_date,
                last_date: frequency.last_date,
                variants,
                expansion: expansion.as_ref().map(|best| best.items.to_vec()).unwrap_or_default(),
                expansion_support: expansion.map(|best| best.documents),
                confidence: Some(rounded(verdict.confidence)),
                evidence: evidence(decision, form, verdict),
                dp: deviation_of_proportions(&parts, whole),
                juilland_d: juilland_d(&parts, whole),
                peak: time.peak,
                bursts: time.bursts,
                heat: time.heat,
                family: family(form),
            })
        })
        .collect();
    rows.extend(other_rows(decision, tally));
    sort(&mut rows);
    rows
}

/// The rows of the numbered labels that are no formulas: how often they stand, and no more.
fn other_rows(decision: &Decision, tally: &Tally) -> Vec<FormulaRow> {
    let forms = (0..).zip(decision.passed_over());
    let row = |(number, form): (u32, String)| {
        let verdict = decision.inventory.get(&form)?;
        let frequency = tally.passed_over.get(&number);
        if frequency.mentions == 0 {
            return None;
        }
        let quoted = tally.passed_over_quoted.get(&number);
        Some(FormulaRow {
            kind: verdict.kind.name(),
            expected_items: expected(&form),
            mentions: frequency.mentions,
            documents: frequency.documents,
            per_million: per_million(frequency.mentions, tally.characters()),
            quoted_share: Some(quoted as f64 / frequency.mentions as f64),
            first_date: frequency.first_date,
            last_date: frequency.last_date,
            confidence: Some(rounded(verdict.confidence)),
            formula: form,
            ..FormulaRow::default()
        })
    };
    forms.filter_map(row).collect()
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
fn evidence(decision: &Decision, form: &str, verdict: &Verdict) -> Vec<String> {
    let mut said: Vec<(f64, &'static str)> = verdict
        .witnesses
        .iter()
        .map(|&(witness, amount)| (witness.weight() * amount, witness.name()))
        .filter(|&(added, _)| added.abs() >= 0.05)
        .collect();
    said.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    let mut said: Vec<String> =
        said.into_iter().map(|(added, name)| format!("{name} {added:+.1}")).collect();
    if let Some(alone) = &decision.alone {
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
