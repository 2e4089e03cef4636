//! What the first look found about each label, merged over documents. A value: it can be added up
//! in any grouping with the same result.

use super::cues::Cue;
use super::observe::{Candidate, Setting};
use std::collections::BTreeMap;

/// What was seen of one canonical form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// By canonical form: what stood in quotation marks.
    pub quoted: BTreeMap<String, Sightings>,
    /// By canonical form up to where it must have ended: what stood bare.
    pub runs: BTreeMap<String, Run>,
}

/// What was seen of one bare run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// How often, where, with what around.
    pub sightings: Sightings,
    /// By length in characters: how often a word ended there.
    pub ends: BTreeMap<u8, u32>,
}

impl Evidence {
    /// The evidence of one document.
    pub fn of(candidates: &[Candidate]) -> Evidence {
        let mut evidence = Evidence::default();
        for candidate in candidates {
            let sightings = match candidate.setting {
                Setting::Quoted | Setting::HalfQuoted => {
                    evidence.quoted.entry(candidate.form.clone()).or_default()
                }
                Setting::Bare => {
                    let run = evidence.runs.entry(candidate.form.clone()).or_default();
                    for &end in &candidate.ends {
                        *run.ends.entry(end).or_default() += 1;
                    }
                    &mut run.sightings
                }
            };
            sightings.mentions += 1;
            sightings.documents = 1;
            for cue in Cue::ALL {
                sightings.cues[cue as usize] += u32::from(candidate.has(cue));
            }
        }
        evidence
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
            let sum = self.runs.entry(form).or_default();
            sum.sightings.add(&run.sightings);
            for (end, count) in run.ends {
                *sum.ends.entry(end).or_default() += count;
            }
        }
        self
    }
}
