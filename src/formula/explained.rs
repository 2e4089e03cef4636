//! Whether a label that is not quoted is followed by a list of as many items as it promises, and either begins a
//! sentence, a line or a heading (五清：清理…；清理…；三不政策（不…、不…、不…）) or has its head in each of them.

use super::canonical::canonical;
use super::cues::{Cue, Cues};
use super::expansion::{Site, expansion};
use super::kind::Kind;
use super::numeral::is_chinese_numeral;
use super::shape::Shape;
use super::words;
use crate::text::{Span, Text};

/// Whether the label at the start of a bare run is explained where it stands: it begins a sentence or a heading, or
/// each of the items repeats its head, which hardly happens by chance.
pub(super) fn is_explained(text: &Text, run: Span, cues: Cues) -> bool {
    let before = &text.chars()[..run.start as usize];
    let opens = cues.has(Cue::Opens) || is_headed_by_number(before);
    explanation(text, run).is_some_and(|explanation| {
        // A list as long as this is no chance, whatever leads to it.
        let firm = !explanation.by_copula || explanation.items.len() > 5;
        opens && firm || explanation.repeats_head()
    })
}

/// Whether what stands before a label is the number of a heading or of an item, or introduces it: （二）, 三、, 1.,
/// 内容：, a bracket.
fn is_headed_by_number(before: &[char]) -> bool {
    match before {
        [.., number, '、' | '.' | '．'] => number.is_ascii_digit() || is_chinese_numeral(*number),
        _ => matches!(before, [.., '）' | ')' | '：' | ':' | '（' | '(']),
    }
}

/// A label and the list behind it.
struct Explanation {
    label: Vec<char>,
    shape: Shape,
    items: Vec<String>,
    /// Whether no more than 是 stands between them, which begins many a sentence that explains nothing.
    by_copula: bool,
}

impl Explanation {
    /// Whether each item begins with the head of the label (两个确保：确保…，确保…) or ends with it
    /// (三率：就业率、升学率、出国率).
    fn repeats_head(&self) -> bool {
        let [only] = self.shape.segments.as_slice() else { return false };
        let head: String = self.label[only.head..].iter().collect();
        let begin = self.items.iter().all(|item| item.starts_with(&head));
        let end = self.items.iter().all(|item| item.ends_with(&head));
        match self.shape.kind {
            // 三大中心 are three centres, whether they are a formula or not.
            Kind::Classified => begin || end && self.label[only.head - 1] == '个',
            Kind::Bare | Kind::Inner => self.items.len() > 2 && (begin || end),
            _ => false,
        }
    }
}

/// The list of as many items as the label at the start of a bare run promises, behind that label.
fn explanation(text: &Text, run: Span) -> Option<Explanation> {
    let chars = text.chars();
    let in_run = &chars[run.range()];
    let length = introduced(in_run);
    let end = run.start as usize + length;
    // Where no link follows inside of the run, punctuation has to link.
    let linked = end < run.end as usize
        || matches!(
            chars[end..],
            ['：' | ':' | '（' | '(' | '\n', ..] | ['，' | ',', '即' | '是' | '指', ..]
        );
    if !linked {
        return None;
    }
    let label = Span::new(run.start as usize..end);
    let form: Vec<char> = canonical(&text.slice(label)).chars().collect();
    let shape = Shape::of(&form)?;
    // 两地：甲、乙: two things behind a numeral and a noun are seldom more than two things.
    if shape.kind == Kind::Bare && shape.expected() == [2] {
        return None;
    }
    let found = expansion(text, &Site { label, outer: label }, &shape, None)
        .filter(|found| found.complete && found.span.start >= label.end)?;
    let by_copula = is_copula(in_run, length);
    Some(Explanation { label: form, shape, items: found.items, by_copula })
}

/// How much of a bare run is a label, if the run goes on to say what it stands for, or asks for it: up to the first
/// link, and without a head noun before that.
pub(super) fn introduced(run: &[char]) -> usize {
    let links = |&at: &usize| {
        words::AFTER_LINKS.prefix(&run[at..]).is_some()
            || run[at..].starts_with(&['有', '哪'])
            || is_copula(run, at)
    };
    let end = (2..run.len()).find(links).unwrap_or(run.len());
    let tail = words::TAIL_NOUNS.suffix(&run[..end]).unwrap_or(0);
    if end < tail + 2 { end } else { end - tail }
}

/// Whether 是 stands at `at`, alone and not as the end of 实事求是.
fn is_copula(run: &[char], at: usize) -> bool {
    at > 0
        && run.get(at) == Some(&'是')
        && run[at - 1] != '求'
        && words::AFTER_LINKS.prefix(&run[at..]).is_none()
}
