//! The count: what is counted in every document, and the integers that come of it, which merge.

mod labels;
mod plan;

mod company;
mod counter;
mod given;
mod lineage;
mod places;
mod tallied;

pub use counter::{Counted, Counter};
pub use labels::{LabelClass, OtherLabels};
pub use plan::Plan;
pub use tallied::Tally;

pub(in crate::mine) use labels::{LabelSearch, Labels};
pub(in crate::mine) use lineage::lineage_rows;
pub(in crate::mine) use places::Places;
