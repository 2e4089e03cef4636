//! The kinds of numbered labels.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of a numbered label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Numeral, measure word and head: 四个不摘.
    Classified,
    /// Numeral and head: 六稳.
    Bare,
    /// Two or more segments that each begin with a numeral: 两不愁三保障.
    Chained,
    /// The numeral stands inside: 以案四说.
    Inner,
    /// Figures or N joined by +: 1+N.
    Sum,
    /// No formula: a count with a generic head that announces a list (五大举措).
    Announcement,
    /// No formula: a plan period (十三五).
    Period,
    /// No formula: a word that nobody counts any more (一把手).
    Word,
}

impl Kind {
    /// Every kind, formulas first.
    pub const ALL: [Kind; 8] = [
        Kind::Classified,
        Kind::Bare,
        Kind::Chained,
        Kind::Inner,
        Kind::Sum,
        Kind::Announcement,
        Kind::Period,
        Kind::Word,
    ];

    /// Whether labels of this kind are formulas. The others are listed, but counted only on request.
    pub fn is_formula(self) -> bool {
        !matches!(self, Kind::Announcement | Kind::Period | Kind::Word)
    }

    /// The name of the kind in tables and options.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Classified => "classified",
            Kind::Bare => "bare",
            Kind::Chained => "chained",
            Kind::Inner => "inner",
            Kind::Sum => "sum",
            Kind::Announcement => "announcement",
            Kind::Period => "period",
            Kind::Word => "word",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
