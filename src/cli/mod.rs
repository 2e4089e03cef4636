//! The command line: arguments, progress and messages around the library.
//!
//! [`args`] is what was typed, [`plan`] what it means; each subcommand has a file of its own.
//! Tables go to files, other results to standard output, everything else to standard error.

pub(crate) mod args;
pub(crate) mod plan;

pub(crate) mod compare;
pub(crate) mod kwic;
pub(crate) mod merge;
pub(crate) mod mine;
pub(crate) mod observe;
pub(crate) mod scan;
pub(crate) mod score;

mod allocator;
mod columns;
mod gold;
mod input;
mod messages;
mod progress;
mod threads;

pub(crate) mod outcome;
