//! `tifa merge`.

use std::path::PathBuf;

use clap::Args;

use super::EXIT_STATUS;
use super::reporting::Reporting;

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS, after_long_help = MERGE_EXAMPLES)]
pub(crate) struct Merge {
    /// Parts that `tifa observe` of the same version wrote, in any order
    #[arg(value_name = "PART", required = true)]
    pub(crate) parts: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

const MERGE_EXAMPLES: &str = "\
Examples:
  tifa merge 2018.part 2019.part 2020.part -o reports

Exit status: 0 done; 1 done, but some input was left out of a part (it is named on standard error and in
run.json); 2 nothing done: a part is not whole or not of this version, and the report that was there is as
it was.";
