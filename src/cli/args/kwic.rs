//! `tifa kwic`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::EXIT_STATUS;
use super::shared::{Input, Knowledge, Leaving, Running};

#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct Kwic {
    /// The formula in any spelling (两不愁、三保障 finds 两不愁三保障), or any other phrase; a
    /// separator in a phrase (不忘初心、牢记使命) stands for any separator and for none
    #[arg(value_name = "LABEL")]
    pub(crate) label: String,

    /// Files and folders to read; `-` reads standard input: a text, JSON or JSON Lines
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Order of the lines: by what stands to the left (nearest character first), to the right, by
    /// date, or by document
    #[arg(long, value_enum, default_value_t = Order::Document, help_heading = "What is printed")]
    pub(crate) sort: Order,

    /// Columns of context on each side; a Chinese character takes two
    #[arg(
        long,
        value_name = "N",
        default_value_t = 40,
        help_heading = "What is printed",
        value_parser = clap::value_parser!(u16).range(1..)
    )]
    pub(crate) width: u16,

    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    #[command(flatten)]
    pub(crate) leaving: Leaving,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) running: Running,
}

/// The order of concordance lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    Left,
    Right,
    Date,
    Document,
}
