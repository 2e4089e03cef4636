//! Lines that stand at the edge of several documents: the name of a column, the address of a paper.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

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
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    documents: u32,
    edge: u32,
    all: u32,
}

impl Places {
    fn is_furniture(self) -> bool {
        self.documents >= DOCUMENTS
            && u64::from(self.edge) * 100 >= u64::from(self.all) * AT_THE_EDGE
    }
}

/// The lines that are furniture by repetition, by their hashes.
#[derive(Debug, Default)]
pub(super) struct Repeated(FxHashMap<u64, Places>);

impl Repeated {
    /// Counts the short lines of all documents. White space in them is not looked at.
    pub(super) fn among(texts: &[&str]) -> Repeated {
        let count = |mut counts: FxHashMap<u64, Places>, text: &&str| {
            for (hash, own) in of_document(text) {
                let places = counts.entry(hash).or_default();
                places.documents += 1;
                places.edge += own.edge;
                places.all += own.all;
            }
            counts
        };
        let merge = |a: FxHashMap<u64, Places>, b: FxHashMap<u64, Places>| {
            let (mut large, small) = if a.len() >= b.len() { (a, b) } else { (b, a) };
            #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
            for (hash, other) in small {
                let places = large.entry(hash).or_default();
                places.documents += other.documents;
                places.edge += other.edge;
                places.all += other.all;
            }
            large
        };
        let mut counts =
            texts.par_iter().fold(FxHashMap::default, count).reduce(FxHashMap::default, merge);
        counts.retain(|_, places| places.is_furniture());
        Repeated(counts)
    }

    /// Marks the lines at the edges of a document that are furniture.
    pub(super) fn mark(&self, lines: &[Line], forms: &mut [Option<FurnitureForm>]) {
        let body = body(lines);
        for (index, (line, form)) in lines.iter().zip(forms).enumerate() {
            let at_the_edge = !body.is_empty() && !body.contains(&index);
            if form.is_none()
                && at_the_edge
                && may_repeat(line)
                && self.0.contains_key(&hash(&line.text))
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
