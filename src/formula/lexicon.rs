//! The known formulas: one more witness, never the only one.

use super::canonical::canonical;
use super::kind::Kind;
use std::collections::BTreeMap;
use std::io::Read;

static EMBEDDED: &[u8] = include_bytes!("../../data/formulas.csv");

/// A known formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its kind, if the lexicon says.
    pub kind: Option<Kind>,
    /// What it stands for, in order; empty if it has no fixed expansion.
    pub expansion: Vec<String>,
}

/// The known formulas by canonical form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    entries: BTreeMap<String, Known>,
}

/// A lexicon that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LexiconError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong and what to do.
    pub problem: String,
}

impl Lexicon {
    /// The lexicon that comes with tifa.
    pub fn embedded() -> Lexicon {
        Lexicon::read(EMBEDDED).unwrap_or_default()
    }

    /// Reads a CSV table with a column `formula`; columns `kind` and `expansion` (items joined by
    /// `|`) are used if they are there.
    ///
    /// # Errors
    /// If the table has no column `formula` or is not CSV.
    pub fn read(input: impl Read) -> Result<Lexicon, LexiconError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let headers = reader.headers().map_err(problem)?.clone();
        let column =
            |name: &str| headers.iter().position(|h| h.trim_start_matches('\u{FEFF}') == name);
        let Some(formula) = column("formula") else {
            let has: Vec<&str> = headers.iter().collect();
            let problem = format!("no column `formula`; the table has {}", has.join(", "));
            return Err(LexiconError { line: 1, problem });
        };
        let (kind, expansion) = (column("kind"), column("expansion"));
        let mut entries = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(problem)?;
            let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or("");
            let name = canonical(cell(Some(formula)));
            if name.is_empty() {
                continue;
            }
            let expansion = cell(expansion).split('|').map(str::trim).filter(|i| !i.is_empty());
            let expansion = expansion.map(str::to_string).collect();
            entries.insert(name, Known { kind: Kind::from_name(cell(kind)), expansion });
        }
        Ok(Lexicon { entries })
    }

    /// What is known of a canonical form.
    pub fn get(&self, form: &str) -> Option<&Known> {
        self.entries.get(form)
    }

    /// All known formulas, in code-point order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.entries.iter().map(|(form, known)| (form.as_str(), known))
    }

    /// The number of known formulas.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn problem(error: csv::Error) -> LexiconError {
    let line = error.position().map_or(1, csv::Position::line);
    LexiconError { line, problem: error.to_string() }
}
