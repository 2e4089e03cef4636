//! Original texts packed while nobody reads them: while phrases are looked for, which takes most of the
//! memory, the originals take a third of their room.

use std::io;

use rayon::prelude::*;

use crate::corpus::Document;

/// The documents in a block: what is packed together, since short texts alone pack badly.
const BLOCK: usize = 256;
/// The fastest level: more would save little.
const LEVEL: i32 = 1;

/// The texts of documents, packed.
pub(super) struct Packed {
    blocks: Vec<Block>,
}

struct Block {
    /// The bytes of each text.
    lengths: Vec<usize>,
    packed: Vec<u8>,
}

impl Packed {
    /// Takes the texts out of the documents.
    ///
    /// # Errors
    /// If a block cannot be packed.
    pub(super) fn take(documents: &mut [Document]) -> io::Result<Packed> {
        let block = |documents: &mut [Document]| {
            let lengths = documents.iter().map(|document| document.text.len()).collect();
            let mut joined = String::new();
            for document in documents {
                joined.push_str(&std::mem::take(&mut document.text));
            }
            Ok(Block { lengths, packed: zstd::bulk::compress(joined.as_bytes(), LEVEL)? })
        };
        let blocks = documents.par_chunks_mut(BLOCK).map(block).collect::<io::Result<_>>()?;
        Ok(Packed { blocks })
    }

    /// Gives the texts back to the documents, the same in the same order.
    ///
    /// # Errors
    /// If a block cannot be unpacked.
    pub(super) fn give_back(self, documents: &mut [Document]) -> io::Result<()> {
        let unpack = |(documents, block): (&mut [Document], Block)| {
            let total = block.lengths.iter().sum();
            let joined = zstd::bulk::decompress(&block.packed, total)?;
            let joined = String::from_utf8(joined).map_err(io::Error::other)?;
            let mut at = 0;
            for (document, length) in documents.iter_mut().zip(block.lengths) {
                let text = joined.get(at..at + length).ok_or(io::ErrorKind::InvalidData)?;
                document.text = text.to_owned();
                at += length;
            }
            Ok(())
        };
        documents.par_chunks_mut(BLOCK).zip(self.blocks).try_for_each(unpack)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document(text: String) -> Document {
        Document {
            id: String::new(),
            path: String::new(),
            title: None,
            date: None,
            date_from: None,
            source: None,
            source_from: None,
            metadata: Vec::new(),
            encoding: "UTF-8",
            text,
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(texts in proptest::collection::vec("\\PC{0,9}", 0..600)) {
            let mut documents: Vec<Document> = texts.into_iter().map(document).collect();
            let before = documents.clone();
            let packed = Packed::take(&mut documents).unwrap();
            prop_assert!(documents.iter().all(|document| document.text.is_empty()));
            packed.give_back(&mut documents).unwrap();
            prop_assert_eq!(documents, before);
        }
    }
}
