//! Finding the mentions of decided labels in a text.

use super::canonical::{canonical, is_separator};
use super::decide::Inventory;
use super::numeral::{is_numeral, run_length};
use super::observe::{Candidate, Setting};
use crate::text::{Span, Text, Words};
use rustc_hash::FxHashMap;

/// One place where a label stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The label's number in the finder.
    pub label: u32,
    /// The label's clean characters, without quotation marks around it.
    pub span: Span,
    /// The same with the quotation marks, if it fills a quotation.
    pub outer: Span,
    /// Whether it fills a quotation.
    pub quoted: bool,
}

/// Finds the mentions of a set of labels.
pub struct Finder {
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// Labels that may stand bare, by their first character, longest first.
    bare: FxHashMap<char, Vec<BareLabel>>,
    stands_for: FxHashMap<String, String>,
}

struct BareLabel {
    chars: Vec<char>,
    number: u32,
}

impl Finder {
    /// A finder for the labels of an inventory that `wanted` lets through.
    pub fn new(inventory: &Inventory, wanted: impl Fn(&str) -> bool) -> Finder {
        let mut finder = Finder {
            names: Vec::new(),
            numbers: FxHashMap::default(),
            bare: FxHashMap::default(),
            stands_for: FxHashMap::default(),
        };
        for (form, verdict) in &inventory.labels {
            if let Some(base) = &verdict.stands_for {
                finder.stands_for.insert(form.clone(), base.clone());
                continue;
            }
            if !wanted(form) {
                continue;
            }
            let number = finder.names.len() as u32;
            finder.names.push(form.clone());
            finder.numbers.insert(form.clone(), number);
            if verdict.bare {
                let chars: Vec<char> = form.chars().collect();
                finder.bare.entry(chars[0]).or_default().push(BareLabel { chars, number });
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for labels in finder.bare.values_mut() {
            labels.sort_by(|a, b| b.chars.len().cmp(&a.chars.len()).then(a.chars.cmp(&b.chars)));
        }
        finder
    }

    /// The canonical forms, in code-point order; a mention's `label` is an index into it.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The mentions in a text, in order, none over another. `candidates` is what the first look saw
    /// in it.
    pub fn find(&self, text: &Text, candidates: &[Candidate], dictionary: &Words) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = candidates
            .iter()
            .filter(|candidate| candidate.setting != Setting::Bare)
            .filter_map(|candidate| self.quoted(text, candidate))
            .collect();
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        // Of quotations in quotations the outer one is taken.
        let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            if kept.last().is_none_or(|last| last.span.end <= mention.span.start) {
                kept.push(mention);
            }
        }
        let mut mentions = kept;
        self.find_bare(text, dictionary, &mut mentions);
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        mentions
    }

    fn quoted(&self, text: &Text, candidate: &Candidate) -> Option<Mention> {
        let exact = self.numbers.get(&candidate.form);
        if let Some(&label) = exact {
            let outer = outer(text, candidate.span);
            return Some(Mention { label, span: candidate.span, outer, quoted: true });
        }
        // “八项规定精神”: the mention is the part that the label fills.
        let base = self.stands_for.get(&candidate.form)?;
        let &label = self.numbers.get(base)?;
        let length = base.chars().count();
        let mut seen = 0;
        let chars = &text.chars()[candidate.span.range()];
        let end = chars.iter().position(|&c| {
            seen += usize::from(!is_separator(c));
            seen == length
        })?;
        let start = candidate.span.start as usize;
        let span = Span::new(start..start + end + 1);
        (canonical(&text.slice(span)) == *base).then_some(Mention {
            label,
            span,
            outer: span,
            quoted: false,
        })
    }

    fn find_bare(&self, text: &Text, dictionary: &Words, mentions: &mut Vec<Mention>) {
        let chars = text.chars();
        let quoted: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        let mut next_quoted = 0;
        let mut at = 0;
        while at < chars.len() {
            while next_quoted < quoted.len() && quoted[next_quoted].end as usize <= at {
                next_quoted += 1;
            }
            if let Some(span) = quoted.get(next_quoted)
                && span.range().contains(&at)
            {
                at = span.end as usize;
                continue;
            }
            let limit = quoted.get(next_quoted).map_or(chars.len(), |span| span.start as usize);
            match self.longest(text, at, limit, dictionary) {
                Some(mention) => {
                    at = mention.span.end as usize;
                    mentions.push(mention);
                }
                None => at += 1,
            }
        }
    }

    /// The longest label that stands at `at`.
    fn longest(&self, text: &Text, at: usize, limit: usize, dictionary: &Words) -> Option<Mention> {
        let chars = text.chars();
        let digits = chars[at].is_ascii_digit();
        let labels = if digits {
            let length = run_length(&chars[at..]);
            let number: u32 = chars[at..at + length].iter().collect::<String>().parse().ok()?;
            let numeral =
                if number == 2 { Some("两".to_string()) } else { super::numeral::chinese(number) };
            self.bare.get(&numeral?.chars().next()?)?
        } else {
            self.bare.get(&chars[at])?
        };
        labels.iter().find_map(|label| {
            let end = match_label(&chars[..limit], at, &label.chars)?;
            let span = Span::new(at..end);
            stands_alone(text, span, label.chars.len(), dictionary).then_some(Mention {
                label: label.number,
                span,
                outer: span,
                quoted: false,
            })
        })
    }
}

/// The label's span with the quotation marks around it.
fn outer(text: &Text, span: Span) -> Span {
    let quotations = text.quotations();
    let from = quotations.partition_point(|quotation| quotation.inner.start < span.start);
    quotations[from..]
        .iter()
        .take_while(|quotation| quotation.inner.start == span.start)
        .find(|quotation| quotation.inner == span)
        .map_or(span, |quotation| quotation.outer)
}

/// Where the label ends if it stands at `at`, written with or without separators between its
/// segments and with Chinese or Arabic numerals.
fn match_label(chars: &[char], at: usize, label: &[char]) -> Option<usize> {
    let mut place = at;
    let mut seen = 0;
    while seen < label.len() {
        let c = *chars.get(place)?;
        if c == label[seen] {
            place += 1;
            seen += 1;
        } else if seen > 0 && is_numeral(label[seen]) && matches!(c, '、' | '，' | ' ') {
            place += 1;
        } else if c.is_ascii_digit() && is_numeral(label[seen]) {
            let digits = run_length(&chars[place..]);
            let numeral = run_length(&label[seen..]);
            let written: String = chars[place..place + digits].iter().collect();
            let number: u32 = written.parse().ok()?;
            let value = super::numeral::value(&label[seen..seen + numeral])?;
            if number != value || label[seen] == '双' {
                return None;
            }
            place += digits;
            seen += numeral;
        } else {
            return None;
        }
    }
    Some(place)
}

/// Whether a bare label is no piece of something longer.
fn stands_alone(text: &Text, span: Span, length: usize, dictionary: &Words) -> bool {
    let chars = text.chars();
    let (start, end) = (span.start as usize, span.end as usize);
    if let Some(&before) = start.checked_sub(1).and_then(|before| chars.get(before))
        && (is_numeral(before) && is_numeral(chars[start]) || matches!(before, '第' | '统' | '唯'))
    {
        return false;
    }
    let sentence = text.sentences()[text.sentence_at(start)];
    let from = start.saturating_sub(6).max(sentence.start as usize);
    let to = (end + 4).min(sentence.end as usize);
    if to < end {
        return false;
    }
    let window: String = chars[from..to].iter().collect();
    let ends: Vec<usize> = dictionary.ends(&window).into_iter().map(|end| from + end).collect();
    let crosses = |place: usize| place > from && place < to && !ends.contains(&place);
    let short = length <= 3;
    !crosses(start) && (!short && !crosses_far(&ends, end) || !crosses(end))
}

/// A long label is cut off only by a word that reaches well beyond it.
fn crosses_far(ends: &[usize], end: usize) -> bool {
    let next = ends.iter().copied().find(|&word| word > end);
    !ends.contains(&end) && next.is_some_and(|next| next >= end + 2)
}
