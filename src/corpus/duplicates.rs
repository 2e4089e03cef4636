//! Documents that say the same as another: what becomes of them, and how they are found.

use rayon::prelude::*;

use super::Document;
use super::near_duplicates::{Signature, Sketch, near_duplicates};

/// What becomes of documents that repeat another, word for word or nearly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// They are listed with the document they repeat, and not counted.
    #[default]
    Drop,
    /// They are listed with the document they repeat, and counted all the same.
    Report,
    /// They are not looked for.
    Keep,
}

impl Duplicates {
    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Duplicates::Drop => "drop",
            Duplicates::Report => "report",
            Duplicates::Keep => "keep",
        }
    }

    /// The document that each repeats, as [`duplicates`] finds it, if they are looked for.
    pub fn among(self, documents: &[Document]) -> Vec<Option<usize>> {
        match self {
            Duplicates::Drop | Duplicates::Report => duplicates(documents),
            Duplicates::Keep => vec![None; documents.len()],
        }
    }

    /// Whether a document that repeats another is counted.
    pub fn are_counted(self) -> bool {
        self != Duplicates::Drop
    }
}

/// The document that each repeats: the earliest of its kind, by date and then by place in the list;
/// undated documents come last. None for a document that repeats no other, and what a document
/// repeats repeats no other itself.
///
/// A document repeats another if both have the same text, white space aside, whenever they were
/// published; or if they are near-duplicates: alike by [`NEAR_DUPLICATE`](super::NEAR_DUPLICATE),
/// and not more than [`NEAR_DAYS`](super::NEAR_DAYS) apart as far as both are dated.
pub fn duplicates(documents: &[Document]) -> Vec<Option<usize>> {
    let mut earliest_first: Vec<usize> = (0..documents.len()).collect();
    earliest_first.sort_by_key(|&index| (documents[index].date.is_none(), documents[index].date));
    let sketches: Vec<Sketch> =
        documents.par_iter().map(|document| Sketch::of(&document.text)).collect();
    let hashes: Vec<u64> = sketches.iter().map(|sketch| sketch.hash).collect();
    let mut duplicate_of = exact_duplicates(documents, &hashes, &earliest_first);

    // Only the first of equal texts is compared further; what repeats it follows where it leads.
    let distinct: Vec<usize> =
        earliest_first.into_iter().filter(|&index| duplicate_of[index].is_none()).collect();
    let ordered: Vec<&Document> = distinct.iter().map(|&index| &documents[index]).collect();
    let signatures: Vec<Option<&Signature>> =
        distinct.iter().map(|&index| sketches[index].signature.as_ref()).collect();
    let near = near_duplicates(&ordered, &signatures);
    for (&index, original) in distinct.iter().zip(near) {
        duplicate_of[index] = original.map(|original| distinct[original]);
    }
    for index in 0..duplicate_of.len() {
        if let Some(first) = duplicate_of[index]
            && let Some(original) = duplicate_of[first]
        {
            duplicate_of[index] = Some(original);
        }
    }
    duplicate_of
}

/// For each document the first one in `order` with the same text, unless it is the first itself.
///
/// White space is left out of the comparison because copies of a text differ in nothing so often
/// as in how it was wrapped. Texts are compared, not only their hashes.
/// `hashes` must be the same for texts that are.
fn exact_duplicates(documents: &[Document], hashes: &[u64], order: &[usize]) -> Vec<Option<usize>> {
    let mut hashed: Vec<(u64, usize)> =
        order.iter().enumerate().map(|(place, &index)| (hashes[index], place)).collect();
    hashed.par_sort_unstable();

    let mut duplicate_of = vec![None; documents.len()];
    for run in hashed.chunk_by(|a, b| a.0 == b.0) {
        let mut firsts = Firsts::default();
        for &(_, place) in run {
            let index = order[place];
            duplicate_of[index] = firsts.add(index, documents[index].text.as_str()).copied();
        }
    }
    duplicate_of
}

/// The first documents of each text, among those with one hash that come in order.
#[derive(Debug)]
pub(crate) struct Firsts<D, T>(Vec<(D, T)>);

impl<D, T> Default for Firsts<D, T> {
    fn default() -> Firsts<D, T> {
        // Texts that differ hardly ever share a hash, so this is nearly always one.
        Firsts(Vec::with_capacity(1))
    }
}

impl<D, T: AsRef<str>> Firsts<D, T> {
    /// The first document with this text, unless it is this one.
    pub(crate) fn add(&mut self, document: D, text: T) -> Option<&D> {
        match self.0.iter().position(|(_, first)| same_text(first.as_ref(), text.as_ref())) {
            Some(at) => Some(&self.0[at].0),
            None => {
                self.0.push((document, text));
                None
            }
        }
    }
}

fn same_text(a: &str, b: &str) -> bool {
    let squeezed = |text| str::chars(text).filter(|c: &char| !c.is_whitespace());
    squeezed(a).eq(squeezed(b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Sketch, duplicates};
    use crate::corpus::{Date, Document};

    fn document(date: &str, text: &str) -> Document {
        Document { date: Date::parse(date), ..Document::of_text("", text) }
    }

    fn undated(texts: &[&str]) -> Vec<Document> {
        texts.iter().map(|text| document("", text)).collect()
    }

    #[test]
    fn white_space_does_not_tell_texts_apart() {
        let texts = ["修路 建桥", "办学校", "修路\n　建桥\u{a0}", "修路建桥。", "办学校"];
        let expected = [None, None, Some(0), None, Some(1)];
        assert_eq!(duplicates(&undated(&texts)), expected);
    }

    #[test]
    fn the_earliest_is_the_original_wherever_it_stands() {
        let sentence = |n: u32| format!("第{n}个村修好了{n}里路。");
        let text: String = (10..60).map(sentence).collect();
        let text = text.as_str();
        let reprint = format!("本报讯　{text}");
        let documents = [
            document("", text),
            document("2020-07-17", &reprint),
            document("2020-07-16", text),
            document("2021-07-16", text),
            document("2022-07-16", &reprint),
        ];
        // The last repeats the second word for word, and follows it to what that one repeats.
        let expected = [Some(2), Some(2), None, Some(2), Some(2)];
        assert_eq!(duplicates(&documents), expected);
    }

    proptest! {
        #[test]
        fn every_duplicate_points_to_the_first_of_its_kind(
            kinds in proptest::collection::vec(0usize..4, 0..40),
            text in any::<String>(),
        ) {
            let texts: Vec<String> =
                kinds.iter().map(|kind| format!("{text}{}", ["", "春", "夏", "秋"][*kind])).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let documents = undated(&texts);
            let hashes: Vec<u64> =
                documents.iter().map(|document| Sketch::of(&document.text).hash).collect();
            let order: Vec<usize> = (0..texts.len()).collect();
            let found = super::exact_duplicates(&documents, &hashes, &order);
            for (index, kind) in kinds.iter().enumerate() {
                let first = kinds.iter().position(|other| other == kind).filter(|&at| at < index);
                prop_assert_eq!(found[index], first);
            }
        }
    }
}
