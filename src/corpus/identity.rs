//! The order of the documents and their ids: neither may depend on how the files were named or
//! given.

use rayon::prelude::*;

use super::Document;

/// Sorts documents, which may have notes, by id. Among documents that claim one id the paths decide last,
/// so that records spread over other files come in the same order.
pub(super) fn sort_documents<N: Send>(documents: &mut [(Document, N)]) {
    documents.par_sort_unstable_by(|(a, _), (b, _)| {
        let key = |document: &Document| (document.date, document.text.len());
        a.id.cmp(&b.id)
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.text.cmp(&b.text))
            .then_with(|| (&a.title, &a.source).cmp(&(&b.title, &b.source)))
            .then_with(|| a.metadata.cmp(&b.metadata))
            .then_with(|| a.path.cmp(&b.path))
    });
}

/// Gives the second of sorted documents with one id the id `id~2`, the third `id~3`, passing over
/// ids that are taken, and restores the order by id.
pub(super) fn make_ids_unique<N>(documents: &mut [(Document, N)]) {
    let mut renamed: Vec<(usize, String)> = Vec::new();
    let taken =
        |id: &str| documents.binary_search_by(|(other, _)| other.id.as_str().cmp(id)).is_ok();
    let mut start = 0;
    while start < documents.len() {
        let id = &documents[start].0.id;
        let end =
            start + documents[start..].iter().take_while(|(other, _)| other.id == *id).count();
        let mut names = (2usize..).map(|n| format!("{id}~{n}")).filter(|name| !taken(name));
        renamed.extend((start + 1..end).filter_map(|index| Some((index, names.next()?))));
        start = end;
    }
    if renamed.is_empty() {
        return;
    }
    for (index, id) in renamed {
        documents[index].0.id = id;
    }
    documents.sort_unstable_by(|(a, _), (b, _)| a.id.cmp(&b.id));
}

#[cfg(test)]
mod tests {
    use super::{make_ids_unique, sort_documents};
    use crate::corpus::Document;

    fn document(id: &str, text: &str, path: &str) -> Document {
        Document { path: path.to_owned(), ..Document::of_text(id, text) }
    }

    fn ids_and_texts(documents: Vec<Document>) -> Vec<(String, String)> {
        let mut documents: Vec<(Document, ())> =
            documents.into_iter().map(|document| (document, ())).collect();
        sort_documents(&mut documents);
        make_ids_unique(&mut documents);
        documents.into_iter().map(|(document, ())| (document.id, document.text)).collect()
    }

    #[test]
    fn ids_become_unique_whatever_the_order() {
        let mut documents = vec![
            document("a", "丙", "1.txt"),
            document("a~2", "taken", "2.txt"),
            document("a", "甲", "3.txt"),
            document("a~2", "taken too", "5.txt"),
            document("a", "乙", "4.txt"),
        ];
        let forward = ids_and_texts(documents.clone());
        documents.reverse();
        assert_eq!(forward, ids_and_texts(documents));
        let ids: Vec<&str> = forward.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["a", "a~2", "a~2~2", "a~3", "a~4"]);
    }

    #[test]
    fn files_do_not_decide_which_text_keeps_the_id() {
        let split = |first: &str, second: &str| {
            ids_and_texts(vec![document("a", "甲", first), document("a", "乙", second)])
        };
        assert_eq!(split("1.txt", "2.txt"), split("2.txt", "1.txt"));
    }
}
