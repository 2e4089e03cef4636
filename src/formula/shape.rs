//! The grammar: how a canonical label is built of numerals, measure words and heads.

use super::kind::Kind;
use super::numeral::{is_chinese_numeral, run_length, value};
use super::words::is_measure_word;
use crate::text::is_han;

/// How a label is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// One of the five kinds of formulas.
    pub kind: Kind,
    /// The parts that each begin with a numeral, in order: ranges of the label's characters. Empty
    /// for sums.
    pub segments: Vec<Segment>,
}

/// A part of a label that begins with a numeral: 三保障 in 两不愁三保障.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The first character of the numeral.
    pub start: usize,
    /// The first character of the head, after numeral and measure word.
    pub head: usize,
    /// One past the last character.
    pub end: usize,
    /// How many things the numeral counts, if it says so (千企帮千村 does not).
    pub count: Option<u32>,
}

impl Shape {
    /// Reads the shape of a canonical label; `None` if nothing in it counts.
    pub fn of(label: &[char]) -> Option<Shape> {
        if is_sum(label) {
            return Some(Shape { kind: Kind::Sum, segments: Vec::new() });
        }
        if is_round(label) {
            // “双百”方针: 百花齐放、百家争鸣.
            let count = if label[0] == '双' { Some(2) } else { None };
            let whole = Segment { start: 0, head: label.len(), end: label.len(), count };
            return Some(Shape { kind: Kind::Bare, segments: vec![whole] });
        }
        let starts = segment_starts(label);
        let &first = starts.first()?;
        if dates_or_measures(&label[first..]) || label[..first].contains(&'第') {
            return None;
        }
        let segments: Vec<Segment> = starts
            .iter()
            .enumerate()
            .map(|(index, &start)| {
                let end = starts.get(index + 1).copied().unwrap_or(label.len());
                segment(label, start, end)
            })
            .collect();
        let kind = match (first, segments.as_slice()) {
            (1.., _) => Kind::Inner,
            (_, [only]) if only.head > only.start + run_length(&label[only.start..]).max(1) => {
                Kind::Classified
            }
            (_, [_]) => Kind::Bare,
            _ => Kind::Chained,
        };
        // A numeral alone, or one with nothing but a measure word, names nothing.
        let headless = segments.iter().all(|segment| {
            let head = &label[segment.head.min(segment.end)..segment.end];
            let after_numeral = segment.head == segment.start + run_length(&label[segment.start..]);
            let measure = after_numeral && matches!(head, [c] if is_measure_word(*c));
            // 外资十条 is whole: the word before tells ten articles of what.
            head.is_empty() || (measure && segments.len() == 1 && first == 0)
        });
        (!headless).then_some(Shape { kind, segments })
    }

    /// How many items an expansion may have, the likeliest first: the sum of the numerals, else the
    /// larger of them (四跟四走 has four items that each hold both).
    pub fn expected(&self) -> Vec<u32> {
        let counts: Vec<u32> = self.segments.iter().filter_map(|segment| segment.count).collect();
        if counts.is_empty() || counts.len() < self.segments.len() {
            return Vec::new();
        }
        let sum = counts.iter().sum();
        let max = counts.iter().copied().max().unwrap_or(sum);
        if sum == max { vec![sum] } else { vec![sum, max] }
    }
}

fn segment(label: &[char], start: usize, end: usize) -> Segment {
    let numeral = run_length(&label[start..end]).max(1);
    let mut head = start + numeral;
    // A measure word with nothing behind it is itself the head: 四类, 三级.
    if head + 1 < end && is_measure_word(label[head]) {
        head += 1;
    }
    Segment { start, head, end, count: value(&label[start..start + numeral]) }
}

/// 三月三, 九二共识, 5G, 2030愿景, 零和, 百分之百: what begins so is a date or a name, whatever follows.
fn dates_or_measures(label: &[char]) -> bool {
    let run = run_length(label);
    let figures = label.iter().take_while(|c| c.is_ascii_digit()).count();
    // 九二共识, 五四精神, 七八个: neighbouring digits are a year, a day or a guess.
    let digits = label[..run].iter().filter(|&&c| !matches!(c, '十' | '百' | '千' | '万')).count();
    let unreadable = run >= 2 && digits == run && figures == 0 && value(&label[..run]).is_none();
    matches!(label[0], '零' | '〇')
        || label[run..].starts_with(&['分', '之'])
        || unreadable
        || figures > 2
        || label.get(run).is_some_and(|&next| {
            next == '月'
                || (figures > 0 && (next.is_ascii_alphabetic() || matches!(next, '.' | '%')))
        })
}

/// Round numerals alone, as campaigns are called: 百千万, 十百千万, 双百.
fn is_round(label: &[char]) -> bool {
    let round = |c: &char| matches!(c, '十' | '百' | '千' | '万');
    label.len() >= 2
        && label.last().is_some_and(|c| matches!(c, '百' | '千' | '万'))
        && (label.len() > 2 && label.iter().all(round) || matches!(label, ['双', _]))
}

/// Figures, N, or Chinese numerals joined by +, at the start of the label: 1+N, 16+1, 1+6+N, 3+X; or a word
/// and as many more as there may be: 党建+N.
fn is_sum(label: &[char]) -> bool {
    if let [word @ .., '+', 'N'] = label
        && (2..=4).contains(&word.len())
        && word.iter().all(|&c| is_han(c))
    {
        return true;
    }
    let term = |c: &char| c.is_ascii_alphanumeric() || is_chinese_numeral(*c);
    let Some(plus) = label.iter().position(|&c| c == '+') else { return false };
    let figures = label[..plus].iter().all(|c| c.is_ascii_digit() || is_chinese_numeral(*c));
    let figures = figures || label[..plus] == ['N'];
    plus > 0 && plus <= 3 && figures && label.get(plus + 1).is_some_and(term)
}

/// Where the segments begin: at numerals that count, not at those inside words (统一, 一体).
fn segment_starts(label: &[char]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < label.len() {
        let run = run_length(&label[at..]);
        if run == 0 {
            if at == 0 && many_count(label) {
                starts.push(at);
            }
            at += 1;
            continue;
        }
        if counts(label, at, run, starts.last().copied()) {
            starts.push(at);
        }
        at += run;
    }
    starts
}

/// Whether 多 begins the label and stands for a numeral: 多规合一, 多位一体, 多措并举. Before a measure word
/// it says no more than that there are several: 多项民生工程, 多条新线路.
fn many_count(label: &[char]) -> bool {
    let one = matches!(label, [.., '一', '体'] | [.., '合', '一']);
    matches!(label, ['多', next, _, _, ..] if one || !is_measure_word(*next))
}

/// Whether the numeral at `at`, `run` characters long, begins a segment.
fn counts(label: &[char], at: usize, run: usize, previous: Option<usize>) -> bool {
    let before = at.checked_sub(1).map(|before| label[before]);
    let after = label.get(at + run).copied();
    let Some(after) = after else {
        // A final numeral is the head of its own segment (五个一, 三合一), never a new one.
        return false;
    };
    if let Some(previous) = previous {
        let numeral = run_length(&label[previous..]).max(1);
        // Right after numeral and 个 it is the head: 两个一百年, 五个一工程. Other measure words are
        // heads themselves there: 三重一大, 三级五岗.
        let head = previous + numeral;
        if at == head || (at == head + 1 && label[head] == '个') {
            return false;
        }
    }
    if before.is_some_and(|before| matches!(before, '第' | '统' | '唯' | '合' | '归' | '划' | '几'))
    {
        return false;
    }
    let one = run == 1 && label[at] == '一';
    let word = matches!(after, '体' | '致' | '样' | '起' | '定' | '般' | '流' | '直' | '切' | '旦');
    let people = run == 1 && matches!(label[at], '百' | '万') && matches!(after, '姓' | '众');
    !(one && word && at > 0 || people)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(label: &str) -> Option<Shape> {
        Shape::of(&label.chars().collect::<Vec<_>>())
    }

    fn kind(label: &str) -> Kind {
        shape(label).unwrap().kind
    }

    #[test]
    fn tells_the_five_kinds() {
        for label in
            ["四个不摘", "五个一", "八项规定", "三大攻坚战", "两个一百年", "六位一体", "多位一体"]
        {
            assert_eq!(kind(label), Kind::Classified, "{label}");
        }
        for label in
            ["六稳", "三农", "三留守", "七步法", "双循环", "三证合一", "四统一", "多规合一"]
        {
            assert_eq!(kind(label), Kind::Bare, "{label}");
        }
        for label in [
            "两不愁三保障",
            "四不两直",
            "一带一路",
            "一户一策",
            "千企帮千村",
            "五险一金",
            "三重一大",
        ] {
            assert_eq!(kind(label), Kind::Chained, "{label}");
        }
        assert_eq!(kind("以案四说"), Kind::Inner);
        assert_eq!(kind("新四化"), Kind::Inner);
        assert_eq!(kind("外资十条"), Kind::Inner);
        assert_eq!(kind("百千万"), Kind::Bare);
        for label in ["1+N", "1+6+N", "3+2", "16+1", "法庭+N"] {
            assert_eq!(kind(label), Kind::Sum, "{label}");
        }
        for label in [
            "绿水青山",
            "统一",
            "五",
            "三个",
            "互联网+",
            "三月三",
            "5G+",
            "2030愿景",
            "零和",
            "九二共识",
            "第一个百年",
            "百分之百努力",
            "多项民生工程",
            "多条新线路",
            "",
        ] {
            assert_eq!(shape(label), None, "{label}");
        }
    }

    #[test]
    fn says_how_many_items_to_expect() {
        let expected = |label: &str| shape(label).unwrap().expected();
        assert_eq!(expected("四个不摘"), [4]);
        assert_eq!(expected("五个一"), [5]);
        assert_eq!(expected("六位一体"), [6]);
        assert_eq!(expected("三证合一"), [3]);
        assert_eq!(expected("四不两直"), [6, 4]);
        assert_eq!(expected("三重一大"), [4, 3]);
        assert_eq!(expected("四跟四走"), [8, 4]);
        assert_eq!(expected("一领办三参与"), [4, 3]);
        assert!(expected("千企帮千村").is_empty());
        assert!(expected("1+N").is_empty());
    }
}
