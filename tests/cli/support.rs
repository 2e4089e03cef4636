//! Running the program, and looking at what it leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Where the program is.
pub(crate) const TIFA: &str = env!("CARGO_BIN_EXE_tifa");

/// The folder of the repository, in which the program runs.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether what tests compare with is to be rewritten.
pub(crate) fn update_golden() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| !value.is_empty() && value != "0")
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program.
pub(crate) fn tifa(arguments: &[&str]) -> Ended {
    tifa_reading(arguments, b"")
}

/// Runs the program with something on its standard input.
pub(crate) fn tifa_reading(arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = Command::new(TIFA)
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("it was asked for");
    // A program that does not read has closed the pipe by now, which is its right.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("all output is UTF-8");
    Ended { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A folder that is gone after the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().expect("there is room for a temporary folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The path as an argument.
    pub(crate) fn argument(&self, name: &str) -> String {
        self.path(name).to_str().expect("temporary folders have plain names").to_string()
    }

    /// Writes a file and gives its path as an argument.
    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).unwrap();
        fs::write(path, contents).unwrap();
        self.argument(name)
    }

    /// The files of a report in this folder.
    pub(crate) fn report(&self, name: &str) -> Report {
        Report::read(&self.path(name))
    }
}

/// The files of a report by name, without what the run cost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Report(pub(crate) BTreeMap<String, String>);

impl Report {
    pub(crate) fn read(folder: &Path) -> Report {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let files = entries.map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            if name == "run.json" {
                let mut run: Value = serde_json::from_str(&text).unwrap();
                run.as_object_mut().unwrap().remove("performance");
                return (name, format!("{run:#}"));
            }
            (name, text)
        });
        Report(files.collect())
    }

    /// `run.json`.
    pub(crate) fn run(&self) -> Value {
        serde_json::from_str(&self.0["run.json"]).unwrap()
    }

    /// The cells of a column of a table.
    pub(crate) fn column(&self, table: &str, column: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(self.0[table].as_bytes());
        let at = reader.headers().unwrap().iter().position(|name| name == column);
        let at = at.unwrap_or_else(|| panic!("{table} has no column {column}"));
        reader.records().map(|record| record.unwrap()[at].to_string()).collect()
    }

    /// A table without one of its columns.
    pub(crate) fn without_column(&self, table: &str, column: &str) -> Vec<Vec<String>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(self.0[table].as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let at = rows[0].iter().position(|name| name == column).unwrap();
        let other = |row: &csv::StringRecord| {
            row.iter().enumerate().filter(|&(n, _)| n != at).map(|(_, cell)| cell.into()).collect()
        };
        rows.iter().map(other).collect()
    }

    /// The first difference, in words.
    pub(crate) fn difference(&self, other: &Report) -> Option<String> {
        let (a, b): (Vec<_>, Vec<_>) = (self.0.keys().collect(), other.0.keys().collect());
        if a != b {
            return Some(format!("the files are {a:?} here and {b:?} there"));
        }
        self.0.iter().find_map(|(name, here)| {
            let there = &other.0[name];
            first_difference(here, there).map(|difference| format!("{name}, {difference}"))
        })
    }

    /// Fails unless the two are the same, byte for byte.
    #[track_caller]
    pub(crate) fn assert_same(&self, other: &Report) {
        if let Some(difference) = self.difference(other) {
            panic!("{difference}");
        }
    }
}

/// The first line in which two texts differ.
pub(crate) fn first_difference(here: &str, there: &str) -> Option<String> {
    if here == there {
        return None;
    }
    let (mut a, mut b) = (here.split('\n'), there.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        match (a.next(), b.next()) {
            (a, b) if a == b && a.is_some() => {}
            (a, b) => {
                let line = |line: Option<&str>| line.unwrap_or("(nothing)").to_string();
                return Some(format!("line {number}:\n  {}\n  {}", line(a), line(b)));
            }
        }
    }
}
