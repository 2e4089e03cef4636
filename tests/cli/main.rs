//! End to end: the program `tifa`, as people run it.

mod support;

mod bad_input;
mod compare;
mod golden;
mod kwic;
mod memory;
mod mine;
mod parts;
#[cfg(unix)]
mod readme;
mod same_bytes;
mod scan;
mod score;
