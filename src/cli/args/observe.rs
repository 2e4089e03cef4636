//! `tifa observe`.

use std::path::PathBuf;

use clap::Args;
use tifa::corpus::Share;

use super::EXIT_STATUS;
use super::shared::{Input, Running};

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS, after_long_help = OBSERVE_EXAMPLES)]
pub(crate) struct Observe {
    /// Files and folders to read, as for `tifa mine`
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// File to write the part to; one that is there is replaced once the new one is whole
    #[arg(short, long, value_name = "PART", help_heading = "Output")]
    pub(crate) out: PathBuf,

    /// Read only the Kth of N shares of the files, in the order of their names, so that N machines can
    /// share one folder: 2/7 takes every seventh file from the second on
    #[arg(long, value_name = "K/N", help_heading = "Input")]
    pub(crate) share: Option<Share>,

    /// Keep this column or key of the input, for `tifa merge --by-column`; repeatable
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) by_column: Vec<String>,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) running: Running,
}

const OBSERVE_EXAMPLES: &str = "\
Examples:
  tifa observe news/2019 -o 2019.part
  tifa observe news/ --share 2/7 -o 2.part
  tifa merge *.part -o reports

The tables of `tifa merge` are those of one `tifa mine` over everything, to the byte, however the files are
spread over the parts. The id of a text file is its path within the folder that is given, so give all
machines the same folder, and share it.

Exit status: 0 done; 1 done, but some input was left out (it is named on standard error, and again when
the part is merged); 2 nothing done: the part that was there is as it was.";
