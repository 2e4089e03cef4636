//! The tables of a whole run, on a corpus in our own words that is small enough to count by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tifa::corpus::Date;
use tifa::mine::{CompareOptions, Options, OtherLabels, Sides, compare, mine};
use tifa::phrase::MinCount;
use tifa::progress::Silent;
use tifa::table::Run;
use tifa::tally::PeriodLength;

/// Twenty labels, none of which is part of another or of any sentence around it.
const LABELS: [&str; 20] = [
    "四个意识",
    "四个自信",
    "两个维护",
    "三个自信",
    "六稳",
    "六保",
    "四个不摘",
    "五个一批",
    "两不愁三保障",
    "三严三实",
    "两学一做",
    "四风",
    "八项规定",
    "一带一路",
    "五位一体",
    "四个全面",
    "三去一降一补",
    "放管服",
    "三大攻坚战",
    "一岗双责",
];

/// The label at place `at` of `LABELS`, in so many of the sentences of document `document`.
fn times(document: usize, at: usize) -> usize {
    (document * 7 + at * 5) % 6 / 3 + usize::from((document + at).is_multiple_of(4))
}

fn documents() -> Vec<(String, String)> {
    let regions = ["北县", "南县"];
    (0..36)
        .map(|document| {
            // No two texts are the same: duplicates are not mined.
            let mut text = format!("这是第{document}期简报。");
            for (at, label) in LABELS.iter().enumerate() {
                for _ in 0..times(document, at) {
                    text.push_str(&format!("村里开会，再次强调“{label}”的要求，大家记在心上。"));
                }
                if at % 5 == 4 {
                    text.push('\n');
                }
            }
            text.push_str("会后，镇上的水渠开工，精准扶贫的名册也贴了出来。");
            let date = format!("{}-{:02}-15", 2015 + document / 12, document % 12 + 1);
            let record = serde_json::json!({
                "id": format!("d{document:02}"), "date": date, "source": format!("报{}", document % 3),
                "region": regions[document % 2], "text": text,
            });
            (date, record.to_string())
        })
        .collect()
}

fn corpus(folder: &Path, name: &str, records: &[(String, String)]) -> PathBuf {
    let path = folder.join(name);
    let lines: Vec<&str> = records.iter().map(|(_, record)| record.as_str()).collect();
    fs::write(&path, lines.join("\n")).unwrap();
    path
}

fn options() -> Options {
    Options {
        phrases: false,
        by: Some(PeriodLength::Year),
        by_columns: vec!["region".into(), "source".into()],
        others: OtherLabels { watched: vec!["精准扶贫".into()], ..OtherLabels::default() },
        ..Options::default()
    }
}

fn run(paths: &[PathBuf], out: &Path, options: &Options) {
    mine(paths, out, options, Run::default(), &Silent).unwrap();
}

/// A table as rows of column and cell.
fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_time_line_agrees_with_a_plain_count() {
    let place = tempfile::tempdir().unwrap();
    let records = documents();
    let out = place.path().join("out");
    run(&[corpus(place.path(), "a.jsonl", &records)], &out, &options());

    let rows = table(&out, "timeline.csv");
    for label in LABELS.iter().filter(|label| **label != "放管服").chain(&["精准扶贫"]) {
        for year in ["2015", "2016", "2017"] {
            let texts: Vec<&String> = records
                .iter()
                .filter(|(date, _)| date.starts_with(year))
                .map(|(_, record)| record)
                .collect();
            let mentions: usize = texts.iter().map(|text| text.matches(label).count()).sum();
            let holding = texts.iter().filter(|text| text.contains(label)).count();
            let row = rows
                .iter()
                .find(|row| row["formula"] == *label && row["period"] == year)
                .unwrap_or_else(|| panic!("no {label} in {year}"));
            assert_eq!(row["mentions"], mentions.to_string(), "{label} in {year}");
            assert_eq!(row["documents"], holding.to_string(), "{label} in {year}");
            assert_eq!(row["period_documents"], "12");
        }
    }
    // 放管服 has no numeral: it is counted only if it is watched.
    assert!(rows.iter().all(|row| row["formula"] != "放管服"));
    assert!(rows.iter().any(|row| row["class"] == "phrase"));

    let formulas = table(&out, "formulas.csv");
    let row = formulas.iter().find(|row| row["formula"] == "四个自信").unwrap();
    assert_eq!(row["family"], "四个~");
    assert!(row["peak"].starts_with("201") && !row["heat"].is_empty() && !row["dp"].is_empty());
}

#[test]
fn counts_by_column_add_up_and_collocates_are_words() {
    let place = tempfile::tempdir().unwrap();
    let records = documents();
    let out = place.path().join("out");
    run(&[corpus(place.path(), "a.jsonl", &records)], &out, &options());

    let rows = table(&out, "by_column.csv");
    let formulas = table(&out, "formulas.csv");
    for column in ["region", "source"] {
        for formula in &formulas {
            let of = |row: &&BTreeMap<String, String>| {
                row["column"] == column && row["formula"] == formula["formula"]
            };
            let sum: u64 =
                rows.iter().filter(of).map(|row| row["mentions"].parse::<u64>().unwrap()).sum();
            assert_eq!(sum.to_string(), formula["mentions"], "{} by {column}", formula["formula"]);
        }
    }
    let north = rows.iter().find(|row| row["value"] == "北县").unwrap();
    assert_eq!(north["value_documents"], "18");

    let collocates = table(&out, "collocates.csv");
    let near = |word: &str| {
        let row = collocates.iter().find(|row| row["formula"] == "四个意识" && row["word"] == word);
        row.map(|row| (row["left"] != "0", row["right"] != "0"))
    };
    assert_eq!(near("强调"), Some((true, false)));
    assert_eq!(near("要求"), Some((false, true)));
    assert!(collocates.iter().all(|row| !row["word"].contains(['“', '，', '。'])));
}

#[test]
fn halves_make_the_same_tables_as_the_whole_in_any_order_and_on_any_number_of_threads() {
    let place = tempfile::tempdir().unwrap();
    let records = documents();
    let whole = corpus(place.path(), "whole.jsonl", &records);
    let (first, second) = records.split_at(17);
    let first = corpus(place.path(), "first.jsonl", first);
    let second = corpus(place.path(), "second.jsonl", second);

    let outs: Vec<PathBuf> = (1..=3).map(|n| place.path().join(format!("out{n}"))).collect();
    run(&[whole], &outs[0], &options());
    run(&[second, first.clone()], &outs[1], &options());
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one_thread.install(|| run(&[place.path().join("whole.jsonl")], &outs[2], &options()));
    let names = [
        "timeline.csv",
        "bursts.csv",
        "by_column.csv",
        "collocates.csv",
        "cooccurrence.csv",
        "formulas.csv",
        "lineages.csv",
    ];
    for name in names {
        let bytes = |out: &Path| fs::read(out.join(name)).unwrap();
        assert!(!bytes(&outs[0]).is_empty());
        assert_eq!(bytes(&outs[0]), bytes(&outs[1]), "{name} from two files");
        assert_eq!(bytes(&outs[0]), bytes(&outs[2]), "{name} on one thread");
    }
}

#[test]
fn pairs_of_quoted_phrases_are_counted_on_request() {
    let place = tempfile::tempdir().unwrap();
    let texts = ["“六稳”和“厕所革命”一起抓。", "“六稳”之后是“厕所革命”。", "“六稳”先行。天晴了。"];
    let records: Vec<(String, String)> = texts
        .iter()
        .map(|text| (String::new(), serde_json::json!({ "text": text }).to_string()))
        .collect();
    let path = corpus(place.path(), "a.jsonl", &records);
    let out = place.path().join("out");
    let others = OtherLabels { quotes: Some(2), ..OtherLabels::default() };
    run(
        std::slice::from_ref(&path),
        &out,
        &Options { others, phrases: false, ..Options::default() },
    );
    let rows = table(&out, "cooccurrence.csv");
    let row = rows.iter().find(|row| row["window"] == "sentence").unwrap();
    assert_eq!((row["a"].as_str(), row["a_class"].as_str()), ("六稳", "formula"));
    assert_eq!((row["b"].as_str(), row["b_class"].as_str()), ("厕所革命", "quote"));
    assert_eq!((row["together"].as_str(), row["a_total"].as_str()), ("2", "3"));
    assert_eq!(row["units"], "4");

    run(&[path], &out, &Options { min_together: 3, phrases: false, ..Options::default() });
    assert!(table(&out, "cooccurrence.csv").is_empty());
}

#[test]
fn a_number_that_grows_makes_a_lineage_and_a_shared_head_alone_does_not() {
    let place = tempfile::tempdir().unwrap();
    let mut records = Vec::new();
    let mut add = |date: &str, text: &str| {
        let record = serde_json::json!({ "date": date, "text": text });
        records.push((String::new(), record.to_string()));
    };
    let places = ["东村", "西村", "河口", "山前", "林场"];
    for (month, place) in (1..).zip(places) {
        let of = |year: u32| format!("{year}-0{month}-01");
        add(&of(2014), &format!("{place}的店主领到“三证合一”的营业执照，登记窗口当天办结。"));
        add(&of(2015), &format!("{place}的店主换领“五证合一”的营业执照，登记窗口当天办结。"));
        add(&of(2016), &format!("{place}的球队苦练“三个坚持”，教练每晚复盘比赛。"));
        add(&of(2017), &format!("{place}的果农牢记“六个坚持”，剪枝施肥样样不落。"));
        add(&of(2018), &format!("{place}的老师讲“双百”。"));
    }
    let path = corpus(place.path(), "a.jsonl", &records);
    let out = place.path().join("out");
    run(&[path], &out, &Options { phrases: false, ..Options::default() });
    let rows = table(&out, "lineages.csv");
    let steps: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["formula"].as_str(), row["previous"].as_str())).collect();
    assert_eq!(steps, [("三证合一", ""), ("五证合一", "三证合一")]);
    assert_eq!(rows[0]["number"], "3");
    assert_eq!(rows[1]["lineage"], "三证合一|五证合一");
}

#[test]
fn two_periods_are_compared_on_one_decision_of_what_a_formula_is() {
    let place = tempfile::tempdir().unwrap();
    let mut records = Vec::new();
    for day in 1..=6 {
        for (year, text) in [
            (2015, "他讲“三个自信”，也讲“六稳”。"),
            (2016, "她讲“四个自信”，也讲“六稳”，再讲“六稳”。"),
        ] {
            let record = serde_json::json!({
                "date": format!("{year}-03-0{day}"), "text": format!("第{day}天，{text}"),
            });
            records.push((String::new(), record.to_string()));
        }
    }
    records.push((String::new(), serde_json::json!({ "text": "没有日期。" }).to_string()));
    let sides = Sides::Split {
        paths: vec![corpus(place.path(), "a.jsonl", &records)],
        date: Date::parse("2016").unwrap(),
    };
    let mut options = CompareOptions::default();
    options.mine.min_count = MinCount::Count(2);
    let out = place.path().join("out");
    let comparison = compare(&sides, &out, &options, Run::default(), &Silent).unwrap();
    assert_eq!((comparison.a.documents, comparison.b.documents, comparison.on_no_side), (6, 6, 1));

    let rows = table(&out, "keyness.csv");
    let row = |label: &str| rows.iter().find(|row| row["label"] == label).unwrap();
    assert_eq!(row("四个自信")["found_in"], "a");
    assert_eq!(row("三个自信")["found_in"], "b");
    let both = row("六稳");
    assert_eq!((both["a_mentions"].as_str(), both["b_mentions"].as_str()), ("12", "6"));
    assert!(both["log_ratio"].parse::<f64>().unwrap() > 0.0);
}
