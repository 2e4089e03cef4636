//! Rows about what stands together: two labels in a window, a formula and the words around it.

use std::cmp::Ordering;

use super::column::{CLASS, descending};
use super::{Column, Row, Table};
use crate::measure::{Contingency, log_dice};
use crate::tally::Window;

/// A label and what sort it is: `formula`, `quote` or `phrase`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The label.
    pub name: String,
    /// The sort.
    pub class: &'static str,
}

/// A row of `cooccurrence.csv`: two labels that stand together in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct CooccurrenceRow {
    /// The window.
    pub window: Window,
    /// The window's name, as the table shows it.
    window_name: String,
    /// The label that comes first by its characters.
    pub a: Label,
    /// The other label.
    pub b: Label,
    /// In how many units they stand, together and each.
    pub counts: Contingency,
}

impl CooccurrenceRow {
    /// The row of two labels, whichever is named first.
    pub fn new(window: Window, a: Label, b: Label, counts: Contingency) -> CooccurrenceRow {
        let window_name = window.to_string();
        if a.name <= b.name {
            return CooccurrenceRow { window, window_name, a, b, counts };
        }
        CooccurrenceRow { window, window_name, a: b, b: a, counts: counts.swapped() }
    }
}

impl Row for CooccurrenceRow {
    const TABLE: Table<Self> = Table {
        name: "cooccurrence",
        description: "Two labels that stand together in a window, ordered by window (narrowest \
                      first), then by joint units (most first), then by their characters.",
        key: &["window", "a", "b"],
        columns: &[
            Column::text(
                "window",
                "What a unit is: sentence, paragraph, document, or a number: so many neighbouring \
                 sentences, each run of them in a document being a unit.",
                |row| (&row.window_name).into(),
            ),
            Column::text("a", "The label that comes first by its characters.", |row| {
                (&row.a.name).into()
            }),
            Column::text("b", "The other label.", |row| (&row.b.name).into()),
            Column::<Self>::integer(
                "together",
                "Units that hold both, each counted once.",
                |row| row.counts.together().into(),
            )
            .unit("units"),
            Column::<Self>::integer("a_total", "Units that hold a.", |row| {
                row.counts.a_total().into()
            })
            .unit("units"),
            Column::<Self>::integer("b_total", "Units that hold b.", |row| {
                row.counts.b_total().into()
            })
            .unit("units"),
            Column::<Self>::integer("units", "All units of the corpus.", |row| {
                row.counts.units().into()
            })
            .unit("units"),
            Column::<Self>::real("expected", EXPECTED, |row| row.counts.expected().into())
                .at_least(0.0)
                .unit("units"),
            Column::<Self>::real("pmi", PMI, |row| row.counts.pmi().into()).unit("bits"),
            Column::<Self>::real("npmi", NPMI, |row| row.counts.npmi().into())
                .at_least(-1.0)
                .at_most(1.0),
            Column::<Self>::real("log_likelihood", LOG_LIKELIHOOD, |row| {
                row.counts.log_likelihood().into()
            })
            .at_least(0.0),
            Column::<Self>::real("t_score", T_SCORE, |row| row.counts.t_score().into()),
            Column::share("dice", DICE, |row| row.counts.dice().into()),
            Column::<Self>::real("log_dice", LOG_DICE, |row| row.counts.log_dice().into())
                .at_most(14.0),
            Column::share("jaccard", JACCARD, |row| row.counts.jaccard().into()),
            Column::<Self>::real("z_score", Z_SCORE, |row| row.counts.z_score().into()),
            Column::<Self>::real(
                "delta_p_b_given_a",
                "ΔP(b|a), together / a_total - (b_total - together) / (units - a_total) (Gries \
                 2013); empty if a stands in all units.",
                |row| row.counts.delta_p_b_given_a().into(),
            )
            .at_least(-1.0)
            .at_most(1.0),
            Column::<Self>::real(
                "delta_p_a_given_b",
                "ΔP(a|b), the same with b as the cue; empty if b stands in all units.",
                |row| row.counts.delta_p_a_given_b().into(),
            )
            .at_least(-1.0)
            .at_most(1.0),
            Column::text("a_class", CLASS, |row| row.a.class.into()),
            Column::text("b_class", CLASS, |row| row.b.class.into()),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (self.window.cmp(&other.window))
            .then_with(|| other.counts.together().cmp(&self.counts.together()))
            .then_with(|| (&self.a, &self.b).cmp(&(&other.a, &other.b)))
    }
}

const EXPECTED: &str = "Joint count to expect by chance, product of the totals / units.";
const PMI: &str =
    "Pointwise mutual information, log2(together / expected) (Church and Hanks 1990).";
const NPMI: &str = "PMI / -log2(together / units) (Bouma 2009); empty if both stand everywhere.";
const LOG_LIKELIHOOD: &str = "Log-likelihood ratio G2 over all four cells of the 2x2 table (Dunning \
                              1993): attraction if together is above expected, avoidance if below.";
const T_SCORE: &str = "(together - expected) / sqrt(together) (Church et al. 1991).";
const Z_SCORE: &str = "(together - expected) / sqrt(expected) (Dennis 1965).";
const DICE: &str = "2 * together / (sum of the totals) (Dice 1945).";
const LOG_DICE: &str = "14 + log2(dice) (Rychly 2008).";
const JACCARD: &str = "together / (sum of the totals - together) (Jaccard 1901).";

/// A row of `collocates.csv`: a word that stands near a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct CollocateRow {
    /// The canonical form.
    pub formula: String,
    /// The word.
    pub word: String,
    /// How many words are this word and within reach of the formula, each and both, of all words in
    /// the sentences that hold a formula.
    pub counts: Contingency,
    /// Mentions of the formula in these sentences.
    pub mentions: u64,
    /// The part of speech that the segmenter gives the word; `formula` for a formula.
    pub part_of_speech: String,
    /// Joint occurrences with the word to the left.
    pub left: u64,
    /// Joint occurrences with the word to the right.
    pub right: u64,
}

impl Row for CollocateRow {
    const TABLE: Table<Self> = Table {
        name: "collocates",
        description: "A word that stands near a formula, ordered by formula, then by \
                      log-likelihood (highest first), then by word.",
        key: &["formula", "word", "part_of_speech"],
        columns: &[
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::text("word", "The word.", |row| (&row.word).into()),
            Column::<Self>::integer(
                "together",
                "Occurrences of the word within reach of a mention, each counted once for a formula.",
                |row| row.counts.together().into(),
            )
            .unit("words"),
            Column::<Self>::real("expected", EXPECTED, |row| row.counts.expected().into())
                .at_least(0.0)
                .unit("words"),
            Column::<Self>::real("log_likelihood", LOG_LIKELIHOOD, |row| {
                row.counts.log_likelihood().into()
            })
            .at_least(0.0),
            Column::real(
                "log_dice",
                "14 + log2(2 * together / (formula_total + word_total)) (Rychly 2008).",
                |row: &CollocateRow| {
                    let word_total = row.counts.b_total();
                    log_dice(row.counts.together(), row.mentions, word_total).into()
                },
            ),
            Column::text("part_of_speech", "Part of speech that the segmenter gives; formula for a formula.", |row| {
                (&row.part_of_speech).into()
            }),
            Column::<Self>::integer("left", "Joint occurrences left of the nearest mention.", |row| {
                row.left.into()
            })
            .unit("words"),
            Column::<Self>::integer("right", "Joint occurrences right of the nearest mention.", |row| {
                row.right.into()
            })
            .unit("words"),
            Column::<Self>::integer("formula_total", "Mentions of the formula.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("reach", "Words within reach of the formula.", |row| {
                row.counts.a_total().into()
            })
            .unit("words"),
            Column::<Self>::integer("word_total", "Occurrences of the word in sentences that hold a formula.", |row| {
                row.counts.b_total().into()
            })
            .unit("words"),
            Column::<Self>::integer("units", "All words in sentences that hold a formula.", |row| row.counts.units().into())
                .unit("words"),
            Column::<Self>::real("pmi", PMI, |row| row.counts.pmi().into()).unit("bits"),
            Column::<Self>::real("npmi", NPMI, |row| row.counts.npmi().into()).at_least(-1.0).at_most(1.0),
            Column::<Self>::real("t_score", T_SCORE, |row| row.counts.t_score().into()),
            Column::<Self>::real("z_score", Z_SCORE, |row| row.counts.z_score().into()),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (self.formula.cmp(&other.formula))
            .then_with(|| descending(self.counts.log_likelihood(), other.counts.log_likelihood()))
            .then_with(|| {
                (&self.word, &self.part_of_speech).cmp(&(&other.word, &other.part_of_speech))
            })
    }
}
