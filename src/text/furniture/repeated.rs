//! Lines that stand at the edge of several documents: the name of a column, the address of a paper.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};

use super::super::quotation::is_quotation_mark;
use super::super::segment::ends_sentence;
use super::Span;
use super::line::{Line, body};

/// A line is furniture if it stands in so many documents ...
const DOCUMENTS: u32 = 5;
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RepeatedLines(FxHashSet<u64>);

impl RepeatedLines {
    /// Finds them among the short lines of all documents.
    pub(super) fn among<'a>(documents: impl Iterator<Item = &'a [ShortLine]>) -> RepeatedLines {
        let mut places: Vec<(u64, Places)> = documents.flat_map(of_document).collect();
        places.par_sort_unstable_by_key(|&(hash, _)| hash);
        let of_line = |places: &[(u64, Places)]| {
            let mut sum = Places::default();
            places.iter().for_each(|&(_, places)| sum.add(places));
            sum.is_furniture().then_some(places[0].0)
        };
        RepeatedLines(places.chunk_by(|a, b| a.0 == b.0).filter_map(of_line).collect())
    }

    /// Those with these hashes.
    pub fn with(hashes: impl IntoIterator<Item = u64>) -> RepeatedLines {
        RepeatedLines(hashes.into_iter().collect())
    }

    /// The lines at the edges of a document that are furniture, in no order.
    pub(super) fn at_the_edges(&self, short: &[ShortLine]) -> impl Iterator<Item = Span> {
        let at_the_edge = short.iter().filter(|line| line.at_the_edge);
        at_the_edge.filter(|line| self.0.contains(&line.hash)).map(|line| line.span)
    }
}

/// The short lines of a document, each once, by their hashes.
pub(super) fn of_document(short: &[ShortLine]) -> impl Iterator<Item = (u64, Places)> {
    short.chunk_by(|a, b| a.hash == b.hash).map(|alike| {
        let edge = alike.iter().filter(|line| line.at_the_edge).count() as u32;
        (alike[0].hash, Places { documents: 1, edge, all: alike.len() as u32 })
    })
}

/// Where a line stands, or several with the same hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    documents: u32,
    edge: u32,
    all: u32,
}

impl Places {
    /// Adds the places in other documents.
    pub fn add(&mut self, other: Places) {
        self.documents += other.documents;
        self.edge += other.edge;
        self.all += other.all;
    }

    /// Whether a line is furniture, if these are its places in all documents.
    pub fn is_furniture(self) -> bool {
        self.documents >= DOCUMENTS
            && u64::from(self.edge) * 100 >= u64::from(self.all) * AT_THE_EDGE
    }

    /// The three numbers as bytes, the highest first.
    pub fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        for (at, number) in [self.documents, self.edge, self.all].into_iter().enumerate() {
            bytes[4 * at..4 * at + 4].copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }

    /// Reads what [`Places::to_bytes`] gives; none if it is of another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Places> {
        let (numbers, []) = bytes.as_chunks::<4>() else { return None };
        let &[documents, edge, all] = numbers else { return None };
        let number = u32::from_be_bytes;
        Some(Places { documents: number(documents), edge: number(edge), all: number(all) })
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
