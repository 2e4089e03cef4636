//! The stages of mining as maps and reduces over the parts of a corpus, for a cluster that moves rows
//! of bytes between them.
//!
//! A [`Stage`] takes rows and gives rows; what runs it (Spark, or the test that runs all stages in one
//! process) moves them in between. There are only two ways to move them:
//!
//! - *Shuffle*: all rows of one key come to the same stage, in ascending order of key, then order.
//! - *Join*: for each row of documents and each row of requests with the same key, one row of that key
//!   with the request's value as order and the document as value. What is asked of a document comes to
//!   where it lies; documents themselves are not moved.
//!
//! Documents are ordered by their ids, and in time by [`Position`]; there are no numbers that only
//! somebody who sees all documents could give. Every stage gives the same rows whenever it is given
//! the same rows, and does nothing else, so that a part that is lost can be computed again. Where
//! values are merged, their order does not matter.
//!
//! The order of the stages, and what is moved between them, is in `docs/SCALE.md`.

mod known;
mod merging;
mod position;
mod rows;
mod stage;
mod stored;
mod tables;

mod near;
mod same;

mod furniture;

mod counting;
mod looks;

mod phrases;

pub use counting::Tabulate;
pub use known::{Known, dictionary};
pub use looks::{FirstLook, quotes_from_bytes};
pub use phrases::phrase_ranges;
pub use position::Position;
pub use rows::{Row, Rows};
pub use stage::{Broken, Stage, stage};
pub use stored::{pack, unpack};
pub use tables::{OwnedCell, TableColumn, tables, unpack_row};

#[cfg(test)]
mod tests;
