//! Options that several commands have.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tifa::corpus::Duplicates;
use tifa::formula::Kind;

/// What is known beforehand.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is known beforehand")]
pub(crate) struct Knowledge {
    /// Known formulas: a CSV table with a column `formula`, or `none`; those that come with tifa if
    /// not given
    #[arg(long, value_name = "FILE|none")]
    pub(crate) lexicon: Option<PathBuf>,

    /// Let the evidence of an earlier, larger corpus, kept with `tifa mine --evidence`, help to
    /// decide what is a formula
    #[arg(long, value_name = "FILE")]
    pub(crate) background: Option<PathBuf>,
}

/// What becomes of what stands in a corpus twice, or by no will of its authors.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is counted")]
pub(crate) struct Leaving {
    /// What to do with a document that repeats an earlier one, word for word or nearly so within a
    /// month: drop it, so that a reprint counts once; report it in documents.csv, but count it; or
    /// keep it and look for none
    #[arg(long, value_name = "drop|report|keep", default_value = "drop", value_parser = duplicates())]
    pub(crate) duplicates: Duplicates,

    /// Count menus, link lists, credits, advertisements and repeated headers and footers too, which
    /// are otherwise left out of the texts and listed in furniture.csv
    #[arg(long)]
    pub(crate) keep_furniture: bool,
}

fn duplicates() -> impl TypedValueParser<Value = Duplicates> {
    let all = [Duplicates::Drop, Duplicates::Report, Duplicates::Keep];
    PossibleValuesParser::new(all.map(Duplicates::name)).map(move |name| {
        *all.iter().find(|one| one.name() == name).expect("only these names are possible")
    })
}

/// How the input is to be read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Pass over files and folders that match, as in a .gitignore file; repeatable
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Column or key with the id of a document; guessed from the usual names if not given
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,

    /// Column or key with the text, guessed likewise (text, content, body, 正文 …)
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,

    /// Column or key with the title, guessed likewise (title, 标题 …)
    #[arg(long, value_name = "NAME")]
    pub(crate) title_column: Option<String>,

    /// Column or key with the date, guessed likewise (date, 日期 …)
    #[arg(long, value_name = "NAME")]
    pub(crate) date_column: Option<String>,

    /// Column or key with the publisher, guessed likewise (source, 来源 …)
    #[arg(long, value_name = "NAME")]
    pub(crate) source_column: Option<String>,
}

/// How the work is done; what comes out does not depend on it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct Running {
    /// Threads to use; as many as the machine has if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Show neither progress nor a summary; input that is left out is still named
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// The kinds of labels that are no formulas.
pub(super) fn other_kinds() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.into_iter().filter(|kind| !kind.is_formula()).map(Kind::name);
    PossibleValuesParser::new(names)
        .map(|name| Kind::from_name(&name).expect("only names of kinds are possible"))
}
