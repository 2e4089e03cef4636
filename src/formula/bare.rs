//! Labels that never stand in quotation marks. A bare candidate is a formula in about one case of
//! twenty, so it needs witnesses that do not depend on how often it occurs.

use super::cues::{Cue, DEFINITIONS};
use super::decide::Verdict;
use super::evidence::{Evidence, Run};
use super::explained::introduced;
use super::family::head;
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::numeral::{is_chinese_numeral, run_length, value};
use super::shape::{Segment, Shape};
use super::witness::{Witness, confidence, is_abstract_measure, is_ranking};
use super::words;
use crate::text::Words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A label that no quotation vouches for is taken only if it is likelier than not.
const BARE_THRESHOLD: f64 = 0.5;
/// A bare label has at most this many characters.
const MAX_LABEL: usize = 12;

/// Decides on the bare runs of the corpus and adds what is accepted.
pub(super) fn decide(
    prefixes: &Prefixes,
    numbers: &Numbers,
    lexicon: &Lexicon,
    dictionary: &Words,
    labels: &mut BTreeMap<String, Verdict>,
) {
    let siblings = siblings(labels);
    // Whether a label is a formula, of those that are decided: asked for every beginning of every run.
    let decided: FxHashMap<&str, bool> =
        labels.iter().map(|(form, verdict)| (form.as_str(), verdict.kind.is_formula())).collect();
    let verdict = |(&form, prefix): (&&str, &Prefix)| {
        if !prefix.is_whole() || decided.contains_key(form) || lexicon.get(form).is_some() {
            return None;
        }
        let label: Vec<char> = form.chars().collect();
        let shape = Shape::of(&label)?;
        // 三不政策（…）: behind a numeral without a measure word the noun announces nothing.
        let names = prefix.explained > 0 && shape.kind == Kind::Bare;
        if prefix.is_announced() && !names {
            return None;
        }
        // What continues a label that is already decided is that label and its head noun.
        let continues =
            form.char_indices().skip(3).any(|(end, _)| decided.get(&form[..end]) == Some(&true));
        if continues {
            return None;
        }
        let verdict = verdict(&label, &shape, prefix, numbers, &siblings, dictionary)?;
        Some((form.to_owned(), verdict))
    };
    let found: Vec<(String, Verdict)> = prefixes.par_iter().filter_map(verdict).collect();
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
    /// Times 的 follows.
    modifies: u32,
    lead_verbs: u32,
    lists: u32,
    /// Times it begins a sentence that says what it is: 六大转变就是…
    defined: u32,
    /// Times it begins a sentence that lists as many items as it promises.
    explained: u32,
}

impl Prefix {
    /// Whether a head that only announces a list follows mostly.
    fn is_announced(&self) -> bool {
        self.announces * 2 > self.mentions
    }

    /// Whether a word ends there mostly.
    fn is_whole(&self) -> bool {
        f64::from(self.word_ends) >= 0.7 * f64::from(self.mentions)
    }
}

/// Beginnings of runs, in code-point order.
pub(super) type Prefixes<'e> = BTreeMap<&'e str, Prefix>;

/// All beginnings of bare runs at which a word ends.
pub(super) fn prefixes(evidence: &Evidence) -> Prefixes<'_> {
    let mut prefixes: FxHashMap<&str, Prefix> = FxHashMap::default();
    let mut chars: Vec<char> = Vec::new();
    for (form, run) in &evidence.runs {
        chars.clear();
        chars.extend(form.chars());
        let numeral = run_length(&chars).max(1);
        let explained = run.sightings.cues[Cue::Defined as usize];
        let introduced = if explained > 0 { introduced(&chars) } else { 0 };
        let ends = form.char_indices().map(|(at, _)| at).chain([form.len()]).enumerate();
        for (length, end) in ends.take(MAX_LABEL + 1).skip(numeral + 1) {
            let Some(&word_ends) = run.ends.get(&(length as u8)) else { continue };
            let (label, rest) = chars.split_at(length);
            let prefix = prefixes.entry(&form[..end]).or_default();
            add(prefix, run, label, rest, word_ends);
            if length == introduced {
                prefix.explained += explained;
            }
        }
    }
    prefixes.into_iter().collect()
}

fn add(prefix: &mut Prefix, run: &Run, label: &[char], rest: &[char], word_ends: u32) {
    let seen = run.sightings.mentions;
    prefix.mentions += seen;
    prefix.documents += run.sightings.documents;
    prefix.word_ends += word_ends;
    let tail = words::TAIL_NOUNS.prefix(rest).is_some();
    let function = rest.first().is_some_and(|&c| is_function_word(c));
    // 一户一档、一人一卡: where the next one begins, this one ends.
    let another = is_distributive(label) && rest.get(..4).is_some_and(is_distributive);
    if rest.is_empty() || tail || function || another {
        prefix.closed += seen;
    }
    if tail {
        prefix.tail_nouns += seen;
    }
    if rest.first() == Some(&'的') {
        prefix.modifies += seen;
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
pub(super) struct Numbers<'e>(FxHashMap<&'e str, FxHashMap<u32, u32>>);

/// Counts the numbers before each head.
pub(super) fn numbers<'e>(prefixes: &Prefixes<'e>) -> Numbers<'e> {
    let mut numbers = Numbers(FxHashMap::default());
    for (form, prefix) in prefixes {
        let label: Vec<char> = form.chars().take(MAX_LABEL).collect();
        let numeral = run_length(&label).max(1);
        if let Some(number) = value(&label[..numeral]) {
            let head = form.char_indices().nth(numeral).map_or("", |(at, _)| &form[at..]);
            *numbers.0.entry(head).or_default().entry(number).or_default() += prefix.mentions;
        }
    }
    numbers
}

impl Numbers<'_> {
    /// How often any number stands before a head, and how often this one does; nothing for a head
    /// that was not seen.
    fn before(&self, head: &[char], number: u32) -> Option<(u32, u32)> {
        let counts = self.0.get(head.iter().collect::<String>().as_str())?;
        let this = counts.get(&number).copied().unwrap_or(0);
        Some((counts.values().sum(), this))
    }
}

fn verdict(
    label: &[char],
    shape: &Shape,
    prefix: &Prefix,
    numbers: &Numbers,
    siblings: &Siblings,
    dictionary: &Words,
) -> Option<Verdict> {
    let mut witnesses = vec![(Witness::Unquoted, 1.0)];
    let form: String = label.iter().collect();
    match dictionary.tag(&form).as_deref() {
        Some("i") => return None,
        Some("ns" | "nr" | "nt" | "t" | "m" | "nrt") => {
            witnesses.push((Witness::DictionaryName, 1.0))
        }
        _ => {}
    }
    // A link that goes on to explain the label ends it as punctuation does.
    let ended = prefix.closed.max(prefix.explained);
    let closed = f64::from(ended) / f64::from(prefix.mentions);
    let share = |count: u32| f64::from(count) / f64::from(prefix.mentions);
    witnesses.push((Witness::BareEnd, closed));
    witnesses.push((Witness::BareLead, share(prefix.lead_verbs)));
    witnesses.push((Witness::BareTail, share(prefix.tail_nouns)));
    if prefix.defined > 0 {
        witnesses.push((Witness::BareDefined, 1.0));
    }
    // 三星堆|博物馆: a list behind it may tell anything of what a name names.
    let explained = prefix.explained > 0 && !begins_with_name(&form, dictionary);
    if explained {
        witnesses.push((Witness::BareExplained, 1.0));
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
            let tally = shape.segments.iter().all(|s| is_outcome(&label[s.start + 1..s.end]));
            let parallel = explained || is_parallel(label, shape);
            if !parallel || closed < 0.5 || rate || announced || ordinal || tally {
                return None;
            }
            // One numeral again and again is a rhyme (一粥一饭, 一银一铜) unless it allots one to each.
            let ones = label[0] == '一';
            let distributes = ones && is_distributive(label);
            if ones && !distributes {
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
            // 三个新设立的自贸区: what is counted follows, and the verb only modifies it.
            if verbal && prefix.modifies * 2 > prefix.mentions && prefix.explained == 0 {
                return None;
            }
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
            if has_sibling(label, shape, siblings) {
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
        Kind::Bare if explained && (2..=5).contains(&label.len()) => {}
        // 新三率：就业率、…
        Kind::Inner if explained && begins_anew(label) && label.len() <= 5 => {}
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

/// 新 before a numeral tells the label from an older one: 新四化.
fn begins_anew(label: &[char]) -> bool {
    matches!(label, ['新', numeral, ..] if is_chinese_numeral(*numeral))
}

/// Whether a label begins with a longer word of the dictionary that is not all of it.
fn begins_with_name(form: &str, dictionary: &Words) -> bool {
    let ends = dictionary.ends(form);
    ends.len() > 1 && ends[0] > 2
}

/// Whether what is counted are casualties, games, medals or people: 两死两伤, 三胜一负, 一金两银.
fn is_outcome(head: &[char]) -> bool {
    matches!(head, [only] if "死伤亡胜负平败金银铜男女".contains(*only))
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
    let Some((all, this)) = numbers.before(&label[numeral..], number) else { return false };
    prefix.documents >= 3 && number >= 3 && f64::from(this) >= 0.8 * f64::from(all)
}

/// Other numbers stand before this measure word and head far more often than this one does: where it
/// is not quoted, 四个人 is a number of people, whatever “四个人” stands for.
pub(super) fn is_quantity(label: &[char], shape: &Shape, numbers: &Numbers) -> bool {
    let counted = shape.kind == Kind::Classified && shape.segments.len() == 1;
    let numeral = run_length(label).max(1);
    let Some(number) = value(&label[..numeral]).filter(|_| counted) else { return false };
    let Some((all, this)) = numbers.before(&label[numeral..], number) else { return false };
    all - this > OTHER_NUMBERS * this
}

/// By so much the other numbers before a head must outnumber this one to make it a quantity.
const OTHER_NUMBERS: u32 = 2;

/// How many classified labels share each head.
type Siblings = BTreeMap<String, u32>;

fn siblings(labels: &BTreeMap<String, Verdict>) -> Siblings {
    let mut siblings = Siblings::new();
    let classified = labels.iter().filter(|(_, verdict)| verdict.kind == Kind::Classified);
    for (form, _) in classified {
        let label: Vec<char> = form.chars().collect();
        if let Some(shape) = Shape::of(&label) {
            *siblings.entry(head(&label, &shape)).or_default() += 1;
        }
    }
    siblings
}

/// A quoted formula has the same measure word and head with another number: 八项规定, 十项规定.
fn has_sibling(label: &[char], shape: &Shape, siblings: &Siblings) -> bool {
    let family = siblings.get(&head(label, shape)).copied().unwrap_or(0);
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
    fn a_list_of_the_right_length_behind_a_bare_label_vouches_for_it() {
        let texts = [
            "三修：修路、修渠、修桥。五护是指护林、护草、护水、护田、护鸟。",
            "四不准\n1. 不准烧荒；\n2. 不准野炊；\n3. 不准吸烟；\n4. 不准放炮。",
            "三免政策（免学费、免书费、免食宿费）从秋季起实行。",
            "两帮一带是指帮资金、帮技术，带销路。",
            "（二）五进：进村、进户、进棚、进田、进园。\n3.四查：查水、查电、查路、查房。",
        ];
        let found = inventory(&texts);
        for label in ["三修", "五护", "四不准", "三免", "两帮一带", "五进", "四查"]
        {
            assert!(found.get(label).is_some(), "{label} {:?}", found.labels.keys());
        }
        let counted =
            inventory(&["三个小组：宣传组、后勤组、联络组。四个村：东村、西村、南村、北村。"]);
        assert!(counted.labels.values().all(|verdict| !verdict.kind.is_formula()));
    }

    #[test]
    fn items_that_repeat_the_head_of_a_bare_label_vouch_for_it_anywhere() {
        let texts = [
            "全镇紧盯两个确保：确保颗粒归仓，确保农民增收，干部分片包干。",
            "年终要晒一晒三率：出勤率、办结率、满意率。考核还看新三率：到会率、发言率、落实率。",
            "护林员记牢五个不进有哪些\n1、火种不进。\n2、酒气不进。\n3、猎具不进。\n4、斧头不进。\n5、生人不进。",
        ];
        let found = inventory(&texts);
        for label in ["两个确保", "三率", "新三率", "五个不进"] {
            assert!(found.get(label).is_some(), "{label} {:?}", found.labels.keys());
        }
        let counted = inventory(&["镇上新建三大中心：文化中心、体育中心、养老中心。"]);
        assert!(counted.get("三大中心").is_none());
    }

    #[test]
    fn a_copula_explains_if_the_items_repeat_the_head_or_are_many() {
        let found = inventory(&[
            "抓好养成教育（四自是自我教育、自我管理、自我服务、自我约束），家长都说好。",
            "七习惯是早睡早起、饭前洗手、按时作业、爱护书本、礼貌待人、帮做家务、坚持锻炼。",
            "三校是南山小学、北坡中学和东湖职校。",
        ]);
        assert!(found.get("四自").is_some(), "{:?}", found.labels.keys());
        assert!(found.get("七习惯").is_some(), "{:?}", found.labels.keys());
        assert!(found.get("三校").is_none());
    }

    #[test]
    fn a_verb_that_only_modifies_what_is_counted_heads_no_label() {
        let found = inventory(&["新规为东岸、西岸和北岸三个新成立的园区松绑。"]);
        assert!(found.labels.values().all(|verdict| !verdict.kind.is_formula()));
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

    #[test]
    fn casualties_games_and_medals_are_only_counted() {
        let texts = ["事故造成两死三伤。", "联赛开局三胜一负。", "队员们带回两金三银。"];
        let found = inventory(&[texts, texts].concat());
        for label in ["两死三伤", "三胜一负", "两金三银"] {
            assert!(!found.get(label).is_some_and(|verdict| verdict.kind.is_formula()), "{label}");
        }
    }

    #[test]
    fn so_much_for_each_is_found_before_punctuation_and_in_a_row() {
        let found =
            inventory(&["全县实行一湖一策。镇上做到一户一档、一人一卡。一前一后走着，一问一答。"]);
        for label in ["一湖一策", "一户一档", "一人一卡"] {
            assert!(found.get(label).is_some(), "{label}");
        }
        for label in ["一前一后", "一问一答"] {
            assert!(!found.get(label).is_some_and(|verdict| verdict.kind.is_formula()), "{label}");
        }
    }
}
