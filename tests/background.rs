//! The evidence of an earlier corpus helps to decide, counts nothing, and shows what it did.

use std::fs;
use std::path::{Path, PathBuf};

use tifa::formula::{Evidence, Lexicon};
use tifa::mine::{Options, mine};
use tifa::progress::Silent;
use tifa::table::Run;

fn options() -> Options {
    Options { lexicon: Lexicon::default(), phrases: false, ..Options::default() }
}

fn run(text: &str, folder: &Path, options: &Options) -> (String, Run) {
    let input = folder.join("text.txt");
    fs::write(&input, text).unwrap();
    let out = folder.join("report");
    mine(&[PathBuf::from(&input)], &out, options, Run::default(), &Silent).unwrap();
    let formulas = fs::read_to_string(out.join("formulas.csv")).unwrap();
    let record = fs::read_to_string(out.join("run.json")).unwrap();
    (formulas, serde_json::from_str(&record).unwrap())
}

const LARGE: &str =
    "清河县落实“三带动”要求。各乡做到“三带动”，推进村庄整治。\n“三带动”工作机制日益完善。";
const SMALL: &str = "今年村里继续推进三带动，路修到了家门口。";

#[test]
fn a_background_vouches_for_a_bare_label_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("evidence.json");
    run(LARGE, folder.path(), &Options { keep_evidence: Some(kept.clone()), ..options() });
    let background = Evidence::read(fs::File::open(&kept).unwrap()).unwrap();

    let (alone, record) = run(SMALL, folder.path(), &options());
    assert!(!alone.contains("三带动"), "{alone}");
    assert!(!record.options.contains_key("formulas_from_background"));

    let lent = Options { background: Some(background), ..options() };
    let (helped, record) = run(SMALL, folder.path(), &lent);
    let row = helped.lines().find(|line| line.starts_with("三带动")).expect("found with help");
    assert!(row.contains("bare,3,1,1,"), "the background's own mentions are not counted: {row}");
    assert!(row.contains("Background alone"), "{row}");
    assert_eq!(record.options["formulas_from_background"], 1);
}
