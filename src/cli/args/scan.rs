//! `tifa scan`.

use std::path::PathBuf;

use clap::Args;
use tifa::formula::Kind;

use super::EXIT_STATUS;
use super::shared::{Input, Knowledge, Leaving, Running, other_kinds};

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct Scan {
    /// Files and folders to read; `-`, or no path at all, reads standard input: a
    /// text, JSON or JSON Lines
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Print labels of this kind too: announcement (五大举措), period (十三五) or word (一把手);
    /// repeatable
    #[arg(long, value_name = "KIND", help_heading = "What is printed", value_parser = other_kinds())]
    pub(crate) include: Vec<Kind>,

    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    #[command(flatten)]
    pub(crate) leaving: Leaving,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) running: Running,
}
