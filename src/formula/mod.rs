//! Numerals, the grammar of candidates, canonical forms, evidence, the inventory of known formulas,
//! expansions and lineages. Does no I/O and counts nothing over the corpus.

mod canonical;
mod cues;
mod evidence;
mod family;
mod kind;
mod numeral;
mod observe;
mod shape;
mod witness;
mod words;

pub use canonical::{canonical, is_separator};
pub use cues::{Cue, Cues};
pub use evidence::{Evidence, Run, Sightings};
pub use family::{head, skeleton};
pub use kind::Kind;
pub use observe::{Candidate, Setting, observe};
pub use shape::{Segment, Shape};
pub use witness::{Witness, confidence, quoted_witnesses};
