//! What was typed. Nothing here reads a file or decides anything: [`super::plan`] does.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use tifa::corpus::{Date, Duplicates, Share};
use tifa::formula::Kind;
use tifa::mine::parse_size;
use tifa::phrase::MinCount;
use tifa::report::Lang;
use tifa::tally::{PeriodLength, Window};

/// Mines Chinese political text for the formulas it repeats: numbered formulas (两不愁三保障, 四个不摘),
/// quoted phrases and recurring phrases, with how often, where, when and together with what.
#[derive(Debug, Parser)]
#[command(name = "tifa", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub(crate) struct Tifa {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_STATUS: &str = "\
Exit status: 0 done; 1 done, but some input was left out (it is named on standard error); \
2 nothing done.";

/// Understands the arguments of this process; prints help or what is wrong with them and exits.
pub(crate) fn parse() -> Tifa {
    Tifa::parse()
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of them in a run")]
pub(crate) enum Command {
    /// Write every table about the documents under PATH into a folder
    Mine(Mine),
    /// Take the first look at a part of a corpus, and write what was seen into a file for `tifa merge`
    Observe(Observe),
    /// Write every table about several parts of a corpus together
    Merge(Merge),
    /// Write a table of what distinguishes two corpora, or two periods of one
    Compare(Compare),
    /// Print the mentions of formulas as JSON Lines
    Scan(Scan),
    /// Print the passages in which a formula, or any other phrase, stands
    Kwic(Kwic),
    /// Compare what is found with annotated documents: precision, recall, F1
    Score(Score),
}

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

const MINE_EXAMPLES: &str = "\
Examples:
  tifa mine news/ -o reports
  tifa mine speeches.csv --text-column 讲话 --date-column 日期
  tifa mine news/ --window 3 --window document --by quarter

Exit status: 0 done; 1 done, but some input was left out (it is named on standard error and in
run.json); 2 nothing done: the report that was there is as it was.";

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
fn other_kinds() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.into_iter().filter(|kind| !kind.is_formula()).map(Kind::name);
    PossibleValuesParser::new(names)
        .map(|name| Kind::from_name(&name).expect("only names of kinds are possible"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_description_of_the_arguments_is_sound() {
        Tifa::command().debug_assert();
    }

    #[test]
    fn every_option_has_a_sentence_and_a_heading() {
        for command in Tifa::command().get_subcommands() {
            for argument in command.get_arguments().filter(|argument| !argument.is_positional()) {
                let name = argument.get_id();
                assert!(argument.get_help().is_some(), "{name} has no help");
                let own = !matches!(name.as_str(), "help" | "version");
                assert!(!own || argument.get_help_heading().is_some(), "{name} has no heading");
            }
        }
    }
}
