//! The witnesses for and against a label, and the weight of each.
//!
//! A label's confidence is the logistic function of the sum of its witnesses' weights, so that each
//! witness can be named and its share in the verdict be shown. The weights were fitted by logistic
//! regression to labels that careful readers judged in their contexts (METHOD.md).

use super::cues::Cue;
use super::evidence::Sightings;
use super::kind::Kind;
use super::numeral::{is_chinese_numeral, run_length, value};
use super::shape::{Segment, Shape};
use super::words;
use crate::text::Words;
use serde::{Deserialize, Serialize};

macro_rules! witnesses {
    ($($name:ident $weight:literal $text:literal,)*) => {
        /// Something that speaks for a label or against it.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Witness { $(#[doc = $text] $name,)* }

        impl Witness {
            /// Every witness.
            pub const ALL: &[Witness] = &[$(Witness::$name,)*];

            /// What one unit of it adds to the log-odds that the label is a formula.
            pub fn weight(self) -> f64 {
                match self { $(Witness::$name => $weight,)* }
            }

            /// Its name in tables.
            pub fn name(self) -> &'static str {
                match self { $(Witness::$name => stringify!($name),)* }
            }

            /// What it says, as a sentence.
            pub fn description(self) -> &'static str {
                match self { $(Witness::$name => $text,)* }
            }
        }
    };
}

witnesses! {
    Quoted -1.33 "It stands in quotation marks somewhere.",
    Counted 1.99 "Numeral, abstract measure word and head: 四个不摘.",
    CountedThing -0.26 "Numeral, a measure word for things, and head: 四张网.",
    MeasuredThing -1.00 "Its measure word counts sheets, sticks, ranks and the like: 两张皮.",
    Chain 0.25 "Two or more segments with numerals.",
    ParallelChain 0.74 "Segments of equal length: 一村一策.",
    Sum 0.98 "Figures joined by +.",
    NewOld 0.29 "新, 老, 小 or 大 before the numeral: 新四化.",
    InnerNumeral -1.60 "Another numeral inside.",
    TwoCharacters 1.47 "Numeral and one character.",
    ThreeCharacters 0.19 "Numeral and two characters.",
    FourCharacters -0.11 "Numeral and three characters, no measure word.",
    LongHead -0.87 "A head of four or more characters without a measure word.",
    Length -0.53 "Each character beyond seven of a label with one segment.",
    Double -0.54 "双 before the head.",
    LoneOne -1.67 "一 as its only numeral.",
    Many -0.44 "百, 千 or 万 as its only numeral.",
    LargeNumber -1.20 "A numeral above twenty or in figures.",
    TailNoun 1.39 "A head noun follows that names a policy.",
    LeadVerb 0.99 "A verb stands before that takes a policy.",
    NameNoun -0.48 "A noun follows that shows it to be another name.",
    Companion 0.70 "Other quoted numbered labels beside it.",
    Closed -0.51 "Punctuation follows.",
    ListBefore 1.16 "A list before it.",
    Expanded 0.52 "A list beside it has as many items as its numerals promise.",
    ExpandedOnce 1.04 "Such a list stands beside it at least once.",
    Frequency 0.23 "Each doubling of its quoted mentions.",
    SeveralDocuments 0.57 "It stands in several documents.",
    Idiom -2.00 "An idiom of the dictionary.",
    DictionaryName -0.60 "A place, a person or a body in the dictionary.",
    Abbreviation 0.44 "An abbreviation of the dictionary: 三公.",
    DictionaryTerm -0.20 "A term of its own in the dictionary.",
    Defined 1.18 "Words follow that begin to say what it is: 即, 就是.",
    NameLead -0.81 "A word stands before that introduces another name.",
    DictionaryWord -0.40 "Another word of the dictionary.",
    NameEnding -1.66 "It ends as names of ships, prizes and places do.",
    EndsInTail 1.62 "It ends in a head noun that should follow it.",
    Family -0.03 "Other labels share its head.",
    Day -3.00 "It is a day called by its date.",
    Sentence -1.00 "It holds words of whole sentences: 了, 的, 是.",
    NegativeHead 1.33 "The head forbids or denies: 不, 禁, 无.",
    OnesChain 0.55 "A chain in which every numeral is 一.",
    InnerRound -2.00 "百, 千 or 万 inside, for many: 文化进万家.",
    Articles 2.00 "A numeral inside, then articles, laws or principles to the end: 外资十条.",
    Unites 0.90 "It ends in 合一 or 一体.",
    RoundCount -0.39 "百, 千 or 万 before people or things that are counted.",
    Lexicalised -2.75 "A word that nobody counts any more.",
    Congress -2.50 "A congress or a plenum.",
    Verbal 0.52 "The head is or begins with a verb.",
    EqualNumerals 0.73 "A chain with one numeral again and again, not 一: 两防两促两结合.",
    CountingChain 0.31 "A chain of small counts with short heads: 两不愁三保障.",
    ManySegments 0.62 "Each segment of a chain beyond two.",
    Headline -2.40 "A chain of round numbers of people and things: 百名专家百场讲座.",
    RoundChain -0.30 "A chain with 百, 千 or 万.",
    MostlyBare -0.50 "Each doubling by which its bare mentions outnumber four times the quoted ones.",
    OrdinalTwo -2.50 "二, which counts in hardly any formula: 二战, 二期.",
    Generation -3.00 "A number before 后, 强, 代, 号, 冠 or 连: 90后, 百强, 十连增.",
    JointHead 0.18 "The head ends in doing something together: 三措并举, 三医联动.",
    LongInner -0.70 "Each character beyond five of a label with the numeral inside.",
    FalseStart -2.00 "It begins with a word in which the numeral does not count: 双向, 两国.",
    Measured -3.50 "The numeral measures time, length or money: 十五分钟.",
    Persons -2.00 "位 counts people: 五位工匠.",
    Standard 1.50 "好 or 型 behind the numeral, then what it is a standard for: 五好家庭.",
    MeasuredChain -2.00 "A chain that begins with a length of time or of way: 三天盖一层楼.",
    IdiomLike -2.00 "A chain that stands as a phrase in the dictionary: 一年一度.",
    Ranking -2.00 "十大 before what a jury chooses: 十大新闻.",
    Opposites -3.00 "A chain of two opposites: 一升一降.",
    LongSegment -0.60 "A segment of a chain with a head of four or more characters.",
    Known 2.50 "The lexicon knows it.",
    Unquoted -3.00 "It never stands in quotation marks.",
    BareEnd 1.00 "Where it ends, punctuation, a head noun or a function word follows.",
    BareLead 1.00 "A verb stands before that takes a policy.",
    BareTail 0.80 "A head noun follows that names a policy.",
    BareChain 1.90 "A bare chain of equal segments.",
    BareSorts 0.50 "A bare chain that counts what was thought out: 两个市场两种资源.",
    Distributive 0.50 "So much for each: 一户一策.",
    BareVerbal 1.20 "The head of a bare label is a verb: 四个到位.",
    BareList 0.90 "A list of the right length touches a bare label.",
    Concentrated 1.60 "Only this number stands before the head, in several documents.",
    Sibling 1.30 "A quoted formula has the same head with another number.",
    BareDefined 2.20 "At the start of a sentence, with 就是, 是指 or 即 after it.",
    BareExplained 3.00 "At the start of a sentence, with a list of the right length behind it.",
    Productive 2.20 "Several quoted names begin with it: “两会同期声”, “两会大数据”.",
    BareUnites 2.60 "A bare label that ends in 合一 or 一体.",
    Announces 0.00 "The head is one that announces a list.",
    AllOnce 0.97 "A chain whose heads are single characters.",
}

/// A measure word that counts what was set down or thought out rather than things.
pub(super) fn is_abstract_measure(word: char) -> bool {
    matches!(word, '个' | '项' | '大' | '种' | '股' | '条')
}

/// 百名, 千场: a round number of people or things.
fn is_round_count(label: &[char], segment: &Segment) -> bool {
    matches!(label[segment.start], '百' | '千' | '万')
        && label.get(segment.start + 1).is_some_and(|&c| "名位场人部篇首里年岁".contains(c))
}

/// 百人计划, 万村行动: a round number of people or places, and what is done with them all.
fn is_campaign(label: &[char], shape: &Shape) -> bool {
    let [only] = shape.segments.as_slice() else { return false };
    let round = only.start == 0 && only.count.is_none() && label[0] != '多';
    round
        && matches!(label, [_, _, .., '计', '划'] | [_, _, .., '工', '程'] | [_, _, .., '行', '动'])
}

/// 百色一号: a name with a numeral in it, then its number in a series. Not so much for each: 一人一号.
fn is_numbered_name(label: &[char], shape: &Shape) -> bool {
    let [first, .., last] = shape.segments.as_slice() else { return false };
    label[first.start] != label[last.start] && label[last.head..last.end] == ['号']
}

/// 三天盖一层楼, 七十年七十城: a chain in which the first numeral measures time or way. Not one that allots to
/// each time (一周一访), nor one that is a plan from its beginning to its end (三年脱贫七年小康).
fn begins_with_a_length(label: &[char], shape: &Shape) -> bool {
    let measures = |segment: &Segment| {
        let unit = &label[segment.start + run_length(&label[segment.start..])..segment.end];
        words::MEASURES.prefix(unit).is_some()
    };
    // A hundred days are what a campaign lasts, and what its name begins with.
    let campaign = label.starts_with(&['百', '日']);
    label[0] != '一'
        && !campaign
        && measures(&shape.segments[0])
        && !shape.segments.iter().all(measures)
}

/// 金融三十条, 暖企八条: so many articles, and before them what they are about. A policy is called so, and
/// hardly anything else is.
fn names_articles(label: &[char], shape: &Shape) -> bool {
    let [only] = shape.segments.as_slice() else { return false };
    only.start > 0
        && only.count.is_some()
        && label[only.start + run_length(&label[only.start..])..] == ['条']
}

/// 十大 before what a jury chooses, not before a policy: 十大新闻.
pub(super) fn is_ranking(label: &[char]) -> bool {
    label.starts_with(&['十', '大']) && words::TAIL_NOUNS.suffix(label).is_none()
}

/// What a label's own form says.
pub(super) fn form_witnesses(label: &[char], shape: &Shape, out: &mut Vec<(Witness, f64)>) {
    let mut say = |witness, amount: f64| {
        if amount != 0.0 {
            out.push((witness, amount));
        }
    };
    let length = label.len();
    match shape.kind {
        Kind::Sum => say(Witness::Sum, 1.0),
        Kind::Chained => {
            say(Witness::Chain, 1.0);
            let lengths: Vec<usize> =
                shape.segments.iter().map(|segment| segment.end - segment.start).collect();
            let parallel = lengths.windows(2).all(|pair| pair[0] == pair[1]);
            say(Witness::ParallelChain, f64::from(u8::from(parallel)));
            let ones = shape.segments.iter().all(|segment| label[segment.start] == '一');
            say(Witness::OnesChain, f64::from(u8::from(ones)));
            let first = label[shape.segments[0].start];
            let equal = shape.segments.iter().all(|segment| label[segment.start] == first);
            say(Witness::EqualNumerals, f64::from(u8::from(equal && first != '一')));
            let counts: Vec<u32> =
                shape.segments.iter().filter_map(|segment| segment.count).collect();
            let counting = counts.len() == shape.segments.len()
                && counts.iter().any(|&count| (2..=9).contains(&count))
                && shape
                    .segments
                    .iter()
                    .all(|segment| (1..=4).contains(&(segment.end - segment.head)));
            say(Witness::CountingChain, f64::from(u8::from(counting)));
            if let [first, second] = shape.segments.as_slice()
                && first.end - first.head == 1
                && second.end - second.head == 1
            {
                let pair = [label[first.head], label[second.head]];
                let antonyms = "升降增减多少进出上下左右前后快慢内外东西大小高低买卖问答来往长短轻重新旧有无动静";
                let pairs: Vec<char> = antonyms.chars().collect();
                let opposed =
                    pairs.chunks(2).any(|p| p == pair || (p[0] == pair[1] && p[1] == pair[0]));
                say(Witness::Opposites, f64::from(u8::from(opposed)));
            }
            say(Witness::MeasuredChain, f64::from(u8::from(begins_with_a_length(label, shape))));
            let clause = shape.segments.iter().any(|segment| segment.end - segment.head >= 4);
            say(Witness::LongSegment, f64::from(u8::from(clause)));
            say(Witness::ManySegments, (shape.segments.len() - 2) as f64);
            let people = shape.segments.iter().all(|segment| is_round_count(label, segment));
            say(Witness::Headline, f64::from(u8::from(people)));
            let round = shape.segments.iter().any(|segment| segment.count.is_none());
            say(Witness::RoundChain, f64::from(u8::from(round)));
            let single = shape.segments.iter().all(|segment| segment.end - segment.head <= 1);
            say(Witness::AllOnce, f64::from(u8::from(single)));
        }
        Kind::Inner => {
            let first = matches!(label[0], '新' | '老' | '小' | '大' | '旧');
            let new_old = first && shape.segments[0].start == 1;
            let round = matches!(label[shape.segments[0].start], '百' | '千' | '万');
            say(Witness::InnerRound, f64::from(u8::from(round)));
            let policy = names_articles(label, shape);
            if new_old {
                say(Witness::NewOld, 1.0);
            } else if !policy {
                say(Witness::InnerNumeral, 1.0);
            }
            // What the articles are about may take several words: 知识产权十二条.
            let usual = if policy { 8 } else { 5 };
            say(Witness::LongInner, length.saturating_sub(usual) as f64);
            let head = &label[shape.segments[0].head.min(length)..];
            let articles = matches!(
                head,
                [] | ['条' | '法' | '策' | '则']
                    | ['原', '则']
                    | ['行', '动']
                    | ['不' | '严' | '必' | '要', ..]
            ) || label[length - 1] == '条';
            say(Witness::Articles, f64::from(u8::from(articles)));
        }
        Kind::Classified => {
            let measure = label[shape.segments[0].head - 1];
            let together = label.ends_with(&['一', '体']);
            let abstract_ = is_abstract_measure(measure) || (measure == '位' && together);
            say(Witness::Ranking, f64::from(u8::from(is_ranking(label))));
            say(Witness::Persons, f64::from(u8::from(measure == '位' && !together)));
            let thing = matches!(measure, '张' | '级' | '重' | '支' | '把' | '块' | '套');
            say(Witness::MeasuredThing, f64::from(u8::from(thing)));
            say(if abstract_ { Witness::Counted } else { Witness::CountedThing }, 1.0);
        }
        _ => {
            let witness = match length - shape.segments[0].head.min(length) {
                0 | 1 => Witness::TwoCharacters,
                2 => Witness::ThreeCharacters,
                3 => Witness::FourCharacters,
                _ => Witness::LongHead,
            };
            say(witness, 1.0);
            let standard = matches!(label, [_, '好' | '型', _, _, ..]) && label[0] != '双';
            say(Witness::Standard, f64::from(u8::from(standard)));
        }
    }
    if let [only] = shape.segments.as_slice() {
        say(Witness::Length, length.saturating_sub(7) as f64);
        let numeral = &label[only.start..only.start + run_length(&label[only.start..]).max(1)];
        match numeral {
            ['双'] => say(Witness::Double, 1.0),
            ['一'] => say(Witness::LoneOne, 1.0),
            ['百' | '千' | '万', ..] => say(Witness::Many, 1.0),
            // 双万计划: 双 doubles no number but its rank.
            ['双', _] => {}
            // 三十证合一: how many became one is what it says. And articles may be many: 金融三十条.
            _ if label.ends_with(&['合', '一']) || names_articles(label, shape) => {}
            _ => {
                let large = value(numeral).is_none_or(|value| value > 20)
                    || !numeral.iter().all(|&c| is_chinese_numeral(c) || c == '多');
                say(Witness::LargeNumber, f64::from(u8::from(large)));
            }
        }
    }
    if let Some(segment) = shape.segments.first() {
        let head = &label[segment.head.min(length)..];
        let negative =
            head.first().is_some_and(|c| matches!(c, '不' | '严' | '禁' | '无' | '零' | '没'));
        say(Witness::NegativeHead, f64::from(u8::from(negative)));
        let counted = is_round_count(label, segment);
        say(Witness::RoundCount, f64::from(u8::from(counted)));
        let congress = segment.start == 0
            && (matches!(label, [.., '中', '全', '会'])
                || matches!(label, [.., number, '大'] if is_chinese_numeral(*number))
                || label.starts_with(&['十', '九', '大'])
                || label.starts_with(&['十', '八', '大'])
                || label.starts_with(&['二', '十', '大'])
                || matches!(label, [.., '次', '会']));
        say(Witness::Congress, f64::from(u8::from(congress)));
    }
    if let [only] = shape.segments.as_slice() {
        let false_start = only.start == 0
            && (2..=length).any(|n| n < length && words::FALSE_STARTS.contains(&label[..n]));
        say(Witness::FalseStart, f64::from(u8::from(false_start)));
        let head = &label[only.head.min(length)..];
        let joint = matches!(
            head,
            [_, '并' | '联' | '同' | '共' | '互' | '齐' | '协', _]
                | [_, '驱', '动']
                | [_, '融', '合']
        );
        say(Witness::JointHead, f64::from(u8::from(joint)));
        // 四日联动: what acts together is counted, be it days.
        let unit = &label[only.start + run_length(&label[only.start..]).max(1)..];
        let measured = words::MEASURES.prefix(unit).is_some() && !joint;
        say(Witness::Measured, f64::from(u8::from(measured)));
    }
    let generation = shape.segments.iter().any(|segment| {
        match &label[segment.head.min(length)..segment.end] {
            // 三个代表 are no generations.
            ['代', '表', ..] => false,
            ['后' | '代' | '冠', ..] | ['连', _, ..] => true,
            // 三期叠加: what lasts together is counted.
            ['期'] | ['期', '工' | '项', ..] => true,
            // In a chain it is no list of the strongest (双强六好), nor behind a measure word (四个强化).
            ['强', ..] => shape.segments.len() == 1 && shape.kind != Kind::Classified,
            // 四号人物: 号 makes the number an ordinal. But numbers that are merged were counted: 三号合一.
            ['号', next, ..] => shape.segments.len() == 1 && *next != '合',
            _ => false,
        }
    });
    say(Witness::Generation, f64::from(u8::from(generation)));
    let ordinal = label[0] == '二' && !matches!(label.get(1), Some('十' | '为'));
    say(Witness::OrdinalTwo, f64::from(u8::from(ordinal)));
    say(Witness::Unites, f64::from(u8::from(matches!(label, [.., '合', '一'] | [.., '一', '体']))));
    say(Witness::Lexicalised, f64::from(u8::from(words::LEXICALISED.contains(label))));
    let last = label[length - 1];
    let name_ending = matches!(
        last,
        '号' | '星'
            | '山'
            | '河'
            | '江'
            | '湖'
            | '岛'
            | '省'
            | '市'
            | '县'
            | '村'
            | '镇'
            | '城'
            | '院'
            | '校'
            | '厂'
            | '队'
            | '军'
            | '团'
            | '奖'
            | '杯'
            | '节'
            | '案'
            | '级'
            | '寺'
            | '楼'
            | '年'
            | '月'
            | '日'
            | '天'
            | '夜'
            | '周'
            | '会'
            | '展'
            | '赛'
            | '弹'
            | '型'
            | '代'
            | '届'
            | '冠'
            | '连'
            | '班'
    );
    // 两会 ends as a conference does, but so short a word is no conference's name.
    // And where a verb stands before, the place is its object: 百警联|村.
    let object = length >= 4 && "联帮包扶进入驻助访兴护下到惠".contains(label[length - 2]);
    let name_ending =
        name_ending && shape.segments.len() == 1 && !(length == 2 && last == '会') && !object;
    let name_ending = name_ending || is_numbered_name(label, shape);
    say(Witness::NameEnding, f64::from(u8::from(name_ending)));
    let counts =
        shape.segments.first().is_some_and(|segment| segment.start == 0 && segment.count.is_some());
    let ends = counts && words::TAIL_NOUNS.suffix(label).is_some_and(|tail| length - tail >= 2);
    say(Witness::EndsInTail, f64::from(u8::from(ends || is_campaign(label, shape))));
    say(Witness::Day, f64::from(u8::from(words::DAYS.contains(label))));
    let sentence = label
        .iter()
        .filter(|c| matches!(c, '了' | '的' | '是' | '吗' | '着' | '我' | '你' | '他' | '到'))
        .count();
    say(Witness::Sentence, sentence as f64);
}

/// What the corpus says of the places where a label stands quoted.
pub(super) fn sighting_witnesses(sightings: &Sightings, out: &mut Vec<(Witness, f64)>) {
    let mut say = |witness, amount: f64| {
        if amount != 0.0 {
            out.push((witness, amount));
        }
    };
    say(Witness::Quoted, 1.0);
    say(Witness::TailNoun, sightings.share(Cue::TailNoun));
    say(Witness::LeadVerb, sightings.share(Cue::LeadVerb));
    say(Witness::NameNoun, sightings.share(Cue::NameNoun));
    say(Witness::Companion, sightings.share(Cue::Companion));
    say(Witness::Defined, sightings.share(Cue::Defined));
    say(Witness::NameLead, sightings.share(Cue::NameLead));
    say(Witness::Closed, sightings.share(Cue::Closed));
    say(Witness::ListBefore, sightings.share(Cue::ListBefore));
    say(Witness::Expanded, sightings.share(Cue::Expanded));
    say(Witness::ExpandedOnce, f64::from(u8::from(sightings.share(Cue::Expanded) > 0.0)));
    say(Witness::Frequency, f64::from(sightings.mentions).log2().min(6.0));
    say(Witness::SeveralDocuments, f64::from(u8::from(sightings.documents > 1)));
}

/// What the dictionary says of a label.
pub(super) fn dictionary_witnesses(label: &str, dictionary: &Words, out: &mut Vec<(Witness, f64)>) {
    let Some(tag) = dictionary.tag(label) else { return };
    let witness = match tag.as_str() {
        "i" => Witness::Idiom,
        "j" => Witness::Abbreviation,
        "nz" | "l" => Witness::DictionaryTerm,
        "ns" | "nr" | "nt" | "nrt" | "t" | "nrfg" => Witness::DictionaryName,
        _ => Witness::DictionaryWord,
    };
    out.push((witness, 1.0));
}

/// The confidence that the witnesses give together, in (0, 1).
pub fn confidence(witnesses: &[(Witness, f64)]) -> f64 {
    let log_odds: f64 = witnesses.iter().map(|&(witness, amount)| witness.weight() * amount).sum();
    1.0 / (1.0 + (-log_odds).exp())
}

/// Everything that speaks for or against a quoted label. `relatives` is the number of other quoted
/// labels with the same [`head`](super::family::head), `bare` how often it stands unquoted.
pub fn quoted_witnesses(
    form: &str,
    shape: &Shape,
    sightings: &Sightings,
    relatives: u32,
    bare: u32,
    dictionary: &Words,
) -> Vec<(Witness, f64)> {
    let label: Vec<char> = form.chars().collect();
    let mut out = Vec::new();
    sighting_witnesses(sightings, &mut out);
    form_witnesses(&label, shape, &mut out);
    dictionary_witnesses(form, dictionary, &mut out);
    let phrase =
        dictionary.tag(form).is_some_and(|tag| matches!(tag.as_str(), "l" | "i" | "m" | "n"));
    if shape.kind == super::Kind::Chained && phrase {
        out.push((Witness::IdiomLike, 1.0));
    }
    if let Some(segment) = shape.segments.last() {
        let head: String = label[segment.head.min(label.len())..].iter().collect();
        let verbal = [dictionary.tagged(&head)].iter().any(|head| {
            [head.first(), head.last()].into_iter().flatten().any(|word| word.tag.starts_with('v'))
        });
        if verbal {
            out.push((Witness::Verbal, 1.0));
        }
    }
    let outnumbered = f64::from(bare.max(1)).log2() - f64::from(sightings.mentions).log2() - 2.0;
    if outnumbered > 0.0 {
        out.push((Witness::MostlyBare, outnumbered));
    }
    if relatives > 0 {
        out.push((Witness::Family, f64::from(relatives + 1).log2().min(3.0)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::THRESHOLD;

    /// What speaks for and against a label that stands in quotation marks once, with nothing around it.
    fn witnesses(label: &str) -> Vec<(Witness, f64)> {
        let shape = Shape::of(&label.chars().collect::<Vec<_>>()).unwrap();
        let once = Sightings { mentions: 1, documents: 1, ..Sightings::default() };
        quoted_witnesses(label, &shape, &once, 0, 0, &Words::new())
    }

    fn is_taken(label: &str) -> bool {
        confidence(&witnesses(label)) >= THRESHOLD
    }

    fn says(label: &str, witness: Witness) -> bool {
        witnesses(label).iter().any(|&(said, _)| said == witness)
    }

    #[test]
    fn a_policy_is_called_by_the_number_of_its_articles() {
        for label in ["稳岗十条", "民营经济二十条", "科技创新三十六条", "护企八条"]
        {
            assert!(is_taken(label), "{label}");
        }
        assert!(!is_taken("春天里三棵树"));
    }

    #[test]
    fn good_behind_the_numeral_sets_a_standard() {
        assert!(is_taken("五好车间") && is_taken("四好文明家庭"));
        assert!(!says("双好青年", Witness::Standard) && !says("五好", Witness::Standard));
    }

    #[test]
    fn people_are_counted_and_numbered() {
        assert!(says("五位巧匠", Witness::Persons));
        assert!(!says("五位一体", Witness::Persons));
        assert!(says("四号选手", Witness::Generation));
        assert!(!says("三号合一", Witness::Generation));
        assert!(says("九江一号", Witness::NameEnding));
        assert!(!says("一人一号", Witness::NameEnding));
    }

    #[test]
    fn the_strongest_are_listed_but_strengthening_is_not() {
        assert!(says("百强", Witness::Generation));
        assert!(!says("四个强化", Witness::Generation));
        assert!(says("两代工匠", Witness::Generation) && says("二期工程", Witness::Generation));
        assert!(!says("三个代表", Witness::Generation));
        assert!(!says("三期叠加", Witness::Generation));
    }

    #[test]
    fn a_length_of_time_begins_no_chain() {
        assert!(says("三天架起一座桥", Witness::MeasuredChain));
        assert!(says("三日作业法", Witness::Measured) && !says("三日联动", Witness::Measured));
        for label in ["一周一访", "三年打基础七年上台阶", "百日千村行动"] {
            assert!(!says(label, Witness::MeasuredChain), "{label}");
        }
    }

    #[test]
    fn a_round_number_of_people_is_a_campaign_if_something_is_done_with_them() {
        assert!(is_taken("百人计划") && is_taken("百村建设行动"));
        assert!(!is_taken("百人合唱"));
    }
}
