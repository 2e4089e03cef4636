//! From Python's keyword arguments, which `tifa/_options.py` has put into one form, to the options of
//! the library; and what `run.json` says of them, in the words of the command line.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::str::FromStr;

use pyo3::prelude::*;
use serde_json::{Value, json};
use tifa::corpus::{Duplicates, ReadOptions};
use tifa::formula::{Evidence, Kind, Lexicon};
use tifa::mine::{CollocateOptions, Input, Options, OtherLabels, parse_size};
use tifa::table::{Performance, Run};
use tifa::tally::Reach;

use crate::errors::bad_option;

/// What every function takes: how to read, and how to tell what is a formula.
#[derive(Debug, Clone, FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Finding {
    lexicon: Option<PathBuf>,
    background: Option<PathBuf>,
    duplicates: String,
    keep_furniture: bool,
    include: Vec<String>,
    exclude: Vec<String>,
    id_column: Option<String>,
    text_column: Option<String>,
    title_column: Option<String>,
    date_column: Option<String>,
    source_column: Option<String>,
}

impl Finding {
    /// The options of the library. Opens the files that are named.
    pub(crate) fn options(&self) -> PyResult<Options> {
        let read = ReadOptions {
            id_column: self.id_column.clone(),
            text_column: self.text_column.clone(),
            title_column: self.title_column.clone(),
            date_column: self.date_column.clone(),
            source_column: self.source_column.clone(),
            exclude: self.exclude.clone(),
            ..ReadOptions::default()
        };
        let kinds = self.include.iter().map(|name| other_kind(name)).collect::<PyResult<_>>()?;
        Ok(Options {
            read,
            duplicates: self.duplicates()?,
            keep_furniture: self.keep_furniture,
            lexicon: self.lexicon()?,
            background: self.background()?,
            include: kinds,
            phrases: false,
            collocates: None,
            ..Options::default()
        })
    }

    fn duplicates(&self) -> PyResult<Duplicates> {
        let all = [Duplicates::Drop, Duplicates::Report, Duplicates::Keep];
        let named = all.into_iter().find(|one| one.name() == self.duplicates);
        named.ok_or_else(|| {
            let given = &self.duplicates;
            bad_option("duplicates", format!("“{given}” is none of drop, report, keep"))
        })
    }

    fn lexicon(&self) -> PyResult<Lexicon> {
        let Some(path) = &self.lexicon else { return Ok(Lexicon::embedded()) };
        if path.as_os_str() == "none" {
            return Ok(Lexicon::default());
        }
        let shown = path.display();
        let file = File::open(path).map_err(|error| {
            let advice = "give a CSV table with a column `formula`, or \"none\"";
            bad_option("lexicon", format!("{shown} cannot be read: {error}; {advice}"))
        })?;
        Lexicon::read(file)
            .map_err(|error| bad_option("lexicon", format!("{shown} cannot be used: {error}")))
    }

    fn background(&self) -> PyResult<Option<Evidence>> {
        let Some(path) = &self.background else { return Ok(None) };
        let shown = path.display();
        let file = File::open(path).map_err(|error| {
            let advice = "keep some with tifa.mine(…, evidence=path)";
            bad_option("background", format!("{shown} cannot be read: {error}; {advice}"))
        })?;
        let evidence = Evidence::read(BufReader::new(file)).map_err(|error| {
            bad_option("background", format!("{shown} cannot be used: {error}"))
        })?;
        Ok(Some(evidence))
    }

    /// What `run.json` says of the lexicon.
    pub(crate) fn lexicon_name(&self) -> Value {
        let path = self.lexicon.as_ref();
        path.map_or(json!("built in"), |path| json!(path.display().to_string()))
    }

    pub(crate) fn duplicates_name(&self) -> &str {
        &self.duplicates
    }

    pub(crate) fn keeps_furniture(&self) -> bool {
        self.keep_furniture
    }
}

/// What `tifa.mine` takes besides.
#[derive(Debug, Clone, FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Mining {
    min_count: String,
    window: Vec<String>,
    min_together: u64,
    with_quotes: bool,
    with_phrases: bool,
    watch: Vec<String>,
    by: Option<String>,
    by_column: Vec<String>,
    collocates: String,
    phrases: bool,
    memory: Option<String>,
    evidence: Option<PathBuf>,
}

impl Mining {
    /// The options of the library.
    pub(crate) fn options(&self, finding: &Finding) -> PyResult<Options> {
        let window = |text: &String| parsed("window", text);
        Ok(Options {
            min_count: parsed("min_count", &self.min_count)?,
            windows: self.window.iter().map(window).collect::<PyResult<_>>()?,
            min_together: self.min_together,
            others: OtherLabels {
                quotes: self.with_quotes.then_some(OtherLabels::LEADING_QUOTES),
                phrases: if self.with_phrases { OtherLabels::LEADING_PHRASES } else { 0 },
                watched: self.watch.clone(),
            },
            by: self.by.as_ref().map(|text| parsed("by", text)).transpose()?,
            by_columns: self.by_column.clone(),
            collocates: self.collocates()?,
            phrases: self.phrases,
            memory: self.memory()?,
            keep_evidence: self.evidence.clone(),
            ..finding.options()?
        })
    }

    fn collocates(&self) -> PyResult<Option<CollocateOptions>> {
        let reach = match self.collocates.as_str() {
            "none" => return Ok(None),
            "sentence" => Reach::Sentence,
            number => Reach::Words(number.parse().map_err(|_| {
                let advice = "give a number of words from 1, \"sentence\" or None";
                bad_option("collocates", format!("“{number}” is no reach: {advice}"))
            })?),
        };
        Ok(Some(CollocateOptions { reach, ..CollocateOptions::default() }))
    }

    fn memory(&self) -> PyResult<Option<u64>> {
        let parse = |text: &String| parse_size(text).map_err(|error| bad_option("memory", error));
        self.memory.as_ref().map(parse).transpose()
    }

    /// What `run.json` says of the options, with the defaults written out. Those of writing are added
    /// when the report is written.
    pub(crate) fn record(
        &self,
        finding: &Finding,
        options: &Options,
        paths: &[PathBuf],
        threads: Option<usize>,
    ) -> Run {
        let include: Vec<&str> = options.include.iter().map(|kind| kind.name()).collect();
        let window: Vec<String> = options.windows.iter().map(ToString::to_string).collect();
        let background = finding.background.as_ref().map(|path| path.display().to_string());
        let named = [
            ("keep_furniture", json!(finding.keep_furniture)),
            ("duplicates", json!(finding.duplicates)),
            ("background", json!(background)),
            ("lexicon", finding.lexicon_name()),
            ("min_count", json!(options.min_count.to_string())),
            ("window", json!(window)),
            ("min_together", json!(self.min_together)),
            ("with_quotes", json!(self.with_quotes)),
            ("with_phrases", json!(self.with_phrases)),
            ("watch", json!(self.watch)),
            ("by", options.by.map_or(json!("as suits the dates"), |by| json!(by.to_string()))),
            ("by_column", json!(self.by_column)),
            ("collocates", json!(self.collocates)),
            ("phrases", json!(self.phrases)),
            ("include", json!(include)),
        ];
        let costs = [("threads", json!(threads)), ("memory", json!(options.memory))];
        let mut record = recorded("mine", named, costs);
        record.options.extend(Input::of(paths, &options.read).options());
        record
    }
}

/// What `run.json` says: the options that shape the result, and those that do not.
pub(crate) fn recorded<const N: usize, const M: usize>(
    command: &str,
    options: [(&str, Value); N],
    costs: [(&str, Value); M],
) -> Run {
    let named = |options: Vec<(&str, Value)>| -> BTreeMap<String, Value> {
        options.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    };
    Run {
        version: env!("CARGO_PKG_VERSION").to_string(),
        command: command.to_string(),
        options: named(options.to_vec()),
        performance: Performance { options: named(costs.to_vec()), ..Performance::default() },
        ..Run::default()
    }
}

/// The kind of labels that are no formulas with this name.
fn other_kind(name: &str) -> PyResult<Kind> {
    let kind = Kind::from_name(name).filter(|kind| !kind.is_formula());
    kind.ok_or_else(|| {
        bad_option("include", format!("“{name}” is none of announcement, period, word"))
    })
}

/// The value of an option.
pub(crate) fn parsed<T: FromStr<Err: Display>>(option: &str, text: &str) -> PyResult<T> {
    text.parse().map_err(|error| bad_option(option, error))
}
