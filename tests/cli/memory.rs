//! `--memory`: a bound changes what a run costs, not what it finds, and one that is too small is refused.

use crate::support::{Folder, tifa};

/// Some 5 MB of notes that are put together from a few words, in an order that has no pattern.
fn notes(folder: &Folder) -> String {
    const PLACES: [&str; 6] = ["清河县", "石桥镇", "柳林村", "东坡乡", "南湾街道", "北岭区"];
    const DEEDS: [&str; 6] = [
        "落实“四个不摘”",
        "推进“三清三建”（清垃圾、清淤泥、清违建，建制度、建队伍、建设施）",
        "修好水渠、建好学校",
        "坚持“六稳”“六保”一起抓",
        "办好五件实事",
        "真抓实干、务求实效",
    ];
    let mut state = 7u64;
    let mut next = |most: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let mut lines = String::new();
    for number in 0..4_800 {
        let sentences: String = (0..8)
            .map(|_| {
                let (place, other, deed) = (PLACES[next(6)], PLACES[next(6)], DEEDS[next(6)]);
                format!("{place}第{}次会议要求{deed}，{other}也{}。", next(90), DEEDS[next(6)])
            })
            .collect();
        let date = format!("20{:02}-0{}-1{}", 10 + next(10), 1 + next(9), next(10));
        let record = serde_json::json!({ "id": number, "date": date, "text": sentences });
        lines.push_str(&format!("{record}\n"));
    }
    folder.write("notes.jsonl", lines)
}

#[test]
fn a_bound_gives_the_same_bytes_and_a_small_one_is_refused() {
    let folder = Folder::new();
    let notes = notes(&folder);
    let mine = |out: &str, more: &[&str]| {
        let out = folder.argument(out);
        let line =
            ["mine", &notes, "-o", &out, "--quiet", "--duplicates", "keep", "--min-count", "20"];
        tifa(&[&line, more].concat())
    };
    assert_eq!(mine("free", &[]).status, Some(0));
    // Too little to keep all texts clean, enough to make them again.
    let bound = mine("bound", &["--memory", "98M"]);
    assert_eq!(bound.status, Some(0), "{}", bound.stderr);
    folder.report("bound").assert_same(&folder.report("free"));

    let refused = mine("bound", &["--memory", "60M"]);
    assert_eq!(refused.status, Some(2));
    let stated = refused.stderr.split("need ").nth(1).and_then(|rest| rest.split(' ').next());
    let needed: u64 = stated.unwrap().parse().unwrap();
    assert!(needed > 62 && refused.stderr.contains("62 MB are given"), "{}", refused.stderr);
    folder.report("bound").assert_same(&folder.report("free"));
    // What is said to suffice does.
    let enough = format!("{}M", needed);
    assert_eq!(mine("bound", &["--memory", &enough]).status, Some(0));
    folder.report("bound").assert_same(&folder.report("free"));
}
