//! The ways in which a text gives the items of a label.

use std::fmt;

/// Where and how a text gives the items of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// A list before the label: A、B、C“三个X”; also with 的, 这, 等 between them.
    Before,
    /// A quoted list before the label: “A、B、C”的“三个X”.
    QuotedBefore,
    /// A list earlier in the sentence, or in the one before, that 这 points back to: …，这“三个X”.
    BackReference,
    /// A list after the label, with or without a link word: “三个X”，即A、B、C.
    After,
    /// A list in brackets after the label: “三个X”（A、B、C）.
    Brackets,
    /// A numbered list after the label: “三个X”：一是…二是…三是….
    Enumeration,
    /// The parts of a chained label explained one by one: “两X”是指…，“三Y”是指….
    Parts,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: [Pattern; 7] = [
        Pattern::Before,
        Pattern::QuotedBefore,
        Pattern::BackReference,
        Pattern::After,
        Pattern::Brackets,
        Pattern::Enumeration,
        Pattern::Parts,
    ];

    /// The name of the pattern in tables.
    pub fn name(self) -> &'static str {
        match self {
            Pattern::Before => "before",
            Pattern::QuotedBefore => "quoted_before",
            Pattern::BackReference => "back_reference",
            Pattern::After => "after",
            Pattern::Brackets => "brackets",
            Pattern::Enumeration => "enumeration",
            Pattern::Parts => "parts",
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
