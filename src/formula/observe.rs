//! The first look: every place of a text where a numbered label may stand, with what is seen there.

use serde::{Deserialize, Serialize};

use super::canonical::{canonical, is_separator};
use super::cues::{Cue, Cues};
use super::expansion::{Site, expansion, list_touching};
use super::explained::is_explained;
use super::numeral::{CHINESE_NUMERALS, is_chinese_numeral, is_numeral, run_length, value};
use super::shape::Shape;
use super::words::{self, is_measure_word};
use crate::text::{CharSet, Quotation, Span, Text, Words, ends_sentence, is_han, stands_apart};

/// How a candidate stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Setting {
    /// It fills a quotation.
    Quoted,
    /// Its head alone is quoted: 三个“不正当”.
    HalfQuoted,
    /// It has no quotation marks of its own.
    Bare,
}

/// A place where a numbered label may stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The label's characters, without quotation marks around it. Of a bare candidate only the start
    /// is known: the span runs on to where it must have ended.
    pub span: Span,
    /// The canonical form of the span.
    pub form: String,
    /// How it stands.
    pub setting: Setting,
    /// What speaks for it or against it here.
    pub cues: Cues,
    /// Of a bare candidate: the lengths, in characters of the form, at which a word ends.
    pub ends: Vec<u8>,
}

/// A quoted label has at most this many characters; what is longer is a sentence.
const MAX_QUOTED: usize = 24;
/// A bare run is looked at this far.
const MAX_RUN: usize = 14;
/// How many characters before a bare run the segmentation sees.
const CONTEXT: usize = 8;

/// Looks at every numeral of a text.
pub fn observe(text: &Text, dictionary: &Words) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> =
        text.quotations().iter().filter_map(|quotation| quoted(text, quotation)).collect();
    let taken: Vec<Span> = candidates.iter().map(|candidate| candidate.span).collect();
    let chars = text.chars();
    let mut quotation = 0;
    let mut at = STARTS.next(chars, 0);
    while at < chars.len() {
        let run = numeral_length(&chars[at..]);
        while quotation < taken.len() && (taken[quotation].end as usize) <= at {
            quotation += 1;
        }
        let inside = taken.get(quotation).is_some_and(|span| span.range().contains(&at));
        if !inside {
            if let Some(candidate) = half_quoted(text, at, run) {
                candidates.push(candidate);
            } else if let Some(candidate) = bare(text, at, run, dictionary) {
                candidates.push(candidate);
            }
        }
        at = STARTS.next(chars, at + run);
    }
    candidates.sort_by_key(|candidate| (candidate.span.start, candidate.span.end));
    candidates
}

/// What a numbered label may begin with.
static STARTS: CharSet = {
    let mut starts = CharSet::of(&CHINESE_NUMERALS);
    let others = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '多', '新', 'N'];
    let mut index = 0;
    while index < others.len() {
        starts.insert(others[index]);
        index += 1;
    }
    starts
};

fn numeral_length(chars: &[char]) -> usize {
    run_length(chars).max(1)
}

/// A quotation that holds nothing but a numbered label.
fn quoted(text: &Text, quotation: &Quotation) -> Option<Candidate> {
    let inner = &text.chars()[quotation.inner.range()];
    let counts = |part: &[char]| part.iter().any(|&c| is_numeral(c) || c == 'N');
    if inner.len() > MAX_QUOTED * 2 || !counts(inner) {
        return None;
    }
    if inner
        .iter()
        .any(|&c| ends_sentence(c) || matches!(c, '；' | '：' | '…' | '\n' | '（' | '《'))
    {
        return None;
    }
    let form = canonical(&inner.iter().collect::<String>());
    let label: Vec<char> = form.chars().collect();
    if !(2..=MAX_QUOTED).contains(&label.len()) {
        return None;
    }
    let shape = Shape::of(&label)?;
    // Parts divided by commas or stops make one label only if each counts: 三证合一、一照一码.
    if !inner.split(|&c| matches!(c, '、' | '，' | ',')).all(counts) {
        return None;
    }
    let mut cues = Cues::around(text, quotation.outer);
    let site = Site { label: quotation.inner, outer: quotation.outer };
    cues.set(Cue::Expanded, expansion(text, &site, &shape, None).is_some_and(|e| e.complete));
    Some(Candidate {
        span: quotation.inner,
        form,
        setting: Setting::Quoted,
        cues,
        ends: Vec::new(),
    })
}

/// Numeral and measure word outside, the head in quotation marks: 三个“不正当”.
fn half_quoted(text: &Text, at: usize, run: usize) -> Option<Candidate> {
    let chars = text.chars();
    let measure = at + run;
    if !chars.get(measure).is_some_and(|&c| is_measure_word(c)) || preceded(chars, at) {
        return None;
    }
    let quotations = text.quotations();
    let index = quotations.partition_point(|q| (q.outer.start as usize) < measure + 1);
    let quotation = quotations.get(index).filter(|q| q.outer.start as usize == measure + 1)?;
    let head = &chars[quotation.inner.range()];
    let counts_itself = head.iter().any(|&c| is_numeral(c));
    let in_figures = chars[at].is_ascii_digit();
    if !(2..=6).contains(&head.len()) || counts_itself || in_figures || chars[at] == '一' {
        return None;
    }
    let span = Span { start: at as u32, end: quotation.inner.end };
    let form = canonical(&text.slice(span));
    Shape::of(&form.chars().collect::<Vec<_>>())?;
    let outer = Span { start: at as u32, end: quotation.outer.end };
    let cues = Cues::around(text, outer);
    Some(Candidate { span, form, setting: Setting::HalfQuoted, cues, ends: Vec::new() })
}

/// A numeral in running text that none of the false friends explains.
fn bare(text: &Text, at: usize, run: usize, dictionary: &Words) -> Option<Candidate> {
    let chars = text.chars();
    // Digits and N begin a formula only in quotation marks or in one that is known, 新 also where it is explained.
    let anew = chars[at] == '新'
        && chars.get(at + 1).is_some_and(|&next| is_chinese_numeral(next) && next != '一');
    let numeral = is_chinese_numeral(chars[at]) || chars[at] == '多';
    if !(numeral || anew) || preceded(chars, at) {
        return None;
    }
    let rest = &chars[at..(at + MAX_RUN + CONTEXT).min(chars.len())];
    if matches!(rest, ['一' | '多' | '百' | '万' | '千', ..]) && !begins_chain(rest) {
        return None;
    }
    let after = &rest[run.min(rest.len())..];
    if after.is_empty() || is_congress(rest) {
        return None;
    }
    let length = run_to_break(&rest[..rest.len().min(MAX_RUN)]);
    if length <= run {
        return None;
    }
    let chain = matches!(rest[0], '一' | '多') && begins_chain(rest);
    // 三年, 五元: the unit is a word whatever follows, so the words need not be known.
    if !chain && words::UNITS.contains(&after[..1]) {
        return None;
    }
    let sentence = text.sentences()[text.sentence_at(at)];
    let from = at.saturating_sub(CONTEXT).max(sentence.start as usize);
    let to = (at + MAX_RUN + 4).min(sentence.end as usize).max(at + length);
    // Punctuation divides words: what is beyond it need not be segmented.
    let from =
        chars[from..at].iter().rposition(|&c| stands_apart(c)).map_or(from, |p| from + p + 1);
    let behind = &chars[at + length..to];
    let to = behind.iter().position(|&c| stands_apart(c)).map_or(to, |p| at + length + p);
    let ends = word_ends(chars, from, at, to, dictionary)?;
    // 三个|月 is a quantity, 两个市|场 is not: what only counts must end where a word ends.
    let counts = |length: usize| length == 1 || ends.contains(&(at + run + length));
    if !chain && words::UNITS.prefixes(after).any(counts)
        || words::FALSE_STARTS.prefixes(rest).any(|length| ends.contains(&(at + length)))
    {
        return None;
    }
    let span = Span::new(at..at + length);
    let form = canonical(&text.slice(span));
    // Positions in the form: separators do not count.
    let mut lengths = Vec::new();
    let mut formed = 0u8;
    for (offset, &c) in chars[span.range()].iter().enumerate() {
        if !is_separator(c) {
            formed += 1;
        }
        if ends.contains(&(at + offset + 1)) || offset + 1 == length {
            lengths.push(formed);
        }
    }
    lengths.dedup();
    let mut cues = Cues::before(text, at);
    let expected = value(&chars[at..at + run]);
    cues.set(Cue::Expanded, expected.is_some_and(|expected| list_touching(text, at, expected)));
    cues.set(Cue::Defined, is_explained(text, span, cues));
    if anew && !cues.has(Cue::Defined) {
        return None;
    }
    Some(Candidate { span, form, setting: Setting::Bare, cues, ends: lengths })
}

/// 十八大, 二十大: party congresses are numbered, not counted.
fn is_congress(run: &[char]) -> bool {
    matches!(
        run,
        ['十', '四' | '五' | '六' | '七' | '八' | '九', '大', ..] | ['二', '十', '大', ..]
    ) || matches!(run, ['二', '十', _, '大', ..])
}

/// 一, 多 and the round numbers count only where another numeral answers them: 一户一策, 多规合一.
fn begins_chain(run: &[char]) -> bool {
    let answer = run.iter().take(6).skip(2).position(|&c| is_chinese_numeral(c));
    answer.is_some_and(|at| run[..at + 2].iter().all(|&c| is_letter(c) || c == '、'))
}

/// Whether what stands before makes the numeral an ordinal, a part of a longer number, or the end of
/// another word.
fn preceded(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let c = chars[before];
        is_numeral(c)
            || matches!(
                c,
                '第' | '几'
                    | '数'
                    | '余'
                    | '初'
                    | '统'
                    | '唯'
                    | '任'
                    | '逐'
                    | '归'
                    | '划'
                    | '%'
            )
            // 3.5, but not 1.三大任务.
            || (matches!(c, '.' | '．') && !is_chinese_numeral(chars[at]))
            || (c == '多' && before > 0 && is_numeral(chars[before - 1]))
    })
}

/// Whether `c` is a letter or a number of any script; for the most frequent ones without a search.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// How far a bare run goes: to punctuation, but over a 、 or a comma that a further numeral follows.
fn run_to_break(run: &[char]) -> usize {
    let mut at = 0;
    while at < run.len() {
        let c = run[at];
        let joins = matches!(c, '、' | '，' | ' ')
            && at > 1
            && run.get(at + 1).is_some_and(|&next| is_chinese_numeral(next));
        if !joins && !is_letter(c) {
            break;
        }
        at += 1;
    }
    at
}

/// Where words end from `at` on; `None` if a word lies across `at`, or an idiom, a name or a date
/// begins there.
fn word_ends(
    chars: &[char],
    from: usize,
    at: usize,
    to: usize,
    dictionary: &Words,
) -> Option<Vec<usize>> {
    let window: String = chars[from..to].iter().collect();
    let ends: Vec<usize> = dictionary.ends(&window).into_iter().map(|end| from + end).collect();
    let before = ends.partition_point(|&end| end <= at);
    if at > from && (before == 0 || ends[before - 1] < at) {
        return None;
    }
    let ends = &ends[before..];
    // The tag decides only on words of three characters or more.
    if let Some(&end) = ends.first().filter(|&&end| end - at > 2) {
        let word: String = chars[at..end].iter().collect();
        let tag = dictionary.tag(&word);
        let name = matches!(tag.as_deref(), Some("ns" | "nt" | "nrt" | "t"));
        let idiom = tag.as_deref() == Some("i") && end - at >= 4;
        if name || idiom {
            return None;
        }
    }
    Some(ends.to_vec())
}

impl Candidate {
    /// Whether a cue was seen.
    pub fn has(&self, cue: Cue) -> bool {
        self.cues.has(cue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted_forms(text: &str) -> Vec<String> {
        let candidates = observe(&Text::new(text), &Words::new());
        let quoted = candidates.into_iter().filter(|seen| seen.setting == Setting::Quoted);
        quoted.map(|seen| seen.form).collect()
    }

    #[test]
    fn each_part_of_a_quoted_label_counts() {
        assert_eq!(quoted_forms("推行“三看、两问”和“村站+N”。"), ["三看两问", "村站+N"]);
        assert!(quoted_forms("贴出“三看、细心问”。").is_empty());
    }

    #[test]
    fn a_bare_label_begins_with_xin_only_where_it_is_explained() {
        let bare = |text: &str| {
            let candidates = observe(&Text::new(text), &Words::new());
            candidates.iter().any(|seen| seen.form.starts_with('新'))
        };
        assert!(bare("本季考核新三率：到会率、发言率、落实率。"));
        assert!(!bare("本季考核新三率，结果张榜公布。"));
    }
}
