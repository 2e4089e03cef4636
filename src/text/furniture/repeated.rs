//! Lines that stand at the edge of several documents: the name of a column, the address of a paper.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::super::quotation::is_quotation_mark;
use super::super::segment::ends_sentence;
use super::FurnitureForm;
use super::line::{Line, body, lines};

/// A line is furniture if it stands in so many documents ...
const DOCUMENTS: u32 = 5;
/// ... and of its places at least so many in a hundred are before or after all prose.
const AT_THE_EDGE: u64 = 80;
/// A longer line is no heading.
const LENGTH: usize = 40;

/// Places of a line, or of several with the same hash.
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

/// The short lines of some documents, by their hashes, with their places. White space in them is not
/// looked at.
#[derive(Debug, Clone, Default)]
pub struct LineCounts(FxHashMap<u64, Places>);

impl LineCounts {
    /// Counts the lines of one more document.
    pub fn add(&mut self, text: &str) {
        for (hash, own) in of_document(text) {
            self.0.entry(hash).or_default().add(own);
        }
    }

    /// Adds the counts of other documents.
    pub fn merge(self, other: LineCounts) -> LineCounts {
        let (mut large, small) =
            if self.0.len() >= other.0.len() { (self, other) } else { (other, self) };
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (hash, places) in small.0 {
            large.0.entry(hash).or_default().add(places);
        }
        large
    }

    /// How many different lines were counted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no line was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines by their hashes, in the order of these, with their places.
    pub fn into_places(self) -> Vec<(u64, Places)> {
        let mut places: Vec<(u64, Places)> = self.0.into_iter().collect();
        places.sort_unstable_by_key(|&(hash, _)| hash);
        places
    }

    /// The lines that are furniture, if these are the counts of all documents.
    pub fn repeated(self) -> RepeatedLines {
        let furniture = self.0.into_iter().filter(|(_, places)| places.is_furniture());
        RepeatedLines(furniture.map(|(hash, _)| hash).collect())
    }
}

/// The lines that are furniture by repetition, by their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RepeatedLines(FxHashSet<u64>);

impl RepeatedLines {
    /// Finds them among all documents, given by their original texts.
    pub fn among(texts: &[&str]) -> RepeatedLines {
        let count = |mut counts: LineCounts, text: &&str| {
            counts.add(text);
            counts
        };
        let counts = texts.par_iter().fold(LineCounts::default, count);
        counts.reduce(LineCounts::default, LineCounts::merge).repeated()
    }

    /// Those with these hashes.
    pub fn with(hashes: impl IntoIterator<Item = u64>) -> RepeatedLines {
        RepeatedLines(hashes.into_iter().collect())
    }

    /// Marks the lines at the edges of a document that are furniture.
    pub(super) fn mark(&self, lines: &[Line], forms: &mut [Option<FurnitureForm>]) {
        let body = body(lines);
        for (index, (line, form)) in lines.iter().zip(forms).enumerate() {
            let at_the_edge = !body.is_empty() && !body.contains(&index);
            if form.is_none()
                && at_the_edge
                && may_repeat(line)
                && self.0.contains(&hash(&line.text))
            {
                *form = Some(FurnitureForm::Repeated);
            }
        }
    }
}

/// The short lines of a document, each once, with its places.
fn of_document(text: &str) -> Vec<(u64, Places)> {
    let lines = lines(text);
    let body = body(&lines);
    // A document without prose (a title, a list) has no edge.
    let at_the_edge = |index: usize| !body.is_empty() && !body.contains(&index);
    let short = lines.iter().enumerate().filter(|(_, line)| may_repeat(line));
    let mut places: Vec<(u64, bool)> =
        short.map(|(index, line)| (hash(&line.text), at_the_edge(index))).collect();
    places.sort_unstable();
    let of_line = |places: &[(u64, bool)]| {
        let edge = places.iter().filter(|(_, edge)| *edge).count() as u32;
        (places[0].0, Places { documents: 1, edge, all: places.len() as u32 })
    };
    places.chunk_by(|a, b| a.0 == b.0).map(of_line).collect()
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
