//! `tifa score`.

use std::path::PathBuf;

use clap::Args;

use super::EXIT_STATUS;
use super::shared::{Input, Knowledge, Running};

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct Score {
    /// Annotation, one document a line of JSON: doc, formulas, marginal, parts, expansions, optional
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,

    /// The annotated documents: files and folders to read
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Show up to so many errors of each sort
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "What is printed")]
    pub(crate) errors: usize,

    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) running: Running,
}
