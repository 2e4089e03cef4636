//! From what was found to the rows of every table.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::{Looked, Options};
use crate::corpus::{Date, Omission};
use crate::formula::{Mention, Shape, Verdict, canonical};
use crate::measure::{Contingency, juilland_d, normalised_deviation_of_proportions};
use crate::phrase::{DocumentClauses, RepeatOptions, Sequences, quoted_phrase, recurring};
use crate::progress::Progress;
use crate::table::{
    CooccurrenceRow, DocumentRow, FormulaRow, MentionRow, PhraseRow, QuoteRow, ReportFolder,
    VariantRow, WriteError, sort,
};
use crate::tally::{Cooccurrences, Frequencies, Spread, Window};
use crate::text::{Span, Text};

/// How many characters of context a mention is shown with, on each side.
const CONTEXT: usize = 20;
/// A pair of formulas is listed if it stands together at least so often.
const MIN_TOGETHER: u64 = 1;

/// The rows of every table, in order.
#[derive(Default)]
pub struct Rows {
    /// `documents.csv`.
    pub documents: Vec<DocumentRow>,
    /// `mentions.csv`.
    pub mentions: Vec<MentionRow>,
    /// `formulas.csv`.
    pub formulas: Vec<FormulaRow>,
    /// `variants.csv`.
    pub variants: Vec<VariantRow>,
    /// `quotes.csv`.
    pub quotes: Vec<QuoteRow>,
    /// `phrases.csv`.
    pub phrases: Vec<PhraseRow>,
    /// `cooccurrence.csv`.
    pub cooccurrence: Vec<CooccurrenceRow>,
}

impl Rows {
    /// All rows but those of recurring phrases.
    pub fn of(looked: &Looked, options: &Options, progress: &dyn Progress) -> Rows {
        progress.begin("counting", None);
        let mentions = mention_rows(looked);
        let rows = Rows {
            documents: document_rows(looked),
            variants: variant_rows(&mentions),
            quotes: quote_rows(looked),
            phrases: Vec::new(),
            cooccurrence: cooccurrence_rows(looked, &options.windows),
            formulas: formula_rows(looked, &mentions),
            mentions,
        };
        progress.end();
        rows
    }

    /// Writes every table.
    pub fn write(&self, folder: &ReportFolder) -> Result<(), WriteError> {
        folder.write_table::<DocumentRow, _>(&self.documents)?;
        folder.write_table::<MentionRow, _>(&self.mentions)?;
        folder.write_table::<FormulaRow, _>(&self.formulas)?;
        folder.write_table::<VariantRow, _>(&self.variants)?;
        folder.write_table::<QuoteRow, _>(&self.quotes)?;
        folder.write_table::<PhraseRow, _>(&self.phrases)?;
        folder.write_table::<CooccurrenceRow, _>(&self.cooccurrence)
    }

    /// The few numbers that a person wants to see first.
    pub fn summary(&self, looked: &Looked) -> Summary {
        let dates = || looked.documents.iter().filter_map(|document| document.date);
        Summary {
            documents: self.documents.len() as u64,
            duplicates: looked.duplicate_of.iter().flatten().count() as u64,
            characters: self.documents.iter().map(|row| row.characters).sum(),
            mentions: self.mentions.len() as u64,
            formulas: self.formulas.iter().filter(|row| row.mentions > 0).count() as u64,
            quotes: self.quotes.len() as u64,
            phrases: self.phrases.len() as u64,
            pairs: self.cooccurrence.len() as u64,
            first_date: dates().min(),
            last_date: dates().max(),
            leading: self
                .formulas
                .iter()
                .take(5)
                .map(|row| (row.formula.clone(), row.mentions))
                .collect(),
            ..Summary::default()
        }
    }
}

/// What a run found, in a few numbers.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files read.
    pub files: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Documents.
    pub documents: u64,
    /// Documents that repeat another and were not mined.
    pub duplicates: u64,
    /// Characters of all documents.
    pub characters: u64,
    /// Mentions of formulas.
    pub mentions: u64,
    /// Formulas.
    pub formulas: u64,
    /// Quoted phrases.
    pub quotes: u64,
    /// Recurring phrases.
    pub phrases: u64,
    /// Rows of the co-occurrence table.
    pub pairs: u64,
    /// The earliest date of a document.
    pub first_date: Option<Date>,
    /// The latest.
    pub last_date: Option<Date>,
    /// The most frequent formulas and their mentions.
    pub leading: Vec<(String, u64)>,
    /// What was left out.
    pub omissions: Vec<Omission>,
}

impl Summary {
    /// The numbers by name, for `run.json`.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let counts = [
            ("files", self.files),
            ("bytes", self.bytes),
            ("documents", self.documents),
            ("duplicates", self.duplicates),
            ("characters", self.characters),
            ("mentions", self.mentions),
            ("formulas", self.formulas),
            ("quotes", self.quotes),
            ("phrases", self.phrases),
            ("omissions", self.omissions.len() as u64),
        ];
        counts.into_iter().map(|(name, count)| (name.to_string(), count)).collect()
    }
}

fn document_rows(looked: &Looked) -> Vec<DocumentRow> {
    let mut rows: Vec<DocumentRow> = looked
        .documents
        .iter()
        .zip(&looked.duplicate_of)
        .map(|(document, duplicate_of)| DocumentRow {
            document: document.id.clone(),
            path: document.path.clone(),
            title: document.title.clone(),
            date: document.date,
            source: document.source.clone(),
            encoding: document.encoding,
            characters: document.text.chars().count() as u64,
            mentions: None,
            formulas: None,
            duplicate_of: duplicate_of.map(|first| looked.documents[first].id.clone()),
        })
        .collect();
    for (place, mentions) in looked.mentions.iter().enumerate() {
        let mut labels: Vec<u32> = mentions.iter().map(|mention| mention.label).collect();
        labels.sort_unstable();
        labels.dedup();
        let row = &mut rows[looked.mined[place]];
        row.mentions = Some(mentions.len() as u64);
        row.formulas = Some(labels.len() as u64);
    }
    sort(&mut rows);
    rows
}

fn mention_rows(looked: &Looked) -> Vec<MentionRow> {
    let mut rows: Vec<MentionRow> = looked
        .mentions
        .par_iter()
        .enumerate()
        .filter(|(_, mentions)| !mentions.is_empty())
        .flat_map_iter(|(place, mentions)| {
            let document = looked.document(place);
            let text = &looked.texts[place];
            let original: Vec<char> = document.text.chars().collect();
            let rows: Vec<MentionRow> = mentions
                .iter()
                .map(|mention| mention_row(looked, &document.id, text, &original, mention))
                .collect();
            rows
        })
        .collect();
    rows.par_sort_by(|a, b| crate::table::Row::order(a, b));
    rows
}

fn mention_row(
    looked: &Looked,
    document: &str,
    text: &Text,
    original: &[char],
    mention: &Mention,
) -> MentionRow {
    let span = text.original(mention.span);
    let formula = &looked.labels[mention.label as usize];
    let kind = looked.inventory.get(formula).map_or("", |verdict| verdict.kind.name());
    let paragraph = text.paragraphs()[text.paragraph_at(mention.span.start as usize)];
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let left = Span::new(start.saturating_sub(CONTEXT).max(paragraph.start as usize)..start);
    let right = Span::new(end..(end + CONTEXT).min(paragraph.end as usize).max(end));
    // The context is shown as printed, but on one line.
    let shown = |context: Span| -> String {
        original[text.original(context).range()].iter().filter(|&&c| !is_line_end(c)).collect()
    };
    MentionRow {
        document: document.to_string(),
        start: span.start.into(),
        end: span.end.into(),
        surface: original[span.range()].iter().collect(),
        formula: formula.clone(),
        kind,
        quoted: mention.quoted,
        left: shown(left),
        right: shown(right),
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn variant_rows(mentions: &[MentionRow]) -> Vec<VariantRow> {
    let mut variants: IndexMap<(&str, String), VariantRow> = IndexMap::new();
    let mut last_document: IndexMap<(&str, String), &str> = IndexMap::new();
    for mention in mentions {
        let surface: String = mention.surface.chars().filter(|&c| !is_line_end(c)).collect();
        let key = (mention.formula.as_str(), surface.clone());
        let row = variants.entry(key.clone()).or_insert_with(|| VariantRow {
            formula: mention.formula.clone(),
            surface,
            mentions: 0,
            documents: 0,
        });
        row.mentions += 1;
        // Mentions come document by document, so a new document shows as a change.
        if last_document.insert(key, &mention.document) != Some(&mention.document) {
            row.documents += 1;
        }
    }
    let mut rows: Vec<VariantRow> = variants.into_values().collect();
    sort(&mut rows);
    rows
}

fn formula_rows(looked: &Looked, mentions: &[MentionRow]) -> Vec<FormulaRow> {
    let occurrences = looked.occurrences();
    let extents = looked.extents();
    let dates: Vec<Option<Date>> =
        looked.mined.iter().map(|&document| looked.documents[document].date).collect();
    let characters: u64 = extents.iter().map(|extent| extent.characters).sum();
    let frequencies = Frequencies::count(&occurrences, &dates);
    let spread = Spread::count(&occurrences, &extents);
    let mut quoted = vec![0u64; looked.labels.len()];
    for mention in looked.mentions.iter().flatten() {
        quoted[mention.label as usize] += u64::from(mention.quoted);
    }
    let mut variants: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for mention in mentions {
        variants.entry(&mention.formula).or_default().insert(&mention.surface);
    }
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
                confidence: Some(rounded(verdict.confidence)),
                evidence: evidence(verdict),
                juilland_d: juilland_d(&parts, spread.whole()),
                ..FormulaRow::default()
            })
        })
        .collect();
    sort(&mut rows);
    rows
}

fn expected(form: &str) -> Option<u64> {
    let label: Vec<char> = form.chars().collect();
    Shape::of(&label)?.expected().first().map(|&items| items.into())
}

fn per_million(mentions: u64, characters: u64) -> Option<f64> {
    (characters > 0).then(|| mentions as f64 * 1e6 / characters as f64)
}

/// Two digits: more would pretend to know more.
fn rounded(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

/// The witnesses that spoke, strongest first, each with what it added to the log-odds.
fn evidence(verdict: &Verdict) -> Vec<String> {
    let mut said: Vec<(f64, &'static str)> = verdict
        .witnesses
        .iter()
        .map(|&(witness, amount)| (witness.weight() * amount, witness.name()))
        .filter(|&(added, _)| added.abs() >= 0.05)
        .collect();
    said.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    said.into_iter().map(|(added, name)| format!("{name} {added:+.1}")).collect()
}

fn quote_rows(looked: &Looked) -> Vec<QuoteRow> {
    let characters: u64 = looked.texts.iter().map(|text| text.chars().len() as u64).sum();
    let counted: BTreeMap<String, QuoteCount> = looked
        .texts
        .par_iter()
        .enumerate()
        .fold(BTreeMap::new, |mut counts: BTreeMap<String, QuoteCount>, (place, text)| {
            let date = looked.document(place).date;
            let mut seen: BTreeMap<String, u64> = BTreeMap::new();
            for quotation in text.quotations() {
                if let Some(phrase) = quoted_phrase(&text.chars()[quotation.inner.range()]) {
                    *seen.entry(phrase).or_default() += 1;
                }
            }
            for (phrase, mentions) in seen {
                let one = QuoteCount { mentions, documents: 1, first: date, last: date };
                let count = counts.entry(phrase).or_default();
                *count = count.merge(one);
            }
            counts
        })
        .reduce(BTreeMap::new, |mut sum, part| {
            for (phrase, count) in part {
                let whole = sum.entry(phrase).or_default();
                *whole = whole.merge(count);
            }
            sum
        });
    let mut rows: Vec<QuoteRow> = counted
        .into_iter()
        .map(|(phrase, count)| {
            let form = canonical(&phrase);
            let verdict = looked.inventory.get(&form).filter(|verdict| verdict.kind.is_formula());
            let formula = verdict.map(|verdict| verdict.stands_for.clone().unwrap_or(form));
            QuoteRow {
                phrase,
                mentions: count.mentions,
                documents: count.documents,
                per_million: per_million(count.mentions, characters),
                first_date: count.first,
                last_date: count.last,
                formula,
            }
        })
        .collect();
    sort(&mut rows);
    rows
}

#[derive(Clone, Copy, Default)]
struct QuoteCount {
    mentions: u64,
    documents: u64,
    first: Option<Date>,
    last: Option<Date>,
}

impl QuoteCount {
    fn merge(self, other: QuoteCount) -> QuoteCount {
        let first = [self.first, other.first].into_iter().flatten().min();
        QuoteCount {
            mentions: self.mentions + other.mentions,
            documents: self.documents + other.documents,
            first,
            last: self.last.max(other.last),
        }
    }
}

fn cooccurrence_rows(looked: &Looked, windows: &[Window]) -> Vec<CooccurrenceRow> {
    let occurrences = looked.occurrences();
    let extents = looked.extents();
    let mut rows = Vec::new();
    for &window in windows {
        let counts = Cooccurrences::count(&occurrences, &extents, window, u32::MAX);
        rows.extend(counts.pairs(MIN_TOGETHER).filter_map(|pair| {
            let counts = Contingency::new(pair.together, pair.a_total, pair.b_total, pair.units)?;
            let name = |label: u32| looked.labels[label as usize].clone();
            Some(CooccurrenceRow::new(window, name(pair.a), name(pair.b), counts))
        }));
    }
    sort(&mut rows);
    rows
}

/// The rows of `phrases.csv`.
pub(super) fn phrase_rows(
    looked: &Looked,
    options: &Options,
    progress: &dyn Progress,
) -> Vec<PhraseRow> {
    let mut sequences = Sequences::new();
    for (place, text) in looked.texts.iter().enumerate() {
        let quoted: Vec<Span> = text.quotations().iter().map(|quotation| quotation.inner).collect();
        let document = DocumentClauses {
            chars: text.chars(),
            clauses: &text.clauses(),
            quoted: &quoted,
            date: looked.document(place).date,
        };
        if sequences.push(document).is_err() {
            break;
        }
    }
    let options = RepeatOptions { min_count: options.min_count, min_documents: 2 };
    let mut rows: Vec<PhraseRow> = recurring(&sequences, &options, progress)
        .into_par_iter()
        .map(|repeat| PhraseRow {
            phrase: repeat.text(&sequences),
            length: repeat.length.into(),
            mentions: repeat.count.into(),
            documents: repeat.documents.into(),
            cohesion: Some(repeat.cohesion.into()),
            left_entropy: Some(repeat.left_entropy.into()),
            right_entropy: Some(repeat.right_entropy.into()),
            quoted_share: Some(f64::from(repeat.quoted) / f64::from(repeat.count)),
            score: None,
            first_date: repeat.first,
            last_date: repeat.last,
        })
        .collect();
    rows.par_sort_by(|a, b| crate::table::Row::order(a, b));
    rows
}
