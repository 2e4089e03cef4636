//! Finding the mentions of decided labels in a text.

use super::canonical::{canonical, is_separator};
use super::decide::Inventory;
use super::numeral::{chinese, is_numeral, run_length, value};
use super::observe::{Candidate, Setting};
use super::words;
use crate::text::{CharSet, Span, Text, Words, stands_apart};
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
    /// The same by their first two characters, as indexes into the list of the first: nearly every
    /// numeral of a text begins no label, and this tells most of them at once.
    pairs: FxHashMap<(char, char), Vec<u32>>,
    /// Those whose second character is a numeral, or that have none, by their first character: only
    /// these can go on with a separator or with figures at once.
    going_on: FxHashMap<char, Vec<u32>>,
    /// Those that figures may stand for (3个代表), by the value of their numeral and the character after
    /// it, if there is one.
    in_figures: FxHashMap<(u32, Option<char>), Vec<u32>>,
    /// The same by the value of their numeral alone.
    of_value: FxHashMap<u32, Vec<u32>>,
    begins: Beginnings,
    stands_for: FxHashMap<String, String>,
}

/// What the bare labels of a finder, or of several, may begin with.
#[derive(Clone)]
pub struct Beginnings {
    /// Figures are among them.
    characters: CharSet,
    /// Whether a label begins with a character that no set holds.
    others: bool,
}

impl Beginnings {
    fn insert(&mut self, c: char) {
        self.characters.insert(c);
        self.others |= !self.characters.contains(c);
    }

    /// The places of a text where a label may begin, in order.
    pub fn places(&self, text: &Text) -> Vec<u32> {
        let begins = |c| self.characters.contains(c) || self.others && c > '\u{FFFF}';
        (0..).zip(text.chars()).filter(|&(_, &c)| begins(c)).map(|(at, _)| at).collect()
    }

    /// The beginnings of both.
    pub fn and(&self, other: &Beginnings) -> Beginnings {
        let mut both = self.clone();
        both.characters.add(&other.characters);
        both.others |= other.others;
        both
    }
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
            pairs: FxHashMap::default(),
            going_on: FxHashMap::default(),
            in_figures: FxHashMap::default(),
            of_value: FxHashMap::default(),
            begins: Beginnings { characters: CharSet::of(&FIGURES), others: false },
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
        for (&first, labels) in &mut finder.bare {
            finder.begins.insert(first);
            labels.sort_by(|a, b| b.chars.len().cmp(&a.chars.len()).then(a.chars.cmp(&b.chars)));
            for (index, label) in (0..).zip(labels.iter()) {
                if let Some(&second) = label.chars.get(1) {
                    finder.pairs.entry((first, second)).or_default().push(index);
                }
                if label.chars.get(1).is_none_or(|&second| is_numeral(second)) {
                    finder.going_on.entry(first).or_default().push(index);
                }
                let numeral = run_length(&label.chars);
                if let Some(value) = value(&label.chars[..numeral])
                    && first_for_figures(value) == Some(first)
                {
                    let after = label.chars.get(numeral).copied();
                    finder.in_figures.entry((value, after)).or_default().push(index);
                    finder.of_value.entry(value).or_default().push(index);
                }
            }
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
        self.find_at(&self.begins.places(text), text, candidates, dictionary)
    }

    /// What the labels that may stand bare begin with.
    pub fn begins(&self) -> &Beginnings {
        &self.begins
    }

    /// As [`Finder::find`], where the places at which a label may begin are known, so that several
    /// finders can share the search for them. They must hold those of [`Finder::begins`].
    pub fn find_at(
        &self,
        starts: &[u32],
        text: &Text,
        candidates: &[Candidate],
        dictionary: &Words,
    ) -> Vec<Mention> {
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
        self.find_bare(starts, text, dictionary, &mut mentions);
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

    fn find_bare(
        &self,
        starts: &[u32],
        text: &Text,
        dictionary: &Words,
        mentions: &mut Vec<Mention>,
    ) {
        let chars = text.chars();
        let quoted: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        let mut next_quoted = 0;
        let mut from = 0;
        for at in starts.iter().map(|&at| at as usize) {
            while next_quoted < quoted.len() && quoted[next_quoted].end as usize <= at {
                next_quoted += 1;
            }
            let next = quoted.get(next_quoted);
            if at < from || next.is_some_and(|span| span.range().contains(&at)) {
                continue;
            }
            let limit = next.map_or(chars.len(), |span| span.start as usize);
            if let Some(mention) = self.longest(text, at, limit, dictionary) {
                from = mention.span.end as usize;
                mentions.push(mention);
            }
        }
    }

    /// The longest label that stands at `at`.
    fn longest(&self, text: &Text, at: usize, limit: usize, dictionary: &Words) -> Option<Mention> {
        let chars = text.chars();
        let first = chars[at];
        if goes_with_what_is_before(chars, at) {
            return None;
        }
        let mention = |label: &BareLabel| {
            let end = match_label(&chars[..limit], at, &label.chars)?;
            let span = Span::new(at..end);
            stands_alone(text, span, label.chars.len(), dictionary).then_some(Mention {
                label: label.number,
                span,
                outer: span,
                quoted: false,
            })
        };
        let one_of = |labels: &[BareLabel], indexes: Option<&Vec<u32>>| {
            indexes?.iter().map(|&index| &labels[index as usize]).find_map(mention)
        };
        // After a separator or with digits a label may go on in another way than it is written.
        let goes_on_freely = |next: &char| matches!(next, '、' | '，' | ' ' | '0'..='9');
        if first.is_ascii_digit() {
            let length = run_length(&chars[at..]);
            let number = figures(&chars[at..at + length])?;
            let labels = self.bare.get(&first_for_figures(number)?)?;
            let next = chars[..limit].get(at + length).copied();
            if next.as_ref().is_some_and(goes_on_freely) {
                return one_of(labels, self.of_value.get(&number));
            }
            return one_of(labels, self.in_figures.get(&(number, next)))
                .or_else(|| one_of(labels, self.in_figures.get(&(number, None))));
        }
        let labels = self.bare.get(&first)?;
        let next = *chars[..limit].get(at + 1)?;
        match goes_on_freely(&next) {
            true => one_of(labels, self.going_on.get(&first)),
            false => one_of(labels, self.pairs.get(&(first, next))),
        }
    }
}

/// What writes a number in figures.
const FIGURES: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// The number that figures write. `None` for what is no number, or a very large one.
fn figures(chars: &[char]) -> Option<u32> {
    chars.iter().try_fold(0u32, |number, &c| number.checked_mul(10)?.checked_add(c.to_digit(10)?))
}

/// The first character of the labels that a number in figures may stand for.
fn first_for_figures(number: u32) -> Option<char> {
    match number {
        2 => Some('两'),
        1..=99 => chinese(number)?.chars().next(),
        _ => None,
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
            let number = figures(&chars[place..place + digits])?;
            let value = value(&label[seen..seen + numeral])?;
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

/// Whether the character at `at` begins no label because of the one before: in a longer number, an
/// ordinal, or the end of another word.
fn goes_with_what_is_before(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let before = chars[before];
        is_numeral(before) && is_numeral(chars[at]) || matches!(before, '第' | '统' | '唯')
    })
}

/// Whether a bare label is no piece of something longer.
fn stands_alone(text: &Text, span: Span, length: usize, dictionary: &Words) -> bool {
    let chars = text.chars();
    let (start, end) = (span.start as usize, span.end as usize);
    let sentence = text.sentences()[text.sentence_at(start)];
    let from = start.saturating_sub(6).max(sentence.start as usize);
    let to = (end + 4).min(sentence.end as usize);
    if to < end {
        return false;
    }
    // Punctuation divides words: what is beyond it need not be segmented, and between two marks a label
    // stands alone.
    let before = chars[from..start].iter().rposition(|&c| stands_apart(c));
    let from = before.map_or(from, |place| from + place + 1);
    let to = chars[end..to].iter().position(|&c| stands_apart(c)).map_or(to, |place| end + place);
    if (from, to) == (start, end) {
        return true;
    }
    let window: String = chars[from..to].iter().collect();
    let ends: Vec<usize> = dictionary.ends(&window).into_iter().map(|end| from + end).collect();
    let crosses = |place: usize| place > from && place < to && !ends.contains(&place);
    if crosses(start) {
        return false;
    }
    if !crosses(end) {
        return true;
    }
    // The word that the label ends in goes on.
    let Some(next) = ends.into_iter().find(|&word| word > end) else { return length > 3 };
    // A long label is cut off only by a word that reaches well beyond it; and no label is by its head noun,
    // as 四清 goes on in 四清运动, which the dictionary has as one word.
    length > 3 && next < end + 2 || words::TAIL_NOUNS.contains(&chars[end..next])
}
