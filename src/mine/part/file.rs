//! A part as a file: Parquet, a document a row, so that any other program can look into it too.
//!
//! The directory of a Parquet file stands at its end, so a file that was cut short is known at once; a
//! checksum over all cells tells damage in between. Version, input and what was left out are in the
//! metadata of the file, under the key `tifa`.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::types::{Type, TypePtr};
use serde::{Deserialize, Serialize};

use super::{Input, Part, PartError};
use crate::corpus::{Date, Document, FoundIn, Omission, Reading, encoding_name};
use crate::mine::Observation;
use crate::mine::aside::write_aside;

/// The key of the metadata.
const KEY: &str = "tifa";
/// Changes whenever a column changes its meaning.
const FORMAT: u32 = 1;
/// The documents of a row group: what is packed, and unpacked, at a time.
const GROUP: usize = 4096;

/// The columns. The last two are JSON: the stretches that were left out as page furniture, and the
/// candidates.
const COLUMNS: [&str; 12] = [
    "id",
    "path",
    "title",
    "date",
    "date_from",
    "source",
    "source_from",
    "metadata",
    "encoding",
    "text",
    "left_out",
    "candidates",
];

/// What the file says of itself.
#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    version: String,
    input: Input,
    files: u64,
    bytes: u64,
    documents: u64,
    /// As path, place and reason.
    omissions: Vec<(String, Option<String>, String)>,
    /// CRC-32 over all cells, each with its length.
    checksum: u32,
}

impl Part {
    /// Writes the part into a file: into a temporary one first, so that a failure harms no earlier one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), PartError> {
        write_aside(path, |file| {
            self.write_to(file, env!("CARGO_PKG_VERSION")).map_err(io::Error::other)
        })
        .map_err(|error| PartError::Io { path: path.to_path_buf(), error })
    }

    /// Reads a part.
    ///
    /// # Errors
    /// If the file is no part, is not whole, or was written by another version.
    pub fn read(path: &Path) -> Result<Part, PartError> {
        let file =
            File::open(path).map_err(|error| PartError::Io { path: path.to_path_buf(), error })?;
        let foreign = |reason: String| PartError::Foreign { path: path.to_path_buf(), reason };
        let reader = SerializedFileReader::new(file).map_err(|error| foreign(error.to_string()))?;
        let head = head(&reader).ok_or_else(|| foreign("it says nothing of tifa".to_string()))?;
        if head.format != FORMAT || head.version != env!("CARGO_PKG_VERSION") {
            return Err(PartError::Version { path: path.to_path_buf(), found: head.version });
        }
        Part::read_from(&reader, head).map_err(foreign)
    }

    fn write_to(&self, file: &File, version: &str) -> Result<(), ParquetError> {
        let mut schema: Vec<TypePtr> = Vec::new();
        for name in COLUMNS {
            let column = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String))
                .with_repetition(Repetition::OPTIONAL);
            schema.push(Arc::new(column.build()?));
        }
        let schema = Type::group_type_builder("documents").with_fields(schema).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
            .set_dictionary_enabled(false)
            .build();
        let mut out = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
        let mut checksum = crc32fast::Hasher::new();
        let documents = &self.reading.documents;
        for (documents, observations) in
            documents.chunks(GROUP).zip(self.observations.chunks(GROUP))
        {
            let mut columns: [Vec<Option<String>>; COLUMNS.len()] = Default::default();
            for (document, observation) in documents.iter().zip(observations) {
                for (column, cell) in columns.iter_mut().zip(cells(document, observation)?) {
                    add(&mut checksum, cell.as_deref());
                    column.push(cell);
                }
            }
            let mut group = out.next_row_group()?;
            for cells in columns {
                let Some(mut column) = group.next_column()? else { break };
                let present: Vec<i16> =
                    cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                let values: Vec<ByteArray> = cells
                    .into_iter()
                    .flatten()
                    .map(|cell| ByteArray::from(cell.into_bytes()))
                    .collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(&present), None)?;
                column.close()?;
            }
            group.close()?;
        }
        let head = Head {
            format: FORMAT,
            version: version.to_string(),
            input: self.input.clone(),
            files: self.reading.files,
            bytes: self.reading.bytes,
            documents: documents.len() as u64,
            omissions: self.reading.omissions.iter().map(of_omission).collect(),
            checksum: checksum.finalize(),
        };
        let head = serde_json::to_string(&head).map_err(external)?;
        out.append_key_value_metadata(KeyValue::new(KEY.to_string(), head));
        out.close()?;
        Ok(())
    }

    fn read_from(reader: &SerializedFileReader<File>, head: Head) -> Result<Part, String> {
        let mut checksum = crc32fast::Hasher::new();
        let mut documents = Vec::new();
        let mut observations = Vec::new();
        for row in reader.get_row_iter(None).map_err(|error| error.to_string())? {
            let row = row.map_err(|error| error.to_string())?;
            let mut cells: [Option<String>; COLUMNS.len()] = Default::default();
            for (cell, (_, field)) in cells.iter_mut().zip(row.into_columns()) {
                *cell = match field {
                    Field::Str(text) => Some(text),
                    _ => None,
                };
                add(&mut checksum, cell.as_deref());
            }
            let number = documents.len() + 1;
            let (document, observation) =
                taken_apart(cells).ok_or_else(|| format!("document {number} is damaged"))?;
            documents.push(document);
            observations.push(observation);
        }
        if head.documents != documents.len() as u64 || head.checksum != checksum.finalize() {
            return Err("its checksum is another".to_string());
        }
        let omissions = head.omissions.into_iter().map(|(path, place, reason)| Omission {
            path,
            place,
            reason,
        });
        let reading = Reading {
            documents,
            omissions: omissions.collect(),
            bytes: head.bytes,
            files: head.files,
        };
        Ok(Part { reading, observations, input: head.input })
    }
}

fn head(reader: &SerializedFileReader<File>) -> Option<Head> {
    let said = reader.metadata().file_metadata().key_value_metadata()?;
    let head = said.iter().find(|said| said.key == KEY)?.value.as_ref()?;
    serde_json::from_str(head).ok()
}

fn of_omission(omission: &Omission) -> (String, Option<String>, String) {
    (omission.path.clone(), omission.place.clone(), omission.reason.clone())
}

fn external(error: serde_json::Error) -> ParquetError {
    ParquetError::External(Box::new(error))
}

/// Adds a cell to the checksum.
fn add(checksum: &mut crc32fast::Hasher, cell: Option<&str>) {
    let length = cell.map_or(u64::MAX, |cell| cell.len() as u64);
    checksum.update(&length.to_le_bytes());
    checksum.update(cell.unwrap_or_default().as_bytes());
}

/// A document as cells, in the order of [`COLUMNS`].
fn cells(
    document: &Document,
    observation: &Observation,
) -> Result<[Option<String>; COLUMNS.len()], ParquetError> {
    let some = |text: &str| Some(text.to_owned());
    Ok([
        some(&document.id),
        some(&document.path),
        document.title.clone(),
        document.date.map(|date| date.to_string()),
        document.date_from.map(|from| from.name().to_owned()),
        document.source.clone(),
        document.source_from.map(|from| from.name().to_owned()),
        Some(serde_json::to_string(&document.metadata).map_err(external)?),
        some(document.encoding),
        some(&document.text),
        Some(serde_json::to_string(&observation.left_out).map_err(external)?),
        Some(serde_json::to_string(&observation.candidates).map_err(external)?),
    ])
}

/// None if a cell does not hold what it should.
fn taken_apart(cells: [Option<String>; COLUMNS.len()]) -> Option<(Document, Observation)> {
    let [
        id,
        path,
        title,
        date,
        date_from,
        source,
        source_from,
        metadata,
        encoding,
        text,
        left_out,
        candidates,
    ] = cells;
    let from = |name: Option<String>| match name {
        Some(name) => FoundIn::from_name(&name).map(Some),
        None => Some(None),
    };
    let date = match date {
        Some(date) => Some(Date::parse(&date)?),
        None => None,
    };
    let document = Document {
        id: id?,
        path: path?,
        title,
        date,
        date_from: from(date_from)?,
        source,
        source_from: from(source_from)?,
        metadata: serde_json::from_str(&metadata?).ok()?,
        encoding: encoding_name(&encoding?)?,
        text: text?,
    };
    let left_out = serde_json::from_str(&left_out?).ok()?;
    let candidates = serde_json::from_str(&candidates?).ok()?;
    Some((document, Observation { left_out, candidates }))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::corpus::ReadOptions;
    use crate::progress::Silent;

    fn document(id: &str, text: &str, title: Option<&str>) -> Document {
        Document {
            id: id.to_owned(),
            path: format!("in/{id}.jsonl:1"),
            title: title.map(str::to_owned),
            date: Date::parse("2020-07"),
            date_from: Some(FoundIn::Id),
            source: title.map(str::to_owned),
            source_from: title.map(|_| FoundIn::Page),
            metadata: vec![("省份".to_owned(), text.to_owned())],
            encoding: encoding_name("gb18030").unwrap(),
            text: text.to_owned(),
        }
    }

    fn part(documents: Vec<Document>) -> Part {
        let omission = Omission { path: "b.txt".into(), place: None, reason: "?".into() };
        let reading = Reading { documents, omissions: vec![omission], bytes: 9, files: 2 };
        let input = Input::of(&[PathBuf::from("in")], &ReadOptions::default());
        Part::observe(reading, input, &Silent)
    }

    proptest! {
        // Each loads the dictionary.
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn a_part_is_read_as_it_was_written(
            texts in proptest::collection::vec("[两不愁三保障“”、。\n\\r𠮷a]{0,30}|\\PC{0,20}", 0..5)
        ) {
            let place = tempfile::tempdir().unwrap();
            let path = place.path().join("a.part");
            let titles = [None, Some(""), Some("标题")].into_iter().cycle();
            let documents = texts.iter().zip(titles).map(|(text, title)| document(text, text, title));
            let written = part(documents.collect());
            written.write(&path).unwrap();
            prop_assert_eq!(Part::read(&path).unwrap(), written);
        }
    }

    #[test]
    fn a_part_of_another_version_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.part");
        let part = part(vec![document("a", "落实“四个不摘”。", None)]);
        part.write_to(&File::create(&path).unwrap(), "0.0.9").unwrap();
        let error = Part::read(&path).unwrap_err().to_string();
        assert!(error.contains("a.part was written by tifa 0.0.9"), "{error}");
    }
}
