//! Annotated documents, and how what was found is compared with them.
//!
//! The rules: a *mention* is right as often as the annotation counts it; a *type* is a label in a
//! document; an *expansion* is right if it has the annotated items in their order; an *item* is right
//! if it equals the annotated core or ends with it and is at most [`EXTRA`] characters longer.
//! Marginal labels, and optional expansions, are neither rewarded nor punished. A label that may be
//! read as its parts counts as found if a part is.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// How much longer than the core an item may be, in characters.
const EXTRA: usize = 12;

/// The annotation of one document. Maps keep the order of the file.
#[derive(Debug, Deserialize)]
pub(super) struct Annotation {
    /// The stem of the document.
    doc: String,
    /// How often each label is mentioned.
    formulas: IndexMap<String, u64>,
    #[serde(default)]
    marginal: Vec<String>,
    /// The labels that a label may also be read as.
    #[serde(default)]
    parts: IndexMap<String, Vec<String>>,
    #[serde(default)]
    expansions: IndexMap<String, Vec<String>>,
    #[serde(default)]
    optional: Vec<String>,
}

/// What was found, by the stem of the document.
#[derive(Default)]
pub(super) struct Found {
    mentions: HashMap<String, IndexMap<String, u64>>,
    expansions: IndexMap<(String, String), Vec<Vec<String>>>,
}

impl Found {
    /// Adds a mention of a formula.
    pub(super) fn mention(&mut self, document: &str, formula: &str) {
        let document = self.mentions.entry(stem(document)).or_default();
        *document.entry(canonical(formula)).or_default() += 1;
    }

    /// Adds the items that a document gives for a formula.
    pub(super) fn expansion(&mut self, document: &str, formula: &str, items: &[String]) {
        let items = items.iter().filter(|item| !item.trim().is_empty()).cloned().collect();
        self.expansions.entry((stem(document), canonical(formula))).or_default().push(items);
    }
}

/// How well what was found agrees with the annotation.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    pub(super) mentions: Counts,
    pub(super) types: Counts,
    pub(super) expansions: Counts,
    pub(super) items: Counts,
    /// Labels found too seldom: document, label, found/annotated.
    pub(super) missed: Vec<String>,
    /// Labels that are none: document, label, mentions.
    pub(super) spurious: Vec<String>,
    /// Expansions that are wrong or missing: document, label, items, annotated items.
    pub(super) wrong: Vec<String>,
}

/// What is right, found but wrong, and missing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) right: u64,
    pub(super) wrong: u64,
    pub(super) missing: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { right, wrong, missing } = *self;
        // Nothing found is nothing wrong; nothing to find is nothing missing.
        let share = |of: u64| if of == 0 { 1.0 } else { right as f64 / of as f64 };
        let (precision, recall) = (share(right + wrong), share(right + missing));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        write!(
            f,
            "precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  \
             (tp {right} fp {wrong} fn {missing})"
        )
    }
}

/// Compares what was found with the annotation.
pub(super) fn compare(gold: &[Annotation], found: &Found) -> Agreement {
    let mut agreement = Agreement::default();
    let nothing = IndexMap::new();
    for annotation in gold {
        let mentions = found.mentions.get(&annotation.doc).unwrap_or(&nothing);
        compare_mentions(annotation, mentions, &mut agreement);
        compare_expansions(annotation, found, &mut agreement);
    }
    agreement
}

fn compare_mentions(
    annotation: &Annotation,
    mentions: &IndexMap<String, u64>,
    agreement: &mut Agreement,
) {
    let doc = &annotation.doc;
    let count = |label: &String| mentions.get(label).copied().unwrap_or(0);
    let parts: IndexMap<String, BTreeSet<String>> =
        annotation.parts.iter().map(|(label, parts)| (canonical(label), all(parts))).collect();
    for (label, &wanted) in &annotation.formulas {
        let label = canonical(label);
        let seen = count(&label);
        let as_parts = seen.min(wanted) == 0
            && parts.get(&label).is_some_and(|parts| parts.iter().any(|part| count(part) > 0));
        let hit = if as_parts { wanted } else { seen.min(wanted) };
        if !as_parts {
            agreement.mentions.wrong += seen.saturating_sub(wanted);
        }
        agreement.mentions.right += hit;
        agreement.mentions.missing += wanted - hit;
        match hit {
            0 => agreement.types.missing += 1,
            _ => agreement.types.right += 1,
        }
        if hit < wanted {
            agreement.missed.push(format!("{doc}\t{label}\t{hit}/{wanted}"));
        }
    }
    let mut allowed: BTreeSet<String> = all(annotation.formulas.keys());
    allowed.extend(all(&annotation.marginal));
    allowed.extend(parts.into_values().flatten());
    for (label, &seen) in mentions {
        if !allowed.contains(label) {
            agreement.mentions.wrong += seen;
            agreement.types.wrong += 1;
            agreement.spurious.push(format!("{doc}\t{label}\t{seen}"));
        }
    }
}

fn compare_expansions(annotation: &Annotation, found: &Found, agreement: &mut Agreement) {
    let doc = &annotation.doc;
    let cores: IndexMap<String, &Vec<String>> =
        annotation.expansions.iter().map(|(label, core)| (canonical(label), core)).collect();
    for (label, core) in &cores {
        let lists = found.expansions.get(&(doc.clone(), label.clone()));
        let best = lists.map_or(&[][..], |lists| best(lists, core));
        let right = core.iter().filter(|core| best.iter().any(|item| is_right(item, core))).count();
        agreement.items.right += right as u64;
        agreement.items.missing += (core.len() - right) as u64;
        agreement.items.wrong += (best.len() - matching(best, core)) as u64;
        let exact = best.len() == core.len()
            && best.iter().zip(core.iter()).all(|(item, core)| is_right(item, core));
        if exact {
            agreement.expansions.right += 1;
            continue;
        }
        agreement.expansions.missing += 1;
        agreement.expansions.wrong += u64::from(!best.is_empty());
        let shown = if best.is_empty() { "(none)".to_string() } else { best.join("|") };
        agreement.wrong.push(format!("{doc}\t{label}\t{shown}\tgold {}", core.join("|")));
    }
    let wanted = all(annotation.formulas.keys());
    let optional: BTreeSet<String> = &all(&annotation.optional) | &all(&annotation.marginal);
    for ((document, label), lists) in &found.expansions {
        let unasked = !cores.contains_key(label) && !optional.contains(label);
        if document == doc && wanted.contains(label) && unasked {
            agreement.expansions.wrong += 1;
            agreement.wrong.push(format!("{doc}\t{label}\t{}\tgold (none)", lists[0].join("|")));
        }
    }
}

/// The first of the lists that fit the core best; of equal fit, the shorter.
fn best<'a>(lists: &'a [Vec<String>], core: &[String]) -> &'a [String] {
    let fit = |list: &[String]| matching(list, core) as f64 - list.len() as f64 / 100.0;
    let mut best: Option<&Vec<String>> = None;
    for list in lists {
        if best.is_none_or(|best| fit(list) > fit(best)) {
            best = Some(list);
        }
    }
    best.map_or(&[], |list| list.as_slice())
}

/// How many items are right.
fn matching(items: &[String], core: &[String]) -> usize {
    items.iter().filter(|item| core.iter().any(|core| is_right(item, core))).count()
}

fn is_right(item: &str, core: &str) -> bool {
    let (item, core) = (canonical(item), canonical(core));
    let longer = item.strip_suffix(core.as_str());
    longer.is_some_and(|lead| lead.chars().count() <= EXTRA)
}

fn all<'a>(labels: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    labels.into_iter().map(|label| canonical(label)).collect()
}

/// A label or item without what annotators and miners write differently: compatibility forms, white
/// space and punctuation. Coarser than [`tifa::formula::canonical`], so as to favour nobody.
fn canonical(label: &str) -> String {
    label.nfkc().filter(|&c| !is_noise(c)).collect()
}

fn is_noise(c: char) -> bool {
    const NOISE: &str = "“”\"'‘’「」『』《》〈〉()[]【】、,。.;:·•—-";
    // The information separators are white space to the annotators' tools.
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c) || NOISE.contains(c)
}

/// What a document is known by: the last part of its id, without the ending of a file.
fn stem(document: &str) -> String {
    const ENDINGS: [&str; 7] = [".txt", ".md", ".html", ".htm", ".jsonl", ".json", ".csv"];
    let name = document.rsplit('/').find(|part| !matches!(*part, "" | ".")).unwrap_or("");
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    stem.unwrap_or(name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(json: &str) -> Annotation {
        serde_json::from_str(json).unwrap()
    }

    fn counts(right: u64, wrong: u64, missing: u64) -> Counts {
        Counts { right, wrong, missing }
    }

    #[test]
    fn mentions_and_types_are_counted_as_annotated() {
        let gold = annotation(
            r#"{"doc": "a", "formulas": {"六稳": 2, "四个不摘": 3, "一村一策": 1, "两不愁三保障": 2},
                "marginal": ["十三五"], "parts": {"两不愁三保障": ["两不愁", "三保障"]}}"#,
        );
        let mut found = Found::default();
        // One too many, one too few, one not at all, one as its parts; a marginal and a wrong one.
        for (formula, times) in [
            ("六稳", 3),
            ("四个不摘", 2),
            ("两不愁", 1),
            ("三保障", 1),
            ("十三五", 4),
            ("三个月", 2),
        ] {
            for _ in 0..times {
                found.mention("2020/a.txt", formula);
            }
        }
        found.mention("elsewhere", "五个一");
        let agreement = compare(&[gold], &found);
        // Right: 2 + 2 + 0 + 2; wrong: 1 of 六稳 and 2 of 三个月; missing: 1 of 四个不摘, 1 of 一村一策.
        assert_eq!(agreement.mentions, counts(6, 3, 2));
        assert_eq!(agreement.types, counts(3, 1, 1));
        assert_eq!(agreement.missed, ["a\t四个不摘\t2/3", "a\t一村一策\t0/1"]);
        assert_eq!(agreement.spurious, ["a\t三个月\t2"]);
        // 6/9, 6/8 and their harmonic mean 12/17.
        assert_eq!(
            agreement.mentions.to_string(),
            "precision 0.667  recall 0.750  F1 0.706  (tp 6 fp 3 fn 2)"
        );
    }

    #[test]
    fn expansions_and_items_are_counted_as_annotated() {
        let gold = annotation(
            r#"{"doc": "a", "formulas": {"三清单": 1, "两手抓": 1, "四到位": 1, "五个一": 1, "六稳": 1},
                "expansions": {"三清单": ["权力清单", "责任清单", "负面清单"], "两手抓": ["甲事", "乙事"],
                "四到位": ["子", "丑", "寅", "卯"]}, "optional": ["五个一"]}"#,
        );
        let mut found = Found::default();
        let mut add = |formula: &str, items: &[&str]| {
            let items: Vec<String> = items.iter().map(|item| item.to_string()).collect();
            found.expansion("a", formula, &items);
        };
        // The second list is the better one, with a lead-in that is let through.
        add("三清单", &["权力清单"]);
        add("三清单", &["建立“权力清单”", "责任清单", "负面清单"]);
        add("两手抓", &["乙事", "丙事", " "]);
        add("五个一", &["随便"]);
        add("六稳", &["稳就业"]);
        let agreement = compare(&[gold], &found);
        // 三清单 is right; 两手抓 is wrong and missing; 四到位 is missing; 六稳 was not asked for.
        assert_eq!(agreement.expansions, counts(1, 2, 2));
        // Right: 3 + 1; wrong: 丙事; missing: 甲事 and the four of 四到位.
        assert_eq!(agreement.items, counts(4, 1, 5));
        let wrong = [
            "a\t两手抓\t乙事|丙事\tgold 甲事|乙事",
            "a\t四到位\t(none)\tgold 子|丑|寅|卯",
            "a\t六稳\t稳就业\tgold (none)",
        ];
        assert_eq!(agreement.wrong, wrong);
    }

    #[test]
    fn an_item_may_lead_in_but_not_ramble() {
        assert!(is_right("着力做到不愁吃", "不愁吃"));
        assert!(is_right("一二三四五六七八九十甲乙不愁吃", "不愁吃"));
        assert!(!is_right("一二三四五六七八九十甲乙丙不愁吃", "不愁吃"));
        assert!(!is_right("不愁吃穿", "不愁吃"));
    }

    #[test]
    fn punctuation_and_width_do_not_matter() {
        assert_eq!(canonical("“１＋Ｎ”、（试行）"), "1+N试行");
        assert_eq!(stem("2020/06/a.txt"), "a");
        assert_eq!(stem("report.v2"), "report.v2");
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_perfect() {
        let text = Counts::default().to_string();
        assert_eq!(text, "precision 1.000  recall 1.000  F1 1.000  (tp 0 fp 0 fn 0)");
    }
}
