//! Walking paths, bytes to text, formats, dates, duplicates. Judges no language.

mod document;
mod docx;
mod options;
mod read;

mod archive;
mod bytes;
mod encoding;
mod format;
#[cfg(feature = "parquet")]
mod parquet_records;
mod plausible;
mod walk;

mod byline;
mod columns;
mod delimited;
mod html;
mod json;
mod json_record;
mod markdown;
mod numbered_lines;
mod problems;
mod record;
mod records;
mod table_records;

mod date;
mod date_path;
mod duplicates;
mod identity;
mod near_duplicates;

pub use date::Date;
pub use document::{Document, FoundIn, Omission};
pub use duplicates::{Duplicates, duplicates};
pub use encoding::encoding_name;
pub use near_duplicates::{NEAR_DAYS, NEAR_DUPLICATE};
pub use options::{InMemory, Limits, ReadOptions, Share};
pub use read::{Corpus, Reading, read, read_part};
pub use records::Records;

#[cfg(feature = "cluster")]
pub(crate) use duplicates::Firsts;
#[cfg(feature = "cluster")]
pub(crate) use near_duplicates::{Originals, ShingleSet, Signature, Sketch, admitted, least};
pub use table_records::{RecordTable, read_table};
