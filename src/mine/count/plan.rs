//! What is counted in every document, and how.

use serde::{Deserialize, Serialize};

use super::labels::Labels;
use crate::mine::{Decision, Facts, Options};
use crate::table::PhraseRow;
use crate::tally::{PeriodLength, Quotes, Reach, Window};

/// What is counted in every document, and how. All whose tallies are to be merged must have the same
/// plan and the same decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub(in crate::mine) labels: Labels,
    /// The periods of the time line.
    pub by: PeriodLength,
    /// The windows in which labels stand together.
    pub windows: Vec<Window>,
    /// How far labels reach for words near them; none if these are not counted.
    pub reach: Option<Reach>,
    /// The columns by whose values labels are counted.
    pub columns: Vec<String>,
}

impl Plan {
    /// The plan for documents of which all this is known. `phrases` are the rows of `phrases.csv`, of
    /// which the first ones are counted if `options` ask for it; none need be given otherwise.
    pub fn new(
        decision: &Decision,
        facts: &Facts,
        quotes: &Quotes,
        phrases: &[PhraseRow],
        options: &Options,
    ) -> Plan {
        Plan {
            labels: Labels::with(decision.labels(), &options.others, phrases, quotes),
            by: options.by.unwrap_or_else(|| PeriodLength::suited_to(&facts.mined)),
            windows: options.windows.clone(),
            reach: options.collocates.as_ref().map(|collocates| collocates.reach),
            columns: options.by_columns.clone(),
        }
    }
}
