//! The second look: over the merged evidence of the whole corpus, which labels are formulas.

use super::bare;
use super::evidence::Evidence;
use super::family::head;
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::numeral::{is_numeral, run_length};
use super::shape::Shape;
use super::witness::{Witness, confidence, form_witnesses, quoted_witnesses};
use super::words;
use crate::text::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Labels below this confidence are not taken for formulas.
pub const THRESHOLD: f64 = 0.3;

/// What was decided about one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Its kind.
    pub kind: Kind,
    /// How sure it is that the label is of that kind, in (0, 1].
    pub confidence: f64,
    /// What spoke for it and against it, and how much of each there was.
    pub witnesses: Vec<(Witness, f64)>,
    /// Whether it is looked for outside quotation marks too.
    pub bare: bool,
    /// The label it is a longer form of (八项规定精神 of 八项规定), if its mentions count for that one.
    pub stands_for: Option<String>,
}

/// Every label that was decided on, by canonical form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Inventory {
    /// The verdicts.
    pub labels: BTreeMap<String, Verdict>,
}

impl Inventory {
    /// What was decided about a canonical form.
    pub fn get(&self, form: &str) -> Option<&Verdict> {
        self.labels.get(form)
    }
}

/// Decides which labels are formulas. `lexicon` may be empty; it is one more witness.
pub fn decide(evidence: &Evidence, lexicon: &Lexicon, dictionary: &Words) -> Inventory {
    let mut labels = BTreeMap::new();
    for (form, known) in lexicon.iter() {
        let label: Vec<char> = form.chars().collect();
        let shape = Shape::of(&label);
        let Some(kind) = known.kind.or_else(|| shape.as_ref().map(|shape| shape.kind)) else {
            continue;
        };
        let mut witnesses = vec![(Witness::Known, 1.0)];
        if let Some(shape) = &shape {
            form_witnesses(&label, shape, &mut witnesses);
        }
        let confidence = confidence(&witnesses).max(KNOWN_CONFIDENCE);
        let verdict = Verdict { kind, confidence, witnesses, bare: true, stands_for: None };
        labels.insert(form.to_string(), verdict);
    }
    for form in words::LEXICALISED.sorted() {
        labels.entry(form).or_insert_with(|| passed_over(Kind::Word));
    }
    for form in plan_periods() {
        labels.entry(form).or_insert_with(|| passed_over(Kind::Period));
    }
    let relatives = relatives(evidence);
    let prefixes = bare::prefixes(evidence);
    let numbers = bare::numbers(&prefixes);
    for (form, sightings) in &evidence.quoted {
        let label: Vec<char> = form.chars().collect();
        let Some(shape) = Shape::of(&label) else { continue };
        let relatives = relatives.get(&head(&label, &shape)).map_or(0, |&count| count - 1);
        let unquoted = prefixes.get(form.as_str()).map_or(0, |prefix| prefix.mentions);
        let mut witnesses =
            quoted_witnesses(form, &shape, sightings, relatives, unquoted, dictionary);
        let known = lexicon.get(form).is_some();
        if known {
            witnesses.push((Witness::Known, 1.0));
        }
        let mut confidence = confidence(&witnesses);
        let kind = not_a_formula(&label)
            .or_else(|| announces(&label, &shape, sightings.mentions, unquoted))
            .unwrap_or(shape.kind);
        if known {
            confidence = confidence.max(KNOWN_CONFIDENCE);
        } else if kind.is_formula() && confidence < THRESHOLD {
            continue;
        }
        let vouched = unquoted <= MOST_BARE * sightings.mentions
            && (sightings.mentions > unquoted || !bare::is_quantity(&label, &shape, &numbers));
        let bare = known
            || !kind.is_formula()
            || vouched && may_stand_bare(&label, &shape, sightings.mentions, confidence);
        let kind = if known { shape.kind } else { kind };
        labels
            .insert(form.clone(), Verdict { kind, confidence, witnesses, bare, stands_for: None });
    }
    bare::decide(&prefixes, &numbers, lexicon, dictionary, &mut labels);
    accept_productive(&mut labels, evidence, dictionary);
    drop_extended(&mut labels, evidence, lexicon);
    name_longer_forms(&mut labels, lexicon);
    Inventory { labels }
}

/// A label that is listed, and told from the formulas by its form alone.
fn passed_over(kind: Kind) -> Verdict {
    Verdict {
        kind,
        confidence: KNOWN_CONFIDENCE,
        witnesses: Vec::new(),
        bare: true,
        stands_for: None,
    }
}

/// 六五 to 十五 and 十一五 to 十九五. The earlier ones (一五, 二五) stand bare for other things too often.
fn plan_periods() -> impl Iterator<Item = String> {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let early = ["六五", "七五", "八五", "九五"].into_iter().map(str::to_string);
    early.chain(digits.into_iter().map(|digit| format!("十{digit}五")))
}

/// One quotation vouches for at most so many bare mentions: what is quoted once in a thousand times
/// (“两个黑匣子”) was quoted for another reason.
const MOST_BARE: u32 = 12;

/// A label that the lexicon knows is one, however little the corpus says of it.
const KNOWN_CONFIDENCE: f64 = 0.95;

/// How many quoted labels share each head.
fn relatives(evidence: &Evidence) -> BTreeMap<String, u32> {
    let mut relatives = BTreeMap::new();
    for form in evidence.quoted.keys() {
        let label: Vec<char> = form.chars().collect();
        if let Some(shape) = Shape::of(&label) {
            *relatives.entry(head(&label, &shape)).or_default() += 1;
        }
    }
    relatives
}

/// Plan periods and words that nobody counts are told by their form alone.
fn not_a_formula(label: &[char]) -> Option<Kind> {
    if is_period(label) {
        return Some(Kind::Period);
    }
    words::LEXICALISED.contains(label).then_some(Kind::Word)
}

/// A label with a generic head that seldom stands in quotation marks announces a list: 六项措施.
fn announces(label: &[char], shape: &Shape, quoted: u32, bare: u32) -> Option<Kind> {
    let [only] = shape.segments.as_slice() else { return None };
    let generic = words::ANNOUNCEMENT_HEADS.suffix(&label[only.head.min(label.len())..]).is_some();
    (shape.kind == Kind::Classified && generic && bare > quoted).then_some(Kind::Announcement)
}

/// “两会同期声”, “两会大数据”, “两会微海采”: a word of the dictionary with which several quoted names
/// begin is a name itself, though it may never be quoted alone.
fn accept_productive(
    labels: &mut BTreeMap<String, Verdict>,
    evidence: &Evidence,
    dictionary: &Words,
) {
    let mut continued: BTreeMap<String, u32> = BTreeMap::new();
    for form in evidence.quoted.keys() {
        let label: Vec<char> = form.chars().collect();
        for length in 2..label.len().min(6) {
            if !is_numeral(label[length]) {
                *continued.entry(label[..length].iter().collect()).or_default() += 1;
            }
        }
    }
    for (form, count) in continued {
        let label: Vec<char> = form.chars().collect();
        let Some(shape) = Shape::of(&label).filter(|_| count >= PRODUCTIVE) else { continue };
        let misread = label[0] == '一'
            || shape.kind == Kind::Inner
            || words::FALSE_STARTS.contains(&label)
            || words::MEASURES.prefix(&label[1..]).is_some()
            || not_a_formula(&label).is_some();
        let abbreviates = label.len() == 2
            && dictionary.tag(&form).is_some_and(|tag| matches!(tag.as_str(), "m" | "j"));
        if misread || labels.contains_key(&form) || !abbreviates {
            continue;
        }
        let mut witnesses = vec![(Witness::Unquoted, 1.0), (Witness::Productive, 1.0)];
        form_witnesses(&label, &shape, &mut witnesses);
        let confidence = confidence(&witnesses);
        if confidence >= 0.5 {
            let verdict =
                Verdict { kind: shape.kind, confidence, witnesses, bare: true, stands_for: None };
            labels.insert(form, verdict);
        }
    }
}

/// So many different quoted names must begin with a word to make it a name.
const PRODUCTIVE: u32 = 3;

/// “一带一路合作共赢”, “和平统一、一国两制”: what only adds words to a label that stands alone far more
/// often is that label with something beside it, not another one.
fn drop_extended(labels: &mut BTreeMap<String, Verdict>, evidence: &Evidence, lexicon: &Lexicon) {
    let seen = |form: &str| evidence.quoted.get(form).map_or(0, |sightings| sightings.mentions);
    let stands = |labels: &BTreeMap<String, Verdict>, part: &[char], whole: u32| {
        let part: String = part.iter().collect();
        let known = lexicon.get(&part).is_some();
        labels.get(&part).is_some_and(|verdict| verdict.kind.is_formula())
            && (known || part.chars().count() >= 3 && seen(&part) >= 3 * whole.max(1))
    };
    let extended: Vec<String> = labels
        .keys()
        .filter(|form| lexicon.get(form).is_none())
        .filter(|form| {
            let label: Vec<char> = form.chars().collect();
            let whole = seen(form);
            (2..label.len()).any(|cut| {
                let (front, back) = label.split_at(cut);
                // “三农”工作 is that label with its head noun: `name_longer_forms` sees to it.
                let noun = words::TAIL_NOUNS.contains(back);
                let adds = !noun && (!back.iter().any(|&c| is_numeral(c)) || back.contains(&'的'));
                (adds && stands(labels, front, whole))
                    || (!front.iter().any(|&c| is_numeral(c)) && stands(labels, back, whole))
            })
        })
        .filter(|form| labels.get(*form).is_some_and(|verdict| verdict.kind.is_formula()))
        .cloned()
        .collect();
    for form in extended {
        labels.remove(&form);
    }
}

/// 十三五, 十四五, 一五: a plan period, with or without 规划 or 时期.
pub(super) fn is_period(label: &[char]) -> bool {
    let digit = |c: char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九');
    let core = match label {
        [core @ .., '规', '划' | '时', '期'] | [core @ .., '规' | '时', '划' | '期'] => {
            core
        }
        core => core,
    };
    match core {
        [first, '五'] => digit(*first) || *first == '十',
        ['十', second, '五'] => digit(*second),
        _ => false,
    }
}

/// Two characters stand bare by chance (一核 in 第一核电站) unless they are a well-seen name, and an
/// amount (四个人) is one wherever it is not quoted.
fn may_stand_bare(label: &[char], shape: &Shape, mentions: u32, confidence: f64) -> bool {
    let inner = shape.kind == Kind::Inner && !matches!(label[0], '新' | '老' | '小');
    let lone_one = shape.segments.len() == 1 && label[0] == '一';
    let counted = shape.kind == Kind::Classified;
    let amount = counted && words::UNITS.contains(&label[run_length(label).max(1)..]);
    match label.len() {
        _ if shape.kind == Kind::Sum || lone_one || inner || amount => false,
        2 => mentions >= 2 && confidence >= 0.5 || confidence >= 0.85,
        _ => confidence >= THRESHOLD,
    }
}

/// “八项规定精神” is a mention of 八项规定: a label that ends in a head noun stands for what is left
/// when that noun is taken off, if that is a label too.
fn name_longer_forms(labels: &mut BTreeMap<String, Verdict>, lexicon: &Lexicon) {
    let longer: Vec<(String, String)> = labels
        .keys()
        .filter(|form| lexicon.get(form).is_none())
        .filter_map(|form| {
            let label: Vec<char> = form.chars().collect();
            let tail = words::TAIL_NOUNS.suffix(&label).filter(|tail| label.len() - tail >= 2)?;
            let base: String = label[..label.len() - tail].iter().collect();
            labels.get(&base).filter(|verdict| verdict.kind.is_formula())?;
            Some((form.clone(), base))
        })
        .collect();
    for (form, base) in longer {
        if let Some(verdict) = labels.get_mut(&form) {
            verdict.stands_for = Some(base);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_plan_periods() {
        let period = |label: &str| is_period(&label.chars().collect::<Vec<_>>());
        assert!(period("十三五") && period("十四五规划") && period("一五") && period("十五"));
        assert!(!period("双五") && !period("十三") && !period("四个五"));
    }
}
