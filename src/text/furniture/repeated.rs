//! Lines that stand at the edge of several documents: the name of a column, the address of a paper.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};

use super::super::quotation::is_quotation_mark;
use super::super::segment::ends_sentence;
use super::Span;
use super::line::{Line, body};

/// A line is furniture if it stands in so many documents ...
const DOCUMENTS: usize = 5;
/// ... and of its places at least so many in a hundred are before or after all prose.
const AT_THE_EDGE: u64 = 80;
/// A longer line is no heading.
const LENGTH: usize = 40;

/// A short line of a document, which may be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShortLine {
    /// Lines with the same hash are taken for the same; white space in them is not looked at.
    hash: u64,
    /// Whether it stands before or after all prose. A document without prose (a title, a list) has
    /// no edge.
    at_the_edge: bool,
    span: Span,
}

/// The short lines of a document, those that are alike together.
pub(super) fn short_lines(lines: &[Line]) -> Vec<ShortLine> {
    let body = body(lines);
    let of = |(index, line): (usize, &Line)| ShortLine {
        hash: hash(&line.text),
        at_the_edge: !body.is_empty() && !body.contains(&index),
        span: line.span(),
    };
    let short = lines.iter().enumerate().filter(|(_, line)| may_repeat(line));
    let mut short: Vec<ShortLine> = short.map(of).collect();
    short.sort_unstable();
    short
}

/// The lines that are furniture by repetition, by their hashes.
#[derive(Debug, Default)]
pub(super) struct Repeated(FxHashSet<u64>);

impl Repeated {
    /// Counts the short lines of all documents.
    pub(super) fn among<'a>(documents: impl Iterator<Item = &'a [ShortLine]>) -> Repeated {
        // Of each document and line: how often it stands there, and how often at the edge.
        let mut places: Vec<(u64, u32, u32)> = Vec::new();
        for short in documents {
            places.extend(short.chunk_by(|a, b| a.hash == b.hash).map(|alike| {
                let edge = alike.iter().filter(|line| line.at_the_edge).count();
                (alike[0].hash, alike.len() as u32, edge as u32)
            }));
        }
        places.par_sort_unstable();
        let repeated = places.chunk_by(|a, b| a.0 == b.0).filter(|documents| {
            let sum = |count: fn(&(u64, u32, u32)) -> u32| -> u64 {
                documents.iter().map(|places| u64::from(count(places))).sum()
            };
            documents.len() >= DOCUMENTS
                && sum(|places| places.2) * 100 >= sum(|places| places.1) * AT_THE_EDGE
        });
        Repeated(repeated.map(|documents| documents[0].0).collect())
    }

    /// The lines at the edges of a document that are furniture, in no order.
    pub(super) fn at_the_edges(&self, short: &[ShortLine]) -> impl Iterator<Item = Span> {
        let at_the_edge = short.iter().filter(|line| line.at_the_edge);
        at_the_edge.filter(|line| self.0.contains(&line.hash)).map(|line| line.span)
    }
}

/// A sentence is never furniture by repetition, nor is a line with a quotation: slogans are repeated.
fn may_repeat(line: &Line) -> bool {
    (2..=LENGTH).contains(&line.length)
        && !line.text.ends_with(ends_sentence)
        && !line.text.contains(is_quotation_mark)
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.chars().filter(|c| !c.is_whitespace()).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}
