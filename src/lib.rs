//! tifa (提法, a set political formulation) mines Chinese political text for the formulas it
//! repeats: numbered formulas (两不愁三保障, 四个不摘), quoted phrases and recurring phrases.
//!
//! Data goes one way: [`corpus`] reads documents, [`text`] cleans them, [`formula`] and [`phrase`]
//! find labels in them, [`tally`] counts, [`measure`] computes, [`table`] and [`report`] write.
//! [`mine`] is the one module that sees them all.
//!
//! The library never prints: it returns values, and the program `tifa` shows them.

pub mod corpus;
pub mod text;

pub mod formula;
pub mod phrase;

pub mod measure;
pub mod tally;

pub mod report;
pub mod table;

pub mod progress;

pub mod mine;

#[cfg(feature = "cluster")]
pub mod cluster;

/// The examples in README.md are tests too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
