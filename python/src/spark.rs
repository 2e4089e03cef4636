//! What the workers and the driver of a Spark cluster ask of tifa: stages over Arrow batches of rows.

use std::borrow::Cow;
use std::fs::File;
use std::io::BufWriter;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Schema};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tifa::cluster::{self, FirstLook, Known, OwnedCell, Row, Rows, TableColumn, Tabulate};
use tifa::corpus::{ReadOptions, Records};
use tifa::mine::{Decision, Facts, Options, Plan};
use tifa::table::{CellsWriter, ColumnKind, PhraseRow};

use crate::arguments::{Finding, Mining};
use crate::errors::internal as broken;

/// A batch of rows is handed on when it has so many bytes.
const BATCH: usize = 8 << 20;

/// A stage at work on one part.
#[pyclass(frozen)]
pub(crate) struct SparkStage {
    stage: Mutex<Box<dyn cluster::Stage>>,
}

#[pymethods]
impl SparkStage {
    /// The stage of this name, with what it has to know of all parts.
    #[new]
    fn new(py: Python<'_>, name: &str, known: &[u8]) -> PyResult<SparkStage> {
        let stage = py.detach(|| cluster::stage(name, known)).map_err(broken)?;
        Ok(SparkStage { stage: Mutex::new(stage) })
    }

    /// Takes a batch of rows with the columns key, order and value, and gives the batches that are ready.
    fn take(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<Vec<PyArrowType<RecordBatch>>> {
        py.detach(|| {
            let mut stage = locked(&self.stage);
            let (mut out, mut batches) = (Rows::default(), Vec::new());
            of_rows(&batch.0, |row| {
                stage.take(row, &mut out).map_err(broken)?;
                if out.bytes() >= BATCH {
                    batches.push(PyArrowType(batch_of(&std::mem::take(&mut out))?));
                }
                Ok(())
            })?;
            if !out.is_empty() {
                batches.push(PyArrowType(batch_of(&out)?));
            }
            Ok(batches)
        })
    }

    /// Is told that there are no more rows, and gives the last batch.
    fn finish(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let mut stage = locked(&self.stage);
            let mut out = Rows::default();
            stage.finish(&mut out).map_err(broken)?;
            Ok(PyArrowType(batch_of(&out)?))
        })
    }
}

/// What the driver decides between the passes over a corpus, and the tables at the end.
#[pyclass(frozen)]
pub(crate) struct SparkMiner {
    options: Options,
    known: Mutex<Known>,
    facts: Mutex<Facts>,
}

#[pymethods]
impl SparkMiner {
    /// For these options, which are put into one form as those of `mine` are.
    #[new]
    fn new(finding: Finding, mining: Mining) -> PyResult<SparkMiner> {
        let options = options(&finding, &mining)?;
        let known = Known {
            count_duplicates: options.duplicates.are_counted(),
            min_count: options.min_count.to_string(),
            ..Known::default()
        };
        Ok(SparkMiner { options, known: Mutex::new(known), facts: Mutex::default() })
    }

    /// What the stages have to know, as far as it is known now.
    fn known<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| locked(&self.known).to_bytes()))
    }

    /// Takes the keys of the rows of repeated lines.
    fn take_repeated_lines(&self, lines: Vec<Vec<u8>>) -> PyResult<()> {
        let hash =
            |line: &Vec<u8>| line.as_slice().try_into().map(u64::from_be_bytes).map_err(broken);
        let mut hashes: Vec<u64> = lines.iter().map(hash).collect::<PyResult<_>>()?;
        hashes.sort_unstable();
        locked(&self.known).repeated_lines = Some(hashes);
        Ok(())
    }

    /// Takes the merged first look, and decides.
    fn decide(&self, py: Python<'_>, look: &[u8]) -> PyResult<()> {
        py.detach(|| {
            let FirstLook { facts, evidence } = FirstLook::from_bytes(look).map_err(broken)?;
            let decision = Decision::of(&evidence, &self.options, cluster::dictionary());
            locked(&self.known).decision = decision;
            *locked(&self.facts) = facts;
            Ok(())
        })
    }

    /// Plans what is counted. `quotes` are the merged quoted phrases and `phrases` the first recurring
    /// ones, if these are to be counted besides formulas.
    fn plan(&self, py: Python<'_>, quotes: Option<Vec<u8>>, phrases: Vec<String>) -> PyResult<()> {
        py.detach(|| {
            let quotes = quotes.map(|bytes| cluster::quotes_from_bytes(&bytes)).transpose();
            let quotes = quotes.map_err(broken)?.unwrap_or_default();
            let phrases: Vec<PhraseRow> = phrases
                .into_iter()
                .map(|phrase| PhraseRow { phrase, ..PhraseRow::default() })
                .collect();
            let mut known = locked(&self.known);
            let facts = locked(&self.facts);
            let plan = Plan::new(&known.decision, &facts, &quotes, &phrases, &self.options);
            known.plan = Some(plan);
            Ok(())
        })
    }

    /// Whether quoted phrases are counted besides formulas.
    #[getter]
    fn counts_quotes(&self) -> bool {
        self.options.others.quotes.is_some()
    }

    /// Takes the merged census, and splits the search for phrases into so many ranges.
    fn take_census(&self, py: Python<'_>, census: Vec<u8>, ranges: usize) -> PyResult<()> {
        py.detach(|| {
            let mut known = locked(&self.known);
            known.phrase_ranges = cluster::phrase_ranges(&census, ranges).map_err(broken)?;
            known.census = census;
            Ok(())
        })
    }

    /// Whether recurring phrases are looked for.
    #[getter]
    fn wants_phrases(&self) -> bool {
        self.options.phrases
    }

    /// How many of the first rows of `phrases` are counted besides formulas.
    #[getter]
    fn counted_phrases(&self) -> usize {
        self.options.others.phrases
    }

    /// The names of the tables, in the order in which people open them.
    #[getter]
    fn tables(&self) -> Vec<&'static str> {
        let asked_for = |name: &&str| match *name {
            "collocates" => self.options.collocates.is_some(),
            "by_column" => !self.options.by_columns.is_empty(),
            _ => true,
        };
        cluster::tables().into_iter().map(|(name, _)| name).filter(asked_for).collect()
    }
}

/// Makes the rows of the tables that tell of all documents together.
#[pyclass(frozen)]
pub(crate) struct SparkTables {
    options: Options,
    known: Known,
    tabulate: Mutex<Tabulate>,
}

#[pymethods]
impl SparkTables {
    /// For these options, and what is known at the end.
    #[new]
    fn new(finding: Finding, mining: Mining, known: &[u8]) -> PyResult<SparkTables> {
        Ok(SparkTables {
            options: options(&finding, &mining)?,
            known: Known::from_bytes(known).map_err(broken)?,
            tabulate: Mutex::default(),
        })
    }

    /// Takes the merged tally or the quoted phrases.
    fn take(&self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        py.detach(|| {
            let mut tabulate = locked(&self.tabulate);
            of_rows(&batch.0, |row| tabulate.take(row).map_err(broken))
        })
    }

    /// The rows.
    fn finish(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let tabulate = std::mem::take(&mut *locked(&self.tabulate));
            let rows = tabulate.finish(&self.known, &self.options).map_err(broken)?;
            batch_of(&rows).map(PyArrowType)
        })
    }
}

fn options(finding: &Finding, mining: &Mining) -> PyResult<Options> {
    let mut options = mining.options(finding)?;
    options.windows.sort_unstable();
    options.windows.dedup();
    options.include.sort_unstable();
    options.include.dedup();
    Ok(options)
}

/// Does something with each row of a batch.
fn of_rows(batch: &RecordBatch, mut take: impl FnMut(Row<'_>) -> PyResult<()>) -> PyResult<()> {
    let [key, order, value] = ["key", "order", "value"].map(|name| bytes_column(batch, name));
    let (key, order, value) = (key?, order?, value?);
    (0..batch.num_rows()).try_for_each(|index| {
        take(Row { key: key.value(index), order: order.value(index), value: value.value(index) })
    })
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A column of bytes; nulls are empty.
enum Bytes<'a> {
    Binary(&'a arrow_array::BinaryArray),
    LargeBinary(&'a arrow_array::LargeBinaryArray),
    BinaryView(&'a arrow_array::BinaryViewArray),
}

impl Bytes<'_> {
    fn value(&self, index: usize) -> &[u8] {
        match self {
            Bytes::Binary(array) if array.is_valid(index) => array.value(index),
            Bytes::LargeBinary(array) if array.is_valid(index) => array.value(index),
            Bytes::BinaryView(array) if array.is_valid(index) => array.value(index),
            _ => &[],
        }
    }
}

fn bytes_column<'a>(batch: &'a RecordBatch, name: &str) -> PyResult<Bytes<'a>> {
    let column = batch
        .column_by_name(name)
        .ok_or_else(|| PyValueError::new_err(format!("the rows have no column {name}")))?;
    match column.data_type() {
        DataType::Binary => Ok(Bytes::Binary(column.as_binary())),
        DataType::LargeBinary => Ok(Bytes::LargeBinary(column.as_binary())),
        DataType::BinaryView => Ok(Bytes::BinaryView(column.as_binary_view())),
        other => Err(PyValueError::new_err(format!("the column {name} is of type {other}"))),
    }
}

/// Rows as an Arrow batch.
fn batch_of(rows: &Rows) -> PyResult<RecordBatch> {
    // The offsets of a column are 32 bits.
    if rows.bytes() > i32::MAX as usize {
        return Err(broken(
            "a single row between two stages is larger than 2 GB; raise min_count, or leave out \
             collocates or phrases",
        ));
    }
    let mut builders: [BinaryBuilder; 3] = Default::default();
    for row in rows.iter() {
        for (builder, cell) in builders.iter_mut().zip([row.key, row.order, row.value]) {
            builder.append_value(cell);
        }
    }
    let columns = builders.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
    let field = |name: &str| Field::new(name, DataType::Binary, false);
    let schema = Schema::new(["key", "order", "value"].map(field).to_vec());
    RecordBatch::try_new(Arc::new(schema), columns.to_vec()).map_err(broken)
}

/// Reads records: rows with columns of text, whose names say what they are.
#[pyclass(frozen)]
pub(crate) struct SparkRecords {
    records: Records,
    path: Option<String>,
    number: Mutex<u64>,
}

#[pymethods]
impl SparkRecords {
    /// For the columns that are named for a role; the others are guessed by their names.
    #[new]
    #[pyo3(signature = (id, text, title, date, source, path, metadata))]
    fn new(
        id: Option<String>,
        text: Option<String>,
        title: Option<String>,
        date: Option<String>,
        source: Option<String>,
        path: Option<String>,
        metadata: Vec<String>,
    ) -> SparkRecords {
        let options = ReadOptions {
            id_column: id,
            text_column: text,
            title_column: title,
            date_column: date,
            source_column: source,
            keep_metadata: metadata,
            ..ReadOptions::default()
        };
        SparkRecords { records: Records::new("", &options), path, number: Mutex::new(0) }
    }

    /// Which of these columns are read.
    fn wanted(&self, names: Vec<String>) -> Vec<String> {
        let wanted = |name: &String| self.records.wants(name) || self.path.as_ref() == Some(name);
        names.into_iter().filter(wanted).collect()
    }

    /// The documents of a batch: to id, with the document. What could not be used of a record is a row
    /// of that id too, with the order `omission`; a record without an id has the key `""`.
    fn take(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let batch = batch.0;
            let schema = batch.schema();
            let columns: Vec<(&str, Texts<'_>)> = schema
                .fields()
                .iter()
                .zip(batch.columns())
                .map(|(field, column)| Ok((field.name().as_str(), Texts::of(column)?)))
                .collect::<PyResult<_>>()?;
            let mut out = Rows::default();
            let mut number = locked(&self.number);
            for index in 0..batch.num_rows() {
                *number += 1;
                let value = |column: &Texts<'_>| column.value(index).map(str::to_owned);
                let path = columns.iter().find(|(name, _)| self.path.as_deref() == Some(*name));
                let fields = columns.iter().filter_map(|(name, column)| {
                    Some((*name, Cow::Borrowed(column.value(index)?)))
                });
                let (document, omissions) = self.records.document(*number, fields);
                // Without an id of its own, a document has one that is made of its number.
                let numbered = format!("#{number}");
                let id = document.as_ref().map(|document| document.id.as_str());
                let id = id.filter(|id| *id != numbered).unwrap_or_default().to_owned();
                for omission in omissions {
                    out.push(id.as_bytes(), b"omission", omission.reason.as_bytes());
                }
                if let Some(mut document) = document {
                    document.path = path.and_then(|(_, path)| value(path)).unwrap_or_default();
                    out.push(id.as_bytes(), b"", &cluster::pack(&document));
                }
            }
            Ok(PyArrowType(batch_of(&out)?))
        })
    }
}

/// A column of text.
enum Texts<'a> {
    Utf8(&'a arrow_array::StringArray),
    LargeUtf8(&'a arrow_array::LargeStringArray),
    Utf8View(&'a arrow_array::StringViewArray),
}

impl<'a> Texts<'a> {
    fn of(column: &'a ArrayRef) -> PyResult<Texts<'a>> {
        match column.data_type() {
            DataType::Utf8 => Ok(Texts::Utf8(column.as_string())),
            DataType::LargeUtf8 => Ok(Texts::LargeUtf8(column.as_string())),
            DataType::Utf8View => Ok(Texts::Utf8View(column.as_string_view())),
            other => Err(PyValueError::new_err(format!("a record has a column of type {other}"))),
        }
    }

    fn value(&self, index: usize) -> Option<&'a str> {
        match self {
            Texts::Utf8(array) => array.is_valid(index).then(|| array.value(index)),
            Texts::LargeUtf8(array) => array.is_valid(index).then(|| array.value(index)),
            Texts::Utf8View(array) => array.is_valid(index).then(|| array.value(index)),
        }
    }
}

/// The columns of a table of this name.
fn columns(table: &str) -> PyResult<Vec<TableColumn>> {
    let found = cluster::tables().into_iter().find(|(name, _)| *name == table);
    found
        .map(|(_, columns)| columns)
        .ok_or_else(|| PyValueError::new_err(format!("there is no table {table}")))
}

/// The tables in their order, each with its columns as name and type (`text`, `integer`, `real`,
/// `boolean`, `date` or `list`).
#[pyfunction]
pub(crate) fn spark_tables() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let kind = |kind: ColumnKind| match kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "integer",
        ColumnKind::Real => "real",
        ColumnKind::Boolean => "boolean",
        ColumnKind::Date => "date",
        ColumnKind::List => "list",
    };
    let columns = |columns: Vec<TableColumn>| {
        columns.into_iter().map(|column| (column.name, kind(column.kind))).collect()
    };
    cluster::tables().into_iter().map(|(name, of_it)| (name, columns(of_it))).collect()
}

/// The rows of a table, from the column `value` of a batch, as a batch with the table's columns.
#[pyfunction]
pub(crate) fn spark_cells(
    py: Python<'_>,
    table: &str,
    batch: PyArrowType<RecordBatch>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let columns = columns(table)?;
    py.detach(|| {
        let values = bytes_column(&batch.0, "value")?;
        let rows: Vec<Vec<OwnedCell>> = (0..batch.0.num_rows())
            .map(|index| cluster::unpack_row(values.value(index), &columns).map_err(broken))
            .collect::<PyResult<_>>()?;
        let arrays: Vec<ArrayRef> = (0..columns.len())
            .map(|at| array(columns[at].kind, rows.iter().map(|row| &row[at])))
            .collect();
        let fields: Vec<Field> = columns
            .iter()
            .zip(&arrays)
            .map(|(column, array)| Field::new(column.name, array.data_type().clone(), true))
            .collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map(PyArrowType).map_err(broken)
    })
}

fn array<'a>(kind: ColumnKind, cells: impl Iterator<Item = &'a OwnedCell>) -> ArrayRef {
    match kind {
        ColumnKind::Text | ColumnKind::Date => {
            let mut builder = StringBuilder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Text(text) => builder.append_value(text),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Integer => {
            let mut builder = Int64Builder::new();
            cells.for_each(|cell| match cell {
                // Counts and positions are far below 2⁶³.
                OwnedCell::Integer(number) => builder.append_value(*number as i64),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Real => {
            let mut builder = Float64Builder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Real(number) => builder.append_value(*number),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::Boolean => {
            let mut builder = BooleanBuilder::new();
            cells.for_each(|cell| match cell {
                OwnedCell::Boolean(value) => builder.append_value(*value),
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
        ColumnKind::List => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            cells.for_each(|cell| match cell {
                OwnedCell::List(items) => {
                    items.iter().for_each(|item| builder.values().append_value(item));
                    builder.append(true);
                }
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }
    }
}

/// A table as a CSV file that is written row by row.
#[pyclass(frozen)]
pub(crate) struct SparkCsv {
    columns: Vec<TableColumn>,
    writer: Mutex<Option<CellsWriter<BufWriter<File>>>>,
}

#[pymethods]
impl SparkCsv {
    /// Begins the file of a table.
    #[new]
    fn new(table: &str, path: &str) -> PyResult<SparkCsv> {
        let columns = columns(table)?;
        let names = columns.iter().map(|column| column.name);
        let file =
            File::create(path).map_err(|error| PyOSError::new_err(format!("{path}: {error}")))?;
        let writer = CellsWriter::new(BufWriter::new(file), names)
            .map_err(|error| PyOSError::new_err(format!("{path}: {error}")))?;
        Ok(SparkCsv { columns, writer: Mutex::new(Some(writer)) })
    }

    /// Adds a row, given by its value between stages.
    fn add(&self, row: &Bound<'_, PyBytes>) -> PyResult<()> {
        let cells = cluster::unpack_row(row.as_bytes(), &self.columns).map_err(broken)?;
        let mut writer = locked(&self.writer);
        match writer.as_mut() {
            Some(writer) => Ok(writer.write(cells.iter().map(OwnedCell::cell))?),
            None => Err(PyValueError::new_err("the file is finished already")),
        }
    }

    /// Ends the file.
    fn finish(&self) -> PyResult<()> {
        let writer = locked(&self.writer).take();
        if let Some(writer) = writer {
            writer.finish()?.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        }
        Ok(())
    }
}
