//! Documents that say the same, word for word.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::Document;

/// For each document the first one before it with the same text, white space aside.
///
/// White space is left out of the comparison because copies of a text differ in nothing so often
/// as in how it was wrapped. Texts are compared, not only their hashes.
pub fn exact_duplicates(documents: &[Document]) -> Vec<Option<usize>> {
    let mut hashed: Vec<(u64, usize)> = documents
        .par_iter()
        .enumerate()
        .map_init(String::new, |squeezed, (index, document)| {
            squeezed.clear();
            document.text.split_whitespace().for_each(|piece| squeezed.push_str(piece));
            let mut hasher = FxHasher::default();
            hasher.write(squeezed.as_bytes());
            (hasher.finish(), index)
        })
        .collect();
    hashed.par_sort_unstable();

    let mut duplicate_of = vec![None; documents.len()];
    for run in hashed.chunk_by(|a, b| a.0 == b.0) {
        // Texts that differ hardly ever share a hash, so this is nearly always one original.
        let mut originals: Vec<usize> = Vec::with_capacity(1);
        for &(_, index) in run {
            let text = &documents[index].text;
            match originals.iter().find(|&&first| same_text(&documents[first].text, text)) {
                Some(&first) => duplicate_of[index] = Some(first),
                None => originals.push(index),
            }
        }
    }
    duplicate_of
}

fn same_text(a: &str, b: &str) -> bool {
    let squeezed = |text| str::chars(text).filter(|c: &char| !c.is_whitespace());
    squeezed(a).eq(squeezed(b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::exact_duplicates;
    use crate::corpus::Document;

    fn documents(texts: &[&str]) -> Vec<Document> {
        let document = |(index, text): (usize, &&str)| Document {
            id: index.to_string(),
            path: String::new(),
            title: None,
            date: None,
            source: None,
            metadata: Vec::new(),
            encoding: "UTF-8",
            text: (*text).to_owned(),
        };
        texts.iter().enumerate().map(document).collect()
    }

    #[test]
    fn white_space_does_not_tell_texts_apart() {
        let texts = ["修路 建桥", "办学校", "修路\n　建桥\u{a0}", "修路建桥。", "办学校"];
        let expected = [None, None, Some(0), None, Some(1)];
        assert_eq!(exact_duplicates(&documents(&texts)), expected);
    }

    proptest! {
        #[test]
        fn every_duplicate_points_to_the_first_of_its_kind(
            kinds in proptest::collection::vec(0usize..4, 0..40),
            text in any::<String>(),
        ) {
            let texts: Vec<String> = kinds.iter().map(|kind| format!("{text}{kind}")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = exact_duplicates(&documents(&texts));
            for (index, kind) in kinds.iter().enumerate() {
                let first = kinds.iter().position(|other| other == kind).filter(|&at| at < index);
                prop_assert_eq!(found[index], first);
            }
        }
    }
}
