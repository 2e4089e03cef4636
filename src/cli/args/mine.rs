//! `tifa mine`.

use std::path::PathBuf;

use clap::Args;

use super::EXIT_STATUS;
use super::reporting::Reporting;
use super::shared::Input;

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS, after_long_help = MINE_EXAMPLES)]
pub(crate) struct Mine {
    /// Files and folders to read; folders are walked. Read are .txt, .md, .html, .docx, .jsonl, .json, .csv
    /// and .tsv, each also as .gz and .zst, and .zip, in UTF-8, UTF-16, GB18030, GBK or Big5; `-` reads
    /// standard input: a text, JSON or JSON Lines
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reporting: Reporting,

    #[command(flatten)]
    pub(crate) input: Input,
}

const MINE_EXAMPLES: &str = "\
Examples:
  tifa mine news/ -o reports
  tifa mine speeches.csv --text-column 讲话 --date-column 日期
  tifa mine news/ --window 3 --window document --by quarter

Exit status: 0 done; 1 done, but some input was left out (it is named on standard error and in
run.json); 2 nothing done: the report that was there is as it was.";
