//! From what was typed to what is to be done: files opened that must exist, contradictions refused,
//! defaults written out. The rest of the program sees plans only.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tifa::corpus::{Duplicates, ReadOptions};
use tifa::formula::{Evidence, Kind, Lexicon};
use tifa::mine::{
    CollocateOptions, CompareOptions, ConcordanceOrder, Input, Options, OtherLabels, Sides,
};
use tifa::phrase::MinCount;
use tifa::table::{Performance, Run};
use tifa::tally::Reach;

use super::args::{self, Collocates, Order, With};

/// How the work is done.
pub(crate) struct Running {
    pub(crate) threads: Option<usize>,
    pub(crate) quiet: bool,
}

impl Running {
    fn of(typed: &args::Running) -> Running {
        Running { threads: typed.threads.map(usize::from), quiet: typed.quiet }
    }
}

/// `tifa mine`.
pub(crate) struct Mine {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) reporting: Reporting,
}

/// `tifa observe`.
pub(crate) struct Observe {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    pub(crate) read: ReadOptions,
    pub(crate) running: Running,
}

/// `tifa merge`.
pub(crate) struct Merge {
    pub(crate) parts: Vec<PathBuf>,
    pub(crate) reporting: Reporting,
}

/// A report to write.
pub(crate) struct Reporting {
    pub(crate) out: PathBuf,
    pub(crate) options: Options,
    /// The options as `run.json` records them.
    pub(crate) record: Run,
    pub(crate) running: Running,
}

/// `tifa scan`.
pub(crate) struct Scan {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) running: Running,
}

/// `tifa kwic`.
pub(crate) struct Kwic {
    pub(crate) label: String,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) order: ConcordanceOrder,
    /// Columns of context on each side.
    pub(crate) width: u16,
    pub(crate) options: Options,
    pub(crate) running: Running,
}

/// `tifa score`.
pub(crate) struct Score {
    pub(crate) gold: PathBuf,
    pub(crate) paths: Vec<PathBuf>,
    /// How many errors of each sort to show.
    pub(crate) errors: usize,
    pub(crate) options: Options,
    pub(crate) running: Running,
}

/// The plan of `tifa mine`.
pub(crate) fn mine(typed: args::Mine) -> anyhow::Result<Mine> {
    let mut read = read_options(&typed.input);
    let input = Input::of(&typed.paths, &read);
    for path in &typed.paths {
        if let Some(inside) = folder_inside(path, &typed.reporting.out)? {
            // Else the second run would read the tables of the first.
            read.exclude.push(inside);
        }
    }
    let mut reporting = reporting(typed.reporting)?;
    reporting.record.command = "mine".to_string();
    reporting.record.options.extend(input.options());
    reporting.options.read = read;
    Ok(Mine { paths: typed.paths, reporting })
}

/// The plan of `tifa observe`.
pub(crate) fn observe(typed: args::Observe) -> Observe {
    let read = ReadOptions { share: typed.share, ..read_options(&typed.input) };
    // The columns that `tifa merge` may be asked for are read as `tifa mine` would read them.
    let options = Options { read, by_columns: typed.by_column, ..Options::default() };
    Observe {
        paths: typed.paths,
        out: typed.out,
        read: options.reading(),
        running: Running::of(&typed.running),
    }
}

/// The plan of `tifa merge`.
pub(crate) fn merge(typed: args::Merge) -> anyhow::Result<Merge> {
    let mut reporting = reporting(typed.reporting)?;
    reporting.record.command = "merge".to_string();
    Ok(Merge { parts: typed.parts, reporting })
}

/// What a report is to tell.
fn reporting(mut typed: args::Reporting) -> anyhow::Result<Reporting> {
    // The report is the same for any order of these, and so is what `run.json` says of them.
    put_in_order(&mut typed.window);
    put_in_order(&mut typed.include);
    put_in_order(&mut typed.by_column);
    if typed.no_phrases && typed.with.contains(&With::Phrases) {
        bail!("--with phrases needs them: leave --no-phrases out");
    }
    for (asked, built, feature) in [
        (typed.xlsx, cfg!(feature = "xlsx"), "xlsx"),
        (typed.parquet, cfg!(feature = "parquet"), "parquet"),
    ] {
        if asked && !built {
            bail!(
                "this tifa was built without --{feature}; build one that has it: cargo install \
                 --path . --features {feature}"
            );
        }
    }
    put_in_order(&mut typed.with);
    put_in_order(&mut typed.watch);
    let record = record(&typed);
    let running = Running::of(&typed.running);
    let options = Options {
        duplicates: typed.leaving.duplicates,
        keep_furniture: typed.leaving.keep_furniture,
        collocates: collocates(typed.collocates),
        by_columns: typed.by_column,
        lexicon: lexicon(typed.knowledge.lexicon.as_deref())?,
        min_count: typed.min_count,
        windows: typed.window,
        min_together: typed.min_together,
        others: others(&typed.with, typed.watch)?,
        by: typed.by,
        phrases: !typed.no_phrases,
        include: typed.include,
        lang: typed.lang,
        memory: typed.memory,
        background: background(typed.knowledge.background.as_deref())?,
        keep_evidence: typed.evidence,
        #[cfg(feature = "xlsx")]
        xlsx: typed.xlsx,
        #[cfg(feature = "parquet")]
        parquet: typed.parquet,
        ..Options::default()
    };
    Ok(Reporting { out: typed.out, options, record, running })
}

fn others(with: &[With], watched: Vec<String>) -> anyhow::Result<OtherLabels> {
    if watched.iter().any(|phrase| phrase.trim().is_empty()) {
        bail!("--watch needs a phrase, such as --watch 精准扶贫");
    }
    Ok(OtherLabels {
        quotes: with.contains(&With::Quotes).then_some(OtherLabels::LEADING_QUOTES),
        phrases: if with.contains(&With::Phrases) { OtherLabels::LEADING_PHRASES } else { 0 },
        watched,
    })
}

/// `tifa compare`.
pub(crate) struct Compare {
    pub(crate) sides: Sides,
    pub(crate) out: PathBuf,
    pub(crate) options: CompareOptions,
    pub(crate) record: Run,
    pub(crate) running: Running,
}

/// The plan of `tifa compare`.
pub(crate) fn compare(typed: args::Compare) -> anyhow::Result<Compare> {
    let mut mine = finding(&typed.input, &typed.knowledge)?;
    for path in &typed.paths {
        if let Some(inside) = folder_inside(path, &typed.out)? {
            mine.read.exclude.push(inside);
        }
    }
    mine.duplicates = typed.leaving.duplicates;
    mine.keep_furniture = typed.leaving.keep_furniture;
    mine.min_count = MinCount::Count(typed.min_count);
    mine.phrases = !typed.no_phrases;
    let shown: Vec<String> = typed.paths.iter().map(|path| path.display().to_string()).collect();
    let lexicon = typed.knowledge.lexicon.as_ref();
    let record = Run {
        version: env!("CARGO_PKG_VERSION").to_string(),
        command: "compare".to_string(),
        options: named([
            ("paths", json!(shown)),
            ("split_date", json!(typed.split_date.map(|date| date.to_string()))),
            (
                "lexicon",
                lexicon.map_or(json!("built in"), |path| json!(path.display().to_string())),
            ),
            ("duplicates", json!(typed.leaving.duplicates.name())),
            ("keep_furniture", json!(typed.leaving.keep_furniture)),
            ("min_count", json!(typed.min_count)),
            ("phrases", json!(!typed.no_phrases)),
        ]),
        performance: Performance {
            options: named([("threads", json!(typed.running.threads))]),
            ..Performance::default()
        },
        ..Run::default()
    };
    let sides = match (typed.split_date, typed.paths.as_slice()) {
        (Some(date), _) => Sides::Split { paths: typed.paths, date },
        (None, [a, b]) => Sides::Corpora { a: vec![a.clone()], b: vec![b.clone()] },
        (None, paths) => bail!(
            "compare takes two corpora, a file or a folder each, but {} given; to compare two \
             periods of one add --split-date DATE",
            if paths.len() == 1 { "one was".to_string() } else { format!("{} were", paths.len()) },
        ),
    };
    let mut others = CompareOptions::default().others;
    others.quotes = Some(typed.min_count.into());
    let options = CompareOptions { mine, others, ..CompareOptions::default() };
    let running = Running::of(&typed.running);
    Ok(Compare { sides, out: typed.out, options, record, running })
}

/// The plan of `tifa scan`.
pub(crate) fn scan(typed: args::Scan) -> anyhow::Result<Scan> {
    let options = Options {
        include: typed.include,
        duplicates: typed.leaving.duplicates,
        keep_furniture: typed.leaving.keep_furniture,
        ..finding(&typed.input, &typed.knowledge)?
    };
    let paths = if typed.paths.is_empty() { vec![PathBuf::from("-")] } else { typed.paths };
    Ok(Scan { paths, options, running: Running::of(&typed.running) })
}

/// The plan of `tifa kwic`.
pub(crate) fn kwic(typed: args::Kwic) -> anyhow::Result<Kwic> {
    if tifa::formula::canonical(&typed.label).is_empty() {
        bail!("“{}” holds nothing to look for: give a formula or a phrase", typed.label);
    }
    let other_kinds = Kind::ALL.into_iter().filter(|kind| !kind.is_formula()).collect();
    let options = Options {
        include: other_kinds,
        duplicates: typed.leaving.duplicates,
        keep_furniture: typed.leaving.keep_furniture,
        ..finding(&typed.input, &typed.knowledge)?
    };
    Ok(Kwic {
        label: typed.label,
        paths: typed.paths,
        order: match typed.sort {
            Order::Left => ConcordanceOrder::Left,
            Order::Right => ConcordanceOrder::Right,
            Order::Date => ConcordanceOrder::Date,
            Order::Document => ConcordanceOrder::Document,
        },
        width: typed.width,
        options,
        running: Running::of(&typed.running),
    })
}

/// The plan of `tifa score`.
pub(crate) fn score(typed: args::Score) -> anyhow::Result<Score> {
    // Whatever is annotated is to be found, in a reprint too.
    let options =
        Options { duplicates: Duplicates::Keep, ..finding(&typed.input, &typed.knowledge)? };
    let running = Running::of(&typed.running);
    Ok(Score { gold: typed.gold, paths: typed.paths, errors: typed.errors, options, running })
}

/// Options for commands that only look for mentions.
fn finding(input: &args::Input, knowledge: &args::Knowledge) -> anyhow::Result<Options> {
    Ok(Options {
        read: read_options(input),
        lexicon: lexicon(knowledge.lexicon.as_deref())?,
        background: background(knowledge.background.as_deref())?,
        phrases: false,
        collocates: None,
        ..Options::default()
    })
}

fn collocates(typed: Collocates) -> Option<CollocateOptions> {
    let reach = match typed {
        Collocates::None => return None,
        Collocates::Words(words) => Reach::Words(words),
        Collocates::Sentence => Reach::Sentence,
    };
    Some(CollocateOptions { reach, ..CollocateOptions::default() })
}

fn read_options(typed: &args::Input) -> ReadOptions {
    ReadOptions {
        id_column: typed.id_column.clone(),
        text_column: typed.text_column.clone(),
        title_column: typed.title_column.clone(),
        date_column: typed.date_column.clone(),
        source_column: typed.source_column.clone(),
        exclude: typed.exclude.clone(),
        ..ReadOptions::default()
    }
}

fn lexicon(choice: Option<&Path>) -> anyhow::Result<Lexicon> {
    let Some(path) = choice else { return Ok(Lexicon::embedded()) };
    if path == Path::new("none") {
        return Ok(Lexicon::default());
    }
    let shown = path.display();
    let file = File::open(path).with_context(|| {
        format!("the lexicon {shown} cannot be read; give a CSV table, or `--lexicon none`")
    })?;
    Lexicon::read(file).with_context(|| format!("the lexicon {shown} cannot be used"))
}

/// The evidence of an earlier corpus.
fn background(choice: Option<&Path>) -> anyhow::Result<Option<Evidence>> {
    let Some(path) = choice else { return Ok(None) };
    let shown = path.display();
    let file = File::open(path).with_context(|| {
        format!("the evidence {shown} cannot be read; keep some with `tifa mine --evidence`")
    })?;
    let evidence = Evidence::read(BufReader::new(file));
    Ok(Some(evidence.with_context(|| format!("the evidence {shown} cannot be used"))?))
}

/// The glob that keeps the folder `out` out of the folder `path`, if it lies in it.
fn folder_inside(path: &Path, out: &Path) -> anyhow::Result<Option<String>> {
    let Ok(path) = fs::canonicalize(path) else { return Ok(None) };
    let Some(out) = canonical_future(out) else { return Ok(None) };
    let Ok(inside) = out.strip_prefix(&path) else { return Ok(None) };
    if inside.as_os_str().is_empty() {
        bail!(
            "the report would lie among the documents in {}; give it a folder of its own, such \
             as -o reports",
            path.display()
        );
    }
    let parts = inside.components().map(|part| literal(&part.as_os_str().to_string_lossy()));
    Ok(Some(format!("/{}", parts.collect::<Vec<_>>().join("/"))))
}

/// The canonical form of a path whose end may not exist yet.
fn canonical_future(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = fs::canonicalize(path) {
        return Some(path);
    }
    let name = path.file_name()?;
    let parent = match path.parent()? {
        parent if parent.as_os_str().is_empty() => Path::new("."),
        parent => parent,
    };
    Some(canonical_future(parent)?.join(name))
}

/// A glob that matches `name` alone.
fn literal(name: &str) -> String {
    let special = |c: char| matches!(c, '?' | '*' | '[' | ']' | '{' | '}' | '!' | '\\');
    name.chars().map(|c| if special(c) { format!("[{c}]") } else { c.to_string() }).collect()
}

fn put_in_order<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
}

/// What `run.json` says of the other options, with the defaults written out.
fn record(typed: &args::Reporting) -> Run {
    let lexicon = typed.knowledge.lexicon.as_ref();
    let include: Vec<&str> = typed.include.iter().map(|kind| kind.name()).collect();
    let window: Vec<String> = typed.window.iter().map(ToString::to_string).collect();
    let with = |class| typed.with.contains(&class);
    let options: [(&str, Value); 18] = [
        ("keep_furniture", json!(typed.leaving.keep_furniture)),
        ("duplicates", json!(typed.leaving.duplicates.name())),
        (
            "background",
            json!(typed.knowledge.background.as_ref().map(|path| path.display().to_string())),
        ),
        ("lexicon", lexicon.map_or(json!("built in"), |path| json!(path.display().to_string()))),
        ("min_count", json!(typed.min_count.to_string())),
        ("window", json!(window)),
        ("min_together", json!(typed.min_together)),
        ("with_quotes", json!(with(With::Quotes))),
        ("with_phrases", json!(with(With::Phrases))),
        ("watch", json!(typed.watch)),
        ("by", typed.by.map_or(json!("as suits the dates"), |by| json!(by.to_string()))),
        ("by_column", json!(typed.by_column)),
        ("collocates", json!(typed.collocates.to_string())),
        ("phrases", json!(!typed.no_phrases)),
        ("include", json!(include)),
        ("lang", json!(typed.lang.code())),
        ("xlsx", json!(typed.xlsx)),
        ("parquet", json!(typed.parquet)),
    ];
    let costs = [("threads", json!(typed.running.threads)), ("memory", json!(typed.memory))];
    Run {
        version: env!("CARGO_PKG_VERSION").to_string(),
        options: named(options),
        performance: Performance { options: named(costs), ..Performance::default() },
        ..Run::default()
    }
}

fn named<const N: usize>(options: [(&str, Value); N]) -> BTreeMap<String, Value> {
    options.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_inside_the_corpus_is_kept_out_of_it() {
        let place = tempfile::tempdir().unwrap();
        let inside = |out: &str| folder_inside(place.path(), &place.path().join(out));
        assert_eq!(inside("reports").unwrap().unwrap(), "/reports");
        assert_eq!(inside("a[1]/b*").unwrap().unwrap(), "/a[[]1[]]/b[*]");
        assert!(inside("../elsewhere").unwrap().is_none());
        assert!(folder_inside(&place.path().join("missing"), place.path()).unwrap().is_none());
        let error = folder_inside(place.path(), place.path()).unwrap_err();
        assert!(error.to_string().contains("a folder of its own"), "{error}");
    }

    #[test]
    fn the_record_does_not_depend_on_order() {
        use clap::Parser;
        let record = |line: &str| {
            let args::Command::Mine(typed) = args::Tifa::parse_from(line.split(' ')).command else {
                unreachable!()
            };
            mine(typed).unwrap().reporting.record
        };
        let a = record("tifa mine b a --window document --window sentence --threads 1");
        let b = record("tifa mine a b --window sentence --window document --threads 2");
        assert_eq!(a.options, b.options);
        assert_ne!(a.performance, b.performance);
    }
}
