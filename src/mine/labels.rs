//! Everything that a run counts: formulas, and on request quoted phrases and phrases, as one list of
//! labels. Formulas have the first numbers, those of [`Looked::labels`].

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Looked;
use super::counted::occurrence;
use crate::formula::canonical;
use crate::phrase::quoted_phrase;
use crate::table::PhraseRow;
use crate::tally::Occurrence;
use crate::text::{Text, fold_str};

/// What sort of label is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelClass {
    /// A numbered formula.
    Formula,
    /// What stands between quotation marks, counted where it does.
    Quote,
    /// A run of characters, counted wherever it stands.
    Phrase,
}

impl LabelClass {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            LabelClass::Formula => "formula",
            LabelClass::Quote => "quote",
            LabelClass::Phrase => "phrase",
        }
    }
}

/// Which labels are counted besides formulas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherLabels {
    /// Count quoted phrases that are quoted at least so often.
    pub quotes: Option<u64>,
    /// Count so many recurring phrases: the first ones of `phrases.csv`.
    pub phrases: usize,
    /// Count these phrases, whatever they are, in simplified characters.
    pub watched: Vec<String>,
}

impl OtherLabels {
    /// With so many recurring phrases, from the top of `phrases.csv`, formulas are usually counted
    /// together.
    pub const LEADING_PHRASES: usize = 1000;
    /// A quoted phrase is usually counted like a formula if it is quoted at least so often.
    pub const LEADING_QUOTES: u64 = 5;
}

/// The labels that are counted.
pub(super) struct Labels {
    names: Vec<(LabelClass, String)>,
    /// How many of them are formulas.
    formulas: usize,
}

impl Labels {
    /// The formulas alone.
    pub(super) fn formulas(looked: &Looked) -> Labels {
        let names = looked.labels.iter().map(|form| (LabelClass::Formula, form.clone())).collect();
        Labels { names, formulas: looked.labels.len() }
    }

    /// Formulas, then the other labels, each name once: a phrase that is also quoted is counted as a
    /// phrase. Left out is what holds a formula or is held in one, since it would go with it by
    /// nature, not by use; only a phrase that is watched is counted even so, unless it is a formula.
    pub(super) fn with(looked: &Looked, others: &OtherLabels, phrases: &[PhraseRow]) -> Labels {
        let mut labels = Labels::formulas(looked);
        let formulas: BTreeSet<&str> = looked.labels.iter().map(String::as_str).collect();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for phrase in others.watched.iter().map(|phrase| fold_str(phrase.trim())) {
            if !phrase.is_empty()
                && !formulas.contains(canonical(&phrase).as_str())
                && seen.insert(phrase.clone())
            {
                labels.names.push((LabelClass::Phrase, phrase));
            }
        }
        let entangled = Entangled::with(&looked.labels);
        let phrases = phrases.iter().map(|row| &row.phrase);
        for phrase in phrases.filter(|phrase| !entangled.holds(phrase)).take(others.phrases) {
            if seen.insert(phrase.clone()) {
                labels.names.push((LabelClass::Phrase, phrase.clone()));
            }
        }
        if let Some(min_count) = others.quotes {
            for (phrase, count) in quoted(looked) {
                if count >= min_count && !entangled.holds(&phrase) && seen.insert(phrase.clone()) {
                    labels.names.push((LabelClass::Quote, phrase));
                }
            }
        }
        labels
    }

    /// Class and name of every label, by its number.
    pub(super) fn names(&self) -> &[(LabelClass, String)] {
        &self.names
    }

    /// Numbers below this are those of formulas.
    pub(super) fn formula_count(&self) -> u32 {
        self.formulas as u32
    }

    /// Where the labels stand that are no formulas.
    pub(super) fn other_occurrences(&self, looked: &Looked) -> Vec<Occurrence> {
        let others = &self.names[self.formulas..];
        let number = |index: usize| (self.formulas + index) as u32;
        let quotes: FxHashMap<&str, u32> = (0..)
            .zip(others)
            .filter(|(_, (class, _))| *class == LabelClass::Quote)
            .map(|(index, (_, name))| (name.as_str(), number(index)))
            .collect();
        let phrases: Vec<(&str, u32)> = (0..)
            .zip(others)
            .filter(|(_, (class, _))| *class == LabelClass::Phrase)
            .map(|(index, (_, name))| (name.as_str(), number(index)))
            .collect();
        let finder = Finder::new(&phrases);
        looked
            .texts
            .par_iter()
            .enumerate()
            .flat_map_iter(|(document, text)| {
                let mut places: Vec<(usize, u32)> = finder.find(text);
                for quotation in text.quotations() {
                    let phrase = quoted_phrase(&text.chars()[quotation.inner.range()]);
                    if let Some(&label) = phrase.and_then(|phrase| quotes.get(phrase.as_str())) {
                        places.push((quotation.inner.start as usize, label));
                    }
                }
                places
                    .into_iter()
                    .map(move |(at, label)| occurrence(text, document, at, label))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Finds phrases in texts.
struct Finder {
    automaton: Option<AhoCorasick>,
    labels: Vec<u32>,
}

impl Finder {
    fn new(phrases: &[(&str, u32)]) -> Finder {
        let names = phrases.iter().map(|(name, _)| name);
        // Standard matching, so that a phrase within a longer one is found too. It fails only for
        // more phrases than 32 bits can number.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(names).ok();
        Finder { automaton, labels: phrases.iter().map(|&(_, label)| label).collect() }
    }

    /// First character and label of every occurrence.
    fn find(&self, text: &Text) -> Vec<(usize, u32)> {
        let Some(automaton) = self.automaton.as_ref().filter(|_| !self.labels.is_empty()) else {
            return Vec::new();
        };
        let written: String = text.chars().iter().collect();
        let mut places: Vec<(usize, u32)> = automaton
            .find_overlapping_iter(&written)
            .map(|found| (found.start(), self.labels[found.pattern().as_usize()]))
            .collect();
        places.sort_unstable();
        // From bytes to characters, in one walk.
        let mut chars = written.char_indices().enumerate().peekable();
        for (place, _) in &mut places {
            while chars.next_if(|(_, (byte, _))| byte < place).is_some() {}
            *place = chars.peek().map_or(0, |&(index, _)| index);
        }
        places
    }
}

/// Tells phrases that hold a formula or are held in one.
struct Entangled<'a> {
    formulas: &'a [String],
    automaton: Option<AhoCorasick>,
}

impl<'a> Entangled<'a> {
    fn with(formulas: &'a [String]) -> Entangled<'a> {
        Entangled { formulas, automaton: AhoCorasick::new(formulas).ok() }
    }

    fn holds(&self, phrase: &str) -> bool {
        let form = canonical(phrase);
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(&form))
            || self.formulas.iter().any(|formula| formula.contains(&form))
    }
}

/// How often each quoted phrase is quoted.
fn quoted(looked: &Looked) -> BTreeMap<String, u64> {
    let count = |mut counts: BTreeMap<String, u64>, text: &Text| {
        for quotation in text.quotations() {
            if let Some(phrase) = quoted_phrase(&text.chars()[quotation.inner.range()]) {
                *counts.entry(phrase).or_default() += 1;
            }
        }
        counts
    };
    looked.texts.par_iter().fold(BTreeMap::new, count).reduce(BTreeMap::new, |mut sum, part| {
        for (phrase, count) in part {
            *sum.entry(phrase).or_default() += count;
        }
        sum
    })
}
