//! Everything that a run counts: formulas, and on request quoted phrases and phrases, as one list of
//! labels. Formulas have the first numbers, those of [`Decision::labels`](crate::mine::Decision::labels).

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::formula::canonical;
use crate::phrase::quoted_phrase;
use crate::table::PhraseRow;
use crate::tally::Quotes;
use crate::text::{Text, fold_str};

/// What sort of label is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::mine) struct Labels {
    names: Vec<(LabelClass, String)>,
    /// How many of them are formulas.
    formulas: usize,
}

impl Labels {
    /// Formulas, then the other labels, each name once: a phrase that is also quoted is counted as a
    /// phrase. Left out is what holds a formula or is held in one, since it would go with it by
    /// nature, not by use; only a phrase that is watched is counted even so, unless it is a formula.
    pub(in crate::mine) fn with(
        formulas: Vec<String>,
        others: &OtherLabels,
        phrases: &[PhraseRow],
        quotes: &Quotes,
    ) -> Labels {
        let names = other_names(&formulas, others, phrases, quotes);
        let count = formulas.len();
        let formulas = formulas.into_iter().map(|form| (LabelClass::Formula, form));
        Labels { names: formulas.chain(names).collect(), formulas: count }
    }

    /// Class and name of every label, by its number.
    pub(in crate::mine) fn names(&self) -> &[(LabelClass, String)] {
        &self.names
    }

    /// The names of the formulas, by their numbers.
    pub(in crate::mine) fn formulas(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.names.iter().take(self.formulas).map(|(_, name)| name.as_str())
    }

    /// Class and name of a label; none for a number that is none's.
    pub(in crate::mine) fn get(&self, label: u32) -> Option<(LabelClass, &str)> {
        self.names.get(label as usize).map(|(class, name)| (*class, name.as_str()))
    }

    /// The name of a label; empty for a number that is none's.
    pub(in crate::mine) fn name(&self, label: u32) -> &str {
        self.get(label).map_or("", |(_, name)| name)
    }

    /// Numbers below this are those of formulas.
    pub(super) fn formula_count(&self) -> u32 {
        self.formulas as u32
    }
}

fn other_names(
    formulas: &[String],
    others: &OtherLabels,
    phrases: &[PhraseRow],
    quotes: &Quotes,
) -> Vec<(LabelClass, String)> {
    let mut names = Vec::new();
    let known: BTreeSet<&str> = formulas.iter().map(String::as_str).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for phrase in others.watched.iter().map(|phrase| fold_str(phrase.trim())) {
        if !phrase.is_empty()
            && !known.contains(canonical(&phrase).as_str())
            && seen.insert(phrase.clone())
        {
            names.push((LabelClass::Phrase, phrase));
        }
    }
    let entangled = Entangled::with(formulas);
    let phrases = phrases.iter().map(|row| &row.phrase);
    for phrase in phrases.filter(|phrase| !entangled.holds(phrase)).take(others.phrases) {
        if seen.insert(phrase.clone()) {
            names.push((LabelClass::Phrase, phrase.clone()));
        }
    }
    if let Some(min_count) = others.quotes {
        for (phrase, frequency) in quotes.iter() {
            let often = frequency.mentions >= min_count;
            if often && !entangled.holds(phrase) && seen.insert(phrase.to_string()) {
                names.push((LabelClass::Quote, phrase.to_string()));
            }
        }
    }
    names
}

/// Finds the labels that are no formulas.
pub(in crate::mine) struct LabelSearch {
    quotes: FxHashMap<String, u32>,
    phrases: PhraseSearch,
}

impl LabelSearch {
    /// Makes the search ready.
    pub(in crate::mine) fn new(labels: &Labels) -> LabelSearch {
        let of = |class: LabelClass| {
            let others = (0..).zip(&labels.names).skip(labels.formulas);
            others.filter(move |(_, (own, _))| *own == class)
        };
        let phrases: Vec<(&str, u32)> =
            of(LabelClass::Phrase).map(|(number, (_, name))| (name.as_str(), number)).collect();
        LabelSearch {
            quotes: of(LabelClass::Quote)
                .map(|(number, (_, name))| (name.clone(), number))
                .collect(),
            phrases: PhraseSearch::new(&phrases),
        }
    }

    /// First character and label of every place.
    pub(in crate::mine) fn find(&self, text: &Text) -> Vec<(usize, u32)> {
        let mut places = self.phrases.find(text);
        if !self.quotes.is_empty() {
            for quotation in text.quotations() {
                let phrase = quoted_phrase(&text.chars()[quotation.inner.range()]);
                if let Some(&label) = phrase.and_then(|phrase| self.quotes.get(&phrase)) {
                    places.push((quotation.inner.start as usize, label));
                }
            }
        }
        places
    }
}

/// Finds phrases in texts.
struct PhraseSearch {
    automaton: Option<AhoCorasick>,
    labels: Vec<u32>,
}

impl PhraseSearch {
    fn new(phrases: &[(&str, u32)]) -> PhraseSearch {
        let names = phrases.iter().map(|(name, _)| name);
        // Standard matching, so that a phrase within a longer one is found too. It fails only for
        // more phrases than 32 bits can number.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(names).ok();
        PhraseSearch { automaton, labels: phrases.iter().map(|&(_, label)| label).collect() }
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
