//! What the first look found about each label, merged over documents. A value: it can be added up
//! in any grouping with the same result.

use super::cues::Cue;
use super::observe::{Candidate, Setting};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// What was seen of one canonical form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sightings {
    /// Mentions.
    pub mentions: u32,
    /// Documents with a mention.
    pub documents: u32,
    /// Mentions with each cue, in the order of [`Cue::ALL`].
    pub cues: [u32; Cue::ALL.len()],
}

impl Sightings {
    fn add(&mut self, other: &Sightings) {
        self.mentions += other.mentions;
        self.documents += other.documents;
        for (sum, part) in self.cues.iter_mut().zip(other.cues) {
            *sum += part;
        }
    }

    /// The share of mentions with a cue, 0 to 1.
    pub fn share(&self, cue: Cue) -> f64 {
        if self.mentions == 0 {
            return 0.0;
        }
        f64::from(self.cues[cue as usize]) / f64::from(self.mentions)
    }
}

/// The merged evidence of any number of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// By canonical form: what stood in quotation marks.
    pub quoted: BTreeMap<String, Sightings>,
    /// By canonical form up to where it must have ended: what stood bare.
    pub runs: BTreeMap<String, Run>,
}

/// What was seen of one bare run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// How often, where, with what around.
    pub sightings: Sightings,
    /// By length in characters: how often a word ended there.
    pub ends: BTreeMap<u8, u32>,
}

impl Run {
    fn add(&mut self, other: &Run) {
        self.sightings.add(&other.sightings);
        for (&end, count) in &other.ends {
            *self.ends.entry(end).or_default() += count;
        }
    }
}

impl Evidence {
    /// The evidence of one document.
    pub fn of(candidates: &[Candidate]) -> Evidence {
        let mut gathered = Gathered::default();
        gathered.add(candidates);
        gathered.finish()
    }

    /// The evidence of many documents, each given by its candidates.
    pub fn of_documents<'c>(documents: impl Iterator<Item = &'c [Candidate]>) -> Evidence {
        let mut gathered = Gathered::default();
        documents.for_each(|candidates| gathered.add(candidates));
        gathered.finish()
    }

    /// Adds the evidence of other documents.
    pub fn merge(mut self, mut other: Evidence) -> Evidence {
        // The larger map takes the smaller one in: the sum is the same, the work is not.
        if self.runs.len() + self.quoted.len() < other.runs.len() + other.quoted.len() {
            std::mem::swap(&mut self, &mut other);
        }
        for (form, sightings) in other.quoted {
            self.quoted.entry(form).or_default().add(&sightings);
        }
        for (form, run) in other.runs {
            self.runs.entry(form).or_default().add(&run);
        }
        self
    }
}

/// Evidence while it is gathered: the names stay with the candidates, and are not yet in order.
#[derive(Default)]
struct Gathered<'c> {
    quoted: FxHashMap<&'c str, Sightings>,
    runs: FxHashMap<&'c str, Run>,
}

impl<'c> Gathered<'c> {
    /// Adds one document more, given by all its candidates.
    fn add(&mut self, candidates: &'c [Candidate]) {
        let bare = |candidate: &Candidate| candidate.setting == Setting::Bare;
        let key = |candidate: &&'c Candidate| (bare(candidate), candidate.form.as_str());
        let mut candidates: Vec<&Candidate> = candidates.iter().collect();
        candidates.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        for alike in candidates.chunk_by(|a, b| key(a) == key(b)) {
            let form = alike[0].form.as_str();
            let sightings = if bare(alike[0]) {
                let run = self.runs.entry(form).or_default();
                for &end in alike.iter().flat_map(|candidate| &candidate.ends) {
                    *run.ends.entry(end).or_default() += 1;
                }
                &mut run.sightings
            } else {
                self.quoted.entry(form).or_default()
            };
            sightings.mentions += alike.len() as u32;
            sightings.documents += 1;
            for cue in Cue::ALL {
                let seen = alike.iter().filter(|candidate| candidate.has(cue)).count();
                sightings.cues[cue as usize] += seen as u32;
            }
        }
    }

    fn finish(self) -> Evidence {
        let owned = |form: &str| form.to_owned();
        Evidence {
            quoted: self.quoted.into_iter().map(|(form, seen)| (owned(form), seen)).collect(),
            runs: self.runs.into_iter().map(|(form, seen)| (owned(form), seen)).collect(),
        }
    }
}

/// What a file of evidence begins with, so that no other file is taken for one.
const FORMAT: &str = "tifa evidence";
/// Changes whenever cues or forms change their meaning.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct EvidenceFile<E> {
    format: String,
    version: u32,
    evidence: E,
}

/// A file of evidence that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// It could not be read or written, or is no such file.
    #[error("this is no evidence that tifa wrote ({0}): make one with `tifa mine --evidence FILE`")]
    Unreadable(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("evidence of version {found}, this tifa reads version {VERSION}: make it anew")]
    Version {
        /// The version of the file.
        found: u32,
    },
}

impl Evidence {
    /// Writes the evidence as JSON, with a version.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, out: impl Write) -> Result<(), EvidenceError> {
        let file = EvidenceFile { format: FORMAT.to_string(), version: VERSION, evidence: self };
        Ok(serde_json::to_writer(out, &file)?)
    }

    /// Reads what [`Evidence::write`] wrote.
    ///
    /// # Errors
    /// If it is something else or of another version.
    pub fn read(input: impl Read) -> Result<Evidence, EvidenceError> {
        let file: EvidenceFile<serde_json::Value> = serde_json::from_reader(input)?;
        if file.version != VERSION || file.format != FORMAT {
            return Err(EvidenceError::Version { found: file.version });
        }
        Ok(serde_json::from_value(file.evidence)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::observe;
    use crate::text::{Text, Words};

    fn of(text: &str, dictionary: &Words) -> Evidence {
        Evidence::of(&observe(&Text::new(text), dictionary))
    }

    #[test]
    fn evidence_survives_the_file_and_adds_up_in_any_order() {
        let dictionary = Words::new();
        let texts = [
            "落实“四个不摘”，做好“六稳”工作。",
            "四个不摘要坚持，“四个不摘”不能变。",
            "一户一策。",
        ];
        let [a, b, c] = texts.map(|text| of(text, &dictionary));
        let whole = a.clone().merge(b.clone()).merge(c.clone());
        assert_eq!(whole, c.merge(b).merge(a));
        let mut file = Vec::new();
        whole.write(&mut file).unwrap();
        assert_eq!(Evidence::read(file.as_slice()).unwrap(), whole);
    }

    #[test]
    fn another_file_is_refused() {
        assert!(Evidence::read(&b"{}"[..]).is_err());
        let other = br#"{"format":"tifa evidence","version":99,"evidence":{}}"#;
        let message = Evidence::read(&other[..]).unwrap_err().to_string();
        assert!(message.contains("99"), "{message}");
    }
}
