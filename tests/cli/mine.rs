//! `tifa mine`: what it asks for, writes and says.

use std::fs;

use crate::support::{Folder, tifa, tifa_reading};

const PAGE: &str = "县里落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。\n";

#[test]
fn every_table_of_the_contract_is_written() {
    let folder = Folder::new();
    let (page, out) = (folder.write("2020-06-12-county.txt", PAGE), folder.argument("out"));
    let ended = tifa(&["mine", &page, "-o", &out]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
    let report = folder.report("out");
    for table in [
        "documents.csv",
        "furniture.csv",
        "mentions.csv",
        "formulas.csv",
        "variants.csv",
        "expansions.csv",
        "quotes.csv",
        "phrases.csv",
        "cooccurrence.csv",
        "collocates.csv",
        "timeline.csv",
        "lineages.csv",
        "index.html",
        "network.gexf",
        "datapackage.json",
        "run.json",
    ] {
        assert!(report.0.contains_key(table), "there is no {table}");
    }
    assert_eq!(report.column("mentions.csv", "formula"), ["四个不摘"]);
    assert_eq!(report.column("mentions.csv", "start"), ["5"]);
    assert_eq!(report.column("documents.csv", "document"), ["2020-06-12-county"]);
    assert_eq!(report.column("documents.csv", "date"), ["2020-06-12"]);
    let items = "不摘责任|不摘政策|不摘帮扶|不摘监管";
    assert_eq!(report.column("expansions.csv", "items"), [items]);
}

#[test]
fn the_summary_says_what_was_found_and_where_to_look() {
    let folder = Folder::new();
    let (page, out) = (folder.write("2020-06-12-county.txt", PAGE), folder.argument("out"));
    let said = tifa(&["mine", &page, "-o", &out]).stderr;
    for part in [
        "Read 1 document from 1 file: 32 characters, dated 2020-06-12.",
        "Found 1 formula in 1 mention, 1 quoted phrase, 0 recurring phrases.",
        "Most frequent: 四个不摘 1.",
        "index.html",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let quiet = tifa(&["mine", &page, "-o", &out, "--quiet"]);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (Some(0), ""));
}

#[test]
fn run_json_records_the_options_with_their_defaults() {
    let folder = Folder::new();
    let (page, out) = (folder.write("a.txt", PAGE), folder.argument("out"));
    let ended = tifa(&[
        "mine",
        &page,
        "-o",
        &out,
        "--window",
        "document",
        "--window",
        "3",
        "--include",
        "period",
        "--lexicon",
        "none",
        "--threads",
        "1",
        "--memory",
        "1G",
        "--no-phrases",
    ]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let options = folder.report("out").run()["options"].clone();
    assert_eq!(options["window"], serde_json::json!(["3", "document"]));
    assert_eq!(options["include"], serde_json::json!(["period"]));
    assert_eq!(options["lexicon"], "none");
    assert_eq!(options["phrases"], false);
    assert_eq!(options["min_count"], "auto");
    assert_eq!(options["paths"], serde_json::json!([page]));
    assert!(options.get("threads").is_none(), "threads do not shape the result");
    let run = fs::read_to_string(folder.path("out/run.json")).unwrap();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap();
    assert_eq!(run["performance"]["options"]["threads"], 1);
    assert_eq!(run["performance"]["options"]["memory"], 1u64 << 30);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_is_written_on_request_and_is_always_the_same() {
    let folder = Folder::new();
    let out = folder.argument("out");
    let workbook = |threads: &str| {
        let ended = tifa(&[
            "mine",
            "data/sample",
            "-o",
            &out,
            "--no-phrases",
            "--threads",
            threads,
            "--xlsx",
        ]);
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        fs::read(folder.path("out/tables.xlsx")).unwrap()
    };
    let one = workbook("1");
    assert!(one == workbook("2"), "the workbook differs from run to run");
    let page = folder.write("a.txt", PAGE);
    assert_eq!(tifa(&["mine", &page, "-o", &out]).status, Some(0));
    assert!(!folder.path("out/tables.xlsx").exists(), "the workbook of an earlier run is left");
}

#[test]
fn parquet_files_are_written_or_it_is_said_why_not() {
    let folder = Folder::new();
    let (page, out) = (folder.write("a.txt", PAGE), folder.argument("out"));
    let ended = tifa(&["mine", &page, "-o", &out, "--parquet"]);
    if cfg!(feature = "parquet") {
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        let bytes = fs::read(folder.path("out/formulas.parquet")).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    } else {
        assert_eq!(ended.status, Some(2));
        assert!(ended.stderr.contains("--features parquet"), "{}", ended.stderr);
        assert!(!folder.path("out").exists());
    }
}

#[test]
fn other_kinds_are_counted_only_on_request() {
    let folder = Folder::new();
    let page = folder.write("a.txt", "“一把手”负总责，县里落实“四个不摘”。\n");
    let out = folder.argument("out");
    let kinds = || folder.report("out").column("mentions.csv", "kind");
    assert_eq!(tifa(&["mine", &page, "-o", &out]).status, Some(0));
    assert_eq!(kinds(), ["classified"]);
    assert_eq!(tifa(&["mine", &page, "-o", &out, "--include", "word"]).status, Some(0));
    assert_eq!(kinds(), ["word", "classified"]);
}

#[test]
fn columns_are_taken_by_the_names_that_are_given() {
    let folder = Folder::new();
    let table = "编号,何时,内容甲,text\n甲1,2020年6月12日,落实“四个不摘”。,抓好“六稳”。\n";
    let (table, out) = (folder.write("a.csv", table), folder.argument("out"));
    let ended = tifa(&[
        "mine",
        &table,
        "-o",
        &out,
        "--id-column",
        "编号",
        "--date-column",
        "何时",
        "--text-column",
        "内容甲",
    ]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let report = folder.report("out");
    assert_eq!(report.column("mentions.csv", "document"), ["甲1"]);
    assert_eq!(report.column("mentions.csv", "formula"), ["四个不摘"]);
    assert_eq!(report.column("documents.csv", "date"), ["2020-06-12"]);
}

#[test]
fn a_report_inside_the_corpus_is_not_mined_the_next_time() {
    let folder = Folder::new();
    folder.write("corpus/a.txt", PAGE);
    let (corpus, out) = (folder.argument("corpus"), folder.argument("corpus/reports"));
    assert_eq!(tifa(&["mine", &corpus, "-o", &out]).status, Some(0));
    let first = folder.report("corpus/reports");
    let second = tifa(&["mine", &corpus, "-o", &out]);
    assert_eq!(second.status, Some(0), "{}", second.stderr);
    folder.report("corpus/reports").assert_same(&first);
    let among = tifa(&["mine", &corpus, "-o", &corpus]);
    assert_eq!(among.status, Some(2));
    assert!(among.stderr.contains("a folder of its own"), "{}", among.stderr);
}

#[test]
fn excluded_files_are_passed_over() {
    let folder = Folder::new();
    folder.write("corpus/a.txt", PAGE);
    folder.write("corpus/drafts/b.txt", PAGE);
    let (corpus, out) = (folder.argument("corpus"), folder.argument("out"));
    let ended = tifa(&["mine", &corpus, "-o", &out, "--exclude", "drafts/"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_eq!(folder.report("out").column("documents.csv", "document"), ["a"]);
}

#[test]
fn arguments_that_make_no_sense_are_refused_with_a_remedy() {
    for (arguments, part) in [
        (["mine", "data/sample", "--window", "page"], "give sentence, paragraph, document"),
        (["mine", "data/sample", "--by", "week"], "give year, quarter, month or day"),
        (["mine", "data/sample", "--memory", "lots"], "such as 4G"),
        (["mine", "data/sample", "--min-count", "few"], "write `auto`"),
        (["mine", "data/sample", "--collocates", "0"], "a number of words from 1"),
        (["mine", "data/sample", "--include", "bare"], "possible values: announcement"),
        (["mine", "data/sample", "--lexicon", "missing.csv"], "or `--lexicon none`"),
        (["mine", "data/sample", "--lexicon", "data/sample/reports.csv"], "no column `formula`"),
    ] {
        let ended = tifa(&arguments);
        assert_eq!(ended.status, Some(2), "{arguments:?}");
        assert!(ended.stderr.contains(part), "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn an_own_lexicon_takes_the_place_of_the_built_in_one() {
    let folder = Folder::new();
    let lexicon = folder.write("own.csv", "formula,kind\n五朵云,bare\n");
    let page = folder.write("a.txt", "全县推开五朵云，落实八项规定。\n");
    let out = folder.argument("out");
    let ended = tifa(&["mine", &page, "-o", &out, "--lexicon", &lexicon]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_eq!(folder.report("out").column("formulas.csv", "formula"), ["五朵云"]);
}

#[test]
fn formulas_are_counted_by_the_columns_that_are_asked_for() {
    let folder = Folder::new();
    let table =
        "id,text,paper\n1,落实“四个不摘”。,甲报\n2,抓好“四个不摘”。,乙报\n3,“四个不摘”好。,\n";
    let (table, out) = (folder.write("a.csv", table), folder.argument("out"));
    let ended = tifa(&["mine", &table, "-o", &out, "--by-column", "paper", "--collocates", "none"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let report = folder.report("out");
    assert_eq!(report.column("by_column.csv", "formula"), ["四个不摘", "四个不摘"]);
    assert!(!report.0.contains_key("collocates.csv"));
    let said = "In no row of by_column.csv for paper: 1 document without a value.";
    assert!(ended.stderr.contains(said), "{}", ended.stderr);
}

#[test]
fn the_evidence_of_a_larger_corpus_can_be_lent() {
    let folder = Folder::new();
    let quoted = "各村推行“五统筹”，落实“五统筹”机制，聚焦“五统筹”要求。\n";
    let large = folder.write("large.txt", quoted.repeat(5));
    let small = folder.write("small.txt", "县里抓好五统筹，见到成效。\n");
    let (out, kept) = (folder.argument("out"), folder.argument("evidence.json"));
    let ended = tifa(&["mine", &large, "-o", &out, "--evidence", &kept, "--lexicon", "none"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let scan = |more: &[&str]| {
        let ended = tifa(&[&["scan", &small, "--lexicon", "none"], more].concat());
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        ended.stdout
    };
    assert_eq!(scan(&[]), "");
    assert!(scan(&["--background", &kept]).contains("\"formula\":\"五统筹\""));
    let missing = tifa(&["scan", &small, "--background", "gone.json"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("gone.json"), "{}", missing.stderr);
}

#[test]
fn a_watched_phrase_has_a_time_line_and_company_like_a_formula() {
    let folder = Folder::new();
    let page = folder.write(
        "speeches.jsonl",
        concat!(
            r#"{"id": "x", "date": "2014-05-01", "text": "干部下乡。"}"#,
            "\n",
            r#"{"id": "y", "date": "2015-05-01", "text": "推进精准扶贫，落实“六个精准”。精准扶贫要实。"}"#,
            "\n",
        ),
    );
    let out = folder.argument("out");
    let ended =
        tifa(&["mine", &page, "-o", &out, "--watch", "精准扶贫", "--by", "year", "--quiet"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let report = folder.report("out");
    let column = |name: &str| report.column("timeline.csv", name);
    let rows: Vec<_> = column("formula")
        .into_iter()
        .zip(column("period"))
        .zip(column("mentions"))
        .filter(|((formula, _), _)| formula == "精准扶贫")
        .map(|((_, period), mentions)| (period, mentions))
        .collect();
    let expected = [("2014", "0"), ("2015", "2")].map(|(a, b)| (a.to_string(), b.to_string()));
    assert_eq!(rows, expected);
    let together = report.column("cooccurrence.csv", "b");
    assert!(
        together.contains(&"精准扶贫".to_string())
            || report.column("cooccurrence.csv", "a").contains(&"精准扶贫".to_string())
    );
}

#[test]
fn copies_are_dropped_reported_or_kept() {
    let folder = Folder::new();
    let sentence = |n: u32| format!("第{n}个村修好了{n}里路，村里的人都说好。");
    let article: String = (10..60).map(sentence).collect();
    let original = format!("{article}县里落实“四个不摘”。");
    folder.write("in/2020-07-16-a.txt", &original);
    folder.write("in/2020-07-17-copy.txt", &original);
    folder.write("in/2020-07-18-reprint.txt", format!("本报讯　{original}（记者）"));
    folder.write("in/2020-09-18-later.txt", format!("本报讯　{original}（通讯员）"));
    let (corpus, out) = (folder.argument("in"), folder.argument("out"));
    let mine = |duplicates: &str| {
        let ended = tifa(&["mine", &corpus, "-o", &out, "--duplicates", duplicates]);
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        let report = folder.report("out");
        let repeated = report.column("documents.csv", "duplicate_of").join(" ");
        (report.column("mentions.csv", "document").len(), repeated, ended.stderr)
    };
    let (mentions, repeated, said) = mine("drop");
    assert_eq!(mentions, 2);
    assert_eq!(repeated.trim(), "2020-07-16-a 2020-07-16-a", "the one of two months later counts");
    assert!(said.contains("Not counted: 2 documents"), "{said}");
    let (mentions, repeated, said) = mine("report");
    assert_eq!((mentions, repeated.trim()), (4, "2020-07-16-a 2020-07-16-a"));
    assert!(said.contains("Counted too: 2 documents"), "{said}");
    let (mentions, repeated, _) = mine("keep");
    assert_eq!((mentions, repeated.trim()), (4, ""));
}

#[test]
fn page_furniture_is_listed_and_not_counted() {
    let folder = Folder::new();
    let page =
        "当前位置：首页 > 要闻\n县里落实“四个不摘”。\n责任编辑：某某\n相关阅读\n“五个一”怎样办\n";
    let (page, out) = (folder.write("a.txt", page), folder.argument("out"));
    let mine = |more: &[&str]| {
        let ended = tifa(&[&["mine", &page, "-o", &out], more].concat());
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        let report = folder.report("out");
        let furniture = report.column("furniture.csv", "text");
        (
            report.column("mentions.csv", "formula"),
            report.column("mentions.csv", "start"),
            furniture,
        )
    };
    let (formulas, starts, furniture) = mine(&[]);
    assert_eq!((formulas, starts), (vec!["四个不摘".to_string()], vec!["18".to_string()]));
    assert_eq!(furniture.len(), 4, "{furniture:?}");
    assert!(folder.report("out").run()["counts"]["furniture"] == 4);
    let (formulas, _, furniture) = mine(&["--keep-furniture"]);
    assert_eq!((formulas.len(), furniture.len()), (2, 0));
}

#[test]
fn standard_input_is_mined_with_files() {
    let folder = Folder::new();
    let (page, out) = (folder.write("a.txt", PAGE), folder.argument("out"));
    let records = "{\"id\": \"b\", \"text\": \"县里做好“六稳”工作\"}\n{\"text\": \"“六稳”\"}\n";
    let ended = tifa_reading(&["mine", &page, "-", "-o", &out], records.as_bytes());
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let report = folder.report("out");
    assert_eq!(report.column("documents.csv", "document"), ["a", "b", "stdin#2"]);
    assert_eq!(
        report.column("documents.csv", "path")[1..],
        ["standard input:1", "standard input:2"]
    );
    assert_eq!(report.column("mentions.csv", "formula"), ["四个不摘", "六稳", "六稳"]);
}

#[cfg(feature = "parquet")]
#[test]
fn a_parquet_table_is_read_like_any_other() {
    let folder = Folder::new();
    let table = folder.write(
        "speeches.csv",
        "phrase,first_date\n落实“四个不摘”。,2019-03-01\n做好“六稳”工作。,2020-05-02\n",
    );
    let first = folder.argument("first");
    let columns = ["--text-column", "phrase"];
    let ended = tifa(&[&["mine", &table, "-o", &first, "--parquet"][..], &columns].concat());
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);

    // Its own tables are Parquet files with text, dates and empty cells.
    let (quotes, out) = (folder.argument("first/quotes.parquet"), folder.argument("out"));
    let read =
        [&["mine", &quotes, "-o", &out, "--date-column", "first_date"][..], &columns].concat();
    let ended = tifa(&read);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let report = folder.report("out");
    let paths = report.column("documents.csv", "path");
    assert_eq!(paths, [format!("{quotes}#1"), format!("{quotes}#2")]);
    assert_eq!(report.column("documents.csv", "characters"), ["2", "4"]);

    let bytes = std::fs::read(&quotes).unwrap();
    for cut in [3, bytes.len() / 2, bytes.len() - 9] {
        let broken = folder.write("broken.parquet", &bytes[..cut]);
        let ended = tifa(&["mine", &broken, "-o", &folder.argument("none")]);
        assert_eq!(ended.status, Some(2));
        assert!(ended.stderr.contains("no whole Parquet file"), "{}", ended.stderr);
    }
}
