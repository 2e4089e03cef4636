//! Lineages: formulas of one head whose number changes, 三个自信 → 四个自信.
//!
//! Most formulas that share a head share it by chance: 三个坚持 and 十个坚持, 三保 and 六保 are different
//! things. Two formulas of one head and different numbers are steps of one lineage if one of these
//! says so:
//!
//! - **Items.** An expansion of the one holds every item of an expansion of the other: 四个全面 keeps
//!   the three of 三个全面.
//! - **Company.** Each stands in at least [`MIN_DOCUMENTS`] documents, and much the same words stand
//!   near them: the cosine of their collocates is at least [`MIN_COMPANY`]. Counted are words up to five
//!   words off, each weighed by the root of its log-likelihood (words that stand there no more often
//!   than chance has it weigh nothing), numerals and formulas of the same head left out.
//! - **Step.** A sentence says so: 从“四纵四横”到“八纵八横”.
//!
//! Time does not decide, it orders: the steps of a lineage follow one another by first date. On nine
//! years of television news company tells 四纵四横 from 八纵八横 at 0.59, 16+1 from 17+1 at 0.34, 三证合一, 五证合一
//! and 多证合一 at 0.25 to 0.33, 三个自信 from 四个自信 at 0.25; 三步走 and 两步走 reach 0.18, 五项原则 and 四项原则
//! 0.13, 三保 and 六保 0.12, 三权 and 两权 0.11.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use super::labels::Labels;
use super::tallied::Tally;
use crate::formula::{Kind, Mention, Shape};
use crate::mine::Seen;
use crate::table::{LineageRow, sort};
use crate::tally::{Frequency, Reach};

/// In fewer documents the words around a label are those of one occasion.
const MIN_DOCUMENTS: u64 = 3;

/// The least cosine that speaks for a lineage.
const MIN_COMPANY: f64 = 0.2;

/// How far company reaches.
pub(super) const REACH: Reach = Reach::Words(NonZeroU32::new(5).unwrap());

/// The most characters between two steps that a sentence names.
const STEP: usize = 8;

/// The heads that formulas share with other numbers, and what of it each formula has. Which of the
/// formulas are mentioned is not known yet.
pub(super) struct Heads {
    /// In order; a head's number is its place.
    names: Vec<String>,
    /// By formula: the number of its head and its own numbers; none if no other number has its head.
    of: Vec<Option<(u32, Numbers)>>,
}

/// The numbers of a formula, one for each numeral; none for one that says no number (多).
type Numbers = Vec<Option<u32>>;

impl Heads {
    /// The heads of the formulas among the labels.
    pub(super) fn of(labels: &Labels) -> Heads {
        let parts: Vec<Option<(String, Numbers)>> =
            labels.formulas().map(head_and_numbers).collect();
        let mut heads: BTreeMap<&str, BTreeSet<&Numbers>> = BTreeMap::new();
        for (head, numbers) in parts.iter().flatten() {
            heads.entry(head).or_default().insert(numbers);
        }
        heads.retain(|_, numbers| numbers.len() > 1);
        let names: Vec<String> = heads.into_keys().map(str::to_string).collect();
        let of = parts.into_iter().map(|parts| {
            let (head, numbers) = parts?;
            Some((names.binary_search(&head).ok()? as u32, numbers))
        });
        Heads { of: of.collect(), names }
    }

    /// The head of a label.
    pub(super) fn of_label(&self, label: u32) -> Option<u32> {
        self.of.get(label as usize)?.as_ref().map(|(head, _)| *head)
    }
}

/// From which formula to which other one of its head a text leads, with a one for each place:
/// 从“四纵四横”到“八纵八横”. The lesser label comes first.
pub(super) fn steps(seen: &Seen<'_>, heads: &Heads) -> Vec<((u32, u32), u64)> {
    let step = |pair: &[Mention]| {
        let [a, b] = pair else { return None };
        let between = a.outer.end as usize..b.outer.start as usize;
        let related = heads.of_label(a.label)? == heads.of_label(b.label)?;
        if !related || !(1..=STEP).contains(&between.len()) {
            return None;
        }
        let leads = |c: &char| matches!(c, '到' | '向' | '变' | '升' | '扩' | '增');
        let said = seen.text.chars()[between].iter().any(leads);
        said.then_some(((a.label.min(b.label), a.label.max(b.label)), 1))
    };
    seen.mentions.windows(2).filter_map(step).collect()
}

/// A formula of a head that other formulas share.
struct Member {
    label: u32,
    numbers: Numbers,
    frequency: Frequency,
}

/// What makes two members steps of one lineage.
#[derive(Clone, Default)]
struct Link {
    company: Option<f64>,
    items: Vec<String>,
    said: u64,
}

impl Link {
    fn holds(&self) -> bool {
        !self.items.is_empty() || self.said > 0 || self.company.is_some_and(|c| c >= MIN_COMPANY)
    }
}

/// The rows of `lineages.csv`.
pub(in crate::mine) fn lineage_rows(labels: &Labels, tally: &Tally) -> Vec<LineageRow> {
    let heads = Heads::of(labels);
    let members = members(&heads, tally);
    let varying: BTreeMap<u32, &[Member]> =
        members.iter().map(|(&head, members)| (head, members.as_slice())).collect();
    let evidence = Evidence { labels, tally, company: company(labels, &varying, tally) };
    let mut rows = Vec::new();
    for (&head, members) in &varying {
        rows.extend(lineages(&heads.names[head as usize], members, &evidence));
    }
    sort(&mut rows);
    rows
}

/// The mentioned formulas of every head that has several numbers among these.
fn members(heads: &Heads, tally: &Tally) -> BTreeMap<u32, Vec<Member>> {
    let mut members: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
    for (label, parts) in (0..).zip(&heads.of) {
        let frequency = tally.frequencies.get(label);
        if let Some((head, numbers)) = parts
            && frequency.mentions > 0
        {
            let numbers = numbers.clone();
            members.entry(*head).or_default().push(Member { label, numbers, frequency });
        }
    }
    members.retain(|_, own| own.iter().any(|member| member.numbers != own[0].numbers));
    members
}

/// What is left of a formula without its numbers, and the numbers. A ~ marks where the second and
/// further ones stood: 四纵四横 is 纵~横; of a sum the first number counts: 16+1 is +1.
fn head_and_numbers(form: &str) -> Option<(String, Vec<Option<u32>>)> {
    let label: Vec<char> = form.chars().collect();
    let shape = Shape::of(&label)?;
    if shape.kind == Kind::Sum {
        let (first, rest) = form.split_once('+')?;
        return Some((format!("+{rest}"), vec![Some(first.parse().ok()?)]));
    }
    let mut head = String::new();
    let mut at = 0;
    for segment in &shape.segments {
        head.extend(&label[at..segment.start]);
        if segment.start > 0 {
            head.push('~');
        }
        head.extend(&label[segment.head..segment.end]);
        at = segment.end;
    }
    let numbers = shape.segments.iter().map(|segment| segment.count).collect();
    head.chars().any(|c| c != '~').then_some((head, numbers))
}

/// What the corpus says of the formulas.
struct Evidence<'a> {
    labels: &'a Labels,
    tally: &'a Tally,
    /// By label, the words near it with their weights.
    company: BTreeMap<u32, BTreeMap<String, f64>>,
}

/// The words near each member, weighed, as if only sentences that hold one had been counted.
fn company(
    labels: &Labels,
    members: &BTreeMap<u32, &[Member]>,
    tally: &Tally,
) -> BTreeMap<u32, BTreeMap<String, f64>> {
    let Some(counts) = tally.company.as_ref().or(tally.collocates.as_ref()) else {
        return BTreeMap::new();
    };
    let head_of: BTreeMap<u32, u32> = members
        .iter()
        .flat_map(|(&head, members)| members.iter().map(move |member| (member.label, head)))
        .collect();
    let head_of_form: BTreeMap<&str, u32> =
        head_of.iter().map(|(&label, &head)| (labels.name(label), head)).collect();
    let counts = counts.counts_where(
        1,
        |label| head_of.contains_key(&label),
        |heads| heads.iter().any(|head| members.contains_key(head)),
    );
    let mut company: BTreeMap<u32, BTreeMap<String, f64>> = BTreeMap::new();
    for count in counts {
        let relative = head_of_form.get(count.token.word) == head_of.get(&count.label);
        let Some(table) = count.contingency() else { continue };
        let (Some(expected), Some(likelihood)) = (table.expected(), table.log_likelihood()) else {
            continue;
        };
        // Numerals, which jieba tags m, follow the number of the formula.
        let numeral = count.token.part_of_speech.starts_with('m');
        if !relative && !numeral && table.together() as f64 > expected {
            let words = company.entry(count.label).or_default();
            *words.entry(count.token.word.to_string()).or_default() += likelihood.sqrt();
        }
    }
    company
}

impl Evidence<'_> {
    fn link(&self, a: &Member, b: &Member) -> Link {
        if a.numbers == b.numbers {
            return Link::default();
        }
        let attested = a.frequency.documents.min(b.frequency.documents) >= MIN_DOCUMENTS;
        let company = match (self.company.get(&a.label), self.company.get(&b.label)) {
            (Some(a), Some(b)) if attested => cosine(a, b),
            _ => None,
        };
        let said = (a.label.min(b.label), a.label.max(b.label));
        Link { company, items: self.shared(a.label, b.label), said: self.tally.steps.get(&said) }
    }

    /// The items of an expansion of one formula, if an expansion of the other holds them all.
    fn shared(&self, a: u32, b: u32) -> Vec<String> {
        let (a, b) = (self.tally.given.lists(a), self.tally.given.lists(b));
        let within = |small: &[String], large: &[String]| {
            small.len() >= 2
                && small.len() < large.len()
                && small.iter().all(|item| large.contains(item))
        };
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        pairs
            .filter_map(|(a, b)| {
                let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
                within(small, large).then_some(small)
            })
            .max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a)))
            .map(<[String]>::to_vec)
            .unwrap_or_default()
    }
}

/// None if nothing weighs in one of them.
fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> Option<f64> {
    let length = |words: &BTreeMap<String, f64>| words.values().map(|w| w * w).sum::<f64>().sqrt();
    let product: f64 =
        a.iter().map(|(word, weight)| weight * b.get(word).copied().unwrap_or(0.0)).sum();
    let lengths = length(a) * length(b);
    (lengths > 0.0).then(|| (product / lengths).min(1.0))
}

/// The lineages among the members of one head, as rows.
fn lineages(head: &str, members: &[Member], evidence: &Evidence<'_>) -> Vec<LineageRow> {
    let mut order: Vec<&Member> = members.iter().collect();
    order.sort_by_key(|member| {
        let first = member.frequency.first_date;
        (first.is_none(), first, member.numbers.clone(), member.label)
    });
    let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    // Each member is of the lineage of the first one that it can be reached from.
    let mut lineage: Vec<usize> = (0..order.len()).collect();
    for later in 0..order.len() {
        for earlier in 0..later {
            let link = evidence.link(order[earlier], order[later]);
            if link.holds() {
                links.insert((earlier, later), link);
                let (a, b) = (lineage[earlier], lineage[later]);
                for of in lineage.iter_mut().filter(|of| **of == a || **of == b) {
                    *of = a.min(b);
                }
            }
        }
    }
    let form = |place: usize| evidence.labels.name(order[place].label).to_string();
    (0..order.len())
        .filter_map(|place| {
            let steps: Vec<usize> =
                (0..order.len()).filter(|&other| lineage[other] == lineage[place]).collect();
            if steps.len() < 2 {
                return None;
            }
            // The step before is the latest one that the evidence ties to it.
            let before = (0..place).rev().find(|&before| links.contains_key(&(before, place)));
            let link = before.map(|before| links[&(before, place)].clone()).unwrap_or_default();
            let Member { numbers, frequency, .. } = order[place];
            let uniform = numbers.iter().all(|number| *number == numbers[0]);
            Some(LineageRow {
                head: head.to_string(),
                formula: form(place),
                number: numbers[0].filter(|_| uniform).map(u64::from),
                mentions: frequency.mentions,
                first_date: frequency.first_date,
                last_date: frequency.last_date,
                documents: frequency.documents,
                lineage: steps.into_iter().map(form).collect(),
                previous: before.map(form),
                company: link.company,
                shared_items: link.items,
                said: before.map(|_| link.said),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_what_stays_while_numbers_change() {
        let head = |form: &str| head_and_numbers(form).unwrap();
        assert_eq!(head("三个自信"), ("自信".into(), vec![Some(3)]));
        assert_eq!(head("多证合一"), ("证合一".into(), vec![None]));
        assert_eq!(head("四纵四横").0, head("八纵八横").0);
        assert_eq!(head("16+1"), ("+1".into(), vec![Some(16)]));
        assert_eq!(head("17+1").0, "+1");
        assert_ne!(head("新四化").0, head("四化").0);
        assert_eq!(head_and_numbers("1+N"), Some(("+N".into(), vec![Some(1)])));
        assert_eq!(head_and_numbers("N+1"), None);
    }
}
