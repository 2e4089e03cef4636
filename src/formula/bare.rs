//! Labels that never stand in quotation marks. A bare candidate is a formula in about one case of
//! twenty, so it needs witnesses that do not depend on how often it occurs.

use super::cues::{Cue, DEFINITIONS};
use super::decide::Verdict;
use super::evidence::{Evidence, Run};
use super::family::head;
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::numeral::{run_length, value};
use super::shape::{Segment, Shape};
use super::witness::{Witness, confidence, is_abstract_measure, is_ranking};
use super::words;
use crate::text::Words;
use std::collections::BTreeMap;

/// A label that no quotation vouches for is taken only if it is likelier than not.
const BARE_THRESHOLD: f64 = 0.5;
/// A bare label has at most this many characters.
const MAX_LABEL: usize = 12;

/// Decides on the bare runs of the corpus and adds what is accepted.
pub(super) fn decide(
    prefixes: &BTreeMap<String, Prefix>,
    numbers: &Numbers,
    lexicon: &Lexicon,
    dictionary: &Words,
    labels: &mut BTreeMap<String, Verdict>,
) {
    let mut found = Vec::new();
    for (form, prefix) in prefixes {
        if labels.contains_key(form) || lexicon.get(form).is_some() {
            continue;
        }
        let label: Vec<char> = form.chars().collect();
        let Some(shape) = Shape::of(&label) else { continue };
        // What continues a label that is already decided is that label and its head noun.
        let continues = (3..label.len()).any(|length| {
            let front: String = label[..length].iter().collect();
            labels.get(&front).is_some_and(|verdict| verdict.kind.is_formula())
        });
        if continues {
            continue;
        }
        if let Some(verdict) = verdict(&label, &shape, prefix, numbers, labels, dictionary) {
            found.push((form.clone(), verdict));
        }
    }
    labels.extend(found);
}

/// What the runs say of one possible label: a beginning of runs at whose end a word ended.
#[derive(Default)]
pub(super) struct Prefix {
    pub(super) mentions: u32,
    documents: u32,
    /// Times nothing follows but punctuation, a head noun or a function word.
    closed: u32,
    /// Times a word ends there.
    word_ends: u32,
    /// Times a head follows that only announces: 六项保障|措施.
    announces: u32,
    tail_nouns: u32,
    lead_verbs: u32,
    lists: u32,
    /// Times it begins a sentence that says what it is: 六大转变就是…
    defined: u32,
}

/// All beginnings of bare runs at which a word ends.
pub(super) fn prefixes(evidence: &Evidence) -> BTreeMap<String, Prefix> {
    let mut prefixes: BTreeMap<String, Prefix> = BTreeMap::new();
    for (form, run) in &evidence.runs {
        let chars: Vec<char> = form.chars().collect();
        let numeral = run_length(&chars).max(1);
        for length in numeral + 1..=chars.len().min(MAX_LABEL) {
            let Some(&word_ends) = run.ends.get(&(length as u8)) else { continue };
            let form: String = chars[..length].iter().collect();
            add(prefixes.entry(form).or_default(), run, &chars[length..], word_ends);
        }
    }
    prefixes
}

fn add(prefix: &mut Prefix, run: &Run, rest: &[char], word_ends: u32) {
    let seen = run.sightings.mentions;
    prefix.mentions += seen;
    prefix.documents += run.sightings.documents;
    prefix.word_ends += word_ends;
    let tail = words::TAIL_NOUNS.prefix(rest).is_some();
    let function = rest.first().is_some_and(|&c| is_function_word(c));
    if rest.is_empty() || tail || function {
        prefix.closed += seen;
    }
    if tail {
        prefix.tail_nouns += seen;
    }
    if words::ANNOUNCEMENT_HEADS.prefix(rest).is_some() {
        prefix.announces += seen;
    }
    if DEFINITIONS.iter().any(|link| rest.starts_with(link)) {
        prefix.defined += run.sightings.cues[Cue::Opens as usize];
    }
    prefix.lead_verbs += run.sightings.cues[Cue::LeadVerb as usize];
    prefix.lists += run.sightings.cues[Cue::Expanded as usize];
}

fn is_function_word(c: char) -> bool {
    "的和在与及等为中上将把是已也都以对之并要了就".contains(c)
}

/// For each head with its measure word: which numbers stand before it, and how often.
pub(super) type Numbers = BTreeMap<String, BTreeMap<u32, u32>>;

/// Counts the numbers before each head.
pub(super) fn numbers(prefixes: &BTreeMap<String, Prefix>) -> Numbers {
    let mut numbers = Numbers::new();
    for (form, prefix) in prefixes {
        let label: Vec<char> = form.chars().collect();
        let numeral = run_length(&label).max(1);
        if let Some(number) = value(&label[..numeral]) {
            let head: String = label[numeral..].iter().collect();
            *numbers.entry(head).or_default().entry(number).or_default() += prefix.mentions;
        }
    }
    numbers
}

fn verdict(
    label: &[char],
    shape: &Shape,
    prefix: &Prefix,
    numbers: &Numbers,
    labels: &BTreeMap<String, Verdict>,
    dictionary: &Words,
) -> Option<Verdict> {
    if prefix.announces * 2 > prefix.mentions {
        return None;
    }
    let whole = f64::from(prefix.word_ends) >= 0.7 * f64::from(prefix.mentions);
    if !whole {
        return None;
    }
    let mut witnesses = vec![(Witness::Unquoted, 1.0)];
    let form: String = label.iter().collect();
    match dictionary.tag(&form).as_deref() {
        Some("i") => return None,
        Some("ns" | "nr" | "nt" | "t" | "m" | "nrt") => {
            witnesses.push((Witness::DictionaryName, 1.0))
        }
        _ => {}
    }
    let closed = f64::from(prefix.closed) / f64::from(prefix.mentions);
    let share = |count: u32| f64::from(count) / f64::from(prefix.mentions);
    witnesses.push((Witness::BareEnd, closed));
    witnesses.push((Witness::BareLead, share(prefix.lead_verbs)));
    witnesses.push((Witness::BareTail, share(prefix.tail_nouns)));
    if prefix.defined > 0 {
        witnesses.push((Witness::BareDefined, 1.0));
    }
    match shape.kind {
        Kind::Chained => {
            let announces = |s: &Segment| {
                words::ANNOUNCEMENT_HEADS.contains(&label[(s.start + 2).min(s.end)..s.end])
            };
            let measures =
                |s: &Segment| words::MEASURES.prefix(&label[s.start + 1..s.end]).is_some();
            let rate = shape.segments.iter().any(measures);
            let announced = shape.segments.iter().all(announces);
            let ordinal = label[0] == '二';
            if !is_parallel(label, shape) || closed < 0.5 || rate || announced || ordinal {
                return None;
            }
            // One numeral again and again is a rhyme more often than a name (一半翻新一半留旧), unless
            // the heads are single characters and it recurs.
            let ones = label[0] == '一';
            let distributes = ones && is_distributive(label);
            if ones && !distributes && (label.len() != 4 || prefix.documents < 2) {
                return None;
            }
            witnesses.push((Witness::Distributive, f64::from(u8::from(distributes))));
            witnesses.push((Witness::BareChain, 1.0));
            let several = prefix.documents > 1;
            witnesses.push((Witness::SeveralDocuments, f64::from(u8::from(several))));
            let sorts = shape.segments.iter().all(|s| is_abstract_measure(label[s.start + 1]));
            witnesses.push((Witness::BareSorts, f64::from(u8::from(sorts))));
        }
        Kind::Classified => {
            let segment = shape.segments[0];
            let head_noun = &label[segment.head..];
            let clause = head_noun.iter().skip(1).any(|&c| is_function_word(c));
            if !(2..=4).contains(&head_noun.len()) || clause || closed < 0.5 {
                return None;
            }
            let measure = label[segment.head - 1];
            let names = matches!(measure, '个' | '项' | '大' | '条');
            let large = run_length(label) > 2;
            if words::ANNOUNCEMENT_HEADS.suffix(head_noun).is_some() {
                let confidence = 0.9;
                return (prefix.documents >= 2 && head_noun.len() <= 4).then(|| Verdict {
                    kind: Kind::Announcement,
                    confidence,
                    witnesses: vec![(Witness::Announces, 1.0)],
                    bare: true,
                    stands_for: None,
                });
            }
            if !names || large {
                return None;
            }
            let word: String = head_noun.iter().collect();
            let tagged = dictionary.tagged(&word);
            let verbal = tagged.iter().all(|w| w.tag.starts_with(['v', 'd', 'a']));
            // 项 and 大 count nouns, and before a head noun a verb is its modifier: 三个建设|工程.
            if verbal && measure == '个' && prefix.tail_nouns == 0 {
                witnesses.push((Witness::BareVerbal, 1.0));
            }
            if prefix.lists > 0 {
                witnesses.push((Witness::BareList, share(prefix.lists)));
            }
            if is_concentrated(label, prefix, numbers) {
                // 项 and 条 count what was laid down; 大 and 个 count anything.
                let firmness = match measure {
                    '项' | '条' => 1.8,
                    '大' => 1.1,
                    _ => 0.6,
                };
                witnesses.push((Witness::Concentrated, firmness));
            }
            if is_ranking(label) {
                witnesses.push((Witness::Ranking, 1.0));
            }
            if has_sibling(label, shape, labels) {
                witnesses.push((Witness::Sibling, 1.0));
            }
        }
        Kind::Bare if label.ends_with(&['合', '一']) || label.ends_with(&['一', '体']) => {
            if closed < 0.5 || label.len() > 4 {
                return None;
            }
            witnesses.push((Witness::BareUnites, 1.0));
        }
        // 双轮驱动就是…: defined like a name, and not a word.
        Kind::Bare if prefix.defined > 0 && (3..=6).contains(&label.len()) => {}
        _ => return None,
    }
    let confidence = confidence(&witnesses);
    (confidence >= BARE_THRESHOLD).then_some(Verdict {
        kind: shape.kind,
        confidence,
        witnesses,
        bare: true,
        stands_for: None,
    })
}

/// Segments of equal length that are more than a rhyme: 一村一策, not 一心一意 or 千山万水.
fn is_parallel(label: &[char], shape: &Shape) -> bool {
    let lengths: Vec<usize> = shape.segments.iter().map(|s| s.end - s.start).collect();
    let equal = lengths.windows(2).all(|pair| pair[0] == pair[1]);
    let numerals: Vec<char> = shape.segments.iter().map(|s| label[s.start]).collect();
    let heads: Vec<&[char]> = shape.segments.iter().map(|s| &label[s.head..s.end]).collect();
    let repeated = heads.windows(2).any(|pair| pair[0] == pair[1]);
    equal && !repeated && lengths[0] >= 2 && numerals.iter().all(|&n| n == numerals[0])
}

/// 一户一策, 一村一品: so much for each household, village, matter.
fn is_distributive(label: &[char]) -> bool {
    const EACH: &str = "户村人企事镇乡县校家站店厂区街院所车品案地市省岗园馆场湖河山林田厕楼项业";
    matches!(label, ['一', each, '一', given] if EACH.contains(*each) && each != given)
}

/// One number alone stands before this head, in several documents: 五项原则.
fn is_concentrated(label: &[char], prefix: &Prefix, numbers: &Numbers) -> bool {
    let numeral = run_length(label).max(1);
    let Some(number) = value(&label[..numeral]) else { return false };
    let head: String = label[numeral..].iter().collect();
    let Some(counts) = numbers.get(&head) else { return false };
    let all: u32 = counts.values().sum();
    let this = counts.get(&number).copied().unwrap_or(0);
    prefix.documents >= 3 && number >= 3 && f64::from(this) >= 0.8 * f64::from(all)
}

/// Other numbers stand before this measure word and head far more often than this one does: where it
/// is not quoted, 四个人 is a number of people, whatever “四个人” stands for.
pub(super) fn is_quantity(label: &[char], shape: &Shape, numbers: &Numbers) -> bool {
    let counted = shape.kind == Kind::Classified && shape.segments.len() == 1;
    let numeral = run_length(label).max(1);
    let Some(number) = value(&label[..numeral]).filter(|_| counted) else { return false };
    let head: String = label[numeral..].iter().collect();
    let Some(counts) = numbers.get(&head) else { return false };
    let all: u32 = counts.values().sum();
    let this = counts.get(&number).copied().unwrap_or(0);
    all - this > OTHER_NUMBERS * this
}

/// By so much the other numbers before a head must outnumber this one to make it a quantity.
const OTHER_NUMBERS: u32 = 2;

/// A quoted formula has the same measure word and head with another number: 八项规定, 十项规定.
fn has_sibling(label: &[char], shape: &Shape, labels: &BTreeMap<String, Verdict>) -> bool {
    let this = head(label, shape);
    let family: u32 = labels
        .iter()
        .filter(|(_, verdict)| verdict.kind == Kind::Classified)
        .filter(|(form, _)| {
            let other: Vec<char> = form.chars().collect();
            other.ends_with(&label[shape.segments[0].head..])
                && Shape::of(&other).is_some_and(|shape| head(&other, &shape) == this)
        })
        .count() as u32;
    // A head with many numbers is generic: 三个坚持, 四个坚持, 五个坚持 …
    (1..=3).contains(&family)
}

#[cfg(test)]
mod tests {
    use crate::formula::{Evidence, Inventory, Lexicon, decide, observe};
    use crate::text::{Text, Words};

    fn inventory(texts: &[&str]) -> Inventory {
        let dictionary = Words::new();
        let evidence = texts
            .iter()
            .map(|text| Evidence::of(&observe(&Text::new(text), &dictionary)))
            .fold(Evidence::default(), Evidence::merge);
        decide(&evidence, &Lexicon::default(), &dictionary)
    }

    #[test]
    fn a_sentence_that_defines_a_bare_label_vouches_for_it() {
        let found = inventory(&[
            "这项工作分三步。六大转变就是从种得好向卖得好转变，从看天吃饭向知天而作转变。",
        ]);
        assert!(found.get("六大转变").is_some(), "{:?}", found.labels.keys());
    }

    #[test]
    fn a_quantity_of_people_is_no_mention_of_the_label_that_is_quoted_elsewhere() {
        let found = inventory(&[
            "全市党员践行“四个人”的要求，把“四有”写进承诺。",
            "屋里坐着四个人。门口站着三个人，车上还有两个人。院里三个人，地里五个人。",
        ]);
        assert!(
            !found.get("四个人").is_some_and(|verdict| verdict.bare),
            "{:?}",
            found.get("四个人")
        );
    }

    #[test]
    fn what_a_jury_chooses_every_year_is_no_formula() {
        let text = "今年的全国十大考古发现揭晓。";
        assert!(inventory(&[text, text, text, text]).get("十大考古发现").is_none());
    }
}
