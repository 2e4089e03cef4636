//! What a report tells and how it is written: for `tifa mine` and `tifa merge`.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use tifa::formula::Kind;
use tifa::mine::parse_size;
use tifa::phrase::MinCount;
use tifa::report::Lang;
use tifa::tally::{PeriodLength, Window};

use super::shared::{Knowledge, Leaving, Running, other_kinds};

/// What a report tells and how it is written.
#[derive(Debug, Args)]
pub(crate) struct Reporting {
    /// Folder to write the tables to; a report that is there is replaced once the new one is whole
    #[arg(short, long, value_name = "DIR", default_value = "reports", help_heading = "Output")]
    pub(crate) out: PathBuf,

    /// Language in which the page index.html opens; its reader can switch
    #[arg(long, value_name = "zh|en", default_value_t = Lang::En, help_heading = "Output")]
    pub(crate) lang: Lang,

    /// Write the tables into a workbook too, tables.xlsx, for Excel or LibreOffice: a sheet a table
    #[arg(long, help_heading = "Output")]
    pub(crate) xlsx: bool,

    /// Write the tables as Parquet files too, for DuckDB, pandas, R and the like
    #[arg(long, help_heading = "Output")]
    pub(crate) parquet: bool,

    /// Do not look for recurring phrases, the stage that needs most time and memory
    #[arg(long, help_heading = "Output")]
    pub(crate) no_phrases: bool,

    /// Count labels of this kind too, which are otherwise passed over: announcement (五大举措),
    /// period (十三五) or word (一把手); repeatable
    #[arg(long, value_name = "KIND", help_heading = "What is counted", value_parser = other_kinds())]
    pub(crate) include: Vec<Kind>,

    /// Write the evidence of this corpus to a file, for --background
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) evidence: Option<PathBuf>,

    /// Leave out recurring phrases that occur less often than this: a number, a rate such as
    /// 0.5-per-million (characters), or auto, which lists as many as a spreadsheet holds with ease
    #[arg(
        long,
        value_name = "auto|N|N-per-million",
        default_value = "auto",
        help_heading = "What is counted"
    )]
    pub(crate) min_count: MinCount,

    /// Count which formulas stand together in a sentence, a paragraph, a document, or in N
    /// neighbouring sentences; repeatable
    #[arg(
        long,
        value_name = "sentence|paragraph|document|N",
        default_values = ["sentence", "paragraph", "document"],
        hide_default_value = true,
        help_heading = "What is counted"
    )]
    pub(crate) window: Vec<Window>,

    /// Periods of everything counted over time; the shortest that suits the dates if not given
    #[arg(long, value_name = "year|quarter|month|day", help_heading = "What is counted")]
    pub(crate) by: Option<PeriodLength>,

    /// Count formulas also by the values of this column or key of the input, such as source;
    /// repeatable
    #[arg(long, value_name = "NAME", help_heading = "What is counted")]
    pub(crate) by_column: Vec<String>,

    /// List a pair only if it stands together in so many sentences, paragraphs or documents
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        help_heading = "What is counted",
        value_parser = clap::value_parser!(u64).range(1..)
    )]
    pub(crate) min_together: u64,

    /// Count quoted phrases, or the leading recurring phrases, over time, by column and together with
    /// formulas; repeatable
    #[arg(long, value_name = "quotes|phrases", value_enum, help_heading = "What is counted")]
    pub(crate) with: Vec<With>,

    /// Count this phrase in the same way, such as 精准扶贫; repeatable
    #[arg(long, value_name = "PHRASE", help_heading = "What is counted")]
    pub(crate) watch: Vec<String>,

    /// Count the words near each formula, to so many words on either side or in the whole sentence
    #[arg(
        long,
        value_name = "N|sentence|none",
        default_value = "5",
        help_heading = "What is counted"
    )]
    pub(crate) collocates: Collocates,

    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    #[command(flatten)]
    pub(crate) leaving: Leaving,

    /// Memory to stay within, such as 800M or 4G, at the cost of some time; a run that would need more
    /// stops before the work and says how much
    #[arg(long, value_name = "SIZE", help_heading = "Running", value_parser = parse_size)]
    pub(crate) memory: Option<u64>,

    #[command(flatten)]
    pub(crate) running: Running,
}

/// What is counted besides formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum With {
    Quotes,
    Phrases,
}

/// How far from a formula words are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collocates {
    None,
    Words(NonZeroU32),
    Sentence,
}

impl FromStr for Collocates {
    type Err = String;

    fn from_str(text: &str) -> Result<Collocates, String> {
        match text {
            "none" => Ok(Collocates::None),
            "sentence" => Ok(Collocates::Sentence),
            number => number.parse().map(Collocates::Words).map_err(|_| {
                format!("`{text}` is no reach: give a number of words from 1, sentence or none")
            }),
        }
    }
}

impl fmt::Display for Collocates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Collocates::None => f.write_str("none"),
            Collocates::Words(words) => words.fmt(f),
            Collocates::Sentence => f.write_str("sentence"),
        }
    }
}
