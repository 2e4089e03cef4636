//! Numerals, the grammar of candidates, canonical forms, evidence, the inventory of known formulas,
//! expansions and lineages. Does no I/O and counts nothing over the corpus.

mod bare;
mod canonical;
mod cues;
mod decide;
mod evidence;
mod expansion;
mod explained;
mod family;
mod kind;
mod lexicon;
mod mention;
mod numeral;
mod observe;
mod shape;
mod witness;
mod words;

pub use canonical::{canonical, is_separator};
pub use cues::{Cue, Cues};
pub use decide::{Inventory, THRESHOLD, Verdict, decide};
pub use evidence::{Evidence, EvidenceError, Run, Sightings};
pub use expansion::{Expansion, Pattern, Site, expansion, list_touching};
pub use family::{head, skeleton};
pub use kind::Kind;
pub use lexicon::{Known, Lexicon, LexiconError};
pub use mention::{Beginnings, Finder, Mention};
pub use observe::{Candidate, Setting, observe};
pub use shape::{Segment, Shape};
pub use witness::{Witness, confidence, quoted_witnesses};
