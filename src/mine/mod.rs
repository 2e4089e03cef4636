//! The whole way from paths to tables: the one module that sees all the others.

mod error;
mod memory;
mod options;
mod size;

mod looks;

mod count;
mod rows;

mod part;
mod run;

mod aside;
mod compare;
mod passages;

#[cfg(test)]
mod in_parts;

pub use compare::{CompareOptions, Compared, Comparison, Sided, Sides, compare};
pub use count::{Counted, Counter, LabelClass, OtherLabels, Plan, Tally};
pub use error::MineError;
pub use looks::{Decision, Facts, Found, Looked, Observation, Observed, Search, Seen};
pub use options::{CollocateOptions, Options};
pub use part::{Input, Joined, Part, PartError};
pub use passages::{
    Concordance, ConcordanceOrder, Passage, Scanned, ScannedExpansion, on_one_line,
};
pub use rows::{Findings, LeftOut, RowLists, Rows, document_row};
#[cfg(feature = "cluster")]
pub(crate) use rows::{encode, ranked_rows};
pub use run::{Mined, Summary, merge, mine};
pub use size::parse_size;
