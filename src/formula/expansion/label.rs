//! What a label itself says about its items: how many, and what they may begin or end with.

use crate::formula::canonical;
use crate::formula::shape::Shape;
use crate::formula::words::NAMES;
use crate::text::is_quotation_mark;

/// A label, read for its expansion.
pub(super) struct Label {
    /// Its canonical characters.
    pub(super) chars: Vec<char>,
    /// What stands after the first numeral and measure word: 不摘 in 四个不摘.
    pub(super) head: Vec<char>,
    /// The numeral of each segment.
    pub(super) counts: Vec<u32>,
    /// How many items it may have, the likeliest first; never below 2.
    pub(super) expected: Vec<u32>,
    /// Where its segments begin and end.
    pub(super) segments: Vec<(usize, usize)>,
}

impl Label {
    pub(super) fn new(chars: Vec<char>, shape: &Shape) -> Label {
        let head = match shape.segments.first() {
            Some(segment) => {
                let end = segment.end.min(chars.len());
                chars[segment.head.min(end)..end].to_vec()
            }
            None => Vec::new(),
        };
        let counts: Vec<u32> = shape.segments.iter().filter_map(|segment| segment.count).collect();
        let expected = expected(shape, &counts);
        let segments = shape
            .segments
            .iter()
            .map(|segment| (segment.start, segment.end))
            .filter(|&(start, end)| start < end && end <= chars.len())
            .collect();
        Label { chars, head, counts, expected, segments }
    }

    /// Whether a list of `n` items beside it proves little: every numeral is 一 (一带一路), the first of
    /// a short chain is (一国两制), or only the larger numeral of a short chain is met.
    pub(super) fn counts_weakly(&self, n: usize) -> bool {
        let chained = self.counts.len() > 1;
        let ones = !self.counts.is_empty() && self.counts.iter().all(|&count| count == 1);
        // 一X两Y names one thing and two others as often as it counts three.
        let one_first = chained && self.counts.first() == Some(&1) && n <= 3;
        let larger_only = chained && n <= 3 && self.expected.first() != Some(&(n as u32));
        ones || one_first || larger_only
    }

    /// Whether a text holds the whole head, if that is more than one character.
    pub(super) fn whole_head_in(&self, text: &[char]) -> bool {
        self.head.len() > 1 && text.windows(self.head.len()).any(|window| window == self.head)
    }

    /// Whether it is a name that texts hardly ever explain.
    pub(super) fn is_name(&self) -> bool {
        NAMES.contains(&self.chars)
    }

    /// Whether a text begins with the label itself, in quotation marks or not.
    pub(super) fn opens(&self, text: &[char]) -> bool {
        let text = match text {
            [mark, rest @ ..] if is_quotation_mark(*mark) => rest,
            _ => text,
        };
        // 10 is one longer than 十.
        let length = self.chars.len();
        [length, length + 1].into_iter().filter_map(|length| text.get(..length)).any(|begin| {
            canonical(&begin.iter().collect::<String>()).chars().eq(self.chars.iter().copied())
        })
    }

    /// Whether a text begins with the head of the label, or with its first two characters.
    pub(super) fn begins_with_head(&self, text: &[char]) -> bool {
        match self.head.as_slice() {
            [] | ['一'] => false,
            [a, b, ..] => text.starts_with(&[*a, *b]),
            [only] => {
                text.first() == Some(only)
                    && matches!(
                        only,
                        '不' | '无' | '有' | '唯' | '老' | '严' | '讲' | '看' | '查' | '破' | '促'
                    )
            }
        }
    }

    /// Whether a chained label comes out even in these items: as many for each of its numerals, each with the
    /// head behind it (进企业、进农村、送政策、送技术 for 两进两送).
    pub(super) fn heads_each(&self, items: &[&[char]]) -> bool {
        let mut rest = items;
        let even = self.segments.iter().zip(&self.counts).all(|(&(start, end), &count)| {
            let head: Vec<char> = self.chars[start..end].iter().copied().skip(1).take(2).collect();
            let Some((own, others)) = rest.split_at_checked(count as usize) else { return false };
            rest = others;
            let holds = |item: &&[char]| item.windows(head.len()).any(|window| window == head);
            !head.is_empty() && own.iter().all(holds)
        });
        self.counts_all() && even && rest.is_empty() && self.segments.len() > 1
    }

    /// Whether the numeral of every segment says how many things it counts (多点 does not).
    pub(super) fn counts_all(&self) -> bool {
        self.counts.len() == self.segments.len()
    }

    /// Whether a text holds the first or the last character of the head.
    pub(super) fn head_in(&self, text: &[char]) -> (bool, bool) {
        let holds = |c: Option<&char>| c.is_some_and(|c| *c != '一' && text.contains(c));
        (holds(self.head.first()), holds(self.head.last()))
    }
}

/// How many items to look for. The larger numeral alone counts only where the smaller ones can say
/// something of each item: 四跟四走, 一案双查, but not 两不愁三保障.
fn expected(shape: &Shape, counts: &[u32]) -> Vec<u32> {
    let max = counts.iter().copied().max().unwrap_or(0);
    let of_each = counts.iter().all(|&count| count == 1 || (count == max && max > 2))
        || (counts.iter().filter(|&&count| count > 1).count() == 1);
    shape
        .expected()
        .into_iter()
        .enumerate()
        .filter(|&(index, n)| (2..=MAX_ITEMS).contains(&n) && (index == 0 || of_each))
        .map(|(_, n)| n)
        .collect()
}

/// No formula counts more things than this one by one.
pub(super) const MAX_ITEMS: u32 = 36;
