//! What the whole corpus decides, and the second look that every document is given for it.

use serde::{Deserialize, Serialize};

use crate::formula::{Beginnings, Candidate, Evidence, Finder, Inventory, Kind, Mention, decide};
use crate::mine::Options;
use crate::text::{Text, Words};

/// What was decided about every label. All who look for mentions must have the same decision, since
/// labels go by their numbers in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Decision {
    /// The labels that were decided on.
    pub inventory: Inventory,
    /// What would have been decided without the background, if there is one.
    pub alone: Option<Inventory>,
    /// The kinds of labels that are no formulas but are counted like them.
    pub include: Vec<Kind>,
}

impl Decision {
    /// Decides on the merged evidence of all documents.
    pub fn of(evidence: &Evidence, options: &Options, dictionary: &Words) -> Decision {
        let (lexicon, include) = (&options.lexicon, options.include.clone());
        let alone = decide(evidence, lexicon, dictionary);
        match &options.background {
            None => Decision { inventory: alone, alone: None, include },
            Some(background) => {
                let lent = evidence.clone().merge(background.clone());
                let inventory = decide(&lent, lexicon, dictionary);
                Decision { inventory, alone: Some(alone), include }
            }
        }
    }

    /// The labels that are counted, in code-point order; a mention's label is an index into them.
    pub fn labels(&self) -> Vec<String> {
        self.names(true)
    }

    /// The numbered labels that are listed but kept out of the other tables, in code-point order.
    pub fn passed_over(&self) -> Vec<String> {
        self.names(false)
    }

    fn names(&self, counted: bool) -> Vec<String> {
        let own = self.inventory.labels.iter().filter(|(_, verdict)| verdict.stands_for.is_none());
        own.map(|(form, _)| form).filter(|form| self.counts(form) == counted).cloned().collect()
    }

    fn counts(&self, form: &str) -> bool {
        self.inventory.get(form).is_some_and(|verdict| {
            verdict.kind.is_formula() || self.include.contains(&verdict.kind)
        })
    }
}

/// Looks for what was decided on. Made from a decision wherever it is needed.
pub struct Search {
    counted: Finder,
    passed_over: Finder,
    begins: Beginnings,
}

/// What a text holds of the labels that were decided on, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The mentions of labels that are counted, numbered as in [`Decision::labels`].
    pub mentions: Vec<Mention>,
    /// The mentions of labels that are passed over, where no counted one stands, numbered as in
    /// [`Decision::passed_over`].
    pub passed_over: Vec<Mention>,
}

impl Search {
    /// Makes the search ready.
    pub fn new(decision: &Decision) -> Search {
        let counted = Finder::new(&decision.inventory, |form| decision.counts(form));
        let passed_over = Finder::new(&decision.inventory, |form| !decision.counts(form));
        let begins = counted.begins().and(passed_over.begins());
        Search { counted, passed_over, begins }
    }

    /// Looks through a text. `candidates` is what the first look saw in it.
    pub fn find(&self, text: &Text, candidates: &[Candidate], dictionary: &Words) -> Found {
        let starts = self.begins.places(text);
        let mut mentions = self.counted.find_at(&starts, text, candidates, dictionary);
        let mut passed_over = self.passed_over.find_at(&starts, text, candidates, dictionary);
        passed_over.retain(|other| {
            let next = mentions.partition_point(|counted| counted.span.end <= other.span.start);
            mentions.get(next).is_none_or(|counted| other.span.end <= counted.span.start)
        });
        // What is found in every document of a corpus is kept, most often for few mentions.
        mentions.shrink_to_fit();
        passed_over.shrink_to_fit();
        Found { mentions, passed_over }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::observe;

    #[test]
    fn a_decision_numbers_labels_as_the_search_does_wherever_it_is_read() {
        let dictionary = Words::new();
        let text = Text::new(
            "落实“四个不摘”，抓好十三五规划和五大举措，做好“六稳”工作。一把手负责“八项规定精神”。",
        );
        let candidates = observe(&text, &dictionary);
        let evidence = Evidence::of(&candidates);
        for include in [vec![], vec![Kind::Period]] {
            let options = Options { include, ..Options::default() };
            let decision = Decision::of(&evidence, &options, &dictionary);
            let search = Search::new(&decision);
            assert_eq!(search.counted.names(), decision.labels());
            assert_eq!(search.passed_over.names(), decision.passed_over());
            let written = serde_json::to_string(&decision).unwrap();
            let read: Decision = serde_json::from_str(&written).unwrap();
            assert_eq!(read, decision);
            let found = search.find(&text, &candidates, &dictionary);
            assert!(!found.mentions.is_empty() && !found.passed_over.is_empty(), "{found:?}");
            assert_eq!(Search::new(&read).find(&text, &candidates, &dictionary), found);
        }
    }
}
