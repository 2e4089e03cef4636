//! `tifa compare`.

use std::path::PathBuf;

use clap::Args;
use tifa::corpus::Date;

use super::EXIT_STATUS;
use super::shared::{Input, Knowledge, Leaving, Running};

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS, after_long_help = COMPARE_EXAMPLES)]
pub(crate) struct Compare {
    /// The two corpora: a file or a folder each, A and B. With --split-date one or more files and
    /// folders, which together are the corpus that is split
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Compare the documents from this date on (A) with the earlier ones (B)
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "What is counted")]
    pub(crate) split_date: Option<Date>,

    /// Folder to write the table to
    #[arg(short, long, value_name = "DIR", default_value = "comparison", help_heading = "Output")]
    pub(crate) out: PathBuf,

    /// Compare formulas and quoted phrases only
    #[arg(long, help_heading = "Output")]
    pub(crate) no_phrases: bool,

    /// Leave out recurring and quoted phrases that occur less often than this in both together
    #[arg(
        long,
        value_name = "N",
        default_value_t = 5,
        help_heading = "What is counted",
        value_parser = clap::value_parser!(u32).range(2..)
    )]
    pub(crate) min_count: u32,

    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    #[command(flatten)]
    pub(crate) leaving: Leaving,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) running: Running,
}

const COMPARE_EXAMPLES: &str = "\
Examples:
  tifa compare guangdong/ zhejiang/ -o comparison
  tifa compare news.jsonl --split-date 2017-10-18

Exit status: 0 done; 1 done, but some input was left out (it is named on standard error and in
run.json); 2 nothing done: the report that was there is as it was.";

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "give a date such as 2017-10-18, 2017-10 or 2017".to_string())
}
